/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "dz-main-window.h"
#include "dz-photo-view.h"
#include "dz-test-proxy.h"
#include "dz-test-service.h"
#include "screens-picture.h"

G_BEGIN_DECLS

#define SCREENS_LONG_S 60

/**
 * ScreensDesk:
 * @reviewer: judges photos
 * @head: may do everything
 * @proxy: stands before @service, and can be cut
 *
 * The real window in this process, on a real service with the sample school, at a screen with a
 * window manager and a keyboard.
 */
typedef struct
{
  ScreensPicture *picture;     /* owned */
  GSubprocess    *manager;     /* owned */
  char           *data;        /* owned: the service's */
  char           *reviewer;    /* owned */
  char           *password;    /* owned */
  char           *head;        /* owned */
  char           *head_password; /* owned */
  DzTestService  *service;     /* owned */
  DzTestProxy    *proxy;       /* owned */
  AdwApplication *application; /* owned */
  DzStarter      *starter;     /* owned, nullable: while a window is open */
  DzMainWindow   *window;      /* unowned, nullable */
  GtkWidget      *page;        /* unowned, nullable: of single photos, in @window */
  DzPhotoView    *photo;       /* unowned, nullable: in @window */
} ScreensDesk;

typedef gboolean (*ScreensItemTest) (const DzItem *item);

/* The first argument is the folder of its pictures. */
void          screens_desk_open       (ScreensDesk     *self,
                                       int             *argc,
                                       char          ***argv);
void          screens_desk_close      (ScreensDesk     *self);

/* ---- windows ---- */

/* Opens the program's window on a service, and gives it the screen. */
void          screens_open_window     (ScreensDesk     *self,
                                       const char      *url);
void          screens_close_window    (ScreensDesk     *self);
/* %NULL for none that is open. */
GtkWindow    *screens_find_window     (GType            type);
void          screens_wait_window     (GType            type);
void          screens_close           (GType            type);
void          screens_wait_closed     (GType            type);

/* ---- hands ---- */

/* Keys as xdotool names them, separated by spaces. */
void          screens_press           (const char      *keys);
void          screens_hold            (const char      *key,
                                       gboolean         down);
void          screens_type            (const char      *ascii);
void          screens_do              (ScreensDesk     *self,
                                       const char      *action);
void          screens_sign_in         (ScreensDesk     *self,
                                       const char      *name,
                                       const char      *password);
/* Whether people write English in the pictures that are taken. */
gboolean      screens_in_english      (void);
void          screens_take            (ScreensDesk     *self,
                                       const char      *name);

/* ---- eyes ---- */

void          screens_wait_text       (GtkWidget       *root,
                                       const char      *text);
void          screens_wait_page       (ScreensDesk     *self,
                                       GType            type);
void          screens_wait_side       (ScreensDesk     *self,
                                       GType            type);
void          screens_wait_photo      (ScreensDesk     *self);
GListModel   *screens_get_queue       (ScreensDesk     *self);
/* Goes to the first photo of the queue that fits, @what. */
const DzItem *screens_go_to           (ScreensDesk     *self,
                                       ScreensItemTest  fits,
                                       const char      *what);

G_END_DECLS
