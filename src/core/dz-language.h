/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

const char *dz_language_pick (const char *zh,
                              const char *en);

G_END_DECLS
