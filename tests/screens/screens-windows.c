/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Windows, menus, the contact sheet, and what happens when others are there or nobody answers. */
#include "screens-states.h"

#include <adwaita.h>

#include "desk-display.h"
#include "dz-conflicts-window.h"
#include "dz-filter-popover.h"
#include "dz-key-row.h"
#include "dz-preferences.h"
#include "dz-progress-page.h"
#include "dz-reasons-window.h"
#include "dz-review-page.h"
#include "dz-setup-page.h"
#include "dz-sheet.h"
#include "dz-sheet-view.h"
#include "dz-sign-in-page.h"
#include "dz-tasks-window.h"
#include "dz-test-wait.h"
#include "dz-tray-window.h"
#include "screens-others.h"

#define NARROW_WIDTH 620
#define NARROWEST_WIDTH 360
#define NARROW_HEIGHT 720

/* ---- starting ---- */

/* Somebody listens there, and never says a word. */
static char *
listen_silently (GSocketListener *listener)
{
  g_autoptr(GError) error = NULL;
  guint16 port = g_socket_listener_add_any_inet_port (listener, NULL, &error);

  g_assert_no_error (error);
  return g_strdup_printf ("http://127.0.0.1:%u", port);
}

static void
show_setup (ScreensDesk *self)
{
  GtkWidget *page = desk_display_find (GTK_WIDGET (self->window), DZ_TYPE_SETUP_PAGE);

  gtk_window_set_focus (GTK_WINDOW (self->window), NULL);
  gtk_stack_set_visible_child (GTK_STACK (gtk_widget_get_parent (page)), page);
  dz_setup_page_open (DZ_SETUP_PAGE (page), dz_starter_get_sync (self->starter), "credential");
}

static gboolean
has_answered (gpointer data)
{
  GtkWidget *page = desk_display_find (data, DZ_TYPE_SIGN_IN_PAGE);
  GtkWidget *spinner = desk_display_find (page, GTK_TYPE_SPINNER);

  return !gtk_spinner_get_spinning (GTK_SPINNER (spinner));
}

void
screens_take_starting (ScreensDesk *self)
{
  g_autoptr(GSocketListener) listener = g_socket_listener_new ();
  g_autofree char *silent = listen_silently (listener);

  screens_open_window (self, silent);
  screens_take (self, "starting");
  screens_close_window (self);
  g_socket_listener_close (listener);

  screens_open_window (self, silent);
  screens_take (self, "nobody-there");
  screens_close_window (self);

  screens_open_window (self, dz_test_proxy_get_url (self->proxy));
  screens_wait_page (self, DZ_TYPE_SIGN_IN_PAGE);
  screens_take (self, "sign-in");
  screens_sign_in (self, self->reviewer, "not the password");
  dz_test_wait_for (has_answered, self->window, SCREENS_LONG_S, "the service has answered");
  screens_take (self, "sign-in-refused");
  show_setup (self);
  screens_take (self, "set-up");
  screens_take_set_up_waiting (self);
  screens_close_window (self);
}

/* ---- windows ---- */

static GtkWidget *
find_row (GtkWidget  *root,
          const char *action)
{
  const DzKeyAction *sought = dz_key_table_find (action);
  GtkWidget *found = NULL;

  if (DZ_IS_KEY_ROW (root)
      && g_str_equal (adw_preferences_row_get_title (ADW_PREFERENCES_ROW (root)),
                      g_dgettext (NULL, sought->title)))
    return root;
  for (GtkWidget *child = gtk_widget_get_first_child (root); child != NULL && found == NULL;
       child = gtk_widget_get_next_sibling (child))
    found = find_row (child, action);
  return found;
}

