/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "dz-escalate-pane.h"

#include "desk-display.h"
#include "desk-samples.h"
#include "dz-escalation-card.h"

static GtkWindow *
open_pane (DzEscalatePane **pane)
{
  g_autoptr(DzItem) item = desk_sample_item ();
  GtkWindow *window;

  *pane = g_object_new (DZ_TYPE_ESCALATE_PANE, NULL);
  window = desk_display_present (GTK_WIDGET (*pane), 480, 640);
  dz_escalate_pane_open (*pane, item);
  return window;
}

static gboolean
can_send (DzEscalatePane *pane)
{
  GtkWidget *label = desk_display_find_text (GTK_WIDGET (pane), "Escalate");

  return gtk_widget_is_sensitive (gtk_widget_get_ancestor (label, GTK_TYPE_BUTTON));
}

static void
choose (DzEscalatePane *pane,
        guint           i)
{
  g_assert_true (gtk_widget_activate_action (GTK_WIDGET (pane), "escalate.choose", "u", i));
}

/* One reason is enough, another takes its place, and none says nothing. */
static void
test_choose (void)
{
  DzEscalatePane *pane;
  GtkWindow *window = open_pane (&pane);
  g_autoptr(DzEscalation) first = NULL;
  g_autoptr(DzEscalation) second = NULL;

  g_assert_false (can_send (pane));
  g_assert_null (dz_escalate_pane_dup_escalation (pane));
  g_assert_nonnull (desk_display_find_text (GTK_WIDGET (pane), "Choose a reason."));
  choose (pane, 0);
  g_assert_true (can_send (pane));
  first = dz_escalate_pane_dup_escalation (pane);
  g_assert_cmpstr (first->code, ==, "identity");
  g_assert_null (first->words);
  choose (pane, 1);
  second = dz_escalate_pane_dup_escalation (pane);
  g_assert_cmpstr (second->code, ==, "altered");
  gtk_window_destroy (window);
}

/* What has no name needs words, and the keyboard goes there. */
static void
test_other (void)
{
  DzEscalatePane *pane;
  GtkWindow *window = open_pane (&pane);
  GtkWidget *words = desk_display_find (GTK_WIDGET (pane), GTK_TYPE_ENTRY);
  g_autoptr(DzEscalation) escalation = NULL;
  guint n_codes;
  guint last;

  dz_escalation_codes_get (&n_codes);
  last = n_codes - 1;
  choose (pane, last);
  g_assert_false (can_send (pane));
  g_assert_true (gtk_widget_is_ancestor (gtk_window_get_focus (window), words));
  gtk_editable_set_text (GTK_EDITABLE (words), "  ");
  g_assert_false (can_send (pane));
  gtk_editable_set_text (GTK_EDITABLE (words), " 像是合影裁剪 ");
  g_assert_true (can_send (pane));
  escalation = dz_escalate_pane_dup_escalation (pane);
  g_assert_cmpstr (escalation->code, ==, "other");
  g_assert_cmpstr (escalation->words, ==, "像是合影裁剪");
  gtk_window_destroy (window);
}

static void
count_cb (guint *count)
{
  (*count)++;
}

static gboolean
press (GtkWidget *widget,
       guint      keyval)
{
  g_autoptr(GListModel) controllers = gtk_widget_observe_controllers (widget);
  gboolean handled = FALSE;

  for (guint i = 0; !handled && i < g_list_model_get_n_items (controllers); i++)
    {
      g_autoptr(GObject) controller = g_list_model_get_item (controllers, i);

      if (GTK_IS_EVENT_CONTROLLER_KEY (controller))
        g_signal_emit_by_name (controller, "key-pressed", keyval, 0, 0, &handled);
    }
  return handled;
}

/* Enter on a reason sends, but only once it says enough. */
static void
test_enter (void)
{
  DzEscalatePane *pane;
  GtkWindow *window = open_pane (&pane);
  GtkWidget *first = desk_display_find (GTK_WIDGET (pane), GTK_TYPE_CHECK_BUTTON);
  GtkWidget *reasons = gtk_widget_get_parent (first);
  guint n_sent = 0;

  g_signal_connect_swapped (pane, "send", G_CALLBACK (count_cb), &n_sent);
  g_assert_true (gtk_window_get_focus (window) == first);
  g_assert_true (press (reasons, GDK_KEY_Return));
  g_assert_cmpuint (n_sent, ==, 0);
  g_assert_false (press (reasons, GDK_KEY_space)); /* the button's own */
  choose (pane, 0);
  g_assert_true (press (reasons, GDK_KEY_KP_Enter));
  g_assert_cmpuint (n_sent, ==, 1);
  gtk_window_destroy (window);
}

