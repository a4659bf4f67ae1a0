/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "dz-exif-writer.h"

#include <string.h>

#define TYPE_BYTE 1
#define TYPE_ASCII 2
#define TYPE_SHORT 3
#define TYPE_LONG 4
#define TYPE_RATIONAL 5
#define TYPE_UNDEFINED 7

#define TAG_ORIENTATION 0x0112
#define TAG_X_RESOLUTION 0x011a
#define TAG_Y_RESOLUTION 0x011b
#define TAG_RESOLUTION_UNIT 0x0128
#define TAG_SOFTWARE 0x0131
#define TAG_MODIFIED_AT 0x0132
#define TAG_ARTIST 0x013b
#define TAG_EXIF_DIRECTORY 0x8769
#define TAG_GPS_DIRECTORY 0x8825
#define TAG_EXIF_VERSION 0x9000
#define TAG_TAKEN_AT 0x9003
#define TAG_USER_COMMENT 0x9286
#define TAG_GPS_VERSION 0x0000
#define TAG_GPS_LATITUDE_REF 0x0001
#define TAG_GPS_LATITUDE 0x0002
#define TAG_GPS_LONGITUDE_REF 0x0003
#define TAG_GPS_LONGITUDE 0x0004

/* One directory in the making: its 12-byte entries, and the values too long to stand in them.
 * Offsets into @values are fixed once it is known where the directory will lie. */
typedef struct
{
  GByteArray *entries;
  GByteArray *values;
  GArray     *far;  /* (element-type guint), entries whose value is an offset into @values */
} Directory;

static void
put16 (GByteArray *array,
       guint16     value)
{
  guint16 little = GUINT16_TO_LE (value);

  g_byte_array_append (array, (const guint8 *) &little, 2);
}

static void
put32 (GByteArray *array,
       guint32     value)
{
  guint32 little = GUINT32_TO_LE (value);

  g_byte_array_append (array, (const guint8 *) &little, 4);
}

static Directory *
directory_new (void)
{
  Directory *self = g_new0 (Directory, 1);

  self->entries = g_byte_array_new ();
  self->values = g_byte_array_new ();
  self->far = g_array_new (FALSE, FALSE, sizeof (guint));
  return self;
}

static void
directory_free (Directory *self)
{
  g_byte_array_unref (self->entries);
  g_byte_array_unref (self->values);
  g_array_unref (self->far);
  g_free (self);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Directory, directory_free)

static guint
directory_count (const Directory *self)
{
  return self->entries->len / 12;
}

/* Bytes of the directory with its values: count, entries, offset of a next one, values. */
static guint
directory_size (const Directory *self)
{
  return 2 + self->entries->len + 4 + self->values->len;
}

static void
add_value (Directory    *self,
           guint16       tag,
           guint16       type,
           guint32       count,
           const guint8 *value,
           gsize         length)
{
  static const guint8 padding[4] = { 0 };

  put16 (self->entries, tag);
  put16 (self->entries, type);
  put32 (self->entries, count);
  if (length <= 4)
    {
      g_byte_array_append (self->entries, value, length);
      g_byte_array_append (self->entries, padding, 4 - length);
      return;
    }
  g_array_append_val (self->far, self->entries->len);
  put32 (self->entries, self->values->len);
  g_byte_array_append (self->values, value, length);
  if (length % 2 != 0)
    g_byte_array_append (self->values, padding, 1);
}

static void
add_short (Directory *self,
           guint16    tag,
           guint16    value)
{
  guint16 little = GUINT16_TO_LE (value);

  add_value (self, tag, TYPE_SHORT, 1, (const guint8 *) &little, 2);
}

static void
add_long (Directory *self,
          guint16    tag,
          guint32    value)
{
  guint32 little = GUINT32_TO_LE (value);

  add_value (self, tag, TYPE_LONG, 1, (const guint8 *) &little, 4);
}

static void
add_text (Directory  *self,
          guint16     tag,
          const char *text)
{
  if (text != NULL)
    add_value (self, tag, TYPE_ASCII, strlen (text) + 1, (const guint8 *) text, strlen (text) + 1);
}

static void
add_rationals (Directory *self,
               guint16    tag,
               guint32    value,
               guint      n_values)
{
  g_autoptr(GByteArray) pairs = g_byte_array_new ();

  for (guint i = 0; i < n_values; i++)
    {
      put32 (pairs, value);
      put32 (pairs, 1);
    }
  add_value (self, tag, TYPE_RATIONAL, n_values, pairs->data, pairs->len);
}

