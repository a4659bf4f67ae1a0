/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "dz-portrait-file.h"

G_BEGIN_DECLS

/*
 * DzDemoDamage:
 * @DZ_DEMO_DAMAGE_NONE: the JPEG as written
 * @DZ_DEMO_DAMAGE_PNG: a PNG under the name of a JPEG
 * @DZ_DEMO_DAMAGE_CUT_HEAD: cut before the picture begins; nothing can be decoded
 * @DZ_DEMO_DAMAGE_CUT_TAIL: the lower part never arrived; the rest decodes
 *
 * What happens to a file on its way.
 */
typedef enum
{
  DZ_DEMO_DAMAGE_NONE,
  DZ_DEMO_DAMAGE_PNG,
  DZ_DEMO_DAMAGE_CUT_HEAD,
  DZ_DEMO_DAMAGE_CUT_TAIL,
} DzDemoDamage;

typedef void (*DzDemoSpoil) (DzPortrait     *portrait,
                             DzPortraitFile *file);

/*
 * DzDemoCase:
 * @kind: a stable name, "red-background"
 * @n: how many students send one
 * @rule: (nullable): the rule that has something to say about it
 * @refused: whether the upload is refused at once, and never reaches the queue
 * @damage: what happens to the file
 * @spoil: (nullable): makes the fault, on a portrait and file that were faultless
 * @earlier_spoil: (nullable): the fault of an earlier attempt that a reviewer refused
 * @earlier_reasons: (nullable): the reason codes of that refusal, separated by spaces
 * @earlier_note: (nullable): the reviewer's note to the student
 * @again: whether the photo is that of the earlier attempt, saved again
 * @woman: whether only a woman is painted so
 * @shows: (nullable): the photo shows the last student whose photo is of this kind; %NULL for the
 *   student who sends it
 *
 * One kind of submission in the demo.
 */
typedef struct
{
  const char  *kind;
  guint        n;
  const char  *rule;
  gboolean     refused;
  DzDemoDamage damage;
  DzDemoSpoil  spoil;
  DzDemoSpoil  earlier_spoil;
  const char  *earlier_reasons;
  const char  *earlier_note;
  gboolean     again;
  gboolean     woman;
  const char  *shows;
} DzDemoCase;

const DzDemoCase *dz_demo_plan_get (guint *n_cases);

G_END_DECLS
