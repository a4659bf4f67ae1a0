/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The tray of held decisions, against a service that keeps what these tests need. */
#include "dz-tray-window.h"

#include <string.h>

#include "desk-display.h"
#include "dz-test-wait.h"
#include "dz-tray-row.h"
#include "sync-fixture.h"

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

static GtkWindow *
open_tray (Fixture *fixture)
{
  g_autoptr(DzKeymap) keymap = dz_keymap_new (NULL);
  GtkWindow *window = dz_tray_window_new (fixture->sync, keymap);

  gtk_window_present (window);
  return window;
}

static GtkListBox *
get_list (GtkWindow *window)
{
  GtkWidget *row = desk_display_find (GTK_WIDGET (window), DZ_TYPE_TRAY_ROW);

  g_assert_nonnull (row);
  return GTK_LIST_BOX (gtk_widget_get_parent (row));
}

static gboolean
can (GtkWindow  *window,
     const char *button)
{
  GtkWidget *label = desk_display_find_text (GTK_WIDGET (window), button);

  return gtk_widget_is_sensitive (gtk_widget_get_ancestor (label, GTK_TYPE_BUTTON));
}

static void
undo_cb (GtkWindow  *window,
         DzHeldItem *item,
         char      **submission)
{
  *submission = g_strdup (dz_held_item_get_command (item)->submission);
}

/* The newest is chosen first, and any other can be taken back. */
static void
test_second_newest (Fixture      *fixture,
                    gconstpointer data)
{
  g_autofree char *undone = NULL;
  GtkListBox *list;
  GtkWindow *window;

  dz_test_wait_for (fixture_queue_is_full, fixture, WAIT_S, "the queue fills");
  fixture_approve_first (fixture);
  fixture_approve_first (fixture);
  window = open_tray (fixture);
  g_signal_connect (window, "undo", G_CALLBACK (undo_cb), &undone);
  list = get_list (window);
  g_assert_true (gtk_list_box_get_selected_row (list) == gtk_list_box_get_row_at_index (list, 0));
  g_assert_null (gtk_list_box_get_row_at_index (list, 2));
  wait_text (window, "Approved");
  g_assert_true (can (window, "Undo"));
  g_assert_false (can (window, "Ask a Supervisor"));
  gtk_list_box_select_row (list, gtk_list_box_get_row_at_index (list, 1));
  g_assert_true (gtk_widget_activate_action (GTK_WIDGET (window), "tray.undo", NULL));
  g_assert_cmpstr (undone, ==, "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa");
}

static gboolean
has_late (gpointer data)
{
  return g_list_model_get_n_items (dz_sync_get_sealed (((Fixture *) data)->sync)) == 1;
}

/* It says so plainly; one key asks, with words and not without. */
static void
test_too_late (Fixture      *fixture,
               gconstpointer data)
{
  GtkWindow *window;
  GtkWidget *entry;

  dz_test_wait_for (fixture_queue_is_full, fixture, WAIT_S, "the queue fills");
  fixture_approve_first (fixture);
  fixture_approve_first (fixture);
  dz_test_wait_for (fixture_nothing_waits, fixture, WAIT_S, "the service holds them");
  fixture->command_status = 409;
  fixture->decided_by = LI;
  fixture_undo_last (fixture);
  dz_test_wait_for (has_late, fixture, WAIT_S, "it is too late");
  fixture->command_status = 200;
  window = open_tray (fixture);
  wait_text (window, "The undo came too late: the decision has taken effect, and the student is "
                     "told. You can ask a supervisor to look at it again.");
  g_assert_false (can (window, "Undo"));
  g_assert_true (gtk_widget_activate_action (GTK_WIDGET (window), "tray.ask", NULL));
  entry = desk_display_find (GTK_WIDGET (window), ADW_TYPE_ENTRY_ROW);
  gtk_editable_set_text (GTK_EDITABLE (entry), "   ");
  g_signal_emit_by_name (entry, "entry-activated");
  g_assert_cmpuint (fixture_get_waiting (fixture), ==, 0);
  gtk_editable_set_text (GTK_EDITABLE (entry), "按错了键");
  g_signal_emit_by_name (entry, "entry-activated");
  wait_text (window, "a supervisor is asked");
  dz_test_wait_for (fixture_nothing_waits, fixture, WAIT_S, "the request is answered");
  g_assert_nonnull (strstr (g_ptr_array_index (fixture->commands, 3), "按错了键"));
  g_assert_false (can (window, "Ask a Supervisor"));
  gtk_window_destroy (window);
}

/* What takes effect while it is looked at stays chosen, and can only be asked about. */
static void
test_seals_meanwhile (Fixture      *fixture,
                      gconstpointer data)
{
  GtkWindow *window;

  fixture->hold_s = 2;
  dz_test_wait_for (fixture_queue_is_full, fixture, WAIT_S, "the queue fills");
  fixture_approve_first (fixture);
  window = open_tray (fixture);
  g_assert_true (can (window, "Undo"));
  wait_text (window, "in effect");
  wait_text (window, "Too late to undo: the decision has taken effect, and the student is told. "
                     "You can ask a supervisor to look at it again.");
  g_assert_false (can (window, "Undo"));
  g_assert_true (can (window, "Ask a Supervisor"));
  gtk_window_destroy (window);
}

static void
test_empty (Fixture      *fixture,
            gconstpointer data)
{
  GtkWindow *window = open_tray (fixture);

  wait_text (window, "No decision is held");
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
  ADD ("/tray/second-newest", test_second_newest);
  ADD ("/tray/too-late", test_too_late);
  ADD ("/tray/seals-meanwhile", test_seals_meanwhile);
  ADD ("/tray/empty", test_empty);
  return g_test_run ();
}