/* The next photo begins with nothing chosen. */
static void
test_opens_empty (void)
{
  DzEscalatePane *pane;
  GtkWindow *window = open_pane (&pane);
  GtkWidget *words = desk_display_find (GTK_WIDGET (pane), GTK_TYPE_ENTRY);
  g_autoptr(DzItem) item = desk_sample_item ();

  choose (pane, 2);
  gtk_editable_set_text (GTK_EDITABLE (words), "残留");
  dz_escalate_pane_open (pane, item);
  g_assert_false (can_send (pane));
  g_assert_cmpstr (gtk_editable_get_text (GTK_EDITABLE (words)), ==, "");
  gtk_window_destroy (window);
}

static void
test_names (void)
{
  DzEscalatePane *pane;
  GtkWindow *window = open_pane (&pane);
  GtkWidget *first = desk_display_find (GTK_WIDGET (pane), GTK_TYPE_CHECK_BUTTON);

  gtk_test_accessible_assert_property (first, GTK_ACCESSIBLE_PROPERTY_LABEL,
                                       "This may be another person than the record says");
  gtk_test_accessible_assert_property (gtk_widget_get_parent (first),
                                       GTK_ACCESSIBLE_PROPERTY_LABEL,
                                       "Why a supervisor should look");
  g_assert_nonnull (desk_display_find_text (GTK_WIDGET (pane),
                                            "Leave the photo of 王梦梦 to a supervisor"));
  gtk_window_destroy (window);
}

/* What the supervisor reads, and who judges again what was reopened. */
static void
test_card (void)
{
  DzEscalationCard *card = g_object_ref_sink (g_object_new (DZ_TYPE_ESCALATION_CARD, NULL));
  g_autoptr(DzItem) item = desk_sample_item ();

  dz_escalation_card_set_escalation (card, item->escalation);
  g_assert_false (gtk_widget_get_visible (GTK_WIDGET (card)));
  item->escalation = dz_escalation_new ("identity", "像是她姐姐");
  item->escalation->by = g_strdup ("李审");
  item->escalation->at_us = G_GINT64_CONSTANT (1652147883000000);
  dz_escalation_card_set_escalation (card, item->escalation);
  g_assert_true (gtk_widget_get_visible (GTK_WIDGET (card)));
  g_assert_nonnull (desk_display_find_text (GTK_WIDGET (card),
                                            "李审 left this to a supervisor, 2022-05-10 09:58:03"));
  g_assert_nonnull (desk_display_find_text (GTK_WIDGET (card),
                                            "This may be another person than the record says"));
  g_assert_nonnull (desk_display_find_text (GTK_WIDGET (card), "像是她姐姐"));
  g_free (item->escalation->code);
  item->escalation->code = g_strdup ("from-the-future");
  dz_escalation_card_set_escalation (card, item->escalation);
  g_assert_nonnull (desk_display_find_text (GTK_WIDGET (card), "from-the-future"));
  dz_escalation_card_set_reopening (card, NULL);
  g_assert_false (gtk_widget_get_visible (GTK_WIDGET (card)));
  item->reopening = dz_reopening_new ("背景在范围之内", "魏主管", G_GINT64_CONSTANT (1652147883000000));
  dz_escalation_card_set_reopening (card, item->reopening);
  g_assert_true (gtk_widget_get_visible (GTK_WIDGET (card)));
  g_assert_nonnull (desk_display_find_text (GTK_WIDGET (card),
                                            "魏主管 took the decision back, 2022-05-10 09:58:03"));
  g_assert_nonnull (desk_display_find_text (GTK_WIDGET (card), "To be judged again"));
  g_assert_nonnull (desk_display_find_text (GTK_WIDGET (card), "背景在范围之内"));
  g_assert_finalize_object (card);
}

/* Where there is little room, as with large text, the rest scrolls and the buttons stay. */
static void
test_low (void)
{
  GtkWidget *pane = g_object_new (DZ_TYPE_ESCALATE_PANE, NULL);
  GtkWindow *window = desk_display_present (pane, 480, 240);

  g_assert_true (desk_display_shows (pane, "Cancel"));
  g_assert_true (desk_display_shows (pane, "Escalate"));
  gtk_window_destroy (window);
}

int
main (int    argc,
      char **argv)
{
  if (!desk_display_open (&argc, &argv))
    return 0;
  g_test_add_func ("/escalate-pane/choose", test_choose);
  g_test_add_func ("/escalate-pane/other", test_other);
  g_test_add_func ("/escalate-pane/enter", test_enter);
  g_test_add_func ("/escalate-pane/opens-empty", test_opens_empty);
  g_test_add_func ("/escalate-pane/names", test_names);
  g_test_add_func ("/escalate-pane/card", test_card);
  g_test_add_func ("/escalate-pane/low", test_low);
  return g_test_run ();
}
