/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "dz-store.h"

G_BEGIN_DECLS

/* A transaction that is rolled back when it is freed without having been committed. */
typedef struct _DzTransaction DzTransaction;

DzTransaction *dz_transaction_begin_write    (DzStore       *store,
                                              const char    *doing,
                                              GError       **error);
DzTransaction *dz_transaction_begin_timeless (DzStore       *store,
                                              const char    *doing,
                                              GError       **error);
DzTransaction *dz_transaction_begin_read     (DzStore       *store,
                                              const char    *doing,
                                              GError       **error);
gboolean       dz_transaction_commit         (DzTransaction *self,
                                              GError       **error);
void           dz_transaction_free           (DzTransaction *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (DzTransaction, dz_transaction_free)

G_END_DECLS
