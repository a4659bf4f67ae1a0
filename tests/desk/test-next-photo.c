/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The real window, in this process, on a real service with the sample school: from photo to photo
 * nothing is blank and nothing is passed unseen, and nothing is decided that nobody can have
 * seen. */
#include "desk-window.h"

#include "desk-display.h"
#include "dz-photo-view-private.h"
#include "dz-record-pane.h"
#include "dz-reject-pane.h"
#include "dz-review-page-private.h"
#include "dz-sheet.h"
#include "dz-sheet-text.h"
#include "dz-sheet-view.h"
#include "dz-test-school.h"
#include "dz-test-service.h"
#include "dz-test-wait.h"
#include "dz-texture-cache.h"

#include <signal.h>
#include <sqlite3.h>
#include <string.h>
#include <sys/resource.h>

#define LONG_S 120
#define N_STEPS 12
#define N_LATE 4
#define TOO_SMALL "Nothing can be delivered: the photo is smaller than"
#define NOT_KEPT "The disk of this computer is full"
#define GONE "This decision has been taken back already."
#define NOT_TAKEN_BACK " Nothing more is taken back."

/* One for all tests: seeding takes seconds. */
static DeskWindow desk;
static DzTestSchool *school;
static DzTestService *service;

static struct
{
  const char *named;   /* in the frame that is painted now, nullable */
  GPtrArray  *seen;    /* owned (element-type utf8): whose photo was painted, in turn */
  guint       n_blank; /* frames without a photo after the first one */
} frames;

/* ---- opening ---- */

/* Of every ten photos one fits a contact sheet, with models and without, and one is too small for
 * the picture that is delivered. */
static void
change_photos (void)
{
  g_autofree char *path = g_build_filename (school->data, "duizhao.sqlite", NULL);
  sqlite3 *db;

  g_assert_cmpint (sqlite3_open (path, &db), ==, SQLITE_OK);
  g_assert_cmpint (sqlite3_exec (db, "UPDATE findings SET outcome = CASE WHEN submission_id IN"
                                     " (SELECT id FROM submissions WHERE rowid % 10 = 0)"
                                     " THEN 'pass' ELSE 'warn' END WHERE authority <> 'human';"
                                     "UPDATE measurements SET json = json_set (json, '$[5].width',"
                                     " 300.0, '$[5].height', 400.0) WHERE submission_id IN"
                                     " (SELECT id FROM submissions WHERE rowid % 10 = 5)",
                                 NULL, NULL, NULL), ==, SQLITE_OK);
  sqlite3_close (db);
}

static void
paint_cb (void)
{
  frames.named = desk_window_get_sync (&desk) != NULL ? desk_window_find_named (&desk) : NULL;
}

/* The page may have gone on already when this is called. */
static void
painted_cb (void)
{
  g_assert_nonnull (frames.named);
  g_ptr_array_add (frames.seen, g_strdup (frames.named));
}

static void
after_paint_cb (void)
{
  if (frames.seen->len > 0 && dz_photo_view_get_texture (desk.photo) == NULL)
    frames.n_blank++;
}

static gboolean
has_seen_first (gpointer data)
{
  return frames.seen->len > 0;
}

static void
open_all (void)
{
  GdkFrameClock *clock;

  school = dz_test_school_new ();
  change_photos ();
  service = dz_test_service_start (school->data, NULL, NULL);
  frames.seen = g_ptr_array_new_with_free_func (g_free);
  desk_window_open (&desk, service->staff_url, NULL);
  g_signal_connect (desk.photo, "painted", G_CALLBACK (painted_cb), NULL);
  clock = gtk_widget_get_frame_clock (GTK_WIDGET (desk.window));
  g_signal_connect (clock, "paint", G_CALLBACK (paint_cb), NULL);
  g_signal_connect (clock, "after-paint", G_CALLBACK (after_paint_cb), NULL);
  desk_window_sign_in (&desk, school->reviewer, school->password);
  dz_test_wait_for (has_seen_first, NULL, LONG_S, "the first photo is seen");
}

static void
close_all (void)
{
  desk_window_close (&desk);
  dz_test_service_stop (service);
  dz_test_service_free (service);
  dz_test_school_free (school);
  g_ptr_array_unref (frames.seen);
}

/* ---- going ---- */

static void
act (const char *action)
{
  g_assert_true (gtk_widget_activate_action (desk.page, action, NULL));
}

static gboolean
has_seen_all (gpointer data)
{
  return frames.seen->len >= GPOINTER_TO_UINT (data);
}

static void
wait_seen (guint n_photos)
{
  dz_test_wait_for (has_seen_all, GUINT_TO_POINTER (n_photos), LONG_S, "the photos are seen");
}

