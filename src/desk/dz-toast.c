/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "dz-toast.h"

/* libadwaita 1.2 cuts a title off at the end of its one line, and the end of a sentence often says
 * what to do. Of a title of one's own it asks how high it is where it is as wide as it wants to be
 * (adw-toast-overlay.c), so that this has to know what it may want. */

/* What of a toast's width is not its words: the close button, and the room around both; and the
 * room around the words of another button. As Adwaita's theme has them, rounded up. */
#define SURROUND_PX 120
#define BUTTON_SURROUND_PX 50

/* Narrower than that words would be broken up. */
#define CHARS_MIN 8

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

static int
measure_words (GtkWidget  *place,
               const char *words)
{
  g_autoptr(PangoLayout) layout = gtk_widget_create_pango_layout (place, words);
  int width;

  pango_layout_get_pixel_size (layout, &width, NULL);
  return width;
}

/* As GtkLabel counts them; its words are bold. */
static int
measure_char (GtkWidget *place)
{
  PangoContext *context = gtk_widget_get_pango_context (place);
  g_autoptr(PangoFontDescription) bold
    = pango_font_description_copy (pango_context_get_font_description (context));
  PangoFontMetrics *metrics;
  int width;

  pango_font_description_set_weight (bold, PANGO_WEIGHT_BOLD);
  metrics = pango_context_get_metrics (context, bold, NULL);
  width = MAX (pango_font_metrics_get_approximate_char_width (metrics),
               pango_font_metrics_get_approximate_digit_width (metrics));
  pango_font_metrics_unref (metrics);
  return MAX (width, 1);
}

/* What has just been made visible is as wide as its window sooner or later. */
static int
measure_place (GtkWidget *place)
{
  GtkRoot *root = gtk_widget_get_root (place);

  if (gtk_widget_get_width (place) > 0 || root == NULL)
    return gtk_widget_get_width (place);
  return gtk_widget_get_width (GTK_WIDGET (root));
}

/**
 * dz_toast_fit:
 * @toast: a toast of dz_toast_new(), with the button that it will have
 * @place: over what it will be seen
 *
 * Has it say its sentence in as many lines as it needs at the width that @place has now.
 */
void
dz_toast_fit (AdwToast  *toast,
              GtkWidget *place)
{
  const char *button;
  int room_px;

  g_return_if_fail (ADW_IS_TOAST (toast) && GTK_IS_WIDGET (place));

  button = adw_toast_get_button_label (toast);
  room_px = measure_place (place) - SURROUND_PX;
  if (button != NULL)
    room_px -= measure_words (place, button) + BUTTON_SURROUND_PX;
  gtk_label_set_max_width_chars (get_label (toast),
                                 MAX (room_px * PANGO_SCALE / measure_char (place), CHARS_MIN));
}
