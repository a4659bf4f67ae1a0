/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <json-glib/json-glib.h>

#include "dz-school.h"

G_BEGIN_DECLS

JsonNode *dz_wire_school_to_json   (const DzSchool *self);
DzSchool *dz_wire_school_from_json (JsonNode       *node,
                                    GError        **error);

G_END_DECLS
