/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <json-glib/json-glib.h>

#include "dz-crop.h"

G_BEGIN_DECLS

JsonNode *dz_wire_crop_to_json   (const DzCrop *self);
DzCrop   *dz_wire_crop_from_json (JsonNode     *node,
                                  GError      **error);

G_END_DECLS
