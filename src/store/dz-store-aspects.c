/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "dz-store-aspects.h"

#include "dz-detail-aspects.h"
#include "dz-store-history.h"
#include "dz-store-private.h"

#include <string.h>

#define OF_SUBMISSION \
  "SELECT windows.school_code, windows.id FROM submissions" \
  " JOIN windows ON windows.id = submissions.window_id WHERE submissions.id = ?1"
#define OF_STUDENT "SELECT school_code, NULL FROM students WHERE id = ?1"
#define OF_WINDOW "SELECT school_code, id FROM windows WHERE id = ?1"
#define OF_SCHOOL "SELECT code, NULL FROM schools WHERE code = ?1"

#define ADD_ASPECTS "INSERT INTO entry_aspects (seq, bytes) VALUES (?1, ?2)"
#define LIST_BARE \
  "SELECT entries.seq, entries.bytes, entry_details.value FROM service" \
  " JOIN entries ON entries.seq > aspects_filled AND entries.seq < aspects_since" \
  " LEFT JOIN entry_details ON entry_details.seq = entries.seq" \
  " WHERE service.id = 1 ORDER BY entries.seq LIMIT ?1"
#define SET_FILLED "UPDATE service SET aspects_filled = ?1 WHERE id = 1"

#define DOING "writing what entries are found by"

/* What the subject of a kind is the id of; that of every other kind is a submission's, or nothing's
 * that belongs to a school. */
static const struct
{
  const char *kind;
  const char *sql; /* NULL: of nothing that belongs to a school */
} kinds[] = {
  { "sign-in", NULL },
  { "sign-in-refused", NULL },
  { "sign-out", NULL },
  { "user-add", NULL },
  { "reason-add", NULL },
  { "reason-retire", NULL },
  { "school-add", OF_SCHOOL },
  { "school-policy", OF_SCHOOL },
  { "roster-import", OF_SCHOOL },
  { "admission-import", OF_SCHOOL },
  { "window-open", OF_WINDOW },
  { "bind", OF_STUDENT },
  { "waiver-grant", OF_STUDENT },
  { "waiver-withdraw", OF_STUDENT },
  { "admission-photo-replace", OF_STUDENT },
};

static const char *
find_sql (const char *kind)
{
  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++)
    {
      if (g_str_equal (kinds[i].kind, kind))
        return kinds[i].sql;
    }
  return OF_SUBMISSION;
}

/* What does not fit is left out rather than cut: half a code is another one. */
static char *
take_word (DzStatement *row,
           int          column,
           gsize        max)
{
  const char *word = dz_statement_get_text (row, column);

  return word != NULL && *word != '\0' && strlen (word) <= max ? g_strdup (word) : NULL;
}

static gboolean
read_place (DzStore        *self,
            const char     *kind,
            const char     *subject,
            DzEntryAspects *aspects,
            GError        **error)
{
  const char *sql = find_sql (kind);
  g_autoptr(DzStatement) row = NULL;
  DzStep step;

  if (sql == NULL)
    return TRUE;
  row = dz_query_new (self, DOING, sql, DZ_VALUES (DZ_TEXT (subject)), error);
  step = dz_query_step (row, error);
  if (step != DZ_STEP_ROW)
    return step == DZ_STEP_DONE;
  aspects->school = take_word (row, 0, DZ_ASPECT_SCHOOL_MAX);
  if (!dz_statement_is_null (row, 1))
    aspects->window = take_word (row, 1, DZ_ASPECT_WINDOW_MAX);
  return TRUE;
}

/**
 * dz_store_gather_aspects:
 * @self: a store
 * @kind: kind of an entry
 * @subject: its subject
 * @detail: (nullable): its detail
 * @aspects: (inout): empty aspects, to be cleared
 * @error: return location
 *
 * Says what an entry is found by: the school and window of its subject, the reasons and flags of
 * its detail.
 *
 * Returns: whether it could be found out
 */
gboolean
dz_store_gather_aspects (DzStore        *self,
                         const char     *kind,
                         const char     *subject,
                         JsonObject     *detail,
                         DzEntryAspects *aspects,
                         GError        **error)
{
  dz_entry_aspects_take_detail (aspects, kind, detail);
  return read_place (self, kind, subject, aspects, error);
}

