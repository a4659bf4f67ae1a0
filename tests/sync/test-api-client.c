/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The client against a server that answers as this test wants: faults that the real service does
 * not have. */
#include "dz-api-client.h"

#include "dz-sync-answers.h"
#include "dz-sync.h"
#include "dz-test-wait.h"

#include <libsoup/soup.h>
#include <string.h>

typedef struct
{
  guint       status;
  const char *body;
  gboolean    endless;   /* the body has no end */
  gboolean    cut;       /* ends the connection in the middle of the body */
  char       *path;      /* what was asked for */
  char       *api;       /* the version header that came */
  char       *authority; /* the Authorization that came */
} Answer;

typedef struct
{
  SoupServer *server;
  char       *url;
  Answer      answer;
} Fixture;

static void
keep (char      **field,
      const char *text)
{
  g_free (*field);
  *field = g_strdup (text);
}

static void
write_more_cb (SoupServerMessage *message,
               gpointer           user_data)
{
  static const char spaces[65536];

  soup_message_body_append (soup_server_message_get_response_body (message), SOUP_MEMORY_STATIC,
                            spaces, sizeof spaces);
}

static void
answer_cb (SoupServer        *server,
           SoupServerMessage *message,
           const char        *path,
           GHashTable        *query,
           gpointer           user_data)
{
  Answer *answer = user_data;
  SoupMessageHeaders *headers = soup_server_message_get_request_headers (message);

  keep (&answer->path, path);
  keep (&answer->api, soup_message_headers_get_one (headers, "Duizhao-Api"));
  keep (&answer->authority, soup_message_headers_get_one (headers, "Authorization"));
  soup_server_message_set_status (message, answer->status, NULL);
  if (answer->cut)
    {
      GIOStream *stream = soup_server_message_steal_connection (message);

      g_output_stream_write_all (g_io_stream_get_output_stream (stream),
                                 "HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\n{\"version\"", 50,
                                 NULL, NULL, NULL);
      g_io_stream_close (stream, NULL, NULL);
      g_object_unref (stream);
      return;
    }
  soup_server_message_set_response (message, "application/json", SOUP_MEMORY_COPY, answer->body,
                                    strlen (answer->body));
  if (!answer->endless)
    return;
  soup_message_headers_set_encoding (soup_server_message_get_response_headers (message),
                                     SOUP_ENCODING_CHUNKED);
  soup_message_body_set_accumulate (soup_server_message_get_response_body (message), FALSE);
  g_signal_connect (message, "wrote-chunk", G_CALLBACK (write_more_cb), NULL);
}

static void
set_up (Fixture      *fixture,
        gconstpointer data)
{
  g_autoptr(GError) error = NULL;
  GSList *uris;

  fixture->server = soup_server_new (NULL, NULL);
  soup_server_add_handler (fixture->server, NULL, answer_cb, &fixture->answer, NULL);
  soup_server_listen_local (fixture->server, 0, SOUP_SERVER_LISTEN_IPV4_ONLY, &error);
  g_assert_no_error (error);
  uris = soup_server_get_uris (fixture->server);
  fixture->url = g_strdup_printf ("http://127.0.0.1:%d", g_uri_get_port (uris->data));
  g_slist_free_full (uris, (GDestroyNotify) g_uri_unref);
  fixture->answer.status = 200;
}

static void
tear_down (Fixture      *fixture,
           gconstpointer data)
{
  g_clear_object (&fixture->server);
  g_free (fixture->url);
  g_free (fixture->answer.path);
  g_free (fixture->answer.api);
  g_free (fixture->answer.authority);
}

static void
result_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      user_data)
{
  *(GAsyncResult **) user_data = g_object_ref (result);
}

static DzServiceInfo *
ask (DzApiClient *client,
     GError     **error)
{
  g_autoptr(GAsyncResult) result = NULL;

  dz_api_client_call_async (client, "GET", "service", NULL, dz_sync_read_info,
                            (GDestroyNotify) dz_service_info_free, NULL, result_cb, &result);
  dz_test_wait_set (&result, 20, "an answer");
  return dz_api_client_call_finish (client, result, error);
}

