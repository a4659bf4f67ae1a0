/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "dz-examiner.h"
#include "dz-starter.h"

G_BEGIN_DECLS

/**
 * DzDeskStart:
 *
 * Starts what a window works with: the way to the service and the helpers, side by side.
 *
 * Signals: "ready": both are there. "failed" (const char *sentence): one is not, and neither is
 * under way any more, so that it can be tried again; translated.
 */
#define DZ_TYPE_DESK_START (dz_desk_start_get_type ())
G_DECLARE_FINAL_TYPE (DzDeskStart, dz_desk_start, DZ, DESK_START, GObject)

DzDeskStart *dz_desk_start_new          (DzStarter   *starter) G_GNUC_WARN_UNUSED_RESULT;
void         dz_desk_start_begin        (DzDeskStart *self);
gboolean     dz_desk_start_has_begun    (DzDeskStart *self);
DzExaminer  *dz_desk_start_get_examiner (DzDeskStart *self);
void         dz_desk_start_stop         (DzDeskStart *self);

G_END_DECLS
