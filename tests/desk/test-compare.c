/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The real window and real keys, on a real service with the sample school: a photo that comes again
 * beside the one that was rejected, and in its place; photos of others; the same photo again. */
#include "dz-main-window.h"

#include "desk-display.h"
#include "dz-application.h"
#include "dz-first-keys.h"
#include "dz-queue-strip.h"
#include "dz-record-pane.h"
#include "dz-reject-pane.h"
#include "dz-review-page.h"
#include "dz-test-service.h"
#include "dz-test-wait.h"
#include "dz-twin-view.h"

#include <adwaita.h>

#define LONG_S 120
#define READABLE_MS 150
#define TITLE "Photos compared"
#define OTHER_TITLE "Another window"

/* One for all tests: seeding takes seconds. */
typedef struct
{
  char          *data;
  char          *reviewer;
  char          *password;
  DzTestService *service;
  DzApplication *application;
  DzStarter     *starter;
  DzMainWindow  *window;
  DzPhotoView   *photo; /* unowned, in @window */
  DzTwinView    *twin;  /* unowned, in @window */
  GtkWidget     *page;  /* unowned, in @window */
} Desk;

static Desk desk;

/* ---- opening ---- */

static void
seed (void)
{
  const char *const argv[] = { g_getenv ("DZ_CTL"), "demo", "seed", "--data", desk.data, NULL };
  g_autofree char *output = dz_test_run (argv, NULL, 0);
  g_autoptr(GRegex) regex = g_regex_new ("^(\\S+) reviews; the password is (\\S+)$",
                                         G_REGEX_MULTILINE, 0, NULL);
  g_autoptr(GMatchInfo) match = NULL;

  g_assert_true (g_regex_match (regex, output, 0, &match));
  desk.reviewer = g_match_info_fetch (match, 1);
  desk.password = g_match_info_fetch (match, 2);
}

static gboolean
has_entry (gpointer data)
{
  GtkWidget *found = desk_display_find_text (GTK_WIDGET (desk.window), "Name");

  return found != NULL && gtk_widget_get_mapped (found);
}

static void
sign_in (void)
{
  GtkWidget *page;

  dz_test_wait_for (has_entry, NULL, LONG_S, "the desk asks who is there");
  page = gtk_widget_get_ancestor (desk_display_find_text (GTK_WIDGET (desk.window), "Name"),
                                  ADW_TYPE_CLAMP);
  gtk_editable_set_text (GTK_EDITABLE (desk_display_find (page, ADW_TYPE_ENTRY_ROW)),
                         desk.reviewer);
  gtk_editable_set_text (GTK_EDITABLE (desk_display_find (page, ADW_TYPE_PASSWORD_ENTRY_ROW)),
                         desk.password);
  g_signal_emit_by_name (desk_display_find (page, ADW_TYPE_PASSWORD_ENTRY_ROW),
                         "entry-activated");
}

static GListModel *
get_queue (void)
{
  return dz_sync_get_queue (dz_starter_get_sync (desk.starter));
}

static const DzItem *
get_item (guint position)
{
  g_autoptr(DzQueueItem) item = g_list_model_get_item (get_queue (), position);

  return dz_queue_item_get_item (item); /* the queue keeps it */
}

/* Whose name stands beside the photo. */
static const char *
find_named (void)
{
  GtkWidget *record = desk_display_find (desk.page, DZ_TYPE_RECORD_PANE);

  for (guint i = 0; i < g_list_model_get_n_items (get_queue ()); i++)
    {
      const char *identifier = get_item (i)->student->identifier;
      GtkWidget *label = desk_display_find_text (record, identifier);

      if (label != NULL && gtk_widget_get_mapped (label))
        return identifier;
    }
  return NULL;
}

