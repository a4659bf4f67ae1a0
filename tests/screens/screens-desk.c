/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "screens-desk.h"

#include <libintl.h>
#include <string.h>

#include "desk-display.h"
#include "dz-application.h"
#include "dz-config.h"
#include "dz-locale.h"
#include "dz-record-pane.h"
#include "dz-review-page.h"
#include "dz-settings.h"
#include "dz-sign-in-page.h"
#include "dz-test-wait.h"

#define READABLE_MS 150
#define TAKEN_MS 120
/* As GTK counts it: 1024 parts of a dot. */
#define UNSCALED_DPI (96 * 1024)
#define TEXT_SCALE_MAX 3

/* ---- opening ---- */

static void
start_manager (ScreensDesk *self)
{
  g_autoptr(GSubprocessLauncher) launcher
    = g_subprocess_launcher_new (G_SUBPROCESS_FLAGS_STDOUT_SILENCE
                                 | G_SUBPROCESS_FLAGS_STDERR_SILENCE);
  g_autoptr(GError) error = NULL;

  dz_test_bind_to_us (launcher);
  self->manager = g_subprocess_launcher_spawn (launcher, &error, "openbox", NULL);
  g_assert_no_error (error);
}

static char *
take_password (const char *said,
               const char *pattern,
               char      **name)
{
  g_autoptr(GRegex) regex = g_regex_new (pattern, G_REGEX_MULTILINE, 0, NULL);
  g_autoptr(GMatchInfo) match = NULL;

  g_assert_true (g_regex_match (regex, said, 0, &match));
  *name = g_match_info_fetch (match, 1);
  return g_match_info_fetch (match, 2);
}

/* Its words are English, whatever the language of the pictures. */
static char *
seed (const char *data)
{
  const char *const argv[] = { "env", "LANGUAGE=en", g_getenv ("DZ_CTL"), "demo", "seed", "--data",
                               data, NULL };

  return dz_test_run (argv, NULL, 0);
}

static void
start_service (ScreensDesk *self)
{
  g_autofree char *said = NULL;

  self->data = g_dir_make_tmp ("duizhao-screens-XXXXXX", NULL);
  said = seed (self->data);
  self->head_password = take_password (said,
                                       "^(\\S+) may do everything; the password is (\\S+)$",
                                       &self->head);
  self->password = take_password (said, "^(\\S+) reviews; the password is (\\S+)$",
                                  &self->reviewer);
  self->service = dz_test_service_start (self->data, NULL, NULL);
  self->proxy = dz_test_proxy_start (self->service->staff_url);
}

/* As the desktop does for who asks it for larger text. */
static void
scale_text (GtkSettings *settings)
{
  const char *scale = g_getenv ("DZ_TEXT_SCALE");
  double factor = scale != NULL ? g_ascii_strtod (scale, NULL) : 1;

  if (!(factor >= 1 && factor <= TEXT_SCALE_MAX))
    g_error ("text cannot be shown at %s times its size", scale);
  if (factor > 1)
    g_object_set (settings, "gtk-xft-dpi", (int) (factor * UNSCALED_DPI), NULL);
}

/* Translations stand in the build folder, where this program does not stand. What moves by itself
 * would never be the same twice. */
static void
start_toolkit (int    *argc,
               char ***argv)
{
  g_autofree char *translations = g_build_filename (DZ_BUILD_DIR, "po", NULL);

  dz_locale_init ();
  bindtextdomain (DZ_GETTEXT_PACKAGE, translations);
  if (!desk_display_open (argc, argv))
    g_error ("there is no display");
  g_object_set (gtk_settings_get_default (), "gtk-enable-animations", FALSE, "gtk-cursor-blink",
                FALSE, NULL);
  scale_text (gtk_settings_get_default ());
}

void
screens_desk_open (ScreensDesk *self,
                   int         *argc,
                   char      ***argv)
{
  g_autoptr(GError) error = NULL;

  start_manager (self);
  start_toolkit (argc, argv);
  self->picture = screens_picture_new ((*argv)[1]);
  start_service (self);
  self->application = ADW_APPLICATION (dz_application_new ());
  g_application_set_flags (G_APPLICATION (self->application), G_APPLICATION_NON_UNIQUE);
  g_application_register (G_APPLICATION (self->application), NULL, &error);
  g_assert_no_error (error);
}

