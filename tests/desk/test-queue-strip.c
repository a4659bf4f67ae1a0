/* SPDX-License-Identifier: GPL-3.0-or-later */
/* As many small photos as there is room for, and no more than there are. */
#include "dz-queue-strip.h"

#include <adwaita.h>

#include "desk-display.h"
#include "desk-samples.h"
#include "dz-queue-thumb.h"
#include "dz-test-wait.h"
#include "sync-fixture.h"

#define LONG_S 20
#define HEIGHT 120
#define N_QUEUED 40
/* A small photo of 48 px with its rim and the gap after it, as the strip draws it. */
#define STEP 60

typedef struct
{
  GtkWindow *window;
  GtkWidget *strip;  /* unowned, in @window */
  GListStore *queue; /* owned */
  guint n_expected;  /* 0: as many as there is room for */
  Fixture service;
  DzExaminer *examiner; /* owned, nullable */
  DzTextureCache *cache; /* owned, nullable */
} Desk;

static GListStore *
new_queue (guint n_items)
{
  GListStore *queue = g_list_store_new (DZ_TYPE_QUEUE_ITEM);

  for (guint i = 0; i < n_items; i++)
    {
      DzItem *item = desk_sample_item ();
      g_autoptr(DzQueueItem) queued = dz_queue_item_new (item);

      g_list_store_append (queue, queued);
    }
  return queue;
}

static guint
count_thumbs (GtkWidget *widget)
{
  guint count = DZ_IS_QUEUE_THUMB (widget) && gtk_widget_get_mapped (widget) ? 1 : 0;

  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    count += count_thumbs (child);
  return count;
}

static gboolean
is_full (gpointer data)
{
  Desk *desk = data;

  if (desk->n_expected > 0)
    return count_thumbs (desk->strip) == desk->n_expected;
  /* The last one may be cut off. */
  return count_thumbs (desk->strip)
         == (guint) gtk_widget_get_width (gtk_widget_get_first_child (desk->strip)) / STEP + 1;
}

static void
open_desk (Desk *desk,
           int   width,
           guint n_items)
{
  desk->strip = g_object_new (DZ_TYPE_QUEUE_STRIP, NULL);
  desk->queue = new_queue (n_items);
  gtk_widget_set_size_request (desk->strip, width, HEIGHT); /* a screen may be smaller */
  desk->window = desk_display_present (desk->strip, width, HEIGHT);
  dz_queue_strip_show (DZ_QUEUE_STRIP (desk->strip), G_LIST_MODEL (desk->queue), 0);
}

static void
close_desk (Desk *desk)
{
  gtk_window_destroy (desk->window);
  g_object_unref (desk->queue);
}

static void
test_width (gconstpointer data)
{
  int width = GPOINTER_TO_INT (data);
  Desk desk;

  open_desk (&desk, width, N_QUEUED);
  desk.n_expected = 0;
  dz_test_wait_for (is_full, &desk, LONG_S, "the strip is full");
  g_assert_cmpuint (count_thumbs (desk.strip), <, (guint) width / 48);
  g_assert_cmpuint (count_thumbs (desk.strip), >, (guint) width / 72);
  close_desk (&desk);
}

static void
test_few (void)
{
  Desk desk;

  open_desk (&desk, 1000, 4);
  desk.n_expected = 4;
  dz_test_wait_for (is_full, &desk, LONG_S, "all are shown");
  close_desk (&desk);
}

static gboolean
is_empty (gpointer data)
{
  Desk *desk = data;

  return count_thumbs (desk->strip) == 0;
}

static void
add_leased (Desk *desk)
{
  GListModel *leased = dz_sync_get_queue (desk->service.sync);

  desk->n_expected = g_list_model_get_n_items (leased);
  for (guint i = 0; i < desk->n_expected; i++)
    {
      g_autoptr(DzQueueItem) item = g_list_model_get_item (leased, i);

      g_list_store_append (desk->queue, item);
    }
}

static void
set_up (Desk         *desk,
        gconstpointer data)
{
  fixture_set_up (&desk->service, NULL);
  dz_test_wait_for (fixture_queue_is_full, &desk->service, LONG_S, "the queue fills");
  desk->examiner = dz_examiner_new (NULL, 1, NULL);
  desk->cache = dz_texture_cache_new (desk->service.sync, desk->examiner, 1 << 20);
  open_desk (desk, 600, 0);
  dz_queue_strip_set_cache (DZ_QUEUE_STRIP (desk->strip), desk->cache);
  add_leased (desk);
}

static void
tear_down (Desk         *desk,
           gconstpointer data)
{
  close_desk (desk);
  dz_texture_cache_close (desk->cache);
  g_clear_object (&desk->cache);
  dz_examiner_close (desk->examiner);
  g_clear_object (&desk->examiner);
  fixture_tear_down (&desk->service, NULL);
}

/* While somebody composes, their photo stays, and the strip is not told that the queue has become
 * shorter; the room for it changes all the same. */
static void
test_shorter (Desk         *desk,
              gconstpointer data)
{
  dz_queue_strip_show (DZ_QUEUE_STRIP (desk->strip), G_LIST_MODEL (desk->queue),
                       desk->n_expected - 1);
  dz_test_wait_for (is_full, desk, LONG_S, "all are shown");
  g_list_store_remove_all (desk->queue);
  gtk_widget_set_size_request (desk->strip, 900, HEIGHT);
  dz_test_wait_for (is_empty, desk, LONG_S, "the strip fits its room");
}

int
main (int   argc,
      char *argv[])
{
  if (!desk_display_open (&argc, &argv))
    return 0;
  g_test_add_data_func ("/queue-strip/narrow", GINT_TO_POINTER (600), test_width);
  g_test_add_data_func ("/queue-strip/as-ever", GINT_TO_POINTER (1200), test_width);
  g_test_add_data_func ("/queue-strip/wide", GINT_TO_POINTER (1800), test_width);
  g_test_add_func ("/queue-strip/few", test_few);
  g_test_add ("/queue-strip/shorter", Desk, NULL, set_up, test_shorter, tear_down);
  return g_test_run ();
}
