/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "dz-key.h"

#include <glib/gi18n.h>

/* The hardware codes of the digits above the letters, 1 to 9 and 0: evdev's plus 8, as X and
 * Wayland have them. */
#define NUMBER_ROW_FIRST 10
#define NUMBER_ROW_LAST 19

#define MODIFIERS \
  (GDK_SHIFT_MASK | GDK_CONTROL_MASK | GDK_ALT_MASK | GDK_SUPER_MASK | GDK_HYPER_MASK \
   | GDK_META_MASK)

typedef struct
{
  guint pad;
  guint main;
} PadKey;

/* What a key of the number pad is elsewhere on the keyboard. */
static const PadKey pad_keys[] = {
  { GDK_KEY_KP_Enter, GDK_KEY_Return },
  { GDK_KEY_KP_Add, GDK_KEY_plus },
  { GDK_KEY_KP_Subtract, GDK_KEY_minus },
  { GDK_KEY_KP_Multiply, GDK_KEY_asterisk },
  { GDK_KEY_KP_Divide, GDK_KEY_slash },
  { GDK_KEY_KP_Equal, GDK_KEY_equal },
  { GDK_KEY_KP_Decimal, GDK_KEY_period },
  { GDK_KEY_KP_Separator, GDK_KEY_period },
  { GDK_KEY_KP_Delete, GDK_KEY_Delete },
  { GDK_KEY_KP_Insert, GDK_KEY_Insert },
  { GDK_KEY_KP_Left, GDK_KEY_Left },
  { GDK_KEY_KP_Right, GDK_KEY_Right },
  { GDK_KEY_KP_Up, GDK_KEY_Up },
  { GDK_KEY_KP_Down, GDK_KEY_Down },
  { GDK_KEY_KP_Home, GDK_KEY_Home },
  { GDK_KEY_KP_End, GDK_KEY_End },
  { GDK_KEY_KP_Page_Up, GDK_KEY_Page_Up },
  { GDK_KEY_KP_Page_Down, GDK_KEY_Page_Down },
  { GDK_KEY_KP_Space, GDK_KEY_space },
  { GDK_KEY_KP_Tab, GDK_KEY_Tab },
};

/**
 * dz_key_parse:
 * @accelerator: a key as GTK writes it, "<Control>z"
 * @key: (out): the key
 *
 * Returns: whether it names one
 */
gboolean
dz_key_parse (const char *accelerator,
              DzKey      *key)
{
  g_return_val_if_fail (accelerator != NULL && key != NULL, FALSE);

  return gtk_accelerator_parse (accelerator, &key->keyval, &key->modifiers) && key->keyval != 0;
}

/**
 * dz_key_dup_name:
 * @key: a key
 *
 * Returns: (transfer full): what dz_key_parse() reads
 */
char *
dz_key_dup_name (const DzKey *key)
{
  g_return_val_if_fail (key != NULL, NULL);

  return gtk_accelerator_name (key->keyval, key->modifiers);
}

/**
 * dz_key_is_equal:
 * @a: a key
 * @b: another
 *
 * Returns: whether both are the same, with the same keys held
 */
gboolean
dz_key_is_equal (const DzKey *a,
                 const DzKey *b)
{
  g_return_val_if_fail (a != NULL && b != NULL, FALSE);

  return a->keyval == b->keyval && a->modifiers == b->modifiers;
}

/**
 * dz_key_is_on_pad:
 * @key: a key
 *
 * Returns: whether it is one of the number pad
 */
gboolean
dz_key_is_on_pad (const DzKey *key)
{
  g_return_val_if_fail (key != NULL, FALSE);

  return key->keyval >= GDK_KEY_KP_Space && key->keyval <= GDK_KEY_KP_Equal;
}

/**
 * dz_key_types:
 * @key: a key
 *
 * Returns: whether a text that has the keyboard wants it: it writes, erases or moves there. Others
 *   are held with Ctrl or Alt, or are function keys, or Escape
 */
gboolean
dz_key_types (const DzKey *key)
{
  g_return_val_if_fail (key != NULL, FALSE);

  return (key->modifiers & (GDK_CONTROL_MASK | GDK_ALT_MASK)) == 0 && key->keyval != GDK_KEY_Escape
         && !(key->keyval >= GDK_KEY_F1 && key->keyval <= GDK_KEY_F35);
}

/* 0 where the main keyboard has no such key. */
static guint
find_main (guint keyval)
{
  if (keyval >= GDK_KEY_KP_0 && keyval <= GDK_KEY_KP_9)
    return GDK_KEY_0 + keyval - GDK_KEY_KP_0;
  for (guint i = 0; i < G_N_ELEMENTS (pad_keys); i++)
    if (pad_keys[i].pad == keyval)
      return pad_keys[i].main;
  return 0;
}

/* With or without Num Lock it is the same key, and no arrow or digit that Num Lock chooses. */
static guint
name_pad_key (guint keyval)
{
  return keyval == GDK_KEY_KP_Delete || keyval == GDK_KEY_KP_Separator ? GDK_KEY_KP_Decimal
                                                                       : keyval;
}

static void
add (DzKey           *meant,
     guint           *n,
     guint            keyval,
     GdkModifierType  modifiers)
{
  if (keyval != 0)
    meant[(*n)++] = (DzKey) { keyval, modifiers };
}

