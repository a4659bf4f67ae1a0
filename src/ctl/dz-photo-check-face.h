/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "dz-photo-check.h"

G_BEGIN_DECLS

/* Scripts expect 480 and not 480.0. */
void      dz_photo_check_set_number   (JsonObject         *object,
                                       const char         *member,
                                       double              value);

/* What a check says of the face, in its two forms. */
JsonNode *dz_photo_check_face_to_json (const DzPhotoCheck *self);
char     *dz_photo_check_face_to_text (const DzPhotoCheck *self);

G_END_DECLS
