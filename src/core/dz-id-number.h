/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * DzIdNumberCheck:
 * @DZ_ID_NUMBER_VALID: 18 characters, a real date and the right check character
 * @DZ_ID_NUMBER_ABSENT: nothing there
 * @DZ_ID_NUMBER_MASKED: some characters are hidden, so it cannot be verified
 * @DZ_ID_NUMBER_BAD_SHAPE: neither 15 nor 18 characters of the right kind
 * @DZ_ID_NUMBER_BAD_DATE: the date of birth is none
 * @DZ_ID_NUMBER_BAD_CHECK: the last character does not follow from the others
 *
 * What GB 11643 says of an ID number.
 */
typedef enum
{
  DZ_ID_NUMBER_VALID,
  DZ_ID_NUMBER_ABSENT,
  DZ_ID_NUMBER_MASKED,
  DZ_ID_NUMBER_BAD_SHAPE,
  DZ_ID_NUMBER_BAD_DATE,
  DZ_ID_NUMBER_BAD_CHECK,
} DzIdNumberCheck;

DzIdNumberCheck dz_id_number_check      (const char *number);
char            dz_id_number_check_char (const char *first_17);
char           *dz_id_number_mask       (const char *number);

G_END_DECLS
