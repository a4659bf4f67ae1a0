/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#define DZ_TEST_DESK_TITLE "Duizhao"

/* The real workstation as a process of its own, found by the environment variable DZ_DESK, with a
 * real window; its keys are those of the whole display. It says in words what it shows: "page
 * sign-in", "shown ID", "side reject", "zoom face". It may be killed and opened again on the same
 * folders. */
typedef struct
{
  char             *home;    /* owned: the folder of all that it keeps */
  GSubprocess      *process; /* owned, nullable: while it runs */
  GDataInputStream *lines;   /* owned, nullable: until it has ended and all is heard */
  GPtrArray        *said;    /* owned: what it said in all its runs, in turn */
  guint             begun;   /* how much of that was said in the runs before */
} DzTestDesk;

DzTestDesk *dz_test_desk_new              (const char *home);
/* Kills it where it still runs. */
void        dz_test_desk_free             (DzTestDesk *self);

/* Opens its window on a service. */
void        dz_test_desk_start            (DzTestDesk *self,
                                           const char *url);
/* Signs somebody in who is asked to, to their first photo and the card that lies over it. */
void        dz_test_desk_sign_in          (DzTestDesk *self,
                                           const char *name,
                                           const char *password);
/* Puts away the card that takes the first key for itself. */
void        dz_test_desk_close_first_keys (DzTestDesk *self);
/* Ends it as a power cut would. What it had said before is heard. */
void        dz_test_desk_kill             (DzTestDesk *self);
/* Ends it by its key, and fails the test unless it ends well. */
void        dz_test_desk_quit             (DzTestDesk *self);

/* How much it has said: what is said from now on comes after that. */
guint       dz_test_desk_get_now          (DzTestDesk *self);
/* Whether something that begins with @words was said after @since, and waiting until it is. */
gboolean    dz_test_desk_has_said         (DzTestDesk *self,
                                           guint       since,
                                           const char *words);
void        dz_test_desk_wait_said        (DzTestDesk *self,
                                           guint       since,
                                           const char *words);
/* Presses a key, and waits until that is said. */
void        dz_test_desk_press            (DzTestDesk *self,
                                           const char *key,
                                           const char *words);
/* How often it has said what begins with @words, in this run. */
guint       dz_test_desk_count            (DzTestDesk *self,
                                           const char *words);
/* What came after @words when they were said last in this run, and when that was; %NULL and 0 where
 * they never were. */
const char *dz_test_desk_get_last         (DzTestDesk *self,
                                           const char *words);
gint64      dz_test_desk_get_last_us      (DzTestDesk *self,
                                           const char *words);
/* All that ever came after @words, in all runs: a set of strings. */
GHashTable *dz_test_desk_list             (DzTestDesk *self,
                                           const char *words);

/* Until a key counts for the photo on the screen. */
void        dz_test_desk_wait_readable    (DzTestDesk *self);
/* Waits until more photos have come on the screen than @n_shown, for at most @ms. Returns whether
 * they have. */
gboolean    dz_test_desk_wait_shown       (DzTestDesk *self,
                                           guint       n_shown,
                                           guint       ms);
