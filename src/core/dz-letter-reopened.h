/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "dz-letter.h"
#include "dz-submission.h"

G_BEGIN_DECLS

const char *dz_letter_reopened_zh (gboolean            decided);
const char *dz_letter_reopened_en (gboolean            decided);
char       *dz_letter_replace     (const char         *letter);
char       *dz_letter_say_of      (const DzSubmission *submission,
                                   DzReasonList       *reasons);

G_END_DECLS
