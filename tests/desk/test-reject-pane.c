/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "dz-reject-pane.h"

#include "desk-display.h"
#include "desk-samples.h"
#include "dz-reason-row.h"
#include "dz-test-wait.h"

#include <string.h>

#define FIND "Type a word, or initials of pinyin"

static DzReasonRow *
row_at (DzRejectPane *pane,
        int           i)
{
  GtkWidget *list = desk_display_find (GTK_WIDGET (pane), GTK_TYPE_LIST_BOX);

  return DZ_REASON_ROW (gtk_list_box_get_row_at_index (GTK_LIST_BOX (list), i));
}

static gboolean
can_send (DzRejectPane *pane)
{
  GtkWidget *label = desk_display_find_text (GTK_WIDGET (pane), "Reject");

  return gtk_widget_is_sensitive (gtk_widget_get_ancestor (label, GTK_TYPE_BUTTON));
}

static GtkWindow *
open_pane (DzRejectPane **pane)
{
  g_autoptr(DzItem) item = desk_sample_item ();
  g_autoptr(DzReasonList) reasons = dz_reason_list_new_builtin ();
  GtkWindow *window;

  *pane = g_object_new (DZ_TYPE_REJECT_PANE, NULL);
  dz_reject_pane_set_reasons (*pane, reasons);
  window = desk_display_present (GTK_WIDGET (*pane), 480, 640);
  dz_reject_pane_open (*pane, item, item->submission->findings);
  return window;
}

static void
toggle (DzRejectPane *pane,
        guint         i)
{
  g_assert_true (gtk_widget_activate_action (GTK_WIDGET (pane), "reject.toggle", "u", i));
}

/* The failing rule's reason is chosen, can be dropped, and without any nothing can be sent. */
static void
test_choose (void)
{
  DzRejectPane *pane;
  GtkWindow *window = open_pane (&pane);
  g_autoptr(DzDecision) proposed = dz_reject_pane_dup_decision (pane);
  g_autoptr(DzDecision) changed = NULL;
  const char *const first[] = { "file-size", NULL };
  const char *const second[] = { "background-uneven", NULL };

  g_assert_cmpint (proposed->verdict, ==, DZ_VERDICT_REJECT);
  g_assert_cmpstrv (proposed->reasons, first);
  g_assert_null (proposed->note);
  g_assert_true (can_send (pane));
  toggle (pane, 0);
  g_assert_false (can_send (pane));
  toggle (pane, 1);
  g_assert_true (can_send (pane));
  changed = dz_reject_pane_dup_decision (pane);
  g_assert_cmpstrv (changed->reasons, second);
  gtk_window_destroy (window);
}

/* Whether the list answers the key itself. */
static gboolean
press_in_list (DzRejectPane *pane,
               guint         keyval)
{
  GtkWidget *list = desk_display_find (GTK_WIDGET (pane), GTK_TYPE_LIST_BOX);
  g_autoptr(GListModel) controllers = gtk_widget_observe_controllers (list);
  gboolean handled = FALSE;

  for (guint i = 0; !handled && i < g_list_model_get_n_items (controllers); i++)
    {
      g_autoptr(GObject) controller = g_list_model_get_item (controllers, i);

      if (GTK_IS_EVENT_CONTROLLER_KEY (controller))
        g_signal_emit_by_name (controller, "key-pressed", keyval, 0, 0, &handled);
    }
  return handled;
}

/* The notes can be reached without a mouse: by Tab from the list, not through all its rows. */
static void
test_tab (void)
{
  DzRejectPane *pane;
  GtkWindow *window = open_pane (&pane);
  GtkWidget *note = desk_display_find_text (GTK_WIDGET (pane), "Note to the student");
  GtkWidget *focus;

  g_assert_true (gtk_window_get_focus (window) == GTK_WIDGET (row_at (pane, 0)));
  g_assert_true (press_in_list (pane, GDK_KEY_Tab));
  focus = gtk_window_get_focus (window);
  g_assert_true (gtk_widget_is_ancestor (focus, note));
  gtk_widget_child_focus (GTK_WIDGET (window), GTK_DIR_TAB_BACKWARD);
  focus = gtk_window_get_focus (window);
  g_assert_true (DZ_IS_REASON_ROW (focus));
  gtk_widget_child_focus (GTK_WIDGET (window), GTK_DIR_TAB_BACKWARD);
  g_assert_true (gtk_window_get_focus (window) != focus);
  gtk_window_destroy (window);
}

