/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What tells that the service is asked, while it keeps its answers. */
#include "screens-states.h"

#include <adwaita.h>

#include "desk-display.h"
#include "dz-asking-sign.h"
#include "dz-reject-pane.h"
#include "dz-setup-page.h"
#include "dz-sheet-view.h"
#include "dz-test-wait.h"

static GtkWidget *
find_sign (GtkWidget *root)
{
  GtkWidget *found = NULL;

  if (DZ_IS_ASKING_SIGN (root))
    return gtk_widget_get_mapped (root) ? root : NULL;
  for (GtkWidget *child = gtk_widget_get_first_child (root); child != NULL && found == NULL;
       child = gtk_widget_get_next_sibling (child))
    found = find_sign (child);
  return found;
}

static gboolean
has_sign (gpointer root)
{
  return find_sign (root) != NULL;
}

static gboolean
has_no_sign (gpointer root)
{
  return !has_sign (root);
}

static void
answered_cb (GObject      *source,
             GAsyncResult *result,
             gpointer      answered)
{
  *(GAsyncResult **) answered = g_object_ref (result);
}

/* Nothing is on its way that a key would wait for. */
static void
hold (ScreensDesk *self)
{
  g_autoptr(GAsyncResult) answered = NULL;

  dz_sync_refresh_async (dz_starter_get_sync (self->starter), NULL, answered_cb, &answered);
  dz_test_wait_set (&answered, SCREENS_LONG_S, "the service answers");
  dz_test_proxy_set_fault (self->proxy, DZ_TEST_FAULT_HOLD_ANSWER);
}

static void
let_go (ScreensDesk *self)
{
  dz_test_proxy_set_fault (self->proxy, DZ_TEST_FAULT_NONE);
  dz_test_proxy_let_go (self->proxy);
}

/* Presses a key that asks, and leaves the waiting again. */
static void
take (ScreensDesk *self,
      const char  *key,
      const char  *name)
{
  GtkWidget *window = GTK_WIDGET (self->window);

  hold (self);
  screens_press (key);
  dz_test_wait_for (has_sign, window, SCREENS_LONG_S, name);
  screens_take (self, name);
  screens_press ("Escape");
  dz_test_wait_for (has_no_sign, window, SCREENS_LONG_S, "nobody waits any more");
  let_go (self);
}

void
screens_take_waiting (ScreensDesk *self)
{
  take (self, "F5", "waiting");
  take (self, "q", "waiting-filter");
  take (self, "w", "waiting-holders");
  screens_press ("r");
  screens_wait_side (self, DZ_TYPE_REJECT_PANE);
  take (self, "F5", "waiting-reject");
  gtk_widget_activate_action (desk_display_find (self->page, DZ_TYPE_REJECT_PANE), "reject.cancel",
                              NULL);
  screens_press ("k");
  screens_wait_page (self, DZ_TYPE_SHEET_VIEW);
  take (self, "F5", "waiting-sheet");
  screens_press ("k");
}

static void
fill_in (GtkWidget  *widget,
         const char *text)
{
  if (ADW_IS_ENTRY_ROW (widget))
    gtk_editable_set_text (GTK_EDITABLE (widget), text);
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    fill_in (child, text);
}

void
screens_take_set_up_waiting (ScreensDesk *self)
{
  GtkWidget *page = desk_display_find (GTK_WIDGET (self->window), DZ_TYPE_SETUP_PAGE);
  GtkWidget *begin = desk_display_find_text (page, g_dgettext (NULL, "Begin"));

  dz_test_proxy_set_fault (self->proxy, DZ_TEST_FAULT_HOLD_ANSWER);
  fill_in (page, "对照密码有八个字");
  g_signal_emit_by_name (gtk_widget_get_ancestor (begin, GTK_TYPE_BUTTON), "clicked");
  screens_wait_text (page, g_dgettext (NULL, "Do Not Wait"));
  screens_take (self, "set-up-waiting");
  screens_press ("Escape");
  screens_wait_text (page, g_dgettext (NULL, "You did not wait. The service may have written it "
                                             "down all the same: begin again with the same name "
                                             "and password."));
  screens_take (self, "set-up-not-waited");
  let_go (self);
}
