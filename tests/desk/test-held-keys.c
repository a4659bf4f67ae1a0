/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A key that is held down decides nothing, whatever windows open or close meanwhile: with the X
 * server's own repetitions. */
#include "dz-window-keys.h"

#include "desk-display.h"
#include "dz-first-keys.h"
#include "dz-test-service.h"
#include "dz-test-wait.h"

#define TITLE "Photos under test"
#define OTHER_TITLE "Another window"
#define SCHEMA "io.github.duizhao.Duizhao"
#define KEY_A "38" /* evdev's code plus 8 */
#define PRESSED_S 20
#define N_REPEATS 5

typedef struct
{
  GSettings    *settings;
  GtkWidget    *window;
  GtkWindow    *other;
  DzWindowKeys *keys;
  guint         n_pressed;  /* keys that came to @window, repetitions too */
  guint         n_released;
  guint         n_approved;
  guint         wanted;
} Desk;

static DzKeyPlaces
find_place (GtkWindow  *window,
            GtkWidget **target)
{
  return DZ_KEY_PLACE_PHOTO;
}

static void
approve_cb (GSimpleAction *action,
            GVariant      *parameter,
            gpointer       user_data)
{
  ((Desk *) user_data)->n_approved++;
}

static void
add_approve (Desk *desk)
{
  static const GActionEntry entries[] = { { .name = "approve", .activate = approve_cb } };
  g_autoptr(GSimpleActionGroup) group = g_simple_action_group_new ();

  g_action_map_add_action_entries (G_ACTION_MAP (group), entries, G_N_ELEMENTS (entries), desk);
  gtk_widget_insert_action_group (desk->window, "review", G_ACTION_GROUP (group));
}

static gboolean
pressed_cb (Desk *desk)
{
  desk->n_pressed++;
  return GDK_EVENT_PROPAGATE;
}

static void
released_cb (Desk *desk)
{
  desk->n_released++;
}

/* Before what is tested, so that all is counted. */
static void
count_keys (Desk *desk)
{
  GtkEventController *keys = gtk_event_controller_key_new ();

  gtk_event_controller_set_propagation_phase (keys, GTK_PHASE_CAPTURE);
  g_signal_connect_swapped (keys, "key-pressed", G_CALLBACK (pressed_cb), desk);
  g_signal_connect_swapped (keys, "key-released", G_CALLBACK (released_cb), desk);
  gtk_widget_add_controller (desk->window, keys);
}

static void
run (const char *first,
     ...)
{
  g_autoptr(GPtrArray) argv = g_ptr_array_new ();
  g_autofree char *said = NULL;
  const char *argument;
  va_list arguments;

  g_ptr_array_add (argv, (gpointer) "xdotool");
  va_start (arguments, first);
  for (argument = first; argument != NULL; argument = va_arg (arguments, const char *))
    g_ptr_array_add (argv, (gpointer) argument);
  va_end (arguments);
  g_ptr_array_add (argv, NULL);
  gdk_display_sync (gdk_display_get_default ());
  said = dz_test_run ((const char *const *) argv->pdata, NULL, 0);
}

static gboolean
is_active (gpointer data)
{
  return gtk_window_is_active (data);
}

/* Without a window manager nobody gives a window the keyboard. */
static void
focus (GtkWindow *window)
{
  g_autofree char *pattern = g_strdup_printf ("^%s$", gtk_window_get_title (window));

  run ("search", "--sync", "--onlyvisible", "--name", pattern, "windowfocus", "--sync", NULL);
  dz_test_wait_for (is_active, window, PRESSED_S, "the window has the keyboard");
}

static gboolean
is_mapped (gpointer data)
{
  return gtk_widget_get_mapped (data);
}

static void
open_desk (Desk *desk)
{
  desk->settings = g_settings_new (SCHEMA);
  g_settings_set_boolean (desk->settings, "first-keys-seen", TRUE);
  desk->window = adw_application_window_new (NULL);
  gtk_window_set_title (GTK_WINDOW (desk->window), TITLE);
  add_approve (desk);
  desk->keys = dz_window_keys_new (ADW_APPLICATION_WINDOW (desk->window), find_place,
                                   desk->settings);
  count_keys (desk);
  adw_application_window_set_content (ADW_APPLICATION_WINDOW (desk->window),
                                      gtk_label_new ("photo"));
  dz_window_keys_cover (desk->keys);
  gtk_window_set_default_size (GTK_WINDOW (desk->window), 600, 400);
  gtk_window_present (GTK_WINDOW (desk->window));
  dz_test_wait_for (is_mapped, desk->window, PRESSED_S, "the window is there");
  desk->other = desk_display_present (gtk_label_new ("other"), 300, 200);
  gtk_window_set_title (desk->other, OTHER_TITLE);
}

static void
close_desk (Desk *desk)
{
  dz_window_keys_close (desk->keys);
  gtk_window_destroy (GTK_WINDOW (desk->window));
  if (desk->other != NULL)
    gtk_window_destroy (desk->other);
  dz_test_wait_finalized (desk->keys);
  dz_test_wait_finalized (desk->settings);
}

