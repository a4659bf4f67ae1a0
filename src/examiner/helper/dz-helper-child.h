/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "dz-examiner-frame.h"
#include "dz-models.h"
#include "dz-sandbox.h"

G_BEGIN_DECLS

/* How a child ends. */
typedef enum
{
  DZ_HELPER_EXIT_UNASKED = 0, /* the helper has gone */
  DZ_HELPER_EXIT_BROKEN = 3,  /* a buffer was not as said, or the sandbox did not close */
  DZ_HELPER_EXIT_MEMORY = 12, /* it came to its memory limit */
} DzHelperExit;

/* What a child writes, as one message: a status, 32 bits, then the body. */
#define DZ_HELPER_ANSWER_MAX (sizeof (guint32) + DZ_EXAMINER_BODY_MAX)

void dz_helper_child_run (DzSandbox *sandbox,
                          DzModels  *models,
                          int        channel) G_GNUC_NORETURN;

G_END_DECLS
