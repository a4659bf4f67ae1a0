/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "dz-pdq.h"

#include "dz-nick-private.h"

#include <string.h>

static const char *const form_nicks[] = {
  "same",     "turned-90", "turned-180", "turned-270",
  "mirrored", "flipped",   "transposed", "transversed",
};

/**
 * dz_pdq_distance:
 * @one: a hash
 * @other: another
 *
 * Returns: how many bits differ, 0…256; unrelated pictures lie about 128 apart (PDQ README)
 */
guint
dz_pdq_distance (const DzPdq *one,
                 const DzPdq *other)
{
  guint distance = 0;

  for (guint i = 0; i < G_N_ELEMENTS (one->words); i++)
    distance += __builtin_popcountll (one->words[i] ^ other->words[i]);
  return distance;
}

/**
 * dz_pdq_to_hex:
 * @self: a hash
 *
 * Returns: (transfer full): its DZ_PDQ_HEX small hexadecimal digits
 */
char *
dz_pdq_to_hex (const DzPdq *self)
{
  return g_strdup_printf ("%016" G_GINT64_MODIFIER "x%016" G_GINT64_MODIFIER "x"
                          "%016" G_GINT64_MODIFIER "x%016" G_GINT64_MODIFIER "x",
                          self->words[0], self->words[1], self->words[2], self->words[3]);
}

/**
 * dz_pdq_from_hex:
 * @hex: what dz_pdq_to_hex() wrote, perhaps by a program that lies
 * @self: (out caller-allocates): the hash
 *
 * Returns: whether @hex is a hash
 */
gboolean
dz_pdq_from_hex (const char *hex,
                 DzPdq      *self)
{
  if (strlen (hex) != DZ_PDQ_HEX)
    return FALSE;
  *self = (DzPdq) { 0 };
  for (guint i = 0; i < DZ_PDQ_HEX; i++)
    {
      int digit = g_ascii_xdigit_value (hex[i]);

      if (digit < 0)
        return FALSE;
      self->words[i / 16] = self->words[i / 16] << 4 | (guint64) digit;
    }
  return TRUE;
}

/**
 * dz_pdq_form_to_nick:
 * @form: a form
 *
 * Returns: (transfer none): the word used in tables and JSON
 */
const char *
dz_pdq_form_to_nick (DzPdqForm form)
{
  g_return_val_if_fail (form < G_N_ELEMENTS (form_nicks), NULL);

  return form_nicks[form];
}

/**
 * dz_pdq_form_from_nick:
 * @nick: (nullable): a word from a table or JSON
 * @form: (out): the form it names
 *
 * Returns: whether @nick names a form
 */
gboolean
dz_pdq_form_from_nick (const char *nick,
                       DzPdqForm  *form)
{
  guint value;

  if (!dz_nick_find (form_nicks, G_N_ELEMENTS (form_nicks), nick, &value))
    return FALSE;
  *form = value;
  return TRUE;
}

/**
 * dz_pdq_form_invert:
 * @form: what was done to one picture to make another
 *
 * Returns: what must be done to the other to have the first again
 */
DzPdqForm
dz_pdq_form_invert (DzPdqForm form)
{
  if (form == DZ_PDQ_FORM_TURNED_90)
    return DZ_PDQ_FORM_TURNED_270;
  return form == DZ_PDQ_FORM_TURNED_270 ? DZ_PDQ_FORM_TURNED_90 : form;
}
