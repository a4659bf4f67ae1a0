/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "dz-store-entries.h"
#include "dz-submission.h"

G_BEGIN_DECLS

/* What is judged by somebody else too before it takes effect. Within a write transaction. */

gboolean dz_store_review_twice        (DzStore             *self,
                                       const DzSubmission  *submission,
                                       JsonBuilder        **detail,
                                       DzSubmission       **standing,
                                       GError             **error);
gboolean dz_store_settle_second       (DzStore             *self,
                                       const char          *submission,
                                       GError             **error);
gboolean dz_store_leave_second        (DzStore             *self,
                                       const char          *submission,
                                       GError             **error);
gboolean dz_store_withdraw_second     (DzStore             *self,
                                       const char          *submission,
                                       const char          *why,
                                       GError             **error);
/* Within a transaction. */
gboolean dz_store_load_opinions       (DzStore             *self,
                                       const char          *submission,
                                       GPtrArray          **opinions,
                                       GError             **error);

G_END_DECLS
