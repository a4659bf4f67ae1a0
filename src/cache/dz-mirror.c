/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "dz-mirror-private.h"

#include <errno.h>
#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <string.h>

#include "dz-mirror-keys.h"
#include "mirror-resources.h"

#define APPLICATION_ID 0x447a4d31 /* "DzM1" */
#define SQL_PATH "/io/github/duizhao/Duizhao/sql/mirror"
#define FIRST_EPOCH 1

#define ADD_MIRROR \
  "INSERT OR IGNORE INTO mirror (only, service, epoch, seq, time_us, hash, aspects)" \
  " VALUES (1, ?1, 1, 0, 0, zeroblob(32), zeroblob(32))"
#define READ_MIRROR "SELECT service, epoch, seq, time_us, hash, aspects FROM mirror"
#define WRITE_MIRROR "UPDATE mirror SET epoch = ?, seq = ?, time_us = ?, hash = ?, aspects = ?"
#define LIST_WORDS "SELECT id, dimension, text FROM words WHERE id > ? ORDER BY id"
#define READ_EPOCH "SELECT MAX(epoch) FROM epochs WHERE first_seq <= ?"

#define DOING "reading the copy of the history"

static const char *const statements[DZ_MIRROR_N_STATEMENTS] = {
  [DZ_MIRROR_READ_END] = READ_MIRROR,
  [DZ_MIRROR_LIST_WORDS] = LIST_WORDS,
  [DZ_MIRROR_READ_EPOCH] = READ_EPOCH,
  [DZ_MIRROR_READ_ENTRY] = "SELECT bytes, aspects FROM entries WHERE seq = ?",
  [DZ_MIRROR_ADD_ENTRY] = "INSERT INTO entries (seq, bytes, aspects) VALUES (?, ?, ?)",
  [DZ_MIRROR_ADD_SUBJECT] = "INSERT INTO subjects (block, hash, seq) VALUES (?, ?, ?)",
  [DZ_MIRROR_LIST_SUBJECT] = "SELECT seq FROM subjects WHERE block = ? AND hash = ? ORDER BY seq",
  [DZ_MIRROR_READ_POSTING] = "SELECT id, n, sum, bitmap FROM postings WHERE id = ?",
  [DZ_MIRROR_WRITE_POSTING] = "INSERT OR REPLACE INTO postings (id, n, sum, bitmap)"
                              " VALUES (?, ?, ?, ?)",
};

/* A statement that is made once, ready to be bound. What the last one to ask for it has read of it
 * is gone. */
DzStatement *
dz_mirror_statement (DzMirror         *self,
                     DzMirrorStatement which,
                     GError          **error)
{
  if (self->statements[which] == NULL)
    self->statements[which] = dz_statement_new (self->db, statements[which], DOING, error);
  else
    dz_statement_reset (self->statements[which]);
  return self->statements[which];
}

static gboolean
set_damaged (const char *what,
             GError    **error)
{
  g_set_error (error, DZ_CACHE_ERROR, DZ_CACHE_ERROR_DAMAGED,
               _("This desk's copy of the history is damaged: %s."), what);
  return FALSE;
}

static gboolean
take_blob (DzStatement *row,
           int          column,
           guint8      *bytes,
           gsize        length)
{
  gsize n;
  gconstpointer blob = dz_statement_get_blob (row, column, &n);

  if (n != length)
    return FALSE;
  memcpy (bytes, blob, length);
  return TRUE;
}

static gboolean
fill_end (DzMirror    *self,
          DzStatement *row,
          DzMirrorEnd *end,
          GError     **error)
{
  guint8 service[DZ_HEAD_SERVICE_LENGTH];

  end->epoch = dz_statement_get_int64 (row, 1);
  end->walk.seq = dz_statement_get_int64 (row, 2);
  end->walk.time_us = dz_statement_get_int64 (row, 3);
  if (!take_blob (row, 0, service, sizeof service) ||
      !take_blob (row, 4, end->walk.hash, sizeof end->walk.hash) ||
      !take_blob (row, 5, end->aspects, sizeof end->aspects) || end->walk.seq < 0 ||
      end->epoch < FIRST_EPOCH)
    return set_damaged (_("its end cannot be read"), error);
  if (memcmp (service, self->service, sizeof service) != 0)
    return set_damaged (_("it is that of another service"), error);
  return TRUE;
}

