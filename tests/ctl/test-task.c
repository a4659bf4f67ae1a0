/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ctl-fixture.h"

#include <string.h>

#include "dz-id.h"
#include "dz-store-queue.h"
#include "dz-store-register.h"
#include "dz-store-submissions.h"
#include "dz-store-tasks.h"
#include "dz-store-users.h"

/* What waits for a supervisor, in a data directory and at a service: a photo whose rejection is in
 * effect, and the same photo of another student. */

#define SCHOOL "11414"
#define DESK "desk-1"
#define IDENTITY_1 "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"
#define IDENTITY_2 "4b227777d4dd1fc61c6f884f48641d02b4d121d3fd328cb08b5531fcacdabf8a"
#define NOBODYS "0123456789abcdef0123456789abcdef"

static void
import (Fixture *self)
{
  g_autofree char *file = fixture_write (self, "r.csv", "学号,姓名\n1,王梦梦\n2,李雷\n", -1);
  g_autoptr(Run) roster = fixture_run (self, NULL, "roster", "import", file, "--school", SCHOOL,
                                       "--level", "master", "--data", self->data, NULL);
  g_autoptr(Run) window = fixture_run (self, NULL, "window", "open", "--school", SCHOOL, "--levels",
                                       "master", "--opens", "2022-05-09", "--ends", "2099-05-14",
                                       "--payer", "school", "--data", self->data, NULL);

  run_assert (roster, 0, "added 2", "");
  run_assert (window, 0, NULL, "");
}

static char *
send_photo (DzStore    *store,
            const char *identity,
            const char *name,
            const char *identifier,
            const char *twin)
{
  g_autoptr(GBytes) photo = g_bytes_new_static ("photo", 5);
  g_autoptr(DzMeasurement) measurement = dz_measurement_new ();
  g_autoptr(GPtrArray) findings = dz_findings_new ();
  g_autoptr(DzPeers) peers = dz_peers_new ();
  DzExamination examination = { measurement, findings, peers, G_MAXINT64, "p", "h" };
  g_autoptr(GError) error = NULL;
  g_autoptr(DzStudent) student = NULL;
  g_autoptr(DzSubmission) received = NULL;
  g_autoptr(DzSubmission) examined = NULL;

  if (twin != NULL)
    {
      g_ptr_array_add (peers->twins, dz_twin_new ());
      ((DzTwin *) g_ptr_array_index (peers->twins, 0))->submission = g_strdup (twin);
    }
  student = dz_store_bind_student (store, identity, SCHOOL, DZ_LEVEL_MASTER, name, identifier,
                                   &error);
  g_assert_no_error (error);
  received = dz_store_receive (store, identity, photo, &error);
  g_assert_no_error (error);
  examined = dz_store_record_examination (store, received->id, &examination, &error);
  g_assert_no_error (error);
  return g_strdup (examined->id);
}

static gint64
in_an_hour (gpointer data)
{
  return g_get_real_time () + G_TIME_SPAN_HOUR;
}

static void
reject (DzStore *store)
{
  g_autoptr(DzUser) reviewer = dz_store_add_user (store, "li", "$argon2id$", DZ_ROLE_REVIEWER,
                                                  DZ_STORE_ACTOR_SERVICE, NULL);
  g_autoptr(GPtrArray) items = dz_store_lease (store, reviewer, DESK, DZ_QUEUE_REVIEW, 1, NULL);
  const DzSubmission *leased = ((DzItem *) g_ptr_array_index (items, 0))->submission;
  g_autoptr(DzCommand) command = dz_command_new ();
  g_autoptr(DzCommandAnswer) answer = NULL;
  g_autoptr(GError) error = NULL;

  command->id = dz_id_new ();
  command->kind = DZ_COMMAND_DECIDE;
  command->submission = g_strdup (leased->id);
  command->version = leased->version;
  command->photo = g_strdup (leased->photo);
  command->shown_ms = 900;
  command->made_us = 1;
  command->decision = dz_decision_new ();
  command->decision->verdict = DZ_VERDICT_REJECT;
  command->decision->reasons = g_strsplit ("background-colour", " ", -1);
  answer = dz_store_apply (store, reviewer, DESK, command, "body", &error);
  g_assert_no_error (error);
  g_assert_cmpint (answer->result, ==, DZ_COMMAND_RESULT_APPLIED);
  dz_store_set_clock (store, in_an_hour, NULL);
  g_assert_true (dz_store_seal_due (store, NULL, NULL));
}

