/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "dz-examiner.h"
#include "dz-store-admissions.h"

G_BEGIN_DECLS

gboolean dz_admissions_keep (DzExaminer         *examiner,
                             DzStore            *store,
                             const char         *import,
                             const char         *actor,
                             const char         *student,
                             GBytes             *photo,
                             DzAdmissionResult  *result,
                             GError            **error);

G_END_DECLS
