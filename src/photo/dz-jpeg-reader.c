/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "dz-jpeg-reader.h"

#include "dz-colour-profile.h"
#include "dz-jpeg-frame-private.h"

#include <setjmp.h>
#include <jerror.h>

#define WARNINGS_KEPT 3

/* A file being decoded. libjpeg is called only by the step_ functions, and those only by guard(),
 * the one place it jumps back to. */
struct _DzJpegReader
{
  const guint8    *data;    /* unowned */
  gsize            length;
  DzJpegLimits     limits;
  DzJpegHeader     header;
  DzPhotoMetadata *metadata; /* owned */
  DzColourInput    input;
  DzColourProfile *profile;  /* owned, nullable */
  guint            least_width;
  guint            least_height;
  guint8          *samples;  /* owned, nullable, one row as libjpeg gives it */
  guint8          *row;      /* owned, nullable, the same in sRGB */
  DzJpegBlockFunc  take_block;
  gpointer         block_data;
  gsize            trailing;
  guint            n_warnings;
  gboolean         guessed;
  gboolean         ended_early;
  gboolean         over_scans;
  char             warnings[WARNINGS_KEPT][JMSG_LENGTH_MAX];
  char             message[JMSG_LENGTH_MAX];
  int              message_code;

  struct jpeg_decompress_struct cinfo;
  struct jpeg_error_mgr         errors;
  struct jpeg_progress_mgr      progress;
  jmp_buf                       jump;
};

static void G_GNUC_NORETURN
error_exit_cb (j_common_ptr common)
{
  DzJpegReader *self = common->client_data;

  common->err->format_message (common, self->message);
  self->message_code = common->err->msg_code;
  longjmp (self->jump, 1);
}

/* Whether after this warning pixels are shown that do not stand in the file. */
static gboolean
is_guess (int code)
{
  switch (code)
    {
    case JWRN_JPEG_EOF:
    case JWRN_HIT_MARKER:
    case JWRN_HUFF_BAD_CODE:
    case JWRN_ARITH_BAD_CODE:
    case JWRN_MUST_RESYNC:
    case JWRN_BOGUS_PROGRESSION:
      return TRUE;
    default:
      return FALSE;
    }
}

static void
emit_message_cb (j_common_ptr common,
                 int          level)
{
  DzJpegReader *self = common->client_data;

  if (level >= 0)
    return;
  if (self->n_warnings < WARNINGS_KEPT)
    common->err->format_message (common, self->warnings[self->n_warnings]);
  self->n_warnings++;
  self->guessed |= is_guess (common->err->msg_code);
  self->ended_early |= common->err->msg_code == JWRN_JPEG_EOF;
}

/* A progressive file may ask for a pass over the whole picture with every few bytes. */
static void
progress_cb (j_common_ptr common)
{
  DzJpegReader *self = common->client_data;
  guint64 scans = self->cinfo.input_scan_number;
  guint64 pixels = (guint64) self->cinfo.image_width * self->cinfo.image_height;

  if (scans <= self->limits.max_scans && scans * pixels <= self->limits.max_scan_pixels)
    return;
  self->over_scans = TRUE;
  longjmp (self->jump, 1);
}

/* Runs one step. No step and nothing it calls owns memory that only the compiler would free. */
static gboolean
guard (DzJpegReader *self,
       void        (*step) (DzJpegReader *self))
{
  if (setjmp (self->jump) != 0)
    return FALSE;
  step (self);
  return TRUE;
}

static int
code_of (int libjpeg_code)
{
  switch (libjpeg_code)
    {
    case JERR_NO_SOI:
    case JERR_INPUT_EMPTY:
      return DZ_PHOTO_ERROR_NOT_JPEG;
    case JERR_BAD_PRECISION:
    case JERR_SOF_UNSUPPORTED:
    case JERR_EMPTY_IMAGE:
    case JERR_FRACT_SAMPLE_NOTIMPL:
    case JERR_CCIR601_NOTIMPL:
    case JERR_CONVERSION_NOTIMPL:
    case JERR_NOT_COMPILED:
      return DZ_PHOTO_ERROR_UNSUPPORTED;
    case JERR_OUT_OF_MEMORY:
    case JERR_NO_BACKING_STORE:
      return DZ_PHOTO_ERROR_MEMORY;
    default:
      return DZ_PHOTO_ERROR_DAMAGED;
    }
}

