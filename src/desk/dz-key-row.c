/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "dz-key-row.h"

#include <glib/gi18n.h>

#include "dz-key-layout.h"

struct _DzKeyRow
{
  AdwActionRow       parent_instance;

  GtkBox            *keys;      /* unowned, template child: its keys, as buttons */
  GtkWidget         *add;       /* unowned, template child */
  GtkWidget         *remove;    /* unowned, template child */
  GtkWidget         *take_over; /* unowned, template child */
  GtkWidget         *cancel;    /* unowned, template child */
  GtkWidget         *reset;     /* unowned, template child */
  DzKeymap          *keymap;    /* owned */
  const DzKeyAction *action;    /* unowned, of the table */
  DzKey              wanted;    /* while it asks: a key that does something already */
  DzKey              old;       /* while it waits or asks: what goes; no key for none */
  gboolean           adds;      /* while it waits or asks: whether a key comes to the others */
  gboolean           waits;     /* for a key */
  gboolean           asks;      /* whether to take @wanted over */
};

G_DEFINE_FINAL_TYPE (DzKeyRow, dz_key_row, ADW_TYPE_ACTION_ROW)

static void
say (DzKeyRow   *self,
     const char *sentence)
{
  adw_action_row_set_subtitle (ADW_ACTION_ROW (self), sentence);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION,
                                  sentence, -1);
}

static void
add_shortcut (GtkWidget   *button,
              const DzKey *key)
{
  GtkEventController *controller = gtk_shortcut_controller_new ();
  g_autofree char *name = dz_key_dup_name (key);
  GtkShortcut *shortcut = gtk_shortcut_new (
      gtk_shortcut_trigger_parse_string ("Delete|KP_Delete|BackSpace"),
      gtk_named_action_new ("key.remove"));

  gtk_shortcut_set_arguments (shortcut, g_variant_new_string (name));
  gtk_shortcut_controller_add_shortcut (GTK_SHORTCUT_CONTROLLER (controller), shortcut);
  gtk_widget_add_controller (button, controller);
}

static GtkWidget *
new_button (const DzKey *key)
{
  g_autofree char *label = dz_key_dup_label (key);
  g_autofree char *name = dz_key_dup_name (key);
  GtkWidget *button = gtk_button_new_with_label (label);

  gtk_actionable_set_action_name (GTK_ACTIONABLE (button), "key.change");
  gtk_actionable_set_action_target (GTK_ACTIONABLE (button), "s", name);
  gtk_widget_set_tooltip_text (button, _("Change this key; Delete takes it away"));
  gtk_widget_add_css_class (button, "dz-key");
  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  add_shortcut (button, key);
  return button;
}

static void
show_keys (DzKeyRow *self)
{
  GtkWidget *child;
  guint n_keys;
  const DzKey *keys = dz_keymap_get_keys (self->keymap, self->action, &n_keys);

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self->keys))) != NULL)
    gtk_box_remove (self->keys, child);
  for (guint i = 0; i < n_keys; i++)
    gtk_box_append (self->keys, new_button (&keys[i]));
  if (n_keys > 0)
    return;
  child = gtk_label_new (_("no key"));
  gtk_widget_add_css_class (child, "dim-label");
  gtk_box_append (self->keys, child);
}

static void
show_question (DzKeyRow *self)
{
  gtk_widget_set_visible (self->take_over, self->asks);
  gtk_widget_set_visible (self->cancel, self->asks);
  gtk_widget_set_visible (GTK_WIDGET (self->keys), !self->asks);
  gtk_widget_set_visible (self->add, !self->asks && !self->waits);
  gtk_widget_set_visible (self->remove, self->waits && self->old.keyval != 0);
  gtk_widget_set_visible (self->reset, !self->asks && !self->waits
                                           && dz_keymap_is_changed (self->keymap, self->action));
}

static void
rest (DzKeyRow *self)
{
  self->waits = FALSE;
  self->asks = FALSE;
  gtk_widget_remove_css_class (GTK_WIDGET (self), "dz-current");
  say (self, "");
  show_question (self);
}

