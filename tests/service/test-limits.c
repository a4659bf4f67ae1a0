/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "service-fixture.h"

#include <string.h>

#include "dz-test-wait.h"

#define MB ((gsize) 1024 * 1024)
#define CLIENT_S 30
#define STEPS_MAX 5 /* connecting, sending twice, reading twice: each may take so long */

/* A client without manners, in a thread of its own: sends what it is told and reads to the end. */
typedef struct
{
  guint16     port;
  const char *first;       /* sent as it is */
  gsize       more;        /* then so many zero bytes */
  gboolean    chunked;     /* in chunks of a megabyte */
  gboolean    hangs_up;    /* closes without reading */
  const char *second;      /* nullable: sent after the first answer came */
  GString    *answer;      /* what came back */
  gboolean    ended;       /* the server closed the connection */
  GThread    *thread;
  int         done;        /* atomic */
} Rude;

static void
send_zeros (GOutputStream *stream,
            const Rude    *rude)
{
  g_autofree char *zeros = g_malloc0 (MB);

  for (gsize sent = 0; sent < rude->more; sent += MB)
    {
      gsize length = MIN (MB, rude->more - sent);

      if (rude->chunked)
        g_output_stream_printf (stream, NULL, NULL, NULL, "%" G_GSIZE_MODIFIER "x\r\n", length);
      if (!g_output_stream_write_all (stream, zeros, length, NULL, NULL, NULL))
        return;
      if (rude->chunked)
        g_output_stream_write_all (stream, "\r\n", 2, NULL, NULL, NULL);
    }
}

static void
read_answer (GInputStream *stream,
             Rude         *rude,
             gboolean      to_the_end)
{
  char buffer[4096];
  gssize n;

  while ((n = g_input_stream_read (stream, buffer, sizeof buffer, NULL, NULL)) > 0)
    {
      g_string_append_len (rude->answer, buffer, n);
      if (!to_the_end && strstr (rude->answer->str, "}") != NULL)
        return;
    }
  rude->ended = n == 0;
}

static gpointer
run_rude (gpointer data)
{
  Rude *rude = data;
  g_autoptr(GSocketClient) client = g_socket_client_new ();
  g_autoptr(GSocketConnection) connection = NULL;
  GOutputStream *out;
  GInputStream *in;

  g_socket_client_set_timeout (client, CLIENT_S);
  connection = g_socket_client_connect_to_host (client, "127.0.0.1", rude->port, NULL, NULL);
  g_assert_nonnull (connection);
  out = g_io_stream_get_output_stream (G_IO_STREAM (connection));
  in = g_io_stream_get_input_stream (G_IO_STREAM (connection));
  g_output_stream_write_all (out, rude->first, strlen (rude->first), NULL, NULL, NULL);
  send_zeros (out, rude);
  if (rude->second != NULL)
    {
      read_answer (in, rude, FALSE);
      g_output_stream_write_all (out, rude->second, strlen (rude->second), NULL, NULL, NULL);
    }
  if (!rude->hangs_up)
    read_answer (in, rude, TRUE);
  g_io_stream_close (G_IO_STREAM (connection), NULL, NULL);
  g_atomic_int_set (&rude->done, TRUE);
  return NULL;
}

static gboolean
rude_is_done (gpointer data)
{
  return g_atomic_int_get (&((Rude *) data)->done);
}

static guint16
port_of (const char *url)
{
  g_autoptr(GUri) uri = g_uri_parse (url, G_URI_FLAGS_NONE, NULL);

  return g_uri_get_port (uri);
}

static void
begin_rude (Fixture *self,
            Rude    *rude)
{
  rude->port = port_of (self->students_url);
  rude->answer = g_string_new (NULL);
  rude->thread = g_thread_new ("rude", run_rude, rude);
}

static void
end_rude (Rude *rude)
{
  dz_test_wait_for (rude_is_done, rude, STEPS_MAX * CLIENT_S, "the client is done");
  g_thread_join (rude->thread);
}