static void
take_preferences (ScreensDesk *self)
{
  GtkWidget *row;
  const DzKey taken = { GDK_KEY_r, 0 };

  screens_press ("ctrl+comma");
  screens_wait_window (DZ_TYPE_PREFERENCES);
  screens_take (self, "preferences");
  row = find_row (GTK_WIDGET (screens_find_window (DZ_TYPE_PREFERENCES)), "review.approve");
  g_assert_nonnull (row);
  adw_preferences_window_set_visible_page (
      ADW_PREFERENCES_WINDOW (screens_find_window (DZ_TYPE_PREFERENCES)),
      ADW_PREFERENCES_PAGE (gtk_widget_get_ancestor (row, ADW_TYPE_PREFERENCES_PAGE)));
  screens_take (self, "preferences-keys");
  adw_action_row_activate (ADW_ACTION_ROW (row));
  screens_take (self, "preferences-press-a-key");
  dz_key_row_take (DZ_KEY_ROW (row), &taken);
  screens_take (self, "preferences-conflict");
  screens_press ("Escape");
  screens_close (DZ_TYPE_PREFERENCES);
}

static void
take_shortcuts (ScreensDesk *self)
{
  screens_press ("F1");
  screens_wait_window (ADW_TYPE_WINDOW);
  screens_take (self, "shortcuts");
  screens_press ("Escape");
  screens_wait_closed (ADW_TYPE_WINDOW);
}

static void
take_about (ScreensDesk *self)
{
  screens_press ("F10");
  screens_take (self, "menu");
  screens_press ("Escape");
  g_action_group_activate_action (G_ACTION_GROUP (self->application), "about", NULL);
  screens_wait_window (ADW_TYPE_ABOUT_WINDOW);
  screens_take (self, "about");
  screens_close (ADW_TYPE_ABOUT_WINDOW);
}

void
screens_take_windows (ScreensDesk *self)
{
  take_shortcuts (self);
  take_preferences (self);
  take_about (self);
  screens_press ("q");
  screens_take (self, "filter");
  screens_press ("Escape");
  screens_others_hold (self);
  screens_press ("F5 w");
  screens_take (self, "holders");
  screens_press ("Escape");
  screens_others_let_go (self);
}

/* ---- the contact sheet ---- */

static gboolean
is_ready (gpointer sheet)
{
  return dz_sheet_view_is_ready (sheet);
}

void
screens_take_sheet (ScreensDesk *self)
{
  GtkWidget *sheet = desk_display_find (self->page, DZ_TYPE_SHEET_VIEW);

  screens_press ("k");
  screens_wait_side (self, DZ_TYPE_SHEET_VIEW);
  screens_take (self, "sheet");
  dz_test_wait_for (is_ready, sheet, SCREENS_LONG_S, "all of the sheet were looked at");
  screens_press ("Right Down space Right space");
  screens_take (self, "sheet-pulled");
  screens_press ("question");
  screens_take (self, "sheet-keys");
  screens_press ("Escape Escape");
  screens_wait_photo (self);
}

/* ---- decisions ---- */

static gboolean
has_no_fault (const DzItem *item)
{
  return dz_sheet_find_bar (item->submission, item->lease->origin, TRUE) == DZ_SHEET_BAR_NONE;
}

static gboolean
is_tilted (const DzItem *item)
{
  const DzFinding *finding = dz_findings_find (item->submission->findings, "POSE-01");

  return finding != NULL && finding->outcome == DZ_OUTCOME_FAIL && item->earlier->len == 0;
}

/* Approves a photo without a fault, which needs nothing but a key. */
static void
approve_one (ScreensDesk *self)
{
  screens_go_to (self, has_no_fault, "a photo without a fault");
  screens_press ("a");
  screens_wait_photo (self);
}

static guint
count_waiting (ScreensDesk *self)
{
  guint n;

  g_object_get (dz_starter_get_sync (self->starter), "waiting", &n, NULL);
  return n;
}

static gboolean
has_sent_all (gpointer desk)
{
  return count_waiting (desk) == 0
         && dz_sync_get_connection (dz_starter_get_sync (((ScreensDesk *) desk)->starter))
              == DZ_CONNECTION_ONLINE;
}