static gboolean
has_pressed (gpointer data)
{
  return ((Desk *) data)->n_pressed >= ((Desk *) data)->wanted;
}

static void
wait_repeats (Desk *desk)
{
  desk->wanted = desk->n_pressed + N_REPEATS;
  dz_test_wait_for (has_pressed, desk, PRESSED_S, "the key repeats");
}

static gboolean
has_released (gpointer data)
{
  return ((Desk *) data)->n_released >= ((Desk *) data)->wanted;
}

static void
let_go (Desk *desk)
{
  desk->wanted = desk->n_released + 1;
  run ("keyup", KEY_A, NULL);
  dz_test_wait_for (has_released, desk, PRESSED_S, "the key goes up");
}

static void
press (Desk *desk)
{
  desk->wanted = desk->n_released + 1;
  run ("key", KEY_A, NULL);
  dz_test_wait_for (has_released, desk, PRESSED_S, "the key goes up");
}

/* ---- tests ---- */

/* It went down in a window that is gone now. */
static void
test_other_closes (void)
{
  Desk desk = { 0 };

  open_desk (&desk);
  focus (desk.other);
  run ("keydown", KEY_A, NULL);
  gtk_window_destroy (g_steal_pointer (&desk.other));
  focus (GTK_WINDOW (desk.window));
  wait_repeats (&desk);
  g_assert_cmpuint (desk.n_approved, ==, 0);
  let_go (&desk);
  press (&desk);
  g_assert_cmpuint (desk.n_approved, ==, 1);
  close_desk (&desk);
}

/* It has acted here, and is held while another window has the keyboard for a moment. */
static void
test_other_comes_and_goes (void)
{
  Desk desk = { 0 };

  open_desk (&desk);
  focus (GTK_WINDOW (desk.window));
  run ("keydown", KEY_A, NULL);
  wait_repeats (&desk);
  g_assert_cmpuint (desk.n_approved, ==, 1);
  focus (desk.other);
  focus (GTK_WINDOW (desk.window));
  wait_repeats (&desk);
  g_assert_cmpuint (desk.n_approved, ==, 1);
  let_go (&desk);
  close_desk (&desk);
}

/* What went up elsewhere counts when it goes down again. */
static void
test_up_elsewhere (void)
{
  Desk desk = { 0 };

  open_desk (&desk);
  focus (GTK_WINDOW (desk.window));
  run ("keydown", KEY_A, NULL);
  wait_repeats (&desk);
  focus (desk.other);
  run ("keyup", KEY_A, NULL);
  focus (GTK_WINDOW (desk.window));
  press (&desk);
  g_assert_cmpuint (desk.n_approved, ==, 2);
  close_desk (&desk);
}

static gboolean
is_card_shown (Desk *desk)
{
  return gtk_widget_get_visible (desk_display_find (desk->window, DZ_TYPE_FIRST_KEYS));
}

/* The key that closes the card of the first keys decides nothing below it, wherever the keyboard
 * has been. */
static void
test_card (void)
{
  Desk desk = { 0 };

  open_desk (&desk);
  g_settings_set_boolean (desk.settings, "first-keys-seen", FALSE);
  dz_window_keys_set_working (desk.keys, TRUE);
  g_assert_true (is_card_shown (&desk));
  focus (GTK_WINDOW (desk.window));
  run ("keydown", KEY_A, NULL);
  wait_repeats (&desk);
  g_assert_false (is_card_shown (&desk));
  focus (desk.other);
  focus (GTK_WINDOW (desk.window));
  wait_repeats (&desk);
  g_assert_cmpuint (desk.n_approved, ==, 0);
  let_go (&desk);
  press (&desk);
  g_assert_cmpuint (desk.n_approved, ==, 1);
  close_desk (&desk);
}

/* Nor does a key close it unread that was down before. */
static void
test_card_stays (void)
{
  Desk desk = { 0 };

  open_desk (&desk);
  g_settings_set_boolean (desk.settings, "first-keys-seen", FALSE);
  dz_window_keys_set_working (desk.keys, TRUE);
  focus (desk.other);
  run ("keydown", KEY_A, NULL);
  focus (GTK_WINDOW (desk.window));
  wait_repeats (&desk);
  g_assert_true (is_card_shown (&desk));
  let_go (&desk);
  press (&desk);
  g_assert_false (is_card_shown (&desk));
  g_assert_cmpuint (desk.n_approved, ==, 0);
  close_desk (&desk);
}

int
main (int    argc,
      char **argv)
{
  g_autofree char *xdotool = g_find_program_in_path ("xdotool");

  if (xdotool == NULL || g_getenv ("DISPLAY") == NULL)
    {
      g_print ("1..0 # SKIP there is no display, or no xdotool to press keys\n");
      return 0;
    }
  if (!desk_display_open (&argc, &argv))
    return 0;
  g_test_add_func ("/held-keys/other-closes", test_other_closes);
  g_test_add_func ("/held-keys/other-comes-and-goes", test_other_comes_and_goes);
  g_test_add_func ("/held-keys/up-elsewhere", test_up_elsewhere);
  g_test_add_func ("/held-keys/card", test_card);
  g_test_add_func ("/held-keys/card-stays", test_card_stays);
  return g_test_run ();
}
