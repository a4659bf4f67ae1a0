/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "dz-window.h"

#include "dz-nick-private.h"

static const char *const payer_nicks[] = { "nobody", "school", "student" };

static const char *const kind_nicks[] = { "student-number", "collection-code" };

/**
 * dz_window_new:
 *
 * Returns: (transfer full): an empty window
 */
DzWindow *
dz_window_new (void)
{
  DzWindow *self = g_new0 (DzWindow, 1);

  self->hold_s = DZ_WINDOW_HOLD_S_DEFAULT;
  self->attempts_max = DZ_WINDOW_ATTEMPTS_MAX_DEFAULT;
  self->retention_days = DZ_WINDOW_RETENTION_DAYS_DEFAULT;
  return self;
}

/**
 * dz_window_copy:
 * @self: a window
 *
 * Returns: (transfer full): a deep copy
 */
DzWindow *
dz_window_copy (const DzWindow *self)
{
  DzWindow *copy;

  g_return_val_if_fail (self != NULL, NULL);

  copy = g_new (DzWindow, 1);
  *copy = *self;
  copy->id = g_strdup (self->id);
  copy->school = g_strdup (self->school);
  copy->profile = g_strdup (self->profile);
  copy->phone = g_strdup (self->phone);
  return copy;
}

/**
 * dz_window_free:
 * @self: (transfer full) (nullable): a window
 */
void
dz_window_free (DzWindow *self)
{
  if (self == NULL)
    return;
  g_free (self->id);
  g_free (self->school);
  g_free (self->profile);
  g_free (self->phone);
  g_free (self);
}

/**
 * dz_payer_to_nick:
 * @payer: a payer
 *
 * Returns: (transfer none): the word used in tables and JSON
 */
const char *
dz_payer_to_nick (DzPayer payer)
{
  g_return_val_if_fail (payer < G_N_ELEMENTS (payer_nicks), NULL);

  return payer_nicks[payer];
}

/**
 * dz_payer_from_nick:
 * @nick: (nullable): a word from a table or JSON
 * @payer: (out): what it names
 *
 * Returns: whether @nick is known
 */
gboolean
dz_payer_from_nick (const char *nick,
                    DzPayer *payer)
{
  guint value;

  if (!dz_nick_find (payer_nicks, G_N_ELEMENTS (payer_nicks), nick, &value))
    return FALSE;
  *payer = value;
  return TRUE;
}

/**
 * dz_identifier_kind_to_nick:
 * @kind: a kind of identifier
 *
 * Returns: (transfer none): the word used in tables and JSON
 */
const char *
dz_identifier_kind_to_nick (DzIdentifierKind kind)
{
  g_return_val_if_fail (kind < G_N_ELEMENTS (kind_nicks), NULL);

  return kind_nicks[kind];
}

/**
 * dz_identifier_kind_from_nick:
 * @nick: (nullable): a word from a table or JSON
 * @kind: (out): what it names
 *
 * Returns: whether @nick is known
 */
gboolean
dz_identifier_kind_from_nick (const char *nick,
                              DzIdentifierKind *kind)
{
  guint value;

  if (!dz_nick_find (kind_nicks, G_N_ELEMENTS (kind_nicks), nick, &value))
    return FALSE;
  *kind = value;
  return TRUE;
}