/* @old: (nullable): the key that it comes instead of */
static void
wait_for_key (DzKeyRow    *self,
              const DzKey *old,
              gboolean     adds)
{
  self->old = old != NULL ? *old : (DzKey) { 0, 0 };
  self->adds = adds;
  self->waits = TRUE;
  self->asks = FALSE;
  gtk_widget_add_css_class (GTK_WIDGET (self), "dz-current");
  say (self, _("Press the new key. Escape leaves it as it is."));
  show_question (self);
  gtk_widget_grab_focus (GTK_WIDGET (self));
}

static void
ask (DzKeyRow          *self,
     const DzKeyAction *holder,
     const DzKey       *key)
{
  g_autofree char *label = dz_key_dup_label (key);
  g_autofree char *sentence = NULL;

  self->waits = FALSE;
  self->asks = TRUE;
  self->wanted = *key;
  /* TRANSLATORS: the first %s is a key, the second what it does: “G” already does: Guides */
  sentence = g_strdup_printf (_("“%s” already does: %s"), label, _(holder->title));
  say (self, sentence);
  show_question (self);
  gtk_widget_grab_focus (self->take_over);
}

/* What it asks may be about another key's action by now, or about none; who still wants the key
 * presses it again. */
static void
ask_again (DzKeyRow *self)
{
  const DzKeyAction *holder = dz_keymap_find_conflict (self->keymap, self->action, &self->wanted);

  if (holder != NULL)
    {
      ask (self, holder, &self->wanted);
      return;
    }
  rest (self);
  gtk_widget_grab_focus (GTK_WIDGET (self));
}

static void
keymap_changed_cb (DzKeyRow *self)
{
  show_keys (self);
  show_question (self);
  if (self->asks)
    ask_again (self);
}

static void
activated_cb (DzKeyRow *self)
{
  if (!self->asks)
    wait_for_key (self, NULL, FALSE);
}

static void
add_cb (DzKeyRow *self)
{
  wait_for_key (self, NULL, TRUE);
}

static void
change_action (GtkWidget  *widget,
               const char *action_name,
               GVariant   *parameter)
{
  DzKey key;

  if (dz_key_parse (g_variant_get_string (parameter, NULL), &key))
    wait_for_key (DZ_KEY_ROW (widget), &key, FALSE);
}

/* The button of the key goes, and must not take the keyboard with it. */
static void
remove_key (DzKeyRow    *self,
            const DzKey *key)
{
  rest (self);
  gtk_widget_grab_focus (GTK_WIDGET (self));
  dz_keymap_change_key (self->keymap, self->action, key, NULL);
}

static void
remove_action (GtkWidget  *widget,
               const char *action_name,
               GVariant   *parameter)
{
  DzKey key;

  if (dz_key_parse (g_variant_get_string (parameter, NULL), &key))
    remove_key (DZ_KEY_ROW (widget), &key);
}

static void
remove_cb (DzKeyRow *self)
{
  DzKey key = self->old;

  remove_key (self, &key);
}

static void
give (DzKeyRow    *self,
      const DzKey *key)
{
  if (self->adds || self->old.keyval != 0)
    dz_keymap_change_key (self->keymap, self->action,
                          self->old.keyval != 0 ? &self->old : NULL, key);
  else
    dz_keymap_set_key (self->keymap, self->action, key);
}

static void
take_over_cb (DzKeyRow *self)
{
  DzKey key = self->wanted;

  rest (self);
  gtk_widget_grab_focus (GTK_WIDGET (self));
  give (self, &key);
}

static void
cancel_cb (DzKeyRow *self)
{
  rest (self);
  gtk_widget_grab_focus (GTK_WIDGET (self));
}

static void
reset_cb (DzKeyRow *self)
{
  gtk_widget_grab_focus (GTK_WIDGET (self));
  dz_keymap_reset (self->keymap, self->action);
}

/* Everything is a key while one is waited for; Enter, which began it, goes up after that. */
static gboolean
pressed_cb (DzKeyRow           *self,
            guint               keyval,
            guint               keycode,
            GdkModifierType     state,
            GtkEventController *controller)
{
  GdkEvent *event = gtk_event_controller_get_current_event (controller);
  DzKey key;

  if (keyval == GDK_KEY_Escape && (self->waits || self->asks))
    cancel_cb (self);
  else if (!self->waits)
    return GDK_EVENT_PROPAGATE;
  else if (dz_key_layout_choose (event, &key))
    dz_key_row_take (self, &key);
  return GDK_EVENT_STOP;
}