static void
be_rude (Fixture *self,
         Rude    *rude)
{
  begin_rude (self, rude);
  end_rude (rude);
}

static void
rude_clear (Rude *rude)
{
  g_string_free (rude->answer, TRUE);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Rude, rude_clear)

#define POST(length) \
  "POST /api/v1/submissions HTTP/1.1\r\nHost: x\r\nContent-Length: " length "\r\n\r\n"

static void
assert_answer (Rude       *rude,
               const char *status,
               const char *code)
{
  g_assert_true (g_str_has_prefix (rude->answer->str, status));
  g_assert_nonnull (strstr (rude->answer->str, code));
  g_assert_true (rude->ended);
}

/* The answer comes before a byte of the body was sent. */
static void
test_too_large_at_once (Fixture      *self,
                        gconstpointer user_data)
{
  g_auto(Rude) rude = { .first = POST ("104857600") };

  be_rude (self, &rude);
  assert_answer (&rude, "HTTP/1.1 413 ", "\"too-large\"");
}

/* A client that sends everything before it reads gets the answer too. */
static void
test_too_large_stubborn (Fixture      *self,
                         gconstpointer user_data)
{
  g_auto(Rude) rude = { .first = POST ("104857600"), .more = 100 * MB };

  be_rude (self, &rude);
  assert_answer (&rude, "HTTP/1.1 413 ", "\"too-large\"");
}

static void
test_too_large_chunked (Fixture      *self,
                        gconstpointer user_data)
{
  g_auto(Rude) rude = {
    .first = "POST /api/v1/submissions HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n",
    .more = 30 * MB,
    .chunked = TRUE,
  };

  be_rude (self, &rude);
  assert_answer (&rude, "HTTP/1.1 413 ", "\"too-large\"");
}

static void
test_too_large_expect (Fixture      *self,
                       gconstpointer user_data)
{
  g_auto(Rude) rude = {
    .first = "POST /api/v1/submissions HTTP/1.1\r\nHost: x\r\nContent-Length: 104857600\r\n"
             "Expect: 100-continue\r\n\r\n",
  };

  be_rude (self, &rude);
  assert_answer (&rude, "HTTP/1.1 413 ", "\"too-large\"");
}

static void
test_too_large_soup (Fixture      *self,
                     gconstpointer user_data)
{
  g_autofree char *nobodys = g_strnfill (64, 'a');
  g_autoptr(GBytes) bytes = g_bytes_new_take (g_malloc0 (100 * MB), 100 * MB);
  g_autoptr(SoupMessage) message = fixture_message (self->students_url, "POST", "/submissions",
                                                    nobodys, "image/jpeg", bytes);
  g_autoptr(Reply) reply = fixture_send (self, message);
  g_autoptr(Reply) after = fixture_ask_students (self, "GET", "/schools", NULL, NULL);

  assert_reply (reply, 413, "too-large");
  assert_reply (after, 200, NULL);
}

static void
test_json_length (Fixture      *self,
                  gconstpointer user_data)
{
  g_autofree char *fitting = g_strnfill (DZ_WIRE_REQUEST_BYTES_MAX, ' ');
  g_autofree char *longer = g_strconcat (fitting, " ", NULL);
  g_autofree char *deep = g_strnfill (10000, '[');
  g_autoptr(Reply) fits = fixture_ask_students (self, "POST", "/verify", NULL, fitting);
  g_autoptr(Reply) too_long = fixture_ask_students (self, "POST", "/verify", NULL, longer);
  g_autoptr(Reply) too_deep = fixture_ask_students (self, "POST", "/verify", NULL, deep);

  assert_reply (fits, 400, "bad-json");
  assert_reply (too_long, 413, "too-large");
  assert_reply (too_deep, 400, "bad-json");
}