/* The first few come at once, so that there is something to see; then twenty to judge and twenty in
 * reserve. */
static void
test_reserve (void)
{
  desk_window_wait_reserve (&desk);
}

/* Presses that come all at once: each photo is painted, in turn, with its own name beside it, and
 * there is a photo in every frame. */
static void
test_each_is_seen (void)
{
  g_ptr_array_set_size (frames.seen, 1);
  frames.n_blank = 0;
  for (guint i = 0; i < N_STEPS; i++)
    {
      act ("review.next");
      if (i % 4 == 3)
        wait_seen (i + 2);
    }
  wait_seen (N_STEPS + 1);
  for (guint i = 0; i <= N_STEPS; i++)
    g_assert_cmpstr (g_ptr_array_index (frames.seen, i), ==,
                     desk_window_get_identifier (&desk, i));
  g_assert_cmpuint (frames.n_blank, ==, 0);
  g_assert_cmpuint (frames.seen->len, ==, N_STEPS + 1);
}

/* And back, with a change of mind that takes back what was not gone yet. */
static void
test_change_of_mind (void)
{
  guint n_before = frames.seen->len;

  act ("review.previous");
  act ("review.previous");
  act ("review.previous");
  act ("review.next");
  wait_seen (n_before + 2);
  g_assert_cmpstr (desk_window_find_named (&desk), ==,
                   desk_window_get_identifier (&desk, N_STEPS - 2));
  g_assert_cmpuint (frames.seen->len, ==, n_before + 2);
}

static gboolean
is_rejecting (void)
{
  return gtk_widget_get_mapped (desk_display_find (desk.page, DZ_TYPE_REJECT_PANE));
}

#define DRAFT "Draft: you had approved this photo. Nothing is decided until you do so again."

static gboolean
says_draft (gpointer data)
{
  return desk_display_says (desk.page, DRAFT);
}

static gboolean
says_no_draft (gpointer data)
{
  return !says_draft (NULL);
}

static gboolean
fits_sheet (const DzItem *item)
{
  return dz_sheet_find_bar (item->submission, item->lease->origin, item->sheet_allowed)
         == DZ_SHEET_BAR_NONE;
}

/* One that could stand on a contact sheet, where the rules have let one. */
static const DzItem *
find_fitting (void)
{
  for (guint i = 1; i + 1 < desk_window_count_queue (&desk); i++)
    if (fits_sheet (desk_window_get_item (&desk, i)))
      return desk_window_get_item (&desk, i);
  return desk_window_get_item (&desk, N_STEPS - 1);
}

static void
assert_not_on_sheet (const DzItem *item)
{
  GtkWidget *sheet = desk_display_find (desk.page, DZ_TYPE_SHEET_VIEW);
  g_autofree char *who = dz_sheet_say_who (item);

  act ("review.sheet");
  g_assert_false (gtk_widget_get_mapped (GTK_WIDGET (desk.photo)));
  g_assert_null (desk_display_find_text (sheet, who));
  g_assert_true (gtk_widget_activate_action (sheet, "sheet.leave", NULL));
}

/* Whoever goes to a photo from another window sees it, and no contact sheet over it. */
static void
test_over_sheet (void)
{
  act ("review.sheet");
  g_assert_false (gtk_widget_get_mapped (GTK_WIDGET (desk.photo)));
  g_assert_true (dz_review_page_show_submission (DZ_REVIEW_PAGE (desk.page),
                                                 desk_window_get_item (&desk, 1)->submission->id));
  desk_window_wait_readable (&desk);
  g_assert_cmpstr (desk_window_find_named (&desk), ==,
                   desk_window_get_identifier (&desk, 1));
}

/* What was approved and not applied says so over its photo, whenever that is shown, until something
 * is done about it; it is judged alone. */
static void
test_draft (void)
{
  g_autoptr(DzCommand) draft = dz_command_new ();
  const DzItem *item = find_fitting ();

  draft->kind = DZ_COMMAND_DECIDE;
  draft->submission = g_strdup (item->submission->id);
  draft->decision = dz_decision_new ();
  act ("review.sheet");
  dz_review_page_resume (DZ_REVIEW_PAGE (desk.page), draft);
  dz_test_wait_for (says_draft, NULL, LONG_S, "the photo comes with its draft");
  assert_not_on_sheet (item);
  act ("review.previous");
  dz_test_wait_for (says_no_draft, NULL, LONG_S, "another photo has none");
  act ("review.next");
  dz_test_wait_for (says_draft, NULL, LONG_S, "its draft is there again");
  desk_window_wait_readable (&desk);
  act ("review.skip");
  dz_test_wait_for (says_no_draft, NULL, LONG_S, "it was skipped, and its draft is gone");
}

