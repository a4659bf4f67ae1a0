/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <json-glib/json-glib.h>

#include "dz-profile-lines.h"
#include "dz-profile-private.h"

G_BEGIN_DECLS

gboolean dz_profile_read (DzProfile            *self,
                          JsonObject           *root,
                          const DzProfileLines *lines,
                          GError              **error);

G_END_DECLS