/* The longest photo that is allowed passes the door; it is no JPEG, and that is what is said. */
static void
test_largest_photo (Fixture      *self,
                    gconstpointer user_data)
{
  g_autofree char *identity = fixture_verify (self, 0);
  g_autoptr(GBytes) bytes = g_bytes_new_take (g_malloc0 (20 * MB), 20 * MB);
  g_autoptr(SoupMessage) message = fixture_message (self->students_url, "POST", "/submissions",
                                                    identity, "image/jpeg", bytes);
  g_autoptr(Reply) reply = fixture_send (self, message);

  assert_reply (reply, 201, NULL);
  g_assert_cmpstr (reply_string (reply, "state"), ==, "refused");
}

static void
set_up_hasty (Fixture      *self,
              gconstpointer user_data)
{
  fixture_init (self);
  self->options.headers_ms = 300;
  self->options.body_ms = 300;
  self->options.idle_ms = 300;
  self->options.connections_max = 3;
  fixture_start (self);
}

static void
test_silent (Fixture      *self,
             gconstpointer user_data)
{
  static const char *const beginnings[] = { "", "GET /api/v1/sch",
                                            "GET / HTTP/1.1\r\nHost: x\r\n" };

  for (guint i = 0; i < G_N_ELEMENTS (beginnings); i++)
    {
      g_auto(Rude) rude = { .first = beginnings[i] };

      be_rude (self, &rude);
      g_assert_true (rude.ended);
    }
}

static void
test_stalled (Fixture      *self,
              gconstpointer user_data)
{
  static const char *const beginnings[] = { POST ("100"), POST ("100") "abc", POST ("1000000"),
                                            POST ("1000000") "abc" };

  for (guint i = 0; i < G_N_ELEMENTS (beginnings); i++)
    {
      g_auto(Rude) rude = { .first = beginnings[i] };

      be_rude (self, &rude);
      assert_answer (&rude, "HTTP/1.1 408 ", "\"too-slow\"");
    }
}

static void
test_idle (Fixture      *self,
           gconstpointer user_data)
{
  g_auto(Rude) rude = { .first = "GET /api/v1/schools?limit=1 HTTP/1.1\r\nHost: x\r\n\r\n" };

  be_rude (self, &rude);
  g_assert_true (g_str_has_prefix (rude.answer->str, "HTTP/1.1 200 "));
  g_assert_true (rude.ended);
}

static void
test_keep_alive (Fixture      *self,
                 gconstpointer user_data)
{
  g_auto(Rude) rude = {
    .first = "GET /api/v1/schools?limit=1 HTTP/1.1\r\nHost: x\r\n\r\n",
    .second = "GET /api/v1/nothing HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n",
  };

  be_rude (self, &rude);
  g_assert_nonnull (strstr (rude.answer->str, "HTTP/1.1 200 "));
  g_assert_nonnull (strstr (rude.answer->str, "HTTP/1.1 404 "));
  g_assert_true (rude.ended);
}

static void
test_noise (Fixture      *self,
            gconstpointer user_data)
{
  g_autofree char *filling = g_strnfill (300000, 'a');
  g_autofree char *long_header = g_strconcat ("GET / HTTP/1.1\r\nHost: x\r\nX: ", filling,
                                              "\r\n\r\n", NULL);
  const char *const noises[] = {
    "\x16\x03\x01\x02", "\r\n\r\n", "GET\r\n\r\n", "GET http://[ HTTP/1.1\r\n\r\n",
    "POST /api/v1/verify HTTP/1.1\r\nHost: x\r\nContent-Length: -5\r\n\r\n",
    "POST /api/v1/verify HTTP/1.1\r\nHost: x\r\nContent-Length: 99999999999999999999\r\n\r\n",
    "POST /api/v1/verify HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: gzip\r\n\r\n",
    "POST /api/v1/verify HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n",
    long_header,
  };
  g_autoptr(Reply) after = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (noises); i++)
    {
      g_auto(Rude) rude = { .first = noises[i] };

      be_rude (self, &rude);
      g_assert_false (g_str_has_prefix (rude.answer->str, "HTTP/1.1 2"));
      g_assert_false (g_str_has_prefix (rude.answer->str, "HTTP/1.1 5") &&
                      !g_str_has_prefix (rude.answer->str, "HTTP/1.1 501"));
    }
  after = fixture_ask_students (self, "GET", "/schools", NULL, NULL);
  assert_reply (after, 200, NULL);
}

