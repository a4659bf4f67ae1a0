/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

/* The real workstation as a process of its own, found by the environment variable DZ_DESK, with a
 * real window and a hand on the keyboard of the whole display. It may be killed and opened again on
 * the same folders. */
typedef struct
{
  char             *state_dir;  /* owned */
  GSubprocess      *process;    /* owned, nullable: while it runs */
  GDataInputStream *lines;      /* owned, nullable */
  GHashTable       *shown;      /* owned: submissions that were on the screen, of all runs */
  GHashTable       *kept;       /* owned: submissions whose decision it said is on disk */
  char             *page;       /* owned, nullable: which is open, of this run */
  char             *side;       /* owned, nullable: what stands beside the photo */
  char             *first_keys; /* owned, nullable: what became of their card */
  char             *last_shown; /* owned, nullable: what is on the screen */
  char             *rests;      /* owned, nullable: whose decision it found at the service */
  char             *tray;       /* owned, nullable: whose decision is chosen in the tray */
  gint64            shown_us;   /* when a photo came on the screen last */
  guint             n_shown;    /* photos that came on the screen, of this run */
} WindowDesk;

WindowDesk *window_desk_new     (const char *state_dir);
void        window_desk_free    (WindowDesk *self);
/* Opens it on a service and signs somebody in, to their first photo. */
void        window_desk_open    (WindowDesk *self,
                                 const char *url,
                                 const char *name,
                                 const char *password);
/* As a power cut would. What it had said before is heard. */
void        window_desk_kill    (WindowDesk *self);
void        window_desk_press   (const char *key);
/* Gives the keyboard to one of its windows, by its title. */
void        window_desk_focus   (const char *title);
/* Presses a key as soon as the photo on the screen may be judged. */
void        window_desk_judge   (WindowDesk *self,
                                 const char *key);
/* Waits until another photo is shown, for at most @ms. Returns whether there is one. */
gboolean    window_desk_wait    (WindowDesk *self,
                                 guint       n_shown,
                                 guint       ms);
/* Lets the time pass, and hears what is said. */
void        window_desk_rest    (WindowDesk *self,
                                 guint       ms);
/* Its folder for a service, found where there is one only. */
char       *window_desk_find_dir (WindowDesk *self);
