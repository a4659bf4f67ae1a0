/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "dz-vision-error.h"

G_DEFINE_QUARK (dz-vision-error-quark, dz_vision_error)
