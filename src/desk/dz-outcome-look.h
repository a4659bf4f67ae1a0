/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "dz-outcome.h"

G_BEGIN_DECLS

const char *dz_outcome_icon_name (DzOutcome outcome);
const char *dz_outcome_css_class (DzOutcome outcome);
const char *dz_outcome_word      (DzOutcome outcome);

G_END_DECLS
