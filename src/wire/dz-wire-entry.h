/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <json-glib/json-glib.h>

#include "dz-entry.h"

G_BEGIN_DECLS

JsonNode *dz_wire_entry_to_json   (const DzEntry *self);
DzEntry  *dz_wire_entry_from_json (JsonNode      *node,
                                   GError       **error);

G_END_DECLS