static void
set_up (Fixture      *self,
        gconstpointer user_data)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(DzStore) store = NULL;
  g_autofree char *first = NULL;
  g_autofree char *second = NULL;

  fixture_set_up (self, user_data);
  import (self);
  store = dz_store_open (self->data, &error);
  g_assert_no_error (error);
  first = send_photo (store, IDENTITY_1, "王梦梦", "1", NULL);
  reject (store);
  second = send_photo (store, IDENTITY_2, "李雷", "2", first);
}

/* The id of the task that can be finished. */
static char *
find_id (Fixture *self)
{
  g_autoptr(DzStore) store = dz_store_open (self->data, NULL);
  g_autoptr(GPtrArray) tasks = dz_store_list_tasks (store, NULL, 10, NULL);

  for (guint i = 0; i < tasks->len; i++)
    {
      const DzTask *task = g_ptr_array_index (tasks, i);

      if (task->id != NULL)
        return g_strdup (task->id);
    }
  g_assert_not_reached ();
}

static guint
count_lines (const char *text)
{
  guint n = 0;

  for (; *text != '\0'; text++)
    n += *text == '\n';
  return n;
}

static void
test_data (Fixture      *self,
           gconstpointer user_data)
{
  g_autofree char *id = find_id (self);
  g_autofree char *start = g_strconcat (id, "  ", NULL);
  g_autoptr(Run) list = fixture_run (self, NULL, "task", "list", "--data", self->data, NULL);
  g_autoptr(Run) one = fixture_run (self, NULL, "task", "list", "--limit", "1", "--data",
                                    self->data, NULL);
  g_autoptr(Run) finish = fixture_run (self, NULL, "task", "finish", id, "--note", "已核实",
                                       "--data", self->data, NULL);
  g_autoptr(Run) again = fixture_run (self, NULL, "task", "finish", id, "--data", self->data, NULL);
  g_autoptr(Run) after = fixture_run (self, NULL, "task", "list", "--data", self->data, NULL);
  g_autoptr(Run) history = fixture_run (self, NULL, "audit", "list", "--json", "--data",
                                        self->data, NULL);
  g_autoptr(Run) verify = fixture_run (self, NULL, "audit", "verify", "--data", self->data, NULL);

  run_assert (list, 0, start, "");
  g_assert_cmpuint (count_lines (list->out), ==, 2);
  g_assert_nonnull (strstr (list->out, "  sealed-twin  rejected  中国石油大学（北京）  1 王梦梦"
                                       "  =  2 李雷\n"));
  g_assert_nonnull (strstr (list->out, "  quarantine  quarantined  中国石油大学（北京）  2 李雷"
                                       "  =  1 王梦梦\n"));
  run_assert (one, 0, NULL, "");
  g_assert_cmpuint (count_lines (one->out), ==, 1);
  run_assert (finish, 0, id, "");
  run_assert (again, 0, id, "");
  g_assert_cmpuint (count_lines (after->out), ==, 1);
  g_assert_true (g_str_has_prefix (after->out, "–  "));
  run_assert (history, 0, "task-finish", "");
  g_assert_nonnull (strstr (history->out, "已核实"));
  run_assert (verify, 0, "The history holds", "");
}

static JsonObject *
parse_line (const char *line,
            JsonNode  **node)
{
  g_autoptr(GError) error = NULL;

  *node = json_from_string (line, &error);
  g_assert_no_error (error);
  return json_node_get_object (*node);
}

