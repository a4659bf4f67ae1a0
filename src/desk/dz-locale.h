/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

void  dz_locale_init     (void);
char *dz_locale_language (const char *locale);

G_END_DECLS