void
screens_desk_close (ScreensDesk *self)
{
  dz_test_proxy_free (self->proxy);
  dz_test_service_stop (self->service);
  dz_test_service_free (self->service);
  dz_test_remove_tree (self->data);
  g_object_unref (self->application);
  g_subprocess_force_exit (self->manager);
  g_object_unref (self->manager);
  screens_picture_free (self->picture);
  g_free (self->data);
  g_free (self->reviewer);
  g_free (self->password);
  g_free (self->head);
  g_free (self->head_password);
}

/* ---- windows ---- */

static gboolean
is_active (gpointer window)
{
  return gtk_window_is_active (window);
}

void
screens_open_window (ScreensDesk *self,
                     const char  *url)
{
  g_autoptr(GSettings) settings = dz_settings_open ();

  self->starter = dz_starter_new (url, FALSE);
  self->window = DZ_MAIN_WINDOW (dz_main_window_new (self->application, self->starter, settings));
  self->page = desk_display_find (GTK_WIDGET (self->window), DZ_TYPE_REVIEW_PAGE);
  self->photo = DZ_PHOTO_VIEW (desk_display_find (self->page, DZ_TYPE_PHOTO_VIEW));
  gtk_window_maximize (GTK_WINDOW (self->window));
  dz_main_window_start (self->window);
  gtk_window_present (GTK_WINDOW (self->window));
  dz_test_wait_for (is_active, self->window, SCREENS_LONG_S, "the window has the keyboard");
}

void
screens_close_window (ScreensDesk *self)
{
  dz_main_window_close (self->window);
  dz_starter_close (self->starter);
  gtk_window_destroy (GTK_WINDOW (self->window));
  dz_test_wait_finalized (self->starter);
  self->window = NULL;
  self->starter = NULL;
}

GtkWindow *
screens_find_window (GType type)
{
  GListModel *windows = gtk_window_get_toplevels ();

  for (guint i = g_list_model_get_n_items (windows); i-- > 0;)
    {
      g_autoptr(GtkWindow) window = g_list_model_get_item (windows, i);

      if (g_type_is_a (G_OBJECT_TYPE (window), type)
          && gtk_widget_get_mapped (GTK_WIDGET (window)))
        return window;
    }
  return NULL;
}

static gboolean
is_open (gpointer type)
{
  return screens_find_window (GPOINTER_TO_SIZE (type)) != NULL;
}

static gboolean
is_closed (gpointer type)
{
  return screens_find_window (GPOINTER_TO_SIZE (type)) == NULL;
}

void
screens_wait_window (GType type)
{
  dz_test_wait_for (is_open, GSIZE_TO_POINTER (type), SCREENS_LONG_S, g_type_name (type));
}

void
screens_close (GType type)
{
  gtk_window_close (screens_find_window (type));
  screens_wait_closed (type);
}

void
screens_wait_closed (GType type)
{
  dz_test_wait_for (is_closed, GSIZE_TO_POINTER (type), SCREENS_LONG_S, g_type_name (type));
}

/* ---- hands ---- */

static gboolean
is_over (gpointer until_us)
{
  return g_get_monotonic_time () >= *(gint64 *) until_us;
}

/* Keys are for this very program: it must take them before anything else is done to it. */
static void
pass_time (void)
{
  gint64 until_us = g_get_monotonic_time () + TAKEN_MS * 1000;

  dz_test_wait_for (is_over, &until_us, SCREENS_LONG_S, "keys are taken");
}

static void
run (const char *verb,
     const char *arguments)
{
  g_autofree char *line = g_strdup_printf ("xdotool %s %s", verb, arguments);
  g_auto(GStrv) argv = NULL;
  g_autofree char *said = NULL;

  g_assert_true (g_shell_parse_argv (line, NULL, &argv, NULL));
  /* What we told the X server must be there before the other program looks. */
  gdk_display_sync (gdk_display_get_default ());
  said = dz_test_run ((const char *const *) argv, NULL, 0);
  pass_time ();
}

void
screens_press (const char *keys)
{
  run ("key --delay 40", keys);
}

void
screens_hold (const char *key,
              gboolean    down)
{
  run (down ? "keydown" : "keyup", key);
}

void
screens_type (const char *ascii)
{
  g_autofree char *quoted = g_shell_quote (ascii);

  run ("type --delay 20", quoted);
}

void
screens_do (ScreensDesk *self,
            const char  *action)
{
  g_assert_true (gtk_widget_activate_action (GTK_WIDGET (self->window), action, NULL));
}

