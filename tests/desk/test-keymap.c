/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The table of keys, what a pressed key means, and keys that a reviewer has changed. */
#include "dz-keymap.h"

#include "dz-override-draft.h"

#define SCHEMA "io.github.duizhao.Duizhao"
#define KEYCODE_A 38
#define KEYCODE_1 10
#define KEYCODE_0 19
#define KEYCODE_PAD_4 83
#define KEYCODE_PAD_POINT 91

static const DzKeyAction *
get_action (const char *name)
{
  const DzKeyAction *action = dz_key_table_find (name);

  g_assert_nonnull (action);
  return action;
}

static DzKey
read_key (const char *name)
{
  DzKey key;

  g_assert_true (dz_key_parse (name, &key));
  return key;
}

static const char *
find (DzKeymap    *keymap,
      DzKeyPlaces  place,
      const char  *name)
{
  DzKey key = read_key (name);
  guint position;
  const DzKeyAction *action = dz_keymap_find (keymap, place, &key, 1, &position);

  return action != NULL ? action->action : NULL;
}

static void
assert_first_key (DzKeymap   *keymap,
                  const char *action,
                  const char *label)
{
  g_autofree char *first = dz_keymap_dup_label (keymap, get_action (action));

  g_assert_cmpstr (first, ==, label);
}

/* Every key of the table is one, and none means two things in one place. */
static void
test_defaults (void)
{
  g_autoptr(DzKeymap) keymap = dz_keymap_new (NULL);
  guint n_actions;
  const DzKeyAction *actions = dz_key_table_get (&n_actions);

  for (guint i = 0; i < n_actions; i++)
    {
      g_auto(GStrv) names = g_strsplit (actions[i].keys, " ", -1);
      guint n_keys;
      const DzKey *keys = dz_keymap_get_keys (keymap, &actions[i], &n_keys);

      g_test_message ("%s", actions[i].action);
      g_assert_cmpuint (n_keys, ==, g_strv_length (names));
      g_assert_cmpuint (n_keys, >, 0);
      g_assert_true (actions[i].places != 0);
      g_assert_true (dz_key_table_find (actions[i].action) == &actions[i]);
      for (guint j = 0; j < n_keys; j++)
        g_assert_null (dz_keymap_find_conflict (keymap, &actions[i], &keys[j]));
    }
}

/* An action's name is one that GIO reads, but where it takes the position of a digit. */
static void
test_names (void)
{
  guint n_actions;
  const DzKeyAction *actions = dz_key_table_get (&n_actions);

  for (guint i = 0; i < n_actions; i++)
    {
      g_autofree char *name = NULL;
      g_autoptr(GVariant) target = NULL;

      g_assert_true (g_action_parse_detailed_name (actions[i].action, &name, &target, NULL));
      if (actions[i].released != NULL)
        {
          g_autofree char *released = NULL;
          g_autoptr(GVariant) released_target = NULL;

          g_assert_true (g_action_parse_detailed_name (actions[i].released, &released,
                                                       &released_target, NULL));
        }
    }
}

static void
test_numbers (void)
{
  g_autoptr(DzKeymap) keymap = dz_keymap_new (NULL);
  DzKey key = read_key ("1");
  guint position = 99;
  guint n_keys;

  g_assert_cmpstr (dz_keymap_find (keymap, DZ_KEY_PLACE_REJECT, &key, 1, &position)->action, ==,
                   "reject.toggle");
  g_assert_cmpuint (position, ==, 0);
  key = read_key ("0");
  g_assert_nonnull (dz_keymap_find (keymap, DZ_KEY_PLACE_REJECT, &key, 1, &position));
  g_assert_cmpuint (position, ==, 9);
  dz_keymap_get_keys (keymap, get_action ("override.choose"), &n_keys);
  g_assert_cmpuint (n_keys, ==, dz_override_choices_get_n ());
}

/* ---- what a pressed key means ---- */

