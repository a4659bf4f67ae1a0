/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "dz-decision.h"

#include "dz-nick-private.h"

#include <math.h>

static const char *const verdict_nicks[] = { "approve", "reject" };

/**
 * dz_decision_new:
 *
 * Returns: (transfer full): an empty decision; as a refusal, one that lets another photo follow
 */
DzDecision *
dz_decision_new (void)
{
  DzDecision *self = g_new0 (DzDecision, 1);

  self->correction = (DzCorrection) DZ_CORRECTION_NONE;
  self->retake = TRUE;
  return self;
}

static gpointer
copy_override (gconstpointer override,
               gpointer      user_data)
{
  return dz_override_copy (override);
}

/**
 * dz_decision_copy:
 * @self: a decision
 *
 * Returns: (transfer full): a deep copy
 */
DzDecision *
dz_decision_copy (const DzDecision *self)
{
  DzDecision *copy;

  g_return_val_if_fail (self != NULL, NULL);

  copy = g_new (DzDecision, 1);
  *copy = *self;
  copy->reasons = g_strdupv (self->reasons);
  copy->note = g_strdup (self->note);
  copy->internal_note = g_strdup (self->internal_note);
  copy->overrides = self->overrides != NULL
                      ? g_ptr_array_copy (self->overrides, copy_override, NULL)
                      : NULL;
  copy->decided_by = g_strdup (self->decided_by);
  return copy;
}

/**
 * dz_decision_free:
 * @self: (transfer full) (nullable): a decision
 */
void
dz_decision_free (DzDecision *self)
{
  if (self == NULL)
    return;
  g_strfreev (self->reasons);
  g_free (self->note);
  g_free (self->internal_note);
  g_clear_pointer (&self->overrides, g_ptr_array_unref);
  g_free (self->decided_by);
  g_free (self);
}

/**
 * dz_verdict_to_nick:
 * @verdict: a verdict
 *
 * Returns: (transfer none): the word used in tables and JSON
 */
const char *
dz_verdict_to_nick (DzVerdict verdict)
{
  g_return_val_if_fail (verdict < G_N_ELEMENTS (verdict_nicks), NULL);

  return verdict_nicks[verdict];
}

/**
 * dz_verdict_from_nick:
 * @nick: (nullable): a word from a table or JSON
 * @verdict: (out): what it names
 *
 * Returns: whether @nick is known
 */
gboolean
dz_verdict_from_nick (const char *nick,
                      DzVerdict *verdict)
{
  guint value;

  if (!dz_nick_find (verdict_nicks, G_N_ELEMENTS (verdict_nicks), nick, &value))
    return FALSE;
  *verdict = value;
  return TRUE;
}
