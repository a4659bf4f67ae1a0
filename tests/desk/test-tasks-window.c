/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Supervisors end what reviewers ask of them with the keyboard, against the real service. */
#include "dz-tasks-window.h"

#include <libintl.h>

#include "desk-display.h"
#include "desk-keys.h"
#include "dz-form-field.h"
#include "dz-header-bar.h"
#include "dz-photo-view.h"
#include "dz-tasks-badge.h"
#include "dz-test-wait.h"
#include "oversight-desk.h"

static GtkWindow *
open_tasks (Desk       *desk,
            const char *text)
{
  return desk_open (desk, "win.tasks", DZ_TYPE_TASKS_WINDOW, text);
}

static gboolean
has_photo (gpointer data)
{
  GtkWidget *view = desk_display_find (data, DZ_TYPE_PHOTO_VIEW);

  return dz_photo_view_get_texture (DZ_PHOTO_VIEW (view)) != NULL;
}

/* All that a supervisor has to know stands there. */
static void
wait_request (GtkWindow *window)
{
  desk_wait_said (window, "Asked to look again");
  desk_wait_said (window, "王梦梦  202000030");
  desk_wait_said (window, "“" WORLD_WHY "”");
  desk_wait_said (window, "Asked by li, ");
  desk_wait_said (window, "li would decide: approve");
  desk_wait_said (window, " to 20"); /* the days of its window */
  desk_wait_said (window, "li decided: reject – Background colour, ");
  dz_test_wait_for (has_photo, window, WORLD_WAIT_S, "the photo");
}

static void
write_words (GtkWindow  *window,
             const char *words)
{
  GtkWidget *field = desk_display_find (GTK_WIDGET (window), DZ_TYPE_FORM_FIELD);

  desk_keys_press (window, "alt+f", NULL);
  g_assert_true (gtk_widget_is_ancestor (gtk_window_get_focus (window), field));
  desk_keys_type (window, words);
}

static char *
get_state (Desk       *desk,
           const char *submission)
{
  g_autoptr(DzSubmission) found = dz_store_get_submission (desk->world.fixture.store, submission,
                                                           NULL);

  return g_strdup (dz_state_to_nick (found->state));
}

/* Not without a reason, and not without being asked again; then the photo waits for somebody
 * else. */
static void
test_reopen (Desk         *desk,
             gconstpointer roles)
{
  g_autofree char *submission = world_raise_request (&desk->world, 0);
  GtkWindow *window = open_tasks (desk, "Asked to look again");
  g_autofree char *state = NULL;

  wait_request (window);
  desk_keys_press (window, "alt+r", NULL);
  desk_wait_said (window, "Say why the decision is taken back.");
  write_words (window, "The background is within its limits");
  desk_keys_send ("alt+r");
  desk_answer (desk_wait_question (), "go-on");
  desk_wait_said (window, "The photo waits for somebody else.");
  desk_wait_said (window, "Nothing waits");
  state = get_state (desk, submission);
  g_assert_cmpstr (state, ==, "pending");
  g_assert_cmpuint (world_count_entries (&desk->world, "reopen",
                                         "The background is within its limits"), ==, 1);
}

/* The decision stands, with words for the history. */
static void
test_finish (Desk         *desk,
             gconstpointer roles)
{
  g_autofree char *submission = world_raise_request (&desk->world, 0);
  GtkWindow *window = open_tasks (desk, "Asked to look again");
  g_autofree char *state = NULL;

  wait_request (window);
  write_words (window, "Rightly rejected");
  desk_keys_press (window, "alt+s", NULL);
  desk_wait_said (window, "The task is done.");
  desk_wait_said (window, "Nothing waits");
  state = get_state (desk, submission);
  g_assert_cmpstr (state, ==, "rejected");
  g_assert_cmpuint (world_count_entries (&desk->world, "task-finish", "Rightly rejected"), ==, 1);
}

/* Two wait: what is written about one is there again after a look at the other, and after an
 * error. */