static gboolean
read_end (DzMirror    *self,
          DzMirrorEnd *end,
          GError     **error)
{
  DzStatement *row = dz_mirror_statement (self, DZ_MIRROR_READ_END, error);

  *end = (DzMirrorEnd) { 0 };
  if (row == NULL)
    return FALSE;
  switch (dz_statement_step (row, error))
    {
    case DZ_STEP_ROW:
      return fill_end (self, row, end, error);
    case DZ_STEP_DONE:
      return set_damaged (_("its end cannot be read"), error);
    case DZ_STEP_FAILED:
    default:
      return FALSE;
    }
}

static gboolean
add_word (DzMirror    *self,
          DzStatement *row,
          GError     **error)
{
  gint64 dimension = dz_statement_get_int64 (row, 1);
  const char *text = dz_statement_get_text (row, 2);

  if (dimension >= 0 && dimension < DZ_MIRROR_N_DIMENSIONS && text != NULL &&
      dz_mirror_words_add (self->words, (guint) dz_statement_get_int64 (row, 0),
                           (DzMirrorDimension) dimension, text, strlen (text)))
    return TRUE;
  return set_damaged (_("the words of its index cannot be read"), error);
}

static gboolean
read_words (DzMirror *self,
            GError  **error)
{
  DzStatement *rows = dz_mirror_statement (self, DZ_MIRROR_LIST_WORDS, error);
  DzStep step;

  if (rows == NULL)
    return FALSE;
  dz_statement_bind_int64 (rows, dz_mirror_words_get_n (self->words));
  while ((step = dz_statement_step (rows, error)) == DZ_STEP_ROW)
    {
      if (!add_word (self, rows, error))
        return FALSE;
    }
  return step == DZ_STEP_DONE;
}

static void
forget_words (DzMirror *self)
{
  g_clear_pointer (&self->reader, dz_mirror_reader_free);
  g_clear_pointer (&self->words, dz_mirror_words_free);
  self->words = dz_mirror_words_new ();
  self->reader = dz_mirror_reader_new (self->words, dz_mirror_new_word, self);
}

/* What this object remembers is what the file has, also where somebody else wrote it. */
static gboolean
load (DzMirror *self,
      GError  **error)
{
  DzMirrorEnd end;

  if (!read_end (self, &end, error) || !read_words (self, error))
    return FALSE;
  if (memcmp (&end, &self->end, sizeof end) != 0)
    dz_mirror_forget_open (self);
  self->end = end;
  return TRUE;
}

static void
reset_statements (DzMirror *self)
{
  for (guint i = 0; i < DZ_MIRROR_N_STATEMENTS; i++)
    {
      if (self->statements[i] != NULL)
        dz_statement_reset (self->statements[i]);
    }
}

static void
roll_back (DzMirror *self)
{
  reset_statements (self);
  sqlite3_exec (self->db, "ROLLBACK", NULL, NULL, NULL);
  g_clear_error (&self->problem);
  dz_mirror_forget_open (self);
  forget_words (self);
  load (self, NULL);
}

/* Begins to read ("BEGIN") or to write ("BEGIN IMMEDIATE") one state of the file. */
gboolean
dz_mirror_begin (DzMirror   *self,
                 const char *how,
                 GError    **error)
{
  GError *problem = NULL;

  if (!dz_sqlite_exec (self->db, how, DOING, &problem))
    return dz_cache_take_error (problem, error);
  if (load (self, &problem))
    return TRUE;
  roll_back (self);
  return dz_cache_take_error (problem, error);
}

/* Ends what dz_mirror_begin() began: all of it stays or, where something went wrong, nothing. */
gboolean
dz_mirror_end (DzMirror *self,
               gboolean  done,
               GError   *problem,
               GError  **error)
{
  reset_statements (self);
  if (done && dz_sqlite_exec (self->db, "COMMIT", DOING, &problem))
    return TRUE;
  roll_back (self);
  return dz_cache_take_error (problem, error);
}

gboolean
dz_mirror_write_end (DzMirror *self,
                     GError  **error)
{
  const DzMirrorEnd *end = &self->end;
  g_autoptr(DzStatement) statement
    = dz_statement_new (self->db, WRITE_MIRROR, "noting the end of the copy", error);

  if (statement == NULL)
    return FALSE;
  dz_statement_bind_int64 (statement, end->epoch);
  dz_statement_bind_int64 (statement, end->walk.seq);
  dz_statement_bind_int64 (statement, end->walk.time_us);
  dz_statement_bind_blob (statement, end->walk.hash, sizeof end->walk.hash);
  dz_statement_bind_blob (statement, end->aspects, sizeof end->aspects);
  return dz_statement_run (statement, error);
}

