/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <json-glib/json-glib.h>

#include "dz-reason-list.h"

G_BEGIN_DECLS

/* Versions that one service may list. */
#define DZ_WIRE_REASONS_MAX 2000

JsonNode     *dz_wire_reason_to_json        (const DzReason *self);
DzReason     *dz_wire_reason_from_json      (JsonNode       *node,
                                             GError        **error);
JsonNode     *dz_wire_reason_list_to_json   (DzReasonList   *self);
DzReasonList *dz_wire_reason_list_from_json (JsonNode       *node,
                                             GError        **error);

G_END_DECLS
