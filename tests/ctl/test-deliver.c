/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ctl-fixture.h"

#include <string.h>

#include "dz-id.h"
#include "dz-store-queue.h"
#include "dz-store-register.h"
#include "dz-store-submissions.h"
#include "dz-store-users.h"

/* A window with one approved photo of a student who is excepted from the rule that it fails, in a
 * data directory and at a service. */

#define SCHOOL "11414"
#define DESK "desk-1"
#define IDENTITY "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"
#define NOBODYS "0123456789abcdef0123456789abcdef"

static void
prepare (Fixture *self)
{
  g_autofree char *file = fixture_write (self, "r.csv", "学号,姓名,身份证号\n"
                                         "1,王梦梦,11010519491231002X\n2,李雷,\n", -1);
  g_autoptr(Run) roster = fixture_run (self, NULL, "roster", "import", file, "--school", SCHOOL,
                                       "--level", "master", "--data", self->data, NULL);
  g_autoptr(Run) window = fixture_run (self, NULL, "window", "open", "--school", SCHOOL, "--levels",
                                       "master,doctor", "--opens", "2022-05-09", "--ends",
                                       "2099-05-14", "--data", self->data, NULL);
  g_autoptr(Run) waiver = fixture_run (self, NULL, "waiver", "grant", "1", "--school", SCHOOL,
                                       "--rule", "POS-04", "--reason", "颈部支具", "--data",
                                       self->data, NULL);

  run_assert (roster, 0, "added 2", "");
  run_assert (window, 0, NULL, "");
  run_assert (waiver, 0, "POS-04", "");
}

static void
send_photo (DzStore *store)
{
  g_autoptr(GBytes) photo = g_bytes_new_static ("photo", 5);
  g_autoptr(DzMeasurement) measurement = dz_measurement_new ();
  g_autoptr(GPtrArray) findings = dz_findings_new ();
  DzExamination examination = { measurement, findings, NULL, 0, "graduate-2022", "h" };
  DzFinding *finding = dz_finding_new ("POS-04", DZ_AUTHORITY_ASSIST);
  g_autoptr(GError) error = NULL;
  g_autoptr(DzStudent) student = NULL;
  g_autoptr(DzSubmission) received = NULL;
  g_autoptr(DzSubmission) examined = NULL;

  finding->outcome = DZ_OUTCOME_FAIL;
  g_ptr_array_add (findings, finding);
  student = dz_store_bind_student (store, IDENTITY, SCHOOL, DZ_LEVEL_MASTER, "王梦梦", "1", &error);
  g_assert_no_error (error);
  received = dz_store_receive (store, IDENTITY, photo, &error);
  g_assert_no_error (error);
  examined = dz_store_record_examination (store, received->id, &examination, &error);
  g_assert_no_error (error);
}

static gint64
in_an_hour (gpointer data)
{
  return g_get_real_time () + G_TIME_SPAN_HOUR;
}

static void
approve (DzStore *store)
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
  command->decision->verdict = DZ_VERDICT_APPROVE;
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

  fixture_set_up (self, user_data);
  prepare (self);
  store = dz_store_open (self->data, &error);
  g_assert_no_error (error);
  send_photo (store);
  approve (store);
}

static char *
find_window (Fixture *self)
{
  g_autoptr(DzStore) store = dz_store_open (self->data, NULL);
  g_autoptr(GPtrArray) windows = dz_store_list_windows (store, SCHOOL, NULL);

  return g_strdup (((DzWindow *) g_ptr_array_index (windows, 0))->id);
}

static void
test_data (Fixture      *self,
           gconstpointer user_data)
{
  g_autofree char *window = find_window (self);
  g_autoptr(Run) text = fixture_run (self, NULL, "deliver", "note", window, "--data", self->data,
                                     NULL);
  g_autoptr(Run) json = fixture_run (self, NULL, "deliver", "note", window, "--json", "--data",
                                     self->data, NULL);
  g_autoptr(Run) unknown = fixture_run (self, NULL, "deliver", "note", NOBODYS, "--data",
                                        self->data, NULL);
  g_autoptr(JsonNode) node = NULL;

  run_assert (text, 0, "Delivery note for 11414 ", "");
  g_assert_nonnull (strstr (text->out, "\n  approved: 1\n"));
  g_assert_nonnull (strstr (text->out, "\n  no photo sent: 1\n"));
  g_assert_nonnull (strstr (text->out, "\n1  王梦梦  Master\n  POS-04 Height of the head\n"
                                       "    颈部支具\n    Granted by the agency on "));
  g_assert_nonnull (strstr (text->out, "The approved photo does not meet this rule.\n"));
  run_assert (json, 0, "\"identifier\":\"1\"", "");
  g_assert_true (strchr (json->out, '\n') == json->out + strlen (json->out) - 1);
  node = json_from_string (json->out, NULL);
  g_assert_cmpint (json_object_get_int_member (json_node_get_object (node), "format"), ==, 1);
  g_assert_null (strstr (json->out, "1101"));
  g_assert_null (strstr (text->out, "1101"));
  run_assert (unknown, 1, "", NOBODYS);
}

static void
test_chinese (Fixture      *self,
              gconstpointer user_data)
{
  g_autofree char *window = find_window (self);
  g_autoptr(Run) text = NULL;

  self->language = g_strdup ("zh_CN");
  text = fixture_run (self, NULL, "deliver", "note", window, "--data", self->data, NULL);
  run_assert (text, 0, "交付单", "");
  g_assert_nonnull (strstr (text->out, "，硕士、博士，2022-05-09 至 2099-05-14\n"));
  g_assert_nonnull (strstr (text->out, "\n    由采集机构于 20"));
  g_assert_nonnull (strstr (text->out, "\n1  王梦梦  硕士\n  POS-04 头部比例不符\n"));
  g_assert_nonnull (strstr (text->out, "这张通过的照片不符合该规则。\n"));
}

static void
test_service (Fixture      *self,
              gconstpointer user_data)
{
  g_autofree char *window = find_window (self);
  g_autoptr(Run) text = NULL;
  g_autoptr(Run) unknown = NULL;
  g_autoptr(Run) crooked = NULL;
  g_autoptr(Run) add = NULL;
  g_autoptr(Run) forbidden = NULL;

#define AT_SERVICE "--service", self->staff, "--name", "admin", NULL
  fixture_add_admin (self);
  fixture_start_service (self);
  text = fixture_run (self, NULL, "deliver", "note", window, AT_SERVICE);
  unknown = fixture_run (self, NULL, "deliver", "note", NOBODYS, AT_SERVICE);
  crooked = fixture_run (self, NULL, "deliver", "note", "../queue?", AT_SERVICE);
  run_assert (text, 0, "\n1  王梦梦  Master\n", "");
  run_assert (unknown, 1, "", NULL);
  run_assert (crooked, 1, "", NULL);
  add = fixture_run (self, "another password\n", "user", "add", "bob", "--roles", "reviewer",
                     "--password-stdin", AT_SERVICE);
  run_assert (add, 0, "bob", "");
  g_free (self->password);
  self->password = g_strdup ("another password");
  forbidden = fixture_run (self, NULL, "deliver", "note", window, "--service", self->staff,
                           "--name", "bob", NULL);
  run_assert (forbidden, 1, "", "roles");
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
#define ADD(path, func) g_test_add (path, Fixture, NULL, set_up, func, fixture_tear_down)
  ADD ("/ctl/deliver/data", test_data);
  ADD ("/ctl/deliver/chinese", test_chinese);
  ADD ("/ctl/deliver/service", test_service);
  return g_test_run ();
}