static gboolean
is_offline (gpointer desk)
{
  return dz_sync_get_connection (dz_starter_get_sync (((ScreensDesk *) desk)->starter))
         == DZ_CONNECTION_OFFLINE;
}

static void
mend (ScreensDesk *self)
{
  dz_test_proxy_mend (self->proxy);
  dz_sync_refresh (dz_starter_get_sync (self->starter));
  dz_test_wait_for (has_sent_all, self, SCREENS_LONG_S, "all that waited has arrived");
}

static void
cut (ScreensDesk *self)
{
  dz_test_proxy_cut (self->proxy);
  dz_sync_refresh (dz_starter_get_sync (self->starter));
  dz_test_wait_for (is_offline, self, SCREENS_LONG_S, "nobody answers");
}

void
screens_take_offline (ScreensDesk *self)
{
  cut (self);
  screens_take (self, "offline");
  approve_one (self);
  approve_one (self);
  screens_take (self, "offline-waiting");
  screens_do (self, "win.sign-out");
  screens_wait_window (ADW_TYPE_MESSAGE_DIALOG);
  screens_take (self, "sign-out-waiting");
  screens_press ("Escape");
  screens_wait_closed (ADW_TYPE_MESSAGE_DIALOG);
  mend (self);
}

/* What I decide while nobody answers, somebody else has decided or holds meanwhile. */
static gboolean
has_conflicts (gpointer desk)
{
  DzSync *sync = dz_starter_get_sync (((ScreensDesk *) desk)->starter);

  return g_list_model_get_n_items (dz_sync_get_conflicts (sync)) == 2;
}

static void
decide_too_late (ScreensDesk *self,
                 void (*overtake) (ScreensDesk *, const DzItem *))
{
  g_autoptr(DzItem) item = dz_item_copy (screens_go_to (self, has_no_fault,
                                                               "a photo without a fault"));

  overtake (self, item);
  screens_press ("a");
  screens_wait_photo (self);
}

static gboolean
tells_of_draft (gpointer root)
{
  gboolean tells = FALSE;

  if (gtk_widget_has_css_class (root, "dz-draft"))
    return gtk_widget_get_mapped (root);
  for (GtkWidget *child = gtk_widget_get_first_child (root); child != NULL && !tells;
       child = gtk_widget_get_next_sibling (child))
    tells = tells_of_draft (child);
  return tells;
}

void
screens_take_conflicts (ScreensDesk *self)
{
  cut (self);
  decide_too_late (self, screens_others_reject);
  decide_too_late (self, screens_others_take);
  mend (self);
  dz_test_wait_for (has_conflicts, self, SCREENS_LONG_S, "what was not applied");
  screens_others_let_go (self);
  screens_take (self, "conflict-said");
  screens_press ("x");
  screens_wait_window (DZ_TYPE_CONFLICTS_WINDOW);
  screens_take (self, "conflicts");
  screens_press ("c");
  screens_take (self, "conflicts-ask");
  screens_press ("Escape Down");
  screens_take (self, "conflicts-second");
  screens_press ("c");
  screens_wait_closed (DZ_TYPE_CONFLICTS_WINDOW);
  dz_test_wait_for (tells_of_draft, self->page, SCREENS_LONG_S, "what I had decided is told");
  screens_wait_photo (self);
  screens_take (self, "draft");
}

static gboolean
has_sealed (gpointer desk)
{
  DzSync *sync = dz_starter_get_sync (((ScreensDesk *) desk)->starter);

  return g_list_model_get_n_items (dz_sync_get_sealed (sync)) > 0;
}