static void
test_kept (Desk         *desk,
           gconstpointer roles)
{
  g_autofree char *first = world_raise_request (&desk->world, 0);
  g_autofree char *second = world_raise_request (&desk->world, 1);
  GtkWindow *window = open_tasks (desk, "王梦梦  202000030");
  GtkWidget *field = desk_display_find (GTK_WIDGET (window), DZ_TYPE_FORM_FIELD);
  GtkListBox *list = GTK_LIST_BOX (desk_display_find (GTK_WIDGET (window), GTK_TYPE_LIST_BOX));
  g_autofree char *other = NULL;
  g_autofree char *again = NULL;
  g_autofree char *after = NULL;

  g_assert_cmpstr (first, !=, second);
  write_words (window, "Seen");
  gtk_list_box_select_row (list, gtk_list_box_get_row_at_index (list, 1));
  other = dz_form_field_dup_text (DZ_FORM_FIELD (field));
  g_assert_cmpstr (other, ==, "");
  gtk_list_box_select_row (list, gtk_list_box_get_row_at_index (list, 0));
  again = dz_form_field_dup_text (DZ_FORM_FIELD (field));
  g_assert_cmpstr (again, ==, "Seen");
  soup_server_disconnect (desk->world.fixture.staff);
  desk_keys_press (window, "alt+s", NULL);
  desk_wait_said (window, "The service does not answer");
  after = dz_form_field_dup_text (DZ_FORM_FIELD (field));
  g_assert_cmpstr (after, ==, "Seen");
}

static gboolean
is_listed_once (gpointer data)
{
  return gtk_list_box_get_row_at_index (data, 0) != NULL
         && gtk_list_box_get_row_at_index (data, 1) == NULL;
}

/* While one ends another is looked at already: what is written about that one stays. */
static void
test_end_behind (Desk         *desk,
                 gconstpointer roles)
{
  g_autofree char *first = world_raise_request (&desk->world, 0);
  g_autofree char *second = world_raise_request (&desk->world, 1);
  GtkWindow *window = open_tasks (desk, "王梦梦  202000030");
  GtkWidget *field = desk_display_find (GTK_WIDGET (window), DZ_TYPE_FORM_FIELD);
  GtkListBox *list = GTK_LIST_BOX (desk_display_find (GTK_WIDGET (window), GTK_TYPE_LIST_BOX));
  g_autofree char *kept = NULL;

  g_assert_cmpstr (first, !=, second);
  g_assert_true (gtk_widget_activate_action (GTK_WIDGET (window), "tasks.finish", NULL));
  gtk_list_box_select_row (list, gtk_list_box_get_row_at_index (list, 1));
  dz_form_field_set_text (DZ_FORM_FIELD (field), "Not yet seen to");
  desk_wait_said (window, "The task is done.");
  dz_test_wait_for (is_listed_once, list, WORLD_WAIT_S, "one task is left");
  kept = dz_form_field_dup_text (DZ_FORM_FIELD (field));
  g_assert_cmpstr (kept, ==, "Not yet seen to");
}

/* How the task stands that is looked at is asked again with the list, and its words stay. */
static void
test_ask_again (Desk         *desk,
                gconstpointer roles)
{
  g_autofree char *submission = world_raise_request (&desk->world, 0);
  GtkWindow *window = open_tasks (desk, "Asked to look again");
  GtkWidget *field = desk_display_find (GTK_WIDGET (window), DZ_TYPE_FORM_FIELD);
  g_autofree char *kept = NULL;

  g_assert_nonnull (submission);
  wait_request (window);
  dz_form_field_set_text (DZ_FORM_FIELD (field), "Half a sentence");
  g_assert_true (gtk_widget_activate_action (GTK_WIDGET (window), "tasks.refresh", NULL));
  desk_wait_said (window, "Asking how it stands");
  desk_wait_said (window, "li decided: reject – Background colour, ");
  kept = dz_form_field_dup_text (DZ_FORM_FIELD (field));
  g_assert_cmpstr (kept, ==, "Half a sentence");
}

