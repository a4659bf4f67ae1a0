/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <json-glib/json-glib.h>

#include "dz-command.h"

G_BEGIN_DECLS

JsonNode  *dz_wire_command_to_json   (const DzCommand *self);
DzCommand *dz_wire_command_from_json (JsonNode        *node,
                                      GError         **error);

G_END_DECLS
