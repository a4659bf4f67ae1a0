/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

const char *dz_rule_name (const char *rule);
const char *dz_rule_nth  (guint       position);

G_END_DECLS