/* The row that a number key chooses now. */
static DzReasonRow *
row_of_key (DzRejectPane *pane,
            const char   *key)
{
  DzReasonRow *row;

  for (int i = 0; (row = row_at (pane, i)) != NULL; i++)
    if (g_str_equal (dz_reason_row_get_key (row), key))
      return row;
  return NULL;
}

static const char *
code_of_key (DzRejectPane *pane,
             const char   *key)
{
  DzReasonRow *row = row_of_key (pane, key);

  return row != NULL ? dz_reason_row_get_choice (row)->reason->code : NULL;
}

static gboolean
finds_by_pinyin (gpointer user_data)
{
  return code_of_key (user_data, "3") != NULL;
}

/* Typing finds a reason by the initials of its pinyin, a number chooses it, and what is chosen
 * stays in sight whatever is typed next. */
static void
test_find (void)
{
  DzRejectPane *pane;
  GtkWindow *window = open_pane (&pane);
  GtkWidget *entry = desk_display_find_text (GTK_WIDGET (pane), FIND);
  g_autoptr(DzDecision) decision = NULL;
  const char *const codes[] = { "file-size", "background-uneven", NULL };

  gtk_editable_set_text (GTK_EDITABLE (entry), "bj");
  dz_test_wait_for (finds_by_pinyin, pane, 30, "reasons are spelt");
  g_assert_cmpstr (code_of_key (pane, "1"), ==, "file-size"); /* chosen, though not called that */
  g_assert_cmpstr (code_of_key (pane, "2"), ==, "background-uneven");
  g_assert_cmpstr (code_of_key (pane, "3"), ==, "background-colour");
  toggle (pane, 1);
  gtk_editable_set_text (GTK_EDITABLE (entry), "teeth");
  g_assert_cmpstr (code_of_key (pane, "1"), ==, "file-size");
  g_assert_cmpstr (code_of_key (pane, "2"), ==, "background-uneven");
  g_assert_cmpstr (code_of_key (pane, "3"), ==, "mouth");
  g_assert_null (code_of_key (pane, "4"));
  decision = dz_reject_pane_dup_decision (pane);
  g_assert_cmpstrv (decision->reasons, codes);
  gtk_window_destroy (window);
}

/* Whether the words that are looked for answer the key themselves. */
static gboolean
press_in_entry (GtkWidget *entry,
                guint      keyval)
{
  g_autoptr(GListModel) controllers = gtk_widget_observe_controllers (entry);
  gboolean handled = FALSE;

  for (guint i = 0; !handled && i < g_list_model_get_n_items (controllers); i++)
    {
      g_autoptr(GObject) controller = g_list_model_get_item (controllers, i);

      if (GTK_IS_EVENT_CONTROLLER_KEY (controller)
          && gtk_event_controller_get_propagation_phase (GTK_EVENT_CONTROLLER (controller))
             == GTK_PHASE_CAPTURE)
        g_signal_emit_by_name (controller, "key-pressed", keyval, 0, 0, &handled);
    }
  return handled;
}

/* Numbers choose while something is looked for; an input method that composes has them first. */
static void
test_numbers_in_entry (void)
{
  DzRejectPane *pane;
  GtkWindow *window = open_pane (&pane);
  GtkWidget *entry = desk_display_find_text (GTK_WIDGET (pane), FIND);
  GtkEditable *text = gtk_editable_get_delegate (GTK_EDITABLE (entry));
  DzReasonRow *second = row_at (pane, 1);

  g_assert_true (gtk_widget_activate_action (GTK_WIDGET (pane), "reject.find", NULL));
  g_assert_true (gtk_widget_is_ancestor (gtk_window_get_focus (window), entry));
  g_assert_true (press_in_entry (entry, GDK_KEY_2));
  g_assert_true (dz_reason_row_get_chosen (second));
  g_assert_true (press_in_entry (entry, GDK_KEY_KP_2));
  g_assert_false (dz_reason_row_get_chosen (second));
  g_signal_emit_by_name (text, "preedit-changed", "bei");
  g_assert_false (press_in_entry (entry, GDK_KEY_2));
  g_assert_false (press_in_entry (entry, GDK_KEY_Return));
  g_signal_emit_by_name (text, "preedit-changed", "");
  gtk_editable_set_text (GTK_EDITABLE (entry), "teeth");
  g_assert_true (press_in_entry (entry, GDK_KEY_Escape));
  g_assert_cmpstr (gtk_editable_get_text (GTK_EDITABLE (entry)), ==, "");
  g_assert_false (press_in_entry (entry, GDK_KEY_Escape)); /* the pane's: it cancels */
  gtk_window_destroy (window);
}

