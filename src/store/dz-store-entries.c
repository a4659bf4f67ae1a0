/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "dz-store-entries.h"

#include "dz-entry-bytes.h"
#include "dz-store-aspects.h"
#include "dz-store-private.h"

#include <sodium.h>
#include <string.h>

#define READ_HEAD "SELECT seq, hash FROM entries ORDER BY seq DESC LIMIT 1"
#define ADD_ENTRY "INSERT INTO entries (seq, bytes, hash) VALUES (?1, ?2, ?3)"
#define ADD_INDEX "INSERT INTO entry_index (seq, actor, subject) VALUES (?1, ?2, ?3)"
#define ADD_DETAIL "INSERT INTO entry_details (seq, salt, value) VALUES (?1, ?2, ?3)"
#define SET_HEAD "UPDATE history_head SET seq = ?1, hash = ?2 WHERE id = 1"

#define DOING "writing the history"

/**
 * dz_detail_new:
 *
 * Returns: (transfer full): a JSON object that is still open
 */
JsonBuilder *
dz_detail_new (void)
{
  JsonBuilder *detail = json_builder_new ();

  json_builder_begin_object (detail);
  return detail;
}

/**
 * dz_detail_add:
 * @detail: a detail
 * @name: member name
 * @value: (nullable): its text; nothing is added for %NULL
 */
void
dz_detail_add (JsonBuilder *detail,
               const char  *name,
               const char  *value)
{
  if (value == NULL)
    return;
  json_builder_set_member_name (detail, name);
  json_builder_add_string_value (detail, value);
}

/**
 * dz_detail_add_int:
 * @detail: a detail
 * @name: member name
 * @value: its number
 */
void
dz_detail_add_int (JsonBuilder *detail,
                   const char  *name,
                   gint64       value)
{
  json_builder_set_member_name (detail, name);
  json_builder_add_int_value (detail, value);
}

/**
 * dz_actor_of_student:
 * @student: student id
 *
 * Returns: (transfer full): the student as the actor of an entry
 */
char *
dz_actor_of_student (const char *student)
{
  return g_strconcat ("student:", student, NULL);
}

static gboolean
is_of_station (DzStore    *self,
               const char *actor)
{
  return self->by_user != NULL && g_str_equal (self->by_user, actor) &&
         json_object_get_size (json_node_get_object (self->by)) > 0;
}

/* %NULL where there is nothing to say. */
static JsonNode *
finish_detail (DzStore     *self,
               const char  *actor,
               JsonBuilder *detail)
{
  g_autoptr(JsonBuilder) own = NULL;

  if (detail == NULL && !is_of_station (self, actor))
    return NULL;
  if (detail == NULL)
    detail = own = dz_detail_new ();
  if (is_of_station (self, actor))
    {
      json_builder_set_member_name (detail, "by");
      json_builder_add_value (detail, json_node_copy (self->by));
    }
  json_builder_end_object (detail);
  return json_builder_get_root (detail);
}

static gboolean
read_head (DzStore *self,
           DzEntry *next,
           GError **error)
{
  g_autoptr(DzStatement) head = dz_query_new (self, DOING, READ_HEAD, DZ_VALUES (), error);
  DzStep step = dz_query_step (head, error);
  char hex[2 * DZ_ENTRY_HASH_LENGTH + 1] = "";
  const guint8 *hash;
  gsize length;

  if (step == DZ_STEP_FAILED)
    return FALSE;
  next->seq = 1;
  if (step == DZ_STEP_ROW)
    {
      next->seq = dz_statement_get_int64 (head, 0) + 1;
      hash = dz_statement_get_blob (head, 1, &length);
      if (length != DZ_ENTRY_HASH_LENGTH)
        {
          g_set_error (error, DZ_STORE_ERROR, DZ_STORE_ERROR_DAMAGED,
                       "writing the history: the hash of the last entry has %zu bytes", length);
          return FALSE;
        }
      sodium_bin2hex (hex, sizeof hex, hash, length);
    }
  next->previous_hash = g_strdup (hex);
  return TRUE;
}

