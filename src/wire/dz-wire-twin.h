/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <json-glib/json-glib.h>

#include "dz-twin.h"

G_BEGIN_DECLS

JsonNode *dz_wire_twin_to_json   (const DzTwin *self);
DzTwin   *dz_wire_twin_from_json (JsonNode     *node,
                                  GError      **error);

G_END_DECLS
