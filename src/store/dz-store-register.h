/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "dz-register.h"
#include "dz-school.h"
#include "dz-store.h"
#include "dz-student.h"
#include "dz-window.h"

G_BEGIN_DECLS

/* Schools, windows, rosters, and whom an identity is bound to. @actor is the opaque id of the user
 * who did it, or DZ_STORE_ACTOR_SERVICE. */

gboolean    dz_store_add_school      (DzStore        *self,
                                      const DzSchool *school,
                                      const char     *actor,
                                      GError        **error);
DzSchool   *dz_store_get_school      (DzStore        *self,
                                      const char     *code,
                                      GError        **error);
GPtrArray  *dz_store_search_schools  (DzStore        *self,
                                      const char     *text,
                                      guint           limit,
                                      GError        **error);

gboolean    dz_store_get_sheet_allowed (DzStore      *self,
                                      const char     *school,
                                      gboolean       *allowed,
                                      GError        **error);
gboolean    dz_store_set_sheet_allowed (DzStore      *self,
                                      const char     *school,
                                      gboolean        allowed,
                                      const char     *actor,
                                      GError        **error);

/**
 * DzRosterChange:
 * @added: rows that were not there
 * @changed: rows whose fields changed
 * @same: rows as they were
 */
typedef struct
{
  guint added;
  guint changed;
  guint same;
} DzRosterChange;

gboolean    dz_store_import_roster   (DzStore        *self,
                                      const char     *school,
                                      const DzLevel  *level_of_all,
                                      GPtrArray      *rows,
                                      const char     *actor,
                                      DzRosterChange *change,
                                      GError        **error);

DzWindow   *dz_store_open_window     (DzStore        *self,
                                      const DzWindow *window,
                                      const char     *actor,
                                      GError        **error);
DzWindow   *dz_store_get_window      (DzStore        *self,
                                      const char     *id,
                                      GError        **error);
GPtrArray  *dz_store_list_windows    (DzStore        *self,
                                      const char     *school,
                                      GError        **error);

/* Students. An identity is the SHA-256, in hex, of the token that a student's phone keeps. */

DzStudent  *dz_store_bind_student    (DzStore        *self,
                                      const char     *identity,
                                      const char     *school,
                                      DzLevel         level,
                                      const char     *name,
                                      const char     *identifier,
                                      GError        **error);
DzStudent  *dz_store_get_bound       (DzStore        *self,
                                      const char     *identity,
                                      DzWindow      **window,
                                      GError        **error);
gboolean    dz_store_get_register    (DzStore        *self,
                                      const char     *submission,
                                      DzRegister     *facts,
                                      GError        **error);

G_END_DECLS