static gboolean
fail_step (DzJpegReader *self,
           const char   *doing,
           GError      **error)
{
  if (self->over_scans)
    g_set_error (error, DZ_PHOTO_ERROR, DZ_PHOTO_ERROR_LIMIT,
                 "%s: %d scans over %u×%u pixels are more than are read (at most %u, and %"
                 G_GUINT64_FORMAT " million pixels in all)", doing,
                 self->cinfo.input_scan_number, self->header.width, self->header.height,
                 self->limits.max_scans, self->limits.max_scan_pixels / 1000000);
  else
    g_set_error (error, DZ_PHOTO_ERROR, code_of (self->message_code), "%s: %s", doing,
                 self->message);
  return FALSE;
}

static void
step_read_header (DzJpegReader *self)
{
  jpeg_create_decompress (&self->cinfo);
  self->cinfo.mem->max_memory_to_use = self->limits.max_memory;
  self->cinfo.progress = &self->progress;
  jpeg_mem_src (&self->cinfo, self->data, self->length);
  jpeg_read_header (&self->cinfo, TRUE);
}

static void
show_blocks (DzJpegReader *self)
{
  j_common_ptr common = (j_common_ptr) &self->cinfo;
  jvirt_barray_ptr luma = jpeg_read_coefficients (&self->cinfo)[0];

  for (guint y = 0; y < self->cinfo.comp_info[0].height_in_blocks; y++)
    {
      JBLOCKROW row = *self->cinfo.mem->access_virt_barray (common, luma, y, 1, FALSE);

      for (guint x = 0; x < self->cinfo.comp_info[0].width_in_blocks; x++)
        self->take_block (row[x], self->block_data);
    }
}

/* libjpeg's "buffered image" keeps all coefficients of the file, of whatever kind it is, and makes
 * pixels of them afterwards: they are read once for both. */
static void
read_all_scans (DzJpegReader *self)
{
  struct jpeg_decompress_struct *cinfo = &self->cinfo;

  while (jpeg_consume_input (cinfo) != JPEG_REACHED_EOI)
    progress_cb ((j_common_ptr) cinfo);
  show_blocks (self);
  jpeg_start_output (cinfo, cinfo->input_scan_number);
}

static void
choose_size (DzJpegReader *self)
{
  struct jpeg_decompress_struct *cinfo = &self->cinfo;

  /* Between these, decoding at a fraction takes longer than decoding the whole. */
  cinfo->scale_denom = 8;
  for (cinfo->scale_num = 1; cinfo->scale_num < 8; cinfo->scale_num *= 2)
    {
      jpeg_calc_output_dimensions (cinfo);
      if (cinfo->output_width >= self->least_width && cinfo->output_height >= self->least_height)
        break;
    }
}

static void
step_start (DzJpegReader *self)
{
  struct jpeg_decompress_struct *cinfo = &self->cinfo;

  if (cinfo->num_components == 1)
    cinfo->out_color_space = JCS_GRAYSCALE;
  else
    cinfo->out_color_space = cinfo->num_components == 4 ? JCS_CMYK : JCS_EXT_RGBA;
  choose_size (self);
  jpeg_start_decompress (cinfo);
  if (cinfo->buffered_image)
    read_all_scans (self);
}

static void
step_read_row (DzJpegReader *self)
{
  JSAMPROW row = self->samples;

  jpeg_read_scanlines (&self->cinfo, &row, 1);
}

static void
step_finish (DzJpegReader *self)
{
  if (self->cinfo.buffered_image)
    jpeg_finish_output (&self->cinfo);
  jpeg_finish_decompress (&self->cinfo);
}

/**
 * dz_jpeg_reader_new:
 * @data: a file's bytes, which must outlive the reader
 * @length: how many
 * @limits: (nullable): what may be spent; %NULL for the usual
 *
 * Returns: (transfer full): a reader that has looked at nothing yet
 */
