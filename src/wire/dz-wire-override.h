/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <json-glib/json-glib.h>

#include "dz-override.h"

G_BEGIN_DECLS

JsonNode   *dz_wire_override_to_json   (const DzOverride *self);
DzOverride *dz_wire_override_from_json (JsonNode         *node,
                                        GError          **error);

G_END_DECLS
