/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <json-glib/json-glib.h>

#include "dz-user.h"

G_BEGIN_DECLS

JsonNode *dz_wire_user_to_json   (const DzUser *self);
DzUser   *dz_wire_user_from_json (JsonNode     *node,
                                  GError      **error);

G_END_DECLS
