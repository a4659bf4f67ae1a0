/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "dz-submission.h"

G_BEGIN_DECLS

/* Photos on one contact sheet. */
#define DZ_SHEET_PHOTOS_MAX 24

/* How long a sheet stands, at the least, for each photo on it before it is approved: one look at
 * each, as the eye rests 260 to 330 ms on a place of a scene (Rayner 2009, Quarterly Journal of
 * Experimental Psychology 62:1457, table 1). */
#define DZ_SHEET_PHOTO_MS 300

/**
 * DzSheetBar:
 * @DZ_SHEET_BAR_NONE: nothing; it may stand on a contact sheet
 * @DZ_SHEET_BAR_FORBIDDEN: the school's policy
 * @DZ_SHEET_BAR_SET_APART: it was quarantined, left to a supervisor or opened again
 * @DZ_SHEET_BAR_ATTEMPT: an earlier photo of the same student was sent in this window
 * @DZ_SHEET_BAR_UNEXAMINED: no rule has said anything of it
 * @DZ_SHEET_BAR_FINDING: an auto or assist rule fails, warns or measured nothing
 *
 * Why a photo must be judged alone.
 */
typedef enum
{
  DZ_SHEET_BAR_NONE,
  DZ_SHEET_BAR_FORBIDDEN,
  DZ_SHEET_BAR_SET_APART,
  DZ_SHEET_BAR_ATTEMPT,
  DZ_SHEET_BAR_UNEXAMINED,
  DZ_SHEET_BAR_FINDING,
  DZ_N_SHEET_BARS,
} DzSheetBar;

DzSheetBar  dz_sheet_find_bar    (const DzSubmission *submission,
                                  DzState             origin,
                                  gboolean            allowed);
const char *dz_sheet_bar_explain (DzSheetBar          bar);

G_END_DECLS
