/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

gboolean dz_plain_text_check (const char *text);
gboolean dz_plain_text_is_blank (const char *text);
char    *dz_plain_text_dup   (const char *text,
                              gsize       length_max);

G_END_DECLS