static void
add_user_comment (Directory  *self,
                  const char *comment)
{
  g_autoptr(GByteArray) value = g_byte_array_new ();

  g_byte_array_append (value, (const guint8 *) "ASCII\0\0", 8);
  g_byte_array_append (value, (const guint8 *) comment, strlen (comment));
  add_value (self, TAG_USER_COMMENT, TYPE_UNDEFINED, value->len, value->data, value->len);
}

/* The entries of a directory stand in the order of their tags. */
static Directory *
first_directory (const DzExifFields *fields)
{
  Directory *self = directory_new ();

  if (fields->orientation != 0)
    add_short (self, TAG_ORIENTATION, fields->orientation);
  if (fields->dpi != 0)
    {
      add_rationals (self, TAG_X_RESOLUTION, fields->dpi, 1);
      add_rationals (self, TAG_Y_RESOLUTION, fields->dpi, 1);
      add_short (self, TAG_RESOLUTION_UNIT, 2);
    }
  add_text (self, TAG_SOFTWARE, fields->software);
  add_text (self, TAG_MODIFIED_AT, fields->modified_at);
  add_text (self, TAG_ARTIST, fields->artist);
  return self;
}

static Directory *
exif_directory (const DzExifFields *fields)
{
  Directory *self = directory_new ();

  add_value (self, TAG_EXIF_VERSION, TYPE_UNDEFINED, 4, (const guint8 *) "0232", 4);
  add_text (self, TAG_TAKEN_AT, fields->taken_at);
  if (fields->user_comment != NULL)
    add_user_comment (self, fields->user_comment);
  return self;
}

static Directory *
gps_directory (void)
{
  Directory *self = directory_new ();

  add_value (self, TAG_GPS_VERSION, TYPE_BYTE, 4, (const guint8 *) "\2\3\0\0", 4);
  add_text (self, TAG_GPS_LATITUDE_REF, "N");
  add_rationals (self, TAG_GPS_LATITUDE, 0, 3);
  add_text (self, TAG_GPS_LONGITUDE_REF, "E");
  add_rationals (self, TAG_GPS_LONGITUDE, 0, 3);
  return self;
}

/* Writes a directory that begins at @offset of the TIFF part. */
static void
directory_append (Directory  *self,
                  guint       offset,
                  GByteArray *out)
{
  guint32 values_at = offset + 2 + self->entries->len + 4;

  for (guint i = 0; i < self->far->len; i++)
    {
      guint8 *field = self->entries->data + g_array_index (self->far, guint, i);
      guint32 relative;
      guint32 absolute;

      memcpy (&relative, field, 4);
      absolute = GUINT32_TO_LE (values_at + GUINT32_FROM_LE (relative));
      memcpy (field, &absolute, 4);
    }
  put16 (out, directory_count (self));
  g_byte_array_append (out, self->entries->data, self->entries->len);
  put32 (out, 0);
  g_byte_array_append (out, self->values->data, self->values->len);
}

/**
 * dz_exif_write:
 * @fields: what to say
 *
 * Writes an EXIF block: the payload of an APP1 segment, little-endian, without a thumbnail.
 *
 * Returns: (transfer full): the payload
 */
GBytes *
dz_exif_write (const DzExifFields *fields)
{
  g_autoptr(Directory) first = NULL;
  g_autoptr(Directory) exif = NULL;
  g_autoptr(Directory) gps = NULL;
  GByteArray *out;
  guint pointers;
  guint exif_at;

  g_return_val_if_fail (fields != NULL && fields->orientation <= 8, NULL);

  first = first_directory (fields);
  exif = exif_directory (fields);
  gps = gps_directory ();
  out = g_byte_array_new ();
  pointers = fields->gps ? 2 : 1;
  exif_at = 8 + directory_size (first) + 12 * pointers;
  add_long (first, TAG_EXIF_DIRECTORY, exif_at);
  if (fields->gps)
    add_long (first, TAG_GPS_DIRECTORY, exif_at + directory_size (exif));

  g_byte_array_append (out, (const guint8 *) "Exif\0\0II*\0\10\0\0\0", 14);
  directory_append (first, 8, out);
  directory_append (exif, exif_at, out);
  if (fields->gps)
    directory_append (gps, exif_at + directory_size (exif), out);
  return g_byte_array_free_to_bytes (out);
}
