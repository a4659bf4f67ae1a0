/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <json-glib/json-glib.h>

#include "dz-command-answer.h"

G_BEGIN_DECLS

JsonNode        *dz_wire_command_answer_to_json   (const DzCommandAnswer *self);
DzCommandAnswer *dz_wire_command_answer_from_json (JsonNode              *node,
                                                   GError               **error);

G_END_DECLS
