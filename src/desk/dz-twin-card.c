/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "dz-twin-card.h"

#include <glib/gi18n.h>

#include "dz-key-badge.h"
#include "dz-outcome-look.h"
#include "dz-twin-text.h"
#include "dz-widget.h"

/* The closest come first; of more, only how many there are. */
#define SHOWN_MAX 3

struct _DzTwinCard
{
  GtkWidget  parent_instance;

  GtkWidget *card; /* unowned, template child */
  GtkBox    *rows; /* unowned, template child */
  GtkLabel  *more; /* unowned, template child */
};

G_DEFINE_FINAL_TYPE (DzTwinCard, dz_twin_card, GTK_TYPE_WIDGET)

static void
dz_twin_card_dispose (GObject *object)
{
  DzTwinCard *self = DZ_TWIN_CARD (object);

  dz_widget_drop_children (GTK_WIDGET (self));

  G_OBJECT_CLASS (dz_twin_card_parent_class)->dispose (object);
}

static void
dz_twin_card_class_init (DzTwinCardClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = dz_twin_card_dispose;
  g_type_ensure (DZ_TYPE_KEY_BADGE);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/duizhao/Duizhao/dz-twin-card.ui");
  gtk_widget_class_bind_template_child (widget_class, DzTwinCard, card);
  gtk_widget_class_bind_template_child (widget_class, DzTwinCard, rows);
  gtk_widget_class_bind_template_child (widget_class, DzTwinCard, more);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
}

static void
dz_twin_card_init (DzTwinCard *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

static GtkWidget *
new_label (const char *text,
           const char *css_class)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  if (css_class != NULL)
    gtk_widget_add_css_class (label, css_class);
  return label;
}

static GtkWidget *
new_words (const DzTwin *twin)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 2);
  g_autofree char *who = dz_twin_who (twin);
  g_autofree char *how = dz_twin_how (twin);

  gtk_widget_set_hexpand (box, TRUE);
  gtk_box_append (GTK_BOX (box), new_label (dz_twin_title (twin), "heading"));
  gtk_box_append (GTK_BOX (box), new_label (who, NULL));
  gtk_box_append (GTK_BOX (box), new_label (how, "caption"));
  return box;
}

static GtkWidget *
new_row (const DzTwin *twin)
{
  DzOutcome look = dz_twin_is_alarming (twin) ? DZ_OUTCOME_FAIL : DZ_OUTCOME_WARN;
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 9);
  GtkWidget *shape = gtk_image_new_from_icon_name (dz_outcome_icon_name (look));

  gtk_widget_add_css_class (shape, dz_outcome_css_class (look));
  gtk_widget_set_valign (shape, GTK_ALIGN_START);
  gtk_box_append (GTK_BOX (box), shape);
  gtk_box_append (GTK_BOX (box), new_words (twin));
  return box;
}

static gboolean
is_alarming (GPtrArray *twins)
{
  for (guint i = 0; i < twins->len; i++)
    if (dz_twin_is_alarming (g_ptr_array_index (twins, i)))
      return TRUE;
  return FALSE;
}

static void
show_more (DzTwinCard *self,
           guint       n_more)
{
  g_autofree char *text = g_strdup_printf (
      ngettext ("and %u more photo", "and %u more photos", n_more), n_more);

  gtk_label_set_label (self->more, text);
  gtk_widget_set_visible (GTK_WIDGET (self->more), n_more > 0);
}

/**
 * dz_twin_card_set_twins:
 * @self: a card
 * @twins: (element-type DzTwin): photos like the one that is judged, the closest first; read only
 *   now
 */
void
dz_twin_card_set_twins (DzTwinCard *self,
                        GPtrArray  *twins)
{
  GtkWidget *row;

  g_return_if_fail (DZ_IS_TWIN_CARD (self));
  g_return_if_fail (twins != NULL);

  while ((row = gtk_widget_get_first_child (GTK_WIDGET (self->rows))) != NULL)
    gtk_box_remove (self->rows, row);
  for (guint i = 0; i < MIN (twins->len, SHOWN_MAX); i++)
    gtk_box_append (self->rows, new_row (g_ptr_array_index (twins, i)));
  show_more (self, twins->len - MIN (twins->len, SHOWN_MAX));
  if (is_alarming (twins))
    gtk_widget_add_css_class (self->card, "dz-alarm");
  else
    gtk_widget_remove_css_class (self->card, "dz-alarm");
  gtk_widget_set_visible (GTK_WIDGET (self), twins->len > 0);
}
