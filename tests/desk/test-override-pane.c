/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "dz-override-pane.h"

#include "desk-display.h"
#include "desk-samples.h"
#include "dz-finding-row.h"

static GtkWindow *
open_pane (DzOverridePane **pane)
{
  g_autoptr(DzItem) item = desk_sample_item ();
  g_autoptr(GPtrArray) failing = dz_findings_new ();
  g_autoptr(GPtrArray) warnings = dz_findings_new ();
  GtkWindow *window;

  g_ptr_array_add (failing,
                   desk_sample_finding ("POS-04", DZ_OUTCOME_FAIL, DZ_AUTHORITY_ASSIST, NULL));
  g_ptr_array_add (failing,
                   desk_sample_finding ("ORIG-05", DZ_OUTCOME_FAIL, DZ_AUTHORITY_ASSIST, NULL));
  g_ptr_array_add (warnings,
                   desk_sample_finding ("HEAD-01", DZ_OUTCOME_WARN, DZ_AUTHORITY_HUMAN, NULL));
  *pane = g_object_new (DZ_TYPE_OVERRIDE_PANE, NULL);
  window = desk_display_present (GTK_WIDGET (*pane), 480, 640);
  dz_override_pane_open (*pane, item, failing, warnings);
  return window;
}

static gboolean
can_send (DzOverridePane *pane)
{
  GtkWidget *label = desk_display_find_text (GTK_WIDGET (pane), "Approve");

  return gtk_widget_is_sensitive (gtk_widget_get_ancestor (label, GTK_TYPE_BUTTON));
}

static void
choose (DzOverridePane *pane,
        guint           number)
{
  g_assert_true (gtk_widget_activate_action (GTK_WIDGET (pane), "override.choose", "u",
                                             number - 1));
}

static const DzFindingRow *
find_current (GtkWidget *root)
{
  GtkWidget *child = gtk_widget_get_first_child (root);

  if (DZ_IS_FINDING_ROW (root))
    return gtk_widget_has_css_class (root, "dz-current") ? DZ_FINDING_ROW (root) : NULL;
  for (; child != NULL; child = gtk_widget_get_next_sibling (child))
    if (find_current (child) != NULL)
      return find_current (child);
  return NULL;
}

static void
assert_current (DzOverridePane *pane,
                const char     *rule)
{
  g_assert_cmpstr (
      dz_finding_row_get_rule ((DzFindingRow *) find_current (GTK_WIDGET (pane))), ==, rule);
}

/* A number for each rule, and it can be sent: the marked rule goes on by itself. */
static void
test_numbers (void)
{
  DzOverridePane *pane;
  GtkWindow *window = open_pane (&pane);
  g_autoptr(DzDecision) decision = NULL;

  g_assert_true (gtk_window_get_focus (window) == GTK_WIDGET (pane));
  g_assert_false (can_send (pane));
  assert_current (pane, "POS-04");
  choose (pane, 6);
  assert_current (pane, "ORIG-05");
  g_assert_false (can_send (pane));
  choose (pane, 6);
  assert_current (pane, "ORIG-05");
  g_assert_false (can_send (pane));
  choose (pane, 3);
  g_assert_true (can_send (pane));
  g_assert_nonnull (desk_display_find_text (GTK_WIDGET (pane), "For this photo: Agreed with the "
                                                               "school"));
  decision = dz_override_pane_dup_decision (pane);
  g_assert_cmpint (decision->verdict, ==, DZ_VERDICT_APPROVE);
  g_assert_cmpuint (decision->overrides->len, ==, 2);
  g_assert_true (dz_overrides_find (decision->overrides, "POS-04")->waiver);
  g_assert_cmpstr (dz_overrides_find (decision->overrides, "POS-04")->code, ==, "medical");
  g_assert_null (dz_overrides_find (decision->overrides, "POS-04")->reason);
  gtk_window_destroy (window);
}

static GtkWidget *
find_words (DzOverridePane *pane)
{
  return desk_display_find (GTK_WIDGET (pane), GTK_TYPE_ENTRY);
}

/* Own words are typed after their number; Enter takes them, and the pane has the keyboard again. */
static void
test_words (void)
{
  DzOverridePane *pane;
  GtkWindow *window = open_pane (&pane);
  GtkWidget *words = find_words (pane);
  g_autoptr(DzDecision) decision = NULL;

  choose (pane, 8);
  g_assert_true (gtk_widget_is_ancestor (gtk_window_get_focus (window), words));
  gtk_editable_set_text (GTK_EDITABLE (words), "脊柱侧弯");
  g_signal_emit_by_name (words, "activate");
  g_assert_true (gtk_window_get_focus (window) == GTK_WIDGET (pane));
  assert_current (pane, "ORIG-05");
  g_assert_cmpstr (gtk_editable_get_text (GTK_EDITABLE (words)), ==, "");
  choose (pane, 4);
  gtk_editable_set_text (GTK_EDITABLE (words), "孪生兄弟");
  g_signal_emit_by_name (words, "activate");
  g_assert_true (can_send (pane));
  decision = dz_override_pane_dup_decision (pane);
  g_assert_true (dz_overrides_find (decision->overrides, "POS-04")->waiver);
  g_assert_cmpstr (dz_overrides_find (decision->overrides, "ORIG-05")->reason, ==, "孪生兄弟");
  g_assert_false (dz_overrides_find (decision->overrides, "ORIG-05")->waiver);
  gtk_window_destroy (window);
}

