/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <json-glib/json-glib.h>

#include "dz-queue-window.h"

G_BEGIN_DECLS

JsonNode      *dz_wire_queue_window_to_json   (const DzQueueWindow *self);
DzQueueWindow *dz_wire_queue_window_from_json (JsonNode            *node,
                                               GError             **error);

G_END_DECLS
