/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "twins-world.h"

#include <libsoup/soup.h>
#include <string.h>

#include "dz-id.h"
#include "dz-portrait-file.h"
#include "dz-test-frame.h"
#include "dz-test-wait.h"

#define SCHOOL "11414"
#define PASSWORD "对照 duplicates"
#define SUPERVISOR "赵主任"
#define SEALS_IN_S 30

World world;

char *
world_number_of (guint student)
{
  return g_strdup_printf ("2022%06u", student);
}

GBytes *
world_paint_too_wide (guint seed)
{
  g_autoptr(GRand) rand = g_rand_new_with_seed (seed);
  g_autoptr(GError) error = NULL;
  DzPortraitFile file;
  DzPortrait portrait;
  GBytes *photo;

  dz_portrait_init_random (&portrait, rand);
  portrait.width = 600;
  portrait.height = 640;
  dz_portrait_file_init (&file);
  photo = dz_portrait_to_jpeg (&portrait, &file, NULL, &error);
  g_assert_no_error (error);
  return photo;
}

/* ---- HTTP ---- */

static JsonNode *
ask (const char *url,
     const char *method,
     const char *path,
     const char *token,
     const char *type,
     GBytes     *body,
     guint       wanted)
{
  g_autofree char *whole = g_strconcat (url, DZ_WIRE_API_PREFIX, path, NULL);
  g_autoptr(SoupMessage) message = soup_message_new (method, whole);
  SoupMessageHeaders *headers = soup_message_get_request_headers (message);
  g_autofree char *authority = g_strconcat ("Bearer ", token, NULL);
  g_autoptr(GError) error = NULL;
  g_autoptr(GBytes) answer = NULL;
  JsonNode *node;

  soup_message_headers_append (headers, DZ_WIRE_API_HEADER, "1");
  if (token != NULL)
    soup_message_headers_append (headers, "Authorization", authority);
  if (body != NULL)
    soup_message_set_request_body_from_bytes (message, type, body);
  answer = soup_session_send_and_read (world.session, message, NULL, &error);
  g_assert_no_error (error);
  if (soup_message_get_status (message) != wanted)
    g_error ("%s %s: %u: %.*s", method, path, soup_message_get_status (message),
             (int) g_bytes_get_size (answer), (const char *) g_bytes_get_data (answer, NULL));
  node = dz_wire_parse (answer, DZ_WIRE_ANSWER_BYTES_MAX, &error);
  g_assert_no_error (error);
  return node;
}

JsonNode *
world_ask_staff (const char *method,
                 const char *path,
                 const char *token,
                 const char *json,
                 guint       wanted)
{
  g_autoptr(GBytes) body = json != NULL ? g_bytes_new (json, strlen (json)) : NULL;

  return ask (world.service->staff_url, method, path, token, "application/json", body, wanted);
}

static const char *
string_of (JsonNode   *node,
           const char *member)
{
  return json_object_get_string_member (json_node_get_object (node), member);
}

static char *
sign_in (const char *name)
{
  g_autofree char *json = g_strdup_printf ("{\"name\":\"%s\",\"password\":\"" PASSWORD
                                           "\",\"workstation\":\"%s\"}", name, name);
  g_autoptr(JsonNode) answer = world_ask_staff ("POST", "/sessions", NULL, json, 201);

  return g_strdup (string_of (answer, "token"));
}

char *
world_verify (guint student)
{
  g_autofree char *number = world_number_of (student);
  g_autofree char *json = g_strdup_printf ("{\"school\":\"" SCHOOL "\",\"level\":\"master\","
                                           "\"name\":\"学生%u\",\"identifier\":\"%s\"}",
                                           student, number);
  g_autoptr(GBytes) body = g_bytes_new (json, strlen (json));
  g_autoptr(JsonNode) answer = ask (world.service->students_url, "POST", "/verify", NULL,
                                    "application/json", body, 200);

  return g_strdup (string_of (answer, "identity"));
}

/* Sends a photo as a student's phone does; the student is told @state. */
char *
world_upload (guint       student,
              GBytes     *photo,
              const char *state)
{
  g_autofree char *identity = world_verify (student);

  return world_send (identity, photo, state);
}

char *
world_send (const char *identity,
            GBytes     *photo,
            const char *state)
{
  g_autoptr(JsonNode) answer = ask (world.service->students_url, "POST", "/submissions", identity,
                                    "image/jpeg", photo, 201);

  g_assert_cmpstr (string_of (answer, "state"), ==, state);
  return g_strdup (string_of (answer, "submission"));
}

/* ---- what the staff sees ---- */

static GPtrArray *
read_records (JsonNode      *answer,
              const char    *member,
              DzWireRead     read,
              GDestroyNotify free_record)
{
  JsonArray *array = json_object_get_array_member (json_node_get_object (answer), member);
  GPtrArray *records = g_ptr_array_new_with_free_func (free_record);
  g_autoptr(GError) error = NULL;

  for (guint i = 0; i < json_array_get_length (array); i++)
    {
      g_ptr_array_add (records, read (json_array_get_element (array, i), &error));
      g_assert_no_error (error);
    }
  return records;
}