static void
test_well (Fixture      *fixture,
           gconstpointer data)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(DzApiClient) client = dz_api_client_new (fixture->url, NULL);
  g_autoptr(DzServiceInfo) info = NULL;

  fixture->answer.body = "{\"version\":\"9.9\",\"api\":1,\"needs_setup\":true,"
                         "\"models\":null,\"models_problem\":\"altered\"}";
  dz_api_client_set_token (client, "secret");
  info = ask (client, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (info->version, ==, "9.9");
  g_assert_true (info->needs_setup);
  g_assert_null (info->models);
  g_assert_cmpint (info->models_problem, ==, DZ_MODELS_PROBLEM_ALTERED);
  g_assert_cmpstr (fixture->answer.path, ==, "/api/v1/service");
  g_assert_cmpstr (fixture->answer.api, ==, "1");
  g_assert_cmpstr (fixture->answer.authority, ==, "Bearer secret");
}

static void
test_refusals (Fixture      *fixture,
               gconstpointer data)
{
  static const struct
  {
    guint status;
    const char *body;
    DzSyncError code;
    const char *words; /* that the person must read, NULL for any */
  } cases[] = {
    { 401, "{\"error\":{\"code\":\"x\",\"zh\":\"请登录\",\"en\":\"Sign in\"}}",
      DZ_SYNC_ERROR_SIGNED_OUT, "Sign in" },
    { 426, "{\"error\":{\"code\":\"x\",\"zh\":\"旧\",\"en\":\"This desk is older\"}}",
      DZ_SYNC_ERROR_VERSION, "older" },
    { 403, "{\"error\":{\"code\":\"x\",\"zh\":\"不可\",\"en\":\"Not yours\"}}",
      DZ_SYNC_ERROR_REFUSED, "Not yours" },
    { 404, "{\"error\":{\"code\":\"x\",\"zh\":\"无\",\"en\":\"Nothing there\"}}",
      DZ_SYNC_ERROR_GONE, "Nothing" },
    { 404, "{\"error\":{\"code\":\"unknown-address\",\"zh\":\"没有\",\"en\":\"Nothing\"}}",
      DZ_SYNC_ERROR_PROTOCOL, "The service is older than this desk" },
    { 405, "{\"error\":{\"code\":\"method\",\"zh\":\"不支持\",\"en\":\"Method\"}}",
      DZ_SYNC_ERROR_PROTOCOL, "The service is older than this desk" },
    { 404, "", DZ_SYNC_ERROR_PROTOCOL, "404" }, /* not in the service's words: not from it */
    { 403, "<html>", DZ_SYNC_ERROR_PROTOCOL, "403" },
    { 408, "", DZ_SYNC_ERROR_UNREACHABLE, NULL },
    { 507, "", DZ_SYNC_ERROR_UNREACHABLE, NULL },
    { 429, "", DZ_SYNC_ERROR_UNREACHABLE, NULL },
    { 500, "<html>oops", DZ_SYNC_ERROR_UNREACHABLE, NULL },
    { 503, "", DZ_SYNC_ERROR_UNREACHABLE, NULL },
    { 302, "", DZ_SYNC_ERROR_PROTOCOL, NULL },
    { 200, "", DZ_SYNC_ERROR_PROTOCOL, NULL },
    { 200, "[]", DZ_SYNC_ERROR_PROTOCOL, NULL },
    { 200, "not json", DZ_SYNC_ERROR_PROTOCOL, NULL },
    { 200, "{\"version\":7,\"needs_setup\":true}", DZ_SYNC_ERROR_PROTOCOL, "version" },
    { 200, "{\"version\":\"1\"}", DZ_SYNC_ERROR_PROTOCOL, "needs_setup" },
  };
  g_autoptr(DzApiClient) client = dz_api_client_new (fixture->url, NULL);

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr(GError) error = NULL;

      fixture->answer.status = cases[i].status;
      fixture->answer.body = cases[i].body;
      g_assert_null (ask (client, &error));
      g_assert_error (error, DZ_SYNC_ERROR, (int) cases[i].code);
      if (cases[i].words != NULL && strstr (error->message, cases[i].words) == NULL)
        g_error ("case %u: “%s” does not say “%s”", i, error->message, cases[i].words);
    }
}

static void
test_language (Fixture      *fixture,
               gconstpointer data)
{
  g_autoptr(DzApiClient) client = dz_api_client_new (fixture->url, NULL);
  g_autoptr(GError) error = NULL;
  g_autofree char *before = g_strdup (g_getenv ("LANGUAGE"));

  fixture->answer.status = 403;
  fixture->answer.body = "{\"error\":{\"code\":\"x\",\"zh\":\"不可\",\"en\":\"Not yours\"}}";
  g_setenv ("LANGUAGE", "zh_CN", TRUE);
  g_assert_null (ask (client, &error));
  g_setenv ("LANGUAGE", before != NULL ? before : "en", TRUE);
  g_assert_cmpstr (error->message, ==, "不可");
}

