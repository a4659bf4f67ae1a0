/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "desk-window.h"

#include "desk-display.h"
#include "desk-keys.h"
#include "dz-application.h"
#include "dz-first-keys.h"
#include "dz-record-pane.h"
#include "dz-review-page.h"
#include "dz-sign-in-page.h"
#include "dz-test-wait.h"

#define LONG_S 120
#define N_LEASED_MAX 40

/* ---- opening ---- */

GApplication *
desk_window_new_application (void)
{
  GApplication *application = G_APPLICATION (dz_application_new ());
  g_autoptr(GError) error = NULL;

  g_application_set_flags (application, G_APPLICATION_NON_UNIQUE);
  g_application_register (application, NULL, &error);
  g_assert_no_error (error);
  return application;
}

char *
desk_window_begin (int    *argc,
                   char ***argv)
{
  g_autofree char *home = g_dir_make_tmp ("duizhao-test-XXXXXX", NULL);

  /* Before anybody asks GLib for them: a desk keeps its outbox there. */
  g_setenv ("XDG_DATA_HOME", home, TRUE);
  g_setenv ("XDG_STATE_HOME", home, TRUE);
  if (!desk_display_open (argc, argv))
    {
      dz_test_remove_tree (home);
      return NULL;
    }
  desk_window_new_application ();
  return g_steal_pointer (&home);
}

void
desk_window_open (DeskWindow *self,
                  const char *url,
                  GSettings  *settings)
{
  GApplication *application = g_application_get_default ();

  self->starter = dz_starter_new (url, FALSE);
  self->window = DZ_MAIN_WINDOW (dz_main_window_new (ADW_APPLICATION (application), self->starter,
                                                     settings));
  self->page = desk_display_find (GTK_WIDGET (self->window), DZ_TYPE_REVIEW_PAGE);
  self->photo = DZ_PHOTO_VIEW (desk_display_find (self->page, DZ_TYPE_PHOTO_VIEW));
  dz_main_window_start (self->window);
  gtk_window_present (GTK_WINDOW (self->window));
}

static gboolean
is_gone (gpointer window)
{
  return *(gpointer *) window == NULL;
}

void
desk_window_close (DeskWindow *self)
{
  gpointer window = self->window;

  g_object_add_weak_pointer (window, &window);
  dz_main_window_close (self->window);
  dz_starter_close (self->starter);
  gtk_window_destroy (GTK_WINDOW (self->window));
  dz_test_wait_for (is_gone, &window, LONG_S, "the window goes");
  dz_test_wait_finalized (self->starter);
}

/* ---- signing in ---- */

static gboolean
asks_who_is_there (gpointer window)
{
  return desk_display_has (window, DZ_TYPE_SIGN_IN_PAGE);
}

void
desk_window_sign_in (DeskWindow *self,
                     const char *name,
                     const char *password)
{
  GtkWidget *window = GTK_WIDGET (self->window);
  GtkWidget *page;
  GtkWidget *secret;

  dz_test_wait_for (asks_who_is_there, window, LONG_S, "the desk asks who is there");
  page = desk_display_find (window, DZ_TYPE_SIGN_IN_PAGE);
  secret = desk_display_find (page, ADW_TYPE_PASSWORD_ENTRY_ROW);
  gtk_editable_set_text (GTK_EDITABLE (desk_display_find (page, ADW_TYPE_ENTRY_ROW)), name);
  gtk_editable_set_text (GTK_EDITABLE (secret), password);
  g_signal_emit_by_name (secret, "entry-activated");
}

static gboolean
has_card (gpointer window)
{
  return desk_display_has (window, DZ_TYPE_FIRST_KEYS);
}

static gboolean
has_no_card (gpointer window)
{
  return !has_card (window);
}

void
desk_window_take_keyboard (DeskWindow *self,
                           const char *title)
{
  gtk_window_set_title (GTK_WINDOW (self->window), title);
  desk_keys_focus (GTK_WINDOW (self->window));
  dz_test_wait_for (has_card, self->window, LONG_S, "the card with the first keys is there");
  desk_keys_send ("Escape");
  dz_test_wait_for (has_no_card, self->window, LONG_S, "the card is gone");
}

/* ---- looking ---- */

gboolean
desk_window_is_readable (gpointer self)
{
  return dz_photo_view_get_shown_ms (((DeskWindow *) self)->photo) >= DESK_READABLE_MS;
}

void
desk_window_wait_readable (DeskWindow *self)
{
  dz_test_wait_for (desk_window_is_readable, self, LONG_S, "the photo can be read");
}

static gboolean
has_reserve (gpointer self)
{
  return desk_window_count_queue (self) == N_LEASED_MAX;
}

void
desk_window_wait_reserve (DeskWindow *self)
{
  dz_test_wait_for (has_reserve, self, LONG_S, "twenty are leased, and twenty in reserve");
}

DzSync *
desk_window_get_sync (DeskWindow *self)
{
  return dz_starter_get_sync (self->starter);
}

GListModel *
desk_window_get_queue (DeskWindow *self)
{
  return dz_sync_get_queue (desk_window_get_sync (self));
}

guint
desk_window_count_queue (DeskWindow *self)
{
  return g_list_model_get_n_items (desk_window_get_queue (self));
}

const DzItem *
desk_window_get_item (DeskWindow *self,
                      guint       position)
{
  g_autoptr(DzQueueItem) item
    = g_list_model_get_item (desk_window_get_queue (self), position);

  return dz_queue_item_get_item (item); /* the queue keeps it */
}

const char *
desk_window_get_identifier (DeskWindow *self,
                            guint       position)
{
  return desk_window_get_item (self, position)->student->identifier;
}

const DzItem *
desk_window_find_item (DeskWindow   *self,
                       DeskItemTest  fits)
{
  for (guint i = 0; i < desk_window_count_queue (self); i++)
    if (fits (desk_window_get_item (self, i)))
      return desk_window_get_item (self, i);
  return NULL;
}

const char *
desk_window_find_named (DeskWindow *self)
{
  GtkWidget *record = desk_display_find (self->page, DZ_TYPE_RECORD_PANE);

  for (guint i = 0; i < desk_window_count_queue (self); i++)
    {
      const char *identifier = desk_window_get_identifier (self, i);

      if (desk_display_says (record, identifier))
        return identifier;
    }
  return NULL;
}
