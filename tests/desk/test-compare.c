/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The real window and real keys, on a real service with the sample school: a photo that comes again
 * beside the one that was rejected, and in its place; photos of others; the same photo again. */
#include "desk-window.h"

#include "desk-display.h"
#include "desk-keys.h"
#include "dz-queue-strip.h"
#include "dz-record-pane.h"
#include "dz-reject-pane.h"
#include "dz-test-school.h"
#include "dz-test-service.h"
#include "dz-test-wait.h"
#include "dz-twin-view.h"

#define LONG_S 120
#define TITLE "Photos compared"
#define OTHER_TITLE "Another window"

/* One for all tests: seeding takes seconds. */
static DeskWindow desk;
static DzTestSchool *school;
static DzTestService *service;
static DzTwinView *beside; /* unowned, in the window */

/* ---- opening ---- */

static void
open_all (void)
{
  school = dz_test_school_new ();
  service = dz_test_service_start (school->data, NULL, NULL);
  desk_window_open (&desk, service->staff_url, NULL);
  beside = DZ_TWIN_VIEW (desk_display_find (desk.page, DZ_TYPE_TWIN_VIEW));
  desk_window_sign_in (&desk, school->reviewer, school->password);
  desk_window_wait_readable (&desk);
  desk_window_wait_reserve (&desk);
  desk_window_take_keyboard (&desk, TITLE);
}

static void
close_all (void)
{
  desk_window_close (&desk);
  dz_test_service_stop (service);
  dz_test_service_free (service);
  dz_test_school_free (school);
}

/* ---- photos ---- */

static gboolean
shows (gpointer identifier)
{
  return g_strcmp0 (desk_window_find_named (&desk), identifier) == 0
         && desk_window_is_readable (&desk);
}

/* Goes to the first photo of the queue that fits. */
static const DzItem *
go_to (DeskItemTest fits)
{
  GtkWidget *strip = desk_display_find (desk.page, DZ_TYPE_QUEUE_STRIP);

  for (guint i = 0; i < desk_window_count_queue (&desk); i++)
    {
      g_autoptr(DzQueueItem) queued = g_list_model_get_item (desk_window_get_queue (&desk), i);
      const DzItem *item = dz_queue_item_get_item (queued);

      if (!fits (item))
        continue;
      g_signal_emit_by_name (strip, "chosen", queued);
      dz_test_wait_for (shows, item->student->identifier, LONG_S, "the photo is seen");
      return item;
    }
  g_assert_not_reached ();
}

static gboolean
gives (const DzItem *item,
       const char   *reason)
{
  const DzSubmission *returned = dz_item_find_returned (item);

  return returned != NULL && returned->decision != NULL
         && g_strv_contains ((const char *const *) returned->decision->reasons, reason);
}

static gboolean
had_shut_eyes (const DzItem *item)
{
  return gives (item, "eyes");
}

static gboolean
is_of_another (const DzItem *item)
{
  return item->twins->len > 0
         && !((const DzTwin *) g_ptr_array_index (item->twins, 0))->same_student;
}

static gboolean
is_first_with_admission (const DzItem *item)
{
  return item->admission != NULL && item->earlier->len == 0 && item->twins->len == 0;
}

static gboolean
is_second_with_admission (const DzItem *item)
{
  return item->admission != NULL && item->earlier->len > 0;
}

static gboolean
has_no_admission (const DzItem *item)
{
  return item->admission == NULL && item->earlier->len == 0 && item->twins->len == 0;
}

static gboolean
comes_again (const DzItem *item)
{
  const DzFinding *wall = dz_findings_find (item->submission->findings, "BG-01");

  return gives (item, "background-colour") && item->twins->len > 0
         && wall->outcome == DZ_OUTCOME_FAIL;
}

/* ---- looking ---- */

static gboolean
has_beside (gpointer data)
{
  return gtk_widget_get_mapped (GTK_WIDGET (beside))
         && dz_photo_view_get_texture (dz_twin_view_get_photo (beside)) != NULL
         && ABS (gtk_widget_get_width (GTK_WIDGET (desk.photo))
                 - gtk_widget_get_width (GTK_WIDGET (dz_twin_view_get_photo (beside)))) <= 1;
}

static gboolean
has_nothing_beside (gpointer data)
{
  return !gtk_widget_get_visible (GTK_WIDGET (beside));
}

static gboolean
is_laid_over (gpointer data)
{
  return dz_photo_view_is_laid_over (desk.photo);
}

