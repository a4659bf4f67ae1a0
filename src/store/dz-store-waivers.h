/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "dz-level.h"
#include "dz-store.h"
#include "dz-waiver.h"

G_BEGIN_DECLS

/* Recorded exceptions of students. @actor is the opaque id of the user who did it, or
 * DZ_STORE_ACTOR_SERVICE. */

char      *dz_store_find_student    (DzStore       *self,
                                     const char    *school,
                                     const DzLevel *level,
                                     const char    *identifier,
                                     GError       **error);
GPtrArray *dz_store_list_waivers    (DzStore       *self,
                                     const char    *student,
                                     GError       **error);
DzWaiver  *dz_store_grant_waiver    (DzStore       *self,
                                     const char    *student,
                                     const char    *rule,
                                     const char    *reason,
                                     const char    *actor,
                                     GError       **error);
DzWaiver  *dz_store_withdraw_waiver (DzStore       *self,
                                     const char    *student,
                                     const char    *rule,
                                     const char    *actor,
                                     GError       **error);

G_END_DECLS
