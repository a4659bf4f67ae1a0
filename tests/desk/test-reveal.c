/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The real window and real keys, on a real service with the sample school: the ID number, hidden
 * but for as long as a key or the button is held, each time recorded, with a reason. */
#include "desk-window.h"

#include <string.h>

#include "desk-display.h"
#include "desk-keys.h"
#include "dz-record-pane.h"
#include "dz-reveal-popover.h"
#include "dz-reveal.h"
#include "dz-test-school.h"
#include "dz-test-service.h"
#include "dz-test-wait.h"

#define WAIT_S 60
#define HIDDEN_S (DZ_REVEAL_S_MAX - 10) /* after that it would be hidden by itself */
#define TITLE "What is hidden"
#define OTHER_TITLE "Another window"
#define BEFORE_NUMBER "ID number "

static DeskWindow desk;
static DzTestSchool *school;
static DzTestService *service;
static GtkWidget *record;  /* unowned, in the window */
static GtkWidget *popover; /* unowned, in the window */

static void
open_all (void)
{
  school = dz_test_school_new ();
  service = dz_test_service_start (school->data, NULL, NULL);
  desk_window_open (&desk, service->staff_url, NULL);
  record = desk_display_find (desk.page, DZ_TYPE_RECORD_PANE);
  popover = desk_display_find (record, DZ_TYPE_REVEAL_POPOVER);
  desk_window_sign_in (&desk, school->reviewer, school->password);
  desk_window_wait_readable (&desk);
  desk_window_take_keyboard (&desk, TITLE);
}

static void
close_all (void)
{
  desk_window_close (&desk);
  dz_test_service_free (service);
  dz_test_school_free (school);
}

