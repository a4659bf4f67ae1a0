/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Real keys of a real display, on keyboards of several languages, by their hardware codes: what a
 * reviewer's fingers press is told from what it would type. */
#include "dz-key-controller.h"

#include <adwaita.h>

#include "desk-display.h"
#include "dz-test-service.h"
#include "dz-test-wait.h"

#define TITLE "Keys under test"
#define PRESSED_S 20

/* Where the keys are, whatever stands on them: evdev's codes plus 8. */
#define KEY_1 "10"
#define KEY_A "38"
#define KEY_R "27"
#define KEY_S "39"
#define KEY_Q_FRENCH_A "24"
#define KEY_ESCAPE "09" /* "9" is a digit to xdotool */
#define KEY_RETURN "36"
#define KEY_Z "52"
#define KEY_SPACE "65"
#define SPACE 65
#define KEY_SLASH "61"
#define KEY_SHIFT "50"
#define KEY_CONTROL "37"
#define KEY_PAD_ADD "86"
#define KEY_PAD_SUBTRACT "82"
#define KEY_PAD_4 "83"
#define KEY_NUM_LOCK "77"
#define KEY_RIGHT "114"
#define KEY_END "115"

typedef struct
{
  DzKeymap        *keymap;
  DzKeyController *keys;
  GtkWindow       *window;
  GtkWidget       *button;
  GtkWidget       *entry;
  GString         *done;   /* what was done, one word after the other */
  gboolean         ended;  /* a key came through that means nothing */
} Desk;

static DzKeyPlaces place;

static DzKeyPlaces
find_place (GtkWindow  *window,
            GtkWidget **target)
{
  return place;
}

static void
done_cb (GSimpleAction *action,
         GVariant      *parameter,
         gpointer       user_data)
{
  Desk *desk = user_data;

  g_string_append_printf (desk->done, "%s%s", desk->done->len > 0 ? " " : "",
                          g_action_get_name (G_ACTION (action)));
  if (parameter != NULL && g_variant_is_of_type (parameter, G_VARIANT_TYPE_UINT32))
    g_string_append_printf (desk->done, "-%u", g_variant_get_uint32 (parameter));
}

static void
add_action (Desk               *desk,
            GSimpleActionGroup *group,
            const char         *prefix,
            const char         *detailed,
            gboolean            numbers)
{
  g_autofree char *name = NULL;
  g_autoptr(GVariant) target = NULL;
  g_autoptr(GSimpleAction) action = NULL;

  g_assert_true (g_action_parse_detailed_name (detailed, &name, &target, NULL));
  if (!g_str_has_prefix (name, prefix) || name[strlen (prefix)] != '.')
    return;
  action = g_simple_action_new (name + strlen (prefix) + 1,
                                numbers ? G_VARIANT_TYPE_UINT32
                                : target != NULL ? g_variant_get_type (target) : NULL);
  g_signal_connect (action, "activate", G_CALLBACK (done_cb), desk);
  g_action_map_add_action (G_ACTION_MAP (group), G_ACTION (action));
}

static void
add_actions (Desk       *desk,
             const char *prefix)
{
  g_autoptr(GSimpleActionGroup) group = g_simple_action_group_new ();
  guint n_actions;
  const DzKeyAction *actions = dz_key_table_get (&n_actions);

  for (guint i = 0; i < n_actions; i++)
    {
      add_action (desk, group, prefix, actions[i].action,
                  (actions[i].flags & DZ_KEY_NUMBERS) != 0);
      if (actions[i].released != NULL)
        add_action (desk, group, prefix, actions[i].released, FALSE);
    }
  gtk_widget_insert_action_group (GTK_WIDGET (desk->window), prefix, G_ACTION_GROUP (group));
}

/* Ends what is waited for: a key that nobody wants comes after all the others. */
static gboolean
passed_cb (Desk  *desk,
           guint  keyval)
{
  desk->ended = desk->ended || keyval == GDK_KEY_End;
  return GDK_EVENT_PROPAGATE;
}

static void
clicked_cb (Desk *desk)
{
  g_string_append_printf (desk->done, "%sclick", desk->done->len > 0 ? " " : "");
}

static GtkWidget *
new_content (Desk *desk)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);

  desk->button = gtk_button_new_with_label ("Button");
  desk->entry = gtk_entry_new ();
  g_signal_connect_swapped (desk->button, "clicked", G_CALLBACK (clicked_cb), desk);
  gtk_box_append (GTK_BOX (box), desk->button);
  gtk_box_append (GTK_BOX (box), desk->entry);
  return box;
}