static DzSheetView *
get_sheet (void)
{
  return DZ_SHEET_VIEW (desk_display_find (desk.page, DZ_TYPE_SHEET_VIEW));
}

static guint
count_held (void)
{
  return g_list_model_get_n_items (dz_sync_get_held (desk_window_get_sync (&desk)));
}

static guint
count_pulled (void)
{
  g_autoptr(GPtrArray) pulled = dz_sheet_view_list_pulled (get_sheet ());

  return pulled->len;
}

/* And says so: its button can be pressed. */
static gboolean
is_sheet_ready (gpointer data)
{
  g_autofree char *words = dz_sheet_say_looking (0);

  return dz_sheet_view_is_ready (get_sheet ())
         && desk_display_find_text (GTK_WIDGET (get_sheet ()), words) != NULL;
}

static gboolean
says (GtkWidget  *place,
      const char *words)
{
  GtkWidget *toast = desk_display_find (place, g_type_from_name ("AdwToastWidget"));
  GtkWidget *label = toast != NULL ? desk_display_find (toast, GTK_TYPE_LABEL) : NULL;

  return label != NULL && gtk_widget_get_mapped (label)
         && g_str_has_prefix (gtk_label_get_text (GTK_LABEL (label)), words);
}

/* Over the sheet, with the words of the database behind it. */
static gboolean
says_not_kept (gpointer data)
{
  return says (GTK_WIDGET (get_sheet ()), NOT_KEPT);
}

static gboolean
says_gone (gpointer data)
{
  return says (desk.page, GONE);
}

static gboolean
says_too_small (gpointer data)
{
  return says (desk.page, TOO_SMALL);
}

static gboolean
is_too_small (const DzItem *item)
{
  return dz_measurement_get (item->measurement, DZ_QUANTITY_WIDTH) == 300;
}

/* An approval covers the picture that is delivered: where there can be none, none is made, and the
 * reviewer learns why. */
static void
test_too_small (void)
{
  const DzItem *item = desk_window_find_item (&desk, is_too_small);
  guint n_before = count_held ();

  g_assert_nonnull (item);
  g_assert_true (dz_review_page_show_submission (DZ_REVIEW_PAGE (desk.page),
                                                 item->submission->id));
  desk_window_wait_readable (&desk);
  act ("review.approve");
  dz_test_wait_for (says_too_small, NULL, LONG_S, "it is said why it cannot be approved");
  act ("review.approve-with");
  g_assert_true (gtk_widget_get_mapped (desk_display_find (desk.page, DZ_TYPE_RECORD_PANE)));
  g_assert_cmpuint (count_held (), ==, n_before);
}

static gboolean
shows_no_sheet (gpointer data)
{
  return !gtk_widget_get_mapped (GTK_WIDGET (get_sheet ()));
}

/* No file may grow any more. */
static void
fill_disk (struct rlimit *before)
{
  struct rlimit full;

  signal (SIGXFSZ, SIG_IGN);
  g_assert_cmpint (getrlimit (RLIMIT_FSIZE, before), ==, 0);
  full = *before;
  full.rlim_cur = 0;
  g_assert_cmpint (setrlimit (RLIMIT_FSIZE, &full), ==, 0);
}

static gboolean
shows_undone (gpointer data)
{
  return g_strcmp0 (desk_window_find_named (&desk), data) == 0 && desk_window_is_readable (&desk);
}

static void
skip_one (void)
{
  desk_window_wait_readable (&desk);
  act ("review.skip");
}

/* What is to be taken back while another command is on its way to the disk is taken back after it:
 * one of the tray, and then the last one, by its key. */
static void
test_undo_meanwhile (void)
{
  GListModel *decisions = dz_sync_get_held (desk_window_get_sync (&desk));
  guint n_before = count_held ();
  g_autoptr(DzHeldItem) held = g_list_model_get_item (decisions, n_before - 2);
  g_autoptr(DzHeldItem) last = g_list_model_get_item (decisions, n_before - 1);

  g_assert_nonnull (held); /* both have just been made, and so rest for a while */
  skip_one ();
  dz_review_page_undo (DZ_REVIEW_PAGE (desk.page), held);
  g_assert_cmpuint (count_held (), ==, n_before);
  dz_test_wait_for (shows_undone, dz_held_item_get_item (held)->student->identifier, LONG_S,
                    "what was taken back is shown");
  g_assert_cmpuint (count_held (), ==, n_before - 1);
  skip_one ();
  act ("review.undo");
  dz_test_wait_for (shows_undone, dz_held_item_get_item (last)->student->identifier, LONG_S,
                    "the last one is shown");
  g_assert_cmpuint (count_held (), ==, n_before - 2);
  skip_one ();
}

