/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "dz-id-number.h"

#include <string.h>

#define LENGTH 18
#define OLD_LENGTH 15 /* before 1999: no century, no check character */
#define SHOWN 4       /* characters left readable at each end of a masked number */

/**
 * dz_id_number_check_char:
 * @first_17: at least 17 digits
 *
 * Computes the check character of GB 11643-1999 (ISO 7064 MOD 11-2).
 *
 * Returns: '0'…'9' or 'X'
 */
char
dz_id_number_check_char (const char *first_17)
{
  static const guint8 weights[] = { 7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2 };
  guint sum = 0;

  g_return_val_if_fail (first_17 != NULL && strlen (first_17) >= G_N_ELEMENTS (weights), '?');

  for (guint i = 0; i < G_N_ELEMENTS (weights); i++)
    sum += weights[i] * (guint) (first_17[i] - '0');
  return "10X98765432"[sum % 11];
}

static gboolean
all_digits (const char *text,
            gsize       length)
{
  for (gsize i = 0; i < length; i++)
    {
      if (!g_ascii_isdigit (text[i]))
        return FALSE;
    }
  return TRUE;
}

static int
read_number (const char *digits,
             gsize       length)
{
  int value = 0;

  for (gsize i = 0; i < length; i++)
    value = value * 10 + (digits[i] - '0');
  return value;
}

static gboolean
is_date (int year,
         int month,
         int day)
{
  return year >= 1900 && year <= 2100 && month >= 1 && month <= 12 && day >= 1 &&
         g_date_valid_dmy ((GDateDay) day, (GDateMonth) month, (GDateYear) year);
}

static DzIdNumberCheck
check_old (const char *number)
{
  if (!all_digits (number, OLD_LENGTH))
    return DZ_ID_NUMBER_BAD_SHAPE;
  if (!is_date (1900 + read_number (number + 6, 2), read_number (number + 8, 2),
                read_number (number + 10, 2)))
    return DZ_ID_NUMBER_BAD_DATE;
  return DZ_ID_NUMBER_VALID;
}

/**
 * dz_id_number_check:
 * @number: (nullable): an ID number as a register has it
 *
 * Checks shape, date and check character after GB 11643-1999. The old form of 15 digits has no
 * check character and passes by shape and date.
 *
 * Returns: what is wrong with it, if anything
 */
DzIdNumberCheck
dz_id_number_check (const char *number)
{
  gsize length = number != NULL ? strlen (number) : 0;

  if (length == 0)
    return DZ_ID_NUMBER_ABSENT;
  if (strchr (number, '*') != NULL || strstr (number, "×") != NULL ||
      strstr (number, "＊") != NULL)
    return DZ_ID_NUMBER_MASKED;
  if (length == OLD_LENGTH)
    return check_old (number);
  if (length != LENGTH || !all_digits (number, LENGTH - 1) ||
      !(g_ascii_isdigit (number[LENGTH - 1]) || g_ascii_toupper (number[LENGTH - 1]) == 'X'))
    return DZ_ID_NUMBER_BAD_SHAPE;
  if (!is_date (read_number (number + 6, 4), read_number (number + 10, 2),
                read_number (number + 12, 2)))
    return DZ_ID_NUMBER_BAD_DATE;
  if (g_ascii_toupper (number[LENGTH - 1]) != dz_id_number_check_char (number))
    return DZ_ID_NUMBER_BAD_CHECK;
  return DZ_ID_NUMBER_VALID;
}

/**
 * dz_id_number_mask:
 * @number: (nullable): an ID number, whole or masked already, or whatever stands in its place
 *
 * Hides all but the first and last four characters. A number too short for that, or no text at
 * all, is hidden whole.
 *
 * Returns: (transfer full) (nullable): the masked number, %NULL for %NULL
 */
char *
dz_id_number_mask (const char *number)
{
  GString *masked;
  glong length;
  glong shown;
  glong i = 0;

  if (number == NULL)
    return NULL;
  if (!g_utf8_validate (number, -1, NULL))
    return g_strnfill (strlen (number), '*');
  masked = g_string_new (NULL);
  length = g_utf8_strlen (number, -1);
  shown = length > 2 * SHOWN ? SHOWN : 0;
  for (const char *p = number; *p != '\0'; p = g_utf8_next_char (p), i++)
    {
      gboolean hidden = i >= shown && i + shown < length;

      g_string_append_unichar (masked, hidden ? '*' : g_utf8_get_char (p));
    }
  return g_string_free (masked, FALSE);
}