static void
run (const char *first,
     ...)
{
  g_autoptr(GPtrArray) argv = g_ptr_array_new ();
  g_autofree char *said = NULL;
  const char *argument;
  va_list arguments;

  g_ptr_array_add (argv, (gpointer) first);
  va_start (arguments, first);
  while ((argument = va_arg (arguments, const char *)) != NULL)
    g_ptr_array_add (argv, (gpointer) argument);
  va_end (arguments);
  g_ptr_array_add (argv, NULL);
  /* What we told the X server must be there before the other program looks. */
  gdk_display_sync (gdk_display_get_default ());
  said = dz_test_run ((const char *const *) argv->pdata, NULL, 0);
}

static gboolean
is_active (gpointer data)
{
  return gtk_window_is_active (data);
}

/* Without a window manager nobody gives a window the keyboard. */
static void
focus (GtkWindow  *window,
       const char *title)
{
  g_autofree char *pattern = g_strdup_printf ("^%s$", title);

  run ("xdotool", "search", "--sync", "--onlyvisible", "--name", pattern, "windowfocus", "--sync",
       NULL);
  dz_test_wait_for (is_active, window, LONG_S, "the window has the keyboard");
}

static gboolean
is_readable (gpointer data)
{
  return dz_photo_view_get_shown_ms (desk.photo) >= READABLE_MS;
}

static gboolean
has_reserve (gpointer data)
{
  return g_list_model_get_n_items (get_queue ()) == 40;
}

static gboolean
has_card (gpointer data)
{
  GtkWidget *card = desk_display_find (GTK_WIDGET (desk.window), DZ_TYPE_FIRST_KEYS);

  return card != NULL && gtk_widget_get_mapped (card);
}

static gboolean
has_no_card (gpointer data)
{
  return !has_card (NULL);
}

/* It takes the first key for itself. */
static void
close_card (void)
{
  dz_test_wait_for (has_card, NULL, LONG_S, "the card with the first keys is there");
  run ("xdotool", "key", "Escape", NULL);
  dz_test_wait_for (has_no_card, NULL, LONG_S, "the card is gone");
}

static void
open_desk (void)
{
  desk.starter = dz_starter_new (desk.service->staff_url, FALSE);
  desk.window = DZ_MAIN_WINDOW (dz_main_window_new (ADW_APPLICATION (desk.application),
                                                    desk.starter, NULL));
  desk.page = desk_display_find (GTK_WIDGET (desk.window), DZ_TYPE_REVIEW_PAGE);
  desk.photo = DZ_PHOTO_VIEW (desk_display_find (desk.page, DZ_TYPE_PHOTO_VIEW));
  desk.twin = DZ_TWIN_VIEW (desk_display_find (desk.page, DZ_TYPE_TWIN_VIEW));
  dz_main_window_start (desk.window);
  gtk_window_present (GTK_WINDOW (desk.window));
  sign_in ();
  dz_test_wait_for (is_readable, NULL, LONG_S, "the first photo is seen");
  dz_test_wait_for (has_reserve, NULL, LONG_S, "all is leased that can be");
  gtk_window_set_title (GTK_WINDOW (desk.window), TITLE);
  focus (GTK_WINDOW (desk.window), TITLE);
  close_card ();
}

static void
open_all (void)
{
  g_autoptr(GError) error = NULL;

  desk.data = g_dir_make_tmp ("duizhao-test-XXXXXX", NULL);
  seed ();
  desk.service = dz_test_service_start (desk.data, NULL, NULL);
  desk.application = dz_application_new ();
  g_application_set_flags (G_APPLICATION (desk.application), G_APPLICATION_NON_UNIQUE);
  g_application_register (G_APPLICATION (desk.application), NULL, &error);
  g_assert_no_error (error);
  open_desk ();
}

static void
close_all (void)
{
  dz_main_window_close (desk.window);
  dz_starter_close (desk.starter);
  gtk_window_destroy (GTK_WINDOW (desk.window));
  dz_test_wait_finalized (desk.starter);
  dz_test_service_stop (desk.service);
  dz_test_service_free (desk.service);
  dz_test_remove_tree (desk.data);
  g_free (desk.data);
  g_free (desk.reviewer);
  g_free (desk.password);
}

