/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <json-glib/json-glib.h>

#include "dz-queue-holder.h"

G_BEGIN_DECLS

JsonNode      *dz_wire_queue_holder_to_json   (const DzQueueHolder *self);
DzQueueHolder *dz_wire_queue_holder_from_json (JsonNode            *node,
                                               GError             **error);

G_END_DECLS
