/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

void dz_byte_writer_add_number (GByteArray *bytes,
                                guint64     number,
                                guint       length);
void dz_byte_writer_add_word   (GByteArray *bytes,
                                const char *word,
                                gsize       max);

G_END_DECLS