typedef struct
{
  const char      *what;
  guint            keycode;
  guint            plain;
  guint            typed;
  GdkModifierType  state;
  const char      *meant[DZ_KEY_MAX_MEANT];
} Press;

static const Press presses[] = {
  { "a letter", KEYCODE_A, GDK_KEY_a, GDK_KEY_a, 0, { "a" } },
  { "Caps Lock is on", KEYCODE_A, GDK_KEY_a, GDK_KEY_A, GDK_LOCK_MASK, { "a" } },
  { "with Shift", KEYCODE_A, GDK_KEY_a, GDK_KEY_A, GDK_SHIFT_MASK, { "<Shift>a" } },
  { "with Shift, Caps Lock on", KEYCODE_A, GDK_KEY_a, GDK_KEY_a,
    GDK_SHIFT_MASK | GDK_LOCK_MASK, { "<Shift>a" } },
  { "Alt has two names", 111, GDK_KEY_Up, GDK_KEY_Up, GDK_ALT_MASK | GDK_META_MASK,
    { "<Alt>Up" } },
  { "the button that is down is no key", 111, GDK_KEY_Up, GDK_KEY_Up, GDK_BUTTON1_MASK, { "Up" } },
  { "a sign above another", 61, GDK_KEY_slash, GDK_KEY_question, GDK_SHIFT_MASK,
    { "<Shift>slash", "question" } },
  { "a sign above a German letter", 20, GDK_KEY_ssharp, GDK_KEY_question,
    GDK_SHIFT_MASK | GDK_CONTROL_MASK, { "<Shift><Control>ssharp", "<Control>question" } },
  { "a French digit", KEYCODE_1, GDK_KEY_ampersand, GDK_KEY_ampersand, 0, { "ampersand", "1" } },
  { "a French zero", KEYCODE_0, GDK_KEY_agrave, GDK_KEY_agrave, 0, { "agrave", "0" } },
  { "a French digit with Shift", KEYCODE_1, GDK_KEY_ampersand, GDK_KEY_1, GDK_SHIFT_MASK,
    { "<Shift>ampersand", "1" } },
  { "back through the window", 23, GDK_KEY_Tab, GDK_KEY_ISO_Left_Tab, GDK_SHIFT_MASK,
    { "<Shift>Tab" } },
  { "the pad, Num Lock on", KEYCODE_PAD_4, GDK_KEY_KP_Left, GDK_KEY_KP_4, 0, { "KP_4", "4" } },
  { "the pad, Num Lock off", KEYCODE_PAD_4, GDK_KEY_KP_Left, GDK_KEY_KP_Left, 0,
    { "KP_Left", "Left" } },
  { "the pad, Num Lock on, Alt and Shift", 80, GDK_KEY_KP_Up, GDK_KEY_KP_8,
    GDK_ALT_MASK | GDK_SHIFT_MASK, { "<Alt>KP_8", "<Alt>8", "<Shift><Alt>Up" } },
  { "the pad's point, Num Lock on", KEYCODE_PAD_POINT, GDK_KEY_KP_Delete, GDK_KEY_KP_Decimal, 0,
    { "KP_Decimal", "period" } },
  { "the pad's point, Num Lock off", KEYCODE_PAD_POINT, GDK_KEY_KP_Delete, GDK_KEY_KP_Delete, 0,
    { "KP_Decimal", "Delete" } },
  { "the pad's point, where it is a comma", KEYCODE_PAD_POINT, GDK_KEY_KP_Delete,
    GDK_KEY_KP_Separator, 0, { "KP_Decimal", "period" } },
  { "the pad's Enter", 104, GDK_KEY_KP_Enter, GDK_KEY_KP_Enter, 0, { "KP_Enter", "Return" } },
  { "the pad's plus", 86, GDK_KEY_KP_Add, GDK_KEY_KP_Add, 0, { "KP_Add", "plus" } },
};

