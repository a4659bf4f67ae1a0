/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "dz-service-banner.h"

#include <glib/gi18n.h>

#include "dz-waiting-text.h"
#include "dz-widget.h"

struct _DzServiceBanner
{
  GtkWidget  parent_instance;

  GtkLabel  *text;    /* unowned, template child */
  GtkWidget *sign_in; /* unowned, template child */
  GtkWidget *start;   /* unowned, template child */
};

G_DEFINE_FINAL_TYPE (DzServiceBanner, dz_service_banner, GTK_TYPE_WIDGET)

enum
{
  SIGN_IN_AGAIN,
  START_AGAIN,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static void
sign_in_cb (DzServiceBanner *self)
{
  g_signal_emit (self, signals[SIGN_IN_AGAIN], 0);
}

static void
start_cb (DzServiceBanner *self)
{
  g_signal_emit (self, signals[START_AGAIN], 0);
}

static void
dz_service_banner_dispose (GObject *object)
{
  dz_widget_drop_children (GTK_WIDGET (object));

  G_OBJECT_CLASS (dz_service_banner_parent_class)->dispose (object);
}

static void
dz_service_banner_class_init (DzServiceBannerClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = dz_service_banner_dispose;
  signals[SIGN_IN_AGAIN] = g_signal_new ("sign-in-again", G_TYPE_FROM_CLASS (klass),
                                         G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[START_AGAIN] = g_signal_new ("start-again", G_TYPE_FROM_CLASS (klass),
                                       G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/duizhao/Duizhao/dz-service-banner.ui");
  gtk_widget_class_bind_template_child (widget_class, DzServiceBanner, text);
  gtk_widget_class_bind_template_child (widget_class, DzServiceBanner, sign_in);
  gtk_widget_class_bind_template_child (widget_class, DzServiceBanner, start);
  gtk_widget_class_bind_template_callback (widget_class, sign_in_cb);
  gtk_widget_class_bind_template_callback (widget_class, start_cb);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
}

static void
dz_service_banner_init (DzServiceBanner *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  dz_widget_tell_whole (self->text);
}

static char *
say_trouble (DzConnection connection,
             gboolean     ended,
             guint        n_ready,
             guint        n_waiting)
{
  if (ended)
    return g_strdup (_("The service on this computer has ended. Start it again; nothing is lost."));
  if (connection == DZ_CONNECTION_EXPIRED)
    return g_strdup (_("Your session has ended. Sign in again; nothing is lost."));
  return dz_waiting_offline_text (n_ready, n_waiting);
}

/**
 * dz_service_banner_show:
 * @self: a banner
 * @connection: how the desk stands with its service
 * @ended: whether the service was started by this desk, and has ended
 * @n_ready: photos that can be judged without it
 * @n_waiting: commands that wait for it
 *
 * Says what is wrong, and is gone where nothing is.
 */
void
dz_service_banner_show (DzServiceBanner *self,
                        DzConnection     connection,
                        gboolean         ended,
                        guint            n_ready,
                        guint            n_waiting)
{
  gboolean expired = connection == DZ_CONNECTION_EXPIRED;
  g_autofree char *text = NULL;

  g_return_if_fail (DZ_IS_SERVICE_BANNER (self));

  text = say_trouble (connection, ended, n_ready, n_waiting);
  gtk_label_set_label (self->text, text);
  gtk_widget_set_visible (self->start, ended);
  gtk_widget_set_visible (self->sign_in, expired && !ended);
  gtk_widget_set_visible (GTK_WIDGET (self),
                          ended || expired || connection == DZ_CONNECTION_OFFLINE);
}
