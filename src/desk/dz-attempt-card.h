/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "dz-item.h"
#include "dz-judging.h"
#include "dz-reason-list.h"

G_BEGIN_DECLS

/**
 * DzAttemptCard:
 *
 * Of a photo that comes again: why the one before went back, and which of that is mended.
 */
#define DZ_TYPE_ATTEMPT_CARD (dz_attempt_card_get_type ())
G_DECLARE_FINAL_TYPE (DzAttemptCard, dz_attempt_card, DZ, ATTEMPT_CARD, GtkWidget)

void dz_attempt_card_set_judging (DzAttemptCard      *self,
                                  DzJudging          *judging);
void dz_attempt_card_set_earlier (DzAttemptCard      *self,
                                  const DzSubmission *earlier,
                                  DzReasonList       *reasons);

G_END_DECLS