DzJpegReader *
dz_jpeg_reader_new (const guint8       *data,
                    gsize               length,
                    const DzJpegLimits *limits)
{
  DzJpegReader *self = g_new0 (DzJpegReader, 1);

  self->data = data;
  self->length = length;
  if (limits != NULL)
    self->limits = *limits;
  else
    dz_jpeg_limits_init (&self->limits);
  self->metadata = dz_photo_metadata_read (data, MIN (length, self->limits.max_bytes));
  self->cinfo.err = jpeg_std_error (&self->errors);
  self->cinfo.client_data = self;
  self->errors.error_exit = error_exit_cb;
  self->errors.emit_message = emit_message_cb;
  self->progress.progress_monitor = progress_cb;
  return self;
}

/**
 * dz_jpeg_reader_free:
 * @self: (transfer full) (nullable): a reader
 */
void
dz_jpeg_reader_free (DzJpegReader *self)
{
  if (self == NULL)
    return;
  jpeg_destroy_decompress (&self->cinfo);
  dz_photo_metadata_free (self->metadata);
  dz_colour_profile_free (self->profile);
  g_free (self->samples);
  g_free (self->row);
  g_free (self);
}

static gboolean
check_bytes (DzJpegReader *self,
             GError      **error)
{
  if (self->length <= self->limits.max_bytes)
    return TRUE;
  g_set_error (error, DZ_PHOTO_ERROR, DZ_PHOTO_ERROR_LIMIT,
               "the file has %" G_GSIZE_FORMAT " bytes; at most %" G_GSIZE_FORMAT " are read",
               self->length, self->limits.max_bytes);
  return FALSE;
}

static gboolean
check_frame (DzJpegReader *self,
             GError      **error)
{
  const DzJpegHeader *header = &self->header;

  if ((guint64) header->width * header->height > self->limits.max_pixels)
    {
      g_set_error (error, DZ_PHOTO_ERROR, DZ_PHOTO_ERROR_LIMIT,
                   "the picture has %u×%u pixels; at most %" G_GUINT64_FORMAT " million are read",
                   header->width, header->height, self->limits.max_pixels / 1000000);
      return FALSE;
    }
  if (header->components == 1 || header->components == 3 || header->components == 4)
    return TRUE;
  g_set_error (error, DZ_PHOTO_ERROR, DZ_PHOTO_ERROR_UNSUPPORTED,
               "a picture of %u components is neither grey, colour nor CMYK", header->components);
  return FALSE;
}

static void
find_profile (DzJpegReader *self)
{
  if (self->header.components == 1)
    self->input = DZ_COLOUR_INPUT_GREY;
  else if (self->header.components == 3)
    self->input = DZ_COLOUR_INPUT_RGBX;
  else if (self->cinfo.saw_Adobe_marker)
    self->input = DZ_COLOUR_INPUT_CMYK_INVERTED;
  else
    self->input = DZ_COLOUR_INPUT_CMYK;
  if (self->metadata->icc_profile != NULL)
    self->profile = dz_colour_profile_new (self->metadata->icc_profile, self->input);
}

/**
 * dz_jpeg_reader_read_header:
 * @self: a reader
 * @error: return location; every code of DZ_PHOTO_ERROR but ENCODE
 *
 * Reads up to the first scan and holds the picture against the limits. The header is filled as
 * far as it could be read, with or without an error.
 *
 * Returns: whether the picture may be decoded
 */
gboolean
dz_jpeg_reader_read_header (DzJpegReader *self,
                            GError      **error)
{
  gboolean done;

  g_return_val_if_fail (self != NULL, FALSE);

  if (!check_bytes (self, error))
    return FALSE;
  done = guard (self, step_read_header);
  dz_jpeg_frame_describe (&self->cinfo, done, self->metadata->orientation, &self->header);
  if (!done)
    return fail_step (self, "reading the header", error);
  if (!check_frame (self, error))
    return FALSE;
  find_profile (self);
  return TRUE;
}

