/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <json-glib/json-glib.h>

#include "dz-decision.h"

G_BEGIN_DECLS

JsonNode   *dz_wire_decision_to_json   (const DzDecision *self);
DzDecision *dz_wire_decision_from_json (JsonNode         *node,
                                        GError          **error);

G_END_DECLS
