/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "dz-wire.h"

G_BEGIN_DECLS

DzWireProblem *dz_problem_from_error (const GError *error,
                                      guint        *status);

G_END_DECLS
