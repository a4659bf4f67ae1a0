/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <json-glib/json-glib.h>

G_BEGIN_DECLS

JsonNode *dz_wire_policy_to_json   (gboolean   sheet_allowed);
gboolean  dz_wire_policy_from_json (JsonNode  *node,
                                    gboolean  *sheet_allowed,
                                    GError   **error);

G_END_DECLS
