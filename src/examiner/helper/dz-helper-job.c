/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "dz-helper-job.h"

#include "dz-photo-digest.h"
#include "dz-photo-measure.h"
#include "dz-roster-reader.h"
#include "dz-vision.h"

/* The program's own memory besides the decoder's: code, tables, networks, samples. */
#define OWN_MEMORY (128 * 1024 * 1024)

static DzExaminerStatus
refuse (const char  *sentence,
        GVariant   **body)
{
  g_autofree char *valid = g_utf8_make_valid (sentence, -1);
  g_autofree char *bounded = g_utf8_substring (valid, 0, MIN (g_utf8_strlen (valid, -1), 300));

  *body = g_variant_ref_sink (g_variant_new (DZ_EXAMINER_UNREADABLE_TYPE, bounded));
  return DZ_EXAMINER_STATUS_UNREADABLE;
}

static DzExaminerStatus
refuse_for (const GError  *error,
            GVariant     **body)
{
  if (g_error_matches (error, DZ_PHOTO_ERROR, DZ_PHOTO_ERROR_MEMORY))
    return DZ_EXAMINER_STATUS_MEMORY;
  return refuse (error->message, body);
}

static void
make_limits (const DzExaminerRequest *request,
             DzJpegLimits            *limits)
{
  dz_jpeg_limits_init (limits);
  limits->max_bytes = request->input_length;
  limits->max_pixels = request->pixels_max;
  if (request->memory_max == 0)
    return;
  limits->max_memory = MIN (limits->max_memory,
                            request->memory_max - MIN (request->memory_max, OWN_MEMORY));
}

/* Where no mask tells the wall from the person, its border must do. */
static gboolean
look (const DzHelperJob  *self,
      const DzPixels     *view,
      DzMeasurement      *measurement,
      GError            **error)
{
  if (self->models != NULL && !dz_vision_measure (self->models, view, measurement, error))
    return FALSE;
  if (!dz_measurement_has (measurement, DZ_QUANTITY_WALL_L))
    dz_photo_measure_wall (measurement, view);
  return TRUE;
}

/* Networks fail for no fault of the picture. */
static DzExaminerStatus
measure (const DzHelperJob  *self,
         GVariant          **body)
{
  g_autoptr(DzMeasurement) measurement = NULL;
  g_autoptr(DzPixels) view = NULL;
  g_autoptr(GError) error = NULL;
  DzJpegLimits limits;

  make_limits (self->request, &limits);
  measurement = dz_photo_measure (self->input, self->request->input_length, &limits, &view);
  if (view != NULL && !look (self, view, measurement, &error))
    {
      g_warning ("looking at a photo: %s", error->message);
      return DZ_EXAMINER_STATUS_BROKEN;
    }
  *body = g_variant_ref_sink (dz_measurement_to_variant (measurement));
  return DZ_EXAMINER_STATUS_OK;
}

/* R, G, B, 255 → R, G, B, in place: what is written never overtakes what is read. */
static void
drop_fourth_byte (guint8 *data,
                  gsize   n_pixels)
{
  const guint8 *from = data;

  for (gsize i = 0; i < n_pixels; i++, from += 4, data += 3)
    {
      data[0] = from[0];
      data[1] = from[1];
      data[2] = from[2];
    }
}

static gboolean
decode (const DzHelperJob  *self,
        DzPixels          **pixels,
        GError            **error)
{
  const DzExaminerRequest *request = self->request;
  DzJpegLimits limits;
  DzJpegHeader header;
  guint width;
  guint height;

  make_limits (request, &limits);
  if (!dz_jpeg_read_header (self->input, request->input_length, &limits, &header, error))
    return FALSE;
  dz_jpeg_fit (header.upright_width, header.upright_height,
               request->max_width, request->max_height, &width, &height);
  if (dz_pixels_size (width, height) > request->output_length)
    {
      g_set_error (error, DZ_PHOTO_ERROR, DZ_PHOTO_ERROR_LIMIT,
                   "%u×%u pixels do not fit the buffer", width, height);
      return FALSE;
    }
  *pixels = dz_pixels_new_for_data (self->output, request->output_length, width, height,
                                    4 * (gsize) width);
  return dz_jpeg_decode_into (self->input, request->input_length, &limits, *pixels, NULL, error);
}

static DzExaminerStatus
render (const DzHelperJob  *self,
        GVariant          **body)
{
  g_autoptr(DzPixels) pixels = NULL;
  g_autoptr(GError) error = NULL;

  if (!decode (self, &pixels, &error))
    return refuse_for (error, body);
  drop_fourth_byte (self->output, (gsize) pixels->width * pixels->height);
  *body = g_variant_ref_sink (g_variant_new (DZ_EXAMINER_RENDER_TYPE, pixels->width,
                                             pixels->height, (guint64) 3 * pixels->width));
  return DZ_EXAMINER_STATUS_OK;
}

static DzExaminerStatus
digest (const DzHelperJob  *self,
        GVariant          **body)
{
  g_autofree char *found = NULL;
  g_autoptr(GError) error = NULL;
  DzJpegLimits limits;

  make_limits (self->request, &limits);
  found = dz_photo_pixels_digest (self->input, self->request->input_length, &limits, &error);
  if (found == NULL)
    return refuse_for (error, body);
  *body = g_variant_ref_sink (g_variant_new (DZ_EXAMINER_DIGEST_TYPE, found));
  return DZ_EXAMINER_STATUS_OK;
}

static DzExaminerStatus
read_roster (const DzHelperJob  *self,
             GVariant          **body)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(GPtrArray) rows = NULL;
  g_autoptr(GVariant) variant = NULL;
  gsize size;

  rows = dz_roster_read (self->input, self->request->input_length, &error);
  if (rows == NULL)
    return refuse_for (error, body);
  variant = g_variant_ref_sink (dz_roster_to_variant (rows));
  size = g_variant_get_size (variant);
  if (size > self->request->output_length)
    return refuse ("the table's rows need more room than a file of this size should", body);
  g_variant_store (variant, self->output);
  *body = g_variant_ref_sink (g_variant_new (DZ_EXAMINER_ROSTER_TYPE, rows->len, (guint64) size));
  return DZ_EXAMINER_STATUS_OK;
}

/**
 * dz_helper_job_run:
 * @self: a job
 * @body: (out) (nullable) (transfer full): the answer's body
 *
 * Does what is asked. This is where foreign bytes are parsed.
 *
 * Returns: how it went
 */
DzExaminerStatus
dz_helper_job_run (const DzHelperJob  *self,
                   GVariant          **body)
{
  *body = NULL;
  switch ((DzExaminerKind) self->request->kind)
    {
    case DZ_EXAMINER_KIND_MEASURE:
      return measure (self, body);
    case DZ_EXAMINER_KIND_RENDER:
      return render (self, body);
    case DZ_EXAMINER_KIND_ROSTER:
      return read_roster (self, body);
    case DZ_EXAMINER_KIND_DIGEST:
      return digest (self, body);
    case DZ_EXAMINER_KIND_HELLO:
    case DZ_N_EXAMINER_KINDS:
    default:
      return refuse ("the helper does not know this request", body);
    }
}
