/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A field of a form, on a real display: whatever stands in it is seen. */
#include "dz-form-field.h"

#include "desk-display.h"
#include "dz-test-wait.h"

#include <adwaita.h>

#define WAIT_S 20
#define LONG \
  "[The photo is {what} pixels, below {bound}|The photo has too few pixels]. Please upload a " \
  "larger original, as the camera or the studio made it, and not one that was sent as a message."

/* Its last letter lies within what it was given. */
static gboolean
is_all_seen (gpointer data)
{
  GtkWidget *view = desk_display_find (data, GTK_TYPE_TEXT_VIEW);
  GtkTextIter end;
  GdkRectangle place;

  if (!gtk_widget_get_mapped (view))
    return FALSE;
  gtk_text_buffer_get_end_iter (gtk_text_view_get_buffer (GTK_TEXT_VIEW (view)), &end);
  gtk_text_view_get_iter_location (GTK_TEXT_VIEW (view), &end, &place);
  return place.y > 0 && place.y + place.height <= gtk_widget_get_height (view);
}

/* Text that is put there before the field is seen, as that of a reason that is changed. */
static void
test_hidden_text (void)
{
  GtkWidget *field = g_object_new (DZ_TYPE_FORM_FIELD, "title", "Words", NULL);
  GtkWidget *stack = gtk_stack_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWindow *window;

  gtk_box_append (GTK_BOX (box), field);
  gtk_stack_add_named (GTK_STACK (stack), gtk_label_new ("A list"), "list");
  gtk_stack_add_named (GTK_STACK (stack), box, "form");
  window = desk_display_present (stack, 420, 400);
  dz_form_field_set_text (DZ_FORM_FIELD (field), LONG);
  gtk_stack_set_visible_child_name (GTK_STACK (stack), "form");
  dz_test_wait_for (is_all_seen, stack, WAIT_S, "all of the text is seen");
  gtk_window_destroy (window);
}

int
main (int    argc,
      char **argv)
{
  if (!desk_display_open (&argc, &argv))
    return 0;
  g_test_add_func ("/form-field/hidden-text", test_hidden_text);
  return g_test_run ();
}