static gboolean
set_missing (gint64   seq,
             GError **error)
{
  g_set_error (error, DZ_CACHE_ERROR, DZ_CACHE_ERROR_DAMAGED,
               _("This desk's copy of the history is damaged: entry %lld is missing."),
               (long long) seq);
  return FALSE;
}

/* An entry where SQLite keeps it: it lasts until the next one is looked for. */
gboolean
dz_mirror_find_entry (DzMirror    *self,
                      gint64       seq,
                      DzFeedEntry *entry,
                      GError     **error)
{
  DzStatement *row = dz_mirror_statement (self, DZ_MIRROR_READ_ENTRY, error);

  if (row == NULL)
    return FALSE;
  dz_statement_bind_int64 (row, seq);
  switch (dz_statement_step (row, error))
    {
    case DZ_STEP_ROW:
      entry->bytes = dz_statement_get_blob (row, 0, &entry->length);
      entry->aspects = dz_statement_get_blob (row, 1, &entry->aspects_length);
      return TRUE;
    case DZ_STEP_DONE:
      return set_missing (seq, error);
    case DZ_STEP_FAILED:
    default:
      return FALSE;
    }
}

/* Zeros before the first. */
gboolean
dz_mirror_hash_entry (DzMirror *self,
                      gint64    seq,
                      guint8   *hash,
                      GError  **error)
{
  DzFeedEntry entry;

  memset (hash, 0, DZ_ENTRY_HASH_LENGTH);
  if (seq == 0)
    return TRUE;
  if (!dz_mirror_find_entry (self, seq, &entry, error))
    return FALSE;
  crypto_hash_sha256 (hash, entry.bytes, entry.length);
  return TRUE;
}

/* The chain does not cover the aspects; this does, within the file: BLAKE2b of what it was before
 * and of the next entry's aspects. */
void
dz_mirror_add_aspects (guint8       *running,
                       const guint8 *aspects,
                       gsize         length)
{
  crypto_generichash_state state;

  crypto_generichash_init (&state, NULL, 0, DZ_MIRROR_HASH_LENGTH);
  crypto_generichash_update (&state, running, DZ_MIRROR_HASH_LENGTH);
  crypto_generichash_update (&state, aspects, length);
  crypto_generichash_final (&state, running, DZ_MIRROR_HASH_LENGTH);
}

/* The epoch that an entry of the history, or one that follows, belongs to. */
gboolean
dz_mirror_read_epoch_of (DzMirror *self,
                         gint64    seq,
                         gint64   *epoch,
                         GError  **error)
{
  DzStatement *row = dz_mirror_statement (self, DZ_MIRROR_READ_EPOCH, error);

  if (row == NULL)
    return FALSE;
  dz_statement_bind_int64 (row, seq);
  if (dz_statement_step (row, error) != DZ_STEP_ROW)
    return FALSE;
  *epoch = dz_statement_is_null (row, 0) ? FIRST_EPOCH : dz_statement_get_int64 (row, 0);
  dz_statement_reset (row); /* it may stand outside a transaction, and must not hold one open */
  return TRUE;
}

static gboolean
add_mirror (DzMirror *self,
            GError  **error)
{
  g_autoptr(DzStatement) statement
    = dz_statement_new (self->db, ADD_MIRROR, "making a copy of the history", error);

  if (statement == NULL)
    return FALSE;
  dz_statement_bind_blob (statement, self->service, sizeof self->service);
  return dz_statement_run (statement, error);
}

/* A file that was cut off, or put together from two, is found at once where that is easy; all of it
 * takes dz_mirror_verify(). */
static gboolean
check_last (DzMirror *self,
            GError  **error)
{
  guint8 hash[DZ_ENTRY_HASH_LENGTH];

  return dz_mirror_hash_entry (self, self->end.walk.seq, hash, error) &&
         (memcmp (hash, self->end.walk.hash, sizeof hash) == 0 ||
          set_damaged (_("it does not end where it is said to end"), error));
}

/* What the note beside the file says binds the file too: a copy that was put back, or cut, does not
 * make this desk forget what it once saw signed. */
static gboolean
compare_note (DzMirror *self,
              GError  **error)
{
  DzSignedHead head;
  gboolean found;

  if (!dz_mirror_note_read (self, &head, &found, &self->note_problem) || !found ||
      head.epoch < self->end.epoch ||
      (head.epoch == self->end.epoch && head.seq <= self->end.walk.seq))
    return TRUE;
  g_set_error (&self->note_problem, DZ_CACHE_ERROR, DZ_CACHE_ERROR_BEHIND,
               _("This desk's copy of the history ends at entry %lld, but this desk has seen it "
                 "signed up to entry %lld: the copy is an older one, or was cut. It is fetched "
                 "again, and must come to the same entry."),
               (long long) self->end.walk.seq, (long long) head.seq);
  return dz_mirror_store_head (self, &head, error) &&
         dz_mirror_pin_first (self, head.key, error);
}

