/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "dz-twin.h"

#include "dz-nick-private.h"

static const char *const kind_nicks[] = { "bytes", "pixels", "alike" };

/**
 * dz_twin_new:
 *
 * Returns: (transfer full): an empty twin
 */
DzTwin *
dz_twin_new (void)
{
  return g_new0 (DzTwin, 1);
}

/**
 * dz_twin_copy:
 * @self: a twin
 *
 * Returns: (transfer full): a deep copy
 */
DzTwin *
dz_twin_copy (const DzTwin *self)
{
  DzTwin *copy;

  g_return_val_if_fail (self != NULL, NULL);

  copy = g_new (DzTwin, 1);
  *copy = *self;
  copy->submission = g_strdup (self->submission);
  copy->photo = g_strdup (self->photo);
  copy->name = g_strdup (self->name);
  copy->identifier = g_strdup (self->identifier);
  return copy;
}

/**
 * dz_twin_free:
 * @self: (transfer full) (nullable): a twin
 */
void
dz_twin_free (DzTwin *self)
{
  if (self == NULL)
    return;
  g_free (self->submission);
  g_free (self->photo);
  g_free (self->name);
  g_free (self->identifier);
  g_free (self);
}

/**
 * dz_twin_is_identical:
 * @self: a twin
 *
 * Returns: whether both photos show the same pixels
 */
gboolean
dz_twin_is_identical (const DzTwin *self)
{
  return self->kind != DZ_TWIN_ALIKE;
}

/**
 * dz_twin_kind_to_nick:
 * @kind: a kind
 *
 * Returns: (transfer none): the word used in tables and JSON
 */
const char *
dz_twin_kind_to_nick (DzTwinKind kind)
{
  g_return_val_if_fail (kind < G_N_ELEMENTS (kind_nicks), NULL);

  return kind_nicks[kind];
}

/**
 * dz_twin_kind_from_nick:
 * @nick: (nullable): a word from a table or JSON
 * @kind: (out): the kind it names
 *
 * Returns: whether @nick names a kind
 */
gboolean
dz_twin_kind_from_nick (const char *nick,
                        DzTwinKind *kind)
{
  guint value;

  if (!dz_nick_find (kind_nicks, G_N_ELEMENTS (kind_nicks), nick, &value))
    return FALSE;
  *kind = value;
  return TRUE;
}
