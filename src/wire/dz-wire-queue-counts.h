/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <json-glib/json-glib.h>

#include "dz-queue-counts.h"

G_BEGIN_DECLS

JsonNode      *dz_wire_queue_counts_to_json   (const DzQueueCounts *self);
DzQueueCounts *dz_wire_queue_counts_from_json (JsonNode            *node,
                                               GError             **error);

G_END_DECLS
