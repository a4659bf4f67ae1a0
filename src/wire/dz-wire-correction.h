/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <json-glib/json-glib.h>

#include "dz-correction.h"

G_BEGIN_DECLS

JsonNode     *dz_wire_correction_to_json   (const DzCorrection *self);
DzCorrection *dz_wire_correction_from_json (JsonNode           *node,
                                            GError            **error);

G_END_DECLS
