/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "dz-examiner.h"

G_DEFINE_QUARK (dz-examiner-error-quark, dz_examiner_error)
