/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "dz-application.h"

#include <glib/gi18n.h>
#include <glib-unix.h>

#include "dz-config.h"
#include "dz-desk-resources.h"
#include "dz-settings.h"
#include "dz-starter.h"
#include "dz-main-window.h"

struct _DzApplication
{
  AdwApplication parent_instance;

  GSettings     *settings;    /* owned, nullable */
  DzStarter     *starter;     /* owned, nullable: before the first window */
  char          *service_url; /* owned, nullable: from the command line */
  gboolean       demo;
  gboolean       version;
};

G_DEFINE_FINAL_TYPE (DzApplication, dz_application, ADW_TYPE_APPLICATION)

/**
 * dz_desk_init:
 *
 * Makes the resources of the user interface known. A static library's constructor would not be
 * linked, since nothing names it.
 */
void
dz_desk_init (void)
{
  g_resources_register (dz_desk_get_resource ());
}

/* Who asks for help is asked for both versions. */
static char *
say_service (GtkWindow *window)
{
  DzStarter *starter = DZ_IS_MAIN_WINDOW (window)
                         ? dz_main_window_get_starter (DZ_MAIN_WINDOW (window)) : NULL;
  const char *version = starter != NULL ? dz_starter_get_service_version (starter) : NULL;
  const char *address = starter != NULL ? dz_starter_get_address (starter) : NULL;

  if (version == NULL)
    return g_strdup (_("No service has answered yet."));
  if (address == NULL)
    /* TRANSLATORS: %s is a version, "0.1.0" */
    return g_strdup_printf (_("The service on this computer is version %s."), version);
  /* TRANSLATORS: the first %s is an address, the second a version, "0.1.0" */
  return g_strdup_printf (_("The service at %s is version %s."), address, version);
}

static char *
say_what_it_is (GtkWindow *window)
{
  g_autofree char *service = say_service (window);

  return g_markup_printf_escaped ("%s\n\n%s",
                                  _("Review student portraits against the rules and the record"),
                                  service);
}

static void
about_action (GSimpleAction *action,
              GVariant      *parameter,
              gpointer       user_data)
{
  GtkWindow *window = gtk_application_get_active_window (GTK_APPLICATION (user_data));
  g_autofree char *comments = say_what_it_is (window);

  adw_show_about_window (window, "application-name", _("Duizhao"), "application-icon",
                         DZ_APPLICATION_ID, "version", DZ_VERSION, "developer-name",
                         _("Duizhao maintainers"), "comments", comments, "license-type",
                         GTK_LICENSE_GPL_3_0, NULL);
}

static void
quit_action (GSimpleAction *action,
             GVariant      *parameter,
             gpointer       user_data)
{
  GtkWindow *window = gtk_application_get_active_window (GTK_APPLICATION (user_data));

  if (window != NULL)
    gtk_window_close (window);
  else
    g_application_quit (G_APPLICATION (user_data));
}

static gboolean
signalled_cb (gpointer user_data)
{
  g_application_quit (G_APPLICATION (user_data));
  return G_SOURCE_CONTINUE;
}

static void
add_actions (DzApplication *self)
{
  static const GActionEntry entries[] = {
    { .name = "about", .activate = about_action },
    { .name = "quit", .activate = quit_action },
  };

  g_action_map_add_action_entries (G_ACTION_MAP (self), entries, G_N_ELEMENTS (entries), self);
}

static void
dz_application_startup (GApplication *application)
{
  DzApplication *self = DZ_APPLICATION (application);

  dz_desk_init ();
  G_APPLICATION_CLASS (dz_application_parent_class)->startup (application);

  self->settings = dz_settings_open ();
  add_actions (self);
  /* The service and the sample school must not outlive us where we can help it. */
  g_unix_signal_add (SIGTERM, signalled_cb, self);
  g_unix_signal_add (SIGINT, signalled_cb, self);
  gtk_window_set_default_icon_name (DZ_APPLICATION_ID);
}

static char *
find_service_url (DzApplication *self)
{
  g_autofree char *configured = NULL;

  if (self->service_url != NULL)
    return g_strdup (self->service_url);
  if (self->settings != NULL)
    configured = g_settings_get_string (self->settings, "service-url");
  return configured != NULL && *configured != '\0' ? g_steal_pointer (&configured) : NULL;
}

static void
dz_application_activate (GApplication *application)
{
  DzApplication *self = DZ_APPLICATION (application);
  GtkWindow *window = gtk_application_get_active_window (GTK_APPLICATION (self));

  if (window == NULL)
    {
      g_autofree char *service_url = find_service_url (self);

      self->starter = dz_starter_new (service_url, self->demo);
      window = GTK_WINDOW (dz_main_window_new (ADW_APPLICATION (self), self->starter,
                                               self->settings));
      dz_main_window_start (DZ_MAIN_WINDOW (window));
    }
  gtk_window_present (window);
}

static void
dz_application_shutdown (GApplication *application)
{
  DzApplication *self = DZ_APPLICATION (application);
  GtkWindow *window = gtk_application_get_active_window (GTK_APPLICATION (self));

  if (window != NULL)
    dz_main_window_close (DZ_MAIN_WINDOW (window));
  if (self->starter != NULL)
    dz_starter_close (self->starter);
  g_clear_object (&self->starter);

  G_APPLICATION_CLASS (dz_application_parent_class)->shutdown (application);
}

/* A sample school, or a service named here, has nothing to do with a window that stands open. */
static int
dz_application_handle_local_options (GApplication *application,
                                     GVariantDict *options)
{
  DzApplication *self = DZ_APPLICATION (application);

  if (self->version)
    {
      g_print ("duizhao %s\n", DZ_VERSION);
      return 0;
    }
  if (self->demo && self->service_url != NULL)
    {
      g_printerr ("%s\n", _("duizhao: --demo and --service exclude each other"));
      return 2;
    }
  if (self->demo || self->service_url != NULL)
    g_application_set_flags (application,
                             g_application_get_flags (application) | G_APPLICATION_NON_UNIQUE);
  return -1;
}

static void
dz_application_finalize (GObject *object)
{
  DzApplication *self = DZ_APPLICATION (object);

  g_clear_object (&self->settings);
  g_free (self->service_url);

  G_OBJECT_CLASS (dz_application_parent_class)->finalize (object);
}

static void
dz_application_class_init (DzApplicationClass *klass)
{
  GApplicationClass *application_class = G_APPLICATION_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = dz_application_finalize;
  application_class->startup = dz_application_startup;
  application_class->activate = dz_application_activate;
  application_class->shutdown = dz_application_shutdown;
  application_class->handle_local_options = dz_application_handle_local_options;
}

static void
dz_application_init (DzApplication *self)
{
  const GOptionEntry entries[] = {
    { "service", 0, 0, G_OPTION_ARG_STRING, &self->service_url,
      N_("Work with the service at this address"), N_("URL") },
    { "demo", 0, 0, G_OPTION_ARG_NONE, &self->demo,
      N_("Open on a fresh sample school, which is gone afterwards"), NULL },
    { "version", 0, 0, G_OPTION_ARG_NONE, &self->version, N_("Print the version"), NULL },
    { NULL }
  };

  g_application_add_main_option_entries (G_APPLICATION (self), entries);
}

/**
 * dz_application_new:
 *
 * Returns: (transfer full): the program
 */
DzApplication *
dz_application_new (void)
{
  return g_object_new (DZ_TYPE_APPLICATION, "application-id", DZ_APPLICATION_ID,
                       "resource-base-path", "/io/github/duizhao/Duizhao", NULL);
}
