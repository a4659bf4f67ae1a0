/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <json-glib/json-glib.h>

#include "dz-admission.h"

G_BEGIN_DECLS

JsonNode    *dz_wire_admission_to_json   (const DzAdmission *self);
DzAdmission *dz_wire_admission_from_json (JsonNode          *node,
                                          GError           **error);

G_END_DECLS
