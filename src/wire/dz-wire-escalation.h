/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <json-glib/json-glib.h>

#include "dz-escalation.h"

G_BEGIN_DECLS

JsonNode     *dz_wire_escalation_to_json   (const DzEscalation *self);
DzEscalation *dz_wire_escalation_from_json (JsonNode           *node,
                                            GError            **error);

G_END_DECLS
