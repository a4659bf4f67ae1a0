/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "dz-sync.h"
#include "service-fixture.h"

G_BEGIN_DECLS

/* A desk's client, signed in at the real service of the service's own tests. */

#define WORLD_WAIT_S 60
#define WORLD_WHY "背景其实合格，请再看一次"

typedef struct
{
  Fixture  fixture;
  char    *li;      /* owned: a reviewer's token */
  char    *wei;     /* owned: token of who sits at the desk */
  char    *dir;     /* owned: the desk's data */
  DzSync  *sync;    /* owned */
} World;

/* Who sits at the desk is called "wei" and has these roles. */
void         world_open         (World      *self,
                                 DzRole      roles);
void         world_close        (World      *self);
/* Whoever sits there signs in again: after a restart, and at another desk. */
void         world_restart_desk (World      *self);
void         world_move_desk    (World      *self);
void         world_result_cb    (GObject      *source,
                                 GAsyncResult *result,
                                 gpointer      user_data);
Reply       *world_ask          (World      *self,
                                 const char *method,
                                 const char *path,
                                 const char *json);
/* The reviewer refuses a student's photo, it seals, and they ask that it be looked at again:
 * returns the submission. */
char        *world_raise_request (World     *self,
                                 guint       student);
/* What the service has of reasons, as somebody else would read it. */
DzReasonList *world_list_reasons (World     *self);
/* How often the history has an entry of that kind with these words. */
guint        world_count_entries (World      *self,
                                  const char *kind,
                                  const char *words);

G_END_DECLS