static void
run (const char *first,
     ...)
{
  g_autoptr(GPtrArray) argv = g_ptr_array_new ();
  g_autofree char *said = NULL;
  const char *argument;
  va_list arguments;

  g_ptr_array_add (argv, (gpointer) first);
  va_start (arguments, first);
  while ((argument = va_arg (arguments, const char *)) != NULL)
    g_ptr_array_add (argv, (gpointer) argument);
  va_end (arguments);
  g_ptr_array_add (argv, NULL);
  /* What we told the X server must be there before the other program looks. */
  gdk_display_sync (gdk_display_get_default ());
  said = dz_test_run ((const char *const *) argv->pdata, NULL, 0);
}

static gboolean
is_active (gpointer data)
{
  return gtk_window_is_active (data);
}

static void
open_desk (Desk *desk)
{
  GtkEventController *passed = gtk_event_controller_key_new ();

  place = DZ_KEY_PLACE_PHOTO;
  desk->done = g_string_new (NULL);
  desk->keymap = dz_keymap_new (NULL);
  desk->window = desk_display_present (new_content (desk), 300, 200);
  g_signal_connect_swapped (passed, "key-released", G_CALLBACK (passed_cb), desk);
  gtk_event_controller_set_propagation_phase (passed, GTK_PHASE_CAPTURE);
  gtk_widget_add_controller (GTK_WIDGET (desk->window), passed);
  gtk_window_set_title (desk->window, TITLE);
  desk->keys = dz_key_controller_new (desk->window, desk->keymap, find_place);
  add_actions (desk, "review");
  add_actions (desk, "reject");
  add_actions (desk, "win");
  gtk_window_set_focus (desk->window, NULL);
  /* Without a window manager nobody gives a window the keyboard. */
  run ("xdotool", "search", "--sync", "--onlyvisible", "--name", "^" TITLE "$",
       "windowfocus", "--sync", NULL);
  dz_test_wait_for (is_active, desk->window, PRESSED_S, "the window has the keyboard");
}

static void
close_desk (Desk *desk)
{
  dz_key_controller_close (desk->keys);
  gtk_window_destroy (desk->window);
  g_assert_finalize_object (desk->keys);
  g_assert_finalize_object (desk->keymap);
  g_string_free (desk->done, TRUE);
}

static gboolean
has_ended (gpointer data)
{
  return ((Desk *) data)->ended;
}

static void
wait_end (Desk *desk)
{
  desk->ended = FALSE;
  run ("xdotool", "key", KEY_END, NULL);
  dz_test_wait_for (has_ended, desk, PRESSED_S, "the last key came");
}

static void
assert_done (Desk       *desk,
             const char *what)
{
  wait_end (desk);
  g_assert_cmpstr (desk->done->str, ==, what);
  g_string_truncate (desk->done, 0);
}

/* GTK hears of another keyboard with the first key of it. */
static void
set_layout (Desk       *desk,
            const char *layout)
{
  run ("setxkbmap", "-layout", layout, NULL);
  wait_end (desk);
}

/* ---- tests ---- */

static void
press_judging (Desk *desk)
{
  run ("xdotool", "key", KEY_A, KEY_R, KEY_S, NULL);
  assert_done (desk, "approve reject skip");
  run ("xdotool", "key", KEY_SHIFT "+" KEY_A, KEY_CONTROL "+" KEY_Z, NULL);
  assert_done (desk, "approve-with undo");
}

/* A Cyrillic keyboard alone, one beside a Latin, Chinese, Greek: the same keys do the same. */
static void
test_layouts (void)
{
  const char *const layouts[] = { "us", "ru", "ru,us", "us,ru", "cn", "gr" };
  Desk desk = { 0 };

  open_desk (&desk);
  for (guint i = 0; i < G_N_ELEMENTS (layouts); i++)
    {
      g_test_message ("%s", layouts[i]);
      set_layout (&desk, layouts[i]);
      press_judging (&desk);
      run ("xdotool", "key", KEY_SHIFT "+" KEY_SLASH, NULL);
      assert_done (&desk, "keys keys-let-go");
    }
  set_layout (&desk, "us");
  close_desk (&desk);
}

/* A French keyboard has its own A, and its digits above other signs. */
static void
test_french (void)
{
  Desk desk = { 0 };

  open_desk (&desk);
  set_layout (&desk, "fr");
  run ("xdotool", "key", KEY_Q_FRENCH_A, NULL);
  assert_done (&desk, "approve");
  place = DZ_KEY_PLACE_REJECT;
  run ("xdotool", "key", KEY_1, KEY_SHIFT "+" KEY_1, NULL);
  assert_done (&desk, "toggle-0 toggle-0");
  set_layout (&desk, "us");
  close_desk (&desk);
}