/* A warning is reached by the arrows, and only a reason about the student fits it. */
static void
test_warning (void)
{
  DzOverridePane *pane;
  GtkWindow *window = open_pane (&pane);
  g_autoptr(DzDecision) decision = NULL;

  gtk_widget_activate_action (GTK_WIDGET (pane), "override.step", "i", -1);
  assert_current (pane, "POS-04");
  gtk_widget_activate_action (GTK_WIDGET (pane), "override.step", "i", 1);
  gtk_widget_activate_action (GTK_WIDGET (pane), "override.step", "i", 1);
  assert_current (pane, "HEAD-01");
  choose (pane, 1);
  decision = dz_override_pane_dup_decision (pane);
  g_assert_cmpuint (decision->overrides->len, ==, 0);
  choose (pane, 5);
  g_clear_pointer (&decision, dz_decision_free);
  decision = dz_override_pane_dup_decision (pane);
  g_assert_cmpstr (dz_overrides_find (decision->overrides, "HEAD-01")->code, ==, "religious");
  gtk_window_destroy (window);
}

static void
count_cb (guint *count)
{
  (*count)++;
}

static void
test_signals (void)
{
  DzOverridePane *pane;
  GtkWindow *window = open_pane (&pane);
  guint n_sent = 0;
  guint n_cancelled = 0;

  g_signal_connect_swapped (pane, "send", G_CALLBACK (count_cb), &n_sent);
  g_signal_connect_swapped (pane, "cancel", G_CALLBACK (count_cb), &n_cancelled);
  gtk_widget_activate_action (GTK_WIDGET (pane), "override.send", NULL);
  gtk_widget_activate_action (GTK_WIDGET (pane), "override.cancel", NULL);
  choose (pane, 1);
  choose (pane, 1);
  gtk_widget_activate_action (GTK_WIDGET (pane), "override.send", NULL);
  g_assert_cmpuint (n_sent, ==, 1);
  g_assert_cmpuint (n_cancelled, ==, 1);
  gtk_window_destroy (window);
}

/* Each rule that is marked, by a number or an arrow, is looked for on the photo. */
static void
test_marked (void)
{
  DzOverridePane *pane = g_object_ref_sink (g_object_new (DZ_TYPE_OVERRIDE_PANE, NULL));
  GtkWindow *window;
  guint n_marked = 0;

  g_assert_null (dz_override_pane_get_rule (pane));
  g_object_unref (pane);
  window = open_pane (&pane);
  g_assert_cmpstr (dz_override_pane_get_rule (pane), ==, "POS-04");
  g_signal_connect_swapped (pane, "marked", G_CALLBACK (count_cb), &n_marked);
  choose (pane, 6);
  g_assert_cmpuint (n_marked, ==, 1);
  g_assert_cmpstr (dz_override_pane_get_rule (pane), ==, "ORIG-05");
  gtk_widget_activate_action (GTK_WIDGET (pane), "override.step", "i", 1);
  g_assert_cmpuint (n_marked, ==, 2);
  g_assert_cmpstr (dz_override_pane_get_rule (pane), ==, "HEAD-01");
  gtk_window_destroy (window);
}

static void
test_accessible (void)
{
  DzOverridePane *pane;
  GtkWindow *window = open_pane (&pane);

  gtk_test_accessible_assert_property (GTK_ACCESSIBLE (pane), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                       "Failed, Head height, Choose why the photo is good all the "
                                       "same.");
  gtk_test_accessible_assert_property (GTK_ACCESSIBLE (find_words (pane)),
                                       GTK_ACCESSIBLE_PROPERTY_LABEL,
                                       "Another reason, for this photo");
  gtk_window_destroy (window);
}

static void
test_finalize (void)
{
  GtkWidget *pane = g_object_ref_sink (g_object_new (DZ_TYPE_OVERRIDE_PANE, NULL));

  g_assert_finalize_object (pane);
}

/* Where there is little room, as with large text, the rest scrolls and the buttons stay. */
static void
test_low (void)
{
  GtkWidget *pane = g_object_new (DZ_TYPE_OVERRIDE_PANE, NULL);
  GtkWindow *window = desk_display_present (pane, 480, 240);

  g_assert_true (desk_display_shows (pane, "Cancel"));
  g_assert_true (desk_display_shows (pane, "Approve"));
  gtk_window_destroy (window);
}

int
main (int    argc,
      char **argv)
{
  if (!desk_display_open (&argc, &argv))
    return 0;
  g_test_add_func ("/override-pane/numbers", test_numbers);
  g_test_add_func ("/override-pane/words", test_words);
  g_test_add_func ("/override-pane/warning", test_warning);
  g_test_add_func ("/override-pane/signals", test_signals);
  g_test_add_func ("/override-pane/marked", test_marked);
  g_test_add_func ("/override-pane/accessible", test_accessible);
  g_test_add_func ("/override-pane/finalize", test_finalize);
  g_test_add_func ("/override-pane/low", test_low);
  return g_test_run ();
}
