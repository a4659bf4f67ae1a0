/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "desk-keys.h"

#include "dz-test-keys.h"
#include "dz-test-wait.h"

#define PRESSED_S 20
#define LAST "Pause" /* means nothing to anybody, and comes after all the others */

/* What we told the X server must be there before the other program looks. */
static void
tell_all (void)
{
  gdk_display_sync (gdk_display_get_default ());
}

static gboolean
is_active (gpointer data)
{
  return gtk_window_is_active (data);
}

void
desk_keys_focus (GtkWindow *window)
{
  tell_all ();
  dz_test_keys_focus (gtk_window_get_title (window));
  dz_test_wait_for (is_active, window, PRESSED_S, "the window has the keyboard");
}

void
desk_keys_send (const char *keys)
{
  tell_all ();
  dz_test_keys_send (keys);
}

void
desk_keys_hold (const char *key)
{
  tell_all ();
  dz_test_keys_hold (key);
}

void
desk_keys_let_go (const char *key)
{
  tell_all ();
  dz_test_keys_let_go (key);
}

/* ---- with an end ---- */

static gboolean
released_cb (gboolean *ended,
             guint     keyval)
{
  *ended = *ended || keyval == GDK_KEY_Pause;
  return GDK_EVENT_PROPAGATE;
}

static gboolean
has_ended (gpointer data)
{
  return *(gboolean *) data;
}

/* Runs @press, and waits until @root has had all that it pressed. */
static void
press_to_end (GtkWidget    *root,
              void        (*press) (const char *keys),
              const char   *keys)
{
  GtkEventController *watch = gtk_event_controller_key_new ();
  gboolean ended = FALSE;

  g_signal_connect_swapped (watch, "key-released", G_CALLBACK (released_cb), &ended);
  gtk_event_controller_set_propagation_phase (watch, GTK_PHASE_CAPTURE);
  gtk_widget_add_controller (root, watch);
  tell_all ();
  press (keys);
  desk_keys_send (LAST);
  dz_test_wait_for (has_ended, &ended, PRESSED_S, "the last key came");
  gtk_widget_remove_controller (root, watch);
}

void
desk_keys_press (GtkWindow  *window,
                 const char *first,
                 ...)
{
  g_autoptr(GString) words = g_string_new (first);
  const char *key;
  va_list keys;

  va_start (keys, first);
  while ((key = va_arg (keys, const char *)) != NULL)
    g_string_append_printf (words, " %s", key);
  va_end (keys);
  press_to_end (GTK_WIDGET (window), dz_test_keys_send, words->str);
}

void
desk_keys_repeat (GtkWidget  *root,
                  const char *key,
                  guint       n)
{
  g_autoptr(GString) words = g_string_new ("--delay 2");

  for (guint i = 0; i < n; i++)
    g_string_append_printf (words, " %s", key);
  press_to_end (root, dz_test_keys_send, words->str);
}

void
desk_keys_type (GtkWindow  *window,
                const char *text)
{
  press_to_end (GTK_WIDGET (window), dz_test_keys_type, text);
}