/* ---- photos ---- */

typedef gboolean (*ItemTest) (const DzItem *item);

static gboolean
shows (gpointer identifier)
{
  return g_strcmp0 (find_named (), identifier) == 0 && is_readable (NULL);
}

/* Goes to the first photo of the queue that fits. */
static const DzItem *
go_to (ItemTest fits)
{
  GtkWidget *strip = desk_display_find (desk.page, DZ_TYPE_QUEUE_STRIP);

  for (guint i = 0; i < g_list_model_get_n_items (get_queue ()); i++)
    {
      g_autoptr(DzQueueItem) queued = g_list_model_get_item (get_queue (), i);
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
  return gtk_widget_get_mapped (GTK_WIDGET (desk.twin))
         && dz_photo_view_get_texture (dz_twin_view_get_photo (desk.twin)) != NULL
         && ABS (gtk_widget_get_width (GTK_WIDGET (desk.photo))
                 - gtk_widget_get_width (GTK_WIDGET (dz_twin_view_get_photo (desk.twin)))) <= 1;
}

static gboolean
has_nothing_beside (gpointer data)
{
  return !gtk_widget_get_visible (GTK_WIDGET (desk.twin));
}

static gboolean
is_laid_over (gpointer data)
{
  return dz_photo_view_is_laid_over (desk.photo);
}

static gboolean
is_back (gpointer data)
{
  return !is_laid_over (NULL) && is_readable (NULL);
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
      || !find_eyes (dz_twin_view_get_photo (desk.twin), face, &other))
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
  DzPhotoView *other = dz_twin_view_get_photo (desk.twin);

  g_assert_nonnull (desk_display_find_text (desk.page, "Attempt 1: Rejected"));
  g_assert_nonnull (desk_display_find_text (desk.page, "Eyes shut or looking away"));
  run ("xdotool", "key", "c", NULL);
  dz_test_wait_for (has_beside, NULL, LONG_S, "the earlier photo stands beside it");
  run ("xdotool", "key", "2", NULL);
  dz_test_wait_for (has_zoom, GINT_TO_POINTER (DZ_ZOOM_FACE), LONG_S, "the face fills the view");
  assert_linked (item);
  run ("xdotool", "key", "shift+Right", NULL);
  dz_test_wait_for (has_zoom, GINT_TO_POINTER (DZ_ZOOM_FREE), LONG_S, "it has moved");
  assert_linked (item);
  dz_photo_view_zoom_by (other, 1.2, 40, 60); /* as the wheel does */
  g_assert_true (has_zoom (GINT_TO_POINTER (DZ_ZOOM_FREE)));
  assert_linked (item);
  run ("xdotool", "key", "1", NULL);
  dz_test_wait_for (has_zoom, GINT_TO_POINTER (DZ_ZOOM_FIT), LONG_S, "all is seen");
  g_assert_cmpint (dz_photo_view_get_viewport (other)->zoom, ==, DZ_ZOOM_FIT);
  run ("xdotool", "key", "c", NULL);
  dz_test_wait_for (has_nothing_beside, NULL, LONG_S, "it stands alone again");
}

/* While Space is held the earlier photo stands in its place, and no key judges; when it is let go,
 * or another window has the keyboard, the present photo is back and has to be seen anew. */