void
screens_sign_in (ScreensDesk *self,
                 const char  *name,
                 const char  *password)
{
  GtkWidget *page;

  screens_wait_page (self, DZ_TYPE_SIGN_IN_PAGE);
  page = desk_display_find (GTK_WIDGET (self->window), DZ_TYPE_SIGN_IN_PAGE);
  gtk_editable_set_text (GTK_EDITABLE (desk_display_find (page, ADW_TYPE_ENTRY_ROW)), name);
  gtk_editable_set_text (GTK_EDITABLE (desk_display_find (page, ADW_TYPE_PASSWORD_ENTRY_ROW)),
                         password);
  g_signal_emit_by_name (desk_display_find (page, ADW_TYPE_PASSWORD_ENTRY_ROW),
                         "entry-activated");
}

gboolean
screens_in_english (void)
{
  const char *language = g_getenv ("LANGUAGE");

  return language == NULL || !g_str_has_prefix (language, "zh");
}

void
screens_take (ScreensDesk *self,
              const char  *name)
{
  screens_picture_take (self->picture, name);
}

/* ---- eyes ---- */

typedef struct
{
  GtkWidget  *root;
  const char *text;
  GType       type;
} Sought;

static gboolean
is_said (gpointer data)
{
  const Sought *sought = data;
  GtkWidget *found = desk_display_find_text (sought->root, sought->text);

  return found != NULL && gtk_widget_get_mapped (found);
}

void
screens_wait_text (GtkWidget  *root,
                   const char *text)
{
  Sought sought = { root, text, G_TYPE_NONE };

  dz_test_wait_for (is_said, &sought, SCREENS_LONG_S, text);
}

static gboolean
is_mapped (gpointer data)
{
  const Sought *sought = data;
  GtkWidget *found = desk_display_find (sought->root, sought->type);

  return found != NULL && gtk_widget_get_mapped (found);
}

static void
wait_mapped (GtkWidget *root,
             GType      type)
{
  Sought sought = { root, NULL, type };

  dz_test_wait_for (is_mapped, &sought, SCREENS_LONG_S, g_type_name (type));
}

void
screens_wait_page (ScreensDesk *self,
                   GType        type)
{
  wait_mapped (GTK_WIDGET (self->window), type);
}

void
screens_wait_side (ScreensDesk *self,
                   GType        type)
{
  wait_mapped (self->page, type);
}

static gboolean
is_readable (gpointer data)
{
  return dz_photo_view_get_shown_ms (((ScreensDesk *) data)->photo) >= READABLE_MS;
}

void
screens_wait_photo (ScreensDesk *self)
{
  dz_test_wait_for (is_readable, self, SCREENS_LONG_S, "a photo is seen");
}

GListModel *
screens_get_queue (ScreensDesk *self)
{
  return dz_sync_get_queue (dz_starter_get_sync (self->starter));
}

typedef struct
{
  ScreensDesk    *desk;
  ScreensItemTest fits;
  DzQueueItem    *item;     /* unowned, nullable: in the queue */
  gint64          asked_us; /* when the desk was asked for it */
} Sight;

/* The queue may be filled again meanwhile, with other objects for the same photos. */
static DzQueueItem *
find_fitting (ScreensDesk     *self,
              ScreensItemTest  fits)
{
  GListModel *queue = screens_get_queue (self);

  for (guint i = 0; i < g_list_model_get_n_items (queue); i++)
    {
      g_autoptr(DzQueueItem) item = g_list_model_get_item (queue, i);

      if (fits (dz_queue_item_get_item (item)))
        return item; /* the queue keeps it */
    }
  return NULL;
}

static gboolean
is_in_sight (gpointer data)
{
  Sight *sight = data;
  GtkWidget *record = desk_display_find (sight->desk->page, DZ_TYPE_RECORD_PANE);
  gint64 now_us = g_get_monotonic_time ();

  sight->item = find_fitting (sight->desk, sight->fits);
  if (sight->item == NULL)
    return FALSE;
  if (desk_display_find_text (record, dz_queue_item_get_item (sight->item)->student->identifier))
    return is_readable (sight->desk);
  if (now_us - sight->asked_us > G_TIME_SPAN_SECOND)
    {
      dz_review_page_show_submission (DZ_REVIEW_PAGE (sight->desk->page),
                                      dz_queue_item_get_id (sight->item));
      sight->asked_us = now_us;
    }
  return FALSE;
}

const DzItem *
screens_go_to (ScreensDesk     *self,
               ScreensItemTest  fits,
               const char      *what)
{
  Sight sight = { self, fits, NULL, 0 };

  dz_test_wait_for (is_in_sight, &sight, SCREENS_LONG_S, what);
  return dz_queue_item_get_item (sight.item);
}
