/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "examiner-fixture.h"

#include "dz-jpeg-writer.h"

#include <errno.h>
#include <string.h>
#include <sys/wait.h>

/* Returns: (nullable): a path under the shared folder, %NULL after skipping the test. */
char *
fixture_shared_file (const char *path)
{
  const char *shared = g_getenv ("DZ_SHARED_DIR");
  g_autofree char *whole = g_build_filename (shared != NULL ? shared : "/nonexistent", path, NULL);

  if (g_file_test (whole, G_FILE_TEST_EXISTS))
    return g_steal_pointer (&whole);
  g_test_skip ("the shared photos are not here (DZ_SHARED_DIR)");
  return NULL;
}

GBytes *
fixture_load (const char *path)
{
  g_autoptr(GError) error = NULL;
  char *data;
  gsize length;

  g_file_get_contents (path, &data, &length, &error);
  g_assert_no_error (error);
  return g_bytes_new_take (data, length);
}

/* A picture with something in every block. */
GBytes *
fixture_make_jpeg (guint    width,
                   guint    height,
                   gboolean progressive)
{
  g_autofree guint8 *data = g_malloc ((gsize) 4 * width * height);
  g_autoptr(GError) error = NULL;
  DzJpegWriteOptions options;
  GBytes *jpeg;

  for (gsize i = 0; i < (gsize) 4 * width * height; i++)
    data[i] = (i * 7 + i / 4 / width * 3) & 0xff;
  dz_jpeg_write_options_init (&options);
  options.quality = 30;
  options.progressive = progressive;
  jpeg = dz_jpeg_write (data, width, height, (gsize) 4 * width, DZ_PIXEL_ORDER_RGBX, &options, NULL,
                        0, &error);
  g_assert_no_error (error);
  return jpeg;
}

/* The same file with other dimensions in its frame header. */
GBytes *
fixture_claim_size (GBytes *jpeg,
                    guint   width,
                    guint   height)
{
  gsize length;
  const guint8 *data = g_bytes_get_data (jpeg, &length);
  guint8 *copy = g_memdup2 (data, length);
  gsize at = 2;

  while (copy[at + 1] < 0xc0 || copy[at + 1] > 0xc2)
    at += 2 + copy[at + 2] * 256 + copy[at + 3];
  copy[at + 5] = height >> 8;
  copy[at + 6] = height & 0xff;
  copy[at + 7] = width >> 8;
  copy[at + 8] = width & 0xff;
  return g_bytes_new_take (copy, length);
}

guint
fixture_count_fds (void)
{
  g_autoptr(GDir) dir = g_dir_open ("/proc/self/fd", 0, NULL);
  guint n = 0;

  while (g_dir_read_name (dir) != NULL)
    n++;
  return n;
}

void
fixture_assert_no_children (void)
{
  g_assert_cmpint (waitpid (-1, NULL, WNOHANG), ==, -1);
  g_assert_cmpint (errno, ==, ECHILD);
}