/* A key for the photo before, or for one that has just appeared, decides nothing. */
static void
test_too_early (void)
{
  guint n_before = frames.seen->len;

  act ("review.next");
  act ("review.reject");
  g_assert_false (is_rejecting ());
  wait_seen (n_before + 1);
  if (!desk_window_is_readable (&desk))
    {
      act ("review.reject");
      g_assert_false (is_rejecting ());
    }
  desk_window_wait_readable (&desk);
  act ("review.reject");
  g_assert_true (is_rejecting ());
}

static gboolean
is_empty (gpointer data)
{
  return desk_window_count_queue (&desk) == 0;
}

static void
want_waited (guint minutes)
{
  g_autoptr(DzQueueFilter) filter = dz_queue_filter_new ();

  filter->waited_min = minutes;
  dz_sync_set_filter (desk_window_get_sync (&desk), filter);
}

/* Goes on with a photo that can be read, and begins to reject it. */
static void
begin_rejecting (void)
{
  desk_window_wait_readable (&desk);
  act ("review.reject");
  g_assert_true (is_rejecting ());
}

static gboolean
has_photos (gpointer data)
{
  return !is_empty (NULL) && desk_window_is_readable (&desk) && !is_rejecting ();
}

/* The service has said until when what was decided last can be undone. */
static gboolean
is_applied (gpointer data)
{
  GListModel *list = dz_sync_get_held (desk_window_get_sync (&desk));
  guint n_held = g_list_model_get_n_items (list);
  g_autoptr(DzHeldItem) held = n_held > 0 ? g_list_model_get_item (list, n_held - 1) : NULL;

  return held != NULL && !is_rejecting () && dz_held_item_get_state (held) == DZ_HELD_UNDOABLE;
}

/* What the queue loses while its rejection is written stays, so that nothing typed on judges
 * another photo: until it is put away, or sent, and then decides while nobody else has it. */
static void
test_stays (void)
{
  GtkWidget *pane = desk_display_find (desk.page, DZ_TYPE_REJECT_PANE);
  g_autoptr(DzDecision) draft = NULL;

  if (!is_rejecting ())
    begin_rejecting ();
  want_waited (DZ_FILTER_WAITED_MIN_MAX);
  dz_test_wait_for (is_empty, NULL, LONG_S, "nobody has waited for so long");
  g_assert_true (is_rejecting ());
  g_assert_nonnull (dz_photo_view_get_texture (desk.photo));
  gtk_widget_activate_action (pane, "reject.cancel", NULL);
  g_assert_false (is_rejecting ());
  g_assert_null (dz_photo_view_get_texture (desk.photo));

  want_waited (0);
  dz_test_wait_for (has_photos, NULL, LONG_S, "there are photos again");
  begin_rejecting ();
  want_waited (DZ_FILTER_WAITED_MIN_MAX);
  dz_test_wait_for (is_empty, NULL, LONG_S, "nobody has waited for so long");
  draft = dz_reject_pane_dup_decision (DZ_REJECT_PANE (pane));
  if (g_strv_length (draft->reasons) == 0)
    gtk_widget_activate_action (pane, "reject.toggle", "u", 0);
  gtk_widget_activate_action (pane, "reject.send", NULL);
  dz_test_wait_for (is_applied, NULL, LONG_S, "it is decided");
  g_assert_null (dz_photo_view_get_texture (desk.photo));
}

#define OFFER_S 3 /* less than a toast is there for */

static gboolean
offers_undo (gpointer sentence)
{
  return desk_display_find_text (desk.page, sentence) != NULL;
}

static gboolean
offers_nothing (gpointer sentence)
{
  return !offers_undo (sentence);
}

/* What was rejected last. */
static char *
say_last_rejected (void)
{
  GListModel *list = dz_sync_get_held (desk_window_get_sync (&desk));
  g_autoptr(DzHeldItem) last
    = g_list_model_get_item (list, g_list_model_get_n_items (list) - 1);

  return g_strdup_printf ("Rejected the photo of %s", dz_held_item_get_item (last)->student->name);
}

/* What was done before may be on its way to the disk still. */
static gboolean
rejects (gpointer data)
{
  char **who = data;

  g_free (*who);
  *who = g_strdup (desk_window_find_named (&desk));
  act ("review.reject");
  return is_rejecting ();
}

