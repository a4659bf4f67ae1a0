/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "dz-reason-list.h"

#include "dz-reason-builtin.h"

struct _DzReasonList
{
  gatomicrefcount refs;
  GPtrArray      *reasons; /* owned (element-type DzReason), in the order they were added */
};

/**
 * dz_reason_list_new:
 *
 * Returns: (transfer full): a list of no reasons
 */
DzReasonList *
dz_reason_list_new (void)
{
  DzReasonList *self = g_new0 (DzReasonList, 1);

  g_atomic_ref_count_init (&self->refs);
  self->reasons = g_ptr_array_new_with_free_func ((GDestroyNotify) dz_reason_free);
  return self;
}

/**
 * dz_reason_list_new_builtin:
 *
 * Returns: (transfer full): the reasons that the program brings
 */
DzReasonList *
dz_reason_list_new_builtin (void)
{
  DzReasonList *self = dz_reason_list_new ();
  guint n_reasons;
  const DzReason *reasons = dz_reason_builtin_all (&n_reasons);

  for (guint i = 0; i < n_reasons; i++)
    dz_reason_list_add (self, dz_reason_copy (&reasons[i]));
  return self;
}

/**
 * dz_reason_list_ref:
 * @self: a list
 *
 * Returns: (transfer full): @self
 */
DzReasonList *
dz_reason_list_ref (DzReasonList *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  g_atomic_ref_count_inc (&self->refs);
  return self;
}

/**
 * dz_reason_list_unref:
 * @self: (transfer full) (nullable): a list
 */
void
dz_reason_list_unref (DzReasonList *self)
{
  if (self == NULL || !g_atomic_ref_count_dec (&self->refs))
    return;
  g_ptr_array_unref (self->reasons);
  g_free (self);
}

/**
 * dz_reason_list_add:
 * @self: a list that nobody else has yet
 * @reason: (transfer full): a reason; versions of one code are added oldest first
 */
void
dz_reason_list_add (DzReasonList *self,
                    DzReason     *reason)
{
  g_return_if_fail (self != NULL && reason != NULL);

  g_ptr_array_add (self->reasons, reason);
}

/**
 * dz_reason_list_get_all:
 * @self: a list
 *
 * Returns: (transfer none) (element-type DzReason): every version of every reason
 */
GPtrArray *
dz_reason_list_get_all (DzReasonList *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return self->reasons;
}

/**
 * dz_reason_list_list_current:
 * @self: a list; must outlive what is returned
 *
 * Returns: (transfer container) (element-type DzReason): the reasons that can be given now
 */
GPtrArray *
dz_reason_list_list_current (DzReasonList *self)
{
  GPtrArray *current = g_ptr_array_new ();

  g_return_val_if_fail (self != NULL, NULL);

  for (guint i = 0; i < self->reasons->len; i++)
    {
      DzReason *reason = g_ptr_array_index (self->reasons, i);

      if (reason->retired_us == 0)
        g_ptr_array_add (current, reason);
    }
  return current;
}

/**
 * dz_reason_list_find:
 * @self: a list
 * @code: (nullable): a code, perhaps from outside
 *
 * Returns: (transfer none) (nullable): the reason of that code that can be given now
 */
const DzReason *
dz_reason_list_find (DzReasonList *self,
                     const char   *code)
{
  const DzReason *last = dz_reason_list_find_version (self, code, 0);

  return last != NULL && last->retired_us == 0 ? last : NULL;
}

/**
 * dz_reason_list_find_version:
 * @self: a list
 * @code: (nullable): a code, perhaps from outside
 * @version: which; 0 for the last, though it be retired
 *
 * Returns: (transfer none) (nullable): that version of the reason
 */
const DzReason *
dz_reason_list_find_version (DzReasonList *self,
                             const char   *code,
                             guint         version)
{
  g_return_val_if_fail (self != NULL, NULL);

  for (guint i = self->reasons->len; code != NULL && i > 0; i--)
    {
      const DzReason *reason = g_ptr_array_index (self->reasons, i - 1);

      if (g_str_equal (reason->code, code) && (version == 0 || reason->version == version))
        return reason;
    }
  return NULL;
}

/**
 * dz_reason_list_find_given:
 * @self: a list
 * @decision: a refusal
 * @i: which of its reasons
 *
 * Returns: (transfer none) (nullable): the reason as it was given; %NULL where this list is older
 *   than the decision and does not know it
 */
const DzReason *
dz_reason_list_find_given (DzReasonList     *self,
                           const DzDecision *decision,
                           guint             i)
{
  g_return_val_if_fail (self != NULL && decision != NULL && i < DZ_DECISION_REASONS_MAX, NULL);

  return dz_reason_list_find_version (self, decision->reasons[i], decision->reason_versions[i]);
}

/**
 * dz_reason_list_get_revision:
 * @self: a list
 *
 * Versions are only added and only ever retired once, so that a number tells one state of the list
 * from all others.
 *
 * Returns: a number that grows with every change
 */
guint
dz_reason_list_get_revision (DzReasonList *self)
{
  guint revision = 0;

  g_return_val_if_fail (self != NULL, 0);

  for (guint i = 0; i < self->reasons->len; i++)
    {
      const DzReason *reason = g_ptr_array_index (self->reasons, i);

      revision += reason->retired_us != 0 ? 2 : 1;
    }
  return revision;
}