static void
test_meant (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (presses); i++)
    {
      const Press *press = &presses[i];
      DzKey meant[DZ_KEY_MAX_MEANT];
      guint n = dz_key_list_meant (press->keycode, press->plain, press->typed, press->state, meant);

      g_test_message ("%s", press->what);
      for (guint j = 0; j < n; j++)
        {
          g_autofree char *name = dz_key_dup_name (&meant[j]);

          g_assert_cmpstr (name, ==, press->meant[j]);
        }
      g_assert_true (n == DZ_KEY_MAX_MEANT || press->meant[n] == NULL);
    }
}

static const char *
find_pressed (DzKeymap        *keymap,
              DzKeyPlaces      place,
              guint            plain,
              guint            typed,
              guint           *position)
{
  DzKey meant[DZ_KEY_MAX_MEANT];
  guint n = dz_key_list_meant (KEYCODE_PAD_4, plain, typed, 0, meant);
  const DzKeyAction *action = dz_keymap_find (keymap, place, meant, n, position);

  return action != NULL ? action->action : NULL;
}

/* One hand decides on the number pad, whatever Num Lock says. */
static void
test_pad (void)
{
  g_autoptr(DzKeymap) keymap = dz_keymap_new (NULL);
  guint position;

  g_assert_cmpstr (find_pressed (keymap, DZ_KEY_PLACE_PHOTO, GDK_KEY_KP_Add, GDK_KEY_KP_Add,
                                 &position), ==, "review.approve");
  g_assert_cmpstr (find_pressed (keymap, DZ_KEY_PLACE_PHOTO, GDK_KEY_KP_Subtract,
                                 GDK_KEY_KP_Subtract, &position), ==, "review.reject");
  g_assert_cmpstr (find_pressed (keymap, DZ_KEY_PLACE_PHOTO, GDK_KEY_KP_Multiply,
                                 GDK_KEY_KP_Multiply, &position), ==, "review.skip");
  g_assert_cmpstr (find_pressed (keymap, DZ_KEY_PLACE_PHOTO, GDK_KEY_KP_Delete,
                                 GDK_KEY_KP_Delete, &position), ==, "review.undo");
  g_assert_cmpstr (find_pressed (keymap, DZ_KEY_PLACE_PHOTO, GDK_KEY_KP_Delete,
                                 GDK_KEY_KP_Decimal, &position), ==, "review.undo");
  g_assert_cmpstr (find_pressed (keymap, DZ_KEY_PLACE_PHOTO, GDK_KEY_KP_Right,
                                 GDK_KEY_KP_Right, &position), ==, "review.next");
  g_assert_cmpstr (find_pressed (keymap, DZ_KEY_PLACE_REJECT, GDK_KEY_KP_Enter,
                                 GDK_KEY_KP_Enter, &position), ==, "reject.send");
  g_assert_cmpstr (find_pressed (keymap, DZ_KEY_PLACE_REJECT, GDK_KEY_KP_Left, GDK_KEY_KP_4,
                                 &position), ==, "reject.toggle");
  g_assert_cmpuint (position, ==, 3);
}

static void
assert_label (const char *name,
              const char *label)
{
  DzKey key = read_key (name);
  g_autofree char *shown = dz_key_dup_label (&key);

  g_assert_cmpstr (shown, ==, label);
}

static void
test_labels (void)
{
  assert_label ("a", "A");
  assert_label ("<Shift>a", "Shift+A");
  assert_label ("<Control>z", "Ctrl+Z");
  assert_label ("<Control>comma", "Ctrl+,");
  assert_label ("question", "?");
  assert_label ("BackSpace", "⌫");
  assert_label ("<Shift><Alt>Up", "Alt+Shift+↑");
  assert_label ("F5", "F5");
  assert_label ("space", "Space");
  assert_label ("KP_Add", "Num +");
  assert_label ("KP_Decimal", "Num .");
  assert_label ("KP_4", "Num 4");
}

/* ---- changing keys ---- */

static void
count_cb (guint *n)
{
  (*n)++;
}

