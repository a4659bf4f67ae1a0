/* SPDX-License-Identifier: GPL-3.0-or-later */
/* How an answer reaches a client that is still sending. libsoup 3.2 would read the body to its end
 * first, and closing at once would make the kernel answer what still arrives with a reset, which
 * takes the answer away from the client again. So: answer, read on for a while without keeping
 * anything, close. */
#include "dz-refusal.h"

#include <libsoup/soup.h>
#include <string.h>

#include "dz-config.h"

#define DRAIN_BUFFER 65536

typedef struct
{
  GIOStream    *connection;  /* owned */
  GBytes       *answer;      /* owned */
  GCancellable *cancellable; /* owned: ends the reading on */
  GSource      *quiet;       /* owned, nullable */
  GSource      *end;         /* owned */
  gsize         drained;
  guint8        buffer[DRAIN_BUFFER];
} Refusal;

static void
stop_source (GSource **source)
{
  if (*source == NULL)
    return;
  g_source_destroy (*source);
  g_clear_pointer (source, g_source_unref);
}

static void
finish (Refusal *self)
{
  stop_source (&self->quiet);
  stop_source (&self->end);
  g_io_stream_close_async (self->connection, G_PRIORITY_DEFAULT, NULL, NULL, NULL);
  g_object_unref (self->connection);
  g_object_unref (self->cancellable);
  g_bytes_unref (self->answer);
  g_free (self);
}

static gboolean
stop_cb (gpointer user_data)
{
  Refusal *self = user_data;

  g_cancellable_cancel (self->cancellable);
  return G_SOURCE_REMOVE;
}

static GSource *
start_timer (Refusal *self,
             guint    ms)
{
  GSource *source = g_timeout_source_new (ms);

  g_source_set_callback (source, stop_cb, self, NULL);
  g_source_attach (source, g_main_context_get_thread_default ());
  return source;
}

static void drain (Refusal *self);

static void
drained_cb (GObject      *source,
            GAsyncResult *result,
            gpointer      user_data)
{
  Refusal *self = user_data;
  gssize n = g_input_stream_read_finish (G_INPUT_STREAM (source), result, NULL);

  if (n > 0)
    self->drained += n;
  if (n > 0 && self->drained < DZ_REFUSAL_DRAIN_BYTES_MAX)
    drain (self);
  else
    finish (self);
}

static void
drain (Refusal *self)
{
  stop_source (&self->quiet);
  self->quiet = start_timer (self, DZ_REFUSAL_QUIET_MS);
  g_input_stream_read_async (g_io_stream_get_input_stream (self->connection), self->buffer,
                             sizeof self->buffer, G_PRIORITY_LOW, self->cancellable, drained_cb,
                             self);
}

static void
answered_cb (GObject      *source,
             GAsyncResult *result,
             gpointer      user_data)
{
  Refusal *self = user_data;

  if (g_output_stream_write_all_finish (G_OUTPUT_STREAM (source), result, NULL, NULL))
    drain (self);
  else
    finish (self); /* the client is gone */
}

static GBytes *
write_answer (guint                status,
              const DzWireProblem *problem)
{
  g_autoptr(JsonNode) node = dz_wire_problem_to_json (problem);
  g_autoptr(GBytes) body = dz_wire_print (node);
  GString *text = g_string_new (NULL);
  gsize length;

  g_string_append_printf (text,
                          "HTTP/1.1 %u %s\r\n"
                          "Content-Type: application/json; charset=utf-8\r\n"
                          "Content-Length: %" G_GSIZE_FORMAT "\r\n"
                          "Connection: close\r\n"
                          "Cache-Control: no-store\r\n"
                          DZ_WIRE_API_HEADER ": %d\r\n"
                          DZ_WIRE_VERSION_HEADER ": %s\r\n\r\n",
                          status, soup_status_get_phrase (status), g_bytes_get_size (body),
                          DZ_WIRE_API_VERSION, DZ_VERSION);
  g_string_append_len (text, g_bytes_get_data (body, NULL), g_bytes_get_size (body));
  length = text->len;
  return g_bytes_new_take (g_string_free (text, FALSE), length);
}

/**
 * dz_refusal_send:
 * @connection: (transfer full): a connection taken from the server, in the middle of a request
 * @status: HTTP status
 * @problem: what the client is told
 *
 * Answers, reads on a bounded amount for a bounded time, and closes. Returns at once.
 */
void
dz_refusal_send (GIOStream           *connection,
                 guint                status,
                 const DzWireProblem *problem)
{
  Refusal *self = g_new (Refusal, 1);

  self->connection = connection;
  self->answer = write_answer (status, problem);
  self->cancellable = g_cancellable_new ();
  self->quiet = NULL;
  self->drained = 0;
  self->end = start_timer (self, DZ_REFUSAL_DRAIN_S_MAX * 1000);
  g_output_stream_write_all_async (g_io_stream_get_output_stream (connection),
                                   g_bytes_get_data (self->answer, NULL),
                                   g_bytes_get_size (self->answer), G_PRIORITY_DEFAULT,
                                   self->cancellable, answered_cb, self);
}
