/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "dz-helper.h"

#include "dz-exif-writer.h"
#include "dz-gb18030.h"
#include "dz-jpeg-writer.h"
#include "dz-photo-measure.h"
#include "dz-roster-reader.h"

#include <locale.h>
#include <stdlib.h>
#include <time.h>

#define REHEARSAL_PX 64

static int
compare_bytes (const void *a,
               const void *b)
{
  return *(const guint8 *) a - *(const guint8 *) b;
}

/* The C library asks the system about its memory in the first long sort, and remembers. */
static void
rehearse_sort (void)
{
  guint8 bytes[4096] = { 0 };

  qsort (bytes, sizeof bytes, 1, compare_bytes);
}

/* The colour library asks for the time of day when it meets a profile, and the C library looks for
 * the time zone at the first such question. */
static void
rehearse_clock (void)
{
  time_t now = time (NULL);
  struct tm parts;

  gmtime_r (&now, &parts);
}

/* With every kind of metadata that is looked at: texts, times that differ, a place, a turn. */
static GBytes *
draw (GError **error)
{
  static const DzExifFields fields = {
    .orientation = 6,
    .dpi = 300,
    .software = "rehearsal",
    .artist = "rehearsal",
    .user_comment = "{}",
    .taken_at = "2026:05:10 09:58:00",
    .modified_at = "2026:05:11 09:58:00",
    .gps = TRUE,
  };
  g_autoptr(DzPixels) drawn = dz_pixels_new (REHEARSAL_PX, REHEARSAL_PX);
  g_autoptr(GBytes) exif = dz_exif_write (&fields);
  const DzJpegSegment segment = { 0xe1, exif };
  DzJpegWriteOptions options;

  dz_jpeg_write_options_init (&options);
  return dz_jpeg_write (drawn->data, drawn->width, drawn->height, drawn->stride,
                        DZ_PIXEL_ORDER_RGBX, &options, &segment, 1, error);
}

/* Goes through a picture of its own once, so that whatever is loaded or computed at first use is
 * there in every child. */
static gboolean
rehearse_photo (GError **error)
{
  g_autoptr(GBytes) jpeg = draw (error);
  g_autoptr(DzPixels) decoded = NULL;
  g_autoptr(DzMeasurement) measurement = NULL;
  const guint8 *data;
  gsize length;

  if (jpeg == NULL)
    return FALSE;
  data = g_bytes_get_data (jpeg, &length);
  measurement = dz_photo_measure (data, length, NULL, NULL);
  decoded = dz_jpeg_decode (data, length, NULL, REHEARSAL_PX / 2, REHEARSAL_PX / 2, NULL, error);
  return decoded != NULL;
}

static gboolean
rehearse_roster (GError **error)
{
  static const char file[] = "学号,姓名\n1,王\n";
  g_autoptr(GPtrArray) rows = dz_roster_read ((const guint8 *) file, sizeof file - 1, error);
  g_autoptr(GVariant) variant = NULL;

  if (rows == NULL)
    return FALSE;
  variant = g_variant_ref_sink (dz_roster_to_variant (rows));
  return g_variant_get_size (variant) > 0;
}

/**
 * dz_helper_warm:
 * @error: return location
 *
 * Loads what no later moment could, as dz_helper_vision_init() does for the networks: code tables,
 * and whatever a library looks for at its first use. Every child is a copy of what this leaves.
 *
 * Returns: whether the helper can work
 */
gboolean
dz_helper_warm (GError **error)
{
  /* Text is UTF-8 here; without this locale it is still, and only some messages lose letters. */
  setlocale (LC_CTYPE, "C.UTF-8");
  g_get_charset (NULL);
  rehearse_sort ();
  rehearse_clock ();
  return dz_gb18030_warm (error) && rehearse_roster (error) && rehearse_photo (error);
}
