/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "dz-command.h"

#include "dz-nick-private.h"

static const char *const kind_nicks[] = { "decide", "skip", "undo", "ask", "escalate", "reopen" };

/**
 * dz_command_new:
 *
 * Returns: (transfer full): an empty command
 */
DzCommand *
dz_command_new (void)
{
  return g_new0 (DzCommand, 1);
}

/**
 * dz_command_copy:
 * @self: a command
 *
 * Returns: (transfer full): a deep copy
 */
DzCommand *
dz_command_copy (const DzCommand *self)
{
  DzCommand *copy;

  g_return_val_if_fail (self != NULL, NULL);

  copy = g_new (DzCommand, 1);
  *copy = *self;
  copy->id = g_strdup (self->id);
  copy->submission = g_strdup (self->submission);
  copy->photo = g_strdup (self->photo);
  copy->decision = self->decision != NULL ? dz_decision_copy (self->decision) : NULL;
  copy->reason = g_strdup (self->reason);
  copy->escalation = self->escalation != NULL ? dz_escalation_copy (self->escalation) : NULL;
  return copy;
}

/**
 * dz_command_free:
 * @self: (transfer full) (nullable): a command
 */
void
dz_command_free (DzCommand *self)
{
  if (self == NULL)
    return;
  g_free (self->id);
  g_free (self->submission);
  g_free (self->photo);
  dz_decision_free (self->decision);
  g_free (self->reason);
  dz_escalation_free (self->escalation);
  g_free (self);
}

/**
 * dz_command_kind_to_nick:
 * @kind: a kind of command
 *
 * Returns: (transfer none): the word used in tables and JSON
 */
const char *
dz_command_kind_to_nick (DzCommandKind kind)
{
  g_return_val_if_fail (kind < G_N_ELEMENTS (kind_nicks), NULL);

  return kind_nicks[kind];
}

/**
 * dz_command_kind_from_nick:
 * @nick: (nullable): a word from a table or JSON
 * @kind: (out): what it names
 *
 * Returns: whether @nick is known
 */
gboolean
dz_command_kind_from_nick (const char *nick,
                           DzCommandKind *kind)
{
  guint value;

  if (!dz_nick_find (kind_nicks, G_N_ELEMENTS (kind_nicks), nick, &value))
    return FALSE;
  *kind = value;
  return TRUE;
}
