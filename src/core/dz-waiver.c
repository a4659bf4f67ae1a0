/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "dz-waiver.h"

#include "dz-reason-builtin.h"

/* No feature of a person makes these not apply: what is no JPEG can be neither shown nor delivered,
 * and a photo or a record of somebody else stays somebody else's. */
static const char *const never_waived[] = { "FILE-01", "ORIG-05", "REC-03", NULL };

/**
 * dz_waiver_new:
 *
 * Returns: (transfer full): an empty waiver
 */
DzWaiver *
dz_waiver_new (void)
{
  return g_new0 (DzWaiver, 1);
}

/**
 * dz_waiver_copy:
 * @self: a waiver
 *
 * Returns: (transfer full): a deep copy
 */
DzWaiver *
dz_waiver_copy (const DzWaiver *self)
{
  DzWaiver *copy;

  g_return_val_if_fail (self != NULL, NULL);

  copy = g_new (DzWaiver, 1);
  *copy = *self;
  copy->id = g_strdup (self->id);
  copy->student = g_strdup (self->student);
  copy->rule = g_strdup (self->rule);
  copy->code = g_strdup (self->code);
  copy->reason = g_strdup (self->reason);
  copy->granted_by = g_strdup (self->granted_by);
  return copy;
}

/**
 * dz_waiver_free:
 * @self: (transfer full) (nullable): a waiver
 */
void
dz_waiver_free (DzWaiver *self)
{
  if (self == NULL)
    return;
  g_free (self->id);
  g_free (self->student);
  g_free (self->rule);
  g_free (self->code);
  g_free (self->reason);
  g_free (self->granted_by);
  g_free (self);
}

/**
 * dz_waiver_is_possible:
 * @rule: (nullable): a rule's id
 *
 * Returns: whether a student can be excepted from that rule: one that is known, that a photo is
 *   refused for, and that is not about whose photo it is or whether it is one
 */
gboolean
dz_waiver_is_possible (const char *rule)
{
  return dz_reason_for_rule (rule) != NULL && !g_strv_contains (never_waived, rule);
}

/**
 * dz_waivers_find:
 * @waivers: (nullable) (element-type DzWaiver): waivers of one student
 * @rule: a rule's id
 *
 * Returns: (transfer none) (nullable): the waiver of that rule
 */
const DzWaiver *
dz_waivers_find (GPtrArray  *waivers,
                 const char *rule)
{
  for (guint i = 0; waivers != NULL && i < waivers->len; i++)
    {
      const DzWaiver *waiver = g_ptr_array_index (waivers, i);

      if (g_strcmp0 (waiver->rule, rule) == 0)
        return waiver;
    }
  return NULL;
}