static void
test_blink (void)
{
  GListModel *held = dz_sync_get_held (dz_starter_get_sync (desk.starter));
  guint n_items;
  GtkWidget *window;

  go_to (had_shut_eyes);
  n_items = g_list_model_get_n_items (get_queue ());
  run ("xdotool", "keydown", "space", NULL);
  dz_test_wait_for (is_laid_over, NULL, LONG_S, "the earlier photo is in its place");
  g_assert_cmpuint (dz_photo_view_get_shown_ms (desk.photo), ==, 0);
  run ("xdotool", "key", "a", "key", "r", "keyup", "space", NULL);
  dz_test_wait_for (is_back, NULL, LONG_S, "the present photo is back");
  g_assert_false (is_rejecting (NULL));
  g_assert_cmpuint (g_list_model_get_n_items (get_queue ()), ==, n_items);
  g_assert_cmpuint (g_list_model_get_n_items (held), ==, 0);

  window = GTK_WIDGET (desk_display_present (gtk_label_new ("x"), 100, 100));
  gtk_window_set_title (GTK_WINDOW (window), OTHER_TITLE);
  focus (GTK_WINDOW (desk.window), TITLE);
  run ("xdotool", "keydown", "space", NULL);
  dz_test_wait_for (is_laid_over, NULL, LONG_S, "the earlier photo is in its place");
  focus (GTK_WINDOW (window), OTHER_TITLE);
  dz_test_wait_for (is_back, NULL, LONG_S, "the present photo is back");
  run ("xdotool", "keyup", "space", NULL);
  gtk_window_destroy (GTK_WINDOW (window));
  focus (GTK_WINDOW (desk.window), TITLE);
}

/* The photo of another student that looks alike, likewise. */
static void
test_doubles (void)
{
  const DzItem *item = go_to (is_of_another);
  const DzTwin *twin = g_ptr_array_index (item->twins, 0);
  g_autofree char *who = g_strdup_printf ("%s %s", twin->name, twin->identifier);

  run ("xdotool", "key", "d", NULL);
  dz_test_wait_for (has_beside, NULL, LONG_S, "the other student's photo stands beside it");
  g_assert_nonnull (desk_display_find_text (GTK_WIDGET (desk.twin), who));
  run ("xdotool", "key", "3", NULL);
  dz_test_wait_for (has_zoom, GINT_TO_POINTER (DZ_ZOOM_EYES), LONG_S, "the eyes fill the view");
  g_assert_true (dz_photo_view_get_viewport (dz_twin_view_get_photo (desk.twin))->loose);
  run ("xdotool", "keydown", "space", NULL);
  dz_test_wait_for (is_laid_over, NULL, LONG_S, "it is in its place");
  run ("xdotool", "keyup", "space", NULL);
  dz_test_wait_for (is_back, NULL, LONG_S, "the present photo is back");
  run ("xdotool", "key", "1", "key", "Escape", NULL);
  dz_test_wait_for (has_nothing_beside, NULL, LONG_S, "it stands alone again");
}

/* What was rejected and comes again as it was says so over the photo, and proposes the reason. */
static void
test_again (void)
{
  const char *sentence = "Looks like a photo that was rejected before";
  GtkWidget *pane = desk_display_find (desk.page, DZ_TYPE_REJECT_PANE);
  GtkWidget *alarm;
  g_autoptr(DzDecision) draft = NULL;

  go_to (comes_again);
  alarm = desk_display_find_text (GTK_WIDGET (desk.photo), sentence);
  g_assert_true (alarm != NULL && gtk_widget_get_mapped (alarm));
  g_assert_nonnull (desk_display_find_text (desk.page, "Still failing"));
  run ("xdotool", "key", "r", NULL);
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
  GtkWidget *label = desk_display_find_text (GTK_WIDGET (desk.twin), text);

  return has_beside (NULL) && label != NULL && gtk_widget_get_mapped (label);
}

static gboolean
has_attempt_beside (gpointer data)
{
  return has_beside (NULL) && !has_named_beside ((gpointer) "Admission photo");
}

static gboolean
is_offered (void)
{
  GtkWidget *label = desk_display_find_text (desk_display_find (desk.page, DZ_TYPE_RECORD_PANE),
                                             "Admission photo");

  return label != NULL && gtk_widget_get_mapped (label);
}

static gboolean
says (gpointer sentence)
{
  GtkWidget *label = desk_display_find_text (desk.page, sentence);

  return label != NULL && gtk_widget_get_mapped (label);
}

/* The photo that the student was admitted with stands beside the first one that they send, moves
 * with it, and stands in its place while Space is held. */
