/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What is said in toasts, and in which order. */
#include "dz-toaster.h"

#include "desk-display.h"
#include "dz-test-wait.h"

/* Less than a toast is seen for. */
#define SOON_S 4

typedef struct
{
  GtkWidget  *overlay;
  const char *text;
} Sought;

static gboolean
is_said (gpointer data)
{
  const Sought *sought = data;
  GtkWidget *found = desk_display_find_text (sought->overlay, sought->text);

  return found != NULL && gtk_widget_get_mapped (found);
}

static void
wait_said (GtkWidget  *overlay,
           const char *text)
{
  Sought sought = { overlay, text };

  dz_test_wait_for (is_said, &sought, SOON_S, text);
}

static gboolean
is_over (gpointer until_us)
{
  return g_get_monotonic_time () >= *(gint64 *) until_us;
}

/* As long as a hand needs to the next key. */
static void
pass_time (void)
{
  gint64 until_us = g_get_monotonic_time () + 600 * 1000;

  dz_test_wait_for (is_over, &until_us, SOON_S, "time passes");
}

/* The answer to a key does not wait until that to the key before has been there long enough, at
 * whatever pace; what is said besides waits its turn. */
static void
test_answer (void)
{
  GtkWidget *overlay = adw_toast_overlay_new ();
  g_autoptr(DzToaster) toaster = dz_toaster_new ();
  GtkWindow *window;

  adw_toast_overlay_set_child (ADW_TOAST_OVERLAY (overlay), gtk_label_new ("photo"));
  window = desk_display_present (overlay, 400, 300);
  dz_toaster_move_to (toaster, ADW_TOAST_OVERLAY (overlay));
  dz_toaster_answer (toaster, "Left to a supervisor.");
  wait_said (overlay, "Left to a supervisor.");
  dz_toaster_answer (toaster, "Skipped.");
  wait_said (overlay, "Skipped.");
  g_assert_null (desk_display_find_text (overlay, "Left to a supervisor."));
  pass_time ();
  dz_toaster_answer (toaster, "Nothing to undo.");
  wait_said (overlay, "Nothing to undo.");
  pass_time ();
  g_assert_null (desk_display_find_text (overlay, "Skipped."));
  dz_toaster_say (toaster, "The service has ended.");
  g_assert_null (desk_display_find_text (overlay, "The service has ended."));
  dz_toaster_answer (toaster, "Skipped.");
  wait_said (overlay, "The service has ended.");
  gtk_window_destroy (window);
}

static GtkWidget *
add_overlay (GtkBox *box)
{
  GtkWidget *overlay = adw_toast_overlay_new ();

  adw_toast_overlay_set_child (ADW_TOAST_OVERLAY (overlay), gtk_label_new ("photo"));
  gtk_widget_set_vexpand (overlay, TRUE);
  gtk_box_append (box, overlay);
  return overlay;
}

/* What is said over a photo goes along to the sheet that hides it, with what is offered about it
 * and what waits, and the next answer still takes the place of the last. */
static void
test_move (void)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *photo = add_overlay (GTK_BOX (box));
  GtkWidget *sheet = add_overlay (GTK_BOX (box));
  g_autoptr(DzToaster) toaster = dz_toaster_new ();
  GtkWindow *window = desk_display_present (box, 400, 600);

  dz_toaster_move_to (toaster, ADW_TOAST_OVERLAY (photo));
  dz_toaster_offer (toaster, "Rejected.", "Undo", "review.undo", ADW_TOAST_PRIORITY_NORMAL);
  dz_toaster_answer (toaster, "Skipped.");
  wait_said (photo, "Rejected.");
  gtk_widget_set_visible (photo, FALSE);
  dz_toaster_move_to (toaster, ADW_TOAST_OVERLAY (sheet));
  wait_said (sheet, "Rejected.");
  g_assert_nonnull (desk_display_find_text (sheet, "Undo"));
  dz_toaster_withdraw (toaster, "review.undo");
  wait_said (sheet, "Skipped.");
  dz_toaster_answer (toaster, "Left to a supervisor.");
  wait_said (sheet, "Left to a supervisor.");
  g_assert_null (desk_display_find_text (sheet, "Skipped."));
  gtk_window_destroy (window);
}

static gboolean
is_said_no_more (gpointer data)
{
  const Sought *sought = data;

  return desk_display_find_text (sought->overlay, sought->text) == NULL;
}

/* What is withdrawn while it still moves in, in the place of another, offers nothing any more at
 * once and goes a moment later: libadwaita 1.2 would go on with what it had freed. So does what is
 * left behind where it can be seen still. */
