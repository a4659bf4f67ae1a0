/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "dz-store-history.h"
#include "dz-store-messages.h"
#include "dz-store-queue.h"
#include "dz-store-register.h"
#include "dz-store-submissions.h"
#include "dz-store-twins.h"
#include "dz-store-users.h"

G_BEGIN_DECLS

/* The contract of the store is written against its functions only. Whatever opens the store is
 * here, so that another engine can be put to the same tests. */

#define FIXTURE_SCHOOL "11414"
#define FIXTURE_NOON_US ((gint64) 1652155200 * G_USEC_PER_SEC) /* 2022-05-10 12:00 in Beijing */
#define FIXTURE_DESK "desk-1"

typedef struct
{
  char     *dir;
  DzStore  *store;
  gint64    now_us; /* what the machine's clock says */
  DzWindow *window;
  DzUser   *wang;   /* reviewer */
  DzUser   *li;     /* reviewer */
} Fixture;

/* A fresh store; with a window of masters, open for a day, five students and two reviewers. */
void          fixture_set_up_empty  (Fixture       *self,
                                     gconstpointer  user_data);
void          fixture_set_up        (Fixture       *self,
                                     gconstpointer  user_data);
void          fixture_tear_down     (Fixture       *self,
                                     gconstpointer  user_data);
void          fixture_reopen        (Fixture       *self);
gint64        fixture_clock         (gpointer       fixture);
void          fixture_check_history (Fixture       *self);

DzStore      *fixture_open_store    (const char    *dir);
char         *fixture_make_dir      (void);
void          fixture_remove_dir    (const char    *dir);

DzWindow     *fixture_new_window    (gint64         opens_us);
void          fixture_fill          (DzStore       *store,
                                     guint          n_students,
                                     gint64         opens_us,
                                     DzWindow     **window);
char         *fixture_identity      (guint          student);
char         *fixture_identifier    (guint          student);
char         *fixture_name          (guint          student);
GBytes       *fixture_photo         (const char    *text);
void          fixture_bind          (DzStore       *store,
                                     guint          student);
DzSubmission *fixture_receive       (DzStore       *store,
                                     guint          student,
                                     const char    *photo);
DzSubmission *fixture_examine       (DzStore       *store,
                                     const char    *submission,
                                     DzOutcome      outcome,
                                     DzAuthority    authority);
/* Passes all rules; @peers and @searched_to as the service gives them. */
DzSubmission *fixture_examine_among (DzStore             *store,
                                     const char          *submission,
                                     const DzMeasurement *measurement,
                                     const DzPeers       *peers,
                                     gint64               searched_to);
DzSubmission *fixture_queue         (DzStore       *store,
                                     guint          student,
                                     const char    *photo);
DzCommand    *fixture_command       (const char    *id,
                                     DzCommandKind  kind,
                                     const DzSubmission *submission);
DzCommand    *fixture_approve       (const DzSubmission *submission);
DzCommand    *fixture_reject        (const DzSubmission *submission,
                                     const char    *reason,
                                     const char    *note);
DzCommandAnswer *fixture_apply      (Fixture       *self,
                                     const DzUser  *user,
                                     const DzCommand *command);
GPtrArray    *fixture_lease         (Fixture       *self,
                                     const DzUser  *user,
                                     guint          wanted);
guint         fixture_count_entries (DzStore       *store,
                                     const char    *kind);

#define fixture_add(path, set_up, test) \
  g_test_add (path, Fixture, NULL, set_up, test, fixture_tear_down)

G_END_DECLS
