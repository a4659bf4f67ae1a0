/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib-object.h>

#include "dz-framing.h"
#include "dz-item.h"
#include "dz-profile.h"

G_BEGIN_DECLS

/**
 * DzJudging:
 *
 * What the rules say of the photo that is judged, with its lines where the reviewer has moved them.
 * It belongs to one thread, and knows nothing of widgets.
 *
 * Signal "changed": another photo is judged, or a line was moved or put back, and with it perhaps
 * what the rules say.
 */
#define DZ_TYPE_JUDGING (dz_judging_get_type ())
G_DECLARE_FINAL_TYPE (DzJudging, dz_judging, DZ, JUDGING, GObject)

DzJudging           *dz_judging_new              (void);
void                 dz_judging_set_item         (DzJudging    *self,
                                                  const DzItem *item);
const DzMeasurement *dz_judging_get_measurement  (DzJudging    *self);
const DzMeasurement *dz_judging_get_measured     (DzJudging    *self);
DzProfile           *dz_judging_get_profile      (DzJudging    *self);
GPtrArray           *dz_judging_get_findings     (DzJudging    *self);
const DzFraming     *dz_judging_get_framing      (DzJudging    *self);
const DzFinding     *dz_judging_find             (DzJudging    *self,
                                                  const char   *rule);
const DzFinding     *dz_judging_find_measured    (DzJudging    *self,
                                                  const char   *rule);
gboolean             dz_judging_is_corrected     (DzJudging    *self,
                                                  const char   *rule);
const DzWaiver      *dz_judging_find_waiver      (DzJudging    *self,
                                                  const char   *rule);
GPtrArray           *dz_judging_list_failing     (DzJudging    *self);
GPtrArray           *dz_judging_list_waivable    (DzJudging    *self);
double               dz_judging_get_line         (DzJudging    *self,
                                                  DzLine        line);
gboolean             dz_judging_can_move         (DzJudging    *self);
gboolean             dz_judging_is_moved         (DzJudging    *self,
                                                  DzLine        line);
void                 dz_judging_move             (DzJudging    *self,
                                                  DzLine        line,
                                                  double        y);
void                 dz_judging_put_back         (DzJudging    *self,
                                                  DzLine        line);
void                 dz_judging_put_all_back     (DzJudging    *self);
const DzCorrection  *dz_judging_get_correction   (DzJudging    *self);

G_END_DECLS
