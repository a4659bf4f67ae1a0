/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "dz-chain-key.h"
#include "dz-store-heads.h"

G_BEGIN_DECLS

/* What signing, rotating and beginning an epoch share. */

gboolean dz_store_read_place (DzStore            *self,
                              DzSignedHead       *head,
                              GError            **error);
gboolean dz_store_sign_place (DzStore            *self,
                              const DzChainKey   *key,
                              gboolean            rotates,
                              DzSignedHead       *head,
                              GError            **error);
gboolean dz_store_list_past  (DzStore            *self,
                              DzHeads            *heads,
                              GError            **error);
gboolean dz_store_read_hash  (DzStore            *self,
                              gint64              seq,
                              guint8             *hash,
                              gboolean           *is_there,
                              GError            **error);
char    *dz_head_dup_service (const DzSignedHead *head);

G_END_DECLS
