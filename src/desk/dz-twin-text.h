/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "dz-twin.h"

G_BEGIN_DECLS

gboolean    dz_twin_is_alarming (const DzTwin *twin);
const char *dz_twin_title       (const DzTwin *twin);
char       *dz_twin_who         (const DzTwin *twin);
char       *dz_twin_how         (const DzTwin *twin);
char       *dz_twin_how_among   (GPtrArray    *twins,
                                 guint         position);

G_END_DECLS