static void
test_json (Fixture      *self,
           gconstpointer user_data)
{
  g_autofree char *id = find_id (self);
  g_autoptr(Run) list = fixture_run (self, NULL, "task", "list", "--json", "--data", self->data,
                                     NULL);
  g_autoptr(Run) finish = fixture_run (self, NULL, "task", "finish", id, "--json", "--data",
                                       self->data, NULL);
  g_auto(GStrv) lines = g_strsplit (list->out, "\n", -1);
  g_autoptr(JsonNode) done_node = NULL;
  JsonObject *done = parse_line (finish->out, &done_node);
  guint n_ids = 0;

  g_assert_cmpuint (g_strv_length (lines), ==, 3);
  for (guint i = 0; i < 2; i++)
    {
      g_autoptr(JsonNode) node = NULL;
      JsonObject *task = parse_line (lines[i], &node);
      JsonObject *twin = json_object_get_object_member (task, "twin");
      gboolean has_id = !json_object_get_null_member (task, "id");

      n_ids += has_id;
      g_assert_cmpstr (json_object_get_string_member (task, "kind"), ==,
                       has_id ? "sealed-twin" : "quarantine");
      g_assert_cmpstr (json_object_get_string_member (twin, "identifier"), ==, has_id ? "2" : "1");
    }
  g_assert_cmpuint (n_ids, ==, 1);
  g_assert_cmpstr (json_object_get_string_member (done, "id"), ==, id);
  g_assert_true (json_object_get_boolean_member (done, "done"));
}

