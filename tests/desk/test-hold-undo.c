/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The real workstation on a real service, driven by the keyboard alone: of two held decisions the
 * second newest is undone; an undo that comes too late is said to, and a supervisor is asked in one
 * key; they reopen it over HTTP, and another reviewer is offered it, never the same. */
#include "dz-id.h"
#include "dz-store-messages.h"
#include "dz-test-desk.h"
#include "dz-test-keys.h"
#include "dz-test-wait.h"
#include "twins-world.h"

#define WAIT_S 60
#define HOLD_S 8 /* long enough to undo on a busy machine, and short enough to wait for its end */
#define TRAY "Held Decisions"
#define WHY "pressed the wrong key"

/* ---- deciding ---- */

/* Rejects what is shown, for the reason that is proposed; says what it was. The next photo comes by
 * itself. */
static char *
reject (DzTestDesk *desk)
{
  char *submission = g_strdup (dz_test_desk_get_last (desk, "shown "));

  dz_test_desk_wait_readable (desk);
  dz_test_desk_press (desk, "r", "side reject");
  dz_test_desk_press (desk, "Return", "shown ");
  return submission;
}

/* Opens the tray, which begins with the newest. */
static void
open_tray (DzTestDesk *desk,
           const char *key,
           const char *newest)
{
  g_autofree char *chosen = g_strconcat ("tray ", newest, NULL);

  dz_test_desk_press (desk, key, chosen);
  dz_test_keys_focus (TRAY);
}

/* The second newest of two comes back, and the newest stays decided. */
static void
undo_second_newest (DzTestDesk *desk,
                    const char *first,
                    const char *second)
{
  g_autofree char *chosen = g_strconcat ("tray ", first, NULL);
  g_autofree char *shown = g_strconcat ("shown ", first, NULL);

  open_tray (desk, "t", second);
  dz_test_desk_press (desk, "Down", chosen);
  dz_test_desk_press (desk, "z", shown);
  dz_test_keys_focus (DZ_TEST_DESK_TITLE);
}

static gboolean
is_asked (gpointer data)
{
  g_autoptr(GPtrArray) tasks = world_list_tasks ();

  return world_find_task (tasks, data) != NULL;
}

/* The desk counts down by a clock that it knows to the second; the service seals by its own. */
static gboolean
is_in_effect (gpointer data)
{
  g_autofree char *path = g_strconcat ("/submissions/", (const char *) data, NULL);
  g_autoptr(JsonNode) found = world_ask_staff ("GET", path, world.supervisor, NULL, 200);
  g_autoptr(DzSubmission) now = dz_wire_submission_from_json (found, NULL);

  return now->state == DZ_STATE_REJECTED;
}

/* One key opens the tray where the last decision has taken effect, one more asks. */
static void
ask_too_late (DzTestDesk *desk,
              const char *submission)
{
  g_autofree char *sealed = g_strconcat ("sealed ", submission, NULL);
  g_autoptr(GPtrArray) tasks = NULL;
  const DzTask *task;

  dz_test_desk_wait_said (desk, 0, sealed);
  dz_test_wait_for (is_in_effect, (gpointer) submission, WAIT_S, "the decision takes effect");
  open_tray (desk, "z", submission);
  dz_test_keys_send ("c");
  dz_test_keys_type (WHY);
  dz_test_keys_send ("Return");
  dz_test_wait_for (is_asked, (gpointer) submission, WAIT_S, "the request stands at the service");
  tasks = world_list_tasks ();
  task = world_find_task (tasks, submission);
  g_assert_cmpint (task->kind, ==, DZ_TASK_REQUEST);
  g_assert_cmpstr (task->asked_by, ==, TYPIST);
  g_assert_cmpstr (task->reason, ==, WHY);
}

/* ---- what the service has ---- */

static void
assert_undone_once (const char *submission)
{
  g_autoptr(GPtrArray) entries = world_list_history ();
  guint n_undone = 0;

  for (guint i = 0; i < entries->len; i++)
    {
      const DzEntry *entry = g_ptr_array_index (entries, i);

      if (!g_str_equal (entry->kind, "undo"))
        continue;
      g_assert_cmpstr (entry->subject, ==, submission);
      n_undone++;
    }
  g_assert_cmpuint (n_undone, ==, 1);
}

