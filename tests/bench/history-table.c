/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "history-table.h"

#include "dz-entry-aspects.h"
#include "dz-entry-bytes.h"

#include <sqlite3.h>

#define MAKE \
  "PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF;" \
  "CREATE TABLE entries (seq INTEGER PRIMARY KEY, time_us INTEGER, who TEXT, action TEXT," \
  " outcome TEXT, school TEXT, window TEXT, flag TEXT, subject TEXT, bytes BLOB);" \
  "CREATE TABLE reasons (reason TEXT, seq INTEGER, PRIMARY KEY (reason, seq)) WITHOUT ROWID;" \
  "BEGIN"
#define MAKE_INDEXES \
  "COMMIT; CREATE INDEX by_time ON entries (time_us); CREATE INDEX by_who ON entries (who);" \
  "CREATE INDEX by_action ON entries (action); CREATE INDEX by_outcome ON entries (outcome);" \
  "CREATE INDEX by_school ON entries (school); CREATE INDEX by_window ON entries (window);" \
  "CREATE INDEX by_flag ON entries (flag); CREATE INDEX by_subject ON entries (subject); ANALYZE"

struct _HistoryTable
{
  sqlite3      *db;         /* owned */
  sqlite3_stmt *add_entry;  /* owned */
  sqlite3_stmt *add_reason; /* owned */
};

static void
run (HistoryTable *self,
     const char   *sql)
{
  if (sqlite3_exec (self->db, sql, NULL, NULL, NULL) != SQLITE_OK)
    g_error ("%s: %s", sql, sqlite3_errmsg (self->db));
}

static sqlite3_stmt *
prepare (HistoryTable *self,
         const char   *sql)
{
  sqlite3_stmt *statement = NULL;

  if (sqlite3_prepare_v2 (self->db, sql, -1, &statement, NULL) != SQLITE_OK)
    g_error ("%s: %s", sql, sqlite3_errmsg (self->db));
  return statement;
}

HistoryTable *
history_table_open (const char *dir)
{
  HistoryTable *self = g_new0 (HistoryTable, 1);
  g_autofree char *file = g_build_filename (dir, "table.sqlite", NULL);

  g_assert_cmpint (sqlite3_open (file, &self->db), ==, SQLITE_OK);
  run (self, MAKE);
  self->add_entry = prepare (self, "INSERT INTO entries VALUES (?,?,?,?,?,?,?,?,?,?)");
  self->add_reason = prepare (self, "INSERT OR IGNORE INTO reasons VALUES (?,?)");
  return self;
}

static void
bind_text (sqlite3_stmt *statement,
           int           number,
           const char   *text)
{
  sqlite3_bind_text (statement, number, text, -1, SQLITE_TRANSIENT);
}

static void
finish_step (sqlite3_stmt *statement)
{
  g_assert_cmpint (sqlite3_step (statement), ==, SQLITE_DONE);
  sqlite3_reset (statement);
}

/* Of the flags only one is asked for. */
void
history_table_add (HistoryTable     *self,
                   const GByteArray *bytes,
                   const GByteArray *aspects)
{
  g_autoptr(DzEntry) entry = dz_entry_bytes_read (bytes->data, bytes->len);
  g_auto(DzEntryAspects) about = { 0 };

  g_assert_true (dz_entry_aspects_read (&about, aspects->data, aspects->len));
  sqlite3_bind_int64 (self->add_entry, 1, entry->seq);
  sqlite3_bind_int64 (self->add_entry, 2, entry->time_us);
  bind_text (self->add_entry, 3, entry->actor);
  bind_text (self->add_entry, 4, entry->kind);
  bind_text (self->add_entry, 5, entry->outcome);
  bind_text (self->add_entry, 6, about.school);
  bind_text (self->add_entry, 7, about.window);
  bind_text (self->add_entry, 8, about.flags & DZ_ASPECT_AGAINST_RULE ? DZ_MIRROR_FLAG_AGAINST_RULE
                                                                       : NULL);
  bind_text (self->add_entry, 9, entry->subject);
  sqlite3_bind_blob (self->add_entry, 10, bytes->data, (int) bytes->len, SQLITE_TRANSIENT);
  finish_step (self->add_entry);
  for (guint i = 0; about.reasons != NULL && about.reasons[i] != NULL; i++)
    {
      bind_text (self->add_reason, 1, about.reasons[i]);
      sqlite3_bind_int64 (self->add_reason, 2, entry->seq);
      finish_step (self->add_reason);
    }
}

