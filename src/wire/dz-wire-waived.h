/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <json-glib/json-glib.h>

#include "dz-waived.h"

G_BEGIN_DECLS

JsonNode *dz_wire_waived_to_json   (const DzWaived *self);
DzWaived *dz_wire_waived_from_json (JsonNode       *node,
                                    GError        **error);

G_END_DECLS
