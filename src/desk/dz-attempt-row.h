/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "dz-reason-list.h"
#include "dz-submission.h"

G_BEGIN_DECLS

/**
 * DzAttemptRow:
 *
 * An earlier attempt of the student: what became of it, why, when.
 */
#define DZ_TYPE_ATTEMPT_ROW (dz_attempt_row_get_type ())
G_DECLARE_FINAL_TYPE (DzAttemptRow, dz_attempt_row, DZ, ATTEMPT_ROW, GtkListBoxRow)

GtkWidget *dz_attempt_row_new (const DzSubmission *submission,
                               DzReasonList       *reasons);

G_END_DECLS