static gboolean
is_back (gpointer data)
{
  return !is_laid_over (NULL) && desk_window_is_readable (&desk);
}

static gboolean
has_zoom (gpointer zoom)
{
  return dz_photo_view_get_viewport (desk.photo)->zoom == (DzZoom) GPOINTER_TO_INT (zoom);
}

static gboolean
is_rejecting (gpointer data)
{
  return gtk_widget_get_mapped (desk_display_find (desk.page, DZ_TYPE_REJECT_PANE));
}

/* Where the eyes stand in a view, and how large the face is; FALSE where nobody measured that. */
static gboolean
find_eyes (DzPhotoView         *view,
           const DzMeasurement *measurement,
           graphene_rect_t     *eyes)
{
  graphene_rect_t bounds = dz_photo_view_find_bounds (view);
  DzPhotoAnchor anchor;
  float scale;

  if (measurement == NULL || !dz_photo_anchor_measure (&anchor, measurement, NULL)
      || anchor.guessed)
    return FALSE;
  scale = bounds.size.width / (float) anchor.width;
  *eyes = GRAPHENE_RECT_INIT (bounds.origin.x + (float) anchor.x * scale,
                              bounds.origin.y + (float) anchor.y * scale,
                              (float) anchor.unit * scale, 0);
  return TRUE;
}

static void
assert_linked_to (const DzItem        *item,
                  const DzMeasurement *face)
{
  graphene_rect_t mine;
  graphene_rect_t other;

  if (!find_eyes (desk.photo, item->measurement, &mine)
      || !find_eyes (dz_twin_view_get_photo (beside), face, &other))
    {
      g_test_message ("no face was found on one of the photos");
      return;
    }
  g_assert_cmpfloat_with_epsilon (mine.origin.x, other.origin.x, 1.5);
  g_assert_cmpfloat_with_epsilon (mine.origin.y, other.origin.y, 1.5);
  g_assert_cmpfloat_with_epsilon (mine.size.width, other.size.width, 1.5);
}

static void
assert_linked (const DzItem *item)
{
  assert_linked_to (item, dz_item_find_face (item, dz_item_find_returned (item)->id));
}

/* ---- tests ---- */

/* C shows the photo that went back, with the reasons ticked off or not; keys and pointer move both;
 * C again shows the photo alone. */
static void
test_beside (void)
{
  const DzItem *item = go_to (had_shut_eyes);
  DzPhotoView *other = dz_twin_view_get_photo (beside);

  g_assert_nonnull (desk_display_find_text (desk.page, "Attempt 1: Rejected"));
  g_assert_nonnull (desk_display_find_text (desk.page, "Eyes shut or looking away"));
  desk_keys_send ("c");
  dz_test_wait_for (has_beside, NULL, LONG_S, "the earlier photo stands beside it");
  desk_keys_send ("2");
  dz_test_wait_for (has_zoom, GINT_TO_POINTER (DZ_ZOOM_FACE), LONG_S, "the face fills the view");
  assert_linked (item);
  desk_keys_send ("shift+Right");
  dz_test_wait_for (has_zoom, GINT_TO_POINTER (DZ_ZOOM_FREE), LONG_S, "it has moved");
  assert_linked (item);
  dz_photo_view_zoom_by (other, 1.2, 40, 60); /* as the wheel does */
  g_assert_true (has_zoom (GINT_TO_POINTER (DZ_ZOOM_FREE)));
  assert_linked (item);
  desk_keys_send ("1");
  dz_test_wait_for (has_zoom, GINT_TO_POINTER (DZ_ZOOM_FIT), LONG_S, "all is seen");
  g_assert_cmpint (dz_photo_view_get_viewport (other)->zoom, ==, DZ_ZOOM_FIT);
  desk_keys_send ("c");
  dz_test_wait_for (has_nothing_beside, NULL, LONG_S, "it stands alone again");
}

/* While Space is held the earlier photo stands in its place, and no key judges; when it is let go,
 * or another window has the keyboard, the present photo is back and has to be seen anew. */
