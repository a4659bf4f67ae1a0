/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "dz-photo-metadata.h"

#include "dz-beauty-comment.h"
#include "dz-edit-traces.h"
#include "dz-exif-reader.h"
#include "dz-jpeg-segments.h"

#include <math.h>
#include <string.h>

#define APP0 0xe0
#define APP1 0xe1
#define APP2 0xe2
#define APP12 0xec
#define APP13 0xed
#define COM 0xfe

/* A signature with the zero byte that ends it. */
#define SIGNATURE(text) (text), sizeof (text)

#define XMP_SIGNATURE "http://ns.adobe.com/xap/1.0/"

#define CM_PER_INCH 2.54
#define DPI_MAX 65535
#define SECONDS_PER_DAY 86400
#define DAYS_MAX 100000
/* Cameras write the file a moment after the picture was taken. */
#define SAVING (60 * G_TIME_SPAN_SECOND)

#define ICC_HEADER 14
#define ICC_PARTS_MAX 255
#define ICC_BYTES_MAX (4 * 1024 * 1024)

/* The walk's state beside what it finds. */
typedef struct
{
  DzPhotoMetadata *found;
  gboolean         has_exif;
  double           jfif_dpi;
  double           exif_dpi;
  gsize            icc_bytes;
  const guint8    *icc[ICC_PARTS_MAX]; /* unowned, parts in their order */
  gsize            icc_length[ICC_PARTS_MAX];
} Walk;

/* JFIF 1.02: after the version, a unit (0 shape only, 1 inch, 2 cm) and two densities. */
static void
read_jfif (Walk           *walk,
           DzJpegSegments *segment)
{
  guint density;

  if (segment->length < 12 || walk->jfif_dpi != 0)
    return;
  density = segment->payload[8] << 8 | segment->payload[9];
  if (segment->payload[7] == 1)
    walk->jfif_dpi = density;
  else if (segment->payload[7] == 2)
    walk->jfif_dpi = density * CM_PER_INCH;
}

static void
compare_dates (GPtrArray         *marks,
               const DzExifFacts *exif)
{
  g_autofree char *taken = NULL;
  g_autofree char *modified = NULL;
  g_autofree char *text = NULL;

  if (exif->taken_at == NULL || exif->modified_at == NULL ||
      g_date_time_difference (exif->modified_at, exif->taken_at) <= SAVING)
    return;
  taken = g_date_time_format (exif->taken_at, "%Y-%m-%d %H:%M");
  modified = g_date_time_format (exif->modified_at, "%Y-%m-%d %H:%M");
  text = g_strdup_printf ("taken %s, modified %s", taken, modified);
  dz_edit_traces_add (marks, "date", text);
}

static void
read_traces (GPtrArray         *marks,
             const DzExifFacts *exif)
{
  dz_edit_traces_add_from (marks, exif->software, TRUE);
  dz_edit_traces_add_from (marks, exif->artist, FALSE);
  if (exif->user_comment == NULL)
    return;
  if (dz_beauty_comment_read (exif->user_comment, marks))
    dz_edit_traces_add (marks, "editor", "Meitu");
  else
    dz_edit_traces_add_from (marks, exif->user_comment, FALSE);
}

static void
read_exif (Walk           *walk,
           DzJpegSegments *segment)
{
  g_autoptr(DzExifFacts) exif = NULL;

  if (walk->has_exif)
    return;
  walk->has_exif = TRUE;
  exif = dz_exif_read (segment->payload, segment->length);
  walk->found->orientation = exif->orientation;
  walk->found->has_gps = exif->has_gps;
  walk->exif_dpi = exif->dpi;
  if (exif->taken_at != NULL)
    {
      double days = floor (g_date_time_to_unix (exif->taken_at) / (double) SECONDS_PER_DAY);

      if (fabs (days) <= DAYS_MAX)
        walk->found->taken_at_days = days;
    }
  read_traces (walk->found->marks, exif);
  compare_dates (walk->found->marks, exif);
}

static void
read_xmp (Walk           *walk,
          DzJpegSegments *segment)
{
  const gsize signature = sizeof XMP_SIGNATURE;
  g_autofree char *xmp = g_strndup ((const char *) segment->payload + signature,
                                    segment->length - signature);

  dz_edit_traces_add_xmp (walk->found->marks, xmp);
  /* A location may stand here as well as in EXIF. */
  if (strstr (xmp, "GPSLatitude") != NULL || strstr (xmp, "GPSLongitude") != NULL)
    walk->found->has_gps = TRUE;
}

