/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Who holds what, as a desk shows it; the service is the one of the client's tests. */
#include "dz-holders-popover.h"

#include "desk-display.h"
#include "dz-test-wait.h"
#include "sync-fixture.h"

typedef struct
{
  Fixture           fixture;
  GtkWindow        *window;
  DzHoldersPopover *popover;
  const char       *text; /* what is waited for */
} Desk;

static void
set_up (Desk         *self,
        gconstpointer roles)
{
  GtkWidget *button = gtk_menu_button_new ();

  fixture_set_up (&self->fixture, NULL);
  self->fixture.roles = roles;
  fixture_sign_in (&self->fixture, ZHAO);
  self->popover = g_object_new (DZ_TYPE_HOLDERS_POPOVER, NULL);
  gtk_menu_button_set_popover (GTK_MENU_BUTTON (button), GTK_WIDGET (self->popover));
  self->window = desk_display_present (button, 480, 480);
  dz_holders_popover_set_sync (self->popover, self->fixture.sync);
  gtk_menu_button_popup (GTK_MENU_BUTTON (button));
}

static void
tear_down (Desk         *self,
           gconstpointer roles)
{
  dz_holders_popover_set_sync (self->popover, NULL);
  gtk_window_destroy (self->window);
  fixture_tear_down (&self->fixture, NULL);
}

static GtkWidget *
find (Desk       *self,
      const char *text)
{
  return desk_display_find_text (GTK_WIDGET (self->popover), text);
}

static gboolean
says_text (gpointer data)
{
  Desk *self = data;

  return find (self, self->text) != NULL;
}

static void
wait_text (Desk       *self,
           const char *text)
{
  self->text = text;
  dz_test_wait_for (says_text, self, WAIT_S, text);
}

/* The service's clock counts, told as in Beijing. */
static void
test_list (Desk         *self,
           gconstpointer roles)
{
  wait_text (self, "李审");
  g_assert_nonnull (find (self, "3 photos until 08:00"));
}

static void
test_release (Desk         *self,
              gconstpointer roles)
{
  GtkWidget *button;

  wait_text (self, "李审");
  button = find (self, "Release");
  g_assert_nonnull (button);
  if (!GTK_IS_BUTTON (button))
    button = gtk_widget_get_ancestor (button, GTK_TYPE_BUTTON);
  gtk_test_accessible_assert_property (
      button, GTK_ACCESSIBLE_PROPERTY_LABEL,
      "Give the photos of 李审 back to the queue; it stands in the history");
  g_signal_emit_by_name (button, "clicked");
  wait_text (self, "0 photos are free again.");
}

/* Only supervisors give back what others hold. */
static void
test_reviewer (Desk         *self,
               gconstpointer roles)
{
  wait_text (self, "李审");
  g_assert_null (find (self, "Release"));
}

int
main (int    argc,
      char **argv)
{
  if (!desk_display_open (&argc, &argv))
    return 0;
#define ADD(path, roles, function) g_test_add (path, Desk, roles, set_up, function, tear_down)
  ADD ("/holders-popover/list", "[\"reviewer\",\"supervisor\"]", test_list);
  ADD ("/holders-popover/release", "[\"reviewer\",\"supervisor\"]", test_release);
  ADD ("/holders-popover/reviewer", "[\"reviewer\"]", test_reviewer);
  return g_test_run ();
}