/* In a letter that is longer than its card, the reviewer sees what they write. */
static gboolean
shows_end (gpointer user_data)
{
  GtkWidget *phone = user_data;
  GtkAdjustment *adjustment
      = gtk_scrolled_window_get_vadjustment (GTK_SCROLLED_WINDOW (phone));
  double hidden = gtk_adjustment_get_upper (adjustment) - gtk_adjustment_get_page_size (adjustment);

  return hidden > 1 && gtk_adjustment_get_value (adjustment) > hidden - 1;
}

static gboolean
shows_beginning (gpointer user_data)
{
  GtkScrolledWindow *phone = user_data;

  return gtk_adjustment_get_value (gtk_scrolled_window_get_vadjustment (phone)) < 1;
}

static void
test_long_letter (void)
{
  DzRejectPane *pane;
  GtkWindow *window = open_pane (&pane);
  GtkWidget *note = desk_display_find_text (GTK_WIDGET (pane), "Note to the student");
  g_autofree char *letter = NULL;
  GtkWidget *phone;

  for (guint i = 1; i < 10; i++)
    toggle (pane, i);
  letter = dz_reject_pane_dup_letter (pane);
  phone = gtk_widget_get_ancestor (desk_display_find_text (GTK_WIDGET (pane), letter),
                                   GTK_TYPE_SCROLLED_WINDOW);
  gtk_editable_set_text (GTK_EDITABLE (note), "请到照相馆拍摄");
  dz_test_wait_for (shows_end, phone, 30, "the end of the letter");
  toggle (pane, 1);
  dz_test_wait_for (shows_beginning, phone, 30, "its beginning");
  gtk_window_destroy (window);
}

/* The student is told that no other photo may follow, and the decision says so. */
static void
test_final (void)
{
  DzRejectPane *pane;
  GtkWindow *window = open_pane (&pane);
  g_autoptr(DzDecision) before = dz_reject_pane_dup_decision (pane);
  g_autoptr(DzDecision) after = NULL;
  g_autofree char *letter = NULL;

  g_assert_true (before->retake);
  g_assert_true (gtk_widget_activate_action (GTK_WIDGET (pane), "reject.final", NULL));
  after = dz_reject_pane_dup_decision (pane);
  g_assert_false (after->retake);
  letter = dz_reject_pane_dup_letter (pane);
  g_assert_nonnull (strstr (letter, "不再接受"));
  g_assert_nonnull (desk_display_find_text (GTK_WIDGET (pane), letter));
  gtk_window_destroy (window);
}

/* Where time or attempts are over there is nothing to choose: it is said why, and the decision does
 * not forbid what a longer collection would allow. */
static void
test_retakes_over (void)
{
  DzRejectPane *pane;
  GtkWindow *window = open_pane (&pane);
  g_autoptr(DzItem) item = desk_sample_item ();
  GtkWidget *final = desk_display_find_text (GTK_WIDGET (pane), "Final refusal");
  GtkWidget *why = desk_display_find_text (GTK_WIDGET (pane),
                                           "No other photo can follow: the time for it is over, or "
                                           "the attempts are used up.");
  g_autoptr(DzDecision) decision = NULL;
  g_autofree char *letter = NULL;

  final = gtk_widget_get_ancestor (final, GTK_TYPE_CHECK_BUTTON);
  g_assert_false (gtk_widget_get_visible (why));
  item->submission->retakes_over = TRUE;
  dz_reject_pane_open (pane, item, item->submission->findings);
  g_assert_true (gtk_check_button_get_active (GTK_CHECK_BUTTON (final)));
  g_assert_false (gtk_widget_is_sensitive (final));
  g_assert_true (gtk_widget_get_visible (why));
  gtk_widget_activate_action (GTK_WIDGET (pane), "reject.final", NULL);
  g_assert_true (gtk_check_button_get_active (GTK_CHECK_BUTTON (final)));
  decision = dz_reject_pane_dup_decision (pane);
  g_assert_true (decision->retake);
  letter = dz_reject_pane_dup_letter (pane);
  g_assert_nonnull (strstr (letter, "次数已用完"));
  item->submission->retakes_over = FALSE;
  dz_reject_pane_open (pane, item, item->submission->findings);
  g_assert_false (gtk_check_button_get_active (GTK_CHECK_BUTTON (final)));
  g_assert_true (gtk_widget_is_sensitive (final));
  g_assert_false (gtk_widget_get_visible (why));
  gtk_window_destroy (window);
}

