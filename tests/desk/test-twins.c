/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What is said of photos that are the same or look alike. */
#include "dz-twin-card.h"

#include "desk-display.h"
#include "dz-twin-text.h"

static DzTwin *
new_twin (DzTwinKind kind,
          gboolean   same_student)
{
  DzTwin *twin = dz_twin_new ();

  twin->submission = g_strdup ("0123456789abcdef0123456789abcdef");
  twin->kind = kind;
  twin->same_student = same_student;
  twin->name = g_strdup ("李四");
  twin->identifier = g_strdup ("202000032");
  return twin;
}

static void
assert_how (const DzTwin *twin,
            const char   *expected)
{
  g_autofree char *how = dz_twin_how (twin);

  g_assert_cmpstr (how, ==, expected);
}

static void
test_how (void)
{
  g_autoptr(DzTwin) twin = new_twin (DZ_TWIN_PIXELS, FALSE);

  assert_how (twin, "the same pixels in another file");
  twin->form = DZ_PDQ_FORM_MIRRORED;
  assert_how (twin, "mirrored · the same pixels in another file");
  twin->kind = DZ_TWIN_ALIKE;
  twin->form = DZ_PDQ_FORM_SAME;
  twin->distance = 12;
  assert_how (twin, "alike pictures, 12 of 256 bits differ");
  twin->by_face = TRUE;
  assert_how (twin, "alike faces, 12 of 256 bits differ");
  twin->kind = DZ_TWIN_BYTES;
  assert_how (twin, "the same file");
}

/* The very picture of somebody else is an alarm, and one that was rejected before. */
static void
test_title (void)
{
  g_autoptr(DzTwin) twin = new_twin (DZ_TWIN_BYTES, FALSE);
  g_autofree char *who = dz_twin_who (twin);
  g_autofree char *nobody = NULL;
  g_autofree char *self = NULL;

  g_assert_true (dz_twin_is_alarming (twin));
  g_assert_cmpstr (dz_twin_title (twin), ==, "The same picture as another student’s");
  g_assert_cmpstr (who, ==, "李四 202000032");
  twin->kind = DZ_TWIN_ALIKE;
  g_assert_false (dz_twin_is_alarming (twin));
  g_assert_cmpstr (dz_twin_title (twin), ==, "Looks like another student’s photo");
  g_clear_pointer (&twin->name, g_free);
  nobody = dz_twin_who (twin);
  g_assert_cmpstr (nobody, ==, "Another student");
  twin->same_student = TRUE;
  twin->refused = TRUE;
  twin->kind = DZ_TWIN_PIXELS;
  g_assert_true (dz_twin_is_alarming (twin));
  g_assert_cmpstr (dz_twin_title (twin), ==, "The same picture was rejected before");
  twin->kind = DZ_TWIN_ALIKE;
  g_assert_false (dz_twin_is_alarming (twin)); /* one taken anew in the same place is alike, too */
  twin->kind = DZ_TWIN_PIXELS;
  twin->refused = FALSE;
  g_assert_false (dz_twin_is_alarming (twin)); /* a photo that was never paid may come again */
  self = dz_twin_who (twin);
  g_assert_cmpstr (self, ==, "This student, an earlier attempt");
}

/* Of several, which one stands beside the photo. */
static void
test_among (void)
{
  g_autoptr(GPtrArray) twins = g_ptr_array_new_with_free_func ((GDestroyNotify) dz_twin_free);
  g_autofree char *alone = NULL;
  g_autofree char *second = NULL;

  g_ptr_array_add (twins, new_twin (DZ_TWIN_BYTES, FALSE));
  alone = dz_twin_how_among (twins, 0);
  g_assert_cmpstr (alone, ==, "the same file");
  g_ptr_array_add (twins, new_twin (DZ_TWIN_PIXELS, FALSE));
  second = dz_twin_how_among (twins, 1);
  g_assert_cmpstr (second, ==, "2 of 2 · the same pixels in another file");
}

static void
test_card (void)
{
  DzTwinCard *card = g_object_ref_sink (g_object_new (DZ_TYPE_TWIN_CARD, NULL));
  g_autoptr(GPtrArray) twins = g_ptr_array_new_with_free_func ((GDestroyNotify) dz_twin_free);
  GtkWidget *inner = gtk_widget_get_first_child (GTK_WIDGET (card));

  dz_twin_card_set_twins (card, twins);
  g_assert_false (gtk_widget_get_visible (GTK_WIDGET (card)));
  for (guint i = 0; i < 5; i++)
    g_ptr_array_add (twins, new_twin (DZ_TWIN_ALIKE, FALSE));
  dz_twin_card_set_twins (card, twins);
  g_assert_true (gtk_widget_get_visible (GTK_WIDGET (card)));
  g_assert_false (gtk_widget_has_css_class (inner, "dz-alarm"));
  g_assert_nonnull (desk_display_find_text (GTK_WIDGET (card), "李四 202000032"));
  g_assert_nonnull (desk_display_find_text (GTK_WIDGET (card), "and 2 more photos"));
  g_ptr_array_insert (twins, 0, new_twin (DZ_TWIN_PIXELS, FALSE));
  dz_twin_card_set_twins (card, twins);
  g_assert_true (gtk_widget_has_css_class (inner, "dz-alarm"));
  g_assert_nonnull (desk_display_find_text (GTK_WIDGET (card),
                                            "The same picture as another student’s"));
  g_ptr_array_set_size (twins, 0);
  dz_twin_card_set_twins (card, twins);
  g_assert_false (gtk_widget_get_visible (GTK_WIDGET (card)));
  g_assert_finalize_object (card);
}

int
main (int    argc,
      char **argv)
{
  if (!desk_display_open (&argc, &argv))
    return 0;
  g_test_add_func ("/twins/how", test_how);
  g_test_add_func ("/twins/title", test_title);
  g_test_add_func ("/twins/among", test_among);
  g_test_add_func ("/twins/card", test_card);
  return g_test_run ();
}