/* As the record says it; %NULL where it says none. */
static const char *
find_number (GtkWidget *root)
{
  const char *text = GTK_IS_LABEL (root) ? gtk_label_get_text (GTK_LABEL (root)) : "";

  if (g_str_has_prefix (text, BEFORE_NUMBER))
    return text + strlen (BEFORE_NUMBER);
  for (GtkWidget *child = gtk_widget_get_first_child (root); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    {
      const char *number = find_number (child);

      if (number != NULL)
        return number;
    }
  return NULL;
}

static gboolean
is_hidden (gpointer data)
{
  return strchr (find_number (record), '*') != NULL;
}

static void
wait_hidden (void)
{
  dz_test_wait_for (is_hidden, NULL, HIDDEN_S, "the number is hidden again");
}

static gboolean
is_shown (gpointer data)
{
  const char *number = find_number (record);

  return strlen (number) == 18 && strspn (number, "0123456789X") == 18;
}

/* Once the window has the keyboard, and knows it: what has just closed had it. */
static void
hold (const char *key)
{
  desk_keys_press (GTK_WINDOW (desk.window), "Shift_L", NULL);
  desk_keys_hold (key);
}

static gboolean
is_asked (gpointer data)
{
  return gtk_widget_get_mapped (popover);
}

static gboolean
is_not_asked (gpointer data)
{
  return !is_asked (NULL);
}

static guint
count_looks (void)
{
  g_autofree char *list = dz_test_school_list_history (school, service->staff_url, NULL);
  g_auto(GStrv) parts = g_strsplit (list, " reveal ", -1);

  return g_strv_length (parts) - 1;
}

/* It asks why first, and shows nothing for that; then while the key is held, and no longer. */
static void
test_key (void)
{
  g_autofree char *masked = g_strdup (find_number (record));

  g_assert_true (is_hidden (NULL));
  desk_keys_send ("n");
  dz_test_wait_for (is_asked, NULL, WAIT_S, "it is asked why");
  g_assert_true (is_hidden (NULL));
  desk_keys_send ("Return");
  dz_test_wait_for (is_not_asked, NULL, WAIT_S, "it was said why");
  desk_display_wait_said (GTK_WIDGET (desk.window),
                          "Now hold N, or the button, to see the number.");
  g_assert_cmpuint (count_looks (), ==, 0);
  for (guint i = 1; i <= 2; i++)
    {
      hold ("n");
      dz_test_wait_for (is_shown, NULL, WAIT_S, "the number is shown");
      g_assert_cmpuint (count_looks (), ==, i);
      g_assert_true (g_str_has_prefix (masked, (char[]) { find_number (record)[0], '\0' }));
      desk_keys_let_go ("n");
      wait_hidden ();
      g_assert_cmpstr (find_number (record), ==, masked);
    }
}

static void
hold_and_turn_away (const char *key)
{
  GtkWindow *window = desk_display_present (gtk_label_new ("x"), 100, 100);

  gtk_window_set_title (window, OTHER_TITLE);
  desk_keys_focus (GTK_WINDOW (desk.window));
  hold (key);
  dz_test_wait_for (is_shown, NULL, WAIT_S, "the number is shown");
  desk_keys_focus (window);
  wait_hidden ();
  desk_keys_let_go (key);
  gtk_window_destroy (window);
  desk_keys_focus (GTK_WINDOW (desk.window));
}

/* Whoever turns to another window looks no more. */
static void
test_turned_away (void)
{
  hold_and_turn_away ("n");
}

/* The button that has the keyboard, with its own key, until it is let go or the keyboard is
 * elsewhere: in another window, or at another button. */
static void
test_button (void)
{
  GtkWidget *button = gtk_widget_get_ancestor (desk_display_find_text (record, "hold to show"),
                                               GTK_TYPE_BUTTON);

  g_assert_true (gtk_widget_grab_focus (button));
  hold ("space");
  dz_test_wait_for (is_shown, NULL, WAIT_S, "the number is shown");
  desk_keys_let_go ("space");
  wait_hidden ();
  hold_and_turn_away ("space");
  g_assert_true (gtk_widget_grab_focus (button));
  hold ("space");
  dz_test_wait_for (is_shown, NULL, WAIT_S, "the number is shown");
  gtk_widget_grab_focus (desk.page);
  wait_hidden ();
  desk_keys_let_go ("space");
}

static gboolean
is_other (gpointer identifier)
{
  return g_strcmp0 (desk_window_find_named (&desk), identifier) != 0
         && desk_window_is_readable (&desk);
}

/* Another student's number needs a reason of its own; and whoever goes on while they hold the key
 * has let go of the first. */
static void
test_next (void)
{
  g_autofree char *first = g_strdup (desk_window_find_named (&desk));
  guint n_looks = count_looks ();

  hold ("n");
  dz_test_wait_for (is_shown, NULL, WAIT_S, "the number is shown");
  desk_keys_send ("Right");
  dz_test_wait_for (is_other, first, WAIT_S, "another photo is seen");
  g_assert_true (is_hidden (NULL));
  desk_keys_let_go ("n");
  desk_keys_send ("n");
  dz_test_wait_for (is_asked, NULL, WAIT_S, "it is asked why");
  desk_keys_send ("Escape");
  dz_test_wait_for (is_not_asked, NULL, WAIT_S, "it was not said why");
  g_assert_true (is_hidden (NULL));
  g_assert_cmpuint (count_looks (), ==, n_looks + 1);
}

/* Whoever is asked about one student says nothing about another one. */
static void
test_asked_of_another (void)
{
  g_autofree char *first = g_strdup (desk_window_find_named (&desk));

  desk_keys_press (GTK_WINDOW (desk.window), "Shift_L", NULL);
  desk_keys_send ("n");
  dz_test_wait_for (is_asked, NULL, WAIT_S, "it is asked why");
  g_assert_true (gtk_widget_activate_action (desk.page, "review.next", NULL));
  dz_test_wait_for (is_other, first, WAIT_S, "another photo is seen");
  dz_test_wait_for (is_not_asked, NULL, WAIT_S, "it is asked no more");
}

/* What cannot be recorded is not shown. */
static void
test_offline (void)
{
  desk_keys_press (GTK_WINDOW (desk.window), "Shift_L", NULL);
  desk_keys_send ("n");
  dz_test_wait_for (is_asked, NULL, WAIT_S, "it is asked why");
  desk_keys_send ("Return");
  dz_test_wait_for (is_not_asked, NULL, WAIT_S, "it was said why");
  dz_test_service_kill (service);
  hold ("n");
  desk_display_wait_said (GTK_WIDGET (desk.window),
                          "The service does not answer. What is hidden is shown only after the "
                          "service has recorded who looks.");
  g_assert_true (is_hidden (NULL));
  desk_keys_let_go ("n");
}

int
main (int    argc,
      char **argv)
{
  g_autofree char *home = desk_window_begin (&argc, &argv);
  int status;

  if (home == NULL)
    return 0;
  open_all ();
  g_test_add_func ("/reveal/key", test_key);
  g_test_add_func ("/reveal/turned-away", test_turned_away);
  g_test_add_func ("/reveal/button", test_button);
  g_test_add_func ("/reveal/next", test_next);
  g_test_add_func ("/reveal/asked-of-another", test_asked_of_another);
  g_test_add_func ("/reveal/offline", test_offline);
  status = g_test_run ();
  close_all ();
  dz_test_remove_tree (home);
  return status;
}
