/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "dz-photo-metadata.h"
#include "dz-photo-samples.h"

#include <math.h>
#include <string.h>

/* What a real file of Meitu's carries, cut down (photo-standards §3.8). */
#define MEITU(thin_face, bright_eyes, filter) \
  "{\"BeautyInfo\":{\"IsAIBeauty\":false,\"IsBrightEyes\":" bright_eyes ",\"IsSharpen\":false}," \
  "\"FaceliftInfo\":{\"IsChangeFacelift\":false,\"IsChangeThinFace\":" thin_face "}," \
  "\"FilterInfo\":{\"IsUseFilter\":" filter "},\"ARInfo\":{},\"MakeupInfo\":{\"IsUse\":0}}"

typedef struct
{
  const char  *name;
  DzExifFields fields;
  const char  *marks; /* "kind|text|strong", one a line, in their order */
} ExifCase;

static const ExifCase exif_cases[] = {
  { "nothing", { .orientation = 1 }, "" },
  { "camera", { .software = "Ver.1.02", .artist = "王摄影",
                .taken_at = "2026:05:10 09:58:00", .modified_at = "2026:05:10 09:58:00" }, "" },
  { "photoshop", { .software = "Adobe Photoshop 25.0 (Windows)" },
    "editor|Adobe Photoshop 25.0 (Windows)|0\n" },
  { "snapseed-any-case", { .software = "SNAPSEED 2.0" }, "editor|SNAPSEED 2.0|0\n" },
  { "xingtu", { .software = "醒图" }, "editor|醒图|0\n" },
  { "snow-is-a-name-too", { .artist = "Snow White" }, "" },
  { "package", { .user_comment = "com.meitu.meiyancamera" },
    "editor|com.meitu.meiyancamera|0\n" },
  { "meitu-changed", { .artist = "Meitu", .user_comment = MEITU ("true", "true", "false") },
    "beauty|Meitu: brightened eyes, thin face|1\neditor|Meitu|0\n" },
  { "meitu-filter-only", { .user_comment = MEITU ("false", "false", "true") },
    "beauty|Meitu: filter|0\neditor|Meitu|0\n" },
  { "meitu-unchanged", { .artist = "Meitu", .user_comment = MEITU ("false", "false", "false") },
    "editor|Meitu|0\n" },
  { "meitu-numbers", { .user_comment = "{ \"MakeupInfo\" : { \"IsLipstick\" : 1 } }" },
    "beauty|Meitu: IsLipstick|1\neditor|Meitu|0\n" },
  { "meitu-cut-off", { .user_comment = "{\"FaceliftInfo\":{\"IsChangeNose\":true,\"IsCh" },
    "beauty|Meitu: nose|1\neditor|Meitu|0\n" },
  { "true-elsewhere", { .user_comment = "{\"Flash\":{\"Fired\":true}}" }, "" },
  { "xiaomi", { .user_comment = "{\"filterId\":66048,\"BeautyLevel\":3}" },
    "beauty|camera beauty: level 3|0\n" },
  { "xiaomi-off", { .user_comment = "{\"filterId\":66048,\"BeautyLevel\":0}" }, "" },
  { "modified-a-day-later", { .taken_at = "2026:05:10 09:58:00",
                              .modified_at = "2026:05:11 10:00:00" },
    "date|taken 2026-05-10 09:58, modified 2026-05-11 10:00|0\n" },
  { "modified-while-saving", { .taken_at = "2026:05:10 09:58:00",
                               .modified_at = "2026:05:10 09:58:03" }, "" },
  { "modified-before", { .taken_at = "2026:05:10 09:58:00",
                         .modified_at = "2026:05:09 09:58:00" }, "" },
  { "impossible-date", { .taken_at = "2026:13:45 99:99:99",
                         .modified_at = "2026:05:11 10:00:00" }, "" },
};

static char *
describe_marks (GPtrArray *marks)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < marks->len; i++)
    {
      const DzEditMark *mark = g_ptr_array_index (marks, i);

      g_string_append_printf (text, "%s|%s|%d\n", mark->kind, mark->text, mark->strong);
    }
  return g_string_free (text, FALSE);
}

static DzPhotoMetadata *
read_file (GBytes *file)
{
  return dz_photo_metadata_read (g_bytes_get_data (file, NULL), g_bytes_get_size (file));
}

static DzPhotoMetadata *
read_fields (const DzExifFields *fields)
{
  g_autoptr(DzPixels) pixels = dz_sample_flat (16, 16, 0x808080);
  g_autoptr(GBytes) file = dz_sample_with_exif (pixels, fields);

  return read_file (file);
}

