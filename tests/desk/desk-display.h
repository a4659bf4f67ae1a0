/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

/* Gets ready to build widgets. %FALSE, having said so to the test harness, where there is no
 * display; the program then ends well. */
gboolean   desk_display_open     (int        *argc,
                                  char     ***argv);
/* A window with @child in it, shown and drawn at least once. */
GtkWindow *desk_display_present  (GtkWidget  *child,
                                  int         width,
                                  int         height);
/* The first descendant of a type, for templates keep their children to themselves. */
GtkWidget *desk_display_find     (GtkWidget  *root,
                                  GType       type);
/* The first descendant that is a label, an entry or a button with this text; one that is seen comes
 * before one that is not. */
GtkWidget *desk_display_find_text (GtkWidget  *root,
                                   const char *text);
/* Whether it lies inside of @root from its upper to its lower edge, as things stand now. */
gboolean   desk_display_shows     (GtkWidget  *root,
                                   const char *text);
/* Whether such a one is seen, all of it or not. */
gboolean   desk_display_has       (GtkWidget  *root,
                                   GType       type);
gboolean   desk_display_says      (GtkWidget  *root,
                                   const char *text);
/* Waits until it is said, and until it is said no more. */
void       desk_display_wait_said   (GtkWidget  *root,
                                     const char *text);
void       desk_display_wait_unsaid (GtkWidget  *root,
                                     const char *text);
