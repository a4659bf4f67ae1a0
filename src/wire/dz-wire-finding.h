/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <json-glib/json-glib.h>

#include "dz-finding.h"

G_BEGIN_DECLS

JsonNode  *dz_wire_finding_to_json   (const DzFinding *self);
DzFinding *dz_wire_finding_from_json (JsonNode        *node,
                                      GError         **error);

G_END_DECLS
