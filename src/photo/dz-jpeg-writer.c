/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "dz-jpeg-writer.h"

#include <stdio.h>
#include <stdlib.h>
#include <setjmp.h>
#include <jpeglib.h>

#define SEGMENT_MAX 65533

/* One encoding. Nothing in it is freed by the compiler, so that libjpeg may jump over it. */
typedef struct
{
  struct jpeg_error_mgr       errors;
  jmp_buf                     jump;
  char                        message[JMSG_LENGTH_MAX];
  struct jpeg_compress_struct cinfo;
  const guint8               *data;
  guint                       width;
  guint                       height;
  gsize                       stride;
  DzPixelOrder                order;
  const DzJpegWriteOptions   *options;
  const DzJpegSegment        *segments;
  guint                       n_segments;
  unsigned char              *bytes;
  unsigned long               length;
} Writer;

static void G_GNUC_NORETURN
error_exit_cb (j_common_ptr common)
{
  Writer *self = common->client_data;

  common->err->format_message (common, self->message);
  longjmp (self->jump, 1);
}

static void
emit_message_cb (j_common_ptr common,
                 int          level)
{
}

static J_COLOR_SPACE
color_space_of (DzPixelOrder order)
{
  if (order == DZ_PIXEL_ORDER_RGBX)
    return JCS_EXT_RGBX;
  return G_BYTE_ORDER == G_LITTLE_ENDIAN ? JCS_EXT_BGRX : JCS_EXT_XRGB;
}

static void
set_subsampling (Writer *self)
{
  jpeg_component_info *luma = &self->cinfo.comp_info[0];

  luma->h_samp_factor = self->options->subsampling == 444 ? 1 : 2;
  luma->v_samp_factor = self->options->subsampling == 420 ? 2 : 1;
}

static void
set_parameters (Writer *self)
{
  struct jpeg_compress_struct *cinfo = &self->cinfo;

  cinfo->image_width = self->width;
  cinfo->image_height = self->height;
  cinfo->input_components = 4;
  cinfo->in_color_space = color_space_of (self->order);
  jpeg_set_defaults (cinfo);
  if (self->options->grey)
    jpeg_set_colorspace (cinfo, JCS_GRAYSCALE);
  else
    set_subsampling (self);
  jpeg_set_quality (cinfo, self->options->quality, TRUE);
  cinfo->optimize_coding = TRUE;
  if (self->options->progressive)
    jpeg_simple_progression (cinfo);
  if (self->options->dpi != 0)
    {
      cinfo->density_unit = 1;
      cinfo->X_density = self->options->dpi;
      cinfo->Y_density = self->options->dpi;
    }
}

static void
write_segments (Writer *self)
{
  for (guint i = 0; i < self->n_segments; i++)
    {
      gsize length;
      const guint8 *payload = g_bytes_get_data (self->segments[i].payload, &length);

      jpeg_write_marker (&self->cinfo, self->segments[i].marker, payload, length);
    }
}

static void
write_rows (Writer *self)
{
  while (self->cinfo.next_scanline < self->cinfo.image_height)
    {
      JSAMPROW row = (JSAMPROW) (self->data + self->cinfo.next_scanline * self->stride);

      jpeg_write_scanlines (&self->cinfo, &row, 1);
    }
}

/* The one place that libjpeg jumps back to; it owns nothing. */
static gboolean
encode (Writer *self)
{
  self->cinfo.err = jpeg_std_error (&self->errors);
  self->errors.error_exit = error_exit_cb;
  self->errors.emit_message = emit_message_cb;
  self->cinfo.client_data = self;
  if (setjmp (self->jump) != 0)
    return FALSE;

  jpeg_create_compress (&self->cinfo);
  jpeg_mem_dest (&self->cinfo, &self->bytes, &self->length);
  set_parameters (self);
  jpeg_start_compress (&self->cinfo, TRUE);
  write_segments (self);
  write_rows (self);
  jpeg_finish_compress (&self->cinfo);
  return TRUE;
}

static gboolean
segments_fit (const DzJpegSegment *segments,
              guint                n_segments,
              GError             **error)
{
  for (guint i = 0; i < n_segments; i++)
    {
      if (g_bytes_get_size (segments[i].payload) > SEGMENT_MAX)
        {
          g_set_error (error, DZ_PHOTO_ERROR, DZ_PHOTO_ERROR_ENCODE,
                       "a metadata segment of %" G_GSIZE_FORMAT " bytes is longer than a JPEG may "
                       "hold (%d)", g_bytes_get_size (segments[i].payload), SEGMENT_MAX);
          return FALSE;
        }
    }
  return TRUE;
}

/**
 * dz_jpeg_write_options_init:
 * @options: (out caller-allocates): set to quality 92, 4:2:0, 300 dpi, sequential, colour
 */
void
dz_jpeg_write_options_init (DzJpegWriteOptions *options)
{
  g_return_if_fail (options != NULL);

  *options = (DzJpegWriteOptions) { .quality = 92, .subsampling = 420, .dpi = 300 };
}

/**
 * dz_jpeg_write:
 * @data: the first row of the pixels
 * @width: px, at least 1
 * @height: px, at least 1
 * @stride: bytes from one row to the next, at least 4 × @width
 * @order: order of the bytes of a pixel; alpha is ignored
 * @options: how to write
 * @segments: (nullable) (array length=n_segments): metadata to write before the picture; it does
 *   not turn the pixels
 * @n_segments: how many
 * @error: return location; DZ_PHOTO_ERROR_ENCODE
 *
 * Writes a JPEG with the tables of the IJG at the quality asked for and optimised Huffman codes.
 *
 * Returns: (transfer full) (nullable): the file's bytes
 */
GBytes *
dz_jpeg_write (const guint8              *data,
               guint                      width,
               guint                      height,
               gsize                      stride,
               DzPixelOrder               order,
               const DzJpegWriteOptions  *options,
               const DzJpegSegment       *segments,
               guint                      n_segments,
               GError                   **error)
{
  Writer self = {
    .data = data, .width = width, .height = height, .stride = stride, .order = order,
    .options = options, .segments = segments, .n_segments = n_segments,
  };
  gboolean written;

  g_return_val_if_fail (data != NULL && options != NULL, NULL);
  g_return_val_if_fail (width > 0 && height > 0 && stride / 4 >= width, NULL);
  g_return_val_if_fail (options->quality >= 1 && options->quality <= 100, NULL);
  g_return_val_if_fail (options->subsampling == 444 || options->subsampling == 422 ||
                        options->subsampling == 420, NULL);
  g_return_val_if_fail (options->dpi <= 65535, NULL);

  if (!segments_fit (segments, n_segments, error))
    return NULL;
  written = encode (&self);
  jpeg_destroy_compress (&self.cinfo);
  if (!written)
    {
      /* The buffer is lost: once it has grown, only the library knew where it is. */
      g_set_error (error, DZ_PHOTO_ERROR, DZ_PHOTO_ERROR_ENCODE,
                   "writing a JPEG of %u×%u pixels: %s", width, height, self.message);
      return NULL;
    }
  return g_bytes_new_with_free_func (self.bytes, self.length, free, self.bytes);
}
