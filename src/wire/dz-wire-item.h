/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <json-glib/json-glib.h>

#include "dz-item.h"

G_BEGIN_DECLS

JsonNode *dz_wire_item_to_json   (const DzItem *self);
DzItem   *dz_wire_item_from_json (JsonNode     *node,
                                  GError      **error);

G_END_DECLS
