/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "dz-reopening.h"
#include "dz-state.h"
#include "dz-store.h"
#include "dz-user.h"

G_BEGIN_DECLS

const char *dz_reopening_find_problem (const char   *reason);
gboolean    dz_store_reopen           (DzStore      *self,
                                       const char   *submission,
                                       const char   *reason,
                                       GError      **error);
/* Within a transaction. */
gboolean    dz_store_has_decided      (DzStore      *self,
                                       const DzUser *user,
                                       const char   *submission,
                                       gboolean     *decided,
                                       GError      **error);
gboolean    dz_store_has_other_judge  (DzStore      *self,
                                       const char   *submission,
                                       DzState       place,
                                       gboolean     *found,
                                       GError      **error);
gboolean    dz_store_load_reopening   (DzStore      *self,
                                       const char   *submission,
                                       DzReopening **reopening,
                                       GError      **error);

G_END_DECLS