/* Badges and menus hear of it once. */
static void
test_change (void)
{
  g_autoptr(DzKeymap) keymap = dz_keymap_new (NULL);
  const DzKeyAction *approve = get_action ("review.approve");
  DzKey key = read_key ("j");
  guint n_changed = 0;

  g_signal_connect_swapped (keymap, "changed", G_CALLBACK (count_cb), &n_changed);
  g_assert_null (dz_keymap_find_conflict (keymap, approve, &key));
  dz_keymap_set_key (keymap, approve, &key);
  g_assert_cmpuint (n_changed, ==, 1);
  g_assert_cmpstr (find (keymap, DZ_KEY_PLACE_PHOTO, "j"), ==, "review.approve");
  g_assert_null (find (keymap, DZ_KEY_PLACE_PHOTO, "a"));
  g_assert_cmpstr (find (keymap, DZ_KEY_PLACE_PHOTO, "KP_Add"), ==, "review.approve");
  assert_first_key (keymap, "review.approve", "J");
  g_assert_true (dz_keymap_is_changed (keymap, approve));
  dz_keymap_reset (keymap, approve);
  g_assert_cmpstr (find (keymap, DZ_KEY_PLACE_PHOTO, "a"), ==, "review.approve");
  g_assert_null (find (keymap, DZ_KEY_PLACE_PHOTO, "j"));
  g_assert_false (dz_keymap_is_changed (keymap, approve));
}

/* A key of the number pad replaces one of the number pad, and no other. */
static void
test_change_pad (void)
{
  g_autoptr(DzKeymap) keymap = dz_keymap_new (NULL);
  const DzKeyAction *approve = get_action ("review.approve");
  DzKey key = read_key ("KP_5");

  dz_keymap_set_key (keymap, approve, &key);
  g_assert_cmpstr (find (keymap, DZ_KEY_PLACE_PHOTO, "a"), ==, "review.approve");
  g_assert_cmpstr (find (keymap, DZ_KEY_PLACE_PHOTO, "KP_5"), ==, "review.approve");
  g_assert_null (find (keymap, DZ_KEY_PLACE_PHOTO, "KP_Add"));
  assert_first_key (keymap, "review.approve", "A");
}

static void
change (DzKeymap   *keymap,
        const char *action,
        const char *old,
        const char *name)
{
  DzKey old_key = old != NULL ? read_key (old) : (DzKey) { 0, 0 };
  DzKey key = name != NULL ? read_key (name) : (DzKey) { 0, 0 };

  dz_keymap_change_key (keymap, get_action (action), old != NULL ? &old_key : NULL,
                        name != NULL ? &key : NULL);
}

static void
assert_keys (DzKeymap   *keymap,
             const char *action,
             const char *names)
{
  guint n_keys;
  const DzKey *keys = dz_keymap_get_keys (keymap, get_action (action), &n_keys);
  g_autoptr(GString) found = g_string_new (NULL);

  for (guint i = 0; i < n_keys; i++)
    {
      g_autofree char *name = dz_key_dup_name (&keys[i]);

      g_string_append_printf (found, "%s%s", i > 0 ? " " : "", name);
    }
  g_assert_cmpstr (found->str, ==, names);
}

/* Every key of an action can be another one, or go, or be joined by another. */
static void
test_change_each (void)
{
  g_autoptr(DzKeymap) keymap = dz_keymap_new (NULL);

  assert_keys (keymap, "review.undo", "BackSpace z <Control>z KP_Decimal");
  change (keymap, "review.undo", "<Control>z", "<Control>u");
  assert_keys (keymap, "review.undo", "BackSpace z <Control>u KP_Decimal");
  change (keymap, "review.undo", NULL, "F2");
  change (keymap, "review.undo", NULL, "F2");
  assert_keys (keymap, "review.undo", "BackSpace z <Control>u KP_Decimal F2");
  change (keymap, "review.undo", "BackSpace", NULL);
  assert_keys (keymap, "review.undo", "z <Control>u KP_Decimal F2");
  g_assert_null (find (keymap, DZ_KEY_PLACE_PHOTO, "BackSpace"));
  change (keymap, "review.undo", "z", "F2");
  assert_keys (keymap, "review.undo", "F2 <Control>u KP_Decimal");
  change (keymap, "review.undo", "j", "y");
  assert_keys (keymap, "review.undo", "F2 <Control>u KP_Decimal y");
  dz_keymap_reset (keymap, get_action ("review.undo"));
  assert_keys (keymap, "review.undo", "BackSpace z <Control>z KP_Decimal");
}

