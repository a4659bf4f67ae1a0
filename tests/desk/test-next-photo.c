/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The real window, in this process, on a real service with the sample school: from photo to photo
 * nothing is blank and nothing is passed unseen, and nothing is decided that nobody can have
 * seen. */
#include "dz-main-window.h"

#include "desk-display.h"
#include "dz-application.h"
#include "dz-photo-view-private.h"
#include "dz-record-pane.h"
#include "dz-reject-pane.h"
#include "dz-review-page.h"
#include "dz-sheet.h"
#include "dz-sheet-text.h"
#include "dz-sheet-view.h"
#include "dz-test-service.h"
#include "dz-test-wait.h"
#include "dz-texture-cache.h"

#include <adwaita.h>
#include <signal.h>
#include <sqlite3.h>
#include <string.h>
#include <sys/resource.h>

#define LONG_S 120
#define N_STEPS 12
#define N_LATE 4
#define READABLE_MS 150
#define TOO_SMALL "Nothing can be delivered: the photo is smaller than"
#define NOT_KEPT "The disk of this computer is full"

/* One for all tests: seeding takes seconds. */
typedef struct
{
  char           *data;
  char           *reviewer;
  char           *password;
  DzTestService  *service;
  DzApplication  *application;
  DzStarter      *starter;
  DzMainWindow   *window;
  DzPhotoView    *photo;     /* unowned, in @window */
  GtkWidget      *page;      /* unowned, in @window */
  const char     *named;     /* in the frame that is painted now, nullable */
  GPtrArray      *seen;      /* owned (element-type utf8): whose photo was painted, in turn */
  guint           n_blank;   /* frames without a photo after the first one */
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

/* Of every ten photos one fits a contact sheet, with models and without, and one is too small for
 * the picture that is delivered. */
static void
change_photos (void)
{
  g_autofree char *path = g_build_filename (desk.data, "duizhao.sqlite", NULL);
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
paint_cb (void)
{
  desk.named = dz_starter_get_sync (desk.starter) != NULL ? find_named () : NULL;
}

/* The page may have gone on already when this is called. */
static void
painted_cb (void)
{
  g_assert_nonnull (desk.named);
  g_ptr_array_add (desk.seen, g_strdup (desk.named));
}

static void
after_paint_cb (void)
{
  if (desk.seen->len > 0 && dz_photo_view_get_texture (desk.photo) == NULL)
    desk.n_blank++;
}

static gboolean
has_seen_first (gpointer data)
{
  return desk.seen->len > 0;
}

static void
open_desk (void)
{
  GdkFrameClock *clock;

  desk.seen = g_ptr_array_new_with_free_func (g_free);
  desk.starter = dz_starter_new (desk.service->staff_url, FALSE);
  desk.window = DZ_MAIN_WINDOW (dz_main_window_new (ADW_APPLICATION (desk.application),
                                                    desk.starter, NULL));
  desk.page = desk_display_find (GTK_WIDGET (desk.window), DZ_TYPE_REVIEW_PAGE);
  desk.photo = DZ_PHOTO_VIEW (desk_display_find (desk.page, DZ_TYPE_PHOTO_VIEW));
  g_signal_connect (desk.photo, "painted", G_CALLBACK (painted_cb), NULL);
  dz_main_window_start (desk.window);
  gtk_window_present (GTK_WINDOW (desk.window));
  clock = gtk_widget_get_frame_clock (GTK_WIDGET (desk.window));
  g_signal_connect (clock, "paint", G_CALLBACK (paint_cb), NULL);
  g_signal_connect (clock, "after-paint", G_CALLBACK (after_paint_cb), NULL);
  sign_in ();
  dz_test_wait_for (has_seen_first, NULL, LONG_S, "the first photo is seen");
}

static void
open_all (void)
{
  g_autoptr(GError) error = NULL;

  desk.data = g_dir_make_tmp ("duizhao-test-XXXXXX", NULL);
  seed ();
  change_photos ();
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
  g_ptr_array_unref (desk.seen);
  g_free (desk.data);
  g_free (desk.reviewer);
  g_free (desk.password);
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
  return desk.seen->len >= GPOINTER_TO_UINT (data);
}

static void
wait_seen (guint n_photos)
{
  dz_test_wait_for (has_seen_all, GUINT_TO_POINTER (n_photos), LONG_S, "the photos are seen");
}

static gboolean
has_reserve (gpointer data)
{
  return g_list_model_get_n_items (get_queue ()) == 40;
}

/* The first few come at once, so that there is something to see; then twenty to judge and twenty in
 * reserve. */
static void
test_reserve (void)
{
  dz_test_wait_for (has_reserve, NULL, LONG_S, "twenty are leased, and twenty in reserve");
}

/* Presses that come all at once: each photo is painted, in turn, with its own name beside it, and
 * there is a photo in every frame. */
static void
test_each_is_seen (void)
{
  g_ptr_array_set_size (desk.seen, 1);
  desk.n_blank = 0;
  for (guint i = 0; i < N_STEPS; i++)
    {
      act ("review.next");
      if (i % 4 == 3)
        wait_seen (i + 2);
    }
  wait_seen (N_STEPS + 1);
  for (guint i = 0; i <= N_STEPS; i++)
    g_assert_cmpstr (g_ptr_array_index (desk.seen, i), ==, get_item (i)->student->identifier);
  g_assert_cmpuint (desk.n_blank, ==, 0);
  g_assert_cmpuint (desk.seen->len, ==, N_STEPS + 1);
}

/* And back, with a change of mind that takes back what was not gone yet. */
static void
test_change_of_mind (void)
{
  guint n_before = desk.seen->len;

  act ("review.previous");
  act ("review.previous");
  act ("review.previous");
  act ("review.next");
  wait_seen (n_before + 2);
  g_assert_cmpstr (find_named (), ==, get_item (N_STEPS - 2)->student->identifier);
  g_assert_cmpuint (desk.seen->len, ==, n_before + 2);
}

static gboolean
is_rejecting (void)
{
  return gtk_widget_get_mapped (desk_display_find (desk.page, DZ_TYPE_REJECT_PANE));
}

static gboolean
is_readable (gpointer data)
{
  return dz_photo_view_get_shown_ms (desk.photo) >= READABLE_MS;
}

#define DRAFT "Draft: you had approved this photo. Nothing is decided until you do so again."

static gboolean
says_draft (gpointer data)
{
  GtkWidget *note = desk_display_find_text (desk.page, DRAFT);

  return note != NULL && gtk_widget_get_mapped (note);
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
  for (guint i = 1; i + 1 < g_list_model_get_n_items (get_queue ()); i++)
    if (fits_sheet (get_item (i)))
      return get_item (i);
  return get_item (N_STEPS - 1);
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
                                                 get_item (1)->submission->id));
  dz_test_wait_for (is_readable, NULL, LONG_S, "the photo can be read");
  g_assert_cmpstr (find_named (), ==, get_item (1)->student->identifier);
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
  dz_test_wait_for (is_readable, NULL, LONG_S, "the photo can be read");
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
  return g_list_model_get_n_items (dz_sync_get_held (dz_starter_get_sync (desk.starter)));
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
says_too_small (gpointer data)
{
  return says (desk.page, TOO_SMALL);
}

static const DzItem *
find_too_small (void)
{
  for (guint i = 0; i < g_list_model_get_n_items (get_queue ()); i++)
    if (dz_measurement_get (get_item (i)->measurement, DZ_QUANTITY_WIDTH) == 300)
      return get_item (i);
  g_assert_not_reached ();
}

/* An approval covers the picture that is delivered: where there can be none, none is made, and the
 * reviewer learns why. */
static void
test_too_small (void)
{
  guint n_before = count_held ();

  g_assert_true (dz_review_page_show_submission (DZ_REVIEW_PAGE (desk.page),
                                                 find_too_small ()->submission->id));
  dz_test_wait_for (is_readable, NULL, LONG_S, "the photo can be read");
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
  return g_strcmp0 (find_named (), data) == 0 && is_readable (NULL);
}

static void
skip_one (void)
{
  dz_test_wait_for (is_readable, NULL, LONG_S, "the photo can be read");
  act ("review.skip");
}

/* What is to be taken back while another command is on its way to the disk is taken back after it:
 * one of the tray, and then the last one, by its key. */
static void
test_undo_meanwhile (void)
{
  GListModel *decisions = dz_sync_get_held (dz_starter_get_sync (desk.starter));
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
  guint n_before = desk.seen->len;

  act ("review.next");
  act ("review.reject");
  g_assert_false (is_rejecting ());
  wait_seen (n_before + 1);
  if (dz_photo_view_get_shown_ms (desk.photo) < READABLE_MS)
    {
      act ("review.reject");
      g_assert_false (is_rejecting ());
    }
  dz_test_wait_for (is_readable, NULL, LONG_S, "the photo can be read");
  act ("review.reject");
  g_assert_true (is_rejecting ());
}

static gboolean
is_empty (gpointer data)
{
  return g_list_model_get_n_items (get_queue ()) == 0;
}

static void
want_waited (guint minutes)
{
  g_autoptr(DzQueueFilter) filter = dz_queue_filter_new ();

  filter->waited_min = minutes;
  dz_sync_set_filter (dz_starter_get_sync (desk.starter), filter);
}

/* Goes on with a photo that can be read, and begins to reject it. */
static void
begin_rejecting (void)
{
  dz_test_wait_for (is_readable, NULL, LONG_S, "the photo can be read");
  act ("review.reject");
  g_assert_true (is_rejecting ());
}

static gboolean
has_photos (gpointer data)
{
  return !is_empty (NULL) && is_readable (NULL) && !is_rejecting ();
}

/* The service has said until when what was decided last can be undone. */
static gboolean
is_applied (gpointer data)
{
  GListModel *list = dz_sync_get_held (dz_starter_get_sync (desk.starter));
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
  GListModel *list = dz_sync_get_held (dz_starter_get_sync (desk.starter));
  g_autoptr(DzHeldItem) last
    = g_list_model_get_item (list, g_list_model_get_n_items (list) - 1);

  return g_strdup_printf ("Rejected the photo of %s", dz_held_item_get_item (last)->student->name);
}

/* What was done before may be on its way to the disk still. */
static gboolean
rejects (gpointer data)
{
  act ("review.reject");
  return is_rejecting ();
}

/* What is offered beside the word of a rejection takes back that rejection; once it is taken back,
 * it would take back the one before. */
static void
test_offer (void)
{
  GtkWidget *pane = desk_display_find (desk.page, DZ_TYPE_REJECT_PANE);
  g_autoptr(DzDecision) draft = NULL;
  g_autofree char *sentence = NULL;

  dz_test_wait_for (rejects, NULL, LONG_S, "the photo is being rejected");
  draft = dz_reject_pane_dup_decision (DZ_REJECT_PANE (pane));
  if (g_strv_length (draft->reasons) == 0)
    gtk_widget_activate_action (pane, "reject.toggle", "u", 0);
  gtk_widget_activate_action (pane, "reject.send", NULL);
  dz_test_wait_for (is_applied, NULL, LONG_S, "it is decided");
  sentence = say_last_rejected ();
  dz_test_wait_for (offers_undo, sentence, LONG_S, "it can be taken back");
  act ("review.undo");
  dz_test_wait_for (offers_nothing, sentence, OFFER_S, "what is taken back cannot be again");
}

static gboolean
has_two_fitting (gpointer data)
{
  guint n = 0;

  for (guint i = 0; i < g_list_model_get_n_items (get_queue ()); i++)
    n += fits_sheet (get_item (i));
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
      guint n_before = desk.seen->len;

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

/* ---- what is kept ---- */

static gboolean
has_rested (gpointer data)
{
  return *(gboolean *) data;
}

static void
rested_cb (gboolean *rested)
{
  *rested = TRUE;
}

static GPtrArray *
list_first (guint n_items)
{
  GPtrArray *items = g_ptr_array_new_with_free_func (g_object_unref);

  for (guint i = 0; i < n_items; i++)
    g_ptr_array_add (items, g_list_model_get_item (get_queue (), i));
  return items;
}

static gboolean
is_rendered (DzTextureCache *cache,
             guint           position)
{
  return dz_texture_cache_get (cache, get_item (position)->submission->id) != NULL;
}

/* Of ten that are wanted three fit: those that are wanted most, at the very size. */
static void
test_budget (void)
{
  g_autoptr(DzExaminer) examiner = dz_examiner_new (NULL, 1, NULL);
  g_autoptr(GPtrArray) wanted = list_first (10);
  g_autoptr(DzTextureCache) cache = NULL;
  g_autoptr(GError) error = NULL;
  gboolean rested = FALSE;

  g_assert_true (dz_examiner_start (examiner, &error));
  g_assert_no_error (error);
  cache = dz_texture_cache_new (dz_starter_get_sync (desk.starter), examiner,
                                3 * 150 * 200 * 3);
  dz_texture_cache_set_exact (cache, TRUE);
  dz_texture_cache_want (cache, wanted);
  g_signal_connect_swapped (cache, "rested", G_CALLBACK (rested_cb), &rested);
  dz_texture_cache_set_size (cache, 150, 200);
  dz_test_wait_for (has_rested, &rested, LONG_S, "all is rendered that there is room for");
  for (guint i = 0; i < 10; i++)
    g_assert_cmpint (is_rendered (cache, i), ==, i < 3);
  g_assert_cmpint (gdk_texture_get_height (
                       dz_texture_cache_get (cache, get_item (0)->submission->id)), ==, 200);
  dz_texture_cache_close (cache);
  dz_examiner_close (examiner);
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
  g_test_add_func ("/next-photo/reserve", test_reserve);
  g_test_add_func ("/next-photo/each-is-seen", test_each_is_seen);
  g_test_add_func ("/next-photo/change-of-mind", test_change_of_mind);
  g_test_add_func ("/next-photo/late-close-up", test_late_close_up);
  g_test_add_func ("/next-photo/budget", test_budget);
  g_test_add_func ("/next-photo/over-sheet", test_over_sheet);
  g_test_add_func ("/next-photo/draft", test_draft);
  g_test_add_func ("/next-photo/too-small", test_too_small);
  g_test_add_func ("/next-photo/too-early", test_too_early);
  g_test_add_func ("/next-photo/stays", test_stays);
  g_test_add_func ("/next-photo/full-disk", test_full_disk);
  g_test_add_func ("/next-photo/undo-meanwhile", test_undo_meanwhile);
  g_test_add_func ("/next-photo/offer", test_offer);
  status = g_test_run ();
  close_all ();
  dz_test_remove_tree (home);
  return status;
}
