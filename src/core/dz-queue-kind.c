/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "dz-queue-kind.h"

#include "dz-nick-private.h"

static const char *const nicks[] = { "review", "supervisor" };

/**
 * dz_queue_kind_to_nick:
 * @kind: a queue
 *
 * Returns: (transfer none): the word used in JSON
 */
const char *
dz_queue_kind_to_nick (DzQueueKind kind)
{
  g_return_val_if_fail (kind < G_N_ELEMENTS (nicks), NULL);

  return nicks[kind];
}

/**
 * dz_queue_kind_from_nick:
 * @nick: (nullable): a word from JSON
 * @kind: (out): the queue it names
 *
 * Returns: whether @nick names a queue
 */
gboolean
dz_queue_kind_from_nick (const char  *nick,
                         DzQueueKind *kind)
{
  guint value;

  if (!dz_nick_find (nicks, G_N_ELEMENTS (nicks), nick, &value))
    return FALSE;
  *kind = value;
  return TRUE;
}