/* An answer to one session is none to the next. */
static void
test_earlier_session (Fixture      *fixture,
                      gconstpointer data)
{
  g_autoptr(DzApiClient) client = dz_api_client_new (fixture->url, NULL);
  g_autoptr(GAsyncResult) result = NULL;
  g_autoptr(GError) error = NULL;

  fixture->answer.body = "{\"version\":\"9.9\",\"api\":1,\"needs_setup\":true}";
  dz_api_client_call_async (client, "GET", "service", NULL, dz_sync_read_info,
                            (GDestroyNotify) dz_service_info_free, NULL, result_cb, &result);
  dz_api_client_set_token (client, "another");
  dz_test_wait_set (&result, 20, "an answer");
  g_assert_null (dz_api_client_call_finish (client, result, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
}

static void
test_cut_in_the_middle (Fixture      *fixture,
                        gconstpointer data)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(DzApiClient) client = dz_api_client_new (fixture->url, NULL);

  fixture->answer.cut = TRUE;
  g_assert_null (ask (client, &error));
  g_assert_error (error, DZ_SYNC_ERROR, DZ_SYNC_ERROR_UNREACHABLE);
}

static void
test_endless (Fixture      *fixture,
              gconstpointer data)
{
  g_autoptr(DzApiClient) client = dz_api_client_new (fixture->url, NULL);
  g_autoptr(GAsyncResult) result = NULL;
  g_autoptr(GError) error = NULL;
  g_autoptr(GError) photo_error = NULL;

  fixture->answer.endless = TRUE;
  fixture->answer.body = "{";
  g_assert_null (ask (client, &error));
  g_assert_error (error, DZ_SYNC_ERROR, DZ_SYNC_ERROR_PROTOCOL);
  dz_api_client_fetch_async (client, "photos/x", NULL, result_cb, &result);
  dz_test_wait_set (&result, 20, "the photo is given up");
  g_assert_null (dz_api_client_fetch_finish (client, result, &photo_error));
  g_assert_error (photo_error, DZ_SYNC_ERROR, DZ_SYNC_ERROR_PROTOCOL);
}

static void
test_nobody_there (Fixture      *fixture,
                   gconstpointer data)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(DzApiClient) client = dz_api_client_new (fixture->url, NULL);

  soup_server_disconnect (fixture->server);
  g_assert_null (ask (client, &error));
  g_assert_error (error, DZ_SYNC_ERROR, DZ_SYNC_ERROR_UNREACHABLE);
}

static void
test_addresses (void)
{
  static const struct
  {
    const char *url;
    gboolean good;
  } cases[] = {
    { "https://desk.example", TRUE },    { "https://10.0.0.7:8443/", TRUE },
    { "http://127.0.0.1:8081", TRUE },   { "http://localhost:1", TRUE },
    { "http://[::1]:8081", TRUE },       { "http://10.0.0.7:8081", FALSE },
    { "http://desk.example", FALSE },    { "http://localhost.example", FALSE },
    { "http://127.0.0.1.example", FALSE }, { "ftp://127.0.0.1", FALSE },
    { "desk.example", FALSE },           { "", FALSE },
    { "https://desk.example/?a", FALSE }, { "https://desk.example/#a", FALSE },
    { "https://", FALSE },               { "http:///etc/passwd", FALSE },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr(GError) error = NULL;
      g_autoptr(DzApiClient) client = dz_api_client_new (cases[i].url, &error);

      if ((client != NULL) != cases[i].good)
        g_error ("“%s” was %s", cases[i].url, client != NULL ? "taken" : error->message);
      if (!cases[i].good)
        g_assert_error (error, DZ_SYNC_ERROR, DZ_SYNC_ERROR_ADDRESS);
    }
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
#define ADD(path, func) g_test_add (path, Fixture, NULL, set_up, func, tear_down)
  ADD ("/sync/api/well", test_well);
  ADD ("/sync/api/refusals", test_refusals);
  ADD ("/sync/api/language", test_language);
  ADD ("/sync/api/earlier-session", test_earlier_session);
  ADD ("/sync/api/cut-in-the-middle", test_cut_in_the_middle);
  ADD ("/sync/api/endless", test_endless);
  ADD ("/sync/api/nobody-there", test_nobody_there);
  g_test_add_func ("/sync/api/addresses", test_addresses);
  return g_test_run ();
}
