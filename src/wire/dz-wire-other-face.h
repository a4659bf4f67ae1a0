/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <json-glib/json-glib.h>

#include "dz-other-face.h"

G_BEGIN_DECLS

JsonNode    *dz_wire_other_face_to_json   (const DzOtherFace *self);
DzOtherFace *dz_wire_other_face_from_json (JsonNode          *node,
                                           GError           **error);

G_END_DECLS
