/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "dz-store.h"
#include "dz-user.h"

G_BEGIN_DECLS

/* Longest words of a person's own that say why, bytes. */
#define DZ_STORE_REVEAL_WORDS_MAX 400

gboolean dz_store_reveal (DzStore      *self,
                          const DzUser *user,
                          const char   *submission,
                          const char   *code,
                          const char   *words,
                          char        **id_number,
                          GError      **error);

G_END_DECLS