/* Whoever leaves the window while the service has not answered yet can open it again at once. */
static void
test_close_early (Desk         *desk,
                  gconstpointer roles)
{
  g_autofree char *submission = world_raise_request (&desk->world, 0);
  const char *const ways[] = { "window.close", "tasks.leave" };

  g_assert_nonnull (submission);
  for (guint i = 0; i < G_N_ELEMENTS (ways); i++)
    {
      GtkWindow *window;

      g_assert_true (gtk_widget_activate_action (GTK_WIDGET (desk->main), "win.tasks", NULL));
      window = desk_find_window (DZ_TYPE_TASKS_WINDOW);
      g_assert_nonnull (window);
      g_assert_true (gtk_widget_activate_action (GTK_WIDGET (window), ways[i], NULL));
      g_assert_null (desk_find_window (DZ_TYPE_TASKS_WINDOW));
    }
  open_tasks (desk, "Asked to look again");
}

static gboolean
says_nothing (gpointer data)
{
  return desk_find_said (data, "task") == NULL;
}

/* Whoever sits here sees how many wait, and nothing once none does. */
static void
test_badge (Desk         *desk,
            gconstpointer roles)
{
  DzTasksBadge *badge = g_object_new (DZ_TYPE_TASKS_BADGE, NULL);
  GtkWindow *window = GTK_WINDOW (desk->main);
  g_autofree char *submission = NULL;
  g_autofree char *path = NULL;
  g_autoptr(Reply) tasks = NULL;
  g_autoptr(Reply) done = NULL;

  gtk_window_set_child (window, GTK_WIDGET (badge));
  dz_tasks_badge_set_sync (badge, desk->world.sync);
  g_assert_null (desk_find_said (GTK_WIDGET (window), "task"));
  submission = world_raise_request (&desk->world, 0);
  dz_sync_refresh (desk->world.sync);
  desk_wait_said (window, "1 task");
  tasks = world_ask (&desk->world, "GET", "/tasks", NULL);
  path = g_strdup_printf ("/tasks/%s/finish", reply_string (tasks, "tasks.0.id"));
  done = world_ask (&desk->world, "POST", path, "{}");
  assert_reply (done, 200, NULL);
  dz_sync_refresh (desk->world.sync);
  dz_test_wait_for (says_nothing, window, WORLD_WAIT_S, "nothing waits");
  dz_tasks_badge_set_sync (badge, NULL);
}

#define N_CONFLICTS 12
#define NARROW 360

static void
set_language (const char *language)
{
  g_autofree char *texts = g_test_build_filename (G_TEST_BUILT, "po", NULL);

  g_setenv ("LANGUAGE", language, TRUE);
  bindtextdomain ("duizhao", texts);
  textdomain ("duizhao"); /* libintl looks at the language again */
}

static gboolean
shows_tasks (gpointer badge)
{
  return gtk_widget_get_mapped (badge);
}

static gboolean
hides_tasks (gpointer badge)
{
  return !shows_tasks (badge);
}

/* On a narrow screen tasks go into the menu, and come back where there is room. */
static void
assert_folds (Desk       *desk,
              const char *tasks)
{
  GtkWindow *window = g_object_new (ADW_TYPE_WINDOW, "default-width", 3 * NARROW, NULL);
  DzHeaderBar *header = g_object_new (DZ_TYPE_HEADER_BAR, NULL);
  GtkWidget *badge = desk_display_find (GTK_WIDGET (header), DZ_TYPE_TASKS_BADGE);
  int minimum;

  adw_window_set_content (ADW_WINDOW (window), GTK_WIDGET (header));
  dz_header_bar_set_outbox (header, desk->world.sync);
  dz_header_bar_set_sync (header, desk->world.sync);
  dz_header_bar_set_working (header, TRUE);
  gtk_window_present (window);
  desk_wait_said (window, tasks);
  gtk_window_set_default_size (window, NARROW, -1);
  dz_test_wait_for (hides_tasks, badge, WORLD_WAIT_S, "tasks stand in the menu alone");
  gtk_widget_measure (GTK_WIDGET (window), GTK_ORIENTATION_HORIZONTAL, -1, &minimum, NULL, NULL,
                      NULL);
  g_assert_cmpint (minimum, >, 0);
  g_assert_cmpint (minimum, <=, NARROW);
  gtk_window_set_default_size (window, 3 * NARROW, -1);
  dz_test_wait_for (shows_tasks, badge, WORLD_WAIT_S, "tasks have room");
  desk_wait_said (window, tasks);
  dz_header_bar_set_sync (header, NULL);
  dz_header_bar_set_outbox (header, NULL);
  gtk_window_destroy (window);
}

