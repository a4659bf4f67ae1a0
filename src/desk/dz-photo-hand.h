/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "dz-photo-view.h"

G_BEGIN_DECLS

void dz_photo_hand_add_to (DzPhotoView *view);

G_END_DECLS