/* Sends back what is shown, for a reason or other. Returns whom it shows. */
static char *
reject_one (void)
{
  GtkWidget *pane = desk_display_find (desk.page, DZ_TYPE_REJECT_PANE);
  g_autoptr(DzDecision) draft = NULL;
  char *who = NULL;

  dz_test_wait_for (rejects, &who, LONG_S, "the photo is being rejected");
  draft = dz_reject_pane_dup_decision (DZ_REJECT_PANE (pane));
  if (g_strv_length (draft->reasons) == 0)
    gtk_widget_activate_action (pane, "reject.toggle", "u", 0);
  gtk_widget_activate_action (pane, "reject.send", NULL);
  return who;
}

static void
assert_no_offer (void)
{
  GtkWidget *toast = desk_display_find (desk.page, g_type_from_name ("AdwToastWidget"));
  GtkWidget *button = toast != NULL ? desk_display_find (toast, GTK_TYPE_BUTTON) : NULL;

  g_assert_nonnull (button);
  g_assert_cmpstr (gtk_actionable_get_action_name (GTK_ACTIONABLE (button)), !=, "review.undo");
}

/* What is offered beside the word of a rejection takes back that rejection; once it is taken back,
 * it would take back the one before, and once another is sent, that one. */
static void
test_offer (void)
{
  g_autofree char *first = reject_one ();
  g_autofree char *second = NULL;
  g_autofree char *sentence = NULL;

  dz_test_wait_for (is_applied, NULL, LONG_S, "it is decided");
  sentence = say_last_rejected ();
  dz_test_wait_for (offers_undo, sentence, LONG_S, "it can be taken back");
  second = reject_one ();
  assert_no_offer ();
  act ("review.undo");
  dz_test_wait_for (shows_undone, second, LONG_S, "the next one is taken back");
  act ("review.undo");
  dz_test_wait_for (shows_undone, first, LONG_S, "this one is taken back");
  dz_test_wait_for (offers_nothing, sentence, OFFER_S, "what is taken back cannot be again");
}

static gboolean
says_draft_over (gpointer who)
{
  return says_draft (NULL) && g_strcmp0 (desk_window_find_named (&desk), who) == 0;
}

/* What I had decided of a photo waits for that photo, whatever becomes of another one that was to
 * be taken back meanwhile. */
static void
test_draft_waits (void)
{
  GListModel *decisions = dz_sync_get_held (desk_window_get_sync (&desk));
  g_autoptr(DzHeldItem) held = g_list_model_get_item (decisions, count_held () - 1);
  g_autoptr(DzCommand) draft = dz_command_new ();
  g_autofree char *who = NULL;

  want_waited (0);
  dz_test_wait_for (has_photos, NULL, LONG_S, "there are photos again");
  act ("review.undo");
  dz_test_wait_for (shows_undone, dz_held_item_get_item (held)->student->identifier, LONG_S,
                    "the last one is taken back");
  who = g_strdup (desk_window_get_identifier (&desk, 3));
  draft->kind = DZ_COMMAND_DECIDE;
  draft->submission = g_strdup (desk_window_get_item (&desk, 3)->submission->id);
  draft->decision = dz_decision_new ();
  want_waited (DZ_FILTER_WAITED_MIN_MAX);
  dz_test_wait_for (is_empty, NULL, LONG_S, "nobody has waited for so long");
  dz_review_page_resume (DZ_REVIEW_PAGE (desk.page), draft);
  dz_review_page_undo (DZ_REVIEW_PAGE (desk.page), held);
  dz_test_wait_for (says_gone, NULL, LONG_S, "it is not there to be taken back");
  want_waited (0);
  dz_test_wait_for (says_draft_over, who, LONG_S, "the photo comes with its draft");
  desk_window_wait_readable (&desk);
  act ("review.skip");
  dz_test_wait_for (says_no_draft, NULL, LONG_S, "it was skipped, and its draft is gone");
}

static gboolean
has_two_fitting (gpointer data)
{
  guint n = 0;

  for (guint i = 0; i < desk_window_count_queue (&desk); i++)
    n += fits_sheet (desk_window_get_item (&desk, i));
  return n >= 2;
}

/* What could not be kept is not approved: the sheet says so, where it is seen, and stays as it is,
 * with what was pulled out; there is no need to look at it all again. */
static void
test_full_disk (void)
{
  GtkWidget *sheet = GTK_WIDGET (get_sheet ());
  guint n_before = count_held ();
  struct rlimit before;

  want_waited (0);
  dz_test_wait_for (has_two_fitting, NULL, LONG_S, "there are photos again");
  act ("review.sheet");
  gtk_widget_activate_action (sheet, "sheet.pull", NULL);
  g_assert_cmpuint (count_pulled (), ==, 1);
  dz_test_wait_for (is_sheet_ready, NULL, LONG_S, "the sheet has stood long enough");
  fill_disk (&before);
  gtk_widget_activate_action (sheet, "sheet.approve", NULL);
  dz_test_wait_for (says_not_kept, NULL, LONG_S, "the sheet says what happened");
  g_assert_cmpint (setrlimit (RLIMIT_FSIZE, &before), ==, 0);
  g_assert_cmpuint (count_held (), ==, n_before);
  g_assert_cmpuint (count_pulled (), ==, 1);
  g_assert_true (is_sheet_ready (NULL));
  gtk_widget_activate_action (sheet, "sheet.approve", NULL);
  dz_test_wait_for (shows_no_sheet, NULL, LONG_S, "the rest is approved");
  g_assert_cmpuint (count_held (), >, n_before);
}

