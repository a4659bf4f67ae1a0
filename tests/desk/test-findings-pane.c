/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Stepping through the findings. */
#include "dz-findings-pane.h"

#include "desk-display.h"
#include "desk-samples.h"
#include "dz-findings-fold.h"

static DzFindingsPane *
new_pane (DzJudging *judging)
{
  DzFindingsPane *pane = g_object_ref_sink (g_object_new (DZ_TYPE_FINDINGS_PANE, NULL));

  dz_findings_pane_set_judging (pane, judging);
  return pane;
}

static gboolean
is_open (DzFindingsPane *pane,
         const char     *title)
{
  GtkWidget *label = desk_display_find_text (GTK_WIDGET (pane), title);

  return dz_findings_fold_get_expanded (
      DZ_FINDINGS_FOLD (gtk_widget_get_ancestor (label, DZ_TYPE_FINDINGS_FOLD)));
}

static void
assert_step (DzFindingsPane *pane,
             int             by,
             const char     *rule)
{
  DzFindingRow *row;

  g_assert_true (dz_findings_pane_step (pane, by));
  g_assert_cmpstr (dz_findings_pane_get_current (pane), ==, rule);
  row = dz_findings_pane_get_current_row (pane);
  g_assert_true ((row != NULL) == (rule != NULL));
  if (row != NULL)
    {
      g_assert_cmpstr (dz_finding_row_get_rule (row), ==, rule);
      g_assert_true (gtk_widget_has_css_class (GTK_WIDGET (row), "dz-current"));
      gtk_test_accessible_assert_state (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_STATE_SELECTED, TRUE);
    }
}

/* From what failed through every fold, which opens for as long as the reviewer is in it. */
static void
test_step (void)
{
  g_autoptr(GPtrArray) findings = desk_sample_findings ();
  g_autoptr(DzJudging) judging = desk_sample_judging (findings);
  DzFindingsPane *pane = new_pane (judging);

  g_assert_false (dz_findings_pane_step (pane, -1));
  assert_step (pane, 1, "FILE-02");
  assert_step (pane, 1, "BG-02");
  g_assert_false (is_open (pane, "1 check for your eyes"));
  assert_step (pane, 1, "MOUTH-01");
  g_assert_true (is_open (pane, "1 check for your eyes"));
  assert_step (pane, 1, "FILE-07");
  g_assert_false (is_open (pane, "1 check for your eyes"));
  assert_step (pane, 1, "FILE-06");
  g_assert_false (dz_findings_pane_step (pane, 1));
  assert_step (pane, -1, "FILE-07");
  dz_findings_pane_leave (pane);
  g_assert_null (dz_findings_pane_get_current (pane));
  g_assert_false (is_open (pane, "1 note for staff"));
  assert_step (pane, 1, "FILE-02");
  assert_step (pane, -1, NULL);
  g_assert_finalize_object (pane);
}

/* What the reviewer has unfolded stays so after stepping through it. */
static void
test_unfolded (void)
{
  g_autoptr(GPtrArray) findings = desk_sample_findings ();
  g_autoptr(DzJudging) judging = desk_sample_judging (findings);
  DzFindingsPane *pane = new_pane (judging);
  GtkWidget *label = desk_display_find_text (GTK_WIDGET (pane), "1 check for your eyes");

  gtk_toggle_button_set_active (
      GTK_TOGGLE_BUTTON (gtk_widget_get_ancestor (label, GTK_TYPE_TOGGLE_BUTTON)), TRUE);
  for (guint i = 0; i < 4; i++)
    g_assert_true (dz_findings_pane_step (pane, 1));
  g_assert_true (is_open (pane, "1 check for your eyes"));
  g_assert_finalize_object (pane);
}

/* The same photo, judged anew, keeps the reviewer's place. */
static void
test_changed (void)
{
  g_autoptr(DzItem) item = desk_sample_item ();
  g_autoptr(DzJudging) judging = dz_judging_new ();
  DzFindingsPane *pane = new_pane (judging);

  dz_judging_set_item (judging, item);
  assert_step (pane, 1, "FILE-02");
  assert_step (pane, 1, "BG-02");
  dz_judging_set_item (judging, item);
  g_assert_cmpstr (dz_findings_pane_get_current (pane), ==, "BG-02");
  g_assert_true (gtk_widget_has_css_class (
      GTK_WIDGET (dz_findings_pane_get_current_row (pane)), "dz-current"));
  g_ptr_array_set_size (item->submission->findings, 1);
  dz_judging_set_item (judging, item);
  g_assert_null (dz_findings_pane_get_current (pane));
  g_assert_finalize_object (pane);
}

int
main (int    argc,
      char **argv)
{
  if (!desk_display_open (&argc, &argv))
    return 0;
  g_test_add_func ("/findings-pane/step", test_step);
  g_test_add_func ("/findings-pane/unfolded", test_unfolded);
  g_test_add_func ("/findings-pane/changed", test_changed);
  return g_test_run ();
}
