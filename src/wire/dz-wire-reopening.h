/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <json-glib/json-glib.h>

#include "dz-reopening.h"

G_BEGIN_DECLS

JsonNode    *dz_wire_reopening_to_json   (const DzReopening *self);
DzReopening *dz_wire_reopening_from_json (JsonNode          *node,
                                          GError           **error);

G_END_DECLS
