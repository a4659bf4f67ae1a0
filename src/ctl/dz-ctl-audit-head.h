/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "dz-ctl-command.h"
#include "dz-heads.h"

G_BEGIN_DECLS

gboolean dz_ctl_read_head  (const char           *file,
                            DzSignedHead         *head,
                            GError              **error);
gboolean dz_ctl_check_head (DzCtlTarget          *target,
                            const DzSignedHead   *kept,
                            const DzHistoryCheck *check,
                            GError              **error);

G_END_DECLS