static gboolean
is_set (gpointer data)
{
  return *(gboolean *) data;
}

static void
set_cb (gboolean *decided)
{
  *decided = TRUE;
}

/* The very first decision can be taken back as soon as it is sent. */
static void
test_undo_first (void)
{
  GListModel *decisions = dz_sync_get_held (desk_window_get_sync (&desk));
  g_autofree char *who = NULL;
  GtkWidget *target = NULL;
  gboolean decided = FALSE;
  gulong id = g_signal_connect_swapped (decisions, "items-changed", G_CALLBACK (set_cb),
                                        &decided);

  g_assert_cmpuint (count_held (), ==, 0);
  who = reject_one ();
  g_assert_cmpuint (count_held (), ==, 0);
  g_assert_cmpint (dz_review_page_get_key_place (DZ_REVIEW_PAGE (desk.page), &target), ==,
                   DZ_KEY_PLACE_PHOTO);
  act ("review.undo");
  dz_test_wait_for (is_set, &decided, LONG_S, "it is decided");
  g_signal_handler_disconnect (decisions, id);
  dz_test_wait_for (shows_undone, who, LONG_S, "its photo is shown again");
  g_assert_cmpuint (count_held (), ==, 0);
}

/* Each press takes one back, also while another one is on its way to the disk. */
static void
test_undo_each (void)
{
  guint n_before = count_held ();
  g_autofree char *first = reject_one ();
  g_autofree char *second = NULL;

  dz_test_wait_for (is_applied, NULL, LONG_S, "it is decided");
  second = reject_one ();
  g_assert_cmpstr (first, !=, second);
  act ("review.undo");
  act ("review.undo");
  dz_test_wait_for (shows_undone, first, LONG_S, "both are taken back");
  g_assert_cmpuint (count_held (), ==, n_before);
}

static gboolean
says_undo_dropped (gpointer data)
{
  GtkWidget *toast = desk_display_find (desk.page, g_type_from_name ("AdwToastWidget"));
  GtkWidget *label = toast != NULL ? desk_display_find (toast, GTK_TYPE_LABEL) : NULL;

  return says (desk.page, NOT_KEPT)
         && g_str_has_suffix (gtk_label_get_text (GTK_LABEL (label)), NOT_TAKEN_BACK);
}

/* What was to be taken back after a command that cannot be kept stays, and it is said. */
static void
test_undo_dropped (void)
{
  guint n_before = count_held ();
  struct rlimit before;

  g_assert_cmpuint (n_before, >, 0);
  desk_window_wait_readable (&desk);
  fill_disk (&before);
  act ("review.skip");
  act ("review.undo");
  act ("review.undo");
  dz_test_wait_for (says_undo_dropped, NULL, LONG_S, "it is said that nothing is taken back");
  g_assert_cmpint (setrlimit (RLIMIT_FSIZE, &before), ==, 0);
  g_assert_cmpuint (count_held (), ==, n_before);
}

/* ---- looking closely ---- */

#define GRID 16
#define ALIKE_MAX 12.0 /* levels: what is left between two renderings of one photo */

/* How far two pictures are apart, in levels, whatever their sizes. */
static double
compare_textures (GdkTexture *one,
                  GdkTexture *other)
{
  GdkTexture *textures[] = { one, other };
  guint8 samples[2][GRID * GRID * 3];
  double sum = 0;

  for (guint i = 0; i < 2; i++)
    {
      int width = gdk_texture_get_width (textures[i]);
      int height = gdk_texture_get_height (textures[i]);
      g_autofree guint8 *pixels = g_malloc ((gsize) width * height * 4);

      gdk_texture_download (textures[i], pixels, (gsize) width * 4);
      for (int k = 0; k < GRID * GRID; k++)
        {
          int x = (2 * (k % GRID) + 1) * width / (2 * GRID);
          int y = (2 * (k / GRID) + 1) * height / (2 * GRID);

          memcpy (&samples[i][k * 3], &pixels[((gsize) y * width + x) * 4], 3);
        }
    }
  for (guint k = 0; k < G_N_ELEMENTS (samples[0]); k++)
    sum += ABS ((int) samples[0][k] - (int) samples[1][k]);
  return sum / G_N_ELEMENTS (samples[0]);
}

