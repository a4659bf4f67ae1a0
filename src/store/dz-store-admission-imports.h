/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "dz-admission-key.h"
#include "dz-admission-result.h"
#include "dz-level.h"
#include "dz-store.h"

G_BEGIN_DECLS

/* Imports of the photos that students were admitted with, as their school brings them. */

/**
 * DzAdmissionCounts:
 * @added: photos of students who had none
 * @replaced: photos of students who had another one
 * @same: photos that were there already
 *
 * What became of the files of one import that were kept.
 */
typedef struct
{
  guint added;
  guint replaced;
  guint same;
} DzAdmissionCounts;

char    *dz_store_begin_admissions (DzStore             *self,
                                    const char          *school,
                                    DzLevel              level,
                                    DzAdmissionKey       key,
                                    const char          *actor,
                                    GError             **error);
gboolean dz_store_match_admission  (DzStore             *self,
                                    const char          *import,
                                    const char          *actor,
                                    const char          *name,
                                    char               **student,
                                    DzAdmissionResult   *refusal,
                                    GError             **error);
gboolean dz_store_end_admissions   (DzStore             *self,
                                    const char          *import,
                                    const char          *actor,
                                    guint                left_out,
                                    DzAdmissionCounts   *counts,
                                    GError             **error);

G_END_DECLS
