/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A contact sheet of photos that the helper cannot decode, or that never come, or only when they
 * are asked for again: none of them can be approved unseen. */
#include "dz-sheet-view.h"

#include "desk-display.h"
#include "dz-portrait-file.h"
#include "dz-sheet.h"
#include "dz-sheet-cell.h"
#include "dz-test-wait.h"
#include "sync-fixture.h"

#include <adwaita.h>

#define TRY_AGAIN "3 photos cannot be shown and stay out. Choose one to try again."

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

/* Photos that can be seen, once the service gives them. */
static void
paint_photos (Fixture *service)
{
  DzPortrait portrait;
  DzPortraitFile file;
  g_autoptr(GRand) rand = g_rand_new_with_seed (1);
  g_autoptr(GError) error = NULL;

  dz_portrait_init_random (&portrait, rand);
  dz_portrait_file_init (&file);
  service->bytes = dz_portrait_to_jpeg (&portrait, &file, NULL, &error);
  g_assert_no_error (error);
  service->no_photos = TRUE;
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

  if (data != NULL)
    paint_photos (&desk->service);
  fixture_set_up (&desk->service, NULL);
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

static gboolean
is_ready (gpointer data)
{
  return dz_sheet_view_is_ready (((Desk *) data)->sheet);
}

static guint
count_pulled (Desk *desk)
{
  g_autoptr(GPtrArray) pulled = dz_sheet_view_list_pulled (desk->sheet);

  return pulled->len;
}

static gboolean
is_one_pulled (gpointer data)
{
  return count_pulled (data) == 1;
}

static void
lose_photos (Desk *desk)
{
  dz_sheet_view_open (desk->sheet, desk->items, desk->textures);
  gtk_widget_activate_action (GTK_WIDGET (desk->sheet), "sheet.pull", NULL);
  dz_test_wait_for (is_all_pulled, desk, WAIT_S, "what did not come is pulled out");
  assert_nothing_to_approve (desk);
  desk->service.no_photos = FALSE;
}

/* All come back, and are looked at from then on, for as long as others. What a person had pulled
 * out stays out. */
static void
assert_come_back (Desk *desk)
{
  gint64 before_us = g_get_monotonic_time ();

  dz_test_wait_for (is_one_pulled, desk, WAIT_S, "the photos are there");
  assert_nothing_to_approve (desk);
  dz_test_wait_for (is_ready, desk, WAIT_S, "the sheet has stood long enough");
  g_assert_cmpint (g_get_monotonic_time () - before_us, >=,
                   desk->items->len * DZ_SHEET_PHOTO_MS * 1000);
  g_assert_null (desk_display_find_text (GTK_WIDGET (desk->sheet), TRY_AGAIN));
  dz_sheet_view_close (desk->sheet);
}

/* What did not come is asked for again when the service answers again. */
static void
test_come_back (Desk         *desk,
                gconstpointer data)
{
  lose_photos (desk);
  g_assert_nonnull (desk_display_find_text (GTK_WIDGET (desk->sheet), TRY_AGAIN));
  dz_texture_cache_retry (desk->textures);
  assert_come_back (desk);
}

/* And when a person picks its place. */
static void
test_try_again (Desk         *desk,
                gconstpointer data)
{
  lose_photos (desk);
  gtk_widget_activate_action (GTK_WIDGET (desk->sheet), "sheet.pull", NULL);
  assert_come_back (desk);
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
#define ADD(path, data, func) g_test_add (path, Desk, data, set_up, func, tear_down)
  ADD ("/desk/sheet-view/undecodable", NULL, test_undecodable);
  ADD ("/desk/sheet-view/come-back", "painted", test_come_back);
  ADD ("/desk/sheet-view/try-again", "painted", test_try_again);
  ADD ("/desk/sheet-view/pull", NULL, test_pull);
  ADD ("/desk/sheet-view/none", NULL, test_none);
  ADD ("/desk/sheet-view/large-text", NULL, test_large_text);
  return g_test_run ();
}
