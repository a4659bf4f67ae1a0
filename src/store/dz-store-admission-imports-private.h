/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "dz-store-admission-imports.h"

G_BEGIN_DECLS

gboolean dz_store_check_admission (DzStore          *self,
                                   const char       *import,
                                   const char       *actor,
                                   const char       *student,
                                   GError          **error);
gboolean dz_store_count_admission (DzStore          *self,
                                   const char       *import,
                                   DzAdmissionResult result,
                                   GError          **error);

G_END_DECLS
