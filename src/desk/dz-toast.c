/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "dz-toast.h"

/* libadwaita cuts a title off at the end of its one line, and the end of a sentence often says what
 * to do. */

/**
 * dz_toast_new:
 * @sentence: something a person should know, without markup
 *
 * Returns: (transfer full): a toast that says all of it, in as many lines as that needs
 */
AdwToast *
dz_toast_new (const char *sentence)
{
  AdwToast *toast;
  GtkWidget *label;

  g_return_val_if_fail (sentence != NULL, NULL);

  toast = adw_toast_new ("");
  label = gtk_label_new (sentence);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (label), PANGO_WRAP_WORD_CHAR);
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_widget_add_css_class (label, "heading");
  adw_toast_set_custom_title (toast, label);
  return toast;
}

static GtkLabel *
get_label (AdwToast *toast)
{
  return GTK_LABEL (adw_toast_get_custom_title (toast));
}

/**
 * dz_toast_get_sentence:
 * @toast: a toast of dz_toast_new()
 *
 * Returns: what it says
 */
const char *
dz_toast_get_sentence (AdwToast *toast)
{
  g_return_val_if_fail (ADW_IS_TOAST (toast), NULL);

  return gtk_label_get_label (get_label (toast));
}

/**
 * dz_toast_set_sentence:
 * @toast: a toast of dz_toast_new()
 * @sentence: what it says from now on, without markup
 */
void
dz_toast_set_sentence (AdwToast   *toast,
                       const char *sentence)
{
  g_return_if_fail (ADW_IS_TOAST (toast) && sentence != NULL);

  gtk_label_set_label (get_label (toast), sentence);
}