static DzPhotoMetadata *
read_segments (const DzJpegSegment *segments,
               guint                n_segments)
{
  g_autoptr(DzPixels) pixels = dz_sample_flat (16, 16, 0x808080);
  DzJpegWriteOptions options;
  g_autoptr(GBytes) file = NULL;

  dz_jpeg_write_options_init (&options);
  file = dz_sample_jpeg (pixels, &options, segments, n_segments);
  return read_file (file);
}

static DzPhotoMetadata *
read_segment (guint8      marker,
              const void *payload,
              gsize       length)
{
  g_autoptr(GBytes) bytes = g_bytes_new (payload, length);
  const DzJpegSegment segment = { marker, bytes };

  return read_segments (&segment, 1);
}

static void
test_exif_marks (const void *data)
{
  const ExifCase *c = data;
  g_autoptr(DzPhotoMetadata) metadata = read_fields (&c->fields);
  g_autofree char *marks = describe_marks (metadata->marks);

  g_assert_cmpstr (marks, ==, c->marks);
}

static void
test_orientation (void)
{
  for (guint orientation = 0; orientation <= 8; orientation++)
    {
      const DzExifFields fields = { .orientation = orientation };
      g_autoptr(DzPhotoMetadata) metadata = read_fields (&fields);

      g_assert_cmpuint (metadata->orientation, ==, MAX (orientation, 1));
    }
}

static void
test_gps (void)
{
  const DzExifFields with = { .gps = TRUE };
  const DzExifFields without = { .software = "Ver.1" };
  g_autoptr(DzPhotoMetadata) one = read_fields (&with);
  g_autoptr(DzPhotoMetadata) other = read_fields (&without);

  g_assert_true (one->has_gps);
  g_assert_false (other->has_gps);
}

static void
test_taken_at (void)
{
  const DzExifFields fields = { .taken_at = "1970:01:03 23:59:59" };
  const DzExifFields before = { .taken_at = "1969:12:31 12:00:00" };
  const DzExifFields far_away = { .taken_at = "9999:12:31 12:00:00" };
  g_autoptr(DzPhotoMetadata) one = read_fields (&fields);
  g_autoptr(DzPhotoMetadata) two = read_fields (&before);
  g_autoptr(DzPhotoMetadata) three = read_fields (&far_away);

  g_assert_cmpfloat (one->taken_at_days, ==, 2);
  g_assert_cmpfloat (two->taken_at_days, ==, -1);
  g_assert_true (isnan (three->taken_at_days));
}

static void
test_dpi (void)
{
  const DzExifFields fields = { .dpi = 350 };
  g_autoptr(DzPhotoMetadata) exif = read_fields (&fields);
  g_autoptr(DzPixels) pixels = dz_sample_flat (16, 16, 0x808080);
  DzJpegWriteOptions options;
  g_autoptr(GBytes) block = dz_exif_write (&fields);
  const DzJpegSegment segment = { 0xe1, block };
  g_autoptr(GBytes) file = NULL;
  g_autoptr(DzPhotoMetadata) both = NULL;

  dz_jpeg_write_options_init (&options);
  file = dz_sample_jpeg (pixels, &options, &segment, 1);
  both = read_file (file);
  g_assert_cmpfloat (exif->dpi, ==, 350);
  g_assert_cmpfloat (both->dpi, ==, 300);
}

typedef struct
{
  const char *name;
  guint8      marker;
  const char *payload;
  gsize       length;
  const char *marks;
} SegmentCase;

#define BYTES(text) (text), sizeof (text) - 1
#define XMP "http://ns.adobe.com/xap/1.0/\0"

static const SegmentCase segment_cases[] = {
  { "xmp-attribute", 0xe1,
    BYTES (XMP "<rdf:Description xmp:CreatorTool=\"Adobe Photoshop Lightroom 7\"/>"),
    "editor|Adobe Photoshop Lightroom 7|0\n" },
  { "xmp-element", 0xe1, BYTES (XMP "<xmp:CreatorTool>GIMP 2.10</xmp:CreatorTool>"),
    "editor|GIMP 2.10|0\n" },
  { "xmp-history-once", 0xe1,
    BYTES (XMP "<x stEvt:softwareAgent=\"Canva\"/><x stEvt:softwareAgent=\"Canva\"/>"),
    "editor|Canva|0\n" },
  { "xmp-camera", 0xe1, BYTES (XMP "<x xmp:CreatorTool=\"17.4.1\"/>"), "" },
  { "xmp-cut-off", 0xe1, BYTES (XMP "<x xmp:CreatorTool"), "" },
  { "xmp-empty", 0xe1, BYTES (XMP), "" },
  { "app13", 0xed, BYTES ("Photoshop 3.0\0008BIM\4\4\0\0\0\0\0\0"),
    "editor|Photoshop image resources (8BIM)|0\n" },
  { "app12", 0xec, BYTES ("Ducky\0\1\0\4\0\0\0<"),
    "editor|Adobe “Save for Web” (Ducky)|0\n" },
  { "comment-gd", 0xfe, BYTES ("CREATOR: gd-jpeg v1.0 (using IJG JPEG v62), quality = 90\n"),
    "editor|CREATOR: gd-jpeg v1.0 (using IJG JPEG v62), quality = 90|0\n" },
  { "comment-of-a-person", 0xfe, BYTES ("毕业照"), "" },
  { "comment-of-bytes", 0xfe, BYTES ("\xff\xfe\x80 gimp"), "editor|��� gimp|0\n" },
};

