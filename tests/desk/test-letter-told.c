/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the reviewer was shown is what the student is told: a real photo goes through the real
 * service, is refused in the real pane, and the sealed message is read back. */
#include "dz-reject-pane.h"

#include <string.h>

#include "desk-display.h"
#include "dz-store-messages.h"
#include "twins-world.h"

static DzReasonList *
fetch_reasons (void)
{
  g_autoptr(JsonNode) answer = world_ask_staff ("GET", "/reasons", world.reviewer, NULL, 200);
  DzReasonList *reasons = dz_wire_reason_list_from_json (answer, NULL);

  g_assert_nonnull (reasons);
  return reasons;
}

static void
add_reason (void)
{
  g_autoptr(JsonNode) answer = world_ask_staff (
    "POST", "/reasons", world.supervisor,
    "{\"code\":\"mask\",\"rules\":\"MOUTH-01\",\"label_zh\":\"戴口罩\",\"label_en\":\"Mask\","
    "\"zh\":\"请摘下口罩后重拍。\",\"en\":\"Please take off the mask.\"}", 201);
}

/* Looks for the supervisor's reason, chooses it, and writes both notes. */
static void
compose (DzRejectPane *pane)
{
  GtkWidget *root = GTK_WIDGET (pane);
  GtkWidget *find = desk_display_find_text (root, "Type a word, or initials of pinyin");
  GtkWidget *note = desk_display_find_text (root, "Note to the student");
  GtkWidget *internal = desk_display_find_text (root, "Note for staff only");
  g_autoptr(DzDecision) proposed = dz_reject_pane_dup_decision (pane);

  g_assert_true (g_strv_contains ((const char *const *) proposed->reasons, "file-ratio"));
  gtk_editable_set_text (GTK_EDITABLE (find), "口罩");
  gtk_widget_activate_action (root, "reject.toggle", "u", g_strv_length (proposed->reasons));
  gtk_editable_set_text (GTK_EDITABLE (note), "  请到照相馆拍摄  ");
  gtk_editable_set_text (GTK_EDITABLE (internal), "内部备注");
  gtk_widget_activate_action (root, "reject.final", NULL);
}

static char *
read_message (const char *submission)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(DzStore) store = dz_store_open (world.data, &error);
  g_autoptr(GPtrArray) messages = NULL;

  g_assert_no_error (error);
  messages = dz_store_list_messages (store, 0, 100, &error);
  g_assert_no_error (error);
  for (guint i = 0; i < messages->len; i++)
    {
      const DzMessage *message = g_ptr_array_index (messages, i);

      if (g_str_equal (message->submission, submission))
        return g_strdup (message->text);
    }
  g_assert_not_reached ();
}

static void
test_told (void)
{
  g_autoptr(GBytes) photo = world_paint_too_wide (1);
  g_autofree char *submission = world_upload (0, photo, "in-review");
  g_autoptr(GPtrArray) items = world_lease (world.reviewer, "review");
  const DzItem *item = world_find_item (items, submission);
  DzRejectPane *pane = g_object_new (DZ_TYPE_REJECT_PANE, NULL);
  GtkWindow *window = desk_display_present (GTK_WIDGET (pane), 480, 640);
  g_autoptr(DzReasonList) reasons = NULL;
  g_autoptr(DzDecision) decision = NULL;
  g_autofree char *shown = NULL;
  g_autofree char *told = NULL;

  add_reason ();
  reasons = fetch_reasons ();
  dz_reject_pane_set_reasons (pane, reasons);
  dz_reject_pane_open (pane, item, item->submission->findings);
  compose (pane);
  shown = dz_reject_pane_dup_letter (pane);
  g_assert_nonnull (desk_display_find_text (GTK_WIDGET (pane), shown));
  decision = dz_reject_pane_dup_decision (pane);
  world_decide_as (item, decision);
  told = read_message (submission);
  g_test_message ("%s", told);
  g_assert_cmpstr (told, ==, shown);
  g_assert_true (g_str_has_prefix (told, "您的照片未通过审核，本次采集不再接受"));
  g_assert_nonnull (strstr (told, "照片宽高比不是 3:4"));
  g_assert_nonnull (strstr (told, "请摘下口罩后重拍。"));
  g_assert_true (g_str_has_suffix (told, "\n审核说明：请到照相馆拍摄"));
  g_assert_null (strstr (told, "内部"));
  gtk_window_destroy (window);
}

int
main (int    argc,
      char **argv)
{
  int status;

  if (!desk_display_open (&argc, &argv))
    return 0;
  g_test_add_func ("/letter/told", test_told);
  world_open ();
  status = g_test_run ();
  world_close ();
  return status;
}