static void
test_bad (Fixture      *self,
          gconstpointer user_data)
{
  static const struct
  {
    const char *words[4];
    int         status;
    const char *says;
  } bad[] = {
    { { "list", "--limit", "0" }, 2, "--limit" },
    { { "list", "--limit", "1001" }, 2, "--limit" },
    { { "list", "all" }, 2, "all" },
    { { "finish" }, 2, "missing" },
    { { "finish", NOBODYS, NOBODYS }, 2, "too much" },
    { { "finish", NOBODYS }, 1, "no task" },
    { { "finish", "–" }, 1, "no task" },
    { { "end" }, 2, "subcommand" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (bad); i++)
    {
      const char *const *w = bad[i].words;
      g_autoptr(Run) run = NULL;

      /* The list of words ends with the first that is missing, so the place comes first. */
      run = fixture_run (self, NULL, "task", w[0], "--data", self->data, w[1], w[2], w[3], NULL);
      g_test_message ("%u", i);
      run_assert (run, bad[i].status, "", bad[i].says);
    }
}

/* With the administrator's password. */
static void
add_supervisor (Fixture *self)
{
  g_autofree char *input = g_strconcat (self->password, "\n", NULL);
  g_autoptr(Run) add = fixture_run (self, input, "user", "add", "wei", "--roles", "supervisor",
                                    "--password-stdin", "--data", self->data, NULL);

  run_assert (add, 0, "wei", "");
}

/* The administrator is no supervisor: they run the service, and do not judge photos. */
static void
test_service (Fixture      *self,
              gconstpointer user_data)
{
  g_autofree char *id = find_id (self);
  g_autoptr(Run) forbidden = NULL;
  g_autoptr(Run) list = NULL;
  g_autoptr(Run) unknown = NULL;
  g_autoptr(Run) finish = NULL;

#define AT_SERVICE(who) "--service", self->staff, "--name", who, NULL
  fixture_add_admin (self);
  add_supervisor (self);
  fixture_start_service (self);
  forbidden = fixture_run (self, NULL, "task", "list", AT_SERVICE ("admin"));
  list = fixture_run (self, NULL, "task", "list", AT_SERVICE ("wei"));
  unknown = fixture_run (self, NULL, "task", "finish", "../users", AT_SERVICE ("wei"));
  finish = fixture_run (self, NULL, "task", "finish", id, "--note", "已核实", AT_SERVICE ("wei"));
  run_assert (forbidden, 1, "", "roles");
  run_assert (list, 0, id, "");
  g_assert_cmpuint (count_lines (list->out), ==, 2);
  run_assert (unknown, 1, "", NULL);
  run_assert (finish, 0, id, "");
}

/* The first photo's, whose rejection is in effect. */
static char *
find_rejected (Fixture *self)
{
  g_autoptr(DzStore) store = dz_store_open (self->data, NULL);
  g_autoptr(GPtrArray) tasks = dz_store_list_tasks (store, NULL, 10, NULL);

  for (guint i = 0; i < tasks->len; i++)
    {
      const DzTask *task = g_ptr_array_index (tasks, i);

      if (task->kind == DZ_TASK_SEALED_TWIN)
        return g_strdup (task->submission);
    }
  g_assert_not_reached ();
}

/* The photo is another student's too, so that only a supervisor may judge it again. */
static void
test_reopen_data (Fixture      *self,
                  gconstpointer user_data)
{
  g_autofree char *id = find_rejected (self);
  g_autoptr(Run) silent = fixture_run (self, NULL, "submission", "reopen", id, "--data",
                                       self->data, NULL);
  g_autoptr(Run) alone = fixture_run (self, NULL, "submission", "reopen", id, "--reason", "有误",
                                      "--data", self->data, NULL);
  g_autoptr(Run) reopened = NULL;
  g_autoptr(Run) tasks = NULL;
  g_autoptr(Run) again = NULL;
  g_autoptr(Run) history = NULL;

  run_assert (silent, 2, "", "--reason");
  run_assert (alone, 1, "", "user add");
  fixture_add_admin (self);
  add_supervisor (self);
  reopened = fixture_run (self, NULL, "submission", "reopen", id, "--reason", "有误", "--data",
                          self->data, NULL);
  run_assert (reopened, 0, id, "");
  tasks = fixture_run (self, NULL, "task", "list", "--data", self->data, NULL);
  g_assert_cmpuint (count_lines (tasks->out), ==, 2);
  g_assert_null (strstr (tasks->out, "sealed-twin"));
  again = fixture_run (self, NULL, "submission", "reopen", id, "--reason", "有误", "--data",
                       self->data, NULL);
  run_assert (again, 1, "", "quarantined");
  history = fixture_run (self, NULL, "audit", "list", "--json", "--data", self->data, NULL);
  run_assert (history, 0, "\"reopen\"", "");
  g_assert_nonnull (strstr (history->out, "有误"));
}

static void
test_reopen_service (Fixture      *self,
                     gconstpointer user_data)
{
  g_autofree char *id = find_rejected (self);
  g_autoptr(Run) forbidden = NULL;
  g_autoptr(Run) unknown = NULL;
  g_autoptr(Run) reopened = NULL;
  g_autoptr(Run) again = NULL;

  fixture_add_admin (self);
  add_supervisor (self);
  fixture_start_service (self);
  forbidden = fixture_run (self, NULL, "submission", "reopen", id, "--reason", "有误",
                           AT_SERVICE ("admin"));
  unknown = fixture_run (self, NULL, "submission", "reopen", NOBODYS, "--reason", "有误",
                         AT_SERVICE ("wei"));
  reopened = fixture_run (self, NULL, "submission", "reopen", id, "--json", "--reason", "有误",
                          AT_SERVICE ("wei"));
  again = fixture_run (self, NULL, "submission", "reopen", id, "--reason", "有误",
                       AT_SERVICE ("wei"));
  run_assert (forbidden, 1, "", "not yours");
  run_assert (unknown, 1, "", NULL);
  run_assert (reopened, 0, "\"reopened\":true", "");
  run_assert (again, 1, "", NULL);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
#define ADD(path, func) g_test_add (path, Fixture, NULL, set_up, func, fixture_tear_down)
  ADD ("/ctl/task/data", test_data);
  ADD ("/ctl/task/json", test_json);
  ADD ("/ctl/task/bad", test_bad);
  ADD ("/ctl/task/service", test_service);
  ADD ("/ctl/submission/reopen-data", test_reopen_data);
  ADD ("/ctl/submission/reopen-service", test_reopen_service);
  return g_test_run ();
}