static void
test_blink (void)
{
  GListModel *held = dz_sync_get_held (desk_window_get_sync (&desk));
  guint n_items;
  GtkWidget *window;

  go_to (had_shut_eyes);
  n_items = desk_window_count_queue (&desk);
  desk_keys_hold ("space");
  dz_test_wait_for (is_laid_over, NULL, LONG_S, "the earlier photo is in its place");
  g_assert_cmpuint (dz_photo_view_get_shown_ms (desk.photo), ==, 0);
  desk_keys_send ("a");
  desk_keys_send ("r");
  desk_keys_let_go ("space");
  dz_test_wait_for (is_back, NULL, LONG_S, "the present photo is back");
  g_assert_false (is_rejecting (NULL));
  g_assert_cmpuint (desk_window_count_queue (&desk), ==, n_items);
  g_assert_cmpuint (g_list_model_get_n_items (held), ==, 0);

  window = GTK_WIDGET (desk_display_present (gtk_label_new ("x"), 100, 100));
  gtk_window_set_title (GTK_WINDOW (window), OTHER_TITLE);
  desk_keys_focus (GTK_WINDOW (desk.window));
  desk_keys_hold ("space");
  dz_test_wait_for (is_laid_over, NULL, LONG_S, "the earlier photo is in its place");
  desk_keys_focus (GTK_WINDOW (window));
  dz_test_wait_for (is_back, NULL, LONG_S, "the present photo is back");
  desk_keys_let_go ("space");
  gtk_window_destroy (GTK_WINDOW (window));
  desk_keys_focus (GTK_WINDOW (desk.window));
}

/* The photo of another student that looks alike, likewise. */
static void
test_doubles (void)
{
  const DzItem *item = go_to (is_of_another);
  const DzTwin *twin = g_ptr_array_index (item->twins, 0);
  g_autofree char *who = g_strdup_printf ("%s %s", twin->name, twin->identifier);

  desk_keys_send ("d");
  dz_test_wait_for (has_beside, NULL, LONG_S, "the other student's photo stands beside it");
  g_assert_nonnull (desk_display_find_text (GTK_WIDGET (beside), who));
  desk_keys_send ("3");
  dz_test_wait_for (has_zoom, GINT_TO_POINTER (DZ_ZOOM_EYES), LONG_S, "the eyes fill the view");
  g_assert_true (dz_photo_view_get_viewport (dz_twin_view_get_photo (beside))->loose);
  desk_keys_hold ("space");
  dz_test_wait_for (is_laid_over, NULL, LONG_S, "it is in its place");
  desk_keys_let_go ("space");
  dz_test_wait_for (is_back, NULL, LONG_S, "the present photo is back");
  desk_keys_send ("1");
  desk_keys_send ("Escape");
  dz_test_wait_for (has_nothing_beside, NULL, LONG_S, "it stands alone again");
}

/* What was rejected and comes again as it was says so over the photo, and proposes the reason. */
static void
test_again (void)
{
  const char *sentence = "Looks like a photo that was rejected before";
  GtkWidget *pane = desk_display_find (desk.page, DZ_TYPE_REJECT_PANE);
  g_autoptr(DzDecision) draft = NULL;

  go_to (comes_again);
  g_assert_true (desk_display_says (GTK_WIDGET (desk.photo), sentence));
  g_assert_nonnull (desk_display_find_text (desk.page, "Still failing"));
  desk_keys_send ("r");
  dz_test_wait_for (is_rejecting, NULL, LONG_S, "it is being rejected");
  draft = dz_reject_pane_dup_decision (DZ_REJECT_PANE (pane));
  g_assert_true (g_strv_contains ((const char *const *) draft->reasons, "returned-before"));
  g_assert_true (g_strv_contains ((const char *const *) draft->reasons, "background-colour"));
  gtk_widget_activate_action (pane, "reject.cancel", NULL);
  go_to (is_of_another); /* its alarm does not stay */
  g_assert_null (desk_display_find_text (GTK_WIDGET (desk.photo), sentence));
}

static gboolean
has_named_beside (gpointer text)
{
  return has_beside (NULL) && desk_display_says (GTK_WIDGET (beside), text);
}

static gboolean
has_attempt_beside (gpointer data)
{
  return has_beside (NULL) && !has_named_beside ((gpointer) "Admission photo");
}

static gboolean
is_offered (void)
{
  return desk_display_says (desk_display_find (desk.page, DZ_TYPE_RECORD_PANE), "Admission photo");
}

static gboolean
says (gpointer sentence)
{
  return desk_display_says (desk.page, sentence);
}

/* The photo that the student was admitted with stands beside the first one that they send, moves
 * with it, and stands in its place while Space is held. */