/* Other words of a supervisor come with the next photo, not in the middle of a sentence. */
static void
test_other_words (void)
{
  DzRejectPane *pane;
  GtkWindow *window = open_pane (&pane);
  g_autoptr(DzItem) item = desk_sample_item ();
  g_autoptr(DzReasonList) reasons = dz_reason_list_new_builtin ();
  DzReason *next = dz_reason_copy (dz_reason_list_find (reasons, "file-size"));
  g_autofree char *before = NULL;
  g_autofree char *after = NULL;
  g_autoptr(DzDecision) decision = NULL;

  ((DzReason *) dz_reason_list_find (reasons, "file-size"))->retired_us = 1;
  next->version = 2;
  g_free (next->zh);
  next->zh = g_strdup ("请上传原图。");
  dz_reason_list_add (reasons, next);
  dz_reject_pane_set_reasons (pane, reasons);
  before = dz_reject_pane_dup_letter (pane);
  g_assert_nonnull (strstr (before, "1. 照片文件大小为 40.2 KB"));
  dz_reject_pane_open (pane, item, item->submission->findings);
  after = dz_reject_pane_dup_letter (pane);
  g_assert_nonnull (strstr (after, "1. 请上传原图。"));
  decision = dz_reject_pane_dup_decision (pane);
  g_assert_cmpuint (decision->reason_versions[0], ==, 2);
  gtk_window_destroy (window);
}

/* "Other" says nothing by itself. */
static void
test_other_needs_note (void)
{
  DzRejectPane *pane;
  GtkWindow *window = open_pane (&pane);
  GtkWidget *note = desk_display_find_text (GTK_WIDGET (pane), "Note to the student");
  g_autoptr(DzDecision) decision = NULL;
  int last = 0;

  while (row_at (pane, last + 1) != NULL)
    last++;
  g_assert_cmpstr (dz_reason_row_get_choice (row_at (pane, last))->reason->code, ==, "other");
  toggle (pane, 0);
  dz_reason_row_toggle (row_at (pane, last));
  g_assert_false (can_send (pane));
  gtk_editable_set_text (GTK_EDITABLE (note), "  请摘下口罩  ");
  g_assert_true (can_send (pane));
  decision = dz_reject_pane_dup_decision (pane);
  g_assert_cmpstr (decision->note, ==, "请摘下口罩");
  gtk_window_destroy (window);
}

static void
test_letter (void)
{
  DzRejectPane *pane;
  GtkWindow *window = open_pane (&pane);
  GtkWidget *note = desk_display_find_text (GTK_WIDGET (pane), "Note to the student");
  GtkWidget *internal = desk_display_find_text (GTK_WIDGET (pane), "Note for staff only");
  g_autofree char *letter = NULL;

  gtk_editable_set_text (GTK_EDITABLE (note), "谢谢");
  gtk_editable_set_text (GTK_EDITABLE (internal), "内部");
  letter = dz_reject_pane_dup_letter (pane);
  g_assert_cmpstr (letter, ==,
                   "您的照片未通过审核，请按以下说明修改后重新上传：\n"
                   "1. 照片文件大小为 40.2 KB，要求大于 50 KB。请上传未经压缩的原图。\n"
                   "审核说明：谢谢");
  g_assert_nonnull (desk_display_find_text (GTK_WIDGET (pane), letter));
  gtk_window_destroy (window);
}

