/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <json-glib/json-glib.h>

#include "dz-queue-filter.h"

G_BEGIN_DECLS

JsonNode      *dz_wire_queue_filter_to_json   (const DzQueueFilter *self);
DzQueueFilter *dz_wire_queue_filter_from_json (JsonNode            *node,
                                               GError             **error);

G_END_DECLS
