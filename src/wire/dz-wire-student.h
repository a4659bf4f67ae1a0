/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <json-glib/json-glib.h>

#include "dz-student.h"

G_BEGIN_DECLS

JsonNode  *dz_wire_student_to_json   (const DzStudent *self);
DzStudent *dz_wire_student_from_json (JsonNode        *node,
                                      GError         **error);

G_END_DECLS