/**
 * dz_jpeg_reader_get_header:
 * @self: a reader whose header was read
 *
 * Returns: (transfer none): it
 */
const DzJpegHeader *
dz_jpeg_reader_get_header (DzJpegReader *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return &self->header;
}

/**
 * dz_jpeg_reader_get_metadata:
 * @self: a reader
 *
 * Returns: (transfer none): what the segments say
 */
const DzPhotoMetadata *
dz_jpeg_reader_get_metadata (DzJpegReader *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return self->metadata;
}

/**
 * dz_jpeg_reader_is_srgb:
 * @self: a reader whose header was read
 *
 * Returns: whether the colours are sRGB: no profile, or one that leaves them as they are. CMYK
 *   never is; a profile that cannot be read is not.
 */
gboolean
dz_jpeg_reader_is_srgb (DzJpegReader *self)
{
  g_return_val_if_fail (self != NULL, FALSE);

  if (self->header.components == 4)
    return FALSE;
  if (self->metadata->icc_profile == NULL)
    return TRUE;
  return self->profile != NULL && dz_colour_profile_is_srgb (self->profile);
}

static gboolean
check_memory (DzJpegReader *self,
              gsize         extra,
              GError      **error)
{
  gsize needed = dz_jpeg_frame_count_memory (&self->cinfo, FALSE) + extra;

  if (needed <= self->limits.max_memory)
    return TRUE;
  g_set_error (error, DZ_PHOTO_ERROR, DZ_PHOTO_ERROR_LIMIT,
               "decoding %u×%u pixels needs %" G_GSIZE_FORMAT " MB of memory; at most %"
               G_GSIZE_FORMAT " are taken", self->header.width, self->header.height,
               needed / 1000000, self->limits.max_memory / 1000000);
  return FALSE;
}

static gboolean
can_keep_blocks (DzJpegReader *self,
                 gsize         extra)
{
  return dz_jpeg_frame_count_memory (&self->cinfo, TRUE) + extra <= self->limits.max_memory;
}

/**
 * dz_jpeg_reader_watch_blocks:
 * @self: a reader that was not started
 * @func: (scope notified): takes each block of the first component, in reading order
 * @user_data: for @func
 *
 * Has the coefficients shown as they stand in the file, all of them before the first row. What is
 * missing or damaged is 0, as dz_jpeg_reader_is_guessed() then says. Where there is no memory to
 * hold them all, none is shown.
 */
void
dz_jpeg_reader_watch_blocks (DzJpegReader   *self,
                             DzJpegBlockFunc func,
                             gpointer        user_data)
{
  g_return_if_fail (self != NULL && self->samples == NULL && func != NULL);

  self->take_block = func;
  self->block_data = user_data;
}

/**
 * dz_jpeg_reader_start:
 * @self: a reader whose header was read
 * @least_width: px, as stored, that the rows must have at least; 0 or more than there are for all
 * @least_height: px, likewise
 * @extra_memory: bytes that the caller holds for the same picture, to be counted
 * @error: return location; DZ_PHOTO_ERROR_LIMIT, _MEMORY, _DAMAGED, _UNSUPPORTED
 *
 * Begins to decode, at an eighth, a quarter, a half or the whole of the size: the smallest that is
 * large enough.
 * Of a progressive file this reads all scans.
 *
 * Returns: whether rows can be read
 */
gboolean
dz_jpeg_reader_start (DzJpegReader *self,
                      guint         least_width,
                      guint         least_height,
                      gsize         extra_memory,
                      GError      **error)
{
  g_return_val_if_fail (self != NULL && self->samples == NULL, FALSE);

  self->least_width = least_width != 0 ? least_width : G_MAXUINT;
  self->least_height = least_height != 0 ? least_height : G_MAXUINT;
  if (!check_memory (self, extra_memory, error))
    return FALSE;
  self->cinfo.buffered_image = self->take_block != NULL && can_keep_blocks (self, extra_memory);
  if (!guard (self, step_start))
    return fail_step (self, "beginning to decode", error);
  self->samples = g_malloc (self->cinfo.output_width * (gsize) self->cinfo.output_components);
  self->row = g_malloc (4 * (gsize) self->cinfo.output_width);
  return TRUE;
}