static void
test_pad (void)
{
  Desk desk = { 0 };

  open_desk (&desk);
  run ("xdotool", "key", KEY_PAD_ADD, KEY_PAD_SUBTRACT, NULL);
  assert_done (&desk, "approve reject");
  run ("xdotool", "key", KEY_PAD_4, NULL);
  assert_done (&desk, "previous");
  place = DZ_KEY_PLACE_REJECT;
  run ("xdotool", "key", KEY_NUM_LOCK, KEY_PAD_4, KEY_NUM_LOCK, NULL);
  assert_done (&desk, "toggle-3");
  close_desk (&desk);
}

/* In a text letters are letters, in whatever language; what is held with Ctrl, and Escape, act, but
 * for what the text does itself. */
static void
test_text (void)
{
  Desk desk = { 0 };

  open_desk (&desk);
  gtk_widget_grab_focus (desk.entry);
  run ("xdotool", "key", KEY_A, KEY_R, KEY_SHIFT "+" KEY_SLASH, KEY_PAD_ADD, NULL);
  assert_done (&desk, "");
  g_assert_cmpstr (gtk_editable_get_text (GTK_EDITABLE (desk.entry)), ==, "ar?+");
  run ("xdotool", "key", KEY_CONTROL "+" KEY_Z, NULL);
  assert_done (&desk, "");
  run ("xdotool", "key", KEY_CONTROL "+" KEY_SHIFT "+" KEY_SLASH, KEY_ESCAPE, NULL);
  assert_done (&desk, "shortcuts leave");
  close_desk (&desk);
}

typedef struct
{
  Desk  *desk;
  gsize  len;
} Moment;

static gboolean
has_done_more (gpointer data)
{
  Moment *moment = data;

  return moment->desk->done->len >= moment->len;
}

/**
 * Slow:
 * @given: those that it has given back
 *
 * An input method that thinks over every key while the window goes on, as Fcitx does, and IBus in
 * one of its modes. It has no use for any.
 */
typedef struct
{
  GPtrArray *given; /* owned, (element-type GdkEvent) */
} Slow;

static gboolean
give_back_cb (gpointer event)
{
  gdk_display_put_event (gdk_event_get_display (event), event);
  return G_SOURCE_REMOVE;
}

static gboolean
think_cb (Slow               *slow,
          guint               keyval,
          guint               keycode,
          GdkModifierType     state,
          GtkEventController *controller)
{
  GdkEvent *event = gtk_event_controller_get_current_event (controller);

  if (g_ptr_array_find (slow->given, event, NULL))
    return GDK_EVENT_PROPAGATE;
  g_ptr_array_add (slow->given, gdk_event_ref (event));
  g_idle_add_full (G_PRIORITY_LOW, give_back_cb, gdk_event_ref (event),
                   (GDestroyNotify) gdk_event_unref);
  return GDK_EVENT_STOP;
}

static gboolean
has_many (gpointer data)
{
  return ((Slow *) data)->given->len >= 8;
}

/* A key that comes back from an input method is no key that is held: Escape leaves the text. */
static void
test_given_back (void)
{
  Desk desk = { 0 };
  Slow slow = { g_ptr_array_new_with_free_func ((GDestroyNotify) gdk_event_unref) };
  GtkEventController *thinking = gtk_event_controller_key_new ();
  Moment moment = { &desk, strlen ("leave leave") };

  open_desk (&desk);
  gtk_event_controller_set_propagation_phase (thinking, GTK_PHASE_CAPTURE);
  g_signal_connect_swapped (thinking, "key-pressed", G_CALLBACK (think_cb), &slow);
  gtk_widget_add_controller (desk.entry, thinking);
  gtk_widget_grab_focus (desk.entry);
  run ("xdotool", "key", KEY_A, KEY_ESCAPE, KEY_ESCAPE, NULL);
  dz_test_wait_for (has_done_more, &moment, PRESSED_S, "Escape came back twice");
  g_assert_cmpstr (gtk_editable_get_text (GTK_EDITABLE (desk.entry)), ==, "a");
  g_string_truncate (desk.done, 0);
  run ("xdotool", "keydown", KEY_ESCAPE, NULL);
  dz_test_wait_for (has_many, &slow, PRESSED_S, "Escape repeats");
  run ("xdotool", "keyup", KEY_ESCAPE, NULL);
  gtk_widget_remove_controller (desk.entry, thinking);
  assert_done (&desk, "leave");
  close_desk (&desk);
  g_ptr_array_unref (slow.given);
}

