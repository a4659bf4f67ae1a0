/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "dz-setup-page.h"

#include <adwaita.h>
#include <glib/gi18n.h>

#include "dz-key-badge.h"
#include "dz-setup-check.h"
#include "dz-widget.h"

struct _DzSetupPage
{
  GtkWidget    parent_instance;

  GtkEditable *name;       /* unowned, template child */
  GtkEditable *password;   /* unowned, template child */
  GtkEditable *again;      /* unowned, template child */
  GtkLabel    *problem;    /* unowned, template child */
  GtkWidget   *submit;     /* unowned, template child */
  GtkSpinner  *spinner;    /* unowned, template child */
  GtkWidget   *cancel;     /* unowned, template child */
  DzSync      *sync;       /* owned, nullable */
  char        *credential; /* owned, nullable */
  GCancellable *cancellable; /* owned, nullable: of what the service is asked */
  gboolean     busy;
};

G_DEFINE_FINAL_TYPE (DzSetupPage, dz_setup_page, GTK_TYPE_WIDGET)

enum
{
  SIGNED_IN,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static char *
check (DzSetupPage *self)
{
  return dz_setup_check (gtk_editable_get_text (self->name),
                         gtk_editable_get_text (self->password),
                         gtk_editable_get_text (self->again));
}

/* What is still to be written is said quietly; what went wrong is not. */
static void
say (DzSetupPage *self,
     const char  *text,
     const char  *css_class)
{
  const char *classes[] = { css_class, NULL };

  gtk_label_set_label (self->problem, text);
  gtk_widget_set_css_classes (GTK_WIDGET (self->problem), classes);
}

static void
changed_cb (DzSetupPage *self)
{
  g_autofree char *problem = check (self);

  say (self, problem != NULL ? problem : "", "dim-label");
  gtk_widget_set_sensitive (self->submit, problem == NULL && !self->busy);
}

static void
set_busy (DzSetupPage *self,
          gboolean     busy)
{
  self->busy = busy;
  gtk_spinner_set_spinning (self->spinner, busy);
  gtk_widget_set_visible (self->cancel, busy);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "page.leave", busy);
  changed_cb (self);
}

static void
set_failed (DzSetupPage  *self,
            const GError *error)
{
  gboolean given_up = g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);

  set_busy (self, FALSE);
  say (self,
       given_up ? _("You did not wait. The service may have written it down all the same: begin "
                    "again with the same name and password.")
                : error->message,
       "error");
}

static void
signed_in_cb (GObject      *source,
              GAsyncResult *result,
              gpointer      user_data)
{
  g_autoptr(DzSetupPage) self = user_data;
  g_autoptr(GError) error = NULL;

  gboolean signed_in = dz_sync_sign_in_finish (DZ_SYNC (source), result, &error);

  if (self->sync == NULL)
    return; /* the window has closed, and its entries are gone */
  if (!signed_in)
    {
      set_failed (self, error);
      return;
    }
  gtk_editable_set_text (self->password, "");
  gtk_editable_set_text (self->again, "");
  set_busy (self, FALSE);
  g_signal_emit (self, signals[SIGNED_IN], 0);
}

static void
set_up_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr(DzSetupPage) self = user_data;
  DzSync *sync = DZ_SYNC (source);
  g_autoptr(GError) error = NULL;

  gboolean named = dz_sync_set_up_finish (sync, result, &error);

  if (self->sync == NULL)
    return; /* the window has closed, and its entries are gone */
  if (!named)
    {
      set_failed (self, error);
      return;
    }
  if (dz_sync_get_user (sync) != NULL)
    {
      set_busy (self, FALSE);
      g_signal_emit (self, signals[SIGNED_IN], 0);
      return;
    }
  dz_sync_sign_in_async (sync, gtk_editable_get_text (self->name),
                         gtk_editable_get_text (self->password), self->cancellable, signed_in_cb,
                         g_object_ref (self));
}

