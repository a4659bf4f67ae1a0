/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <json-glib/json-glib.h>

#include "dz-store-fixture.h"
#include "dz-store-waivers.h"

G_BEGIN_DECLS

/* A photo whose lines lie at 120, 260 and 360 px of 640: the head takes 37.5 % of the height, so
 * POS-04 fails; BG-01 fails too, HEAD-01 warns, FILE-07 is a note that fails, FILE-02 refuses by
 * itself where @small. */
DzSubmission *exceptions_send     (Fixture            *self,
                                   guint               student,
                                   const char         *photo,
                                   gboolean            small);
DzSubmission *exceptions_lease    (Fixture            *self);
DzItem       *exceptions_lease_item (Fixture          *self);

/* Says of POS-04 what corrected lines make of it. @user_data is a counter of questions. */
GPtrArray    *exceptions_judge    (const char          *profile_hash,
                                   const DzMeasurement *measured,
                                   const DzMeasurement *corrected,
                                   gpointer             user_data,
                                   GError             **error);

void          exceptions_override (DzCommand          *command,
                                   const char         *rule,
                                   gboolean            waiver,
                                   const char         *reason);
/* The detail of the last entry of a kind; asserts that there is one. */
JsonObject   *exceptions_last_detail (Fixture         *self,
                                      const char      *kind);

G_END_DECLS
