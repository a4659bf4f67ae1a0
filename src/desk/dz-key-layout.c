/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "dz-key-layout.h"

/* So many of the 26 letters stand on any Latin keyboard without Shift; on others none do. */
#define N_LETTERS_LATIN 20

/* More groups than X has. */
#define N_GROUPS 8

/**
 * Row:
 * @first: hardware code of its first key: evdev's plus 8, as X and Wayland have them
 * @plain: what stands on its keys, from left to right, on the American keyboard
 * @shifted: the same with Shift
 */
typedef struct
{
  guint       first;
  const char *plain;
  const char *shifted;
} Row;

/* For keyboards without any Latin letters: their keys have the American ones beside their own. */
static const Row rows[] = {
  { 10, "1234567890-=", "!@#$%^&*()_+" },
  { 24, "qwertyuiop[]", "QWERTYUIOP{}" },
  { 38, "asdfghjkl;'`", "ASDFGHJKL:\"~" },
  { 51, "\\zxcvbnm,./", "|ZXCVBNM<>?" },
};

static void
count_letter (GdkDisplay *display,
              guint       keyval,
              guint      *n_letters)
{
  g_autofree GdkKeymapKey *keys = NULL;
  gboolean seen[N_GROUPS] = { FALSE };
  int n_keys = 0;

  if (!gdk_display_map_keyval (display, keyval, &keys, &n_keys))
    return;
  for (int i = 0; i < n_keys; i++)
    {
      int group = keys[i].group;

      if (keys[i].level != 0 || group < 0 || group >= N_GROUPS || seen[group])
        continue;
      seen[group] = TRUE;
      n_letters[group]++;
    }
}

/* The group in use where it is Latin, else the first that is; -1 for none. */
static int
find_latin_group (GdkDisplay *display,
                  guint       used)
{
  guint n_letters[N_GROUPS] = { 0 };

  for (guint keyval = GDK_KEY_a; keyval <= GDK_KEY_z; keyval++)
    count_letter (display, keyval, n_letters);
  if (used < N_GROUPS && n_letters[used] >= N_LETTERS_LATIN)
    return (int) used;
  for (int i = 0; i < N_GROUPS; i++)
    if (n_letters[i] >= N_LETTERS_LATIN)
      return i;
  return -1;
}

/* 0 where the key has nothing there. */
static guint
find_keyval (GdkDisplay *display,
             guint       keycode,
             int         group,
             int         level)
{
  g_autofree GdkKeymapKey *keys = NULL;
  g_autofree guint *keyvals = NULL;
  int n_keys = 0;

  if (!gdk_display_map_keycode (display, keycode, &keys, &keyvals, &n_keys))
    return 0;
  for (int i = 0; i < n_keys; i++)
    if (keys[i].group == group && keys[i].level == level)
      return keyvals[i];
  return 0;
}

static gboolean
find_american (guint  keycode,
               guint *plain,
               guint *shifted)
{
  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      if (keycode < rows[i].first || keycode >= rows[i].first + strlen (rows[i].plain))
        continue;
      *plain = (guchar) rows[i].plain[keycode - rows[i].first];
      *shifted = (guchar) rows[i].shifted[keycode - rows[i].first];
      return TRUE;
    }
  return FALSE;
}

/* Keys that are the same in every language stand in the first group only. */
static void
look_up (GdkEvent *event,
         guint    *plain,
         guint    *typed)
{
  GdkDisplay *display = gdk_event_get_display (event);
  guint keycode = gdk_key_event_get_keycode (event);
  int group = find_latin_group (display, gdk_key_event_get_layout (event));
  gboolean shifted = (gdk_event_get_modifier_state (event) & GDK_SHIFT_MASK) != 0;
  guint american;

  *typed = 0;
  if (group < 0 && find_american (keycode, plain, &american))
    {
      *typed = shifted ? american : *plain;
      return;
    }
  *plain = find_keyval (display, keycode, MAX (group, 0), 0);
  if (*plain != 0)
    *typed = find_keyval (display, keycode, MAX (group, 0), (int) gdk_key_event_get_level (event));
  else
    *plain = find_keyval (display, keycode, 0, 0);
  if (*typed == 0)
    *typed = gdk_key_event_get_keyval (event);
}

/**
 * dz_key_layout_list_meant:
 * @event: a key was pressed
 * @meant: (out): what may be meant, the likeliest first
 *
 * Tells it from the hardware key, not from what it types: a reviewer whose keyboard is set to
 * Cyrillic, or whose Chinese input method is on, means the A of approving by the key that bears
 * it.
 *
 * Returns: how many there are; see dz_key_list_meant()
 */
guint
dz_key_layout_list_meant (GdkEvent *event,
                          DzKey     meant[DZ_KEY_MAX_MEANT])
{
  guint plain = 0;
  guint typed = 0;

  g_return_val_if_fail (event != NULL && meant != NULL, 0);

  look_up (event, &plain, &typed);
  return dz_key_list_meant (gdk_key_event_get_keycode (event),
                            plain != 0 ? plain : gdk_key_event_get_keyval (event), typed,
                            gdk_event_get_modifier_state (event), meant);
}

/**
 * dz_key_layout_choose:
 * @event: a key was pressed, to be the key of something
 * @key: (out): what to remember of it: the letter on the key, or the sign that Shift chooses there
 *
 * Returns: whether it is one to remember: Shift alone is none, nor a key without a name
 */
gboolean
dz_key_layout_choose (GdkEvent *event,
                      DzKey    *key)
{
  DzKey meant[DZ_KEY_MAX_MEANT];
  guint n_meant;
  gboolean by_sign;

  g_return_val_if_fail (event != NULL && key != NULL, FALSE);

  if (gdk_key_event_is_modifier (event))
    return FALSE;
  n_meant = dz_key_layout_list_meant (event, meant);
  if (n_meant == 0 || meant[0].keyval == GDK_KEY_VoidSymbol)
    return FALSE;
  by_sign = n_meant > 1 && !dz_key_is_on_pad (&meant[0])
            && (meant[0].modifiers & GDK_SHIFT_MASK) != 0
            && (meant[1].modifiers & GDK_SHIFT_MASK) == 0;
  *key = meant[by_sign ? 1 : 0];
  return TRUE;
}
