/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <json-glib/json-glib.h>

#include "dz-delivery-facts.h"

G_BEGIN_DECLS

JsonNode        *dz_wire_delivery_facts_to_json   (const DzDeliveryFacts *self);
DzDeliveryFacts *dz_wire_delivery_facts_from_json (JsonNode              *node,
                                                   GError               **error);

G_END_DECLS
