/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "dz-photo-error.h"

G_DEFINE_QUARK (dz-photo-error-quark, dz_photo_error)
