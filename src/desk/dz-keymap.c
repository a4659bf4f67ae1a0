/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "dz-keymap.h"

#define SETTING "keys"
#define SETTING_TYPE "a{sas}"
#define WINDOW_DATA "dz-keymap"

struct _DzKeymap
{
  GObject     parent_instance;

  GSettings  *settings; /* owned, nullable */
  GHashTable *changes;  /* owned, DzKeyAction of the table → GArray of DzKey: what was changed */
  GHashTable *keys;     /* owned, DzKeyAction of the table → GArray of DzKey: what is in use */
  gboolean    writing;
};

G_DEFINE_FINAL_TYPE (DzKeymap, dz_keymap, G_TYPE_OBJECT)

enum
{
  CHANGED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static GArray *
new_keys (void)
{
  return g_array_new (FALSE, FALSE, sizeof (DzKey));
}

static GHashTable *
new_map (void)
{
  return g_hash_table_new_full (NULL, NULL, NULL, (GDestroyNotify) g_array_unref);
}

static gboolean
holds (GArray      *keys,
       const DzKey *key)
{
  for (guint i = 0; i < keys->len; i++)
    if (dz_key_is_equal (&g_array_index (keys, DzKey, i), key))
      return TRUE;
  return FALSE;
}

static void
drop (GArray      *keys,
      const DzKey *key)
{
  for (guint i = keys->len; i > 0; i--)
    if (dz_key_is_equal (&g_array_index (keys, DzKey, i - 1), key))
      g_array_remove_index (keys, i - 1);
}

/* What cannot be read is nobody's key; a later version may know more keys than this one. */
static GArray *
parse_keys (char **names)
{
  GArray *keys = new_keys ();

  for (guint i = 0; names[i] != NULL; i++)
    {
      DzKey key;

      if (dz_key_parse (names[i], &key) && !holds (keys, &key))
        g_array_append_val (keys, key);
    }
  return keys;
}

static GArray *
parse_defaults (const DzKeyAction *action)
{
  g_auto(GStrv) names = g_strsplit (action->keys, " ", -1);

  return parse_keys (names);
}

static GVariant *
write_keys (GArray *keys)
{
  g_auto(GVariantBuilder) builder = G_VARIANT_BUILDER_INIT (G_VARIANT_TYPE_STRING_ARRAY);

  for (guint i = 0; i < keys->len; i++)
    g_variant_builder_add_value (
        &builder, g_variant_new_take_string (dz_key_dup_name (&g_array_index (keys, DzKey, i))));
  return g_variant_builder_end (&builder);
}

static GVariant *
write_changes (DzKeymap *self)
{
  g_auto(GVariantBuilder) builder = G_VARIANT_BUILDER_INIT (G_VARIANT_TYPE (SETTING_TYPE));
  guint n_actions;
  const DzKeyAction *actions = dz_key_table_get (&n_actions);

  for (guint i = 0; i < n_actions; i++)
    {
      GArray *keys = g_hash_table_lookup (self->changes, &actions[i]);

      if (keys != NULL)
        g_variant_builder_add (&builder, "{s@as}", actions[i].action, write_keys (keys));
    }
  return g_variant_builder_end (&builder);
}

static void
read_changes (DzKeymap *self)
{
  g_autoptr(GVariant) value
      = self->settings != NULL ? g_settings_get_value (self->settings, SETTING) : NULL;
  GVariantIter iter;
  const char *name;
  char **names;

  g_hash_table_remove_all (self->changes);
  if (value == NULL)
    return;
  g_variant_iter_init (&iter, value);
  while (g_variant_iter_loop (&iter, "{&s^as}", &name, &names))
    {
      const DzKeyAction *action = dz_key_table_find (name);

      if (action != NULL && (action->flags & DZ_KEY_FIXED) == 0)
        g_hash_table_insert (self->changes, (gpointer) action, parse_keys (names));
    }
}

/* Whom a change has given the key, among those who may meet @action in a place. */
static const DzKeyAction *
find_changed_holder (DzKeymap          *self,
                     const DzKeyAction *action,
                     const DzKey       *key)
{
  GHashTableIter iter;
  gpointer other;
  gpointer keys;

  g_hash_table_iter_init (&iter, self->changes);
  while (g_hash_table_iter_next (&iter, &other, &keys))
    if (other != action && (((const DzKeyAction *) other)->places & action->places) != 0
        && holds (keys, key))
      return other;
  return NULL;
}

/* A key that the reviewer has given to something else is taken from what had it at first. */
static GArray *
find_keys_in_use (DzKeymap          *self,
                  const DzKeyAction *action)
{
  GArray *changed = g_hash_table_lookup (self->changes, action);
  GArray *keys;

  if (changed != NULL)
    return g_array_ref (changed);
  keys = parse_defaults (action);
  for (guint i = keys->len; i > 0; i--)
    if (find_changed_holder (self, action, &g_array_index (keys, DzKey, i - 1)) != NULL)
      g_array_remove_index (keys, i - 1);
  return keys;
}

static void
update (DzKeymap *self)
{
  guint n_actions;
  const DzKeyAction *actions = dz_key_table_get (&n_actions);

  g_hash_table_remove_all (self->keys);
  for (guint i = 0; i < n_actions; i++)
    g_hash_table_insert (self->keys, (gpointer) &actions[i],
                         find_keys_in_use (self, &actions[i]));
  g_signal_emit (self, signals[CHANGED], 0);
}

static void
setting_changed_cb (DzKeymap *self)
{
  if (self->writing)
    return;
  read_changes (self);
  update (self);
}

/* Without settings to write to, a change lasts as long as the program. */
static void
keep_changes (DzKeymap *self)
{
  self->writing = TRUE;
  if (self->settings != NULL
      && !g_settings_set_value (self->settings, SETTING, write_changes (self)))
    g_warning ("the keys cannot be changed for good: the setting “%s” is locked", SETTING);
  self->writing = FALSE;
  update (self);
}

static void
dz_keymap_finalize (GObject *object)
{
  DzKeymap *self = DZ_KEYMAP (object);

  g_clear_object (&self->settings);
  g_hash_table_unref (self->changes);
  g_hash_table_unref (self->keys);

  G_OBJECT_CLASS (dz_keymap_parent_class)->finalize (object);
}

static void
dz_keymap_class_init (DzKeymapClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = dz_keymap_finalize;

  signals[CHANGED] = g_signal_new ("changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0,
                                   NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
dz_keymap_init (DzKeymap *self)
{
  self->changes = new_map ();
  self->keys = new_map ();
}

/**
 * dz_keymap_new:
 * @settings: (nullable): where the reviewer's changes stand, in "keys"
 *
 * Returns: (transfer full): which key does what
 */
DzKeymap *
dz_keymap_new (GSettings *settings)
{
  DzKeymap *self = g_object_new (DZ_TYPE_KEYMAP, NULL);

  g_return_val_if_fail (settings == NULL || G_IS_SETTINGS (settings), NULL);

  if (settings != NULL)
    {
      self->settings = g_object_ref (settings);
      g_signal_connect_object (settings, "changed::" SETTING, G_CALLBACK (setting_changed_cb),
                               self, G_CONNECT_SWAPPED);
    }
  setting_changed_cb (self);
  return self;
}

/**
 * dz_keymap_get_keys:
 * @self: a keymap
 * @action: of the table
 * @n_keys: (out): how many there are; 0 where others have taken all of them
 *
 * Returns: (transfer none) (array length=n_keys): the keys that do it, the first one first told;
 *   valid until the keymap changes
 */
const DzKey *
dz_keymap_get_keys (DzKeymap          *self,
                    const DzKeyAction *action,
                    guint             *n_keys)
{
  GArray *keys;

  g_return_val_if_fail (DZ_IS_KEYMAP (self), NULL);
  g_return_val_if_fail (action != NULL && n_keys != NULL, NULL);

  keys = g_hash_table_lookup (self->keys, action);
  *n_keys = keys->len;
  return (const DzKey *) keys->data;
}

/**
 * dz_keymap_dup_label:
 * @self: a keymap
 * @action: of the table
 *
 * Returns: (transfer full) (nullable): its first key as a person reads it; %NULL where it has none
 */
char *
dz_keymap_dup_label (DzKeymap          *self,
                     const DzKeyAction *action)
{
  guint n_keys;
  const DzKey *keys = dz_keymap_get_keys (self, action, &n_keys);

  return n_keys > 0 ? dz_key_dup_label (&keys[0]) : NULL;
}

static const DzKeyAction *
find_holder (DzKeymap          *self,
             DzKeyPlaces        places,
             const DzKey       *key,
             const DzKeyAction *except)
{
  guint n_actions;
  const DzKeyAction *actions = dz_key_table_get (&n_actions);

  for (guint i = 0; i < n_actions; i++)
    if (&actions[i] != except && (actions[i].places & places) != 0
        && holds (g_hash_table_lookup (self->keys, &actions[i]), key))
      return &actions[i];
  return NULL;
}

/* 1 is the first and 0 the tenth, as on the keyboard. */
static guint
tell_position (const DzKeyAction *action,
               const DzKey       *key)
{
  return (action->flags & DZ_KEY_NUMBERS) != 0 ? (key->keyval - GDK_KEY_0 + 9) % 10 : 0;
}

/**
 * dz_keymap_find:
 * @self: a keymap
 * @place: where the reviewer is: one place
 * @meant: (array length=n_meant): what a key may mean, as dz_key_list_meant() tells it
 * @n_meant: how many there are
 * @position: (out): for an action that is done by digits, which of them: 0 for the first
 *
 * Returns: (transfer none) (nullable): what the key does there
 */
const DzKeyAction *
dz_keymap_find (DzKeymap    *self,
                DzKeyPlaces  place,
                const DzKey *meant,
                guint        n_meant,
                guint       *position)
{
  g_return_val_if_fail (DZ_IS_KEYMAP (self), NULL);
  g_return_val_if_fail (meant != NULL && position != NULL, NULL);

  for (guint i = 0; i < n_meant; i++)
    {
      const DzKeyAction *action = find_holder (self, place, &meant[i], NULL);

      if (action == NULL)
        continue;
      *position = tell_position (action, &meant[i]);
      return action;
    }
  return NULL;
}

/**
 * dz_keymap_find_conflict:
 * @self: a keymap
 * @action: of the table
 * @key: a key for it
 *
 * Returns: (transfer none) (nullable): what the key does already where @action could be meant
 */
const DzKeyAction *
dz_keymap_find_conflict (DzKeymap          *self,
                         const DzKeyAction *action,
                         const DzKey       *key)
{
  g_return_val_if_fail (DZ_IS_KEYMAP (self), NULL);
  g_return_val_if_fail (action != NULL && key != NULL, NULL);

  return find_holder (self, action->places, key, action);
}

/**
 * dz_keymap_is_reserved:
 * @self: a keymap
 * @action: of the table
 * @key: a key for it
 *
 * Returns: whether nobody may have the key: it leads out of everywhere, or through the window, or
 *   presses what has the keyboard, or does what is the same for everybody
 */
gboolean
dz_keymap_is_reserved (DzKeymap          *self,
                       const DzKeyAction *action,
                       const DzKey       *key)
{
  guint n_actions;
  const DzKeyAction *actions = dz_key_table_get (&n_actions);

  g_return_val_if_fail (DZ_IS_KEYMAP (self), TRUE);
  g_return_val_if_fail (action != NULL && key != NULL, TRUE);

  for (guint i = 0; i < n_actions; i++)
    if ((actions[i].flags & DZ_KEY_FIXED) != 0 && (actions[i].places & action->places) != 0
        && holds (g_hash_table_lookup (self->keys, &actions[i]), key))
      return TRUE;
  return key->keyval == GDK_KEY_Escape || key->keyval == GDK_KEY_Tab
         || key->keyval == GDK_KEY_Return || key->keyval == GDK_KEY_KP_Enter;
}

/* To be changed. */
static GArray *
take_keys (DzKeymap          *self,
           const DzKeyAction *action)
{
  guint n_keys;
  const DzKey *keys = dz_keymap_get_keys (self, action, &n_keys);
  GArray *copy = new_keys ();

  if (n_keys > 0)
    g_array_append_vals (copy, keys, n_keys);
  g_hash_table_insert (self->changes, (gpointer) action, copy);
  return copy;
}

static void
take_away (DzKeymap          *self,
           const DzKeyAction *action,
           const DzKey       *key)
{
  const DzKeyAction *holder;

  while ((holder = dz_keymap_find_conflict (self, action, key)) != NULL)
    {
      GArray *keys = take_keys (self, holder);

      drop (keys, key);
      g_hash_table_insert (self->keys, (gpointer) holder, g_array_ref (keys));
    }
}

/**
 * dz_keymap_set_key:
 * @self: a keymap
 * @action: of the table, whose keys may be changed
 * @key: its new key; not reserved
 *
 * Gives the key to the action in place of its first one, or, where it is a key of the number pad,
 * of its first one there. Whatever else the key did where both could be meant, it does no more.
 */
void
dz_keymap_set_key (DzKeymap          *self,
                   const DzKeyAction *action,
                   const DzKey       *key)
{
  GArray *keys;

  g_return_if_fail (DZ_IS_KEYMAP (self));
  g_return_if_fail (action != NULL && (action->flags & DZ_KEY_FIXED) == 0 && key != NULL);
  g_return_if_fail (!dz_keymap_is_reserved (self, action, key));

  take_away (self, action, key);
  keys = take_keys (self, action);
  drop (keys, key);
  for (guint i = 0; i < keys->len; i++)
    if (dz_key_is_on_pad (&g_array_index (keys, DzKey, i)) == dz_key_is_on_pad (key))
      {
        g_array_index (keys, DzKey, i) = *key;
        keep_changes (self);
        return;
      }
  if (dz_key_is_on_pad (key))
    g_array_append_val (keys, *key);
  else
    g_array_prepend_val (keys, *key);
  keep_changes (self);
}

static guint
find_position (GArray      *keys,
               const DzKey *key)
{
  guint i = 0;

  while (i < keys->len && (key == NULL || !dz_key_is_equal (&g_array_index (keys, DzKey, i), key)))
    i++;
  return i;
}

/* In the place of @old where it is one of them, else behind the others. */
static void
put_key (GArray      *keys,
         const DzKey *old,
         const DzKey *key)
{
  guint position;

  if (key != NULL && (old == NULL || !dz_key_is_equal (old, key)))
    drop (keys, key);
  position = find_position (keys, old);
  if (position < keys->len)
    g_array_remove_index (keys, position);
  if (key != NULL)
    g_array_insert_val (keys, position, *key);
}

/**
 * dz_keymap_change_key:
 * @self: a keymap
 * @action: of the table, whose keys may be changed
 * @old: (nullable): one of its keys, which does it no more; %NULL to keep them all
 * @key: (nullable): a key that does it from now on, in the place of @old or behind the others; not
 *   reserved; %NULL for none
 *
 * Changes one key of several, or adds one, or takes one away. Whatever else @key did where both
 * could be meant, it does no more.
 */
void
dz_keymap_change_key (DzKeymap          *self,
                      const DzKeyAction *action,
                      const DzKey       *old,
                      const DzKey       *key)
{
  g_return_if_fail (DZ_IS_KEYMAP (self));
  g_return_if_fail (action != NULL && (action->flags & DZ_KEY_FIXED) == 0);
  g_return_if_fail (key == NULL || !dz_keymap_is_reserved (self, action, key));

  if (old == NULL && (key == NULL || holds (g_hash_table_lookup (self->keys, action), key)))
    return;
  if (key != NULL)
    take_away (self, action, key);
  put_key (take_keys (self, action), old, key);
  keep_changes (self);
}

/**
 * dz_keymap_is_changed:
 * @self: a keymap
 * @action: of the table
 *
 * Returns: whether it has other keys than at first
 */
gboolean
dz_keymap_is_changed (DzKeymap          *self,
                      const DzKeyAction *action)
{
  g_autoptr(GArray) defaults = parse_defaults (action);
  guint n_keys;
  const DzKey *keys = dz_keymap_get_keys (self, action, &n_keys);

  if (n_keys != defaults->len)
    return TRUE;
  for (guint i = 0; i < n_keys; i++)
    if (!dz_key_is_equal (&keys[i], &g_array_index (defaults, DzKey, i)))
      return TRUE;
  return FALSE;
}

/**
 * dz_keymap_reset:
 * @self: a keymap
 * @action: of the table
 *
 * Gives the action the keys that it had at first, and takes them from what has them now.
 */
void
dz_keymap_reset (DzKeymap          *self,
                 const DzKeyAction *action)
{
  g_autoptr(GArray) defaults = NULL;

  g_return_if_fail (DZ_IS_KEYMAP (self));
  g_return_if_fail (action != NULL);

  defaults = parse_defaults (action);
  for (guint i = 0; i < defaults->len; i++)
    take_away (self, action, &g_array_index (defaults, DzKey, i));
  g_hash_table_remove (self->changes, action);
  keep_changes (self);
}

/**
 * dz_keymap_reset_all:
 * @self: a keymap
 *
 * Gives all actions the keys that they had at first.
 */
void
dz_keymap_reset_all (DzKeymap *self)
{
  g_return_if_fail (DZ_IS_KEYMAP (self));

  g_hash_table_remove_all (self->changes);
  keep_changes (self);
}

/**
 * dz_keymap_attach:
 * @self: a keymap
 * @window: a window
 *
 * Says that keys do in @window what this keymap tells.
 */
void
dz_keymap_attach (DzKeymap  *self,
                  GtkWindow *window)
{
  g_return_if_fail (DZ_IS_KEYMAP (self) && GTK_IS_WINDOW (window));

  g_object_set_data_full (G_OBJECT (window), WINDOW_DATA, g_object_ref (self), g_object_unref);
}

/**
 * dz_keymap_of:
 * @widget: a widget
 *
 * Returns: (transfer none) (nullable): what keys do in its window; %NULL outside of any that knows
 */
DzKeymap *
dz_keymap_of (GtkWidget *widget)
{
  GtkRoot *root;

  g_return_val_if_fail (GTK_IS_WIDGET (widget), NULL);

  root = gtk_widget_get_root (widget);
  return root != NULL ? g_object_get_data (G_OBJECT (root), WINDOW_DATA) : NULL;
}

/**
 * dz_keymap_dup_label_of:
 * @widget: a widget
 * @action: an entry of the table of keys
 *
 * Returns: (transfer full) (nullable): the first key that does it in the widget's window, as a
 *   person reads it; %NULL where it has none there
 */
char *
dz_keymap_dup_label_of (GtkWidget  *widget,
                        const char *action)
{
  DzKeymap *keymap = dz_keymap_of (widget);
  const DzKeyAction *found = dz_key_table_find (action);

  return keymap != NULL && found != NULL ? dz_keymap_dup_label (keymap, found) : NULL;
}
