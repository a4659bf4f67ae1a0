/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "dz-override.h"

#include "dz-finding.h"
#include "dz-plain-text.h"

/**
 * dz_override_new:
 * @rule: id of a rule that fails
 * @waiver: whether it stands for the student from now on
 * @reason: (nullable): why, in the approver's own words
 *
 * Returns: (transfer full): an override without a code
 */
DzOverride *
dz_override_new (const char *rule,
                 gboolean    waiver,
                 const char *reason)
{
  DzOverride *self = g_new0 (DzOverride, 1);

  self->rule = g_strdup (rule);
  self->waiver = waiver;
  self->reason = g_strdup (reason);
  return self;
}

/**
 * dz_override_copy:
 * @self: an override
 *
 * Returns: (transfer full): a deep copy
 */
DzOverride *
dz_override_copy (const DzOverride *self)
{
  DzOverride *copy;

  g_return_val_if_fail (self != NULL, NULL);

  copy = dz_override_new (self->rule, self->waiver, self->reason);
  copy->code = g_strdup (self->code);
  return copy;
}

/**
 * dz_override_free:
 * @self: (transfer full) (nullable): an override
 */
void
dz_override_free (DzOverride *self)
{
  if (self == NULL)
    return;
  g_free (self->rule);
  g_free (self->code);
  g_free (self->reason);
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
 * dz_override_check_reason:
 * @reason: (nullable): why a rule does not stand in the way, perhaps by a program that lies
 *
 * Returns: whether it is valid UTF-8 that says something, has at most DZ_OVERRIDE_REASON_MAX
 *   characters, and shows as what it is: it is printed on delivery notes
 */
gboolean
dz_override_check_reason (const char *reason)
{
  return reason != NULL && g_utf8_validate (reason, -1, NULL) && !is_blank (reason) &&
         g_utf8_strlen (reason, -1) <= DZ_OVERRIDE_REASON_MAX && dz_plain_text_check (reason);
}

/**
 * dz_override_is_reasoned:
 * @code: (nullable): a reason that is often given
 * @reason: (nullable): the approver's own words
 *
 * Returns: whether one of them says why, and none of them is what it must not be
 */
gboolean
dz_override_is_reasoned (const char *code,
                         const char *reason)
{
  return (code != NULL || reason != NULL) && (code == NULL || dz_override_code_check (code)) &&
         (reason == NULL || dz_override_check_reason (reason));
}

/**
 * dz_overrides_new:
 *
 * Returns: (transfer full) (element-type DzOverride): an empty list that owns its overrides
 */
GPtrArray *
dz_overrides_new (void)
{
  return g_ptr_array_new_with_free_func ((GDestroyNotify) dz_override_free);
}

/**
 * dz_overrides_new_for:
 * @failing: (element-type DzFinding): what dz_findings_list_failing() said
 * @reason: why none of it stands in the way
 *
 * Returns: (transfer full) (element-type DzOverride): an override of each, for this photo only
 */
GPtrArray *
dz_overrides_new_for (GPtrArray  *failing,
                      const char *reason)
{
  GPtrArray *overrides = dz_overrides_new ();

  for (guint i = 0; i < failing->len; i++)
    {
      const DzFinding *finding = g_ptr_array_index (failing, i);

      g_ptr_array_add (overrides, dz_override_new (finding->rule, FALSE, reason));
    }
  return overrides;
}

/**
 * dz_overrides_find:
 * @overrides: (nullable) (element-type DzOverride): overrides of one decision
 * @rule: a rule's id
 *
 * Returns: (transfer none) (nullable): the override of that rule
 */
const DzOverride *
dz_overrides_find (GPtrArray  *overrides,
                   const char *rule)
{
  for (guint i = 0; overrides != NULL && i < overrides->len; i++)
    {
      const DzOverride *override = g_ptr_array_index (overrides, i);

      if (g_strcmp0 (override->rule, rule) == 0)
        return override;
    }
  return NULL;
}