/* In each frame: what is seen sharper is the photo that is shown. */
static void
check_close_up_cb (guint *n_checked)
{
  if (desk.photo->close_up == NULL || desk.photo->texture == NULL)
    return;
  g_assert_cmpfloat (compare_textures (desk.photo->close_up, desk.photo->texture), <, ALIKE_MAX);
  *n_checked += 1;
}

static gboolean
has_close_up (gpointer data)
{
  return desk.photo->close_up != NULL;
}

static gboolean
is_checked (gpointer data)
{
  return *(guint *) data > 0;
}

/* The eyes of one student are still being rendered when the next one is shown, several times: what
 * comes late is never painted under the other name. */
static void
test_late_close_up (void)
{
  GdkFrameClock *clock = gtk_widget_get_frame_clock (GTK_WIDGET (desk.window));
  g_autoptr(GdkTexture) before = g_object_ref (desk.photo->texture);
  guint n_checked = 0;
  gulong id = g_signal_connect_swapped (clock, "after-paint", G_CALLBACK (check_close_up_cb),
                                        &n_checked);

  gtk_widget_activate_action (desk.page, "review.zoom", "s", "eyes");
  for (guint i = 0; i < N_LATE; i++)
    {
      guint n_before = frames.seen->len;

      act ("review.previous");
      wait_seen (n_before + 1);
    }
  g_assert_cmpfloat (compare_textures (before, desk.photo->texture), >, ALIKE_MAX);
  dz_test_wait_for (has_close_up, NULL, LONG_S, "the eyes are rendered");
  gtk_widget_queue_draw (GTK_WIDGET (desk.photo));
  dz_test_wait_for (is_checked, &n_checked, LONG_S, "the eyes are painted");
  g_signal_handler_disconnect (clock, id);
  gtk_widget_activate_action (desk.page, "review.zoom", "s", "fit");
}

static GPtrArray *
list_first (guint n_items)
{
  GPtrArray *items = g_ptr_array_new_with_free_func (g_object_unref);

  for (guint i = 0; i < n_items; i++)
    g_ptr_array_add (items, g_list_model_get_item (desk_window_get_queue (&desk), i));
  return items;
}

static GdkTexture *
get_rendered (DzTextureCache *cache,
              guint           position)
{
  return dz_texture_cache_get (cache, desk_window_get_item (&desk, position)->submission->id);
}

static DzExaminer *
start_examiner (void)
{
  DzExaminer *examiner = dz_examiner_new (NULL, 1, NULL);
  g_autoptr(GError) error = NULL;

  g_assert_true (dz_examiner_start (examiner, &error));
  g_assert_no_error (error);
  return examiner;
}

/* Of ten that are wanted three fit: those that are wanted most, at the very size. */
static void
test_budget (void)
{
  g_autoptr(DzExaminer) examiner = start_examiner ();
  g_autoptr(GPtrArray) wanted = list_first (10);
  g_autoptr(DzTextureCache) cache = NULL;
  gboolean rested = FALSE;

  cache = dz_texture_cache_new (desk_window_get_sync (&desk), examiner,
                                3 * 150 * 200 * 3);
  dz_texture_cache_set_exact (cache, TRUE);
  dz_texture_cache_want (cache, wanted);
  g_signal_connect_swapped (cache, "rested", G_CALLBACK (set_cb), &rested);
  dz_texture_cache_set_size (cache, 150, 200);
  dz_test_wait_for (is_set, &rested, LONG_S, "all is rendered that there is room for");
  for (guint i = 0; i < 10; i++)
    g_assert_cmpint (get_rendered (cache, i) != NULL, ==, i < 3);
  g_assert_cmpint (gdk_texture_get_height (get_rendered (cache, 0)), ==, 200);
  dz_texture_cache_close (cache);
  dz_examiner_close (examiner);
}

static void
count_cb (guint *n_rendered)
{
  *n_rendered += 1;
}

/* A size that comes while the bytes are still being read is the one that is rendered, once. */
static void
test_resized (void)
{
  g_autoptr(DzExaminer) examiner = start_examiner ();
  g_autoptr(GPtrArray) wanted = list_first (1);
  g_autoptr(DzTextureCache) cache = dz_texture_cache_new (desk_window_get_sync (&desk), examiner,
                                                          300 * 400 * 3);
  gboolean rested = FALSE;
  guint n_rendered = 0;

  dz_texture_cache_set_exact (cache, TRUE);
  g_signal_connect_swapped (cache, "rested", G_CALLBACK (set_cb), &rested);
  g_signal_connect_swapped (cache, "changed", G_CALLBACK (count_cb), &n_rendered);
  dz_texture_cache_want (cache, wanted);
  dz_texture_cache_set_size (cache, 150, 200);
  dz_texture_cache_set_size (cache, 300, 400);
  dz_test_wait_for (is_set, &rested, LONG_S, "it is rendered");
  g_assert_cmpint (gdk_texture_get_height (get_rendered (cache, 0)), ==, 400);
  g_assert_cmpuint (n_rendered, ==, 1);
  dz_texture_cache_close (cache);
  dz_examiner_close (examiner);
}

