/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The panes beside the photo: record, findings, earlier attempts. */
#include "dz-attempt-row.h"
#include "dz-finding-row.h"
#include "dz-facts-pane.h"
#include "dz-findings-fold.h"
#include "dz-findings-pane.h"
#include "dz-held-tray.h"
#include "dz-record-pane.h"
#include "dz-test-wait.h"

#include "desk-display.h"
#include "desk-samples.h"

#define LONG_S 20

static guint
count_rows (GtkWidget *root)
{
  guint n_rows = DZ_IS_FINDING_ROW (root) ? 1 : 0;
  GtkWidget *child = gtk_widget_get_first_child (root);

  for (; child != NULL; child = gtk_widget_get_next_sibling (child))
    n_rows += count_rows (child);
  return n_rows;
}

static GtkWindow *
open_judging (DzFindingsPane **pane,
              DzJudging       *judging)
{
  *pane = g_object_new (DZ_TYPE_FINDINGS_PANE, NULL);
  dz_findings_pane_set_judging (*pane, judging);
  return desk_display_present (GTK_WIDGET (*pane), 480, 400);
}

static GtkWindow *
open_findings (DzFindingsPane **pane,
               GPtrArray       *findings)
{
  g_autoptr(DzJudging) judging = desk_sample_judging (findings);

  return open_judging (pane, judging);
}

/* What failed stands first, with value and limit; what passed takes one line. */
static void
test_findings (void)
{
  g_autoptr(GPtrArray) findings = desk_sample_findings ();
  DzFindingsPane *pane;
  GtkWindow *window = open_findings (&pane, findings);
  GtkWidget *first = desk_display_find (GTK_WIDGET (pane), DZ_TYPE_FINDING_ROW);

  g_assert_cmpuint (count_rows (GTK_WIDGET (pane)), ==, 2);
  g_assert_nonnull (desk_display_find_text (first, "File size"));
  g_assert_nonnull (desk_display_find_text (first, "40.2 KB"));
  g_assert_nonnull (desk_display_find_text (first, "> 50 KB"));
  g_assert_true (gtk_widget_has_css_class (first, "dz-fail"));
  gtk_test_accessible_assert_property (GTK_ACCESSIBLE (first), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                       "Failed, File size, 40.2 KB, > 50 KB");
  g_assert_nonnull (desk_display_find_text (GTK_WIDGET (pane), "1 check passed"));
  g_assert_nonnull (desk_display_find_text (GTK_WIDGET (pane), "1 check for your eyes"));
  gtk_window_destroy (window);
}

/* A fold stays as it was left when the next photo comes. */
static void
test_fold (void)
{
  g_autoptr(DzJudging) judging = dz_judging_new ();
  g_autoptr(DzItem) item = desk_sample_item ();
  DzFindingsPane *pane;
  GtkWindow *window;
  GtkWidget *title;
  GtkWidget *button;
  GtkWidget *fold;

  dz_judging_set_item (judging, item);
  window = open_judging (&pane, judging);
  title = desk_display_find_text (GTK_WIDGET (pane), "1 check passed");
  button = gtk_widget_get_ancestor (title, GTK_TYPE_TOGGLE_BUTTON);
  fold = gtk_widget_get_ancestor (title, DZ_TYPE_FINDINGS_FOLD);
  g_assert_false (dz_findings_fold_get_expanded (DZ_FINDINGS_FOLD (fold)));
  gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (button), TRUE);
  g_assert_cmpuint (count_rows (fold), ==, 1);
  gtk_test_accessible_assert_state (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_STATE_EXPANDED, TRUE);
  dz_judging_set_item (judging, item);
  g_assert_true (dz_findings_fold_get_expanded (DZ_FINDINGS_FOLD (fold)));
  g_assert_cmpuint (count_rows (fold), ==, 1);
  gtk_window_destroy (window);
}

static void
test_no_findings (void)
{
  g_autoptr(GPtrArray) findings = dz_findings_new ();
  DzFindingsPane *pane;
  GtkWindow *window = open_findings (&pane, findings);

  g_assert_cmpuint (count_rows (GTK_WIDGET (pane)), ==, 0);
  gtk_window_destroy (window);
}

static void
test_record (void)
{
  g_autoptr(DzItem) item = desk_sample_item ();
  GtkWidget *pane = g_object_ref_sink (g_object_new (DZ_TYPE_RECORD_PANE, NULL));
  DzWaiver *waiver = dz_waiver_new ();
  GtkWidget *name;

  dz_record_pane_set_item (DZ_RECORD_PANE (pane), item);
  name = desk_display_find_text (pane, "王梦梦");
  g_assert_nonnull (name);
  g_assert_nonnull (desk_display_find_text (pane, "202000031"));
  g_assert_nonnull (desk_display_find_text (pane, "Attempt 2"));
  g_assert_nonnull (desk_display_find_text (pane, "ID number 1101**********0031"));
  waiver->rule = g_strdup ("EAR-01");
  waiver->reason = g_strdup ("医疗原因");
  waiver->granted_by = g_strdup ("李主任");
  waiver->granted_us = 1652147883000000;
  g_ptr_array_add (item->waivers, waiver);
  dz_record_pane_set_item (DZ_RECORD_PANE (pane), item);
  g_assert_nonnull (desk_display_find_text (
      pane, "Both ears · Waived: 医疗原因, by 李主任, 2022-05-10"));

  g_clear_pointer (&item->student->id_number, g_free);
  item->submission->attempt = 1;
  dz_record_pane_set_item (DZ_RECORD_PANE (pane), item);
  g_assert_null (desk_display_find_text (pane, "ID number 1101**********0031"));
  g_assert_nonnull (desk_display_find_text (pane, "Attempt 1"));
  g_assert_finalize_object (pane);
}

