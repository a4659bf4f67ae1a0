/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

float dz_median   (float  *values,
                   guint   n_values);
float dz_quantile (float  *values,
                   guint   n_values,
                   double  share);

G_END_DECLS
