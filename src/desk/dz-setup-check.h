/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

#define DZ_PASSWORD_CHARS_MIN 8

char *dz_setup_check (const char *name,
                      const char *password,
                      const char *again);

G_END_DECLS
