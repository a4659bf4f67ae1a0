/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "dz-pixels.h"

#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>

/* A photo is decoded in a fresh process, which takes every page of a picture anew: large pages, of
 * which there are few, cost it half as much. A system without them gives others. */
#define LARGE_PAGE ((gsize) 2 * 1024 * 1024)
#define LARGE_SIZE (LARGE_PAGE / 4)

/**
 * dz_pixels_size:
 * @width: px
 * @height: px
 *
 * Returns: bytes that a picture needs with rows of 4 × @width
 */
gsize
dz_pixels_size (guint width,
                guint height)
{
  return 4 * (gsize) width * height;
}

static guint8 *
allocate (gsize size)
{
  gsize used = (size + LARGE_PAGE - 1) / LARGE_PAGE * LARGE_PAGE;
  gpointer data = NULL;

  if (size < LARGE_SIZE || used < size)
    return g_try_malloc0 (size);
  if (posix_memalign (&data, LARGE_PAGE, used) != 0)
    return NULL;
  madvise (data, used, MADV_HUGEPAGE);
  return memset (data, 0, size);
}

/**
 * dz_pixels_new:
 * @width: px, at least 1
 * @height: px, at least 1
 *
 * Returns: (transfer full) (nullable): a black, transparent picture to be filled, or %NULL where
 *   there is no memory for it
 */
DzPixels *
dz_pixels_new (guint width,
               guint height)
{
  guint8 *data;
  DzPixels *self;

  g_return_val_if_fail (width > 0 && height > 0, NULL);

  if (width > G_MAXSIZE / 4 / height)
    return NULL;
  data = allocate (dz_pixels_size (width, height));
  if (data == NULL)
    return NULL;
  self = dz_pixels_new_for_data (data, dz_pixels_size (width, height), width, height,
                                 4 * (gsize) width);
  self->owned = TRUE;
  return self;
}

/**
 * dz_pixels_new_for_data:
 * @data: memory of the caller, which must outlive the picture
 * @length: its bytes
 * @width: px, at least 1
 * @height: px, at least 1
 * @stride: bytes from one row to the next
 *
 * Wraps memory of the caller (a shared mapping) as a picture.
 *
 * Returns: (transfer full): a picture
 */
DzPixels *
dz_pixels_new_for_data (guint8 *data,
                        gsize   length,
                        guint   width,
                        guint   height,
                        gsize   stride)
{
  DzPixels *self;

  g_return_val_if_fail (data != NULL && width > 0 && height > 0, NULL);
  g_return_val_if_fail (stride / 4 >= width, NULL);
  g_return_val_if_fail (length / stride >= height ||
                        (length / stride == height - 1 && length % stride >= 4 * (gsize) width),
                        NULL);

  self = g_new0 (DzPixels, 1);
  self->width = width;
  self->height = height;
  self->stride = stride;
  self->data = data;
  return self;
}

/**
 * dz_pixels_free:
 * @self: (transfer full) (nullable): a picture
 */
void
dz_pixels_free (DzPixels *self)
{
  if (self == NULL)
    return;
  if (self->owned)
    g_free (self->data);
  g_free (self);
}
