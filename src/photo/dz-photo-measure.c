/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "dz-photo-measure.h"

#include "dz-blockiness.h"
#include "dz-box-scaler.h"
#include "dz-config.h"
#include "dz-double-jpeg.h"
#include "dz-jpeg-quality.h"
#include "dz-jpeg-reader.h"
#include "dz-pdq-hasher.h"
#include "dz-photo-format.h"
#include "dz-vectors-private.h"
#include "dz-wall.h"

#include <math.h>
#include <stdlib.h>

#define COLOUR_CHUNK 1024

/* Sums over all rows of the one decode. */
typedef struct
{
  guint64       grey_distance; /* of |R−G| + |G−B| */
  DzPixels     *view;          /* owned, nullable: no memory; upright, what is looked at */
  DzBoxScaler  *scaler;        /* owned, nullable, fills @view */
  DzBlockiness *blockiness;    /* owned, nullable: needs rows of the file's own size */
  DzDoubleJpeg *earlier;       /* owned, nullable: needs a file of a high quality */
} RowSums;

static void
row_sums_clear (RowSums *sums)
{
  g_clear_pointer (&sums->scaler, dz_box_scaler_free);
  g_clear_pointer (&sums->blockiness, dz_blockiness_free);
  g_clear_pointer (&sums->earlier, dz_double_jpeg_free);
  g_clear_pointer (&sums->view, dz_pixels_free);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (RowSums, row_sums_clear)

static const char *
name_of (DzPhotoFormat format)
{
  static const char *const names[] = {
    [DZ_PHOTO_FORMAT_PNG] = "PNG", [DZ_PHOTO_FORMAT_WEBP] = "WebP",
    [DZ_PHOTO_FORMAT_HEIC] = "HEIC or AVIF", [DZ_PHOTO_FORMAT_GIF] = "GIF",
    [DZ_PHOTO_FORMAT_BMP] = "BMP", [DZ_PHOTO_FORMAT_TIFF] = "TIFF",
    [DZ_PHOTO_FORMAT_JPEG2000] = "JPEG 2000", [DZ_PHOTO_FORMAT_JXL] = "JPEG XL",
  };

  return names[format];
}

static char *
describe_other (DzPhotoFormat format)
{
  if (format == DZ_PHOTO_FORMAT_EMPTY)
    return g_strdup ("the file is empty");
  if (format == DZ_PHOTO_FORMAT_UNKNOWN)
    return g_strdup ("the file does not begin as a JPEG does");
  return g_strdup_printf ("the file is %s, not JPEG", name_of (format));
}

static void
note_metadata (DzMeasurement         *self,
               const DzPhotoMetadata *metadata)
{
  dz_measurement_set (self, DZ_QUANTITY_ORIENTATION, metadata->orientation);
  dz_measurement_set (self, DZ_QUANTITY_DPI, metadata->dpi);
  dz_measurement_set (self, DZ_QUANTITY_HAS_GPS, metadata->has_gps);
  if (metadata->taken_at_days == metadata->taken_at_days)
    dz_measurement_set (self, DZ_QUANTITY_TAKEN_AT, metadata->taken_at_days);
  for (guint i = 0; i < metadata->marks->len; i++)
    {
      const DzEditMark *mark = g_ptr_array_index (metadata->marks, i);

      g_ptr_array_add (self->marks, dz_edit_mark_new (mark->kind, mark->text, mark->strong));
    }
}

static void
note_frame (DzMeasurement      *self,
            const DzJpegHeader *header)
{
  if (header->width == 0)
    return;
  dz_measurement_set (self, DZ_QUANTITY_WIDTH, header->upright_width);
  dz_measurement_set (self, DZ_QUANTITY_HEIGHT, header->upright_height);
  dz_measurement_set (self, DZ_QUANTITY_COMPONENTS, header->components);
  dz_measurement_set (self, DZ_QUANTITY_BIT_DEPTH, header->bit_depth);
  dz_measurement_set (self, DZ_QUANTITY_PROGRESSIVE, header->progressive);
}

static void
note_tables (DzMeasurement      *self,
             const DzJpegHeader *header)
{
  DzJpegQuality quality;

  if (header->subsampling != 0)
    dz_measurement_set (self, DZ_QUANTITY_SUBSAMPLING, header->subsampling);
  if (header->luma_table[0] == 0)
    return;
  quality = dz_jpeg_quality_estimate (header->luma_table,
                                      header->has_chroma_table ? header->chroma_table : NULL);
  dz_measurement_set (self, DZ_QUANTITY_QUALITY, quality.quality);
  dz_measurement_set (self, DZ_QUANTITY_QUALITY_RESIDUAL, quality.residual);
}

static DzPixels *
make_view (const DzJpegHeader *header)
{
  guint width;
  guint height;

  dz_jpeg_fit (header->upright_width, header->upright_height,
               DZ_PHOTO_VIEW_EDGE, DZ_PHOTO_VIEW_EDGE, &width, &height);
  return dz_pixels_new (width, height);
}

/* A picture that is much larger than its view is decoded at a fraction of its size. That reads all
 * of the file as well: what is left out is arithmetic, not bytes. */
static gboolean
begin_sums (RowSums       *sums,
            DzJpegReader  *reader,
            GError       **error)
{
  const DzJpegHeader *header = dz_jpeg_reader_get_header (reader);
  gboolean turned = header->orientation >= 5;
  guint width = 1;
  guint height = 1;

  sums->view = make_view (header);
  if (sums->view != NULL)
    {
      width = turned ? sums->view->height : sums->view->width;
      height = turned ? sums->view->width : sums->view->height;
    }
  sums->earlier = dz_double_jpeg_new (header);
  if (sums->earlier != NULL)
    dz_jpeg_reader_watch_blocks (reader, dz_double_jpeg_add_block_cb, sums->earlier);
  if (!dz_jpeg_reader_start (reader, width, height, 4 * (gsize) width * height, error))
    return FALSE;
  if (sums->view != NULL)
    sums->scaler = dz_box_scaler_new (dz_jpeg_reader_get_width (reader),
                                      dz_jpeg_reader_get_height (reader), header->orientation,
                                      sums->view);
  if (dz_jpeg_reader_get_width (reader) == header->width)
    sums->blockiness = dz_blockiness_new (header->width, header->height);
  return TRUE;
}

/* Differences of neighbouring bytes; those of blue and of the fourth byte mean nothing. */
DZ_ON_VECTORS static void
subtract_neighbours (const guint8 *bytes,
                     guint8       *differences,
                     guint         n_bytes)
{
  for (guint i = 0; i < n_bytes; i++)
    differences[i] = MAX (bytes[i], bytes[i + 1]) - MIN (bytes[i], bytes[i + 1]);
}

DZ_ON_VECTORS static guint32
sum_pairs (const guint16 *pairs,
           guint          n_pairs)
{
  guint32 sum = 0;

  for (guint i = 0; i < n_pairs; i += 2)
    sum += (pairs[i] & 0xff) + (pairs[i] >> 8);
  return sum;
}

/* Of |R−G| + |G−B|, over so few pixels at a time that all of it stays in the first cache. */
static guint64
sum_colour (const guint8 *row,
            guint         width)
{
  guint16 pairs[2 * COLOUR_CHUNK];
  guint64 sum = 0;

  for (guint x = 0; x < width; x += COLOUR_CHUNK)
    {
      guint n = MIN (COLOUR_CHUNK, width - x);

      subtract_neighbours (row + 4 * (gsize) x, (guint8 *) pairs, 4 * n - 1);
      sum += sum_pairs (pairs, 2 * n);
    }
  return sum;
}

static void
add_row (RowSums      *sums,
         const guint8 *row,
         guint         width)
{
  if (sums->scaler != NULL)
    dz_box_scaler_push (sums->scaler, row);
  if (sums->blockiness != NULL)
    dz_blockiness_push (sums->blockiness, row);
  sums->grey_distance += sum_colour (row, width);
}

/* The whole picture, row by row: it is never held in memory at its full size, unless the file is
 * progressive, when libjpeg keeps its coefficients. */
static gboolean
read_rows (DzJpegReader *reader,
           RowSums      *sums,
           GError      **error)
{
  guint width;
  guint height;

  if (!begin_sums (sums, reader, error))
    return FALSE;
  width = dz_jpeg_reader_get_width (reader);
  height = dz_jpeg_reader_get_height (reader);
  for (guint y = 0; y < height; y++)
    {
      const guint8 *row = dz_jpeg_reader_next_row (reader, error);

      if (row == NULL)
        return FALSE;
      add_row (sums, row, width);
    }
  return dz_jpeg_reader_finish (reader, error);
}

static void
note_wall (DzMeasurement *self,
           const DzWall  *wall)
{
  dz_measurement_set (self, DZ_QUANTITY_WALL_L, wall->median.L);
  dz_measurement_set (self, DZ_QUANTITY_WALL_A, wall->median.a);
  dz_measurement_set (self, DZ_QUANTITY_WALL_B, wall->median.b);
  dz_measurement_set (self, DZ_QUANTITY_WALL_CHROMA, wall->chroma);
  dz_measurement_set (self, DZ_QUANTITY_WALL_HUE, wall->hue_deg);
  dz_measurement_set (self, DZ_QUANTITY_WALL_SPREAD_MEAN, wall->spread_mean);
  dz_measurement_set (self, DZ_QUANTITY_WALL_SPREAD_P90, wall->spread_p90);
}

static void
note_hashes (DzMeasurement  *self,
             const DzPixels *view)
{
  if (view != NULL)
    dz_measurement_set (self, DZ_QUANTITY_HASH_QUALITY, dz_pdq_hasher_hash (view, self->hashes));
}

static void
note_blockiness (DzMeasurement *self,
                 DzBlockiness  *blockiness)
{
  double ratio = blockiness != NULL ? dz_blockiness_get (blockiness) : NAN;

  if (!isnan (ratio))
    dz_measurement_set (self, DZ_QUANTITY_BLOCKINESS, ratio);
}

/* Of a file that decoded to its end. */
static void
note_double_jpeg (DzMeasurement      *self,
                  const DzDoubleJpeg *earlier)
{
  double ratio = earlier != NULL ? dz_double_jpeg_get (earlier) : NAN;

  if (!isnan (ratio) && dz_measurement_get (self, DZ_QUANTITY_TRUNCATED) == 0)
    dz_measurement_set (self, DZ_QUANTITY_DOUBLE_JPEG, ratio);
}

static double
count_pixels (DzJpegReader *reader)
{
  return (double) dz_jpeg_reader_get_width (reader) * dz_jpeg_reader_get_height (reader);
}

static void
measure_pixels (DzMeasurement *self,
                DzJpegReader  *reader,
                DzPixels     **view,
                GError       **error)
{
  g_auto(RowSums) sums = { 0 };
  gboolean decoded = read_rows (reader, &sums, error);

  dz_measurement_set (self, DZ_QUANTITY_DECODES, decoded);
  dz_measurement_set (self, DZ_QUANTITY_TRUNCATED, dz_jpeg_reader_is_guessed (reader));
  if (!decoded)
    return;
  dz_measurement_set (self, DZ_QUANTITY_TRAILING_BYTES, dz_jpeg_reader_get_trailing (reader));
  dz_measurement_set (self, DZ_QUANTITY_GREY_DISTANCE, sums.grey_distance / count_pixels (reader));
  note_hashes (self, sums.view);
  note_blockiness (self, sums.blockiness);
  note_double_jpeg (self, sums.earlier);
  *view = g_steal_pointer (&sums.view);
}

static void
measure_jpeg (DzMeasurement      *self,
              const guint8       *data,
              gsize               length,
              const DzJpegLimits *limits,
              DzPixels          **view)
{
  g_autoptr(DzJpegReader) reader = dz_jpeg_reader_new (data, length, limits);
  g_autoptr(GError) error = NULL;
  gboolean readable = dz_jpeg_reader_read_header (reader, &error);
  const DzJpegHeader *header = dz_jpeg_reader_get_header (reader);

  note_metadata (self, dz_jpeg_reader_get_metadata (reader));
  note_frame (self, header);
  if (readable)
    {
      note_tables (self, header);
      dz_measurement_set (self, DZ_QUANTITY_SRGB, dz_jpeg_reader_is_srgb (reader));
      measure_pixels (self, reader, view, &error);
    }
  else if (dz_jpeg_reader_is_guessed (reader))
    dz_measurement_set (self, DZ_QUANTITY_TRUNCATED, 1);
  self->problem = error != NULL ? g_strdup (error->message)
                                : dz_jpeg_reader_dup_warnings (reader);
}

static DzPixels *
shrink (const DzPixels *view,
        guint           width,
        guint           height)
{
  DzPixels *copy = dz_pixels_new (width, height);
  g_autoptr(DzBoxScaler) scaler = NULL;

  if (copy == NULL)
    return NULL;
  scaler = dz_box_scaler_new (view->width, view->height, 1, copy);
  for (guint y = 0; y < view->height; y++)
    dz_box_scaler_push (scaler, dz_pixels_at (view, 0, y));
  return copy;
}

/**
 * dz_photo_measure_wall:
 * @self: a photo's measurement
 * @view: an upright copy of it
 *
 * Measures the wall by the border of the picture, which is where it mostly is. This is for a photo
 * on which nobody could tell the person from the wall.
 */
void
dz_photo_measure_wall (DzMeasurement  *self,
                       const DzPixels *view)
{
  g_autoptr(DzPixels) copy = NULL;
  guint width;
  guint height;
  DzWall wall;

  g_return_if_fail (self != NULL && view != NULL);

  dz_jpeg_fit (view->width, view->height, DZ_WALL_COPY_EDGE, DZ_WALL_COPY_EDGE, &width, &height);
  copy = shrink (view, width, height);
  if (copy == NULL || !dz_wall_measure (copy, &wall))
    return;
  note_wall (self, &wall);
  dz_measurement_set (self, DZ_QUANTITY_WALL_BY_MASK, 0);
}

/**
 * dz_photo_measure:
 * @data: a file's bytes, whatever they are
 * @length: how many
 * @limits: (nullable): what may be spent; %NULL for the usual
 * @view: (out) (optional) (nullable) (transfer full): an upright copy of the picture in sRGB, its
 *   long edge DZ_PHOTO_VIEW_EDGE at most and never enlarged, from the same decode; %NULL where the
 *   file does not decode
 *
 * Takes every number from a photo that needs no face. It never fails: what cannot be measured stays
 * NaN, and the measurement's problem says why. Who asks for the @view sees the wall better than
 * its border shows it: then it is not measured here but by dz_photo_measure_wall(), if at all.
 *
 * What FILE-01 stands on, agreeing with libjpeg's own djpeg:
 *
 * - decodes is 1 only if the header, every scanline and the end of the picture were read without
 *   an error (djpeg ends with 0 or 2), else 0: another format, damaged, of a kind that cannot be
 *   read, or over the limits, as the problem says.
 * - truncated is 1 if the decoder had to guess pixels on the way: the data end early, or a code,
 *   restart marker or progression in them is impossible. Complaints without a guess (stray bytes
 *   before a marker, an unknown JFIF version) stand in the problem only.
 * - trailing-bytes are those after the end-of-image marker; 0 where the data end before one.
 *
 * Returns: (transfer full): the measurement
 */
DzMeasurement *
dz_photo_measure (const guint8       *data,
                  gsize               length,
                  const DzJpegLimits *limits,
                  DzPixels          **view)
{
  g_autoptr(DzPixels) copy = NULL;
  DzMeasurement *self;

  g_return_val_if_fail (data != NULL || length == 0, NULL);

  self = dz_measurement_new ();
  g_free (self->measurer);
  self->measurer
      = g_strdup ("duizhao " DZ_VERSION " measures " G_STRINGIFY (DZ_MEASURES_REVISION));
  self->format = dz_photo_sniff (data, length);
  dz_measurement_set (self, DZ_QUANTITY_BYTES, length);
  dz_measurement_set (self, DZ_QUANTITY_DECODES, 0);
  if (self->format == DZ_PHOTO_FORMAT_JPEG)
    measure_jpeg (self, data, length, limits, &copy);
  else
    self->problem = describe_other (self->format);
  if (view != NULL)
    *view = g_steal_pointer (&copy);
  else if (copy != NULL)
    dz_photo_measure_wall (self, copy);
  return self;
}