/* ICC.1:2010 annex B.4: a profile in parts, each with its number from 1. */
static void
read_icc_part (Walk           *walk,
               DzJpegSegments *segment)
{
  guint number;

  if (segment->length <= ICC_HEADER)
    return;
  number = segment->payload[12];
  if (number == 0 || walk->icc[number - 1] != NULL)
    return;
  walk->icc[number - 1] = segment->payload + ICC_HEADER;
  walk->icc_length[number - 1] = segment->length - ICC_HEADER;
  walk->icc_bytes += segment->length - ICC_HEADER;
}

static void
read_comment (Walk           *walk,
              DzJpegSegments *segment)
{
  g_autofree char *comment = g_strndup ((const char *) segment->payload, segment->length);

  dz_edit_traces_add_from (walk->found->marks, comment, FALSE);
}

static void
read_segment (Walk           *walk,
              DzJpegSegments *segment)
{
  if (dz_jpeg_segments_is (segment, APP0, SIGNATURE ("JFIF")))
    read_jfif (walk, segment);
  else if (dz_jpeg_segments_is (segment, APP1, SIGNATURE ("Exif\0")))
    read_exif (walk, segment);
  else if (dz_jpeg_segments_is (segment, APP1, SIGNATURE (XMP_SIGNATURE)))
    read_xmp (walk, segment);
  else if (dz_jpeg_segments_is (segment, APP2, SIGNATURE ("ICC_PROFILE")))
    read_icc_part (walk, segment);
  else if (dz_jpeg_segments_is (segment, APP12, "Ducky", 5))
    dz_edit_traces_add (walk->found->marks, "editor", "Adobe “Save for Web” (Ducky)");
  else if (dz_jpeg_segments_is (segment, APP13, "Photoshop 3.0", 13))
    dz_edit_traces_add (walk->found->marks, "editor", "Photoshop image resources (8BIM)");
  else if (segment->marker == COM)
    read_comment (walk, segment);
}

/* A profile of which a part is missing is kept as far as it goes: that there is one at all says
 * that the colours are not plain sRGB. */
static GBytes *
join_icc (Walk *walk)
{
  g_autoptr(GByteArray) profile = NULL;

  if (walk->icc_bytes == 0 || walk->icc_bytes > ICC_BYTES_MAX)
    return NULL;
  profile = g_byte_array_sized_new (walk->icc_bytes);
  for (guint i = 0; i < ICC_PARTS_MAX && walk->icc[i] != NULL; i++)
    g_byte_array_append (profile, walk->icc[i], walk->icc_length[i]);
  return g_byte_array_free_to_bytes (g_steal_pointer (&profile));
}

/**
 * dz_photo_metadata_read:
 * @data: a file's bytes
 * @length: how many
 *
 * Reads what stands in the segments before a JPEG's first scan: the density, the turn, the time,
 * whether there is a location, the colour profile and traces of editing. A file without any, or
 * one that is no JPEG, answers neutrally.
 *
 * Returns: (transfer full): what they say
 */
DzPhotoMetadata *
dz_photo_metadata_read (const guint8 *data,
                        gsize         length)
{
  g_autofree Walk *walk = g_new0 (Walk, 1);
  DzPhotoMetadata *self = g_new0 (DzPhotoMetadata, 1);
  DzJpegSegments segments;

  self->orientation = 1;
  self->taken_at_days = NAN;
  self->marks = g_ptr_array_new_with_free_func ((GDestroyNotify) dz_edit_mark_free);
  walk->found = self;
  dz_jpeg_segments_init (&segments, data, length);
  while (dz_jpeg_segments_next (&segments))
    read_segment (walk, &segments);
  self->dpi = MIN (walk->jfif_dpi != 0 ? walk->jfif_dpi : walk->exif_dpi, DPI_MAX);
  self->icc_profile = join_icc (walk);
  if (self->marks->len > DZ_MEASUREMENT_MARKS_MAX)
    g_ptr_array_set_size (self->marks, DZ_MEASUREMENT_MARKS_MAX);
  return self;
}

/**
 * dz_photo_metadata_free:
 * @self: (transfer full) (nullable): metadata
 */
void
dz_photo_metadata_free (DzPhotoMetadata *self)
{
  if (self == NULL)
    return;
  g_ptr_array_unref (self->marks);
  g_clear_pointer (&self->icc_profile, g_bytes_unref);
  g_free (self);
}