/* Another's key is his no more, whichever of his it was; and the last key may go. */
static void
test_add_taken (void)
{
  g_autoptr(DzKeymap) keymap = dz_keymap_new (NULL);
  DzKey key = read_key ("<Control>z");

  g_assert_cmpstr (dz_keymap_find_conflict (keymap, get_action ("review.skip"), &key)->action, ==,
                   "review.undo");
  change (keymap, "review.skip", NULL, "<Control>z");
  assert_keys (keymap, "review.skip", "s KP_Multiply <Control>z");
  assert_keys (keymap, "review.undo", "BackSpace z KP_Decimal");
  change (keymap, "review.guides", "g", NULL);
  assert_keys (keymap, "review.guides", "");
  change (keymap, "review.guides", NULL, "g");
  assert_keys (keymap, "review.guides", "g");
  g_assert_false (dz_keymap_is_changed (keymap, get_action ("review.guides")));
}

/* Two do not have one key; who loses his last has none until he gets another. */
static void
test_take_over (void)
{
  g_autoptr(DzKeymap) keymap = dz_keymap_new (NULL);
  const DzKeyAction *skip = get_action ("review.skip");
  DzKey key = read_key ("g");
  guint n_keys;

  g_assert_cmpstr (dz_keymap_find_conflict (keymap, skip, &key)->action, ==, "review.guides");
  dz_keymap_set_key (keymap, skip, &key);
  g_assert_cmpstr (find (keymap, DZ_KEY_PLACE_PHOTO, "g"), ==, "review.skip");
  g_assert_null (dz_keymap_find_conflict (keymap, skip, &key));
  dz_keymap_get_keys (keymap, get_action ("review.guides"), &n_keys);
  g_assert_cmpuint (n_keys, ==, 0);
  assert_first_key (keymap, "review.guides", NULL);
  g_assert_true (dz_keymap_is_changed (keymap, get_action ("review.guides")));
  dz_keymap_reset (keymap, get_action ("review.guides"));
  g_assert_cmpstr (find (keymap, DZ_KEY_PLACE_PHOTO, "g"), ==, "review.guides");
  assert_first_key (keymap, "review.skip", "Num *");
  dz_keymap_reset_all (keymap);
  assert_first_key (keymap, "review.skip", "S");
  g_assert_cmpstr (find (keymap, DZ_KEY_PLACE_PHOTO, "s"), ==, "review.skip");
}

/* Digits choose reasons in one place and may do something else in another. */
static void
test_places (void)
{
  g_autoptr(DzKeymap) keymap = dz_keymap_new (NULL);
  DzKey digit = read_key ("5");
  DzKey letter = read_key ("g");

  g_assert_null (dz_keymap_find_conflict (keymap, get_action ("review.skip"), &digit));
  dz_keymap_set_key (keymap, get_action ("review.skip"), &digit);
  g_assert_cmpstr (find (keymap, DZ_KEY_PLACE_REJECT, "5"), ==, "reject.toggle");
  g_assert_cmpstr (find (keymap, DZ_KEY_PLACE_PHOTO, "5"), ==, "review.skip");
  g_assert_cmpstr (find (keymap, DZ_KEY_PLACE_WINDOW, "5"), ==, NULL);
  g_assert_cmpstr (
      dz_keymap_find_conflict (keymap, get_action ("override.clear"), &letter)->action, ==,
      "review.guides");
}