static guint
count_answers (const Rude *rude)
{
  g_auto(GStrv) parts = g_strsplit (rude->answer->str, "HTTP/1.1 ", -1);

  return g_strv_length (parts) - 1;
}

/* A body of two lengths may hide a request that a server before this one does not see. It is not
 * guessed which of them is meant, and what follows is not read. */
static void
test_two_lengths (Fixture      *self,
                  gconstpointer user_data)
{
#define HIDDEN "GET /api/v1/schools?limit=1 HTTP/1.1\r\nHost: x\r\n\r\n"
  static const char *const requests[] = {
    "POST /api/v1/verify HTTP/1.1\r\nHost: x\r\nContent-Length: 2\r\nContent-Length: 60\r\n\r\n"
    "{}" HIDDEN,
    "POST /api/v1/verify HTTP/1.1\r\nHost: x\r\nContent-Length: 2, 60\r\n\r\n"
    "{}" HIDDEN,
    "POST /api/v1/verify HTTP/1.1\r\nHost: x\r\nContent-Length: 60\r\n"
    "Transfer-Encoding: chunked\r\n\r\n0\r\n\r\n" HIDDEN,
    "POST /api/v1/verify HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n"
    "Content-Length: 60\r\n\r\n0\r\n\r\n" HIDDEN,
    "GET /api/v1/schools HTTP/1.1\r\nHost: x\r\nContent-Length: 0\r\n"
    "Transfer-Encoding: chunked\r\n\r\n0\r\n\r\n" HIDDEN,
  };

  for (guint i = 0; i < G_N_ELEMENTS (requests); i++)
    {
      g_auto(Rude) rude = { .first = requests[i] };

      g_test_message ("%s", requests[i]);
      be_rude (self, &rude);
      g_assert_true (g_str_has_prefix (rude.answer->str, "HTTP/1.1 400 "));
      g_assert_cmpuint (count_answers (&rude), ==, 1);
      g_assert_true (rude.ended);
    }
}

/* Who hangs up while a worker has the request does no harm. */
static void
test_hang_up (Fixture      *self,
              gconstpointer user_data)
{
  g_autoptr(Reply) after = NULL;

  for (guint i = 0; i < 20; i++)
    {
      g_auto(Rude) rude = {
        .first = "GET /api/v1/schools?limit=1 HTTP/1.1\r\nHost: x\r\n\r\n",
        .hangs_up = TRUE,
      };

      be_rude (self, &rude);
    }
  after = fixture_ask_students (self, "GET", "/schools", NULL, NULL);
  assert_reply (after, 200, NULL);
}

typedef struct
{
  Rude  rudes[6];
  guint n_ended;
} Crowd;

static gboolean
crowd_is_done (gpointer data)
{
  Crowd *crowd = data;

  for (guint i = 0; i < G_N_ELEMENTS (crowd->rudes); i++)
    {
      if (!g_atomic_int_get (&crowd->rudes[i].done))
        return FALSE;
    }
  return TRUE;
}

/* Beyond the limit, connections are ended at once; when the silent ones were thrown out there is
 * room again. */
static void
test_crowd (Fixture      *self,
            gconstpointer user_data)
{
  Crowd crowd = { 0 };
  g_autoptr(Reply) after = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (crowd.rudes); i++)
    {
      crowd.rudes[i].first = "";
      begin_rude (self, &crowd.rudes[i]);
    }
  dz_test_wait_for (crowd_is_done, &crowd, 60, "all were thrown out");
  for (guint i = 0; i < G_N_ELEMENTS (crowd.rudes); i++)
    {
      g_thread_join (crowd.rudes[i].thread);
      g_assert_true (crowd.rudes[i].ended);
      rude_clear (&crowd.rudes[i]);
    }
  after = fixture_ask_students (self, "GET", "/schools", NULL, NULL);
  assert_reply (after, 200, NULL);
}

