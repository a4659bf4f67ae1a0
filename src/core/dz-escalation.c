/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "dz-escalation.h"

/**
 * dz_escalation_new:
 * @code: (nullable): why
 * @words: (nullable): in the reviewer's own words
 *
 * Returns: (transfer full): an escalation by nobody yet
 */
DzEscalation *
dz_escalation_new (const char *code,
                   const char *words)
{
  DzEscalation *self = g_new0 (DzEscalation, 1);

  self->code = g_strdup (code);
  self->words = g_strdup (words);
  return self;
}

/**
 * dz_escalation_copy:
 * @self: an escalation
 *
 * Returns: (transfer full): a deep copy
 */
DzEscalation *
dz_escalation_copy (const DzEscalation *self)
{
  DzEscalation *copy;

  g_return_val_if_fail (self != NULL, NULL);

  copy = dz_escalation_new (self->code, self->words);
  copy->by = g_strdup (self->by);
  copy->at_us = self->at_us;
  return copy;
}

/**
 * dz_escalation_free:
 * @self: (transfer full) (nullable): an escalation
 */
void
dz_escalation_free (DzEscalation *self)
{
  if (self == NULL)
    return;
  g_free (self->code);
  g_free (self->words);
  g_free (self->by);
  g_free (self);
}

static gboolean
is_blank (const char *text)
{
  while (g_unichar_isspace (g_utf8_get_char (text)))
    text = g_utf8_next_char (text);
  return *text == '\0';
}

/**
 * dz_escalation_check_words:
 * @words: (nullable): a reviewer's own words, perhaps by a program that lies
 *
 * Returns: whether they are none, or valid UTF-8 that says something in at most
 *   DZ_ESCALATION_WORDS_MAX characters
 */
gboolean
dz_escalation_check_words (const char *words)
{
  return words == NULL ||
         (g_utf8_validate (words, -1, NULL) && !is_blank (words) &&
          g_utf8_strlen (words, -1) <= DZ_ESCALATION_WORDS_MAX);
}

/**
 * dz_escalation_is_reasoned:
 * @self: an escalation
 *
 * Returns: whether it says why: by a code that is known, and in words where the code needs them
 */
gboolean
dz_escalation_is_reasoned (const DzEscalation *self)
{
  const DzEscalationCode *code;

  g_return_val_if_fail (self != NULL, FALSE);

  code = dz_escalation_code_find (self->code);
  return code != NULL && dz_escalation_check_words (self->words) &&
         (!code->needs_words || self->words != NULL);
}
