/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "dz-crop.h"
#include "dz-reason-list.h"
#include "dz-test-service.h"

G_BEGIN_DECLS

#define RUSH_REVIEWER "reviewer"
#define RUSH_HEAD "head" /* who reads the history */
#define RUSH_PASSWORD "bench4password"

/**
 * RushItem:
 * @code: what can be read off its photo
 * @findings: (element-type DzFinding): what the rules say of it
 * @frame: what is delivered of it, empty where nothing can be: what its approval covers
 *
 * A submission that waits.
 */
typedef struct
{
  int        code;
  GPtrArray *findings; /* owned */
  DzCrop     frame;
} RushItem;

/**
 * RushWorld:
 * @dir: a folder for files
 * @items: (element-type utf8 RushItem): by submission
 * @reasons: why a photo can be refused
 * @service: a real service with all of them in its queue
 */
typedef struct
{
  char          *dir;     /* owned */
  char          *data;    /* owned */
  GHashTable    *items;   /* owned */
  DzReasonList  *reasons; /* owned */
  DzTestService *service; /* owned */
} RushWorld;

/* A few people are painted and examined in earnest, some with something wrong; each stands for many
 * students, whose photos differ by what no one sees. */
RushWorld *rush_world_new  (guint      n_items);
void       rush_world_free (RushWorld *self);

G_END_DECLS