static void
set_up_narrow (Fixture      *self,
               gconstpointer user_data)
{
  fixture_init (self);
  self->options.headers_ms = 20000;
  self->options.body_ms = 20000;
  self->options.connections_max = 3;
  self->options.bodies_bytes_max = 131072; /* what a socket takes before anybody reads it */
  fixture_start (self);
}

static GSocketConnection *
connect_to (const char *url,
            const char *text)
{
  g_autoptr(GSocketClient) client = g_socket_client_new ();
  GSocketConnection *connection =
    g_socket_client_connect_to_host (client, "127.0.0.1", port_of (url), NULL, NULL);

  g_assert_nonnull (connection);
  g_output_stream_write_all (g_io_stream_get_output_stream (G_IO_STREAM (connection)), text,
                             strlen (text), NULL, NULL, NULL);
  return connection;
}

/* However many students, or whoever comes as one, the desks are served. */
static void
test_crowd_of_students (Fixture      *self,
                        gconstpointer user_data)
{
  g_autoptr(GSocketConnection) first = connect_to (self->students_url, "");
  g_autoptr(GSocketConnection) second = connect_to (self->students_url, "");
  g_autoptr(GSocketConnection) third = connect_to (self->students_url, "");
  g_auto(Rude) rude = { .first = "GET /api/v1/schools HTTP/1.1\r\nHost: x\r\n\r\n" };
  g_autoptr(Reply) staff = NULL;

  be_rude (self, &rude);
  g_assert_cmpstr (rude.answer->str, ==, ""); /* there is no room */
  staff = fixture_ask_staff (self, "GET", "/service", NULL, NULL);
  assert_reply (staff, 200, NULL);
}

static void
test_crowd_of_bodies (Fixture      *self,
                      gconstpointer user_data)
{
  g_autofree char *nearly_all = g_strnfill (131072 - 1, 'a');
  g_autofree char *text = g_strconcat (POST ("131072"), nearly_all, NULL);
  g_autoptr(GSocketConnection) upload = NULL;
  g_auto(Rude) rude = { .first = POST ("1000000"), .more = MB };
  g_autoptr(Reply) staff = NULL;

  upload = connect_to (self->students_url, text);
  be_rude (self, &rude);
  assert_answer (&rude, "HTTP/1.1 503 ", "\"overloaded\"");
  staff = fixture_ask_staff (self, "POST", "/sessions", NULL,
                             "{\"name\":\"li\",\"password\":\"wrong\",\"workstation\":\"w\"}");
  assert_reply (staff, 401, "wrong-password");
}

#define TEST(name, set_up, function) \
  g_test_add ("/service/limits/" name, Fixture, NULL, set_up, function, fixture_tear_down)

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  TEST ("too-large/at-once", fixture_set_up, test_too_large_at_once);
  TEST ("too-large/stubborn", fixture_set_up, test_too_large_stubborn);
  TEST ("too-large/chunked", fixture_set_up, test_too_large_chunked);
  TEST ("too-large/expect", fixture_set_up, test_too_large_expect);
  TEST ("too-large/soup", fixture_set_up, test_too_large_soup);
  TEST ("json-length", fixture_set_up, test_json_length);
  TEST ("largest-photo", fixture_set_up, test_largest_photo);
  TEST ("silent", set_up_hasty, test_silent);
  TEST ("stalled", set_up_hasty, test_stalled);
  TEST ("idle", set_up_hasty, test_idle);
  TEST ("keep-alive", fixture_set_up, test_keep_alive);
  TEST ("noise", set_up_hasty, test_noise);
  TEST ("two-lengths", fixture_set_up, test_two_lengths);
  TEST ("hang-up", fixture_set_up, test_hang_up);
  TEST ("crowd", set_up_hasty, test_crowd);
  TEST ("crowd-of-students", set_up_narrow, test_crowd_of_students);
  TEST ("crowd-of-bodies", set_up_narrow, test_crowd_of_bodies);
  return g_test_run ();
}
