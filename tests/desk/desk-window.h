/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "dz-main-window.h"
#include "dz-photo-view.h"

G_BEGIN_DECLS

#define DESK_READABLE_MS 150 /* so long must a photo stand on the screen before a key counts */

/* The real window of the workstation, in this process, on a real service. */
typedef struct
{
  DzStarter    *starter; /* owned */
  DzMainWindow *window;  /* unowned: it is GTK's */
  GtkWidget    *page;    /* unowned, in @window: of single photos */
  DzPhotoView  *photo;   /* unowned, in @window */
} DeskWindow;

typedef gboolean (*DeskItemTest) (const DzItem *item);

/* Gets ready to open windows. Returns the folder in which desks keep their things, to be removed in
 * the end; %NULL where there is no display, and the program then ends well. */
char         *desk_window_begin            (int              *argc,
                                            char           ***argv);
/* The application of windows that are opened from then on; there is one for a program, which keeps
 * its place on the bus until it ends. */
GApplication *desk_window_new_application  (void);
/* @settings: what the window remembers, or %NULL for nothing. */
void          desk_window_open             (DeskWindow       *self,
                                            const char       *url,
                                            GSettings        *settings);
/* Waits until the window and its client are really gone. */
void          desk_window_close            (DeskWindow       *self);
/* As soon as somebody is asked to. */
void          desk_window_sign_in          (DeskWindow       *self,
                                            const char       *name,
                                            const char       *password);
/* Gives the window a title and by that the keyboard, and closes the card that takes the first key
 * for itself. */
void          desk_window_take_keyboard    (DeskWindow       *self,
                                            const char       *title);
/* Whether the photo has been seen for long enough to be judged: a #DzTestCondition. */
gboolean      desk_window_is_readable      (gpointer          self);
void          desk_window_wait_readable    (DeskWindow       *self);
/* Until there are twenty photos to judge and twenty in reserve. */
void          desk_window_wait_reserve     (DeskWindow       *self);
DzSync       *desk_window_get_sync         (DeskWindow       *self);
GListModel   *desk_window_get_queue        (DeskWindow       *self);
guint         desk_window_count_queue      (DeskWindow       *self);
const DzItem *desk_window_get_item         (DeskWindow       *self,
                                            guint             position);
/* The identifier of its student. */
const char   *desk_window_get_identifier   (DeskWindow       *self,
                                            guint             position);
/* The first of the queue that fits; %NULL for none. */
const DzItem *desk_window_find_item        (DeskWindow       *self,
                                            DeskItemTest      fits);
/* The identifier of the student of the queue whose name stands beside the photo; %NULL for none. */
const char   *desk_window_find_named       (DeskWindow       *self);

G_END_DECLS
