/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "dz-sign-in-page.h"

#include <adwaita.h>
#include <glib/gi18n.h>

#include "dz-key-badge.h"
#include "dz-widget.h"

struct _DzSignInPage
{
  GtkWidget      parent_instance;

  AdwStatusPage *status;   /* unowned, template child */
  GtkEditable   *name;     /* unowned, template child */
  GtkEditable   *password; /* unowned, template child */
  GtkLabel      *problem;  /* unowned, template child */
  GtkWidget     *submit;   /* unowned, template child */
  GtkSpinner    *spinner;  /* unowned, template child */
  GtkWidget     *cancel;   /* unowned, template child */
  DzSync        *sync;     /* owned, nullable */
  GCancellable  *cancellable; /* owned, nullable: of a sign-in under way */
  gboolean       busy;
};

G_DEFINE_FINAL_TYPE (DzSignInPage, dz_sign_in_page, GTK_TYPE_WIDGET)

enum
{
  SIGNED_IN,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static gboolean
is_complete (DzSignInPage *self)
{
  return !self->busy && *gtk_editable_get_text (self->name) != '\0'
         && *gtk_editable_get_text (self->password) != '\0';
}

static void
set_busy (DzSignInPage *self,
          gboolean      busy)
{
  self->busy = busy;
  gtk_spinner_set_spinning (self->spinner, busy);
  gtk_widget_set_visible (self->cancel, busy);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "page.leave", busy);
  gtk_widget_set_sensitive (self->submit, is_complete (self));
}

static void
set_problem (DzSignInPage *self,
             const char   *sentence)
{
  gtk_label_set_label (self->problem, sentence != NULL ? sentence : "");
  gtk_widget_set_visible (GTK_WIDGET (self->problem), sentence != NULL);
}

static void
changed_cb (DzSignInPage *self)
{
  gtk_widget_set_sensitive (self->submit, is_complete (self));
}

static void
name_activated_cb (DzSignInPage *self)
{
  gtk_widget_grab_focus (GTK_WIDGET (self->password));
}

static void
signed_in_cb (GObject      *source,
              GAsyncResult *result,
              gpointer      user_data)
{
  g_autoptr(DzSignInPage) self = user_data;
  g_autoptr(GError) error = NULL;
  gboolean signed_in = dz_sync_sign_in_finish (DZ_SYNC (source), result, &error);

  if (self->sync == NULL)
    return; /* the window has closed, and its entries are gone */
  set_busy (self, FALSE);
  gtk_editable_set_text (self->password, "");
  if (signed_in)
    {
      g_signal_emit (self, signals[SIGNED_IN], 0);
      return;
    }
  if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    set_problem (self, error->message);
  gtk_widget_grab_focus (GTK_WIDGET (self->password));
}

static void
leave_action (GtkWidget  *widget,
              const char *action_name,
              GVariant   *parameter)
{
  g_cancellable_cancel (DZ_SIGN_IN_PAGE (widget)->cancellable);
}

static void
submit_cb (DzSignInPage *self)
{
  if (self->sync == NULL || !is_complete (self))
    return;
  set_problem (self, NULL);
  set_busy (self, TRUE);
  g_clear_object (&self->cancellable);
  self->cancellable = g_cancellable_new ();
  dz_sync_sign_in_async (self->sync, gtk_editable_get_text (self->name),
                         gtk_editable_get_text (self->password), self->cancellable, signed_in_cb,
                         g_object_ref (self));
}

static void
dz_sign_in_page_dispose (GObject *object)
{
  DzSignInPage *self = DZ_SIGN_IN_PAGE (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_clear_object (&self->sync);
  dz_widget_drop_children (GTK_WIDGET (self));

  G_OBJECT_CLASS (dz_sign_in_page_parent_class)->dispose (object);
}

static gboolean
dz_sign_in_page_grab_focus (GtkWidget *widget)
{
  DzSignInPage *self = DZ_SIGN_IN_PAGE (widget);
  gboolean named = *gtk_editable_get_text (self->name) != '\0';

  return gtk_widget_grab_focus (GTK_WIDGET (named ? self->password : self->name));
}

static void
dz_sign_in_page_class_init (DzSignInPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = dz_sign_in_page_dispose;
  widget_class->grab_focus = dz_sign_in_page_grab_focus;

  signals[SIGNED_IN] = g_signal_new ("signed-in", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0,
                                     NULL, NULL, NULL, G_TYPE_NONE, 0);

  g_type_ensure (DZ_TYPE_KEY_BADGE);
  gtk_widget_class_install_action (widget_class, "page.leave", NULL, leave_action);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/duizhao/Duizhao/dz-sign-in-page.ui");
  gtk_widget_class_bind_template_child (widget_class, DzSignInPage, status);
  gtk_widget_class_bind_template_child (widget_class, DzSignInPage, name);
  gtk_widget_class_bind_template_child (widget_class, DzSignInPage, password);
  gtk_widget_class_bind_template_child (widget_class, DzSignInPage, problem);
  gtk_widget_class_bind_template_child (widget_class, DzSignInPage, submit);
  gtk_widget_class_bind_template_child (widget_class, DzSignInPage, spinner);
  gtk_widget_class_bind_template_child (widget_class, DzSignInPage, cancel);
  gtk_widget_class_bind_template_callback (widget_class, changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, name_activated_cb);
  gtk_widget_class_bind_template_callback (widget_class, submit_cb);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
}

static void
dz_sign_in_page_init (DzSignInPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  dz_widget_name_icons (GTK_WIDGET (self->password), _("Show or hide the password"));
  set_busy (self, FALSE);
}

static void
show_address (DzSignInPage *self,
              const char   *address)
{
  g_autofree char *escaped
      = g_markup_escape_text (address != NULL ? address : _("the service on this computer"), -1);

  adw_status_page_set_description (self->status, escaped);
}

/**
 * dz_sign_in_page_open:
 * @self: a page
 * @sync: the client to sign in with
 * @address: (nullable): where the service is; %NULL for our own
 * @name: (nullable): who was signed in before
 *
 * Asks for name and password.
 */
void
dz_sign_in_page_open (DzSignInPage *self,
                      DzSync       *sync,
                      const char   *address,
                      const char   *name)
{
  g_return_if_fail (DZ_IS_SIGN_IN_PAGE (self));
  g_return_if_fail (DZ_IS_SYNC (sync));

  g_set_object (&self->sync, sync);
  show_address (self, address);
  if (name != NULL)
    gtk_editable_set_text (self->name, name);
  gtk_editable_set_text (self->password, "");
  set_problem (self, NULL);
  set_busy (self, FALSE);
  gtk_widget_grab_focus (GTK_WIDGET (self));
}
