/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * DzAdmissionKey:
 * @DZ_ADMISSION_KEY_IDENTIFIER: the student's identifier, as the roster has it
 * @DZ_ADMISSION_KEY_ID_NUMBER: the student's ID number
 *
 * By what files of admission photos are named.
 */
typedef enum
{
  DZ_ADMISSION_KEY_IDENTIFIER,
  DZ_ADMISSION_KEY_ID_NUMBER,
} DzAdmissionKey;

const char *dz_admission_key_to_nick (DzAdmissionKey key);
gboolean dz_admission_key_from_nick (const char *nick, DzAdmissionKey *key);

G_END_DECLS
