/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "mirror-desk.h"

#include "dz-entry-bytes.h"

#include <glib/gstdio.h>
#include <string.h>

/* Small, so that a history takes several. */
#define PAGE 64

MirrorDesk *
mirror_desk_new (guint64 seed,
                 guint   n)
{
  MirrorDesk *self = g_new0 (MirrorDesk, 1);
  g_autoptr(GError) error = NULL;
  guint8 key[DZ_HEAD_KEY_LENGTH];

  self->dir = g_dir_make_tmp ("dz-mirror-XXXXXX", NULL);
  self->service = dz_test_chain_new (seed, n);
  mirror_desk_open (self);
  dz_chain_key_get (self->service->key, key);
  dz_mirror_pin_key (self->mirror, key, &error);
  g_assert_no_error (error);
  return self;
}

static void
remove_dir (const char *path)
{
  g_autoptr(GDir) dir = g_dir_open (path, 0, NULL);
  const char *name;

  while ((name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *file = g_build_filename (path, name, NULL);

      g_remove (file);
    }
  g_rmdir (path);
}

void
mirror_desk_free (MirrorDesk *self)
{
  mirror_desk_close (self);
  dz_test_chain_free (self->service);
  remove_dir (self->dir);
  g_free (self->dir);
  g_free (self);
}

void
mirror_desk_open (MirrorDesk *self)
{
  g_autoptr(GError) error = NULL;

  self->mirror = dz_mirror_open (self->dir, self->service->service, &error);
  g_assert_no_error (error);
}

void
mirror_desk_close (MirrorDesk *self)
{
  g_clear_pointer (&self->mirror, dz_mirror_close);
}

char *
mirror_desk_name_file (const MirrorDesk *self,
                       const char       *suffix)
{
  g_autoptr(GString) name = g_string_new (NULL);

  for (guint i = 0; i < sizeof self->service->service; i++)
    g_string_append_printf (name, "%02x", self->service->service[i]);
  g_string_append (name, suffix);
  return g_build_filename (self->dir, name->str, NULL);
}

static gboolean
take_from (MirrorDesk        *self,
           const DzTestChain *service,
           gint64             after,
           GError           **error)
{
  do
    {
      g_autoptr(GByteArray) feed = dz_test_chain_feed (service, after, PAGE);

      if (!dz_mirror_take (self->mirror, after, feed->data, feed->len, error))
        return FALSE;
      after = MIN (after + PAGE, MAX (after, service->entries->len));
    }
  while (after < service->entries->len || after < dz_mirror_get_seq (self->mirror));
  return TRUE;
}

gboolean
mirror_desk_catch_up (MirrorDesk        *self,
                      const DzTestChain *service,
                      GError           **error)
{
  DzSignedHead head = dz_test_chain_sign (service, service->entries->len);

  return dz_mirror_meet_head (self->mirror, &head, error) &&
         (head.seq <= dz_mirror_get_seq (self->mirror) ||
          take_from (self, service, dz_mirror_get_seq (self->mirror), error));
}

gboolean
mirror_desk_compare (MirrorDesk        *self,
                     const DzTestChain *service,
                     GError           **error)
{
  return take_from (self, service, 0, error);
}

void
mirror_desk_assert_whole (MirrorDesk *self)
{
  g_auto(DzMirrorCheck) check = { 0 };
  g_autoptr(GError) error = NULL;

  dz_mirror_verify (self->mirror, NULL, NULL, NULL, &check, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (check.problem, ==, NULL);
  g_assert_cmpint (check.first_bad, ==, 0);
  g_assert_cmpint (check.entries, ==, dz_mirror_get_seq (self->mirror));
}

void
mirror_desk_assert_same (MirrorDesk *self)
{
  g_auto(DzMirrorFilter) all = { 0 };
  g_autoptr(DzMirrorRows) rows = NULL;
  g_autoptr(GPtrArray) read = NULL;
  g_autoptr(GError) error = NULL;

  g_assert_cmpint (dz_mirror_get_seq (self->mirror), ==, self->service->entries->len);
  rows = dz_mirror_find (self->mirror, &all, NULL, &error);
  g_assert_no_error (error);
  read = dz_mirror_read_rows (self->mirror, rows, 0, self->service->entries->len,
                              DZ_MIRROR_OLDEST_FIRST, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (read->len, ==, self->service->entries->len);
  for (guint i = 0; i < read->len; i++)
    {
      const DzMirrorRow *row = g_ptr_array_index (read, i);
      g_autoptr(GByteArray) bytes = NULL;
      g_autoptr(GByteArray) aspects = NULL;
      gsize length;
      const guint8 *data = g_bytes_get_data (g_ptr_array_index (self->service->entries, i),
                                             &length);

      bytes = dz_entry_bytes_write (row->entry);
      aspects = dz_entry_aspects_write (&row->aspects);
      g_assert_cmpmem (bytes->data, bytes->len, data, length);
      data = g_bytes_get_data (g_ptr_array_index (self->service->aspects, i), &length);
      g_assert_cmpmem (aspects->data, aspects->len, data, length);
    }
}

void
mirror_assert_told (GError     **error,
                    DzCacheError code,
                    const char  *part)
{
  g_assert_error (*error, DZ_CACHE_ERROR, (int) code);
  if (strstr ((*error)->message, part) == NULL)
    g_error ("“%s” does not say “%s”", (*error)->message, part);
  g_clear_error (error);
}
