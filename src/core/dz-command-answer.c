/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "dz-command-answer.h"

#include "dz-nick-private.h"

static const char *const result_nicks[] = { "applied", "repeated", "conflict" };

/**
 * dz_command_answer_new:
 *
 * Returns: (transfer full): an empty answer
 */
DzCommandAnswer *
dz_command_answer_new (void)
{
  return g_new0 (DzCommandAnswer, 1);
}

/**
 * dz_command_answer_copy:
 * @self: an answer
 *
 * Returns: (transfer full): a deep copy
 */
DzCommandAnswer *
dz_command_answer_copy (const DzCommandAnswer *self)
{
  DzCommandAnswer *copy;

  g_return_val_if_fail (self != NULL, NULL);

  copy = g_new (DzCommandAnswer, 1);
  *copy = *self;
  copy->command = g_strdup (self->command);
  copy->by = g_strdup (self->by);
  copy->by_id = g_strdup (self->by_id);
  copy->verdict = g_strdup (self->verdict);
  return copy;
}

/**
 * dz_command_answer_free:
 * @self: (transfer full) (nullable): an answer
 */
void
dz_command_answer_free (DzCommandAnswer *self)
{
  if (self == NULL)
    return;
  g_free (self->command);
  g_free (self->by);
  g_free (self->by_id);
  g_free (self->verdict);
  g_free (self);
}

/**
 * dz_command_result_to_nick:
 * @result: a result
 *
 * Returns: (transfer none): the word used in tables and JSON
 */
const char *
dz_command_result_to_nick (DzCommandResult result)
{
  g_return_val_if_fail (result < G_N_ELEMENTS (result_nicks), NULL);

  return result_nicks[result];
}

/**
 * dz_command_result_from_nick:
 * @nick: (nullable): a word from a table or JSON
 * @result: (out): the result it names
 *
 * Returns: whether @nick names a result
 */
gboolean
dz_command_result_from_nick (const char      *nick,
                             DzCommandResult *result)
{
  guint value;

  if (!dz_nick_find (result_nicks, G_N_ELEMENTS (result_nicks), nick, &value))
    return FALSE;
  *result = value;
  return TRUE;
}
