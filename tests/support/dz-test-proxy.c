/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "dz-test-proxy.h"

#include <gio/gio.h>
#include <string.h>

#define MESSAGE_MAX ((gsize) 64 * 1024 * 1024)
#define N_THREADS 64
#define FOREVER_MS -1

struct _DzTestProxy
{
  GSocketService  *service;     /* owned */
  GThread         *thread;      /* owned: runs @context */
  GMainContext    *context;     /* owned */
  GMainLoop       *loop;        /* owned */
  char            *url;         /* owned: ours */
  guint16          port;        /* the service's */
  GCancellable    *cancellable; /* owned; of what is under way */
  GCancellable    *holding;     /* owned; of the answers that are held */
  GMutex           mutex;       /* for all below, @cancellable and @holding */
  DzTestFault      fault;
  DzTestFaultFunc  func;        /* nullable */
  gpointer         func_data;   /* unowned */
  gboolean         cut;
  guint            n_running;
  GCond            ended;       /* of one that was running */
  guint            counts[DZ_N_TEST_FAULTS + 1];
  GHashTable      *answers;     /* owned: method and path → the last answer to such a request */
};

/* ---- whole messages ---- */

static gsize
find_length (const GByteArray *message,
             gsize             head)
{
  g_autofree char *text = g_ascii_strdown ((const char *) message->data, (gssize) head);
  const char *found = strstr (text, "\r\ncontent-length:");

  return found != NULL ? g_ascii_strtoull (found + strlen ("\r\ncontent-length:"), NULL, 10) : 0;
}

/* 0 while the head has not come to its end. */
static gsize
find_head (const GByteArray *message)
{
  const guint8 *end = memmem (message->data, message->len, "\r\n\r\n", 4);

  return end != NULL ? (gsize) (end - message->data) + 4 : 0;
}

/* NULL where the other side has closed. */
static GByteArray *
read_message (GInputStream *stream,
              GCancellable *cancellable)
{
  g_autoptr(GByteArray) message = g_byte_array_new ();
  gsize wanted = MESSAGE_MAX;

  while (message->len < wanted)
    {
      guint8 buffer[16384];
      gsize head;
      gssize n = g_input_stream_read (stream, buffer,
                                      MIN (sizeof buffer, wanted - message->len), cancellable,
                                      NULL);

      if (n <= 0)
        return NULL;
      g_byte_array_append (message, buffer, (guint) n);
      head = find_head (message);
      if (head > 0)
        wanted = head + find_length (message, head);
    }
  return g_steal_pointer (&message);
}

static gboolean
write_message (GIOStream        *stream,
               const GByteArray *message,
               gsize             length,
               GCancellable     *cancellable)
{
  return g_output_stream_write_all (g_io_stream_get_output_stream (stream), message->data, length,
                                    NULL, cancellable, NULL);
}

/* ---- one exchange ---- */

/* "POST /api/v1/commands" */
static char *
name_request (const GByteArray *request)
{
  const char *end = memchr (request->data, '\r', request->len);
  char *line = g_strndup ((const char *) request->data,
                          (gsize) (end - (const char *) request->data));
  char *version = strrchr (line, ' ');

  if (version != NULL)
    *version = '\0';
  return line;
}

static DzTestFault
choose (DzTestProxy *self,
        const char  *line)
{
  DzTestFault fault;

  g_mutex_lock (&self->mutex);
  fault = self->func != NULL ? self->func (line, self->func_data) : self->fault;
  self->counts[fault]++;
  g_mutex_unlock (&self->mutex);
  return fault;
}

static GByteArray *
ask_service (DzTestProxy      *self,
             const GByteArray *request,
             GCancellable     *cancellable)
{
  g_autoptr(GSocketClient) client = g_socket_client_new ();
  g_autoptr(GInetAddress) loopback = g_inet_address_new_loopback (G_SOCKET_FAMILY_IPV4);
  g_autoptr(GSocketAddress) address = g_inet_socket_address_new (loopback, self->port);
  g_autoptr(GSocketConnection) connection = NULL;

  g_socket_client_set_enable_proxy (client, FALSE);
  connection = g_socket_client_connect (client, G_SOCKET_CONNECTABLE (address), cancellable, NULL);
  if (connection == NULL ||
      !write_message (G_IO_STREAM (connection), request, request->len, cancellable))
    return NULL;
  return read_message (g_io_stream_get_input_stream (G_IO_STREAM (connection)), cancellable);
}