/* A window that is not the active one yet may want one more Tab, to begin with. Of the record only
 * the button takes one, which shows what is hidden. */
static void
tab_to (GtkWindow        *window,
        GtkWidget        *wanted,
        GtkDirectionType  direction)
{
  for (guint i = 0; i < 3 && gtk_window_get_focus (window) != wanted; i++)
    {
      g_assert_true (gtk_widget_child_focus (GTK_WIDGET (window), direction));
      g_assert_true (GTK_IS_BUTTON (gtk_window_get_focus (window)));
    }
  g_assert_true (gtk_window_get_focus (window) == wanted);
}

/* Tab goes on from the record: a name that can be selected once kept it there for ever. */
static void
test_record_tab (void)
{
  g_autoptr(DzItem) item = desk_sample_item ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *before = gtk_button_new_with_label ("before");
  GtkWidget *pane = g_object_new (DZ_TYPE_RECORD_PANE, NULL);
  GtkWidget *after = gtk_button_new_with_label ("after");
  GtkWindow *window;

  gtk_box_append (GTK_BOX (box), before);
  gtk_box_append (GTK_BOX (box), pane);
  gtk_box_append (GTK_BOX (box), after);
  dz_record_pane_set_item (DZ_RECORD_PANE (pane), item);
  window = desk_display_present (box, 480, 400);
  gtk_widget_grab_focus (before);
  tab_to (window, after, GTK_DIR_TAB_FORWARD);
  tab_to (window, before, GTK_DIR_TAB_BACKWARD);
  gtk_window_destroy (window);
}

static void
test_attempt (void)
{
  g_autoptr(DzItem) item = desk_sample_item ();
  g_autoptr(DzReasonList) reasons = dz_reason_list_new_builtin ();
  GtkWidget *row
      = g_object_ref_sink (dz_attempt_row_new (g_ptr_array_index (item->earlier, 0), reasons));

  g_assert_nonnull (desk_display_find_text (row, "Attempt 1"));
  g_assert_nonnull (desk_display_find_text (row, "2022-05-10 09:58"));
  g_assert_nonnull (
      desk_display_find_text (row, "Rejected: Background not uniform; Lips open or teeth show"));
  g_assert_finalize_object (row);
}

static gboolean
is_cut_off (GtkWidget  *root,
            const char *text)
{
  GtkWidget *label = desk_display_find_text (root, text);

  return pango_layout_is_ellipsized (gtk_label_get_layout (GTK_LABEL (label)));
}

/* Text twice as large takes more lines, and all of it can be read. */
static void
test_large_text (void)
{
  g_autoptr(GPtrArray) findings = desk_sample_findings ();
  g_autoptr(DzItem) item = desk_sample_item ();
  GtkWidget *record = g_object_new (DZ_TYPE_RECORD_PANE, NULL);
  DzFindingsPane *pane;
  GtkWindow *window;
  int minimum;

  dz_record_pane_set_item (DZ_RECORD_PANE (record), item);
  g_object_set (gtk_settings_get_default (), "gtk-xft-dpi", 2 * 96 * 1024, NULL);
  window = open_findings (&pane, findings);
  gtk_widget_measure (GTK_WIDGET (pane), GTK_ORIENTATION_HORIZONTAL, -1, &minimum, NULL, NULL,
                      NULL);
  g_assert_cmpint (minimum, <, 480);
  g_assert_false (is_cut_off (GTK_WIDGET (pane), "File size"));
  g_assert_false (is_cut_off (GTK_WIDGET (pane), "40.2 KB"));
  g_assert_false (is_cut_off (GTK_WIDGET (pane), "> 50 KB"));
  gtk_window_destroy (window);
  window = desk_display_present (record, 480, 400);
  g_assert_false (is_cut_off (record, "202000031"));
  g_assert_false (is_cut_off (record, "ID number 1101**********0031"));
  gtk_window_destroy (window);
  gtk_settings_reset_property (gtk_settings_get_default (), "gtk-xft-dpi");
}

static gboolean
tells_whole (GtkWidget  *root,
             const char *text)
{
  g_autoptr(GtkTooltip) tooltip = g_object_new (GTK_TYPE_TOOLTIP, NULL);
  gboolean told = FALSE;

  g_signal_emit_by_name (desk_display_find_text (root, text), "query-tooltip", 0, 0, FALSE, tooltip,
                         &told);
  return told;
}

