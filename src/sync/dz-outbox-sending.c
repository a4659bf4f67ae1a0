/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "dz-outbox-private.h"

#include "dz-sync-answers.h"
#include "dz-sync.h"
#include "dz-wire.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#define RETRY_MIN_S 1
#define RETRY_MAX_S 30

/* A service that asks for a day off is asked again sooner: somebody waits for it. */
#define ASKED_MAX_S 600

/* So many commands in a row that fail are no matter of the commands. */
#define UNLUCKY_MAX 3

static gboolean
retry_cb (gpointer user_data)
{
  DzOutbox *self = user_data;

  self->retry_id = 0;
  dz_outbox_send_next (self);
  return G_SOURCE_REMOVE;
}

static void
send_at (DzOutbox *self,
         gint64    time_us)
{
  gint64 left_us = MAX (time_us - g_get_monotonic_time (), 0);

  g_clear_handle_id (&self->retry_id, g_source_remove);
  self->retry_id = g_timeout_add ((guint) (left_us / 1000 + 1), retry_cb, self);
}

/* The first whose time has come and that has no earlier one about the same submission; else when
 * the time of one comes. */
static DzOutboxEntry *
find_ready (DzOutbox *self,
            gint64    now_us,
            gint64   *next_us)
{
  g_autoptr(GHashTable) passed = g_hash_table_new (g_str_hash, g_str_equal);

  *next_us = G_MAXINT64;
  for (GList *l = self->entries.head; l != NULL; l = l->next)
    {
      DzOutboxEntry *entry = l->data;

      if (!g_hash_table_add (passed, entry->row->submission))
        continue;
      if (entry->rests_us <= now_us)
        return entry;
      *next_us = MIN (*next_us, entry->rests_us);
    }
  return NULL;
}

/* What was sent last, unless somebody has signed in meanwhile, whose commands were then read from
 * disk anew. */
static DzOutboxEntry *
find_sent (DzOutbox *self)
{
  for (GList *l = self->entries.head; l != NULL; l = l->next)
    {
      if (g_str_equal (((const DzOutboxEntry *) l->data)->row->id, self->sent_id))
        return l->data;
    }
  return NULL;
}

static guint
double_up (guint seconds)
{
  return CLAMP (seconds * 2, RETRY_MIN_S, RETRY_MAX_S);
}

/* Nothing is sent for a while, longer each time. */
static void
be_quiet (DzOutbox *self,
          gint64    now_us)
{
  self->retry_s = MAX (self->retry_s, RETRY_MIN_S);
  self->quiet_us = now_us + self->retry_s * G_TIME_SPAN_SECOND;
  self->retry_s = double_up (self->retry_s);
}

/* The service, or what stands before it, failed over this command: the others go on, as long as
 * they fare better. */
static gboolean
set_aside (DzOutbox      *self,
           DzOutboxEntry *entry,
           gint64         now_us)
{
  gint64 next_us;
  guint rest_s = RETRY_MIN_S;

  for (guint i = 0; i < entry->n_failures; i++)
    rest_s = double_up (rest_s);
  entry->n_failures++;
  entry->rests_us = now_us + rest_s * G_TIME_SPAN_SECOND;
  self->n_unlucky++;
  return self->n_unlucky < UNLUCKY_MAX && find_ready (self, now_us, &next_us) != NULL;
}

static void
retry_later (DzOutbox      *self,
             DzOutboxEntry *entry,
             const GError  *error,
             guint          asked_s)
{
  gint64 now_us = g_get_monotonic_time ();

  self->asked_us = now_us + MIN (asked_s, ASKED_MAX_S) * G_TIME_SPAN_SECOND;
  if (g_error_matches (error, DZ_SYNC_ERROR, DZ_SYNC_ERROR_UNREACHABLE))
    be_quiet (self, now_us);
  else if (set_aside (self, entry, now_us))
    {
      dz_outbox_send_next (self);
      return;
    }
  else
    be_quiet (self, now_us);
  if (!g_error_matches (error, DZ_SYNC_ERROR, DZ_SYNC_ERROR_FAILED))
    dz_outbox_say_reached (self, FALSE);
  dz_outbox_send_next (self);
}

static void
note_failure (DzOutbox      *self,
              DzOutboxEntry *entry,
              const GError  *error,
              guint          asked_s)
{
  if (g_error_matches (error, DZ_SYNC_ERROR, DZ_SYNC_ERROR_SIGNED_OUT) ||
      g_error_matches (error, DZ_SYNC_ERROR, DZ_SYNC_ERROR_VERSION))
    {
      self->resting = TRUE;
      dz_outbox_say_signed_out (self);
    }
  else if (g_error_matches (error, DZ_SYNC_ERROR, DZ_SYNC_ERROR_REFUSED) ||
           g_error_matches (error, DZ_SYNC_ERROR, DZ_SYNC_ERROR_GONE))
    {
      self->n_unlucky = 0;
      dz_outbox_end (self, entry, NULL, error->message);
      dz_outbox_send_next (self);
    }
  else
    {
      retry_later (self, entry, error, asked_s);
    }
}

