/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <json-glib/json-glib.h>

#include "dz-submission.h"

G_BEGIN_DECLS

JsonNode     *dz_wire_submission_to_json   (const DzSubmission *self);
DzSubmission *dz_wire_submission_from_json (JsonNode           *node,
                                            GError            **error);

G_END_DECLS