static void
submit_cb (DzSetupPage *self)
{
  g_autofree char *problem = check (self);
  g_autofree char *name = g_strstrip (g_strdup (gtk_editable_get_text (self->name)));

  if (self->sync == NULL || self->busy || problem != NULL)
    return;
  gtk_editable_set_text (self->name, name);
  set_busy (self, TRUE);
  g_clear_object (&self->cancellable);
  self->cancellable = g_cancellable_new ();
  dz_sync_set_up_async (self->sync, self->credential, name,
                        gtk_editable_get_text (self->password), self->cancellable, set_up_cb,
                        g_object_ref (self));
}

static void
leave_action (GtkWidget  *widget,
              const char *action_name,
              GVariant   *parameter)
{
  g_cancellable_cancel (DZ_SETUP_PAGE (widget)->cancellable);
}

/* Enter goes on to the next entry, and begins at the last. */
static void
entry_activated_cb (DzSetupPage *self,
                    GtkWidget   *entry)
{
  if (entry == GTK_WIDGET (self->name))
    gtk_widget_grab_focus (GTK_WIDGET (self->password));
  else if (entry == GTK_WIDGET (self->password))
    gtk_widget_grab_focus (GTK_WIDGET (self->again));
  else
    submit_cb (self);
}

static void
dz_setup_page_dispose (GObject *object)
{
  DzSetupPage *self = DZ_SETUP_PAGE (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_clear_object (&self->sync);
  g_clear_pointer (&self->credential, g_free);
  dz_widget_drop_children (GTK_WIDGET (self));

  G_OBJECT_CLASS (dz_setup_page_parent_class)->dispose (object);
}

static gboolean
dz_setup_page_grab_focus (GtkWidget *widget)
{
  return gtk_widget_grab_focus (GTK_WIDGET (DZ_SETUP_PAGE (widget)->name));
}

static void
dz_setup_page_class_init (DzSetupPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = dz_setup_page_dispose;
  widget_class->grab_focus = dz_setup_page_grab_focus;

  signals[SIGNED_IN] = g_signal_new ("signed-in", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0,
                                     NULL, NULL, NULL, G_TYPE_NONE, 0);

  g_type_ensure (DZ_TYPE_KEY_BADGE);
  gtk_widget_class_install_action (widget_class, "page.leave", NULL, leave_action);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/duizhao/Duizhao/dz-setup-page.ui");
  gtk_widget_class_bind_template_child (widget_class, DzSetupPage, name);
  gtk_widget_class_bind_template_child (widget_class, DzSetupPage, password);
  gtk_widget_class_bind_template_child (widget_class, DzSetupPage, again);
  gtk_widget_class_bind_template_child (widget_class, DzSetupPage, problem);
  gtk_widget_class_bind_template_child (widget_class, DzSetupPage, submit);
  gtk_widget_class_bind_template_child (widget_class, DzSetupPage, spinner);
  gtk_widget_class_bind_template_child (widget_class, DzSetupPage, cancel);
  gtk_widget_class_bind_template_callback (widget_class, changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, entry_activated_cb);
  gtk_widget_class_bind_template_callback (widget_class, submit_cb);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
}

static void
dz_setup_page_init (DzSetupPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  dz_widget_name_icons (GTK_WIDGET (self->password), _("Show or hide the password"));
  dz_widget_name_icons (GTK_WIDGET (self->again), _("Show or hide the password"));
  set_busy (self, FALSE);
}

/**
 * dz_setup_page_open:
 * @self: a page
 * @sync: the client of our own service
 * @credential: the one-time credential that service was given
 *
 * Asks who the administrator is.
 */
void
dz_setup_page_open (DzSetupPage *self,
                    DzSync      *sync,
                    const char  *credential)
{
  g_return_if_fail (DZ_IS_SETUP_PAGE (self));
  g_return_if_fail (DZ_IS_SYNC (sync) && credential != NULL);

  g_set_object (&self->sync, sync);
  g_free (self->credential);
  self->credential = g_strdup (credential);
  set_busy (self, FALSE);
  gtk_widget_grab_focus (GTK_WIDGET (self));
}