static gboolean
prepare (DzMirror *self,
         GError  **error)
{
  return add_mirror (self, error) && load (self, error) && check_last (self, error) &&
         compare_note (self, error);
}

static gboolean
set_open_problem (GError  *problem,
                  GError **error)
{
  g_autofree char *said = g_strdup (problem->message);
  char *sentence = NULL;

  if (g_error_matches (problem, DZ_SQLITE_ERROR, DZ_SQLITE_ERROR_TOO_NEW))
    sentence = g_strdup_printf (_("This desk's copy of the history was written by a newer version "
                                  "of this program. Use that version; nothing was changed. (%s)"),
                                said);
  else if (g_error_matches (problem, DZ_SQLITE_ERROR, DZ_SQLITE_ERROR_DAMAGED) ||
           g_error_matches (problem, DZ_SQLITE_ERROR, DZ_SQLITE_ERROR_OPEN) ||
           g_error_matches (problem, DZ_SQLITE_ERROR, DZ_SQLITE_ERROR_SQL))
    sentence = g_strdup_printf (_("This desk's copy of the history cannot be read: it is damaged, "
                                  "or was cut. It can be set aside and fetched again. (%s)"),
                                said);
  if (sentence != NULL)
    {
      g_free (problem->message);
      problem->message = sentence;
    }
  return dz_cache_take_error (problem, error);
}

static char *
name_file (const char   *dir,
           const guint8 *service,
           const char   *suffix)
{
  char hex[2 * DZ_HEAD_SERVICE_LENGTH + 1];
  g_autofree char *name = NULL;

  sodium_bin2hex (hex, sizeof hex, service, DZ_HEAD_SERVICE_LENGTH);
  name = g_strconcat (hex, suffix, NULL);
  return g_build_filename (dir, name, NULL);
}

static gboolean
make_folder (const char *dir,
             GError    **error)
{
  if (g_mkdir_with_parents (dir, 0700) == 0)
    return TRUE;
  g_set_error (error, DZ_CACHE_ERROR, DZ_CACHE_ERROR_OPEN, "making the folder %s: %s", dir,
               g_strerror (errno));
  return FALSE;
}

static gboolean
open_file (DzMirror *self,
           GError  **error)
{
  const DzSqliteSchema schema = { APPLICATION_ID, mirror_get_resource (), SQL_PATH };
  GError *problem = NULL;
  gboolean done;

  self->db = dz_sqlite_open (self->file, &schema, &problem);
  done = self->db != NULL && dz_sqlite_exec (self->db, "BEGIN IMMEDIATE", DOING, &problem);
  if (done && !prepare (self, &problem))
    {
      roll_back (self);
      done = FALSE;
    }
  if (done)
    return dz_mirror_end (self, TRUE, NULL, error);
  return set_open_problem (problem, error);
}

/**
 * dz_mirror_open:
 * @dir: the folder for copies of histories, made where there is none
 * @service: (array fixed-size=16): random id of the service's data
 * @error: return location; DZ_CACHE_ERROR_TOO_NEW, DZ_CACHE_ERROR_DAMAGED or
 *   DZ_CACHE_ERROR_OPEN with a sentence for people, any other #DzCacheError
 *
 * Opens this desk's copy of the history of a service, or begins one.
 *
 * Returns: (transfer full) (nullable): the copy
 */
DzMirror *
dz_mirror_open (const char   *dir,
                const guint8 *service,
                GError      **error)
{
  g_autoptr(DzMirror) self = NULL;

  g_return_val_if_fail (dir != NULL && service != NULL, NULL);

  if (sodium_init () < 0)
    g_error ("libsodium cannot be initialised");
  self = g_new0 (DzMirror, 1);
  memcpy (self->service, service, sizeof self->service);
  self->file = name_file (dir, service, ".sqlite");
  self->note = name_file (dir, service, ".head");
  self->open = g_ptr_array_new ();
  self->touched = g_array_new (FALSE, FALSE, sizeof (guint));
  dz_mirror_forget_open (self);
  forget_words (self);
  if (!make_folder (dir, error) || !open_file (self, error))
    return NULL;
  return g_steal_pointer (&self);
}

