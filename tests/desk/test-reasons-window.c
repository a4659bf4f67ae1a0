/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Supervisors change the reasons with the keyboard, against the real service. */
#include "dz-reasons-window.h"

#include "desk-display.h"
#include "desk-keys.h"
#include "dz-test-wait.h"
#include "dz-form-field.h"
#include "oversight-desk.h"

/* The field with the keyboard. */
static DzFormField *
get_field (GtkWindow *window)
{
  GtkWidget *focus = gtk_window_get_focus (window);

  g_assert_nonnull (focus);
  return DZ_FORM_FIELD (gtk_widget_get_ancestor (focus, DZ_TYPE_FORM_FIELD));
}

static void
assert_field (GtkWindow  *window,
              const char *text)
{
  g_autofree char *found = dz_form_field_dup_text (get_field (window));

  g_assert_cmpstr (found, ==, text);
}

static GtkWindow *
open_reasons (Desk *desk)
{
  return desk_open (desk, "win.reasons", DZ_TYPE_REASONS_WINDOW, "file-format, version 1");
}

static const DzReason *
find (DzReasonList *reasons,
      const char   *code,
      guint         version)
{
  const DzReason *last = dz_reason_list_find_version (reasons, code, 0);

  g_assert_nonnull (last);
  g_assert_cmpuint (last->version, ==, version);
  return last;
}

/* ---- tests ---- */

/* What is missing is said where it is missing; then all is written, and a rule found and chosen. */
static void
add_mask (GtkWindow *window)
{
  desk_keys_press (window, "alt+a", NULL);
  desk_wait_said (window, "it never changes");
  desk_keys_press (window, "alt+s", NULL);
  desk_wait_said (window, "A code is small letters");
  desk_keys_type (window, "mask");
  g_assert_null (desk_find_said (GTK_WIDGET (window), "A code is small letters"));
  assert_field (window, "mask");
  desk_keys_press (window, "Tab", NULL);
  dz_form_field_set_text (get_field (window), "戴口罩");
  desk_keys_press (window, "Tab", NULL);
  desk_keys_type (window, "Wears a mask");
  desk_keys_press (window, "Tab", NULL);
  dz_form_field_set_text (get_field (window), "请摘下口罩。");
  desk_wait_said (window, "Where nothing was measured: 请摘下口罩。");
  desk_keys_press (window, "Tab", NULL);
  desk_keys_type (window, "Please take off the mask.");
  desk_keys_press (window, "alt+u", NULL);
  desk_keys_type (window, "lips");
  desk_keys_press (window, "Return", "space", NULL);
  desk_wait_said (window, "Answers MOUTH-01");
  desk_keys_press (window, "alt+s", NULL);
  desk_wait_said (window, "“戴口罩” is given from now on, as version 1.");
}

/* A button that a key presses stays down for a moment before it does something. */
static void
open_change (GtkWindow *window)
{
  desk_keys_press (window, "alt+h", NULL);
  desk_wait_said (window, "Change a Reason");
}

static void
change_mask (GtkWindow *window)
{
  open_change (window);
  assert_field (window, "戴口罩");
  desk_keys_press (window, "alt+e", "End", NULL);
  desk_keys_type (window, " in the photo");
  desk_keys_press (window, "Return", NULL);
  desk_wait_said (window, "“戴口罩” is given from now on, as version 2.");
}

static void
retire_mask (GtkWindow *window)
{
  GtkWindow *question;

  desk_keys_send ("alt+r");
  question = desk_wait_question ();
  desk_answer (question, "go-on");
  desk_wait_said (window, "“戴口罩” is given no more.");
}

static void
list_all (GtkWindow *window)
{
  GtkWidget *label = desk_display_find_text (GTK_WIDGET (window), "Earl_ier and Retired");

  gtk_toggle_button_set_active (
    GTK_TOGGLE_BUTTON (gtk_widget_get_ancestor (label, GTK_TYPE_TOGGLE_BUTTON)), TRUE);
}

static void
test_keyboard (Desk         *desk,
               gconstpointer roles)
{
  GtkWindow *window = open_reasons (desk);
  g_autoptr(DzReasonList) added = NULL;
  g_autoptr(DzReasonList) changed = NULL;
  g_autoptr(DzReasonList) retired = NULL;

  add_mask (window);
  added = world_list_reasons (&desk->world);
  g_assert_cmpstr (find (added, "mask", 1)->rules, ==, "MOUTH-01");
  g_assert_cmpstr (find (added, "mask", 1)->en, ==, "Please take off the mask.");
  g_assert_cmpstr (find (added, "mask", 1)->made_by, ==, "wei");
  desk_wait_said (window, "mask, version 1");
  change_mask (window);
  changed = world_list_reasons (&desk->world);
  g_assert_cmpstr (find (changed, "mask", 2)->label_en, ==, "Wears a mask in the photo");
  desk_wait_said (window, "mask, version 2");
  retire_mask (window);
  retired = world_list_reasons (&desk->world);
  g_assert_cmpint (find (retired, "mask", 2)->retired_us, >, 0);
  list_all (window);
  desk_wait_said (window, "Earlier version");
  desk_wait_said (window, "Retired");
}

/* Who waits no longer for a reason to be retired is told what that means. */
static void
test_give_up (Desk         *desk,
              gconstpointer roles)
{
  GtkWindow *window = open_reasons (desk);

  desk_keys_send ("alt+r");
  desk_answer (desk_wait_question (), "go-on");
  g_assert_true (gtk_widget_activate_action (GTK_WIDGET (window), "reasons.leave", NULL));
  desk_wait_said (window, "You gave up waiting. It may be done all the same.");
}

