/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "dz-body.h"

#define STEP_BYTES ((gsize) 64 * 1024)

typedef struct
{
  GByteArray *bytes; /* owned */
  gsize       bytes_max;
} Body;

static void
body_free (Body *body)
{
  g_byte_array_unref (body->bytes);
  g_free (body);
}

static void read_step (GTask *task);

static void
step_read_cb (GObject      *source,
              GAsyncResult *result,
              gpointer      user_data)
{
  g_autoptr(GTask) task = user_data;
  Body *body = g_task_get_task_data (task);
  GError *error = NULL;
  g_autoptr(GBytes) step = g_input_stream_read_bytes_finish (G_INPUT_STREAM (source), result,
                                                             &error);

  if (step == NULL)
    g_task_return_error (task, error);
  else if (g_bytes_get_size (step) == 0)
    g_task_return_pointer (task, g_byte_array_free_to_bytes (g_byte_array_ref (body->bytes)),
                           (GDestroyNotify) g_bytes_unref);
  else if (body->bytes->len + g_bytes_get_size (step) > body->bytes_max)
    g_task_return_new_error (task, G_IO_ERROR, G_IO_ERROR_MESSAGE_TOO_LARGE,
                             "more than %" G_GSIZE_FORMAT " bytes", body->bytes_max);
  else
    {
      g_byte_array_append (body->bytes, g_bytes_get_data (step, NULL), g_bytes_get_size (step));
      read_step (g_steal_pointer (&task));
    }
}

static void
read_step (GTask *task)
{
  g_input_stream_read_bytes_async (g_task_get_source_object (task), STEP_BYTES,
                                   g_task_get_priority (task), g_task_get_cancellable (task),
                                   step_read_cb, task);
}

/**
 * dz_body_read_async:
 * @stream: the body of an answer
 * @bytes_max: longest that is taken
 * @cancellable: (nullable): gives up waiting
 * @callback: called at its end
 * @user_data: for @callback
 *
 * Reads a body whose length nobody has promised: what is longer is refused as it arrives, not after
 * it has filled the memory.
 */
void
dz_body_read_async (GInputStream       *stream,
                    gsize               bytes_max,
                    GCancellable       *cancellable,
                    GAsyncReadyCallback callback,
                    gpointer            user_data)
{
  GTask *task = g_task_new (stream, cancellable, callback, user_data);
  Body *body = g_new0 (Body, 1);

  body->bytes = g_byte_array_new ();
  body->bytes_max = bytes_max;
  g_task_set_task_data (task, body, (GDestroyNotify) body_free);
  read_step (task);
}

/**
 * dz_body_read_finish:
 * @stream: the body
 * @result: what the callback got
 * @error: return location; any #GIOErrorEnum, G_IO_ERROR_MESSAGE_TOO_LARGE where it is longer than
 *   allowed
 *
 * Returns: (transfer full) (nullable): the whole body
 */
GBytes *
dz_body_read_finish (GInputStream *stream,
                     GAsyncResult *result,
                     GError      **error)
{
  g_return_val_if_fail (g_task_is_valid (result, stream), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}