/**
 * dz_store_derive_aspects:
 * @self: a store
 * @entry: an entry
 * @detail: (nullable): its detail, where it has one still
 * @error: return location
 *
 * Says what an entry is found by that was written before aspects were.
 *
 * Returns: (transfer full) (nullable): the bytes of its aspects
 */
GByteArray *
dz_store_derive_aspects (DzStore           *self,
                         const DzEntryView *entry,
                         const char        *detail,
                         GError           **error)
{
  g_autofree char *kind = dz_entry_word_dup (&entry->kind);
  g_autofree char *subject = dz_entry_word_dup (&entry->subject);
  /* Most details say nothing of it, and JSON takes its time. */
  g_autoptr(JsonNode) node = detail != NULL && dz_entry_aspects_are_in_detail (kind)
                               ? json_from_string (detail, NULL) : NULL;
  g_auto(DzEntryAspects) aspects = { 0 };

  if (!dz_store_gather_aspects (self, kind, subject,
                                node != NULL && JSON_NODE_HOLDS_OBJECT (node)
                                  ? json_node_get_object (node) : NULL,
                                &aspects, error))
    return NULL;
  return dz_entry_aspects_write (&aspects);
}

static gboolean
write_bytes (DzStore    *self,
             gint64      seq,
             GByteArray *bytes,
             GError    **error)
{
  return bytes->len == 0 ||
         dz_store_run (self, DOING, ADD_ASPECTS,
                       DZ_VALUES (DZ_INT (seq), DZ_BLOB (bytes->data, bytes->len)), NULL, error);
}

/**
 * dz_store_write_aspects:
 * @self: a store, within a write transaction
 * @seq: number of an entry that has no aspects yet
 * @aspects: what it is found by; nothing is written where that is nothing
 * @error: return location
 *
 * Returns: whether they were written
 */
gboolean
dz_store_write_aspects (DzStore              *self,
                        gint64                seq,
                        const DzEntryAspects *aspects,
                        GError              **error)
{
  g_autoptr(GByteArray) bytes = dz_entry_aspects_write (aspects);

  return write_bytes (self, seq, bytes, error);
}

static gboolean
fill_row (DzStore     *self,
          DzStatement *row,
          GError     **error)
{
  DzEntryView entry;
  gsize length;
  const guint8 *bytes = dz_statement_get_blob (row, 1, &length);
  g_autoptr(GByteArray) aspects = NULL;

  /* What is no entry is the verification's to name. */
  if (!dz_entry_view_read (&entry, bytes, length))
    return TRUE;
  aspects = dz_store_derive_aspects (self, &entry, dz_statement_get_text (row, 2), error);
  return aspects != NULL && write_bytes (self, dz_statement_get_int64 (row, 0), aspects, error);
}

/**
 * dz_store_fill_aspects:
 * @self: a store
 * @limit: most entries to look at
 * @n_filled: (out): how many were looked at; 0 when all have their aspects
 * @error: return location
 *
 * Gives the next entries their aspects that were written before there were any. Done in small
 * steps, so that data of years go on serving while it lasts.
 *
 * Returns: whether it could be done
 */
gboolean
dz_store_fill_aspects (DzStore *self,
                       guint    limit,
                       guint   *n_filled,
                       GError **error)
{
  g_autoptr(DzTransaction) transaction = NULL;
  g_autoptr(DzStatement) rows = NULL;
  gint64 last = 0;
  DzStep step;

  g_return_val_if_fail (self != NULL && n_filled != NULL, FALSE);

  *n_filled = 0;
  transaction = dz_transaction_begin_timeless (self, DOING, error);
  if (transaction == NULL)
    return FALSE;
  rows = dz_query_new (self, DOING, LIST_BARE, DZ_VALUES (DZ_INT (limit)), error);
  while ((step = dz_query_step (rows, error)) == DZ_STEP_ROW)
    {
      if (!fill_row (self, rows, error))
        return FALSE;
      last = dz_statement_get_int64 (rows, 0);
      (*n_filled)++;
    }
  g_clear_pointer (&rows, dz_statement_free);
  if (step == DZ_STEP_FAILED || *n_filled == 0)
    return step != DZ_STEP_FAILED;
  return dz_store_run (self, DOING, SET_FILLED, DZ_VALUES (DZ_INT (last)), NULL, error) &&
         dz_transaction_commit (transaction, error);
}