void
screens_take_held (ScreensDesk *self)
{
  approve_one (self);
  screens_go_to (self, is_tilted, "a tilted head");
  screens_press ("r");
  screens_press ("Return");
  screens_wait_photo (self);
  screens_take (self, "held");
  screens_press ("t");
  screens_wait_window (DZ_TYPE_TRAY_WINDOW);
  screens_take (self, "tray");
  dz_test_wait_for (has_sealed, self, SCREENS_LONG_S, "a decision takes effect");
  screens_press ("Down Down Down");
  screens_take (self, "tray-sealed");
  screens_press ("c");
  screens_take (self, "tray-ask");
  screens_press ("Escape Escape");
  screens_wait_closed (DZ_TYPE_TRAY_WINDOW);
}

/* ---- narrow ---- */

static gboolean
is_restored (gpointer window)
{
  return !gtk_window_is_maximized (window);
}

static void
resize (ScreensDesk *self,
        int          width)
{
  gtk_window_unmaximize (GTK_WINDOW (self->window));
  dz_test_wait_for (is_restored, self->window, SCREENS_LONG_S, "it does not fill the screen");
  gtk_window_set_default_size (GTK_WINDOW (self->window), width, NARROW_HEIGHT);
}

void
screens_take_narrow (ScreensDesk *self)
{
  resize (self, NARROW_WIDTH);
  screens_take (self, "narrow");
  screens_press ("i");
  screens_take (self, "narrow-only-photo");
  screens_press ("i r");
  screens_take (self, "narrow-reject");
  screens_press ("Escape Escape");
  resize (self, NARROWEST_WIDTH);
  screens_take (self, "narrowest");
  screens_press ("i");
  screens_take (self, "narrowest-side");
  screens_press ("i");
  gtk_window_maximize (GTK_WINDOW (self->window));
}

/* ---- who may do more, or has nothing to do ---- */

void
screens_take_empty (ScreensDesk *self)
{
  DzSync *sync = dz_starter_get_sync (self->starter);
  g_autoptr(DzQueueFilter) filter = dz_queue_filter_new ();

  filter->waited_min = 60 * 24 * 30;
  dz_sync_set_filter (sync, filter);
  screens_wait_page (self, DZ_TYPE_REVIEW_PAGE);
  screens_take (self, "filtered");
}

void
screens_take_leaving (ScreensDesk *self)
{
  dz_test_proxy_set_fault (self->proxy, DZ_TEST_FAULT_HOLD_ANSWER);
  screens_do (self, "win.sign-out");
  screens_wait_text (GTK_WIDGET (self->window), g_dgettext (NULL, "Do Not Wait"));
  screens_take (self, "signing-out");
  screens_press ("Escape");
  screens_wait_page (self, DZ_TYPE_SIGN_IN_PAGE);
  dz_test_proxy_set_fault (self->proxy, DZ_TEST_FAULT_NONE);
  dz_test_proxy_let_go (self->proxy);
}

static gboolean
is_sheer_portrait (const DzItem *item)
{
  return has_no_fault (item) && item->admission == NULL;
}

void
screens_prepare_oversight (ScreensDesk *self)
{
  screens_others_reject_and_escalate (self, is_sheer_portrait);
  screens_others_reopen ();
}

static gboolean
is_reopened (const DzItem *item)
{
  return item->reopening != NULL;
}

void
screens_take_oversight (ScreensDesk *self)
{
  screens_go_to (self, is_reopened, "what was reopened");
  screens_take (self, "reopened");
  screens_press ("F10");
  screens_take (self, "menu-head");
  screens_press ("Escape");
  screens_do (self, "win.tasks");
  screens_wait_window (DZ_TYPE_TASKS_WINDOW);
  screens_take (self, "tasks");
  screens_press ("Down");
  screens_take (self, "tasks-second");
  screens_press ("Down");
  screens_take (self, "tasks-escalation");
  screens_close (DZ_TYPE_TASKS_WINDOW);
  screens_do (self, "win.reasons");
  screens_wait_window (DZ_TYPE_REASONS_WINDOW);
  screens_take (self, "reasons");
  screens_close (DZ_TYPE_REASONS_WINDOW);
}
