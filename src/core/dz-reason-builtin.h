/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "dz-reason.h"

G_BEGIN_DECLS

const DzReason *dz_reason_builtin_all  (guint      *n_reasons);
const DzReason *dz_reason_builtin_find (const char *code);
const DzReason *dz_reason_for_rule     (const char *rule);

G_END_DECLS