static gboolean
is_closed (gpointer data)
{
  return desk_find_window (DZ_TYPE_REASONS_WINDOW) == NULL;
}

/* Who closes the window while a reason is being retired sees that it is, and then it is closed. */
static void
test_close (Desk         *desk,
            gconstpointer roles)
{
  GtkWindow *window = open_reasons (desk);
  g_autoptr(DzReasonList) reasons = NULL;

  desk_keys_send ("alt+r");
  desk_answer (desk_wait_question (), "go-on");
  gtk_window_close (window);
  g_assert_false (is_closed (NULL));
  dz_test_wait_for (is_closed, NULL, WORLD_WAIT_S, "it is retired, and the window is closed");
  reasons = world_list_reasons (&desk->world);
  g_assert_cmpint (find (reasons, "file-format", 1)->retired_us, >, 0);
}

/* What could not be done is said before that. */
static void
test_close_offline (Desk         *desk,
                    gconstpointer roles)
{
  GtkWindow *window = open_reasons (desk);

  soup_server_disconnect (desk->world.fixture.staff);
  desk_keys_send ("alt+r");
  desk_answer (desk_wait_question (), "go-on");
  gtk_window_close (window);
  desk_wait_said (window, "The service does not answer");
  gtk_window_close (window);
  g_assert_true (is_closed (NULL));
}

static void
change_elsewhere (Desk *desk)
{
  g_autoptr(Reply) reply = world_ask (&desk->world, "POST", "/reasons",
                                      "{\"code\":\"file-format\",\"rules\":\"FILE-01\","
                                      "\"label_zh\":\"格式不对\",\"label_en\":\"Format\","
                                      "\"zh\":\"请上传 JPG。\",\"en\":\"Please send a JPG.\"}");

  assert_reply (reply, 201, NULL);
}

/* Another was faster: their words are shown, mine stay, and saving again puts mine in their
 * place. */
static void
test_overtaken (Desk         *desk,
                gconstpointer roles)
{
  GtkWindow *window = open_reasons (desk);
  g_autoptr(DzReasonList) reasons = NULL;

  open_change (window);
  desk_keys_press (window, "alt+e", "End", NULL);
  desk_keys_type (window, " at all");
  change_elsewhere (desk);
  desk_keys_press (window, "Return", NULL);
  desk_wait_said (window, "wei has changed this reason meanwhile, version 2: “请上传 JPG。”");
  assert_field (window, "Not a valid JPG at all");
  desk_keys_press (window, "Return", NULL);
  desk_wait_said (window, "is given from now on, as version 3.");
  reasons = world_list_reasons (&desk->world);
  g_assert_cmpstr (find (reasons, "file-format", 3)->label_en, ==, "Not a valid JPG at all");
}

/* Nobody answers: that is said and nothing typed is lost; Escape asks before it drops it. */
static void
test_offline (Desk         *desk,
              gconstpointer roles)
{
  GtkWindow *window = open_reasons (desk);
  GtkWindow *question;

  open_change (window);
  desk_keys_press (window, "alt+e", "End", NULL);
  desk_keys_type (window, " at all");
  soup_server_disconnect (desk->world.fixture.staff);
  desk_keys_press (window, "Return", NULL);
  desk_wait_said (window, "The service does not answer");
  assert_field (window, "Not a valid JPG at all");
  desk_keys_send ("Escape");
  question = desk_wait_question ();
  desk_wait_said (question, "Drop what you have written?");
  desk_answer (question, "stay");
  assert_field (window, "Not a valid JPG at all");
}

/* Who is neither supervisor nor administrator finds nothing of it. */
static void
test_roles (Desk         *desk,
            gconstpointer roles)
{
  GActionGroup *actions = G_ACTION_GROUP (desk->main);

  g_assert_false (g_action_group_get_action_enabled (actions, "reasons"));
  g_assert_false (g_action_group_get_action_enabled (actions, "tasks"));
}

static void
test_administrator (Desk         *desk,
                    gconstpointer roles)
{
  GActionGroup *actions = G_ACTION_GROUP (desk->main);

  g_assert_true (g_action_group_get_action_enabled (actions, "reasons"));
  dz_oversight_close (desk->oversight);
  g_assert_false (g_action_group_get_action_enabled (actions, "reasons"));
}

int
main (int   argc,
      char *argv[])
{
  if (!desk_display_open (&argc, &argv))
    return 0;
#define ADD(path, roles, func) \
  g_test_add ("/reasons-window/" path, Desk, GUINT_TO_POINTER (roles), desk_set_up, func, \
              desk_tear_down)
  ADD ("keyboard", DZ_ROLE_SUPERVISOR, test_keyboard);
  ADD ("give-up", DZ_ROLE_SUPERVISOR, test_give_up);
  ADD ("close", DZ_ROLE_SUPERVISOR, test_close);
  ADD ("close-offline", DZ_ROLE_SUPERVISOR, test_close_offline);
  ADD ("overtaken", DZ_ROLE_SUPERVISOR, test_overtaken);
  ADD ("offline", DZ_ROLE_SUPERVISOR, test_offline);
  ADD ("reviewer", DZ_ROLE_REVIEWER | DZ_ROLE_DELIVERER, test_roles);
  ADD ("administrator", DZ_ROLE_ADMINISTRATOR, test_administrator);
  return g_test_run ();
}