/* Who goes elsewhere has given it up. */
static void
left_cb (DzKeyRow *self)
{
  rest (self);
}

static void
dz_key_row_dispose (GObject *object)
{
  DzKeyRow *self = DZ_KEY_ROW (object);

  g_clear_object (&self->keymap);

  G_OBJECT_CLASS (dz_key_row_parent_class)->dispose (object);
}

static void
dz_key_row_class_init (DzKeyRowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = dz_key_row_dispose;
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/duizhao/Duizhao/dz-key-row.ui");
  gtk_widget_class_install_action (widget_class, "key.change", "s", change_action);
  gtk_widget_class_install_action (widget_class, "key.remove", "s", remove_action);
  gtk_widget_class_bind_template_child (widget_class, DzKeyRow, keys);
  gtk_widget_class_bind_template_child (widget_class, DzKeyRow, add);
  gtk_widget_class_bind_template_child (widget_class, DzKeyRow, remove);
  gtk_widget_class_bind_template_child (widget_class, DzKeyRow, take_over);
  gtk_widget_class_bind_template_child (widget_class, DzKeyRow, cancel);
  gtk_widget_class_bind_template_child (widget_class, DzKeyRow, reset);
  gtk_widget_class_bind_template_callback (widget_class, activated_cb);
  gtk_widget_class_bind_template_callback (widget_class, add_cb);
  gtk_widget_class_bind_template_callback (widget_class, remove_cb);
  gtk_widget_class_bind_template_callback (widget_class, take_over_cb);
  gtk_widget_class_bind_template_callback (widget_class, cancel_cb);
  gtk_widget_class_bind_template_callback (widget_class, reset_cb);
  gtk_widget_class_bind_template_callback (widget_class, pressed_cb);
  gtk_widget_class_bind_template_callback (widget_class, left_cb);
}

static void
dz_key_row_init (DzKeyRow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * dz_key_row_new:
 * @keymap: which key does what
 * @action: of the table, whose keys may be changed
 *
 * Returns: (transfer floating): a row
 */
GtkWidget *
dz_key_row_new (DzKeymap          *keymap,
                const DzKeyAction *action)
{
  DzKeyRow *self;

  g_return_val_if_fail (DZ_IS_KEYMAP (keymap), NULL);
  g_return_val_if_fail (action != NULL && (action->flags & DZ_KEY_FIXED) == 0, NULL);

  self = g_object_new (DZ_TYPE_KEY_ROW, "title", _(action->title), NULL);
  self->keymap = g_object_ref (keymap);
  self->action = action;
  g_signal_connect_object (keymap, "changed", G_CALLBACK (keymap_changed_cb), self,
                           G_CONNECT_SWAPPED);
  keymap_changed_cb (self);
  return GTK_WIDGET (self);
}

/**
 * dz_key_row_get_waits:
 * @self: a row
 *
 * Returns: whether it waits for a key
 */
gboolean
dz_key_row_get_waits (DzKeyRow *self)
{
  g_return_val_if_fail (DZ_IS_KEY_ROW (self), FALSE);

  return self->waits;
}

/**
 * dz_key_row_take:
 * @self: a row that waits for a key
 * @key: the key that was pressed
 *
 * Takes the key, or says why not, and asks where it does something else.
 */
void
dz_key_row_take (DzKeyRow    *self,
                 const DzKey *key)
{
  const DzKeyAction *holder;

  g_return_if_fail (DZ_IS_KEY_ROW (self) && self->waits);
  g_return_if_fail (key != NULL);

  holder = dz_keymap_find_conflict (self->keymap, self->action, key);
  if (dz_keymap_is_reserved (self->keymap, self->action, key))
    say (self, _("This key does the same everywhere. Press another one."));
  else if (holder != NULL)
    ask (self, holder, key);
  else
    {
      rest (self);
      give (self, key);
    }
}
