/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <json-glib/json-glib.h>

#include "dz-waiver.h"

G_BEGIN_DECLS

JsonNode *dz_wire_waiver_to_json   (const DzWaiver *self);
DzWaiver *dz_wire_waiver_from_json (JsonNode       *node,
                                    GError        **error);

G_END_DECLS