static void
test_reserved (void)
{
  g_autoptr(DzKeymap) keymap = dz_keymap_new (NULL);
  const char *const names[] = { "Escape", "Tab", "<Shift>Tab", "Return", "KP_Enter", "F10" };
  const DzKeyAction *approve = get_action ("review.approve");
  DzKey free = read_key ("j");
  DzKey digit = read_key ("3");

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      DzKey key = read_key (names[i]);

      g_assert_true (dz_keymap_is_reserved (keymap, approve, &key));
    }
  g_assert_false (dz_keymap_is_reserved (keymap, approve, &free));
  g_assert_false (dz_keymap_is_reserved (keymap, approve, &digit));
  g_assert_true (dz_keymap_is_reserved (keymap, get_action ("review.refresh"), &digit));
}

/* ---- keeping them ---- */

static GSettings *
open_settings (void)
{
  g_autoptr(GSettings) settings = g_settings_new (SCHEMA);

  g_settings_reset (settings, "keys");
  return g_steal_pointer (&settings);
}

/* Another desk of the same person has the key too. */
static void
test_persist (void)
{
  g_autoptr(GSettings) settings = open_settings ();
  g_autoptr(DzKeymap) first = dz_keymap_new (settings);
  g_autoptr(DzKeymap) second = NULL;
  g_autoptr(GVariant) kept = NULL;
  DzKey key = read_key ("g");

  dz_keymap_set_key (first, get_action ("review.skip"), &key);
  second = dz_keymap_new (settings);
  g_assert_cmpstr (find (second, DZ_KEY_PLACE_PHOTO, "g"), ==, "review.skip");
  assert_first_key (second, "review.guides", NULL);
  dz_keymap_reset_all (first);
  assert_first_key (second, "review.skip", "S");
  assert_first_key (second, "review.guides", "G");
  kept = g_settings_get_user_value (settings, "keys");
  g_assert_cmpuint (kept != NULL ? g_variant_n_children (kept) : 0, ==, 0);
}

/* What another version wrote is no reason to have no keys. */
static void
test_foreign_settings (void)
{
  g_autoptr(GSettings) settings = open_settings ();
  g_autoptr(DzKeymap) keymap = dz_keymap_new (settings);

  g_settings_set_value (settings, "keys",
                        g_variant_new_parsed ("{'review.fly': ['a'], 'review.approve': ['nokey',"
                                              " 'h', 'h'], 'reject.send': ['x']}"));
  g_assert_cmpstr (find (keymap, DZ_KEY_PLACE_PHOTO, "h"), ==, "review.approve");
  g_assert_null (find (keymap, DZ_KEY_PLACE_PHOTO, "a"));
  assert_first_key (keymap, "review.clipped", NULL);
  assert_first_key (keymap, "review.approve", "H");
  g_assert_cmpstr (find (keymap, DZ_KEY_PLACE_REJECT, "Return"), ==, "reject.send");
  g_assert_null (find (keymap, DZ_KEY_PLACE_REJECT, "x"));
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/keymap/defaults", test_defaults);
  g_test_add_func ("/keymap/names", test_names);
  g_test_add_func ("/keymap/numbers", test_numbers);
  g_test_add_func ("/keymap/meant", test_meant);
  g_test_add_func ("/keymap/pad", test_pad);
  g_test_add_func ("/keymap/labels", test_labels);
  g_test_add_func ("/keymap/change", test_change);
  g_test_add_func ("/keymap/change-pad", test_change_pad);
  g_test_add_func ("/keymap/change-each", test_change_each);
  g_test_add_func ("/keymap/add-taken", test_add_taken);
  g_test_add_func ("/keymap/take-over", test_take_over);
  g_test_add_func ("/keymap/places", test_places);
  g_test_add_func ("/keymap/reserved", test_reserved);
  g_test_add_func ("/keymap/persist", test_persist);
  g_test_add_func ("/keymap/foreign-settings", test_foreign_settings);
  return g_test_run ();
}
