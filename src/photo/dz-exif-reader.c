/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "dz-exif-reader.h"

#include <libexif/exif-data.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* Entries may overlap, so 64 KB of EXIF can ask for hundreds of megabytes. All that libexif
 * allocates for one block is counted, freed or not. */
#define MEMORY_MAX (8 * 1024 * 1024)
#define COMMENT_CODE_LENGTH 8

static _Thread_local gsize memory_left;

static void *
allocate_cb (ExifLong size)
{
  if (size > memory_left)
    return NULL;
  memory_left -= size;
  return calloc (1, MAX (size, 1));
}

static void *
reallocate_cb (void    *memory,
               ExifLong size)
{
  if (size > memory_left)
    return NULL;
  memory_left -= size;
  return realloc (memory, MAX (size, 1));
}

static void
free_cb (void *memory)
{
  free (memory);
}

static ExifData *
load (const guint8 *payload,
      gsize         length)
{
  ExifMem *memory;
  ExifData *data;

  memory_left = MEMORY_MAX;
  memory = exif_mem_new (allocate_cb, reallocate_cb, free_cb);
  data = exif_data_new_mem (memory);
  exif_mem_unref (memory);
  if (data == NULL)
    return NULL;
  /* Otherwise it repairs what it reads, and what was there can no longer be seen. */
  exif_data_unset_option (data, EXIF_DATA_OPTION_FOLLOW_SPECIFICATION);
  exif_data_load_data (data, payload, length);
  return data;
}

static ExifEntry *
find (ExifData *data,
      ExifIfd   directory,
      ExifTag   tag)
{
  ExifEntry *entry = exif_content_get_entry (data->ifd[directory], tag);

  return entry != NULL && entry->data != NULL && entry->size > 0 ? entry : NULL;
}

static char *
dup_text (const guint8 *bytes,
          gsize         length)
{
  g_autofree char *text = g_strndup ((const char *) bytes, length);

  return g_utf8_make_valid (text, -1);
}

static char *
dup_ascii (ExifData *data,
           ExifIfd   directory,
           ExifTag   tag)
{
  ExifEntry *entry = find (data, directory, tag);

  return entry != NULL ? dup_text (entry->data, entry->size) : NULL;
}

static char *
dup_utf16 (const guint8 *bytes,
           gsize         length,
           ExifByteOrder order)
{
  const char *charset = order == EXIF_BYTE_ORDER_INTEL ? "UTF-16LE" : "UTF-16BE";
  g_autofree char *text = g_convert ((const char *) bytes, length - length % 2, "UTF-8", charset,
                                     NULL, NULL, NULL);

  return text != NULL ? g_utf8_make_valid (text, -1) : NULL;
}

/* EXIF 2.32 §4.6.5: eight bytes name the code of what follows. Some programs leave them out. */
static char *
dup_user_comment (ExifData *data)
{
  ExifEntry *entry = find (data, EXIF_IFD_EXIF, EXIF_TAG_USER_COMMENT);
  const guint8 *rest;
  gsize length;

  if (entry == NULL)
    return NULL;
  if (entry->size < COMMENT_CODE_LENGTH)
    return dup_text (entry->data, entry->size);
  rest = entry->data + COMMENT_CODE_LENGTH;
  length = entry->size - COMMENT_CODE_LENGTH;
  if (memcmp (entry->data, "UNICODE", 8) == 0)
    return dup_utf16 (rest, length, exif_data_get_byte_order (data));
  if (memcmp (entry->data, "ASCII\0\0", 8) == 0 || memcmp (entry->data, "\0\0\0\0\0\0\0", 8) == 0)
    return dup_text (rest, length);
  return dup_text (entry->data, entry->size);
}

static guint
read_short (ExifData *data,
            ExifTag   tag)
{
  ExifEntry *entry = find (data, EXIF_IFD_0, tag);

  if (entry == NULL || entry->format != EXIF_FORMAT_SHORT || entry->size < 2)
    return 0;
  return exif_get_short (entry->data, exif_data_get_byte_order (data));
}

static double
read_dpi (ExifData *data)
{
  ExifEntry *entry = find (data, EXIF_IFD_0, EXIF_TAG_X_RESOLUTION);
  ExifRational resolution;
  double dpi;

  if (entry == NULL || entry->format != EXIF_FORMAT_RATIONAL || entry->size < 8)
    return 0;
  resolution = exif_get_rational (entry->data, exif_data_get_byte_order (data));
  if (resolution.denominator == 0)
    return 0;
  dpi = (double) resolution.numerator / resolution.denominator;
  return read_short (data, EXIF_TAG_RESOLUTION_UNIT) == 3 ? dpi * 2.54 : dpi;
}

static gboolean
has_gps (ExifData *data)
{
  return find (data, EXIF_IFD_GPS, EXIF_TAG_GPS_LATITUDE) != NULL ||
         find (data, EXIF_IFD_GPS, EXIF_TAG_GPS_LONGITUDE) != NULL;
}

static GDateTime *
read_time (ExifData *data,
           ExifIfd   directory,
           ExifTag   tag)
{
  g_autofree char *text = dup_ascii (data, directory, tag);
  int year, month, day, hour, minute, second;

  if (text == NULL || sscanf (text, "%4d:%2d:%2d %2d:%2d:%2d",
                              &year, &month, &day, &hour, &minute, &second) != 6)
    return NULL;
  return g_date_time_new_utc (year, month, day, hour, minute, second);
}

static void
fill (DzExifFacts *self,
      ExifData    *data)
{
  guint orientation = read_short (data, EXIF_TAG_ORIENTATION);

  if (orientation >= 1 && orientation <= 8)
    self->orientation = orientation;
  self->dpi = read_dpi (data);
  self->has_gps = has_gps (data);
  self->software = dup_ascii (data, EXIF_IFD_0, EXIF_TAG_SOFTWARE);
  self->artist = dup_ascii (data, EXIF_IFD_0, EXIF_TAG_ARTIST);
  self->user_comment = dup_user_comment (data);
  self->taken_at = read_time (data, EXIF_IFD_EXIF, EXIF_TAG_DATE_TIME_ORIGINAL);
  self->modified_at = read_time (data, EXIF_IFD_0, EXIF_TAG_DATE_TIME);
}

/**
 * dz_exif_read:
 * @payload: the payload of an APP1 segment, beginning with "Exif"
 * @length: how many bytes
 *
 * Reads an EXIF block, perhaps broken. What cannot be read is absent.
 *
 * Returns: (transfer full): what it says
 */
DzExifFacts *
dz_exif_read (const guint8 *payload,
              gsize         length)
{
  DzExifFacts *self = g_new0 (DzExifFacts, 1);
  ExifData *data = load (payload, length);

  self->orientation = 1;
  if (data == NULL)
    return self;
  fill (self, data);
  exif_data_unref (data);
  return self;
}

/**
 * dz_exif_facts_free:
 * @self: (transfer full) (nullable): what a block says
 */
void
dz_exif_facts_free (DzExifFacts *self)
{
  if (self == NULL)
    return;
  g_free (self->software);
  g_free (self->artist);
  g_free (self->user_comment);
  g_clear_pointer (&self->taken_at, g_date_time_unref);
  g_clear_pointer (&self->modified_at, g_date_time_unref);
  g_free (self);
}
