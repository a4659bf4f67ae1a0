/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "desk-display.h"

#include <adwaita.h>

#include "dz-application.h"
#include "dz-test-wait.h"

#define DRAWN_S 20
#define SAID_S 120

gboolean
desk_display_open (int    *argc,
                   char ***argv)
{
  if (g_getenv ("DISPLAY") == NULL && g_getenv ("WAYLAND_DISPLAY") == NULL)
    {
      g_print ("1..0 # SKIP there is no display\n");
      return FALSE;
    }
  if (!gtk_init_check ())
    g_error ("the display does not open");
  g_test_init (argc, argv, NULL);
  adw_init ();
  dz_desk_init ();
  gtk_icon_theme_add_resource_path (gtk_icon_theme_get_for_display (gdk_display_get_default ()),
                                    "/io/github/duizhao/Duizhao/icons");
  return TRUE;
}

static void
drawn_cb (GdkFrameClock *clock,
          gpointer       user_data)
{
  gpointer *drawn = user_data;

  *drawn = clock;
}

GtkWindow *
desk_display_present (GtkWidget *child,
                      int        width,
                      int        height)
{
  GtkWidget *window = gtk_window_new ();
  gpointer drawn = NULL;
  GdkFrameClock *clock;
  gulong drawn_id;

  gtk_window_set_default_size (GTK_WINDOW (window), width, height);
  gtk_window_set_child (GTK_WINDOW (window), child);
  gtk_window_present (GTK_WINDOW (window));
  clock = gtk_widget_get_frame_clock (window);
  drawn_id = g_signal_connect (clock, "after-paint", G_CALLBACK (drawn_cb), &drawn);
  dz_test_wait_set (&drawn, DRAWN_S, "the window is drawn");
  g_signal_handler_disconnect (clock, drawn_id);
  return GTK_WINDOW (window);
}

GtkWidget *
desk_display_find (GtkWidget *root,
                   GType      type)
{
  GtkWidget *child = gtk_widget_get_first_child (root);

  if (g_type_is_a (G_OBJECT_TYPE (root), type))
    return root;
  for (; child != NULL; child = gtk_widget_get_next_sibling (child))
    {
      GtkWidget *found = desk_display_find (child, type);

      if (found != NULL)
        return found;
    }
  return NULL;
}

static gboolean
says (GtkWidget  *widget,
      const char *text)
{
  if (GTK_IS_LABEL (widget))
    return g_strcmp0 (gtk_label_get_label (GTK_LABEL (widget)), text) == 0;
  if (GTK_IS_ENTRY (widget))
    return g_strcmp0 (gtk_entry_get_placeholder_text (GTK_ENTRY (widget)), text) == 0;
  return FALSE;
}

static GtkWidget *
find_text (GtkWidget  *root,
           const char *text,
           gboolean    seen)
{
  GtkWidget *child = gtk_widget_get_first_child (root);

  if (says (root, text) && (!seen || gtk_widget_get_mapped (root)))
    return root;
  for (; child != NULL; child = gtk_widget_get_next_sibling (child))
    {
      GtkWidget *found = find_text (child, text, seen);

      if (found != NULL)
        return found;
    }
  return NULL;
}

GtkWidget *
desk_display_find_text (GtkWidget  *root,
                        const char *text)
{
  GtkWidget *found = find_text (root, text, TRUE);

  return found != NULL ? found : find_text (root, text, FALSE);
}

gboolean
desk_display_shows (GtkWidget  *root,
                    const char *text)
{
  GtkWidget *found = desk_display_find_text (root, text);
  graphene_rect_t bounds;

  return found != NULL && gtk_widget_compute_bounds (found, root, &bounds)
         && bounds.origin.y >= 0
         && bounds.origin.y + bounds.size.height <= (float) gtk_widget_get_height (root);
}

gboolean
desk_display_has (GtkWidget *root,
                  GType      type)
{
  GtkWidget *found = desk_display_find (root, type);

  return found != NULL && gtk_widget_get_mapped (found);
}

gboolean
desk_display_says (GtkWidget  *root,
                   const char *text)
{
  GtkWidget *found = desk_display_find_text (root, text);

  return found != NULL && gtk_widget_get_mapped (found);
}

typedef struct
{
  GtkWidget  *root;
  const char *text;
} Sought;

static gboolean
is_said (gpointer data)
{
  const Sought *sought = data;

  return desk_display_says (sought->root, sought->text);
}

static gboolean
is_unsaid (gpointer data)
{
  return !is_said (data);
}

void
desk_display_wait_said (GtkWidget  *root,
                        const char *text)
{
  Sought sought = { root, text };

  dz_test_wait_for (is_said, &sought, SAID_S, text);
}

void
desk_display_wait_unsaid (GtkWidget  *root,
                          const char *text)
{
  Sought sought = { root, text };

  dz_test_wait_for (is_unsaid, &sought, SAID_S, text);
}
