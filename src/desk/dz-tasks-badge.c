/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "dz-tasks-badge.h"

#include <glib/gi18n.h>

#include "dz-key-tip.h"
#include "dz-widget.h"

struct _DzTasksBadge
{
  GtkWidget  parent_instance;

  GtkWidget *button; /* unowned, template child */
  DzSync    *sync;   /* owned, nullable */
  gboolean   brief;  /* the number alone */
};

G_DEFINE_FINAL_TYPE (DzTasksBadge, dz_tasks_badge, GTK_TYPE_WIDGET)

static void
show_count (DzTasksBadge *self)
{
  g_autofree char *text = NULL;
  g_autofree char *number = NULL;
  guint n;

  g_object_get (self->sync, "counts-tasks", &n, NULL);
  text = g_strdup_printf (ngettext ("%u task", "%u tasks", n), n);
  number = g_strdup_printf ("%u", n);
  gtk_button_set_label (GTK_BUTTON (self->button), self->brief ? number : text);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->button), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  text, -1);
  gtk_widget_set_visible (self->button, n > 0);
}

static void
forget_sync (DzTasksBadge *self)
{
  if (self->sync != NULL)
    g_signal_handlers_disconnect_by_data (self->sync, self);
  g_clear_object (&self->sync);
}

static void
dz_tasks_badge_dispose (GObject *object)
{
  forget_sync (DZ_TASKS_BADGE (object));
  dz_widget_drop_children (GTK_WIDGET (object));

  G_OBJECT_CLASS (dz_tasks_badge_parent_class)->dispose (object);
}

static void
dz_tasks_badge_class_init (DzTasksBadgeClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = dz_tasks_badge_dispose;
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/duizhao/Duizhao/dz-tasks-badge.ui");
  gtk_widget_class_bind_template_child (widget_class, DzTasksBadge, button);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
}

static void
dz_tasks_badge_init (DzTasksBadge *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  dz_key_tip_follow (self->button, "win.tasks", _("What waits for a supervisor"));
}

/**
 * dz_tasks_badge_set_sync:
 * @self: a badge
 * @sync: (nullable): the client with which somebody works; %NULL for none
 */
void
dz_tasks_badge_set_sync (DzTasksBadge *self,
                         DzSync       *sync)
{
  g_return_if_fail (DZ_IS_TASKS_BADGE (self) && (sync == NULL || DZ_IS_SYNC (sync)));

  forget_sync (self);
  gtk_widget_set_visible (self->button, FALSE);
  if (sync == NULL)
    return;
  self->sync = g_object_ref (sync);
  g_signal_connect_object (sync, "notify::counts-tasks", G_CALLBACK (show_count), self,
                           G_CONNECT_SWAPPED);
  show_count (self);
}

/**
 * dz_tasks_badge_set_brief:
 * @self: a badge
 * @brief: whether the number stands alone, where there is no room for its word
 */
void
dz_tasks_badge_set_brief (DzTasksBadge *self,
                          gboolean      brief)
{
  g_return_if_fail (DZ_IS_TASKS_BADGE (self));

  if (self->brief == brief)
    return;
  self->brief = brief;
  if (self->sync != NULL)
    show_count (self);
}
