/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "dz-store-messages.h"

#include "dz-store-private.h"

#define LIST_MESSAGES \
  "SELECT id, student_id, submission_id, kind, text, created_us FROM messages" \
  " WHERE id > ?1 ORDER BY id LIMIT ?2"

#define ADD_MESSAGE \
  "INSERT INTO messages (student_id, submission_id, kind, text, created_us)" \
  " VALUES (?1, ?2, ?3, ?4, ?5)"

/**
 * dz_message_free:
 * @self: (transfer full) (nullable): a message
 */
void
dz_message_free (DzMessage *self)
{
  if (self == NULL)
    return;
  g_free (self->student);
  g_free (self->submission);
  g_free (self->kind);
  g_free (self->text);
  g_free (self);
}

static DzMessage *
message_from_row (DzStatement *row)
{
  DzMessage *message = g_new0 (DzMessage, 1);

  message->id = dz_statement_get_int64 (row, 0);
  message->student = dz_statement_dup_text (row, 1);
  message->submission = dz_statement_dup_text (row, 2);
  message->kind = dz_statement_dup_text (row, 3);
  message->text = dz_statement_dup_text (row, 4);
  message->created_us = dz_statement_get_int64 (row, 5);
  return message;
}

/**
 * dz_store_list_messages:
 * @self: a store
 * @after: id of the last message that is known; 0 for none
 * @limit: most messages to give
 * @error: return location
 *
 * Lists what students are told, in the order in which it was written.
 *
 * Returns: (transfer full) (nullable) (element-type DzMessage): messages, perhaps none
 */
GPtrArray *
dz_store_list_messages (DzStore *self,
                        gint64   after,
                        guint    limit,
                        GError **error)
{
  g_autoptr(GPtrArray) messages = NULL;
  g_autoptr(DzStatement) rows = NULL;
  DzStep step;

  g_return_val_if_fail (self != NULL, NULL);

  messages = g_ptr_array_new_with_free_func ((GDestroyNotify) dz_message_free);
  rows = dz_query_new (self, "listing messages", LIST_MESSAGES,
                       DZ_VALUES (DZ_INT (after), DZ_INT (limit)), error);
  while ((step = dz_query_step (rows, error)) == DZ_STEP_ROW)
    g_ptr_array_add (messages, message_from_row (rows));
  return step == DZ_STEP_DONE ? g_steal_pointer (&messages) : NULL;
}

/**
 * dz_store_write_message:
 * @self: a store, within a write transaction
 * @submission: what it is about
 * @kind: where that stands now
 * @text: what the student is told, in Chinese
 * @error: return location
 *
 * Returns: whether the message was written
 */
gboolean
dz_store_write_message (DzStore            *self,
                        const DzSubmission *submission,
                        DzState             kind,
                        const char         *text,
                        GError            **error)
{
  return dz_store_run (self, "writing a message", ADD_MESSAGE,
                       DZ_VALUES (DZ_TEXT (submission->student), DZ_TEXT (submission->id),
                                  DZ_TEXT (dz_state_to_nick (kind)), DZ_TEXT (text),
                                  DZ_INT (self->now_us)),
                       NULL, error);
}