void
history_table_finish (HistoryTable *self)
{
  g_clear_pointer (&self->add_entry, sqlite3_finalize);
  g_clear_pointer (&self->add_reason, sqlite3_finalize);
  run (self, MAKE_INDEXES);
}

static void
add_words (GString    *sql,
           const char *before,
           GStrv       words,
           const char *after)
{
  if (words == NULL)
    return;
  g_string_append (sql, before);
  for (guint i = 0; words[i] != NULL; i++)
    {
      char *word = sqlite3_mprintf ("%s%Q", i > 0 ? "," : "", words[i]);

      g_string_append (sql, word);
      sqlite3_free (word);
    }
  g_string_append (sql, after);
}

static GString *
write_where (const DzMirrorFilter *filter)
{
  static const char *const columns[DZ_MIRROR_N_DIMENSIONS] = {
    [DZ_MIRROR_WHO] = " AND who IN (",       [DZ_MIRROR_ACTION] = " AND action IN (",
    [DZ_MIRROR_OUTCOME] = " AND outcome IN (",
    [DZ_MIRROR_REASON] = " AND seq IN (SELECT seq FROM reasons WHERE reason IN (",
    [DZ_MIRROR_SCHOOL] = " AND school IN (", [DZ_MIRROR_WINDOW] = " AND window IN (",
    [DZ_MIRROR_FLAG] = " AND flag IN (",
  };
  GString *sql = g_string_new (" FROM entries WHERE 1");

  for (guint i = 0; i < DZ_MIRROR_N_DIMENSIONS; i++)
    add_words (sql, columns[i], filter->words[i], i == DZ_MIRROR_REASON ? "))" : ")");
  add_words (sql, " AND (subject IN (", filter->subjects, ")");
  if (filter->subjects != NULL)
    {
      g_autofree char *actor = g_strconcat ("student:", filter->subjects[0], NULL);

      g_string_append_printf (sql, " OR who = '%s')", actor);
    }
  if (filter->from_us != 0)
    g_string_append_printf (sql, " AND time_us >= %" G_GINT64_FORMAT, filter->from_us);
  if (filter->until_us != 0)
    g_string_append_printf (sql, " AND time_us < %" G_GINT64_FORMAT, filter->until_us);
  return sql;
}

gint64
history_table_count (HistoryTable         *self,
                     const DzMirrorFilter *filter)
{
  g_autoptr(GString) sql = write_where (filter);
  sqlite3_stmt *statement;
  gint64 n;

  g_string_prepend (sql, "SELECT COUNT(*)");
  statement = prepare (self, sql->str);
  g_assert_cmpint (sqlite3_step (statement), ==, SQLITE_ROW);
  n = sqlite3_column_int64 (statement, 0);
  sqlite3_finalize (statement);
  return n;
}

guint
history_table_read_page (HistoryTable         *self,
                         const DzMirrorFilter *filter,
                         guint                 n)
{
  g_autoptr(GString) sql = write_where (filter);
  sqlite3_stmt *statement;
  guint n_rows = 0;

  g_string_prepend (sql, "SELECT bytes");
  g_string_append_printf (sql, " ORDER BY seq DESC LIMIT %u", n);
  statement = prepare (self, sql->str);
  while (sqlite3_step (statement) == SQLITE_ROW)
    n_rows++;
  sqlite3_finalize (statement);
  return n_rows;
}

void
history_table_close (HistoryTable *self)
{
  sqlite3_close (self->db);
  g_free (self);
}