GPtrArray *
world_list_tasks (void)
{
  g_autoptr(JsonNode) answer = world_ask_staff ("GET", "/tasks", world.supervisor, NULL, 200);

  return read_records (answer, "tasks", (DzWireRead) dz_wire_task_from_json,
                       (GDestroyNotify) dz_task_free);
}

const DzTask *
world_find_task (GPtrArray  *tasks,
                 const char *submission)
{
  for (guint i = 0; i < tasks->len; i++)
    {
      const DzTask *task = g_ptr_array_index (tasks, i);

      if (g_str_equal (task->submission, submission))
        return task;
    }
  return NULL;
}

GPtrArray *
world_lease (const char *token,
             const char *queue)
{
  g_autofree char *json = g_strdup_printf ("{\"wanted\":50,\"queue\":\"%s\"}", queue);
  g_autoptr(JsonNode) answer = world_ask_staff ("POST", "/leases", token, json, 200);

  return read_records (answer, "items", (DzWireRead) dz_wire_item_from_json,
                       (GDestroyNotify) dz_item_free);
}

const DzItem *
world_find_item (GPtrArray  *items,
                 const char *submission)
{
  for (guint i = 0; i < items->len; i++)
    {
      const DzItem *item = g_ptr_array_index (items, i);

      if (g_str_equal (item->submission->id, submission))
        return item;
    }
  return NULL;
}

/* Gives back what is held, so that tests do not wait for each other. */
void
world_release (const char *token,
               GPtrArray  *items)
{
  g_autoptr(GString) json = g_string_new ("{\"leases\":[");
  g_autoptr(JsonNode) answer = NULL;

  for (guint i = 0; i < items->len; i++)
    g_string_append_printf (json, "%s\"%s\"", i > 0 ? "," : "",
                            ((DzItem *) g_ptr_array_index (items, i))->lease->id);
  g_string_append (json, "]}");
  answer = world_ask_staff ("POST", "/leases/release", token, json->str, 200);
}

static DzSubmission *
get_submission (const char *id)
{
  g_autofree char *path = g_strconcat ("/submissions/", id, NULL);
  g_autoptr(JsonNode) answer = world_ask_staff ("GET", path, world.supervisor, NULL, 200);
  g_autoptr(GError) error = NULL;
  DzSubmission *submission = dz_wire_submission_from_json (answer, &error);

  g_assert_no_error (error);
  return submission;
}

void
world_assert_state (const char *id,
                    DzState     state)
{
  g_autoptr(DzSubmission) now = get_submission (id);

  g_assert_cmpstr (dz_state_to_nick (now->state), ==, dz_state_to_nick (state));
}

/* Nobody decided it, neither a person nor the program. */
void
world_assert_undecided (const char *id)
{
  g_autoptr(DzSubmission) now = get_submission (id);

  g_assert_null (now->decision);
  g_assert_cmpint (now->hold_until_us, ==, 0);
}

static const DzTwin *
find_twin (const DzItem *item,
           const char   *submission)
{
  for (guint i = 0; i < item->twins->len; i++)
    {
      const DzTwin *twin = g_ptr_array_index (item->twins, i);

      if (g_str_equal (twin->submission, submission))
        return twin;
    }
  return NULL;
}

/* @item names @other, which is student @student's, as the same picture or one that looks alike. */
void
world_assert_names (const DzItem *item,
                    const char   *other,
                    guint         student,
                    DzTwinKind    kind,
                    DzPdqForm     form)
{
  g_autofree char *number = world_number_of (student);
  const DzTwin *twin = find_twin (item, other);

  g_assert_nonnull (twin);
  g_assert_false (twin->same_student);
  g_assert_cmpstr (twin->identifier, ==, number);
  g_assert_cmpstr (dz_twin_kind_to_nick (twin->kind), ==, dz_twin_kind_to_nick (kind));
  g_assert_cmpstr (dz_pdq_form_to_nick (twin->form), ==, dz_pdq_form_to_nick (form));
}

/* What is waited for. */
typedef struct
{
  const char *submission;
  DzState     state;
} Await;

static gboolean
has_come_to (gpointer data)
{
  const Await *await = data;
  g_autoptr(DzSubmission) now = get_submission (await->submission);

  return now->state == await->state;
}

void
world_decide_as (const DzItem     *item,
                 const DzDecision *decision)
{
  g_autoptr(DzCommand) command = dz_command_new ();
  g_autoptr(JsonNode) json = NULL;
  g_autoptr(GBytes) body = NULL;
  g_autoptr(JsonNode) answer = NULL;
  Await await = { item->submission->id,
                  decision->verdict == DZ_VERDICT_APPROVE ? DZ_STATE_APPROVED
                                                          : DZ_STATE_REJECTED };

  command->id = dz_id_new ();
  command->kind = DZ_COMMAND_DECIDE;
  command->submission = g_strdup (item->submission->id);
  command->version = item->submission->version;
  command->photo = g_strdup (item->submission->photo);
  command->shown_ms = 900;
  command->made_us = 1;
  command->decision = dz_decision_copy (decision);
  json = dz_wire_command_to_json (command);
  body = dz_wire_print (json);
  answer = ask (world.service->staff_url, "POST", "/commands", world.reviewer, "application/json",
                body, 200);
  dz_test_wait_for (has_come_to, &await, SEALS_IN_S, "the decision seals");
}

