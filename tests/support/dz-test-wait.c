/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "dz-test-wait.h"

#include <glib/gstdio.h>

static gboolean
end_cb (gpointer data)
{
  *(gboolean *) data = TRUE;
  return G_SOURCE_REMOVE;
}

/* A condition may change in another process, which wakes nobody here. */
static gboolean
look_again_cb (gpointer data)
{
  return G_SOURCE_CONTINUE;
}

void
dz_test_wait_for (DzTestCondition condition,
                  gpointer        data,
                  guint           seconds,
                  const char     *what)
{
  gboolean over = FALSE;
  guint end_id = g_timeout_add_seconds (seconds, end_cb, &over);
  guint look_id = g_timeout_add (10, look_again_cb, NULL);

  while (!over && !condition (data))
    g_main_context_iteration (NULL, TRUE);
  if (over)
    g_error ("%s: not within %u s", what, seconds);
  g_source_remove (end_id);
  g_source_remove (look_id);
}

static gboolean
is_set (gpointer data)
{
  return *(gpointer *) data != NULL;
}

void
dz_test_wait_set (gpointer    pointer,
                  guint       seconds,
                  const char *what)
{
  dz_test_wait_for (is_set, pointer, seconds, what);
}

static gboolean
is_past (gpointer data)
{
  return g_get_monotonic_time () >= *(gint64 *) data;
}

void
dz_test_wait_until (gint64 monotonic_us)
{
  gint64 left_us = MAX (monotonic_us - g_get_monotonic_time (), 0);

  dz_test_wait_for (is_past, &monotonic_us, (guint) (left_us / G_USEC_PER_SEC) + 20,
                    "the time passes");
}

static gboolean
is_gone (gpointer data)
{
  return *(gpointer *) data == NULL;
}

void
dz_test_wait_finalized (gpointer object)
{
  gpointer weak = object;

  g_object_add_weak_pointer (object, &weak);
  g_object_unref (object);
  dz_test_wait_for (is_gone, &weak, 20, "the last reference goes");
}

void
dz_test_remove_tree (const char *path)
{
  g_autoptr(GDir) dir = g_file_test (path, G_FILE_TEST_IS_SYMLINK) ? NULL
                                                                   : g_dir_open (path, 0, NULL);
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *child = g_build_filename (path, name, NULL);

      dz_test_remove_tree (child);
    }
  g_remove (path);
}