static const GError *
get_failure (DzTextureCache *cache)
{
  return dz_texture_cache_get_error (cache, desk_window_get_item (&desk, 0)->submission->id);
}

/* What failed is not held against a photo that is given back and leased again. */
static void
test_failed (void)
{
  g_autoptr(DzExaminer) examiner = start_examiner ();
  g_autoptr(GPtrArray) none = g_ptr_array_new ();
  g_autoptr(GPtrArray) wanted = list_first (1);
  g_autoptr(DzTextureCache) cache = dz_texture_cache_new (desk_window_get_sync (&desk), examiner,
                                                          150 * 200 * 3);
  gboolean rested = FALSE;

  dz_examiner_close (examiner);
  g_signal_connect_swapped (cache, "rested", G_CALLBACK (set_cb), &rested);
  dz_texture_cache_want (cache, wanted);
  dz_texture_cache_set_size (cache, 150, 200);
  dz_test_wait_for (is_set, &rested, LONG_S, "it has been tried");
  g_assert_nonnull (get_failure (cache));
  dz_texture_cache_want (cache, wanted);
  g_assert_nonnull (get_failure (cache));
  dz_texture_cache_want (cache, none);
  g_assert_null (get_failure (cache));
  rested = FALSE;
  dz_texture_cache_want (cache, wanted);
  dz_texture_cache_want (cache, none);
  g_assert_false (dz_texture_cache_awaits (cache, desk_window_get_item (&desk, 1)->submission->id));
  dz_test_wait_for (is_set, &rested, LONG_S, "it has been tried again");
  g_assert_null (get_failure (cache));
  dz_texture_cache_close (cache);
}

static gboolean
names_key (gpointer words)
{
  return strstr (gtk_label_get_label (desk.photo->problem), words) != NULL;
}

/* What is said in place of a photo names the keys that there are. The last of all: no photo can be
 * rendered after it. */
static void
test_problem_keys (void)
{
  DzKey key = { GDK_KEY_F7, 0 };
  const DzItem *last = desk_window_get_item (&desk, desk_window_count_queue (&desk) - 1);

  dz_examiner_close (DZ_REVIEW_PAGE (desk.page)->examiner);
  g_assert_true (dz_review_page_show_submission (DZ_REVIEW_PAGE (desk.page),
                                                 last->submission->id));
  dz_test_wait_for (names_key, "Skip it with S", LONG_S, "the photo cannot be shown");
  dz_keymap_set_key (dz_keymap_of (desk.page), dz_key_table_find ("review.skip"), &key);
  g_assert_true (names_key ("Skip it with F7"));
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
  g_test_add_func ("/next-photo/reserve", test_reserve);
  g_test_add_func ("/next-photo/undo-first", test_undo_first);
  g_test_add_func ("/next-photo/each-is-seen", test_each_is_seen);
  g_test_add_func ("/next-photo/change-of-mind", test_change_of_mind);
  g_test_add_func ("/next-photo/late-close-up", test_late_close_up);
  g_test_add_func ("/next-photo/budget", test_budget);
  g_test_add_func ("/next-photo/resized", test_resized);
  g_test_add_func ("/next-photo/failed", test_failed);
  g_test_add_func ("/next-photo/over-sheet", test_over_sheet);
  g_test_add_func ("/next-photo/draft", test_draft);
  g_test_add_func ("/next-photo/too-small", test_too_small);
  g_test_add_func ("/next-photo/too-early", test_too_early);
  g_test_add_func ("/next-photo/stays", test_stays);
  g_test_add_func ("/next-photo/draft-waits", test_draft_waits);
  g_test_add_func ("/next-photo/full-disk", test_full_disk);
  g_test_add_func ("/next-photo/undo-meanwhile", test_undo_meanwhile);
  g_test_add_func ("/next-photo/undo-each", test_undo_each);
  g_test_add_func ("/next-photo/undo-dropped", test_undo_dropped);
  g_test_add_func ("/next-photo/offer", test_offer);
  g_test_add_func ("/next-photo/problem-keys", test_problem_keys);
  status = g_test_run ();
  close_all ();
  dz_test_remove_tree (home);
  return status;
}