/* Values stand below each other at the right, in all of the pane's width. */
static void
test_common_text (void)
{
  g_autoptr(GPtrArray) findings = desk_sample_findings ();
  DzFindingsPane *pane;
  GtkWindow *window = open_findings (&pane, findings);
  GtkWidget *name = desk_display_find_text (GTK_WIDGET (pane), "File size");
  GtkWidget *value = desk_display_find_text (GTK_WIDGET (pane), "40.2 KB");
  graphene_rect_t name_at;
  graphene_rect_t value_at;

  g_assert_true (gtk_widget_compute_bounds (name, GTK_WIDGET (pane), &name_at));
  g_assert_true (gtk_widget_compute_bounds (value, GTK_WIDGET (pane), &value_at));
  g_assert_cmpfloat_with_epsilon (name_at.origin.y, value_at.origin.y, 1);
  g_assert_cmpfloat (value_at.origin.x, >, 480 / 2);
  gtk_window_destroy (window);
}

/* A name may be cut off, and then the pointer has all of it. */
static void
test_long_name (void)
{
  const char *name = "阿卜杜热西提·阿卜杜如苏力麦麦提托合提亚森江";
  g_autoptr(DzItem) item = desk_sample_item ();
  GtkWidget *pane = g_object_new (DZ_TYPE_RECORD_PANE, NULL);
  GtkWindow *window;

  g_free (item->student->name);
  item->student->name = g_strdup (name);
  dz_record_pane_set_item (DZ_RECORD_PANE (pane), item);
  window = desk_display_present (pane, 340, 200);
  g_assert_true (is_cut_off (pane, name));
  g_assert_true (tells_whole (pane, name));
  g_assert_false (is_cut_off (pane, "202000031"));
  g_assert_false (tells_whole (pane, "202000031"));
  gtk_window_destroy (window);
}

static gboolean
has_place (gpointer widget)
{
  return gtk_widget_get_mapped (widget) && gtk_widget_get_height (widget) > 0;
}

/* Where nobody is judged, nobody's record is read or focused, and the room stays what it was. */
static void
test_clear (void)
{
  g_autoptr(DzItem) item = desk_sample_item ();
  g_autoptr(DzReasonList) reasons = dz_reason_list_new_builtin ();
  g_autoptr(DzJudging) judging = desk_sample_judging (item->submission->findings);
  DzFactsPane *pane = g_object_new (DZ_TYPE_FACTS_PANE, NULL);
  GtkWindow *window;
  GtkWidget *name;
  int wide;
  int empty;

  dz_facts_pane_set_judging (pane, judging);
  dz_facts_pane_clear (pane);
  window = desk_display_present (GTK_WIDGET (pane), 480, 400);
  dz_facts_pane_set_item (pane, item, reasons);
  name = desk_display_find_text (GTK_WIDGET (pane), "王梦梦");
  dz_test_wait_for (has_place, name, LONG_S, "the name is there");
  gtk_widget_measure (GTK_WIDGET (pane), GTK_ORIENTATION_HORIZONTAL, -1, &wide, NULL, NULL, NULL);
  dz_facts_pane_clear (pane);
  g_assert_false (gtk_widget_get_mapped (name));
  g_assert_false (gtk_widget_child_focus (GTK_WIDGET (pane), GTK_DIR_TAB_FORWARD));
  gtk_widget_measure (GTK_WIDGET (pane), GTK_ORIENTATION_HORIZONTAL, -1, &empty, NULL, NULL, NULL);
  g_assert_cmpint (empty, ==, wide);
  gtk_window_destroy (window);
}

/* A tray of nothing takes its room, and no key leads into it. */
static void
test_empty_tray (void)
{
  GtkWidget *tray = g_object_new (DZ_TYPE_HELD_TRAY, NULL);
  GtkWindow *window = desk_display_present (tray, 480, 100);
  int width;

  gtk_widget_measure (tray, GTK_ORIENTATION_HORIZONTAL, -1, &width, NULL, NULL, NULL);
  g_assert_cmpint (width, >, 100);
  g_assert_false (gtk_widget_get_mapped (desk_display_find (tray, GTK_TYPE_BUTTON)));
  g_assert_false (gtk_widget_child_focus (tray, GTK_DIR_TAB_FORWARD));
  gtk_window_destroy (window);
}

int
main (int    argc,
      char **argv)
{
  if (!desk_display_open (&argc, &argv))
    return 0;
  g_test_add_func ("/facts/findings", test_findings);
  g_test_add_func ("/facts/fold", test_fold);
  g_test_add_func ("/facts/no-findings", test_no_findings);
  g_test_add_func ("/facts/record", test_record);
  g_test_add_func ("/facts/record-tab", test_record_tab);
  g_test_add_func ("/facts/attempt", test_attempt);
  g_test_add_func ("/facts/large-text", test_large_text);
  g_test_add_func ("/facts/common-text", test_common_text);
  g_test_add_func ("/facts/long-name", test_long_name);
  g_test_add_func ("/facts/clear", test_clear);
  g_test_add_func ("/facts/empty-tray", test_empty_tray);
  return g_test_run ();
}
