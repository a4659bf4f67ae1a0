/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "dz-preferences.h"

#include <glib/gi18n.h>

#include "dz-key-row.h"
#include "dz-toast.h"

struct _DzPreferences
{
  AdwPreferencesWindow parent_instance;

  AdwPreferencesPage *general;  /* unowned, template child */
  AdwPreferencesPage *keys;     /* unowned, template child */
  GtkSwitch          *guides;   /* unowned, template child */
  GtkEditable        *address;  /* unowned, template child */
  GPtrArray          *rows;     /* owned, (element-type DzKeyRow), unowned: on @keys */
  DzKeymap           *keymap;   /* owned */
  GSettings          *settings; /* owned, nullable */
};

G_DEFINE_FINAL_TYPE (DzPreferences, dz_preferences, ADW_TYPE_PREFERENCES_WINDOW)

/* Not bound: half an address is none. */
static void
address_applied_cb (DzPreferences *self)
{
  g_autofree char *address = g_strstrip (g_strdup (gtk_editable_get_text (self->address)));
  AdwToast *toast;

  g_settings_set_string (self->settings, "service-url", address);
  toast = dz_toast_new (_("The address counts when Duizhao is started again."));
  dz_toast_fit (toast, GTK_WIDGET (self));
  adw_preferences_window_add_toast (ADW_PREFERENCES_WINDOW (self), toast);
}

static void
reset_all_cb (DzPreferences *self)
{
  dz_keymap_reset_all (self->keymap);
}

/* libadwaita 1.2 never lets go of a group, nor of the rows in it. */
static void
take_rows_out (DzPreferences *self)
{
  if (self->guides != NULL)
    {
      g_settings_unbind (self->guides, "active");
      g_settings_unbind (self->guides, "sensitive");
    }
  self->guides = NULL;
  for (guint i = 0; i < self->rows->len; i++)
    {
      GtkWidget *row = g_ptr_array_index (self->rows, i);
      GtkWidget *group = gtk_widget_get_ancestor (row, ADW_TYPE_PREFERENCES_GROUP);

      adw_preferences_group_remove (ADW_PREFERENCES_GROUP (group), row);
    }
  g_ptr_array_set_size (self->rows, 0);
}

static void
dz_preferences_dispose (GObject *object)
{
  DzPreferences *self = DZ_PREFERENCES (object);

  take_rows_out (self);
  g_clear_object (&self->keymap);
  g_clear_object (&self->settings);

  G_OBJECT_CLASS (dz_preferences_parent_class)->dispose (object);
}

static void
dz_preferences_finalize (GObject *object)
{
  g_ptr_array_unref (DZ_PREFERENCES (object)->rows);

  G_OBJECT_CLASS (dz_preferences_parent_class)->finalize (object);
}

static void
dz_preferences_class_init (DzPreferencesClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = dz_preferences_dispose;
  G_OBJECT_CLASS (klass)->finalize = dz_preferences_finalize;
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/duizhao/Duizhao/dz-preferences.ui");
  gtk_widget_class_bind_template_child (widget_class, DzPreferences, general);
  gtk_widget_class_bind_template_child (widget_class, DzPreferences, keys);
  gtk_widget_class_bind_template_child (widget_class, DzPreferences, guides);
  gtk_widget_class_bind_template_child (widget_class, DzPreferences, address);
  gtk_widget_class_bind_template_callback (widget_class, address_applied_cb);
  gtk_widget_class_bind_template_callback (widget_class, reset_all_cb);
}

static void
dz_preferences_init (DzPreferences *self)
{
  self->rows = g_ptr_array_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
}

static AdwPreferencesGroup *
new_group (DzPreferences *self,
           const char    *title)
{
  AdwPreferencesGroup *group = ADW_PREFERENCES_GROUP (adw_preferences_group_new ());

  adw_preferences_group_set_title (group, _(title));
  adw_preferences_page_add (self->keys, group);
  return group;
}

static void
add_keys (DzPreferences *self)
{
  g_autoptr(GHashTable) groups = g_hash_table_new (g_str_hash, g_str_equal);
  guint n_actions;
  const DzKeyAction *actions = dz_key_table_get (&n_actions);

  for (guint i = 0; i < n_actions; i++)
    {
      AdwPreferencesGroup *group = g_hash_table_lookup (groups, actions[i].group);
      GtkWidget *row;

      if ((actions[i].flags & DZ_KEY_FIXED) != 0)
        continue;
      if (group == NULL)
        {
          group = new_group (self, actions[i].group);
          g_hash_table_insert (groups, (gpointer) actions[i].group, group);
        }
      row = dz_key_row_new (self->keymap, &actions[i]);
      g_ptr_array_add (self->rows, row);
      adw_preferences_group_add (group, row);
    }
}

static void
show_settings (DzPreferences *self)
{
  g_autofree char *address = NULL;

  gtk_widget_set_visible (GTK_WIDGET (self->general), self->settings != NULL);
  if (self->settings == NULL)
    return;
  g_settings_bind (self->settings, "show-guides", self->guides, "active",
                   G_SETTINGS_BIND_DEFAULT);
  address = g_settings_get_string (self->settings, "service-url");
  gtk_editable_set_text (self->address, address);
  gtk_widget_set_sensitive (GTK_WIDGET (self->address),
                            g_settings_is_writable (self->settings, "service-url"));
  gtk_widget_set_sensitive (GTK_WIDGET (self->keys),
                            g_settings_is_writable (self->settings, "keys"));
}

/**
 * dz_preferences_new:
 * @keymap: which key does what
 * @settings: (nullable): what is remembered; without them there are only keys to change, for as
 *   long as the program runs
 *
 * Returns: (transfer none): a window to change them; GTK owns it until it is destroyed
 */
GtkWidget *
dz_preferences_new (DzKeymap  *keymap,
                    GSettings *settings)
{
  DzPreferences *self;

  g_return_val_if_fail (DZ_IS_KEYMAP (keymap), NULL);
  g_return_val_if_fail (settings == NULL || G_IS_SETTINGS (settings), NULL);

  self = g_object_new (DZ_TYPE_PREFERENCES, NULL);
  self->keymap = g_object_ref (keymap);
  self->settings = settings != NULL ? g_object_ref (settings) : NULL;
  add_keys (self);
  show_settings (self);
  return GTK_WIDGET (self);
}
