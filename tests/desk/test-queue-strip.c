/* SPDX-License-Identifier: GPL-3.0-or-later */
/* As many small photos as there is room for, and no more than there are. */
#include "dz-queue-strip.h"

#include <adwaita.h>

#include "desk-display.h"
#include "desk-samples.h"
#include "dz-queue-thumb.h"
#include "dz-test-wait.h"

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
  return g_test_run ();
}
