/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <json-glib/json-glib.h>

#include "dz-measurement.h"

G_BEGIN_DECLS

JsonNode      *dz_wire_measurement_to_json   (const DzMeasurement *self);
DzMeasurement *dz_wire_measurement_from_json (JsonNode            *node,
                                              GError             **error);

G_END_DECLS
