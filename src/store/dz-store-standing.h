/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "dz-item.h"
#include "dz-store.h"
#include "dz-user.h"

G_BEGIN_DECLS

DzItem  *dz_store_get_standing (DzStore      *self,
                                const DzUser *user,
                                const char   *submission,
                                GError      **error);
gboolean dz_store_retake       (DzStore      *self,
                                const DzUser *user,
                                const char   *workstation,
                                const char   *submission,
                                gboolean     *taken,
                                GError      **error);

G_END_DECLS
