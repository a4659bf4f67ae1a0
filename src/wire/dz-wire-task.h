/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <json-glib/json-glib.h>

#include "dz-task.h"

G_BEGIN_DECLS

JsonNode *dz_wire_task_to_json   (const DzTask *self);
DzTask   *dz_wire_task_from_json (JsonNode     *node,
                                  GError      **error);

G_END_DECLS