static void
test_admission (void)
{
  const DzItem *item = go_to (is_first_with_admission);

  g_assert_true (is_offered ());
  run ("xdotool", "key", "c", NULL);
  dz_test_wait_for (has_named_beside, "Admission photo", LONG_S, "it stands beside the photo");
  run ("xdotool", "key", "2", NULL);
  dz_test_wait_for (has_zoom, GINT_TO_POINTER (DZ_ZOOM_FACE), LONG_S, "the face fills the view");
  assert_linked_to (item, item->admission->face);
  run ("xdotool", "key", "1", NULL);
  dz_test_wait_for (has_zoom, GINT_TO_POINTER (DZ_ZOOM_FIT), LONG_S, "all is seen");
  run ("xdotool", "keydown", "space", NULL);
  dz_test_wait_for (is_laid_over, NULL, LONG_S, "it is in its place");
  run ("xdotool", "keyup", "space", NULL);
  dz_test_wait_for (is_back, NULL, LONG_S, "the present photo is back");
  run ("xdotool", "key", "c", NULL);
  dz_test_wait_for (has_nothing_beside, NULL, LONG_S, "it stands alone again");
  run ("xdotool", "keydown", "space", NULL);
  dz_test_wait_for (is_laid_over, NULL, LONG_S, "it is in its place without being beside it");
  run ("xdotool", "keyup", "space", NULL);
  dz_test_wait_for (is_back, NULL, LONG_S, "the present photo is back");
  item = go_to (has_no_admission);
  g_assert_false (is_offered ());
  run ("xdotool", "key", "p", NULL);
  dz_test_wait_for (says, "The school brought no photo that this student was admitted with.",
                    LONG_S, "the key says that there is none");
}

/* After the first attempt comes the admission photo, and then the last attempt again; its own key
 * goes there at once. */
static void
test_all_own (void)
{
  go_to (is_second_with_admission);
  run ("xdotool", "key", "c", NULL);
  dz_test_wait_for (has_beside, NULL, LONG_S, "the earlier photo stands beside it");
  g_assert_true (has_attempt_beside (NULL));
  run ("xdotool", "key", "shift+c", NULL);
  dz_test_wait_for (has_named_beside, "Admission photo", LONG_S, "the admission photo is next");
  run ("xdotool", "key", "shift+c", NULL);
  dz_test_wait_for (has_attempt_beside, NULL, LONG_S, "the attempt is next again");
  run ("xdotool", "key", "p", NULL);
  dz_test_wait_for (has_named_beside, "Admission photo", LONG_S, "the admission photo is back");
  run ("xdotool", "key", "p", NULL);
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
  run ("xdotool", "key", "c", NULL);
  dz_test_wait_for (has_attempt_beside, NULL, LONG_S, "the earlier photo stands beside it");
  g_assert_true (tells_attempt ("Attempt 1: Rejected"));
  for (guint i = 0; i < 2; i++)
    {
      run ("xdotool", "key", "shift+c", NULL);
      dz_test_wait_for (tells_attempt, "Attempt 7: Rejected", LONG_S, "the attempt before that");
      run ("xdotool", "key", i == 0 ? "shift+c" : "c", NULL);
      dz_test_wait_for (i == 0 ? has_named_beside : has_nothing_beside, "Admission photo", LONG_S,
                        "the admission photo, and in the end nothing beside it");
      g_assert_false (tells_attempt ("Attempt 7: Rejected"));
      g_assert_true (tells_attempt ("Attempt 1: Rejected"));
      if (i == 0)
        run ("xdotool", "key", "shift+c", NULL);
    }
}

int
main (int    argc,
      char **argv)
{
  g_autofree char *home = g_dir_make_tmp ("duizhao-test-XXXXXX", NULL);
  int status;

  /* Before anybody asks GLib for them: a desk keeps its outbox there. */
  g_setenv ("XDG_DATA_HOME", home, TRUE);
  g_setenv ("XDG_STATE_HOME", home, TRUE);
  if (!desk_display_open (&argc, &argv))
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