static void
test_segment_marks (const void *data)
{
  const SegmentCase *c = data;
  g_autoptr(DzPhotoMetadata) metadata = read_segment (c->marker, c->payload, c->length);
  g_autofree char *marks = describe_marks (metadata->marks);

  g_assert_cmpstr (marks, ==, c->marks);
}

/* A file full of comments keeps to the bound, and what is strong stands first. */
static void
test_bounded (void)
{
  const DzExifFields fields = { .user_comment = MEITU ("true", "false", "true") };
  g_autoptr(GBytes) exif = dz_exif_write (&fields);
  g_autoptr(GPtrArray) comments = g_ptr_array_new_with_free_func ((GDestroyNotify) g_bytes_unref);
  DzJpegSegment segments[41];
  g_autoptr(DzPhotoMetadata) metadata = NULL;
  const DzEditMark *first;

  for (guint i = 0; i < 40; i++)
    {
      g_autofree char *text = g_strdup_printf ("GIMP %u", i);

      g_ptr_array_add (comments, g_bytes_new (text, strlen (text)));
      segments[i] = (DzJpegSegment) { 0xfe, g_ptr_array_index (comments, i) };
    }
  segments[40] = (DzJpegSegment) { 0xe1, exif };
  metadata = read_segments (segments, G_N_ELEMENTS (segments));
  g_assert_cmpuint (metadata->marks->len, ==, DZ_MEASUREMENT_MARKS_MAX);
  first = g_ptr_array_index (metadata->marks, 0);
  g_assert_true (first->strong);
}

/* 5000 entries that all claim the same 60,000 bytes: 300 MB, if anyone believed them. */
static void
test_exif_bomb (void)
{
  const guint n_entries = 5000;
  g_autoptr(GByteArray) block = g_byte_array_new ();
  g_autoptr(DzPhotoMetadata) metadata = NULL;

  g_byte_array_append (block, (const guint8 *) "Exif\0\0II*\0\10\0\0\0", 14);
  g_byte_array_append (block, (const guint8 []) { n_entries & 255, n_entries >> 8 }, 2);
  for (guint i = 0; i < n_entries; i++)
    {
      const guint8 entry[12] = { i & 255, i >> 8, 7, 0, 0x60, 0xea, 0, 0, 14, 0, 0, 0 };

      g_byte_array_append (block, entry, sizeof entry);
    }
  g_byte_array_set_size (block, 65000);
  metadata = read_segment (0xe1, block->data, block->len);
  g_assert_cmpuint (metadata->orientation, ==, 1);
}

static void
test_no_jpeg (void)
{
  static const guint8 png[] = "\x89PNG\r\n\x1a\n";
  g_autoptr(DzPhotoMetadata) metadata = dz_photo_metadata_read (png, sizeof png);

  g_assert_cmpuint (metadata->orientation, ==, 1);
  g_assert_cmpfloat (metadata->dpi, ==, 0);
  g_assert_cmpuint (metadata->marks->len, ==, 0);
  g_assert_null (metadata->icc_profile);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (exif_cases); i++)
    {
      g_autofree char *path = g_strdup_printf ("/photo-metadata/exif/%s", exif_cases[i].name);

      g_test_add_data_func (path, &exif_cases[i], test_exif_marks);
    }
  for (guint i = 0; i < G_N_ELEMENTS (segment_cases); i++)
    {
      g_autofree char *path = g_strdup_printf ("/photo-metadata/segment/%s",
                                               segment_cases[i].name);

      g_test_add_data_func (path, &segment_cases[i], test_segment_marks);
    }
  g_test_add_func ("/photo-metadata/orientation", test_orientation);
  g_test_add_func ("/photo-metadata/gps", test_gps);
  g_test_add_func ("/photo-metadata/taken-at-days", test_taken_at);
  g_test_add_func ("/photo-metadata/dpi", test_dpi);
  g_test_add_func ("/photo-metadata/bounded", test_bounded);
  g_test_add_func ("/photo-metadata/exif-bomb", test_exif_bomb);
  g_test_add_func ("/photo-metadata/no-jpeg", test_no_jpeg);
  return g_test_run ();
}
