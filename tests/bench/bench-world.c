/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "bench-world.h"

#include <libsoup/soup.h>
#include <string.h>

#include "dz-test-wait.h"
#include "dz-wire.h"

#define SCHOOL "11414"

static void
run_ctl (BenchWorld *self,
         const char *arguments,
         const char *input)
{
  g_autofree char *line = g_strdup_printf ("%s %s --data %s", g_getenv ("DZ_CTL"), arguments,
                                           self->data);
  g_auto(GStrv) argv = NULL;
  g_autofree char *said = NULL;

  if (!g_shell_parse_argv (line, NULL, &argv, NULL))
    g_error ("no arguments: %s", line);
  said = dz_test_run ((const char *const *) argv, input, 0);
}

static void
import_roster (BenchWorld *self,
               guint       n_students)
{
  g_autoptr(GString) roster = g_string_new ("学号,姓名,学历层次\n");
  g_autofree char *file = g_build_filename (self->dir, "roster.csv", NULL);
  g_autofree char *import = g_strdup_printf ("roster import %s --school " SCHOOL, file);

  for (guint i = 0; i < n_students; i++)
    g_string_append_printf (roster, "2022%06u,学生%u,硕士\n", i, i);
  if (!g_file_set_contents (file, roster->str, -1, NULL))
    g_error ("%s cannot be written", file);
  run_ctl (self, import, NULL);
}

static JsonNode *
ask (BenchWorld  *self,
     SoupSession *session,
     const char  *path,
     const char  *identity,
     const char  *type,
     GBytes      *body)
{
  g_autofree char *url = g_strconcat (self->service->students_url, DZ_WIRE_API_PREFIX, path, NULL);
  g_autofree char *authority = g_strconcat ("Bearer ", identity, NULL);
  g_autoptr(SoupMessage) message = soup_message_new ("POST", url);
  SoupMessageHeaders *headers = soup_message_get_request_headers (message);
  g_autoptr(GError) error = NULL;
  g_autoptr(GBytes) answer = NULL;
  JsonNode *node;

  soup_message_headers_append (headers, DZ_WIRE_API_HEADER, "1");
  if (identity != NULL)
    soup_message_headers_append (headers, "Authorization", authority);
  soup_message_set_request_body_from_bytes (message, type, body);
  answer = soup_session_send_and_read (session, message, NULL, &error);
  if (answer == NULL)
    g_error ("%s: %s", path, error->message);
  if (soup_message_get_status (message) / 100 != 2)
    g_error ("%s: %u: %.*s", path, soup_message_get_status (message),
             (int) g_bytes_get_size (answer), (const char *) g_bytes_get_data (answer, NULL));
  node = dz_wire_parse (answer, DZ_WIRE_ANSWER_BYTES_MAX, &error);
  if (node == NULL)
    g_error ("%s: %s", path, error->message);
  return node;
}

static char *
verify (BenchWorld  *self,
        SoupSession *session,
        guint        student)
{
  g_autofree char *json = g_strdup_printf ("{\"school\":\"" SCHOOL "\",\"level\":\"master\","
                                           "\"name\":\"学生%u\",\"identifier\":\"2022%06u\"}",
                                           student, student);
  g_autoptr(GBytes) body = g_bytes_new (json, strlen (json));
  g_autoptr(JsonNode) answer = ask (self, session, "/verify", NULL, "application/json", body);

  return g_strdup (json_object_get_string_member (json_node_get_object (answer), "identity"));
}

static void
upload_all (BenchWorld *self,
            GPtrArray  *photos)
{
  g_autoptr(SoupSession) session = soup_session_new ();

  for (guint i = 0; i < photos->len; i++)
    {
      g_autofree char *identity = verify (self, session, i);
      g_autoptr(JsonNode) answer = ask (self, session, "/submissions", identity, "image/jpeg",
                                        g_ptr_array_index (photos, i));
    }
}

BenchWorld *
bench_world_new (GPtrArray *photos)
{
  BenchWorld *self = g_new0 (BenchWorld, 1);

  self->dir = g_dir_make_tmp ("duizhao-bench-XXXXXX", NULL);
  self->data = g_build_filename (self->dir, "data", NULL);
  import_roster (self, photos->len);
  run_ctl (self, "window open --school " SCHOOL " --levels master --opens 2022-05-09"
                 " --ends 2099-05-14 --payer school", NULL);
  run_ctl (self, "user add " BENCH_REVIEWER " --roles reviewer --password-stdin",
           BENCH_PASSWORD "\n");
  self->service = dz_test_service_start (self->data, NULL, NULL);
  upload_all (self, photos);
  return self;
}

void
bench_world_free (BenchWorld *self)
{
  if (self == NULL)
    return;
  dz_test_service_free (self->service);
  dz_test_remove_tree (self->dir);
  g_free (self->data);
  g_free (self->dir);
  g_free (self);
}
