/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "dz-jpeg-segments.h"

#include <string.h>

#define MARKER_TEM 0x01
#define MARKER_RST0 0xd0
#define MARKER_SOI 0xd8
#define MARKER_EOI 0xd9
#define MARKER_SOS 0xda

/**
 * dz_jpeg_segments_init:
 * @self: (out caller-allocates): the walk
 * @data: a file's bytes, which must outlive the walk
 * @length: how many
 *
 * Begins before the first segment. A file that is no JPEG has none.
 */
void
dz_jpeg_segments_init (DzJpegSegments *self,
                       const guint8   *data,
                       gsize           length)
{
  g_return_if_fail (self != NULL);

  *self = (DzJpegSegments) { .data = data, .data_length = length, .offset = 2 };
  if (length < 2 || data[0] != 0xff || data[1] != MARKER_SOI)
    self->offset = length;
}

/* Goes behind the next marker, over fill bytes and over bytes that belong to nothing, as libjpeg
 * does, so that both see the same segments. */
static gboolean
find_marker (DzJpegSegments *self)
{
  while (self->offset + 1 < self->data_length)
    {
      const guint8 *at = memchr (self->data + self->offset, 0xff,
                                 self->data_length - self->offset - 1);

      if (at == NULL)
        return FALSE;
      self->marker = at[1];
      self->offset = at - self->data + (at[1] == 0xff ? 1 : 2);
      if (at[1] != 0x00 && at[1] != 0xff)
        return TRUE;
    }
  return FALSE;
}

static gboolean
stands_alone (guint8 marker)
{
  return marker == MARKER_TEM || (marker >= MARKER_RST0 && marker <= MARKER_SOI);
}

/**
 * dz_jpeg_segments_next:
 * @self: a walk
 *
 * Goes to the next segment. One cut short by the end of the file is not one.
 *
 * Returns: whether there is one before the first scan
 */
gboolean
dz_jpeg_segments_next (DzJpegSegments *self)
{
  gsize length;

  g_return_val_if_fail (self != NULL, FALSE);

  while (find_marker (self))
    {
      if (stands_alone (self->marker))
        continue;
      if (self->marker == MARKER_SOS || self->marker == MARKER_EOI ||
          self->data_length - self->offset < 2)
        break;
      length = self->data[self->offset] << 8 | self->data[self->offset + 1];
      if (length < 2 || length > self->data_length - self->offset)
        break;
      self->payload = self->data + self->offset + 2;
      self->length = length - 2;
      self->offset += length;
      return TRUE;
    }
  self->offset = self->data_length;
  return FALSE;
}

/**
 * dz_jpeg_segments_is:
 * @self: a walk
 * @marker: a marker
 * @signature: the first bytes of such a segment
 * @signature_length: how many
 *
 * Returns: whether the segment at hand is of that kind
 */
gboolean
dz_jpeg_segments_is (DzJpegSegments *self,
                     guint8          marker,
                     const char     *signature,
                     gsize           signature_length)
{
  g_return_val_if_fail (self != NULL && signature != NULL, FALSE);

  return self->marker == marker && self->length >= signature_length &&
         memcmp (self->payload, signature, signature_length) == 0;
}