/* As a reviewer has it who is a supervisor, too, and whose decisions others forestalled. */
static void
list_conflicts (Desk *desk)
{
  GListStore *list = G_LIST_STORE (dz_sync_get_conflicts (desk->world.sync));

  for (guint i = 0; i < N_CONFLICTS; i++)
    {
      g_autoptr(DzConflict) conflict = dz_conflict_new ();
      g_autoptr(DzConflictItem) item = NULL;

      conflict->command = g_strdup_printf ("%032u", i);
      conflict->user = g_strdup (dz_sync_get_user (desk->world.sync)->id);
      conflict->submission = g_strdup (conflict->command);
      conflict->body = g_strdup ("{}");
      item = dz_conflict_item_new (conflict, NULL);
      g_list_store_append (list, item);
    }
}

static void
test_narrow (Desk         *desk,
             gconstpointer roles)
{
  g_autofree char *submission = world_raise_request (&desk->world, 0);

  g_assert_nonnull (submission);
  dz_sync_refresh (desk->world.sync);
  assert_folds (desk, "1 task");
  list_conflicts (desk);
  assert_folds (desk, "12 not applied");
  assert_folds (desk, "1 task");
  set_language ("zh_CN");
  assert_folds (desk, "1 项");
  set_language ("en");
}

static void
judge_cb (char      **submission,
          const char *wanted)
{
  *submission = g_strdup (wanted);
}

/* One photo of two students: each names the other, and neither is ended here but judged. */
static void
test_quarantine (Desk         *desk,
                 gconstpointer roles)
{
  g_autofree char *one = fixture_verify (&desk->world.fixture, 0);
  g_autofree char *other = fixture_verify (&desk->world.fixture, 1);
  g_autofree char *first = fixture_submit (&desk->world.fixture, one, 0);
  g_autofree char *second = fixture_submit (&desk->world.fixture, other, 0);
  GtkWindow *window = open_tasks (desk, "Same photo as another student’s");
  GtkWidget *finish = desk_display_find_text (GTK_WIDGET (window), "Fini_sh");
  g_autofree char *judged = NULL;

  g_assert_cmpstr (first, !=, second);
  desk_wait_said (window, "Also sent by ");
  desk_wait_said (window, "It ends when a supervisor judges the photo");
  g_assert_false (gtk_widget_is_sensitive (gtk_widget_get_ancestor (finish, GTK_TYPE_BUTTON)));
  g_signal_connect_swapped (desk->oversight, "judge", G_CALLBACK (judge_cb), &judged);
  desk_keys_send ("alt+j");
  dz_test_wait_set (&judged, WORLD_WAIT_S, "it is to be judged");
  g_assert_true (g_str_equal (judged, first) || g_str_equal (judged, second));
}

int
main (int   argc,
      char *argv[])
{
  if (!desk_display_open (&argc, &argv))
    return 0;
#define ADD(path, func) \
  g_test_add ("/tasks-window/" path, Desk, GUINT_TO_POINTER (DZ_ROLE_SUPERVISOR), desk_set_up, \
              func, desk_tear_down)
  ADD ("reopen", test_reopen);
  ADD ("finish", test_finish);
  ADD ("kept", test_kept);
  ADD ("end-behind", test_end_behind);
  ADD ("ask-again", test_ask_again);
  ADD ("close-early", test_close_early);
  ADD ("quarantine", test_quarantine);
  ADD ("badge", test_badge);
  ADD ("narrow", test_narrow);
  return g_test_run ();
}
