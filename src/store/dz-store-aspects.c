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

#define READ_DETAIL "SELECT value FROM entry_details WHERE seq = ?1"
#define ADD_ASPECTS "INSERT INTO entry_aspects (seq, bytes) VALUES (?1, ?2)"
#define LIST_BARE \
  "SELECT entries.seq, entries.bytes FROM service" \
  " JOIN entries ON entries.seq > aspects_filled AND entries.seq < aspects_since" \
  " WHERE service.id = 1 ORDER BY entries.seq LIMIT ?1"
#define SET_FILLED "UPDATE service SET aspects_filled = ?1 WHERE id = 1"

#define DOING "writing what entries are found by"

/* Where a subject belongs to, by what it is the id of. */
typedef enum
{
  SUBMISSION,
  STUDENT,
  WINDOW,
  SCHOOL,
  N_PLACES,
  NOWHERE = N_PLACES,
} Place;

static const char *const places[N_PLACES] = { OF_SUBMISSION, OF_STUDENT, OF_WINDOW, OF_SCHOOL };

/* The subject of every other kind is a submission, or nothing that belongs to a school. */
static const struct
{
  const char *kind;
  Place       place;
} kinds[] = {
  { "sign-in", NOWHERE },
  { "sign-in-refused", NOWHERE },
  { "sign-out", NOWHERE },
  { "user-add", NOWHERE },
  { "reason-add", NOWHERE },
  { "reason-retire", NOWHERE },
  { "school-add", SCHOOL },
  { "school-policy", SCHOOL },
  { "roster-import", SCHOOL },
  { "admission-import", SCHOOL },
  { "window-open", WINDOW },
  { "bind", STUDENT },
  { "waiver-grant", STUDENT },
  { "waiver-withdraw", STUDENT },
  { "admission-photo-replace", STUDENT },
};

struct _DzAspectReader
{
  DzStore     *store;           /* unowned */
  DzStatement *rows[N_PLACES];  /* owned, nullable: what was asked before, to be asked again */
  DzStatement *detail;          /* owned, nullable */
};

static Place
find_place (const char *kind)
{
  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++)
    {
      if (g_str_equal (kinds[i].kind, kind))
        return kinds[i].place;
    }
  return SUBMISSION;
}

/* Preparing a question costs more than asking it. */
static DzStep
ask (DzAspectReader *self,
     DzStatement   **row,
     const char     *sql,
     const DzValue  *values,
     GError        **error)
{
  if (*row != NULL)
    dz_query_again (*row, values);
  else
    *row = dz_query_new (self->store, DOING, sql, values, error);
  return dz_query_step (*row, error);
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
read_place (DzAspectReader *self,
            const char     *kind,
            const char     *subject,
            DzEntryAspects *aspects,
            GError        **error)
{
  Place place = find_place (kind);
  DzStep step;

  if (place == NOWHERE)
    return TRUE;
  step = ask (self, &self->rows[place], places[place], DZ_VALUES (DZ_TEXT (subject)), error);
  if (step != DZ_STEP_ROW)
    return step == DZ_STEP_DONE;
  aspects->school = take_word (self->rows[place], 0, DZ_ASPECT_SCHOOL_MAX);
  if (!dz_statement_is_null (self->rows[place], 1))
    aspects->window = take_word (self->rows[place], 1, DZ_ASPECT_WINDOW_MAX);
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
  g_autoptr(DzAspectReader) reader = dz_aspect_reader_new (self);

  dz_entry_aspects_take_detail (aspects, kind, detail);
  return read_place (reader, kind, subject, aspects, error);
}

/**
 * dz_aspect_reader_new:
 * @store: a store
 *
 * Returns: (transfer full): a reader that has asked nothing yet
 */
DzAspectReader *
dz_aspect_reader_new (DzStore *store)
{
  DzAspectReader *self = g_new0 (DzAspectReader, 1);

  self->store = store;
  return self;
}

/**
 * dz_aspect_reader_free:
 * @self: (transfer full) (nullable): a reader
 */
void
dz_aspect_reader_free (DzAspectReader *self)
{
  if (self == NULL)
    return;
  for (guint i = 0; i < N_PLACES; i++)
    g_clear_pointer (&self->rows[i], dz_statement_free);
  g_clear_pointer (&self->detail, dz_statement_free);
  g_free (self);
}

/* Most details say nothing of it, and JSON takes its time. */
static gboolean
read_detail (DzAspectReader *self,
             gint64          seq,
             const char     *kind,
             DzEntryAspects *aspects,
             GError        **error)
{
  g_autoptr(JsonNode) node = NULL;
  DzStep step;

  if (!dz_entry_aspects_are_in_detail (kind))
    return TRUE;
  step = ask (self, &self->detail, READ_DETAIL, DZ_VALUES (DZ_INT (seq)), error);
  if (step != DZ_STEP_ROW)
    return step == DZ_STEP_DONE;
  node = json_from_string (dz_statement_get_text (self->detail, 0), NULL);
  if (node != NULL && JSON_NODE_HOLDS_OBJECT (node))
    dz_entry_aspects_take_detail (aspects, kind, json_node_get_object (node));
  return TRUE;
}

/**
 * dz_aspect_reader_derive:
 * @self: a reader
 * @entry: an entry that was written before there were aspects
 * @error: return location
 *
 * Returns: (transfer full) (nullable): the bytes of its aspects
 */
GByteArray *
dz_aspect_reader_derive (DzAspectReader    *self,
                         const DzEntryView *entry,
                         GError           **error)
{
  g_autofree char *kind = dz_entry_word_dup (&entry->kind);
  g_autofree char *subject = dz_entry_word_dup (&entry->subject);
  g_auto(DzEntryAspects) aspects = { 0 };

  return read_detail (self, entry->seq, kind, &aspects, error) &&
             read_place (self, kind, subject, &aspects, error)
           ? dz_entry_aspects_write (&aspects) : NULL;
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
fill_row (DzStore        *self,
          DzAspectReader *reader,
          DzStatement    *row,
          GError        **error)
{
  DzEntryView entry;
  gsize length;
  const guint8 *bytes = dz_statement_get_blob (row, 1, &length);
  g_autoptr(GByteArray) aspects = NULL;

  /* What is no entry is the verification's to name. */
  if (!dz_entry_view_read (&entry, bytes, length))
    return TRUE;
  aspects = dz_aspect_reader_derive (reader, &entry, error);
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
  g_autoptr(DzAspectReader) reader = NULL;
  g_autoptr(DzStatement) rows = NULL;
  gint64 last = 0;
  DzStep step;

  g_return_val_if_fail (self != NULL && n_filled != NULL, FALSE);

  *n_filled = 0;
  transaction = dz_transaction_begin_timeless (self, DOING, error);
  if (transaction == NULL)
    return FALSE;
  reader = dz_aspect_reader_new (self);
  rows = dz_query_new (self, DOING, LIST_BARE, DZ_VALUES (DZ_INT (limit)), error);
  while ((step = dz_query_step (rows, error)) == DZ_STEP_ROW)
    {
      if (!fill_row (self, reader, rows, error))
        return FALSE;
      last = dz_statement_get_int64 (rows, 0);
      (*n_filled)++;
    }
  g_clear_pointer (&rows, dz_statement_free);
  g_clear_pointer (&reader, dz_aspect_reader_free);
  if (step == DZ_STEP_FAILED || *n_filled == 0)
    return step != DZ_STEP_FAILED;
  return dz_store_run (self, DOING, SET_FILLED, DZ_VALUES (DZ_INT (last)), NULL, error) &&
         dz_transaction_commit (transaction, error);
}
