/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <json-glib/json-glib.h>

#include "dz-profile.h"

G_BEGIN_DECLS

JsonNode *dz_profile_json_new (const DzProfile *profile);

G_END_DECLS
