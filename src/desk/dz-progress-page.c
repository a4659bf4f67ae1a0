/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "dz-progress-page.h"

#include <adwaita.h>
#include <glib/gi18n.h>

#include "dz-key-badge.h"
#include "dz-widget.h"

struct _DzProgressPage
{
  GtkWidget      parent_instance;

  AdwStatusPage *status;  /* unowned, template child */
  GtkSpinner    *spinner; /* unowned, template child */
  GtkButton     *retry;   /* unowned, template child */
  GtkButton     *cancel;  /* unowned, template child */
  GtkWidget     *wait_no_longer; /* unowned, template child */
};

G_DEFINE_FINAL_TYPE (DzProgressPage, dz_progress_page, GTK_TYPE_WIDGET)

enum
{
  RETRY,
  CANCEL,
  WAIT_NO_LONGER,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static void
retry_clicked_cb (DzProgressPage *self)
{
  g_signal_emit (self, signals[RETRY], 0);
}

static void
cancel_clicked_cb (DzProgressPage *self)
{
  g_signal_emit (self, signals[CANCEL], 0);
}

static void
leave_action (GtkWidget  *widget,
              const char *action_name,
              GVariant   *parameter)
{
  g_signal_emit (widget, signals[WAIT_NO_LONGER], 0);
}

static void
dz_progress_page_dispose (GObject *object)
{
  dz_widget_drop_children (GTK_WIDGET (object));

  G_OBJECT_CLASS (dz_progress_page_parent_class)->dispose (object);
}

static guint
new_signal (const char *name)
{
  return g_signal_new (name, DZ_TYPE_PROGRESS_PAGE, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                       G_TYPE_NONE, 0);
}

static void
bind_template (GtkWidgetClass *widget_class)
{
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/duizhao/Duizhao/dz-progress-page.ui");
  gtk_widget_class_bind_template_child (widget_class, DzProgressPage, status);
  gtk_widget_class_bind_template_child (widget_class, DzProgressPage, spinner);
  gtk_widget_class_bind_template_child (widget_class, DzProgressPage, retry);
  gtk_widget_class_bind_template_child (widget_class, DzProgressPage, cancel);
  gtk_widget_class_bind_template_child (widget_class, DzProgressPage, wait_no_longer);
  gtk_widget_class_bind_template_callback (widget_class, retry_clicked_cb);
  gtk_widget_class_bind_template_callback (widget_class, cancel_clicked_cb);
}

static void
dz_progress_page_class_init (DzProgressPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = dz_progress_page_dispose;
  signals[RETRY] = new_signal ("retry");
  signals[CANCEL] = new_signal ("cancel");
  signals[WAIT_NO_LONGER] = new_signal ("wait-no-longer");
  g_type_ensure (DZ_TYPE_KEY_BADGE);
  gtk_widget_class_install_action (widget_class, "page.leave", NULL, leave_action);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  bind_template (widget_class);
}

static void
set_leaving (DzProgressPage *self,
             gboolean        leaving)
{
  gtk_widget_set_visible (GTK_WIDGET (self->cancel), !leaving);
  gtk_widget_set_visible (self->wait_no_longer, leaving);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "page.leave", leaving);
}

static void
dz_progress_page_init (DzProgressPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  set_leaving (self, FALSE);
}

/* AdwStatusPage reads its description as markup. */
static void
set_description (DzProgressPage *self,
                 const char     *text)
{
  g_autofree char *escaped = g_markup_escape_text (text, -1);

  adw_status_page_set_description (self->status, escaped);
}

static void
set_failed (DzProgressPage *self,
            gboolean        failed)
{
  adw_status_page_set_icon_name (self->status, failed ? "dz-warn-symbolic"
                                                      : "io.github.duizhao.Duizhao");
  gtk_widget_set_visible (GTK_WIDGET (self->spinner), !failed);
  gtk_spinner_set_spinning (self->spinner, !failed);
  gtk_widget_set_visible (GTK_WIDGET (self->retry), failed);
  gtk_button_set_label (self->cancel, failed ? _("Quit") : _("Cancel"));
  set_leaving (self, FALSE);
}

/**
 * dz_progress_page_show_status:
 * @self: a page
 * @status: (nullable): what the program is doing
 *
 * Says that things go on.
 */
void
dz_progress_page_show_status (DzProgressPage *self,
                              const char     *status)
{
  g_return_if_fail (DZ_IS_PROGRESS_PAGE (self));

  adw_status_page_set_title (self->status, _("One moment…"));
  set_description (self, status != NULL ? status : "");
  set_failed (self, FALSE);
}

/**
 * dz_progress_page_show_leaving:
 * @self: a page
 * @status: what the program is doing before it asks who is there
 *
 * Says that things go on, and offers not to wait for the service; the keyboard is on that.
 */
void
dz_progress_page_show_leaving (DzProgressPage *self,
                               const char     *status)
{
  g_return_if_fail (DZ_IS_PROGRESS_PAGE (self));
  g_return_if_fail (status != NULL);

  dz_progress_page_show_status (self, status);
  set_leaving (self, TRUE);
  gtk_widget_grab_focus (self->wait_no_longer);
}

/**
 * dz_progress_page_show_problem:
 * @self: a page
 * @sentence: why the program cannot be used
 *
 * Says that it did not work, and offers to try again.
 */
void
dz_progress_page_show_problem (DzProgressPage *self,
                               const char     *sentence)
{
  g_return_if_fail (DZ_IS_PROGRESS_PAGE (self));
  g_return_if_fail (sentence != NULL);

  adw_status_page_set_title (self->status, _("This did not work"));
  set_description (self, sentence);
  set_failed (self, TRUE);
}
