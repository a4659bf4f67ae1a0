/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

char *dz_fold_for_search (const char *text);
char *dz_fold_name       (const char *name);
char *dz_fold_identifier (const char *identifier);
char *dz_fold_like       (const char *folded);

G_END_DECLS
