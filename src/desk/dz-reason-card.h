/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "dz-reason.h"

G_BEGIN_DECLS

/**
 * DzReasonCard:
 *
 * A version of a reason as supervisors see it, in a row of a list.
 */
#define DZ_TYPE_REASON_CARD (dz_reason_card_get_type ())
G_DECLARE_FINAL_TYPE (DzReasonCard, dz_reason_card, DZ, REASON_CARD, GtkListBoxRow)

GtkWidget      *dz_reason_card_new        (const DzReason *reason,
                                           gboolean        is_last);
const DzReason *dz_reason_card_get_reason (DzReasonCard   *self);
gboolean        dz_reason_card_is_last    (DzReasonCard   *self);

G_END_DECLS
