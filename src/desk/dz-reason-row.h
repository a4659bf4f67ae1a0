/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "dz-reason-choice.h"

G_BEGIN_DECLS

/**
 * DzReasonRow:
 *
 * A reason to return a photo, chosen or not, with its number key.
 */
#define DZ_TYPE_REASON_ROW (dz_reason_row_get_type ())
G_DECLARE_FINAL_TYPE (DzReasonRow, dz_reason_row, DZ, REASON_ROW, GtkListBoxRow)

GtkWidget            *dz_reason_row_new        (const DzReasonChoice *choice);
void                  dz_reason_row_set_key    (DzReasonRow          *self,
                                                const char           *key);
const char           *dz_reason_row_get_key    (DzReasonRow          *self);
const DzReasonChoice *dz_reason_row_get_choice (DzReasonRow          *self);
gboolean              dz_reason_row_get_chosen (DzReasonRow          *self);
void                  dz_reason_row_toggle     (DzReasonRow          *self);

G_END_DECLS