void
world_decide (const char *submission,
              DzVerdict   verdict)
{
  g_autoptr(GPtrArray) items = world_lease (world.reviewer, "review");
  const DzItem *item = world_find_item (items, submission);
  g_autoptr(DzDecision) decision = dz_decision_new ();

  g_assert_nonnull (item);
  decision->verdict = verdict;
  if (verdict == DZ_VERDICT_REJECT)
    decision->reasons = g_strsplit ("background-colour", " ", -1);
  else
    {
      g_autoptr(GPtrArray) failing = dz_findings_list_failing (item->submission->findings,
                                                               item->waivers);

      decision->overrides = dz_overrides_new_for (failing, "已人工核对");
      dz_test_frame (decision, item->measurement, item->submission->profile_hash);
    }
  world_decide_as (item, decision);
}

/* The history from its first entry. */
GPtrArray *
world_list_history (void)
{
  g_autoptr(JsonNode) answer = world_ask_staff ("GET", "/history?from=1&limit=1000",
                                                world.supervisor, NULL, 200);

  return read_records (answer, "entries", (DzWireRead) dz_wire_entry_from_json,
                       (GDestroyNotify) dz_entry_free);
}

/* ---- the world ---- */

char *
world_run_ctl (const char *arguments)
{
  g_autofree char *line = g_strdup_printf ("%s %s --service %s --name " SUPERVISOR,
                                           g_getenv ("DZ_CTL"), arguments,
                                           world.service->staff_url);
  g_auto(GStrv) argv = NULL;

  g_assert_true (g_shell_parse_argv (line, NULL, &argv, NULL));
  return dz_test_run ((const char *const *) argv, NULL, 0);
}

static void
run_ctl (const char *arguments,
         const char *input)
{
  g_autofree char *line = g_strdup_printf ("%s %s --data %s", g_getenv ("DZ_CTL"), arguments,
                                           world.data);
  g_auto(GStrv) argv = NULL;
  g_autofree char *said = NULL;

  g_assert_true (g_shell_parse_argv (line, NULL, &argv, NULL));
  said = dz_test_run ((const char *const *) argv, input, 0);
}

static void
import_roster (void)
{
  g_autoptr(GString) roster = g_string_new ("学号,姓名,学历层次,身份证号\n");
  g_autofree char *file = g_build_filename (world.dir, "roster.csv", NULL);
  g_autofree char *import = g_strdup_printf ("roster import %s --school " SCHOOL, file);

  for (guint i = 0; i < N_STUDENTS; i++)
    {
      g_autofree char *number = world_number_of (i);
      gboolean clashes = i == CLASHING || i == CLASHING_TOO;

      g_string_append_printf (roster, "%s,学生%u,硕士,%s\n", number, i,
                              clashes ? "110101199003070038" : "");
    }
  g_assert_true (g_file_set_contents (file, roster->str, -1, NULL));
  run_ctl (import, NULL);
}

void
world_open (void)
{
  g_autofree char *window
    = g_strdup_printf ("window open --school " SCHOOL " --levels master --opens 2022-05-09"
                       " --ends 2099-05-14 --payer school --hold-seconds %u",
                       MAX (world.hold_s, 1));
  g_autoptr(GError) error = NULL;

  world.dir = g_dir_make_tmp ("dz-e2e-XXXXXX", &error);
  g_assert_no_error (error);
  world.data = g_build_filename (world.dir, "data", NULL);
  import_roster ();
  run_ctl (window, NULL);
  run_ctl ("user add " REVIEWER " --roles reviewer --password-stdin", PASSWORD "\n");
  run_ctl ("user add " SUPERVISOR " --roles supervisor --password-stdin", PASSWORD "\n");
  if (world.types && world.supervises)
    run_ctl ("user add " TYPIST " --roles reviewer,supervisor --password-stdin",
             TYPIST_PASSWORD "\n");
  else if (world.types)
    run_ctl ("user add " TYPIST " --roles reviewer --password-stdin", TYPIST_PASSWORD "\n");
  g_setenv ("DUIZHAO_PASSWORD", PASSWORD, TRUE);
  world.session = soup_session_new ();
  world.service = dz_test_service_start (world.data, NULL, NULL);
  world.reviewer = sign_in (REVIEWER);
  world.supervisor = sign_in (SUPERVISOR);
}

void
world_close (void)
{
  dz_test_service_stop (world.service);
  dz_test_service_free (world.service);
  run_ctl ("audit verify", NULL);
  g_object_unref (world.session);
  dz_test_remove_tree (world.dir);
  g_free (world.reviewer);
  g_free (world.supervisor);
  g_free (world.data);
  g_free (world.dir);
}
