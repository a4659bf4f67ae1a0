/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "dz-judging.h"

G_BEGIN_DECLS

/* A judging stands in two files: what is said of a photo, and the lines that are moved on it. */

struct _DzJudging
{
  GObject        parent_instance;

  char          *submission; /* owned, nullable: whose photo */
  guint          version;    /* of @submission */
  DzMeasurement *measured;   /* owned, nullable: as the program sees it */
  DzMeasurement *corrected;  /* owned, nullable: as the reviewer does; NULL without a correction */
  DzProfile     *profile;    /* owned, nullable: what judged it, where this release has it */
  GPtrArray     *said;       /* owned, (element-type DzFinding): by the service */
  GPtrArray     *findings;   /* owned, (element-type DzFinding): with the correction */
  GHashTable    *changed;    /* owned, set of rules that say something else with the correction */
  GPtrArray     *waivers;    /* owned, (element-type DzWaiver): the student's */
  DzCorrection   correction;
  DzFraming      framing;    /* with the correction; where @framed */
  gboolean       framed;
};

void dz_judging_judge (DzJudging *self);

G_END_DECLS
