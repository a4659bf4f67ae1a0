/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A contact sheet of photos that the helper cannot decode, or that never come: none of them can be
 * approved unseen. */
#include "dz-sheet-view.h"

#include "desk-display.h"
#include "dz-sheet-cell.h"
#include "dz-test-wait.h"
#include "sync-fixture.h"

#include <adwaita.h>

typedef struct
{
  Fixture         service;
  DzExaminer     *examiner;
  DzTextureCache *textures;
  DzSheetView    *sheet;     /* unowned, in @window */
  GtkWindow      *window;
  GPtrArray      *items;
  guint           n_approved; /* how often the sheet asked for that */
} Desk;

static void
approve_cb (Desk *desk)
{
  desk->n_approved++;
}

static GPtrArray *
list_items (Desk *desk)
{
  GListModel *queue = dz_sync_get_queue (desk->service.sync);
  GPtrArray *items = g_ptr_array_new_with_free_func (g_object_unref);

  for (guint i = 0; i < g_list_model_get_n_items (queue); i++)
    g_ptr_array_add (items, g_list_model_get_item (queue, i));
  return items;
}

static void
set_up (Desk         *desk,
        gconstpointer data)
{
  g_autoptr(GError) error = NULL;

  fixture_set_up (&desk->service, data);
  dz_test_wait_for (fixture_queue_is_full, &desk->service, WAIT_S, "the queue fills");
  desk->examiner = dz_examiner_new (NULL, 1, NULL);
  g_assert_true (dz_examiner_start (desk->examiner, &error));
  g_assert_no_error (error);
  desk->textures = dz_texture_cache_new (desk->service.sync, desk->examiner, 1 << 24);
  desk->items = list_items (desk);
  desk->sheet = g_object_new (DZ_TYPE_SHEET_VIEW, NULL);
  g_signal_connect_swapped (desk->sheet, "approve", G_CALLBACK (approve_cb), desk);
  desk->window = desk_display_present (GTK_WIDGET (desk->sheet), 900, 600);
}

static void
tear_down (Desk         *desk,
           gconstpointer data)
{
  gtk_window_destroy (desk->window);
  dz_texture_cache_close (desk->textures);
  g_clear_object (&desk->textures);
  dz_examiner_close (desk->examiner);
  g_clear_object (&desk->examiner);
  g_ptr_array_unref (desk->items);
  fixture_tear_down (&desk->service, data);
}

static const char *
get_id (Desk *desk,
        guint position)
{
  return dz_queue_item_get_id (g_ptr_array_index (desk->items, position));
}

static gboolean
is_all_pulled (gpointer data)
{
  Desk *desk = data;
  g_autoptr(GPtrArray) pulled = dz_sheet_view_list_pulled (desk->sheet);

  return pulled->len == desk->items->len;
}

static void
assert_nothing_to_approve (Desk *desk)
{
  g_assert_false (dz_sheet_view_is_ready (desk->sheet));
  gtk_widget_activate_action (GTK_WIDGET (desk->sheet), "sheet.approve", NULL);
  g_assert_cmpuint (desk->n_approved, ==, 0);
}

/* What cannot be decoded is pulled out by itself, says so, and cannot be put back. */
static void
test_undecodable (Desk         *desk,
                  gconstpointer data)
{
  dz_sheet_view_open (desk->sheet, desk->items, desk->textures);
  assert_nothing_to_approve (desk);
  dz_test_wait_for (is_all_pulled, desk, WAIT_S, "what cannot be seen is pulled out");
  for (guint i = 0; i < desk->items->len; i++)
    g_assert_error (dz_texture_cache_get_error (desk->textures, get_id (desk, i)),
                    DZ_EXAMINER_ERROR, DZ_EXAMINER_ERROR_UNREADABLE);
  g_assert_nonnull (desk_display_find_text (GTK_WIDGET (desk->sheet), "No photo"));
  gtk_widget_activate_action (GTK_WIDGET (desk->sheet), "sheet.pull", NULL);
  g_assert_true (is_all_pulled (desk));
  assert_nothing_to_approve (desk);
  dz_sheet_view_close (desk->sheet);
}

/* A person's pull is undone by another; arrows go no further than there are photos. */
static void
test_pull (Desk         *desk,
           gconstpointer data)
{
  GtkWidget *sheet = GTK_WIDGET (desk->sheet);
  g_autoptr(GPtrArray) pulled = NULL;
  g_autoptr(GPtrArray) none = NULL;

  dz_sheet_view_open (desk->sheet, desk->items, desk->textures);
  for (guint i = 0; i < 5; i++)
    gtk_widget_activate_action (sheet, "sheet.move", "(ii)", 1, 0);
  gtk_widget_activate_action (sheet, "sheet.move", "(ii)", 0, 1);
  gtk_widget_activate_action (sheet, "sheet.pull", NULL);
  pulled = dz_sheet_view_list_pulled (desk->sheet);
  g_assert_cmpuint (pulled->len, ==, 1);
  g_assert_true (g_ptr_array_index (pulled, 0) == g_ptr_array_index (desk->items, 2));
  g_assert_nonnull (desk_display_find_text (sheet, "Approve 2 Photos"));
  gtk_widget_activate_action (sheet, "sheet.pull", NULL);
  none = dz_sheet_view_list_pulled (desk->sheet);
  g_assert_cmpuint (none->len, ==, 0);
  dz_sheet_view_close (desk->sheet);
}

static void
test_none (Desk         *desk,
           gconstpointer data)
{
  dz_sheet_view_open_empty (desk->sheet, "Nothing fits.");
  g_assert_nonnull (desk_display_find_text (GTK_WIDGET (desk->sheet), "Nothing fits."));
  assert_nothing_to_approve (desk);
  dz_sheet_view_close (desk->sheet);
}

/* With text twice as large it still has room in the smallest window that is promised. */
static void
test_large_text (Desk         *desk,
                 gconstpointer data)
{
  GtkSettings *settings = gtk_settings_get_default ();
  int dpi;
  int width;
  int height;

  g_object_get (settings, "gtk-xft-dpi", &dpi, NULL);
  g_object_set (settings, "gtk-xft-dpi", 2 * 96 * 1024, NULL);
  dz_sheet_view_open (desk->sheet, desk->items, desk->textures);
  gtk_widget_measure (GTK_WIDGET (desk->sheet), GTK_ORIENTATION_HORIZONTAL, -1, &width, NULL, NULL,
                      NULL);
  gtk_widget_measure (GTK_WIDGET (desk->sheet), GTK_ORIENTATION_VERTICAL, -1, &height, NULL, NULL,
                      NULL);
  g_test_message ("%d × %d", width, height);
  g_assert_cmpint (width, <=, 1280);
  g_assert_cmpint (height, <=, 720);
  dz_sheet_view_close (desk->sheet);
  g_object_set (settings, "gtk-xft-dpi", dpi, NULL);
}

int
main (int    argc,
      char **argv)
{
  if (!desk_display_open (&argc, &argv))
    return 0;
#define ADD(path, func) g_test_add (path, Desk, NULL, set_up, func, tear_down)
  ADD ("/desk/sheet-view/undecodable", test_undecodable);
  ADD ("/desk/sheet-view/pull", test_pull);
  ADD ("/desk/sheet-view/none", test_none);
  ADD ("/desk/sheet-view/large-text", test_large_text);
  return g_test_run ();
}