static void
test_admission (void)
{
  const DzItem *item = go_to (is_first_with_admission);

  g_assert_true (is_offered ());
  desk_keys_send ("c");
  dz_test_wait_for (has_named_beside, "Admission photo", LONG_S, "it stands beside the photo");
  desk_keys_send ("2");
  dz_test_wait_for (has_zoom, GINT_TO_POINTER (DZ_ZOOM_FACE), LONG_S, "the face fills the view");
  assert_linked_to (item, item->admission->face);
  desk_keys_send ("1");
  dz_test_wait_for (has_zoom, GINT_TO_POINTER (DZ_ZOOM_FIT), LONG_S, "all is seen");
  desk_keys_hold ("space");
  dz_test_wait_for (is_laid_over, NULL, LONG_S, "it is in its place");
  desk_keys_let_go ("space");
  dz_test_wait_for (is_back, NULL, LONG_S, "the present photo is back");
  desk_keys_send ("c");
  dz_test_wait_for (has_nothing_beside, NULL, LONG_S, "it stands alone again");
  desk_keys_hold ("space");
  dz_test_wait_for (is_laid_over, NULL, LONG_S, "it is in its place without being beside it");
  desk_keys_let_go ("space");
  dz_test_wait_for (is_back, NULL, LONG_S, "the present photo is back");
  item = go_to (has_no_admission);
  g_assert_false (is_offered ());
  desk_keys_send ("p");
  dz_test_wait_for (says, "The school brought no photo that this student was admitted with.",
                    LONG_S, "the key says that there is none");
}

/* After the first attempt comes the admission photo, and then the last attempt again; its own key
 * goes there at once. */
static void
test_all_own (void)
{
  go_to (is_second_with_admission);
  desk_keys_send ("c");
  dz_test_wait_for (has_beside, NULL, LONG_S, "the earlier photo stands beside it");
  g_assert_true (has_attempt_beside (NULL));
  desk_keys_send ("shift+c");
  dz_test_wait_for (has_named_beside, "Admission photo", LONG_S, "the admission photo is next");
  desk_keys_send ("shift+c");
  dz_test_wait_for (has_attempt_beside, NULL, LONG_S, "the attempt is next again");
  desk_keys_send ("p");
  dz_test_wait_for (has_named_beside, "Admission photo", LONG_S, "the admission photo is back");
  desk_keys_send ("p");
  dz_test_wait_for (has_nothing_beside, NULL, LONG_S, "it stands alone again");
}

static gboolean
tells_attempt (gpointer title)
{
  return desk_display_find_text (desk.page, title) != NULL;
}

/* As a school has it that takes three; no other is told. */
static void
add_older_attempt (DzItem *item)
{
  DzSubmission *older = dz_submission_copy (g_ptr_array_index (item->earlier, 0));

  older->attempt = 7;
  g_ptr_array_add (item->earlier, older);
}

/* The reasons that are ticked off are those of the attempt beside the photo, and those of the last
 * one as soon as another photo stands there, or none. */
static void
test_reasons (void)
{
  add_older_attempt ((DzItem *) go_to (is_second_with_admission));
  desk_keys_send ("c");
  dz_test_wait_for (has_attempt_beside, NULL, LONG_S, "the earlier photo stands beside it");
  g_assert_true (tells_attempt ("Attempt 1: Rejected"));
  for (guint i = 0; i < 2; i++)
    {
      desk_keys_send ("shift+c");
      dz_test_wait_for (tells_attempt, "Attempt 7: Rejected", LONG_S, "the attempt before that");
      desk_keys_send (i == 0 ? "shift+c" : "c");
      dz_test_wait_for (i == 0 ? has_named_beside : has_nothing_beside, "Admission photo", LONG_S,
                        "the admission photo, and in the end nothing beside it");
      g_assert_false (tells_attempt ("Attempt 7: Rejected"));
      g_assert_true (tells_attempt ("Attempt 1: Rejected"));
      if (i == 0)
        desk_keys_send ("shift+c");
    }
}

int
main (int    argc,
      char **argv)
{
  g_autofree char *home = desk_window_begin (&argc, &argv);
  int status;

  if (home == NULL)
    return 0;
  open_all ();
  g_test_add_func ("/compare/beside", test_beside);
  g_test_add_func ("/compare/blink", test_blink);
  g_test_add_func ("/compare/doubles", test_doubles);
  g_test_add_func ("/compare/admission", test_admission);
  g_test_add_func ("/compare/all-own", test_all_own);
  g_test_add_func ("/compare/reasons", test_reasons);
  g_test_add_func ("/compare/again", test_again);
  status = g_test_run ();
  close_all ();
  dz_test_remove_tree (home);
  return status;
}
