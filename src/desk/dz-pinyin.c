/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "dz-pinyin.h"

#include <unicode/ustring.h>
#include <unicode/utrans.h>

#define TEXT_MAX 256 /* UTF-16 units of what is spelt: a few words */
#define SPELT_MAX (TEXT_MAX * 8)

/* Hanzi to syllables, their tones taken off. */
#define RULES "Han-Latin; Latin-ASCII; Lower"

struct _DzPinyin
{
  UTransliterator *rules; /* owned, NULL where this system's ICU lacks them */
};

/**
 * dz_pinyin_new:
 *
 * Returns: (transfer full): what spells; where this system has no tables, it spells nothing
 */
DzPinyin *
dz_pinyin_new (void)
{
  DzPinyin *self = g_new0 (DzPinyin, 1);
  UErrorCode status = U_ZERO_ERROR;
  UChar id[64];
  int32_t length = 0;

  u_strFromUTF8 (id, G_N_ELEMENTS (id), &length, RULES, -1, &status);
  self->rules = utrans_openU (id, length, UTRANS_FORWARD, NULL, 0, NULL, &status);
  if (U_FAILURE (status))
    g_warning ("Nothing can be found by its pinyin: %s", u_errorName (status));
  return self;
}

/**
 * dz_pinyin_free:
 * @self: (transfer full) (nullable): what spells
 */
void
dz_pinyin_free (DzPinyin *self)
{
  if (self == NULL)
    return;
  g_clear_pointer (&self->rules, utrans_close);
  g_free (self);
}

/**
 * dz_pinyin_spell:
 * @self: what spells
 * @text: some words, at most 256 UTF-16 units
 *
 * Returns: (transfer full) (nullable): small letters, syllables separated by spaces, "bei jing yan
 *   se"; what is not Chinese stays as it is. %NULL where it cannot be spelt
 */
char *
dz_pinyin_spell (DzPinyin   *self,
                 const char *text)
{
  UErrorCode status = U_ZERO_ERROR;
  UChar units[SPELT_MAX];
  char spelt[SPELT_MAX * 3];
  int32_t length = 0;
  int32_t limit;

  g_return_val_if_fail (self != NULL && text != NULL, NULL);

  if (self->rules == NULL)
    return NULL;
  u_strFromUTF8 (units, TEXT_MAX, &length, text, -1, &status);
  limit = length;
  utrans_transUChars (self->rules, units, &length, G_N_ELEMENTS (units), 0, &limit, &status);
  u_strToUTF8 (spelt, sizeof spelt, NULL, units, length, &status);
  return U_FAILURE (status) || status == U_STRING_NOT_TERMINATED_WARNING ? NULL : g_strdup (spelt);
}
