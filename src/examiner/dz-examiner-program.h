/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

char  *dz_examiner_program_find        (const char *wanted);
char **dz_examiner_program_environment (char      **environment);

G_END_DECLS