static void
note_answer (DzOutbox        *self,
             DzOutboxEntry   *entry,
             DzCommandAnswer *answer)
{
  self->retry_s = 0;
  self->n_unlucky = 0;
  dz_outbox_end (self, entry, answer, NULL);
  dz_outbox_say_reached (self, TRUE);
  dz_outbox_send_next (self);
}

/* An answer that names another command is none to this one. */
static void
refuse_stranger (DzOutbox         *self,
                 DzCommandAnswer **answer,
                 GError          **error)
{
  if (*answer == NULL || g_strcmp0 ((*answer)->command, self->sent_id) == 0)
    return;
  g_clear_pointer (answer, dz_command_answer_free);
  *error = dz_sync_new_stranger_error ();
}

static void
sent_cb (GObject      *source,
         GAsyncResult *result,
         gpointer      user_data)
{
  g_autoptr(DzOutbox) self = user_data;
  g_autoptr(GError) error = NULL;
  guint asked_s = dz_api_client_get_retry_after_s (DZ_API_CLIENT (source), result);
  g_autoptr(DzCommandAnswer) answer = dz_api_client_call_finish (DZ_API_CLIENT (source), result,
                                                                 &error);
  DzOutboxEntry *entry = find_sent (self);

  self->sending = FALSE;
  refuse_stranger (self, &answer, &error);
  if (entry == NULL || g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    dz_outbox_send_next (self); /* of an earlier session; still on disk, and sent again */
  else if (answer == NULL)
    note_failure (self, entry, error, asked_s);
  else
    note_answer (self, entry, answer);
}

/* 200 carries the answer itself, 409 carries it beside a sentence. */
static gpointer
parse_answer (guint     status,
              JsonNode *json,
              GError  **error)
{
  g_autoptr(GError) problem = NULL;
  g_autoptr(DzWireProblem) refusal = NULL;
  JsonObject *object = json != NULL && JSON_NODE_HOLDS_OBJECT (json) ? json_node_get_object (json)
                                                                     : NULL;
  JsonNode *node = object != NULL && json_object_has_member (object, "answer")
                       ? json_object_get_member (object, "answer")
                       : json;
  DzCommandAnswer *answer = node != NULL ? dz_wire_command_answer_from_json (node, &problem) : NULL;

  if (answer != NULL)
    return answer;
  refusal = status != 200 && json != NULL ? dz_wire_problem_from_json (json, NULL) : NULL;
  if (refusal != NULL)
    g_set_error_literal (error, DZ_SYNC_ERROR, DZ_SYNC_ERROR_REFUSED,
                         dz_sync_sentence_of (refusal));
  else
    g_set_error (error, DZ_SYNC_ERROR, DZ_SYNC_ERROR_PROTOCOL,
                 _("The service's answer cannot be read: %s"),
                 problem != NULL ? problem->message : "");
  return NULL;
}

static void
send_entry (DzOutbox            *self,
            const DzOutboxEntry *entry)
{
  g_autoptr(GBytes) body = g_bytes_new (entry->row->body, strlen (entry->row->body));

  self->sending = TRUE;
  g_free (self->sent_id);
  self->sent_id = g_strdup (entry->row->id);
  dz_api_client_call_async (self->api, "POST", "commands", body, parse_answer,
                            (GDestroyNotify) dz_command_answer_free, self->cancellable, sent_cb,
                            g_object_ref (self));
}

/* Sends the next command whose time has come, or comes back when it has. */
void
dz_outbox_send_next (DzOutbox *self)
{
  gint64 now_us = g_get_monotonic_time ();
  gint64 next_us = MAX (self->quiet_us, self->asked_us);
  const DzOutboxEntry *entry;

  g_clear_handle_id (&self->retry_id, g_source_remove);
  if (self->sending || self->resting || g_queue_is_empty (&self->entries) ||
      !dz_api_client_has_token (self->api))
    return;
  if (next_us > now_us)
    {
      send_at (self, next_us);
      return;
    }
  entry = find_ready (self, now_us, &next_us);
  if (entry != NULL)
    send_entry (self, entry);
  else
    send_at (self, next_us);
}

/* The service is there again, as far as somebody knows: what failed is tried at once. What the
 * service asked for still holds. */
void
dz_outbox_send_afresh (DzOutbox *self)
{
  self->retry_s = 0;
  self->quiet_us = 0;
  self->n_unlucky = 0;
  for (GList *l = self->entries.head; l != NULL; l = l->next)
    {
      DzOutboxEntry *entry = l->data;

      entry->rests_us = 0;
      entry->n_failures = 0;
    }
  dz_outbox_send_next (self);
}
