/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "dz-queue-filter.h"

#include "dz-nick-private.h"

static const char *const verdict_nicks[DZ_N_FILTER_VERDICTS] = { "any", "fail", "warn", "pass" };
static const char *const attempt_nicks[DZ_N_FILTER_ATTEMPTS] = { "any", "first", "later" };

/**
 * dz_queue_filter_new:
 *
 * Returns: (transfer full): a filter that everything fits
 */
DzQueueFilter *
dz_queue_filter_new (void)
{
  return g_new0 (DzQueueFilter, 1);
}

/**
 * dz_queue_filter_copy:
 * @self: a filter
 *
 * Returns: (transfer full): a deep copy
 */
DzQueueFilter *
dz_queue_filter_copy (const DzQueueFilter *self)
{
  DzQueueFilter *copy;

  g_return_val_if_fail (self != NULL, NULL);

  copy = g_new (DzQueueFilter, 1);
  *copy = *self;
  copy->school = g_strdup (self->school);
  copy->window = g_strdup (self->window);
  return copy;
}

/**
 * dz_queue_filter_free:
 * @self: (transfer full) (nullable): a filter
 */
void
dz_queue_filter_free (DzQueueFilter *self)
{
  if (self == NULL)
    return;
  g_free (self->school);
  g_free (self->window);
  g_free (self);
}

/**
 * dz_queue_filter_is_empty:
 * @self: (nullable): a filter
 *
 * Returns: whether everything fits it, as it does where there is none
 */
gboolean
dz_queue_filter_is_empty (const DzQueueFilter *self)
{
  return self == NULL ||
         (self->school == NULL && self->window == NULL && self->verdict == DZ_FILTER_VERDICT_ANY &&
          self->attempt == DZ_FILTER_ATTEMPT_ANY && self->waited_min == 0);
}

/**
 * dz_queue_filter_equal:
 * @self: a filter
 * @other: another
 *
 * Returns: whether both ask for the same
 */
gboolean
dz_queue_filter_equal (const DzQueueFilter *self,
                       const DzQueueFilter *other)
{
  g_return_val_if_fail (self != NULL && other != NULL, FALSE);

  return g_strcmp0 (self->school, other->school) == 0 &&
         g_strcmp0 (self->window, other->window) == 0 && self->verdict == other->verdict &&
         self->attempt == other->attempt && self->waited_min == other->waited_min;
}

/**
 * dz_filter_verdict_to_nick:
 * @verdict: what the rules said
 *
 * Returns: (transfer none): the word used in JSON
 */
const char *
dz_filter_verdict_to_nick (DzFilterVerdict verdict)
{
  g_return_val_if_fail (verdict < DZ_N_FILTER_VERDICTS, NULL);

  return verdict_nicks[verdict];
}

/**
 * dz_filter_verdict_from_nick:
 * @nick: (nullable): a word from JSON
 * @verdict: (out): what it names
 *
 * Returns: whether @nick is known
 */
gboolean
dz_filter_verdict_from_nick (const char      *nick,
                             DzFilterVerdict *verdict)
{
  guint value;

  if (!dz_nick_find (verdict_nicks, DZ_N_FILTER_VERDICTS, nick, &value))
    return FALSE;
  *verdict = value;
  return TRUE;
}

/**
 * dz_filter_attempt_to_nick:
 * @attempt: which attempts
 *
 * Returns: (transfer none): the word used in JSON
 */
const char *
dz_filter_attempt_to_nick (DzFilterAttempt attempt)
{
  g_return_val_if_fail (attempt < DZ_N_FILTER_ATTEMPTS, NULL);

  return attempt_nicks[attempt];
}

/**
 * dz_filter_attempt_from_nick:
 * @nick: (nullable): a word from JSON
 * @attempt: (out): what it names
 *
 * Returns: whether @nick is known
 */
gboolean
dz_filter_attempt_from_nick (const char      *nick,
                             DzFilterAttempt *attempt)
{
  guint value;

  if (!dz_nick_find (attempt_nicks, DZ_N_FILTER_ATTEMPTS, nick, &value))
    return FALSE;
  *attempt = value;
  return TRUE;
}
