/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A bar wraps where it has no room, and what stands behind the tray fills a row of its own. */
#include "dz-wrap-box.h"

#include <adwaita.h>

#include "desk-display.h"

#define N_CHILDREN 5
#define TRAY 2

typedef struct
{
  GtkWindow *window;
  GtkWidget *box;
  GtkWidget *children[N_CHILDREN];
} Desk;

/* Two to look with, the tray, two to judge with; each needs 100 × 30. */
static void
open_desk (Desk *desk)
{
  desk->box = dz_wrap_box_new ();
  for (guint i = 0; i < N_CHILDREN; i++)
    {
      desk->children[i] = gtk_drawing_area_new ();
      gtk_widget_set_size_request (desk->children[i], 100, 30);
      gtk_widget_set_hexpand (desk->children[i], i == TRAY);
      gtk_widget_set_parent (desk->children[i], desk->box);
    }
  desk->window = desk_display_present (desk->box, 700, 200);
}

static int
measure_height (Desk *desk,
                int   width)
{
  int minimum;

  gtk_widget_measure (desk->box, GTK_ORIENTATION_VERTICAL, width, &minimum, NULL, NULL, NULL);
  return minimum;
}

static void
assert_place (Desk  *desk,
              guint  i,
              int    x,
              int    y,
              int    width)
{
  GtkAllocation place;

  gtk_widget_get_allocation (desk->children[i], &place);
  g_assert_cmpint (place.x, ==, x);
  g_assert_cmpint (place.y, ==, y);
  g_assert_cmpint (place.width, ==, width);
}

static void
test_one_row (void)
{
  Desk desk;

  open_desk (&desk);
  g_assert_cmpint (measure_height (&desk, 700), ==, 30);
  gtk_widget_allocate (desk.box, 700, 30, -1, NULL);
  assert_place (&desk, 1, 109, 0, 100);
  assert_place (&desk, TRAY, 218, 0, 264);
  assert_place (&desk, 4, 600, 0, 100);
  gtk_window_destroy (desk.window);
}

static void
test_two_rows (void)
{
  Desk desk;

  open_desk (&desk);
  g_assert_cmpint (measure_height (&desk, 535), ==, 66);
  gtk_widget_allocate (desk.box, 535, 66, -1, NULL);
  assert_place (&desk, 0, 0, 0, 100);
  assert_place (&desk, TRAY, 218, 0, 317);
  assert_place (&desk, 3, 0, 36, 263);
  assert_place (&desk, 4, 272, 36, 263);
  gtk_window_destroy (desk.window);
}

static void
test_narrow (void)
{
  Desk desk;
  int minimum;

  open_desk (&desk);
  gtk_widget_measure (desk.box, GTK_ORIENTATION_HORIZONTAL, -1, &minimum, NULL, NULL, NULL);
  g_assert_cmpint (minimum, ==, 100);
  g_assert_cmpint (measure_height (&desk, 100), ==, 5 * 30 + 4 * 6);
  gtk_widget_allocate (desk.box, 100, 174, -1, NULL);
  assert_place (&desk, 4, 0, 144, 100);
  gtk_widget_set_visible (desk.children[0], FALSE);
  g_assert_cmpint (measure_height (&desk, 100), ==, 4 * 30 + 3 * 6);
  gtk_window_destroy (desk.window);
}

/* Two that expand share what is left, and text has the height that it needs at its width. */
static void
test_text (void)
{
  Desk desk;
  int line;
  int width;

  open_desk (&desk);
  gtk_widget_set_hexpand (desk.children[4], TRUE);
  gtk_widget_allocate (desk.box, 700, 30, -1, NULL);
  assert_place (&desk, TRAY, 218, 0, 182);
  assert_place (&desk, 4, 518, 0, 182);
  for (guint i = 0; i < N_CHILDREN; i++)
    gtk_widget_unparent (desk.children[i]);
  desk.children[0] = g_object_new (GTK_TYPE_LABEL, "label", "Leave to a Supervisor", "wrap", TRUE,
                                   NULL);
  gtk_widget_set_parent (desk.children[0], desk.box);
  line = measure_height (&desk, -1);
  gtk_widget_measure (desk.box, GTK_ORIENTATION_HORIZONTAL, -1, &width, NULL, NULL, NULL);
  g_assert_cmpint (measure_height (&desk, width), >=, 2 * line);
  gtk_window_destroy (desk.window);
}

int
main (int    argc,
      char **argv)
{
  if (!desk_display_open (&argc, &argv))
    return 0;
  g_test_add_func ("/wrap-box/one-row", test_one_row);
  g_test_add_func ("/wrap-box/two-rows", test_two_rows);
  g_test_add_func ("/wrap-box/narrow", test_narrow);
  g_test_add_func ("/wrap-box/text", test_text);
  return g_test_run ();
}
