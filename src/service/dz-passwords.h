/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * DzPasswordCost:
 * @DZ_PASSWORD_COST_MODERATE: about 0.6 s and 256 MB
 * @DZ_PASSWORD_COST_CHEAP: for tests only
 *
 * What a guess costs.
 */
typedef enum
{
  DZ_PASSWORD_COST_MODERATE,
  DZ_PASSWORD_COST_CHEAP,
} DzPasswordCost;

#define DZ_PASSWORD_CHARACTERS_MIN 8
#define DZ_PASSWORD_BYTES_MAX 256

char     *dz_password_hash      (const char      *password,
                                 DzPasswordCost   cost,
                                 GError         **error);
gboolean  dz_password_verify    (const char      *password,
                                 const char      *hash,
                                 DzPasswordCost   cost);
gboolean  dz_password_is_usable (const char      *password,
                                 GError         **error);
char     *dz_token_new          (void);
gboolean  dz_token_is_valid     (const char      *token);
char     *dz_token_hash         (const char      *token);

G_END_DECLS
