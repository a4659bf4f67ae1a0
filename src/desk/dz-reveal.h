/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "dz-sync.h"

G_BEGIN_DECLS

/* Nobody looks for longer: something lies on the key. */
#define DZ_REVEAL_S_MAX 30

/**
 * DzReveal:
 *
 * What is hidden of one student's record, for as long as somebody holds a key or a button. The
 * service is asked each time, and nothing of its answer stays once it is let go. The reason is
 * given once for a submission.
 *
 * Signals: "changed": another number is shown, or none any more. "refused" (const char *sentence):
 * why nothing is shown, translated.
 */
#define DZ_TYPE_REVEAL (dz_reveal_get_type ())
G_DECLARE_FINAL_TYPE (DzReveal, dz_reveal, DZ, REVEAL, GObject)

DzReveal   *dz_reveal_new         (void);
void        dz_reveal_set_subject (DzReveal   *self,
                                   DzSync     *sync,
                                   const char *submission);
gboolean    dz_reveal_has_reason  (DzReveal   *self);
void        dz_reveal_give_reason (DzReveal   *self,
                                   const char *code,
                                   const char *words);
void        dz_reveal_begin       (DzReveal   *self);
void        dz_reveal_end         (DzReveal   *self);
const char *dz_reveal_get_number  (DzReveal   *self);

G_END_DECLS