static void
reopen (const char *submission)
{
  g_autofree char *path = g_strconcat ("/submissions/", submission, NULL);
  g_autoptr(JsonNode) found = world_ask_staff ("GET", path, world.supervisor, NULL, 200);
  g_autoptr(DzSubmission) now = dz_wire_submission_from_json (found, NULL);
  g_autoptr(DzCommand) command = dz_command_new ();
  g_autoptr(JsonNode) json = NULL;
  g_autoptr(GBytes) body = NULL;
  g_autoptr(JsonNode) answer = NULL;
  g_autofree char *text = NULL;

  command->id = dz_id_new ();
  command->kind = DZ_COMMAND_REOPEN;
  command->submission = g_strdup (submission);
  command->version = now->version;
  command->photo = g_strdup (now->photo);
  command->reason = g_strdup ("agreed");
  json = dz_wire_command_to_json (command);
  body = dz_wire_print (json);
  text = g_strndup (g_bytes_get_data (body, NULL), g_bytes_get_size (body));
  answer = world_ask_staff ("POST", "/commands", world.supervisor, text, 200);
  g_assert_false (is_asked ((gpointer) submission));
}

/* The student is told twice: of the decision, and that it holds no more. */
static void
assert_told (const char *submission)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(DzStore) store = dz_store_open (world.data, &error);
  g_autoptr(GPtrArray) messages = NULL;
  g_autoptr(GString) kinds = g_string_new (NULL);

  g_assert_no_error (error);
  messages = dz_store_list_messages (store, 0, 100, &error);
  g_assert_no_error (error);
  for (guint i = 0; i < messages->len; i++)
    {
      const DzMessage *message = g_ptr_array_index (messages, i);

      if (g_str_equal (message->submission, submission))
        g_string_append_printf (kinds, "%s ", message->kind);
    }
  g_assert_cmpstr (kinds->str, ==, "rejected reopened ");
}

/* The workstation fetches anew, and is not offered it; another reviewer is. */
static void
assert_offered_to_another (DzTestDesk *desk,
                           const char *submission)
{
  g_autofree char *third = g_strdup (dz_test_desk_get_last (desk, "shown "));
  g_autoptr(GPtrArray) items = NULL;

  dz_test_keys_send ("Escape");
  dz_test_keys_focus (DZ_TEST_DESK_TITLE);
  dz_test_desk_press (desk, "F5", "leased, 1 here");
  g_assert_cmpstr (dz_test_desk_get_last (desk, "shown "), ==, third);
  items = world_lease (world.reviewer, "review");
  g_assert_nonnull (world_find_item (items, submission));
  g_assert_cmpuint (items->len, ==, 1);
  world_release (world.reviewer, items);
}

static DzTestDesk *
open_desk (void)
{
  g_autofree char *home = g_build_filename (world.dir, "desk", NULL);
  DzTestDesk *desk = dz_test_desk_new (home);

  dz_test_desk_start (desk, world.service->staff_url);
  dz_test_desk_sign_in (desk, TYPIST, TYPIST_PASSWORD);
  dz_test_desk_close_first_keys (desk);
  return desk;
}

static void
test_hold_undo (void)
{
  DzTestDesk *desk;
  g_autofree char *first = NULL;
  g_autofree char *second = NULL;
  g_autofree char *again = NULL;

  for (guint i = 0; i < 3; i++)
    {
      g_autoptr(GBytes) photo = world_paint_too_wide (i + 1);
      g_autofree char *submission = world_upload (i, photo, "in-review");
    }
  desk = open_desk ();
  first = reject (desk);
  second = reject (desk);
  undo_second_newest (desk, first, second);
  again = reject (desk);
  g_assert_cmpstr (again, ==, first);
  ask_too_late (desk, first);
  assert_undone_once (first);
  world_assert_state (first, DZ_STATE_REJECTED);
  world_assert_state (second, DZ_STATE_REJECTED);
  reopen (first);
  assert_told (first);
  assert_offered_to_another (desk, first);
  dz_test_desk_free (desk);
}

int
main (int    argc,
      char **argv)
{
  int status;

  if (!dz_test_keys_open (&argc, &argv))
    return 0;
  g_test_add_func ("/desk/hold-undo", test_hold_undo);
  world.hold_s = HOLD_S;
  world.types = TRUE;
  world_open ();
  status = g_test_run ();
  world_close ();
  return status;
}
