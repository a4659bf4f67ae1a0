/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "dz-sync.h"

G_BEGIN_DECLS

/* What is hidden of a record, for as long as somebody looks. */

gboolean dz_sync_may_reveal    (DzSync              *self,
                                GError             **error);
void     dz_sync_reveal_async  (DzSync              *self,
                                const char          *submission,
                                const char          *code,
                                const char          *words,
                                GCancellable        *cancellable,
                                GAsyncReadyCallback  callback,
                                gpointer             user_data);
char    *dz_sync_reveal_finish (DzSync              *self,
                                GAsyncResult        *result,
                                GError             **error);
void     dz_sync_wipe          (char                *secret);

G_END_DECLS
