/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "rush-world.h"

G_BEGIN_DECLS

/**
 * RushRecord:
 *
 * What was done with each submission, in turn and in words of our own: what was pressed, and what
 * the service has of it.
 */
typedef struct _RushRecord RushRecord;

RushRecord *rush_record_new     (void);
void        rush_record_free    (RushRecord *self);
/* @subject: a submission
 * @what: "approve", "reject", "undo", "return" (what was skipped), "escalate"
 * @codes: (transfer full): reasons, or the rules against which it is approved; in any order
 * @note: (nullable): to the student */
void        rush_record_add     (RushRecord *self,
                                 const char *subject,
                                 const char *what,
                                 GPtrArray  *codes,
                                 const char *note);
/* What an approval covers, in the same words.
 * Returns: (transfer full): a code more */
char       *rush_record_say_frame (const DzCrop *frame);
/* Reads the reviewer's part of the history from the service, by HTTP. */
RushRecord *rush_record_read    (RushWorld  *world);
guint       rush_record_count   (RushRecord *self);
/* How many submissions have the same in both; what differs is printed where @aloud. */
guint       rush_record_compare (RushRecord *self,
                                 RushRecord *other,
                                 gboolean    aloud);

G_END_DECLS