/* (transfer full) @answer: what the service says now. Returns: (transfer full): what it said to the
 * request before this one, where there was one and @older asks for it */
static GByteArray *
remember (DzTestProxy *self,
          const char  *line,
          GByteArray  *answer,
          gboolean     older)
{
  GByteArray *last;

  g_mutex_lock (&self->mutex);
  last = g_hash_table_lookup (self->answers, line);
  last = g_byte_array_ref (older && last != NULL ? last : answer);
  g_hash_table_replace (self->answers, g_strdup (line), answer);
  g_mutex_unlock (&self->mutex);
  return last;
}

/* So long, but not longer than either goes on. */
static void
wait_for (GCancellable *first,
          GCancellable *second,
          int           ms)
{
  GPollFD fds[2];
  guint n_fds = 0;

  n_fds += g_cancellable_make_pollfd (first, &fds[n_fds]);
  n_fds += g_cancellable_make_pollfd (second, &fds[n_fds]);
  g_assert_cmpuint (n_fds, ==, 2);
  g_poll (fds, n_fds, ms);
  g_cancellable_release_fd (first);
  g_cancellable_release_fd (second);
}

static void
be_late (DzTestProxy  *self,
         GCancellable *cancellable,
         int           ms)
{
  g_autoptr(GCancellable) holding = NULL;

  g_mutex_lock (&self->mutex);
  holding = g_object_ref (self->holding);
  g_mutex_unlock (&self->mutex);
  wait_for (cancellable, holding, ms);
}

/* Whether the client may go on with this connection. */
static gboolean
pass_answer (DzTestProxy      *self,
             GIOStream        *client,
             const GByteArray *answer,
             DzTestFault       fault,
             GCancellable     *cancellable)
{
  if (fault == DZ_TEST_FAULT_CUT_ANSWER)
    return FALSE;
  if (fault == DZ_TEST_FAULT_TRUNCATE)
    {
      write_message (client, answer, answer->len / 2, cancellable);
      return FALSE;
    }
  if (fault == DZ_TEST_FAULT_DELAY)
    be_late (self, cancellable, DZ_TEST_PROXY_DELAY_MS);
  if (fault == DZ_TEST_FAULT_HOLD_ANSWER)
    be_late (self, cancellable, FOREVER_MS);
  if (!write_message (client, answer, answer->len, cancellable))
    return FALSE;
  return fault != DZ_TEST_FAULT_REPEAT_ANSWER ||
         write_message (client, answer, answer->len, cancellable);
}

static gboolean
exchange (DzTestProxy  *self,
          GIOStream    *client,
          GCancellable *cancellable)
{
  g_autoptr(GByteArray) request
    = read_message (g_io_stream_get_input_stream (client), cancellable);
  g_autoptr(GByteArray) answer = NULL;
  g_autofree char *line = NULL;
  DzTestFault fault;

  if (request == NULL)
    return FALSE;
  line = name_request (request);
  fault = choose (self, line);
  if (fault == DZ_TEST_FAULT_CUT_REQUEST)
    return FALSE;
  answer = ask_service (self, request, cancellable);
  if (answer != NULL && fault == DZ_TEST_FAULT_REPEAT_REQUEST)
    {
      g_byte_array_unref (answer);
      answer = ask_service (self, request, cancellable);
    }
  if (answer != NULL)
    answer = remember (self, line, answer, fault == DZ_TEST_FAULT_OLDER_ANSWER);
  return answer != NULL && pass_answer (self, client, answer, fault, cancellable);
}

/* ---- connections ---- */

/* NULL while the network is dead. */
static GCancellable *
begin (DzTestProxy *self)
{
  GCancellable *cancellable = NULL;

  g_mutex_lock (&self->mutex);
  if (!self->cut)
    {
      cancellable = g_object_ref (self->cancellable);
      self->n_running++;
    }
  g_mutex_unlock (&self->mutex);
  return cancellable;
}

static gboolean
run_cb (GThreadedSocketService *service,
        GSocketConnection      *connection,
        GObject                *source,
        DzTestProxy            *self)
{
  g_autoptr(GCancellable) cancellable = begin (self);

  if (cancellable == NULL)
    return TRUE;
  while (exchange (self, G_IO_STREAM (connection), cancellable))
    continue;
  g_io_stream_close (G_IO_STREAM (connection), NULL, NULL);
  g_mutex_lock (&self->mutex);
  self->n_running--;
  g_cond_broadcast (&self->ended);
  g_mutex_unlock (&self->mutex);
  return TRUE;
}

