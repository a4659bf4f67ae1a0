/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "dz-judging.h"
#include "dz-reason-list.h"

G_BEGIN_DECLS

/**
 * DzMended:
 * @DZ_MENDED_YES: the rules that measure it pass now
 * @DZ_MENDED_NO: a rule that measures it fails still
 * @DZ_MENDED_DOUBT: none fails, but one warns
 * @DZ_MENDED_LOOK: no rule has measured it; a person must look
 *
 * What became of a reason for which an earlier photo went back.
 */
typedef enum
{
  DZ_MENDED_YES,
  DZ_MENDED_NO,
  DZ_MENDED_DOUBT,
  DZ_MENDED_LOOK,
} DzMended;

/**
 * DzMend:
 * @label: the reason in a few words
 * @mended: what became of it
 * @finding: (nullable): what a rule says of it now, where it speaks against the photo; lent by the
 *   judging, until that changes
 *
 * One reason of an earlier refusal, ticked off or not.
 */
typedef struct
{
  char            *label;
  DzMended         mended;
  const DzFinding *finding;
} DzMend;

GPtrArray  *dz_mends_new          (const DzSubmission *earlier,
                                   DzReasonList       *reasons,
                                   DzJudging          *judging);
const char *dz_mended_word        (DzMended            mended);
const char *dz_mended_icon_name   (DzMended            mended);
const char *dz_mended_css_class   (DzMended            mended);

G_END_DECLS
