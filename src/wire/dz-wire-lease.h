/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <json-glib/json-glib.h>

#include "dz-lease.h"

G_BEGIN_DECLS

JsonNode *dz_wire_lease_to_json   (const DzLease *self);
DzLease  *dz_wire_lease_from_json (JsonNode      *node,
                                   GError       **error);

G_END_DECLS
