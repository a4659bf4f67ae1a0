/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "dz-key-tip.h"

#include <glib/gi18n.h>

#include "dz-keymap.h"

#define TIP_DATA "dz-key-tip"

/**
 * Tip:
 * @action: an entry of the table of keys
 * @tip: what it does
 * @keymap: (nullable): of the window that the widget is in
 * @changed_id: on @keymap
 */
typedef struct
{
  char     *action;
  char     *tip;
  DzKeymap *keymap;
  gulong    changed_id;
} Tip;

static void
leave_keymap (Tip *tip)
{
  g_clear_signal_handler (&tip->changed_id, tip->keymap);
  g_clear_object (&tip->keymap);
}

static void
tip_free (gpointer data)
{
  Tip *tip = data;

  leave_keymap (tip);
  g_free (tip->action);
  g_free (tip->tip);
  g_free (tip);
}

static void
update (GtkWidget *widget)
{
  Tip *tip = g_object_get_data (G_OBJECT (widget), TIP_DATA);
  const DzKeyAction *action = dz_key_table_find (tip->action);
  g_autofree char *key = NULL;

  if (tip->keymap != NULL && action != NULL)
    key = dz_keymap_dup_label (tip->keymap, action);
  dz_key_tip_show (widget, tip->tip, key);
}

static void
rooted_cb (GtkWidget *widget)
{
  Tip *tip = g_object_get_data (G_OBJECT (widget), TIP_DATA);
  DzKeymap *keymap = dz_keymap_of (widget);

  leave_keymap (tip);
  if (keymap != NULL)
    {
      tip->keymap = g_object_ref (keymap);
      tip->changed_id
          = g_signal_connect_swapped (keymap, "changed", G_CALLBACK (update), widget);
    }
  update (widget);
}

/**
 * dz_key_tip_show:
 * @widget: a button
 * @tip: (nullable): what it does; %NULL leaves its tooltip as it is
 * @key: (nullable): the key that does it, as a person reads it; %NULL for none
 *
 * Tells the key in the button's tooltip, and to a screen reader.
 */
void
dz_key_tip_show (GtkWidget  *widget,
                 const char *tip,
                 const char *key)
{
  g_autofree char *text = NULL;

  g_return_if_fail (GTK_IS_WIDGET (widget));

  gtk_accessible_update_property (GTK_ACCESSIBLE (widget), GTK_ACCESSIBLE_PROPERTY_KEY_SHORTCUTS,
                                  key != NULL ? key : "", -1);
  if (tip == NULL)
    return;
  /* TRANSLATORS: what a button does, and in brackets the key that does it */
  text = key != NULL ? g_strdup_printf (_("%s (%s)"), tip, key) : g_strdup (tip);
  gtk_widget_set_tooltip_text (widget, text);
}

/**
 * dz_key_tip_follow:
 * @widget: a button that bears no #DzKeyBadge
 * @action: an entry of the table of keys
 * @tip: what the button does
 *
 * Tells the key that does the same as the button, whichever it is now. Outside of a window that
 * knows its keys none is told.
 */
void
dz_key_tip_follow (GtkWidget  *widget,
                   const char *action,
                   const char *tip)
{
  Tip *kept;

  g_return_if_fail (GTK_IS_WIDGET (widget) && action != NULL && tip != NULL);
  g_return_if_fail (g_object_get_data (G_OBJECT (widget), TIP_DATA) == NULL);

  kept = g_new0 (Tip, 1);
  kept->action = g_strdup (action);
  kept->tip = g_strdup (tip);
  g_object_set_data_full (G_OBJECT (widget), TIP_DATA, kept, tip_free);
  g_signal_connect (widget, "notify::root", G_CALLBACK (rooted_cb), NULL);
  rooted_cb (widget);
}
