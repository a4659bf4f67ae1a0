/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

char *dz_program_dir  (void);
char *dz_program_find (const char *name,
                       const char *installed_dir);

G_END_DECLS