/* Shift chooses between arrow and digit, as Num Lock does, and means nothing besides; but where it
 * was held for an arrow that Num Lock leaves, it means itself. */
static guint
list_pad_meant (guint            plain,
                guint            typed,
                GdkModifierType  modifiers,
                DzKey           *meant)
{
  GdkModifierType rest = plain != typed ? modifiers & ~(guint) GDK_SHIFT_MASK : modifiers;
  guint n = 0;

  add (meant, &n, name_pad_key (typed), rest);
  add (meant, &n, find_main (typed), rest);
  if (rest != modifiers)
    add (meant, &n, find_main (plain), modifiers);
  return n;
}

/**
 * dz_key_list_meant:
 * @keycode: hardware code of the key that was pressed
 * @plain: what a Latin keyboard has on it without Shift
 * @typed: what it has there with what is held and locked
 * @state: what is held with it
 * @meant: (out): what may be meant, the likeliest first
 *
 * A letter is meant whether or not Caps Lock is on. "?" is meant wherever a keyboard has it. A key
 * of the number pad means itself before it means the same key of the main keyboard. The number row
 * means its digits where a keyboard types them with Shift, as the French one does.
 *
 * Returns: how many there are
 */
guint
dz_key_list_meant (guint            keycode,
                   guint            plain,
                   guint            typed,
                   GdkModifierType  state,
                   DzKey            meant[DZ_KEY_MAX_MEANT])
{
  GdkModifierType modifiers = state & MODIFIERS;
  guint n = 0;

  g_return_val_if_fail (meant != NULL, 0);

  /* Keyboards give Alt two names. */
  if ((modifiers & GDK_ALT_MASK) != 0)
    modifiers &= ~(guint) GDK_META_MASK;
  if (dz_key_is_on_pad (&(DzKey) { typed, 0 }))
    return list_pad_meant (plain, typed, modifiers, meant);
  add (meant, &n, plain == GDK_KEY_ISO_Left_Tab ? GDK_KEY_Tab : gdk_keyval_to_lower (plain),
       modifiers);
  if (typed != plain && gdk_keyval_to_lower (typed) == gdk_keyval_to_upper (typed)
      && typed != GDK_KEY_ISO_Left_Tab)
    add (meant, &n, typed, modifiers & ~(guint) GDK_SHIFT_MASK);
  if (keycode >= NUMBER_ROW_FIRST && keycode <= NUMBER_ROW_LAST
      && (modifiers & GDK_SHIFT_MASK) == 0 && !(plain >= GDK_KEY_0 && plain <= GDK_KEY_9))
    add (meant, &n, GDK_KEY_0 + (keycode - NUMBER_ROW_FIRST + 1) % 10, modifiers);
  return n;
}

/* Keys whose names are no letters; NULL for others. */
static const char *
find_sign (guint keyval)
{
  switch (keyval)
    {
    case GDK_KEY_Left:
      return "←";
    case GDK_KEY_Right:
      return "→";
    case GDK_KEY_Up:
      return "↑";
    case GDK_KEY_Down:
      return "↓";
    case GDK_KEY_BackSpace:
      return "⌫";
    case GDK_KEY_Return:
      return "Enter";
    case GDK_KEY_Escape:
      return "Esc";
    case GDK_KEY_Delete:
      return "Del";
    case GDK_KEY_Page_Up:
      return "PgUp";
    case GDK_KEY_Page_Down:
      return "PgDn";
    case GDK_KEY_space:
      return _("Space");
    default:
      return NULL;
    }
}

static char *
dup_main_label (guint keyval)
{
  const char *sign = find_sign (keyval);
  gunichar character = gdk_keyval_to_unicode (gdk_keyval_to_upper (keyval));
  char utf8[6] = { 0 };

  if (sign != NULL)
    return g_strdup (sign);
  if (character == 0 || !g_unichar_isgraph (character))
    return g_strdup (gdk_keyval_name (keyval));
  g_unichar_to_utf8 (character, utf8);
  return g_strdup (utf8);
}

/* A decimal key bears a point whatever the country prints on it. */
static char *
dup_bare_label (const DzKey *key)
{
  guint main_keyval = find_main (key->keyval);
  g_autofree char *bare = NULL;

  if (!dz_key_is_on_pad (key))
    return dup_main_label (key->keyval);
  bare = main_keyval != 0 ? dup_main_label (main_keyval)
                          : g_strdup (gdk_keyval_name (key->keyval) + strlen ("KP_"));
  /* TRANSLATORS: a key of the number pad; %s is what stands on it, "+" */
  return g_strdup_printf (_("Num %s"), bare);
}

/**
 * dz_key_dup_label:
 * @key: a key
 *
 * Returns: (transfer full): what a person reads, as short as it stands on the keyboard: "Ctrl+Z"
 */
char *
dz_key_dup_label (const DzKey *key)
{
  g_autofree char *bare = NULL;

  g_return_val_if_fail (key != NULL, NULL);

  bare = dup_bare_label (key);
  return g_strconcat ((key->modifiers & GDK_CONTROL_MASK) != 0 ? "Ctrl+" : "",
                      (key->modifiers & GDK_ALT_MASK) != 0 ? "Alt+" : "",
                      (key->modifiers & GDK_SUPER_MASK) != 0 ? "Super+" : "",
                      (key->modifiers & GDK_SHIFT_MASK) != 0 ? "Shift+" : "", bare, NULL);
}