static gboolean
write_rows (DzStore      *self,
            DzEntry      *entry,
            const guint8 *salt,
            GError      **error)
{
  g_autoptr(GByteArray) bytes = dz_entry_bytes_write (entry);
  guint8 hash[crypto_hash_sha256_BYTES];

  crypto_hash_sha256 (hash, bytes->data, bytes->len);
  if (!dz_store_run (self, DOING, ADD_ENTRY,
                     DZ_VALUES (DZ_INT (entry->seq), DZ_BLOB (bytes->data, bytes->len),
                                DZ_BLOB (hash, sizeof hash)),
                     NULL, error) ||
      !dz_store_run (self, DOING, ADD_INDEX,
                     DZ_VALUES (DZ_INT (entry->seq), DZ_TEXT (entry->actor),
                                DZ_TEXT (entry->subject)),
                     NULL, error) ||
      !dz_store_run (self, DOING, SET_HEAD,
                     DZ_VALUES (DZ_INT (entry->seq), DZ_BLOB (hash, sizeof hash)), NULL, error))
    return FALSE;
  return entry->detail == NULL ||
         dz_store_run (self, DOING, ADD_DETAIL,
                       DZ_VALUES (DZ_INT (entry->seq), DZ_BLOB (salt, DZ_ENTRY_SALT_LENGTH),
                                  DZ_TEXT (entry->detail)),
                       NULL, error);
}

static gboolean
fits (const char *kind,
      const char *actor,
      const char *subject,
      const char *outcome,
      GError    **error)
{
  if (strlen (kind) <= DZ_ENTRY_KIND_MAX && strlen (actor) <= DZ_ENTRY_ACTOR_MAX &&
      strlen (subject) <= DZ_ENTRY_SUBJECT_MAX && strlen (outcome) <= DZ_ENTRY_OUTCOME_MAX)
    return TRUE;
  g_set_error (error, DZ_STORE_ERROR, DZ_STORE_ERROR_INVALID,
               "writing the history: “%s” by “%.80s” of “%.80s” does not fit an entry", kind, actor,
               subject);
  return FALSE;
}

static gboolean
write_aspects (DzStore       *self,
               const DzEntry *entry,
               JsonNode      *detail,
               GError       **error)
{
  g_auto(DzEntryAspects) aspects = { 0 };

  return dz_store_gather_aspects (self, entry->kind, entry->subject,
                                  detail != NULL ? json_node_get_object (detail) : NULL, &aspects,
                                  error) &&
         dz_store_write_aspects (self, entry->seq, &aspects, error);
}

static void
take_detail (DzEntry  *entry,
             JsonNode *detail,
             guint8   *salt)
{
  randombytes_buf (salt, DZ_ENTRY_SALT_LENGTH);
  entry->detail = detail != NULL ? json_to_string (detail, FALSE) : NULL;
  entry->detail_hash = detail != NULL ? dz_entry_detail_hash (salt, entry->detail) : g_strdup ("");
}

/**
 * dz_store_append_entry:
 * @self: a store, within a write transaction
 * @kind: what happened
 * @actor: opaque id of who
 * @subject: opaque id of what it happened to
 * @outcome: what came of it, a word; ""  where there is nothing to say
 * @detail: (nullable): an open JSON object with everything that is personal or long; is closed
 * @error: return location
 *
 * Appends to the history, with the transaction's time. What the entry is found by is gathered from
 * its subject and its detail, see dz_store_gather_aspects().
 *
 * Returns: whether it was written
 */
gboolean
dz_store_append_entry (DzStore     *self,
                       const char  *kind,
                       const char  *actor,
                       const char  *subject,
                       const char  *outcome,
                       JsonBuilder *detail,
                       GError     **error)
{
  g_autoptr(DzEntry) entry = dz_entry_new ();
  g_autoptr(JsonNode) whole = NULL;
  guint8 salt[DZ_ENTRY_SALT_LENGTH];

  g_assert (self->in_transaction);

  if (!fits (kind, actor, subject, outcome, error) || !read_head (self, entry, error))
    return FALSE;
  entry->time_us = self->now_us;
  entry->kind = g_strdup (kind);
  entry->actor = g_strdup (actor);
  entry->subject = g_strdup (subject);
  entry->outcome = g_strdup (outcome);
  whole = finish_detail (self, actor, detail);
  take_detail (entry, whole, salt);
  return write_rows (self, entry, salt, error) && write_aspects (self, entry, whole, error);
}