static gpointer
accept_in_thread (gpointer data)
{
  DzTestProxy *self = data;

  g_main_context_push_thread_default (self->context);
  g_main_loop_run (self->loop);
  g_main_context_pop_thread_default (self->context);
  return NULL;
}

static gboolean
end_cb (gpointer data)
{
  g_main_loop_quit (((DzTestProxy *) data)->loop);
  return G_SOURCE_REMOVE;
}

DzTestProxy *
dz_test_proxy_start (const char *url)
{
  DzTestProxy *self = g_new0 (DzTestProxy, 1);
  g_autoptr(GError) error = NULL;
  guint16 port;

  g_mutex_init (&self->mutex);
  g_cond_init (&self->ended);
  self->cancellable = g_cancellable_new ();
  self->holding = g_cancellable_new ();
  self->answers = g_hash_table_new_full (g_str_hash, g_str_equal, g_free,
                                         (GDestroyNotify) g_byte_array_unref);
  self->port = (guint16) g_ascii_strtoull (strrchr (url, ':') + 1, NULL, 10);
  self->context = g_main_context_new ();
  self->loop = g_main_loop_new (self->context, FALSE);
  g_main_context_push_thread_default (self->context);
  self->service = g_threaded_socket_service_new (N_THREADS);
  port = g_socket_listener_add_any_inet_port (G_SOCKET_LISTENER (self->service), NULL, &error);
  g_assert_no_error (error);
  g_signal_connect (self->service, "run", G_CALLBACK (run_cb), self);
  g_socket_service_start (self->service);
  g_main_context_pop_thread_default (self->context);
  self->url = g_strdup_printf ("http://127.0.0.1:%u", port);
  self->thread = g_thread_new ("test-proxy", accept_in_thread, self);
  return self;
}

void
dz_test_proxy_free (DzTestProxy *self)
{
  g_autoptr(GSource) end = NULL;

  if (self == NULL)
    return;
  dz_test_proxy_cut (self);
  end = g_idle_source_new ();
  g_source_set_callback (end, end_cb, self, NULL);
  g_source_attach (end, self->context);
  g_thread_join (self->thread);
  g_socket_service_stop (self->service);
  g_socket_listener_close (G_SOCKET_LISTENER (self->service));
  g_mutex_lock (&self->mutex);
  while (self->n_running > 0)
    g_cond_wait (&self->ended, &self->mutex);
  g_mutex_unlock (&self->mutex);
  g_signal_handlers_disconnect_by_data (self->service, self);
  g_object_unref (self->service);
  g_main_loop_unref (self->loop);
  g_main_context_unref (self->context);
  g_object_unref (self->cancellable);
  g_object_unref (self->holding);
  g_hash_table_unref (self->answers);
  g_mutex_clear (&self->mutex);
  g_cond_clear (&self->ended);
  g_free (self->url);
  g_free (self);
}

const char *
dz_test_proxy_get_url (DzTestProxy *self)
{
  return self->url;
}

void
dz_test_proxy_set_fault (DzTestProxy *self,
                         DzTestFault  fault)
{
  g_mutex_lock (&self->mutex);
  self->fault = fault;
  g_mutex_unlock (&self->mutex);
}

void
dz_test_proxy_set_func (DzTestProxy     *self,
                        DzTestFaultFunc  func,
                        gpointer         data)
{
  g_mutex_lock (&self->mutex);
  self->func = func;
  self->func_data = data;
  g_mutex_unlock (&self->mutex);
}

void
dz_test_proxy_let_go (DzTestProxy *self)
{
  g_mutex_lock (&self->mutex);
  g_cancellable_cancel (self->holding);
  g_object_unref (self->holding);
  self->holding = g_cancellable_new ();
  g_mutex_unlock (&self->mutex);
}

void
dz_test_proxy_cut (DzTestProxy *self)
{
  g_mutex_lock (&self->mutex);
  self->cut = TRUE;
  g_cancellable_cancel (self->cancellable);
  g_mutex_unlock (&self->mutex);
}

void
dz_test_proxy_mend (DzTestProxy *self)
{
  g_mutex_lock (&self->mutex);
  self->cut = FALSE;
  g_object_unref (self->cancellable);
  self->cancellable = g_cancellable_new ();
  g_mutex_unlock (&self->mutex);
}

guint
dz_test_proxy_count (DzTestProxy *self,
                     DzTestFault  fault)
{
  guint n;

  g_mutex_lock (&self->mutex);
  n = self->counts[fault];
  g_mutex_unlock (&self->mutex);
  return n;
}