/* Enter presses the button that has the keyboard, and arrows go between photos even so. */
static void
test_button (void)
{
  Desk desk = { 0 };

  open_desk (&desk);
  place = DZ_KEY_PLACE_REJECT;
  gtk_widget_grab_focus (desk.button);
  run ("xdotool", "key", KEY_RETURN, NULL);
  assert_done (&desk, "click");
  gtk_window_set_focus (desk.window, NULL);
  run ("xdotool", "key", KEY_RETURN, NULL);
  assert_done (&desk, "send");
  place = DZ_KEY_PLACE_PHOTO;
  gtk_widget_grab_focus (desk.button);
  run ("xdotool", "key", KEY_RIGHT, KEY_A, NULL);
  assert_done (&desk, "next approve");
  close_desk (&desk);
}

/* The X server repeats what stays down: photos pass, and none is decided more than once. */
static void
test_held (void)
{
  Desk desk = { 0 };
  Moment moment = { &desk, strlen ("approve next next next") };

  open_desk (&desk);
  run ("xdotool", "keydown", KEY_A, NULL);
  run ("xdotool", "keydown", KEY_RIGHT, NULL);
  dz_test_wait_for (has_done_more, &moment, PRESSED_S, "the arrow repeats");
  run ("xdotool", "keyup", KEY_RIGHT, "keyup", KEY_A, NULL);
  wait_end (&desk);
  g_assert_true (g_str_has_prefix (desk.done->str, "approve next next"));
  g_assert_null (strstr (desk.done->str + 1, "approve"));
  close_desk (&desk);
}

static gboolean
note_time_cb (guint32            *pressed_ms,
              guint               keyval,
              guint               keycode,
              GdkModifierType     state,
              GtkEventController *controller)
{
  *pressed_ms = gtk_event_controller_get_current_event_time (controller);
  return GDK_EVENT_PROPAGATE;
}

/* A release that an input method gives back late, when the key has gone down again, ends nothing of
 * what is done while it is held. */
static void
test_released_late (void)
{
  Desk desk = { 0 };
  GtkEventController *noting = gtk_event_controller_key_new ();
  guint32 pressed_ms = 0;
  Moment moment = { &desk, strlen ("blink") };

  open_desk (&desk);
  gtk_event_controller_set_propagation_phase (noting, GTK_PHASE_CAPTURE);
  g_signal_connect_swapped (noting, "key-pressed", G_CALLBACK (note_time_cb), &pressed_ms);
  gtk_widget_add_controller (GTK_WIDGET (desk.window), noting);
  run ("xdotool", "keydown", KEY_SPACE, NULL);
  dz_test_wait_for (has_done_more, &moment, PRESSED_S, "the key is down");
  g_assert_cmpuint (pressed_ms, >, 1);
  dz_key_controller_release (desk.keys, SPACE, pressed_ms - 1);
  g_assert_cmpstr (desk.done->str, ==, "blink");
  run ("xdotool", "keyup", KEY_SPACE, NULL);
  assert_done (&desk, "blink blink");
  gtk_widget_remove_controller (GTK_WIDGET (desk.window), noting);
  close_desk (&desk);
}

static void
test_changed (void)
{
  Desk desk = { 0 };
  DzKey key = { GDK_KEY_s, 0 };

  open_desk (&desk);
  dz_keymap_set_key (desk.keymap, dz_key_table_find ("review.approve"), &key);
  run ("xdotool", "key", KEY_S, KEY_A, NULL);
  assert_done (&desk, "approve");
  place = DZ_KEY_PLACE_WINDOW;
  run ("xdotool", "key", KEY_S, NULL);
  assert_done (&desk, "");
  close_desk (&desk);
}

int
main (int    argc,
      char **argv)
{
  g_autofree char *xdotool = g_find_program_in_path ("xdotool");
  g_autofree char *setxkbmap = g_find_program_in_path ("setxkbmap");

  if (xdotool == NULL || setxkbmap == NULL || g_getenv ("DISPLAY") == NULL)
    {
      g_print ("1..0 # SKIP there is no display, or no xdotool and setxkbmap to press keys\n");
      return 0;
    }
  if (!desk_display_open (&argc, &argv))
    return 0;
  g_test_add_func ("/key-controller/layouts", test_layouts);
  g_test_add_func ("/key-controller/french", test_french);
  g_test_add_func ("/key-controller/pad", test_pad);
  g_test_add_func ("/key-controller/text", test_text);
  g_test_add_func ("/key-controller/given-back", test_given_back);
  g_test_add_func ("/key-controller/button", test_button);
  g_test_add_func ("/key-controller/held", test_held);
  g_test_add_func ("/key-controller/released-late", test_released_late);
  g_test_add_func ("/key-controller/changed", test_changed);
  return g_test_run ();
}
