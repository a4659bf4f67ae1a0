/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "desk-keys.h"

#include "dz-test-service.h"
#include "dz-test-wait.h"

#define PRESSED_S 20
#define LAST "Pause" /* means nothing to anybody, and comes after all the others */

static gboolean
is_active (gpointer data)
{
  return gtk_window_is_active (data);
}

static void
run (GPtrArray *argv)
{
  g_autofree char *said = NULL;

  g_ptr_array_add (argv, NULL);
  /* What we told the X server must be there before the other program looks. */
  gdk_display_sync (gdk_display_get_default ());
  said = dz_test_run ((const char *const *) argv->pdata, NULL, 0);
}

void
desk_keys_focus (GtkWindow *window)
{
  g_autoptr(GPtrArray) argv = g_ptr_array_new ();
  g_autofree char *name = g_strdup_printf ("^%s$", gtk_window_get_title (window));
  char *const words[] = { "xdotool", "search", "--sync", "--onlyvisible", "--name", name,
                          "windowfocus", "--sync" };

  for (guint i = 0; i < G_N_ELEMENTS (words); i++)
    g_ptr_array_add (argv, words[i]);
  run (argv);
  dz_test_wait_for (is_active, window, PRESSED_S, "the window has the keyboard");
}

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

static void
act (const char *verb,
     const char *keys)
{
  g_autoptr(GPtrArray) argv = g_ptr_array_new ();
  g_auto(GStrv) names = g_strsplit (keys, " ", -1);

  g_ptr_array_add (argv, (gpointer) "xdotool");
  g_ptr_array_add (argv, (gpointer) verb);
  for (guint i = 0; names[i] != NULL; i++)
    g_ptr_array_add (argv, names[i]);
  run (argv);
}

void
desk_keys_send (const char *keys)
{
  act ("key", keys);
}

void
desk_keys_hold (const char *key)
{
  act ("keydown", key);
}

void
desk_keys_let_go (const char *key)
{
  act ("keyup", key);
}

/* @argv: without the last key */
static void
run_to_end (GtkWidget *root,
            GPtrArray *argv)
{
  GtkEventController *keys = gtk_event_controller_key_new ();
  gboolean ended = FALSE;

  g_signal_connect_swapped (keys, "key-released", G_CALLBACK (released_cb), &ended);
  gtk_event_controller_set_propagation_phase (keys, GTK_PHASE_CAPTURE);
  gtk_widget_add_controller (root, keys);
  run (argv);
  desk_keys_send (LAST);
  dz_test_wait_for (has_ended, &ended, PRESSED_S, "the last key came");
  gtk_widget_remove_controller (root, keys);
}

void
desk_keys_press (GtkWindow  *window,
                 const char *first,
                 ...)
{
  g_autoptr(GPtrArray) argv = g_ptr_array_new ();
  const char *key;
  va_list keys;

  g_ptr_array_add (argv, (gpointer) "xdotool");
  g_ptr_array_add (argv, (gpointer) "key");
  g_ptr_array_add (argv, (gpointer) first);
  va_start (keys, first);
  while ((key = va_arg (keys, const char *)) != NULL)
    g_ptr_array_add (argv, (gpointer) key);
  va_end (keys);
  run_to_end (GTK_WIDGET (window), argv);
}

void
desk_keys_repeat (GtkWidget  *root,
                  const char *key,
                  guint       n)
{
  g_autoptr(GPtrArray) argv = g_ptr_array_new ();
  char *const words[] = { "xdotool", "key", "--delay", "2" };

  for (guint i = 0; i < G_N_ELEMENTS (words); i++)
    g_ptr_array_add (argv, words[i]);
  for (guint i = 0; i < n; i++)
    g_ptr_array_add (argv, (gpointer) key);
  run_to_end (root, argv);
}

void
desk_keys_type (GtkWindow  *window,
                const char *text)
{
  g_autoptr(GPtrArray) argv = g_ptr_array_new ();

  g_ptr_array_add (argv, (gpointer) "xdotool");
  g_ptr_array_add (argv, (gpointer) "type");
  g_ptr_array_add (argv, (gpointer) text);
  run_to_end (GTK_WIDGET (window), argv);
}
