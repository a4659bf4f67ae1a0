/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The list of what was not applied, against a service that keeps what these tests need. */
#include "dz-conflicts-window.h"

#include "desk-display.h"
#include "dz-conflict-row.h"
#include "dz-test-wait.h"
#include "dz-waiting-badge.h"
#include "sync-fixture.h"

#include <string.h>

#define THEIRS "王核: rejected – Background colour"

typedef struct
{
  GtkWidget  *root;
  const char *text;
} Sought;

static gboolean
is_shown (gpointer data)
{
  const Sought *sought = data;
  GtkWidget *found = desk_display_find_text (sought->root, sought->text);

  return found != NULL && gtk_widget_get_mapped (found);
}

static void
wait_text (GtkWindow  *window,
           const char *text)
{
  Sought sought = { GTK_WIDGET (window), text };

  dz_test_wait_for (is_shown, &sought, WAIT_S, text);
}

static gboolean
has_one (gpointer data)
{
  return g_list_model_get_n_items (dz_sync_get_conflicts (((Fixture *) data)->sync)) == 1;
}

/* Approves a photo that another has rejected, and looks at the list. */
static GtkWindow *
open_list (Fixture *fixture)
{
  g_autoptr(DzKeymap) keymap = dz_keymap_new (NULL);
  GtkWindow *window;

  dz_test_wait_for (fixture_queue_is_full, fixture, WAIT_S, "the queue fills");
  fixture->command_status = 409;
  fixture_approve_first (fixture);
  dz_test_wait_for (has_one, fixture, WAIT_S, "the conflict is listed");
  fixture->command_status = 200;
  window = dz_conflicts_window_new (fixture->sync, keymap);
  gtk_window_present (window);
  wait_text (window, "王梦梦  202000031");
  wait_text (window, "You: approve");
  g_assert_true (DZ_IS_CONFLICT_ROW (gtk_window_get_focus (window)));
  return window;
}

static gboolean
is_contestable (gpointer data)
{
  GtkWidget *label = desk_display_find_text (data, "Contest");

  return gtk_widget_is_sensitive (gtk_widget_get_ancestor (label, GTK_TYPE_BUTTON));
}

/* Mine stands beside theirs, and one key lets theirs stand. */
static void
test_adopt (Fixture      *fixture,
            gconstpointer data)
{
  GtkWindow *window = open_list (fixture);

  wait_text (window, THEIRS);
  g_assert_true (gtk_widget_activate_action (GTK_WIDGET (window), "conflicts.adopt", NULL));
  wait_text (window, "Everything was applied");
  gtk_window_destroy (window);
}

/* A supervisor is asked with a reason; without one nothing is sent. */
static void
test_contest (Fixture      *fixture,
              gconstpointer data)
{
  GtkWindow *window = open_list (fixture);
  GtkWidget *entry;

  dz_test_wait_for (is_contestable, window, WAIT_S, "the service says how it stands");
  wait_text (window, "Contesting asks a supervisor to look at it again.");
  g_assert_null (gtk_widget_get_ancestor (desk_display_find_text (GTK_WIDGET (window), "Contest"),
                                          ADW_TYPE_TOAST_OVERLAY)); /* a toast would lie over it */
  g_assert_true (gtk_widget_activate_action (GTK_WIDGET (window), "conflicts.contest", NULL));
  entry = desk_display_find (GTK_WIDGET (window), ADW_TYPE_ENTRY_ROW);
  /* Who types at once types here: “a” would let theirs stand. */
  g_assert_true (gtk_widget_get_mapped (entry));
  g_assert_true (gtk_widget_is_ancestor (gtk_window_get_focus (window), entry));
  gtk_editable_set_text (GTK_EDITABLE (entry), "   ");
  g_signal_emit_by_name (entry, "entry-activated");
  g_assert_cmpuint (fixture_get_waiting (fixture), ==, 0);
  gtk_editable_set_text (GTK_EDITABLE (entry), "背景在范围之内");
  g_signal_emit_by_name (entry, "entry-activated");
  wait_text (window, "Everything was applied");
  dz_test_wait_for (fixture_nothing_waits, fixture, WAIT_S, "the request is answered");
  g_assert_nonnull (strstr (g_ptr_array_index (fixture->commands, 1), "背景在范围之内"));
  gtk_window_destroy (window);
}

static void
retaken_cb (DzConflictsWindow *window,
            DzConflictItem    *item,
            char             **submission)
{
  *submission = g_strdup (dz_conflict_item_get_conflict (item)->submission);
}

/* What nobody has decided comes back to be judged. */
static void
test_retake (Fixture      *fixture,
             gconstpointer data)
{
  g_autofree char *submission = NULL;
  GtkWindow *window;

  fixture->judged_by = NULL;
  window = open_list (fixture);
  g_signal_connect (window, "retaken", G_CALLBACK (retaken_cb), &submission);
  dz_test_wait_for (is_contestable, window, WAIT_S, "the service says how it stands");
  g_assert_true (gtk_widget_activate_action (GTK_WIDGET (window), "conflicts.contest", NULL));
  dz_test_wait_set (&submission, WAIT_S, "it comes back");
  g_assert_cmpstr (submission, ==, "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa");
  gtk_window_destroy (window);
}

/* The header bar tells what waits and what was not applied, and nothing where nothing is. */
static void
test_badge (Fixture      *fixture,
            gconstpointer data)
{
  DzWaitingBadge *badge = g_object_new (DZ_TYPE_WAITING_BADGE, NULL);
  GtkWindow *window;

  dz_waiting_badge_set_sync (badge, fixture->sync);
  window = desk_display_present (GTK_WIDGET (badge), 400, 60);
  dz_test_wait_for (fixture_queue_is_full, fixture, WAIT_S, "the queue fills");
  g_assert_null (desk_display_find_text (GTK_WIDGET (badge), "1 waits"));
  fixture->command_status = 503;
  fixture_approve_first (fixture);
  wait_text (window, "1 waits");
  fixture->command_status = 409;
  wait_text (window, "1 not applied");
  dz_waiting_badge_set_sync (badge, NULL);
  gtk_window_destroy (window);
}

int
main (int   argc,
      char *argv[])
{
  if (!desk_display_open (&argc, &argv))
    return 0;
#define ADD(path, func) \
  g_test_add (path, Fixture, NULL, fixture_set_up, func, fixture_tear_down)
  ADD ("/conflicts/adopt", test_adopt);
  ADD ("/conflicts/contest", test_contest);
  ADD ("/conflicts/retake", test_retake);
  ADD ("/conflicts/badge", test_badge);
  return g_test_run ();
}
