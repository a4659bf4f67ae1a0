/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "dz-waiting-badge.h"

#include "dz-key-badge.h"
#include "dz-waiting-text.h"
#include "dz-widget.h"

struct _DzWaitingBadge
{
  GtkWidget  parent_instance;

  GtkWidget *waiting;      /* unowned, template child */
  GtkLabel  *waiting_text; /* unowned, template child */
  GtkWidget *listed;       /* unowned, template child */
  GtkLabel  *listed_text;  /* unowned, template child */
  GtkWidget *listed_key;   /* unowned, template child */
  DzSync    *sync;         /* owned, nullable */
  gboolean   brief;        /* the numbers alone */
};

G_DEFINE_FINAL_TYPE (DzWaitingBadge, dz_waiting_badge, GTK_TYPE_WIDGET)

static void
show_waiting (DzWaitingBadge *self)
{
  guint n_mine;
  guint n_others;
  g_autofree char *text = NULL;
  g_autofree char *number = NULL;
  g_autofree char *people = NULL;

  g_object_get (self->sync, "waiting", &n_mine, "waiting-others", &n_others, NULL);
  text = dz_waiting_text (n_mine, n_others);
  number = g_strdup_printf ("%u", n_mine + n_others);
  people = dz_waiting_people_text (n_mine, dz_sync_get_others_waiting (self->sync));
  gtk_label_set_label (self->waiting_text, self->brief ? number : text);
  gtk_widget_set_tooltip_text (self->waiting, people);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->waiting), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  people, -1);
  gtk_widget_set_visible (self->waiting, n_mine + n_others > 0);
}

static void
show_listed (DzWaitingBadge *self)
{
  guint n = g_list_model_get_n_items (dz_sync_get_conflicts (self->sync));
  g_autofree char *text = dz_waiting_listed_text (n);
  g_autofree char *number = g_strdup_printf ("%u", n);

  gtk_label_set_label (self->listed_text, self->brief ? number : text);
  gtk_widget_set_visible (self->listed_key, !self->brief);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->listed), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  text, -1);
  gtk_widget_set_visible (self->listed, n > 0);
}

static void
forget_sync (DzWaitingBadge *self)
{
  if (self->sync == NULL)
    return;
  g_signal_handlers_disconnect_by_data (self->sync, self);
  g_signal_handlers_disconnect_by_data (dz_sync_get_conflicts (self->sync), self);
  g_clear_object (&self->sync);
}

static void
dz_waiting_badge_dispose (GObject *object)
{
  forget_sync (DZ_WAITING_BADGE (object));
  dz_widget_drop_children (GTK_WIDGET (object));

  G_OBJECT_CLASS (dz_waiting_badge_parent_class)->dispose (object);
}

static void
dz_waiting_badge_class_init (DzWaitingBadgeClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = dz_waiting_badge_dispose;
  g_type_ensure (DZ_TYPE_KEY_BADGE);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/duizhao/Duizhao/dz-waiting-badge.ui");
  gtk_widget_class_bind_template_child (widget_class, DzWaitingBadge, waiting);
  gtk_widget_class_bind_template_child (widget_class, DzWaitingBadge, waiting_text);
  gtk_widget_class_bind_template_child (widget_class, DzWaitingBadge, listed);
  gtk_widget_class_bind_template_child (widget_class, DzWaitingBadge, listed_text);
  gtk_widget_class_bind_template_child (widget_class, DzWaitingBadge, listed_key);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
}

static void
dz_waiting_badge_init (DzWaitingBadge *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * dz_waiting_badge_set_sync:
 * @self: a badge
 * @sync: (nullable): the client whose outbox it shows; %NULL for none
 */
void
dz_waiting_badge_set_sync (DzWaitingBadge *self,
                           DzSync         *sync)
{
  g_return_if_fail (DZ_IS_WAITING_BADGE (self) && (sync == NULL || DZ_IS_SYNC (sync)));

  forget_sync (self);
  gtk_widget_set_visible (self->waiting, FALSE);
  gtk_widget_set_visible (self->listed, FALSE);
  if (sync == NULL)
    return;
  self->sync = g_object_ref (sync);
  g_signal_connect_object (sync, "notify::waiting", G_CALLBACK (show_waiting), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (sync, "notify::waiting-others", G_CALLBACK (show_waiting), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (dz_sync_get_conflicts (sync), "items-changed",
                           G_CALLBACK (show_listed), self, G_CONNECT_SWAPPED);
  show_waiting (self);
  show_listed (self);
}

/**
 * dz_waiting_badge_set_brief:
 * @self: a badge
 * @brief: whether numbers stand alone, where there is no room for their words
 */
void
dz_waiting_badge_set_brief (DzWaitingBadge *self,
                            gboolean        brief)
{
  g_return_if_fail (DZ_IS_WAITING_BADGE (self));

  if (self->brief == brief)
    return;
  self->brief = brief;
  if (self->sync == NULL)
    return;
  show_waiting (self);
  show_listed (self);
}
