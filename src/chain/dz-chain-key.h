/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "dz-signed-head.h"

G_BEGIN_DECLS

/**
 * DzChainKey:
 *
 * The secret with which a service signs its history. It is wiped when it is freed.
 */
typedef struct _DzChainKey DzChainKey;

DzChainKey *dz_chain_key_new       (void);
DzChainKey *dz_chain_key_from_text (const char       *text);
char       *dz_chain_key_to_text   (const DzChainKey *self);
void        dz_chain_key_free      (DzChainKey       *self);
void        dz_chain_key_get       (const DzChainKey *self,
                                    guint8           *key);
void        dz_chain_key_sign      (const DzChainKey *self,
                                    DzSignedHead     *head);
char       *dz_chain_key_name      (const guint8     *key);
gboolean    dz_chain_key_from_name (const char       *name,
                                    guint8           *key);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (DzChainKey, dz_chain_key_free)

G_END_DECLS
