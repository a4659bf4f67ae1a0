/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "dz-key-badge.h"

#include "dz-key-tip.h"
#include "dz-keymap.h"
#include "dz-widget.h"

struct _DzKeyBadge
{
  GtkWidget  parent_instance;

  GtkWidget *label;      /* unowned, child */
  GtkWidget *words;      /* unowned, nullable: beside it, what the button says */
  char      *action;     /* owned, nullable */
  char      *tip;        /* owned, nullable */
  DzKeymap  *keymap;     /* owned, nullable: of the window it is in */
  gulong     changed_id; /* on @keymap */
};

G_DEFINE_FINAL_TYPE (DzKeyBadge, dz_key_badge, GTK_TYPE_WIDGET)

enum
{
  PROP_ACTION = 1,
  PROP_TIP,
  N_PROPS
};

static GParamSpec *pspecs[N_PROPS];

/* Outside of a window that knows its keys they are as they come. */
static char *
dup_key (DzKeyBadge *self)
{
  const DzKeyAction *action = self->action != NULL ? dz_key_table_find (self->action) : NULL;
  g_autoptr(DzKeymap) keymap = NULL;

  if (action == NULL)
    return NULL;
  keymap = self->keymap != NULL ? g_object_ref (self->keymap) : dz_keymap_new (NULL);
  return dz_keymap_dup_label (keymap, action);
}

static void
show_tip (DzKeyBadge *self,
          const char *key)
{
  GtkWidget *button = gtk_widget_get_ancestor (GTK_WIDGET (self), GTK_TYPE_BUTTON);

  if (button != NULL)
    dz_key_tip_show (button, self->tip, key);
}

static void
name_button (DzKeyBadge *self)
{
  GtkWidget *button = gtk_widget_get_ancestor (GTK_WIDGET (self), GTK_TYPE_BUTTON);

  if (button != NULL)
    gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                    gtk_label_get_text (GTK_LABEL (self->words)), -1);
}

/* GTK names a button by its own text, not by one beside a badge; without a name a screen reader
 * would only say “button”. */
static void
find_words (DzKeyBadge *self)
{
  GtkWidget *child = gtk_widget_get_parent (GTK_WIDGET (self));

  for (child = gtk_widget_get_first_child (child); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    if (GTK_IS_LABEL (child))
      break;
  if (child == NULL || child == self->words)
    return;
  self->words = child;
  g_signal_connect_object (child, "notify::label", G_CALLBACK (name_button), self,
                           G_CONNECT_SWAPPED);
  name_button (self);
}

static void
update (DzKeyBadge *self)
{
  g_autofree char *key = NULL;

  if (gtk_widget_get_root (GTK_WIDGET (self)) == NULL)
    return;
  key = dup_key (self);
  gtk_label_set_label (GTK_LABEL (self->label), key != NULL ? key : "");
  gtk_widget_set_visible (self->label, key != NULL);
  gtk_widget_set_opacity (GTK_WIDGET (self), key != NULL ? 1 : 0);
  show_tip (self, key);
}

static void
leave_keymap (DzKeyBadge *self)
{
  g_clear_signal_handler (&self->changed_id, self->keymap);
  g_clear_object (&self->keymap);
}

static void
dz_key_badge_root (GtkWidget *widget)
{
  DzKeyBadge *self = DZ_KEY_BADGE (widget);

  GTK_WIDGET_CLASS (dz_key_badge_parent_class)->root (widget);

  if (g_set_object (&self->keymap, dz_keymap_of (widget)))
    self->changed_id
        = g_signal_connect_swapped (self->keymap, "changed", G_CALLBACK (update), self);
  find_words (self);
  update (self);
}

static void
dz_key_badge_unroot (GtkWidget *widget)
{
  leave_keymap (DZ_KEY_BADGE (widget));

  GTK_WIDGET_CLASS (dz_key_badge_parent_class)->unroot (widget);
}

static void
dz_key_badge_get_property (GObject    *object,
                           guint       property_id,
                           GValue     *value,
                           GParamSpec *pspec)
{
  DzKeyBadge *self = DZ_KEY_BADGE (object);

  if (property_id == PROP_ACTION)
    g_value_set_string (value, self->action);
  else if (property_id == PROP_TIP)
    g_value_set_string (value, self->tip);
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property_id, pspec);
}

static void
dz_key_badge_set_property (GObject      *object,
                           guint         property_id,
                           const GValue *value,
                           GParamSpec   *pspec)
{
  DzKeyBadge *self = DZ_KEY_BADGE (object);
  char **field = property_id == PROP_ACTION ? &self->action : &self->tip;

  if (property_id != PROP_ACTION && property_id != PROP_TIP)
    {
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property_id, pspec);
      return;
    }
  if (g_strcmp0 (*field, g_value_get_string (value)) == 0)
    return;
  g_free (*field);
  *field = g_value_dup_string (value);
  update (self);
  g_object_notify_by_pspec (object, pspec);
}

static void
dz_key_badge_dispose (GObject *object)
{
  DzKeyBadge *self = DZ_KEY_BADGE (object);

  leave_keymap (self);
  dz_widget_drop_children (GTK_WIDGET (self));

  G_OBJECT_CLASS (dz_key_badge_parent_class)->dispose (object);
}

static void
dz_key_badge_finalize (GObject *object)
{
  DzKeyBadge *self = DZ_KEY_BADGE (object);

  g_free (self->action);
  g_free (self->tip);

  G_OBJECT_CLASS (dz_key_badge_parent_class)->finalize (object);
}

static GParamSpec *
new_text (const char *name)
{
  return g_param_spec_string (name, NULL, NULL, NULL,
                              G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY
                                | G_PARAM_STATIC_STRINGS);
}

static void
dz_key_badge_class_init (DzKeyBadgeClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->get_property = dz_key_badge_get_property;
  object_class->set_property = dz_key_badge_set_property;
  object_class->dispose = dz_key_badge_dispose;
  object_class->finalize = dz_key_badge_finalize;
  widget_class->root = dz_key_badge_root;
  widget_class->unroot = dz_key_badge_unroot;

  pspecs[PROP_ACTION] = new_text ("action");
  pspecs[PROP_TIP] = new_text ("tip");
  g_object_class_install_properties (object_class, N_PROPS, pspecs);

  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  /* The button around it tells its key itself. */
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_PRESENTATION);
}

static void
dz_key_badge_init (DzKeyBadge *self)
{
  self->label = g_object_new (GTK_TYPE_LABEL, "accessible-role", GTK_ACCESSIBLE_ROLE_PRESENTATION,
                              NULL);
  gtk_widget_set_parent (self->label, GTK_WIDGET (self));
  gtk_widget_add_css_class (GTK_WIDGET (self), "dz-key");
  gtk_widget_set_valign (GTK_WIDGET (self), GTK_ALIGN_CENTER);
}

/**
 * dz_key_badge_new:
 * @action: an entry of the table of keys
 *
 * Returns: (transfer floating): a badge with its key
 */
GtkWidget *
dz_key_badge_new (const char *action)
{
  g_return_val_if_fail (action != NULL, NULL);

  return g_object_new (DZ_TYPE_KEY_BADGE, "action", action, NULL);
}