static void
test_withdraw_early (void)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *photo = add_overlay (GTK_BOX (box));
  GtkWidget *sheet = add_overlay (GTK_BOX (box));
  g_autoptr(DzToaster) toaster = dz_toaster_new ();
  GtkWindow *window = desk_display_present (box, 400, 600);
  Sought sought = { photo, "Rejected." };

  dz_toaster_move_to (toaster, ADW_TOAST_OVERLAY (photo));
  dz_toaster_answer (toaster, "Skipped.");
  pass_time ();
  dz_toaster_offer (toaster, "Rejected.", "Undo", "review.undo", ADW_TOAST_PRIORITY_NORMAL);
  dz_toaster_answer (toaster, "Left to a supervisor.");
  wait_said (photo, "Rejected.");
  dz_toaster_withdraw (toaster, "review.undo");
  g_assert_null (desk_display_find_text (photo, "Undo"));
  dz_test_wait_for (is_said_no_more, &sought, SOON_S, "the offer goes");
  wait_said (photo, "Left to a supervisor.");
  dz_toaster_move_to (toaster, ADW_TOAST_OVERLAY (sheet));
  wait_said (sheet, "Left to a supervisor.");
  sought.text = "Left to a supervisor.";
  dz_test_wait_for (is_said_no_more, &sought, SOON_S, "what was left behind goes");
  pass_time ();
  g_assert_nonnull (desk_display_find_text (sheet, "Left to a supervisor."));
  g_assert_null (desk_display_find_text (sheet, "Rejected."));
  gtk_window_destroy (window);
}

#define LONG_WORDS \
  "The disk of this computer is full or failing, so that nothing can be kept safe on it. Nothing " \
  "was decided. Make room, then try again."

static gboolean
has_room (gpointer widget)
{
  return gtk_widget_get_width (widget) > 0;
}

static void
assert_within (GtkWidget *widget,
               GtkWidget *outer)
{
  graphene_rect_t bounds;
  int height;

  g_assert_true (gtk_widget_compute_bounds (widget, outer, &bounds));
  g_assert_cmpfloat (bounds.origin.x, >=, 0);
  g_assert_cmpfloat (bounds.origin.x + bounds.size.width, <=, gtk_widget_get_width (outer));
  gtk_widget_measure (widget, GTK_ORIENTATION_VERTICAL, gtk_widget_get_width (widget), &height,
                      NULL, NULL, NULL);
  g_assert_cmpint (gtk_widget_get_height (widget), >=, height);
}

/* In a narrow window all of a long sentence is there to be read, with what is offered about it. */
static void
test_narrow (void)
{
  GtkWidget *overlay = adw_toast_overlay_new ();
  g_autoptr(DzToaster) toaster = dz_toaster_new ();
  GtkWindow *window;
  GtkWidget *label;
  GtkWidget *undo;

  adw_toast_overlay_set_child (ADW_TOAST_OVERLAY (overlay), gtk_label_new ("photo"));
  window = desk_display_present (overlay, 360, 400);
  dz_toaster_move_to (toaster, ADW_TOAST_OVERLAY (overlay));
  dz_toaster_offer (toaster, LONG_WORDS, "Undo", "review.undo", ADW_TOAST_PRIORITY_NORMAL);
  wait_said (overlay, LONG_WORDS);
  g_assert_cmpint (gtk_widget_get_width (overlay), ==, 360);
  label = desk_display_find_text (overlay, LONG_WORDS);
  dz_test_wait_for (has_room, label, SOON_S, "it is laid out");
  g_assert_false (pango_layout_is_ellipsized (gtk_label_get_layout (GTK_LABEL (label))));
  g_assert_cmpint (pango_layout_get_line_count (gtk_label_get_layout (GTK_LABEL (label))), >, 1);
  undo = desk_display_find_text (overlay, "Undo");
  assert_within (undo, overlay);
  assert_within (label, gtk_widget_get_ancestor (label, g_type_from_name ("AdwToastWidget")));
  gtk_window_destroy (window);
}

int
main (int    argc,
      char **argv)
{
  if (!desk_display_open (&argc, &argv))
    return 0;
  g_test_add_func ("/toaster/answer", test_answer);
  g_test_add_func ("/toaster/move", test_move);
  g_test_add_func ("/toaster/withdraw-early", test_withdraw_early);
  g_test_add_func ("/toaster/narrow", test_narrow);
  return g_test_run ();
}