/**
 * dz_mirror_close:
 * @self: (transfer full) (nullable): a copy
 */
void
dz_mirror_close (DzMirror *self)
{
  if (self == NULL)
    return;
  for (guint i = 0; i < DZ_MIRROR_N_STATEMENTS; i++)
    dz_statement_free (self->statements[i]);
  dz_sqlite_close (self->db);
  dz_mirror_forget_open (self);
  g_ptr_array_unref (self->open);
  g_array_unref (self->touched);
  dz_mirror_reader_free (self->reader);
  dz_mirror_words_free (self->words);
  g_clear_error (&self->problem);
  g_clear_error (&self->note_problem);
  g_free (self->file);
  g_free (self->note);
  g_free (self);
}

static gboolean
rename_file (const char *from,
             const char *to,
             GError    **error)
{
  if (g_rename (from, to) == 0 || errno == ENOENT)
    return TRUE;
  g_set_error (error, DZ_CACHE_ERROR, DZ_CACHE_ERROR_DISK, "renaming %s: %s", from,
               g_strerror (errno));
  return FALSE;
}

/**
 * dz_mirror_set_aside:
 * @dir: the folder for copies of histories
 * @service: (array fixed-size=16): random id of the service's data
 * @aside: (out) (transfer full) (optional): the damaged file's new path
 * @error: return location; DZ_CACHE_ERROR_DISK
 *
 * Renames a copy that can no longer be read, so that the next dz_mirror_open() begins a new one.
 * Nothing is deleted, and the note beside it stays: the new copy must come to the head it names.
 * Nobody may have the copy open.
 *
 * Returns: whether it was renamed
 */
gboolean
dz_mirror_set_aside (const char   *dir,
                     const guint8 *service,
                     char        **aside,
                     GError      **error)
{
  static const char *const suffixes[] = { "", "-wal", "-shm" };
  g_autofree char *file = NULL;
  g_autofree char *to = NULL;

  g_return_val_if_fail (dir != NULL && service != NULL, FALSE);

  file = name_file (dir, service, ".sqlite");
  to = g_strdup_printf ("%s.aside-%" G_GINT64_FORMAT, file, g_get_real_time ());
  for (guint i = G_N_ELEMENTS (suffixes); i > 0; i--)
    {
      g_autofree char *from_part = g_strconcat (file, suffixes[i - 1], NULL);
      g_autofree char *to_part = g_strconcat (to, suffixes[i - 1], NULL);

      if (!rename_file (from_part, to_part, error))
        return FALSE;
    }
  if (aside != NULL)
    *aside = g_steal_pointer (&to);
  return TRUE;
}

/**
 * dz_mirror_check_note:
 * @self: a copy
 * @error: return location; DZ_CACHE_ERROR_BEHIND, DZ_CACHE_ERROR_DAMAGED, each with a sentence
 *
 * A copy of the file that was put back, or one that was cut, looks whole in itself. A note beside
 * it, of the last head that was reached, tells. The mirror can be used all the same: it must come
 * to that head again.
 *
 * Returns: whether the file was no older than the note when it was opened
 */
gboolean
dz_mirror_check_note (DzMirror *self,
                      GError  **error)
{
  g_return_val_if_fail (self != NULL, FALSE);

  if (self->note_problem == NULL)
    return TRUE;
  g_propagate_error (error, g_error_copy (self->note_problem));
  return FALSE;
}

/**
 * dz_mirror_refresh:
 * @self: a copy
 * @error: return location; any #DzCacheError
 *
 * Sees what others have added to the file.
 *
 * Returns: whether it could be read
 */
gboolean
dz_mirror_refresh (DzMirror *self,
                   GError  **error)
{
  g_return_val_if_fail (self != NULL, FALSE);

  return dz_mirror_begin (self, "BEGIN", error) && dz_mirror_end (self, TRUE, NULL, error);
}

/**
 * dz_mirror_get_seq:
 * @self: a copy
 *
 * Returns: number of the last entry, 0 for none, at the last call that read or wrote
 */
gint64
dz_mirror_get_seq (DzMirror *self)
{
  g_return_val_if_fail (self != NULL, 0);

  return self->end.walk.seq;
}

/**
 * dz_mirror_get_epoch:
 * @self: a copy
 *
 * Returns: the epoch of the last entry, 1 for the first
 */
gint64
dz_mirror_get_epoch (DzMirror *self)
{
  g_return_val_if_fail (self != NULL, 0);

  return self->end.epoch;
}
