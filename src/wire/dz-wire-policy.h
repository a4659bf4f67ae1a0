/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <json-glib/json-glib.h>

#include "dz-school-policy.h"

G_BEGIN_DECLS

JsonNode *dz_wire_policy_to_json   (const DzSchoolPolicy *self);
gboolean  dz_wire_policy_from_json (JsonNode             *node,
                                    DzSchoolPolicy       *self,
                                    GError              **error);

G_END_DECLS