/**
 * dz_jpeg_reader_get_width:
 * @self: a reader that was started
 *
 * Returns: px in a row
 */
guint
dz_jpeg_reader_get_width (DzJpegReader *self)
{
  g_return_val_if_fail (self != NULL, 0);

  return self->cinfo.output_width;
}

/**
 * dz_jpeg_reader_get_height:
 * @self: a reader that was started
 *
 * Returns: number of rows
 */
guint
dz_jpeg_reader_get_height (DzJpegReader *self)
{
  g_return_val_if_fail (self != NULL, 0);

  return self->cinfo.output_height;
}

/* Whether libjpeg's rows are what is wanted already. */
static gboolean
is_plain (DzJpegReader *self)
{
  return self->input == DZ_COLOUR_INPUT_RGBX
         && (self->profile == NULL || dz_colour_profile_is_srgb (self->profile));
}

/**
 * dz_jpeg_reader_next_row:
 * @self: a reader that was started and has rows left
 * @error: return location; DZ_PHOTO_ERROR_DAMAGED
 *
 * Returns: (transfer none) (nullable): the next row as stored, not turned, in sRGB: R, G, B, 255
 */
const guint8 *
dz_jpeg_reader_next_row (DzJpegReader *self,
                         GError      **error)
{
  g_return_val_if_fail (self != NULL && self->samples != NULL, NULL);

  if (!guard (self, step_read_row))
    {
      fail_step (self, "decoding", error);
      return NULL;
    }
  if (is_plain (self))
    return self->samples;
  if (self->profile != NULL && !dz_colour_profile_is_srgb (self->profile))
    dz_colour_profile_convert (self->profile, self->samples, self->row, self->cinfo.output_width);
  else
    dz_colour_convert_plain (self->input, self->samples, self->row, self->cinfo.output_width);
  return self->row;
}

/**
 * dz_jpeg_reader_finish:
 * @self: a reader whose rows were all read
 * @error: return location; DZ_PHOTO_ERROR_DAMAGED
 *
 * Reads up to the end of the picture.
 *
 * Returns: whether it ended as a JPEG does
 */
gboolean
dz_jpeg_reader_finish (DzJpegReader *self,
                       GError      **error)
{
  g_return_val_if_fail (self != NULL && self->samples != NULL, FALSE);

  if (!guard (self, step_finish))
    return fail_step (self, "reading to the end", error);
  self->trailing = self->ended_early ? 0 : self->cinfo.src->bytes_in_buffer;
  return TRUE;
}

/**
 * dz_jpeg_reader_is_guessed:
 * @self: a reader
 *
 * Returns: whether data ended early or were so damaged that some pixels are the decoder's guess
 */
gboolean
dz_jpeg_reader_is_guessed (DzJpegReader *self)
{
  g_return_val_if_fail (self != NULL, FALSE);

  return self->guessed;
}

/**
 * dz_jpeg_reader_get_trailing:
 * @self: a reader that was finished
 *
 * Returns: bytes of the file after the end-of-image marker
 */
gsize
dz_jpeg_reader_get_trailing (DzJpegReader *self)
{
  g_return_val_if_fail (self != NULL, 0);

  return self->trailing;
}

/**
 * dz_jpeg_reader_dup_warnings:
 * @self: a reader
 *
 * Returns: (transfer full) (nullable): what the decoder complained of so far, the first few in its
 *   own English
 */
char *
dz_jpeg_reader_dup_warnings (DzJpegReader *self)
{
  GString *text;

  g_return_val_if_fail (self != NULL, NULL);

  if (self->n_warnings == 0)
    return NULL;
  text = g_string_new (self->warnings[0]);
  for (guint i = 1; i < MIN (self->n_warnings, WARNINGS_KEPT); i++)
    g_string_append_printf (text, "; %s", self->warnings[i]);
  if (self->n_warnings > WARNINGS_KEPT)
    g_string_append_printf (text, "; and %u more", self->n_warnings - WARNINGS_KEPT);
  return g_string_free (text, FALSE);
}
