/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "dz-shortcuts.h"

#include <glib/gi18n.h>

/* GTK 4.8 lets nobody add to a window of shortcuts but who reads a .ui; so one is written. */

static void
append_property (GString    *ui,
                 const char *name,
                 const char *value)
{
  g_autofree char *line
      = g_markup_printf_escaped ("<property name=\"%s\">%s</property>", name, value);

  g_string_append (ui, line);
}

static void
append_shortcut (GString    *ui,
                 const char *title,
                 const char *accelerator)
{
  g_string_append (ui, "<child><object class=\"GtkShortcutsShortcut\">");
  append_property (ui, "title", title);
  append_property (ui, "accelerator", accelerator);
  g_string_append (ui, "</object></child>");
}

static void
begin_group (GString    *ui,
             const char *title)
{
  g_string_append (ui, "<child><object class=\"GtkShortcutsGroup\">");
  append_property (ui, "title", title);
}

static void
end_group (GString *ui)
{
  g_string_append (ui, "</object></child>");
}

/* Those of the number pad, or all the others, in one string; empty for none. */
static char *
join_keys (DzKeymap          *keymap,
           const DzKeyAction *action,
           gboolean           pad)
{
  g_autoptr(GString) joined = g_string_new (NULL);
  guint n_keys;
  const DzKey *keys = dz_keymap_get_keys (keymap, action, &n_keys);

  if ((action->flags & DZ_KEY_NUMBERS) != 0)
    return pad ? g_strdup ("")
               : g_strdup_printf (n_keys < 10 ? "1...%u" : "1...9 0", n_keys);
  for (guint i = 0; i < n_keys; i++)
    {
      g_autofree char *name = dz_key_dup_name (&keys[i]);

      if (dz_key_is_on_pad (&keys[i]) == pad)
        g_string_append_printf (joined, "%s%s", joined->len > 0 ? " " : "", name);
    }
  return g_string_free (g_steal_pointer (&joined), FALSE);
}

/* What has no key any more still stands there, so that it can be found. */
static void
append_group (GString    *ui,
              DzKeymap   *keymap,
              const char *group)
{
  guint n_actions;
  const DzKeyAction *actions = dz_key_table_get (&n_actions);

  begin_group (ui, _(group));
  for (guint i = 0; i < n_actions; i++)
    {
      g_autofree char *keys = join_keys (keymap, &actions[i], FALSE);

      if (g_str_equal (actions[i].group, group))
        append_shortcut (ui, _(actions[i].title), keys);
    }
  end_group (ui);
}

static void
append_pad_group (GString  *ui,
                  DzKeymap *keymap)
{
  guint n_actions;
  const DzKeyAction *actions = dz_key_table_get (&n_actions);

  begin_group (ui, _("Number pad"));
  for (guint i = 0; i < n_actions; i++)
    {
      g_autofree char *keys = join_keys (keymap, &actions[i], TRUE);

      if (*keys != '\0')
        append_shortcut (ui, _(actions[i].title), keys);
    }
  end_group (ui);
}

static void
append_groups (GString  *ui,
               DzKeymap *keymap)
{
  guint n_actions;
  const DzKeyAction *actions = dz_key_table_get (&n_actions);
  g_autoptr(GHashTable) seen = g_hash_table_new (g_str_hash, g_str_equal);

  for (guint i = 0; i < n_actions; i++)
    if (g_hash_table_add (seen, (gpointer) actions[i].group))
      append_group (ui, keymap, actions[i].group);
}

/**
 * dz_shortcuts_dup_ui:
 * @keymap: which key does what
 *
 * Returns: (transfer full): a window of shortcuts with all that keys do, as a .ui; its object is
 *   "shortcuts"
 */
char *
dz_shortcuts_dup_ui (DzKeymap *keymap)
{
  g_autoptr(GString) ui = g_string_new (NULL);

  g_return_val_if_fail (DZ_IS_KEYMAP (keymap), NULL);

  g_string_append (ui, "<interface><object class=\"GtkShortcutsWindow\" id=\"shortcuts\">"
                       "<property name=\"modal\">1</property>"
                       "<child><object class=\"GtkShortcutsSection\">"
                       "<property name=\"section-name\">keys</property>"
                       "<property name=\"max-height\">14</property>");
  append_groups (ui, keymap);
  append_pad_group (ui, keymap);
  g_string_append (ui, "</object></child></object></interface>");
  return g_string_free (g_steal_pointer (&ui), FALSE);
}

/**
 * dz_shortcuts_new:
 * @keymap: which key does what
 *
 * Returns: (transfer none): a window of shortcuts with all that keys do now; GTK owns it until it
 *   is destroyed
 */
GtkWindow *
dz_shortcuts_new (DzKeymap *keymap)
{
  g_autofree char *ui = dz_shortcuts_dup_ui (keymap);
  g_autoptr(GtkBuilder) builder = gtk_builder_new_from_string (ui, -1);

  return GTK_WINDOW (gtk_builder_get_object (builder, "shortcuts"));
}