/* Opened for the next photo, nothing of the last one is left. */
static void
test_open_again (void)
{
  DzRejectPane *pane;
  GtkWindow *window = open_pane (&pane);
  g_autoptr(DzItem) clean = desk_sample_item ();
  g_autoptr(DzDecision) decision = NULL;
  GtkWidget *note = desk_display_find_text (GTK_WIDGET (pane), "Note to the student");

  gtk_editable_set_text (GTK_EDITABLE (note), "谢谢");
  g_ptr_array_set_size (clean->submission->findings, 0);
  dz_reject_pane_open (pane, clean, clean->submission->findings);
  decision = dz_reject_pane_dup_decision (pane);
  g_assert_cmpuint (g_strv_length (decision->reasons), ==, 0);
  g_assert_null (decision->note);
  g_assert_false (can_send (pane));
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
  DzRejectPane *pane;
  GtkWindow *window = open_pane (&pane);
  guint n_sent = 0;
  guint n_cancelled = 0;

  g_signal_connect_swapped (pane, "send", G_CALLBACK (count_cb), &n_sent);
  g_signal_connect_swapped (pane, "cancel", G_CALLBACK (count_cb), &n_cancelled);
  gtk_widget_activate_action (GTK_WIDGET (pane), "reject.cancel", NULL);
  gtk_widget_activate_action (GTK_WIDGET (pane), "reject.send", NULL);
  toggle (pane, 0);
  gtk_widget_activate_action (GTK_WIDGET (pane), "reject.send", NULL);
  g_assert_cmpuint (n_cancelled, ==, 1);
  g_assert_cmpuint (n_sent, ==, 1);
  gtk_window_destroy (window);
}

static void
test_accessible (void)
{
  DzRejectPane *pane;
  GtkWindow *window = open_pane (&pane);
  GtkAccessible *first = GTK_ACCESSIBLE (row_at (pane, 0));

  gtk_test_accessible_assert_role (first, GTK_ACCESSIBLE_ROLE_CHECKBOX);
  gtk_test_accessible_assert_property (first, GTK_ACCESSIBLE_PROPERTY_LABEL, "File too small");
  gtk_test_accessible_assert_state (first, GTK_ACCESSIBLE_STATE_CHECKED,
                                    GTK_ACCESSIBLE_TRISTATE_TRUE);
  toggle (pane, 0);
  gtk_test_accessible_assert_state (first, GTK_ACCESSIBLE_STATE_CHECKED,
                                    GTK_ACCESSIBLE_TRISTATE_FALSE);
  gtk_window_destroy (window);
}

static void
test_finalize (void)
{
  g_autoptr(DzItem) item = desk_sample_item ();
  GtkWidget *pane = g_object_ref_sink (g_object_new (DZ_TYPE_REJECT_PANE, NULL));

  dz_reject_pane_open (DZ_REJECT_PANE (pane), item, item->submission->findings);
  g_assert_finalize_object (pane);
}

/* Where there is little room, as with large text, the rest scrolls and the buttons stay. */
static void
test_low (void)
{
  GtkWidget *pane = g_object_new (DZ_TYPE_REJECT_PANE, NULL);
  GtkWindow *window = desk_display_present (pane, 480, 240);

  g_assert_true (desk_display_shows (pane, "Cancel"));
  g_assert_true (desk_display_shows (pane, "Reject"));
  gtk_window_destroy (window);
}

int
main (int    argc,
      char **argv)
{
  if (!desk_display_open (&argc, &argv))
    return 0;
  g_test_add_func ("/reject-pane/choose", test_choose);
  g_test_add_func ("/reject-pane/tab", test_tab);
  g_test_add_func ("/reject-pane/find", test_find);
  g_test_add_func ("/reject-pane/numbers-in-entry", test_numbers_in_entry);
  g_test_add_func ("/reject-pane/long-letter", test_long_letter);
  g_test_add_func ("/reject-pane/final", test_final);
  g_test_add_func ("/reject-pane/retakes-over", test_retakes_over);
  g_test_add_func ("/reject-pane/other-words", test_other_words);
  g_test_add_func ("/reject-pane/other-needs-note", test_other_needs_note);
  g_test_add_func ("/reject-pane/letter", test_letter);
  g_test_add_func ("/reject-pane/open-again", test_open_again);
  g_test_add_func ("/reject-pane/signals", test_signals);
  g_test_add_func ("/reject-pane/accessible", test_accessible);
  g_test_add_func ("/reject-pane/finalize", test_finalize);
  g_test_add_func ("/reject-pane/low", test_low);
  return g_test_run ();
}
