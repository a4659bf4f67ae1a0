/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * DzFilterVerdict:
 * @DZ_FILTER_VERDICT_ANY: whatever the rules said
 * @DZ_FILTER_VERDICT_FAIL: a rule that measures fails
 * @DZ_FILTER_VERDICT_WARN: none fails, but one warns or could not measure
 * @DZ_FILTER_VERDICT_PASS: all that measure pass
 *
 * What the rules said to a photo, as dz_findings_verdict() sums it up.
 */
typedef enum
{
  DZ_FILTER_VERDICT_ANY,
  DZ_FILTER_VERDICT_FAIL,
  DZ_FILTER_VERDICT_WARN,
  DZ_FILTER_VERDICT_PASS,
  DZ_N_FILTER_VERDICTS,
} DzFilterVerdict;

/**
 * DzFilterAttempt:
 * @DZ_FILTER_ATTEMPT_ANY: whichever
 * @DZ_FILTER_ATTEMPT_FIRST: a student's first photo
 * @DZ_FILTER_ATTEMPT_LATER: one after another was sent back
 */
typedef enum
{
  DZ_FILTER_ATTEMPT_ANY,
  DZ_FILTER_ATTEMPT_FIRST,
  DZ_FILTER_ATTEMPT_LATER,
  DZ_N_FILTER_ATTEMPTS,
} DzFilterAttempt;

/* A year: nothing waits longer, and in microseconds it stays far from the end of 64 bits. */
#define DZ_FILTER_WAITED_MIN_MAX (366 * 24 * 60)

/**
 * DzQueueFilter:
 * @school: (nullable): code of a school
 * @window: (nullable): id of a window
 * @verdict: what the rules said
 * @attempt: first or later
 * @waited_min: waits for at least so many minutes; 0 for however long
 *
 * What of the queue a reviewer wants to judge. Everything that is set must fit.
 */
typedef struct
{
  char           *school;
  char           *window;
  DzFilterVerdict verdict;
  DzFilterAttempt attempt;
  guint           waited_min;
} DzQueueFilter;

DzQueueFilter *dz_queue_filter_new      (void);
DzQueueFilter *dz_queue_filter_copy     (const DzQueueFilter *self);
void           dz_queue_filter_free     (DzQueueFilter       *self);
gboolean       dz_queue_filter_is_empty (const DzQueueFilter *self);
gboolean       dz_queue_filter_equal    (const DzQueueFilter *self,
                                         const DzQueueFilter *other);
const char    *dz_filter_verdict_to_nick   (DzFilterVerdict   verdict);
gboolean       dz_filter_verdict_from_nick (const char       *nick,
                                            DzFilterVerdict  *verdict);
const char    *dz_filter_attempt_to_nick   (DzFilterAttempt   attempt);
gboolean       dz_filter_attempt_from_nick (const char       *nick,
                                            DzFilterAttempt  *attempt);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (DzQueueFilter, dz_queue_filter_free)

G_END_DECLS
