/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "dz-measurement.h"

G_BEGIN_DECLS

DzPhotoFormat dz_photo_sniff (const guint8 *data,
                              gsize         length);

G_END_DECLS
