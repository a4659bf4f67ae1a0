/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "dz-override-draft.h"

#include "dz-judging-text.h"

#include <glib/gi18n.h>

/* The codes have the number keys in their order; after those about the photo, and after those about
 * the student, come the approver's own words. */
static guint
count_codes (gboolean waiver)
{
  guint n_codes;
  const DzOverrideCode *codes = dz_override_codes_get (&n_codes);
  guint n = 0;

  for (guint i = 0; i < n_codes; i++)
    n += codes[i].waiver == waiver;
  return n;
}

typedef struct
{
  DzFinding  *finding;  /* owned */
  gboolean    required; /* without its override the photo cannot be approved */
  DzOverride *override; /* owned, nullable */
} Entry;

struct _DzOverrideDraft
{
  GArray *entries; /* owned, (element-type Entry) */
};

/**
 * dz_override_choices_get_n:
 *
 * Returns: how many reasons there are to choose from
 */
guint
dz_override_choices_get_n (void)
{
  return count_codes (FALSE) + 1 + count_codes (TRUE) + 1;
}

/**
 * dz_override_choice_get:
 * @choice: which, from 0
 *
 * Returns: a reason
 */
DzOverrideChoice
dz_override_choice_get (guint choice)
{
  guint n_codes;
  const DzOverrideCode *codes = dz_override_codes_get (&n_codes);
  guint n_photo = count_codes (FALSE);
  gboolean waiver = choice > n_photo;
  guint place = waiver ? choice - 1 : choice; /* among the codes: own words are none */

  g_return_val_if_fail (choice < dz_override_choices_get_n (),
                        ((DzOverrideChoice) { NULL, NULL, FALSE }));

  if (choice == n_photo || place == n_codes)
    return (DzOverrideChoice) { NULL, NULL, waiver };
  return (DzOverrideChoice) { codes[place].code, _(codes[place].label), waiver };
}

static void
entry_clear (Entry *entry)
{
  dz_finding_free (entry->finding);
  g_clear_pointer (&entry->override, dz_override_free);
}

static void
add_entries (DzOverrideDraft *self,
             GPtrArray       *findings,
             gboolean         required)
{
  for (guint i = 0; findings != NULL && i < findings->len; i++)
    {
      Entry entry = { dz_finding_copy (g_ptr_array_index (findings, i)), required, NULL };

      g_array_append_val (self->entries, entry);
    }
}

/**
 * dz_override_draft_new:
 * @failing: (element-type DzFinding): what stands in the way; each wants a reason
 * @warnings: (nullable) (element-type DzFinding): what may be waived for the student, and need not
 *
 * Returns: (transfer full): a draft without reasons
 */
DzOverrideDraft *
dz_override_draft_new (GPtrArray *failing,
                       GPtrArray *warnings)
{
  DzOverrideDraft *self;

  g_return_val_if_fail (failing != NULL, NULL);

  self = g_new0 (DzOverrideDraft, 1);
  self->entries = g_array_new (FALSE, FALSE, sizeof (Entry));
  g_array_set_clear_func (self->entries, (GDestroyNotify) entry_clear);
  add_entries (self, failing, TRUE);
  add_entries (self, warnings, FALSE);
  return self;
}

/**
 * dz_override_draft_free:
 * @self: (transfer full) (nullable): a draft
 */
void
dz_override_draft_free (DzOverrideDraft *self)
{
  if (self == NULL)
    return;
  g_array_unref (self->entries);
  g_free (self);
}

/**
 * dz_override_draft_get_n:
 * @self: a draft
 *
 * Returns: how many rules it lists
 */
guint
dz_override_draft_get_n (const DzOverrideDraft *self)
{
  g_return_val_if_fail (self != NULL, 0);
  return self->entries->len;
}

static Entry *
get_entry (const DzOverrideDraft *self,
           guint                  position)
{
  return &g_array_index (self->entries, Entry, position);
}

/**
 * dz_override_draft_get_finding:
 * @self: a draft
 * @position: which rule, from 0
 *
 * Returns: (transfer none): what it says
 */
const DzFinding *
dz_override_draft_get_finding (const DzOverrideDraft *self,
                               guint                  position)
{
  g_return_val_if_fail (self != NULL && position < self->entries->len, NULL);
  return get_entry (self, position)->finding;
}

/**
 * dz_override_draft_is_required:
 * @self: a draft
 * @position: which rule, from 0
 *
 * Returns: whether it wants a reason
 */
gboolean
dz_override_draft_is_required (const DzOverrideDraft *self,
                               guint                  position)
{
  g_return_val_if_fail (self != NULL && position < self->entries->len, FALSE);
  return get_entry (self, position)->required;
}

/**
 * dz_override_draft_get:
 * @self: a draft
 * @position: which rule, from 0
 *
 * Returns: (transfer none) (nullable): why it does not stand in the way; %NULL where it is not said
 */
const DzOverride *
dz_override_draft_get (const DzOverrideDraft *self,
                       guint                  position)
{
  g_return_val_if_fail (self != NULL && position < self->entries->len, NULL);
  return get_entry (self, position)->override;
}

/**
 * dz_override_draft_may_choose:
 * @self: a draft
 * @position: which rule, from 0
 * @waiver: whether the reason is about the student
 *
 * Returns: whether such a reason fits the rule: not every rule can be waived, and of what only
 *   warns there is nothing to say for one photo
 */
gboolean
dz_override_draft_may_choose (const DzOverrideDraft *self,
                              guint                  position,
                              gboolean               waiver)
{
  const Entry *entry;

  g_return_val_if_fail (self != NULL && position < self->entries->len, FALSE);

  entry = get_entry (self, position);
  return waiver ? dz_waiver_is_possible (entry->finding->rule) : entry->required;
}

/**
 * dz_override_draft_set:
 * @self: a draft
 * @position: which rule, from 0
 * @waiver: whether the reason is about the student, and stands on later photos too
 * @reason: why, in the approver's own words
 *
 * Says why a rule does not stand in the way. Spaces around the words are dropped.
 *
 * Returns: whether it was taken; %FALSE where such a reason does not fit the rule, or the words are
 *   none or too long
 */
gboolean
dz_override_draft_set (DzOverrideDraft *self,
                       guint            position,
                       gboolean         waiver,
                       const char      *reason)
{
  g_autofree char *words = NULL;
  Entry *entry;

  g_return_val_if_fail (self != NULL && position < self->entries->len, FALSE);
  g_return_val_if_fail (reason != NULL, FALSE);

  words = g_strstrip (g_strdup (reason));
  if (!dz_override_draft_may_choose (self, position, waiver) || !dz_override_check_reason (words))
    return FALSE;
  entry = get_entry (self, position);
  g_clear_pointer (&entry->override, dz_override_free);
  entry->override = dz_override_new (entry->finding->rule, waiver, words);
  return TRUE;
}

/**
 * dz_override_draft_choose:
 * @self: a draft
 * @position: which rule, from 0
 * @code: a #DzOverrideCode
 *
 * Says why a rule does not stand in the way with a reason that is often given.
 *
 * Returns: whether it was taken; %FALSE where such a reason does not fit the rule
 */
gboolean
dz_override_draft_choose (DzOverrideDraft *self,
                          guint            position,
                          const char      *code)
{
  const DzOverrideCode *known = dz_override_code_find (code);
  Entry *entry;

  g_return_val_if_fail (self != NULL && position < self->entries->len, FALSE);
  g_return_val_if_fail (known != NULL, FALSE);

  if (!dz_override_draft_may_choose (self, position, known->waiver))
    return FALSE;
  entry = get_entry (self, position);
  g_clear_pointer (&entry->override, dz_override_free);
  entry->override = dz_override_new (entry->finding->rule, known->waiver, NULL);
  entry->override->code = g_strdup (code);
  return TRUE;
}

/**
 * dz_override_draft_clear:
 * @self: a draft
 * @position: which rule, from 0
 *
 * Takes the reason back.
 */
void
dz_override_draft_clear (DzOverrideDraft *self,
                         guint            position)
{
  g_return_if_fail (self != NULL && position < self->entries->len);

  g_clear_pointer (&get_entry (self, position)->override, dz_override_free);
}

/**
 * dz_override_draft_find_missing:
 * @self: a draft
 * @position: (out): the first rule that wants a reason and has none
 *
 * Returns: whether there is one; without, the photo can be approved
 */
gboolean
dz_override_draft_find_missing (const DzOverrideDraft *self,
                                guint                 *position)
{
  g_return_val_if_fail (self != NULL && position != NULL, FALSE);

  for (guint i = 0; i < self->entries->len; i++)
    if (get_entry (self, i)->required && get_entry (self, i)->override == NULL)
      {
        *position = i;
        return TRUE;
      }
  return FALSE;
}

/**
 * dz_override_draft_dup:
 * @self: a draft
 *
 * Returns: (transfer full) (element-type DzOverride): what has been said
 */
GPtrArray *
dz_override_draft_dup (const DzOverrideDraft *self)
{
  GPtrArray *overrides;

  g_return_val_if_fail (self != NULL, NULL);

  overrides = dz_overrides_new ();
  for (guint i = 0; i < self->entries->len; i++)
    if (get_entry (self, i)->override != NULL)
      g_ptr_array_add (overrides, dz_override_copy (get_entry (self, i)->override));
  return overrides;
}

/**
 * dz_override_draft_say:
 * @self: a draft
 * @position: which rule, from 0
 *
 * Returns: (transfer full): what stands below the rule: the reason, or that it wants one
 */
char *
dz_override_draft_say (const DzOverrideDraft *self,
                       guint                  position)
{
  const Entry *entry;
  g_autofree char *reason = NULL;

  g_return_val_if_fail (self != NULL && position < self->entries->len, NULL);

  entry = get_entry (self, position);
  if (entry->override == NULL)
    return g_strdup (entry->required ? _("Choose why the photo is good all the same.")
                                     : _("May be waived for the student."));
  reason = dz_judging_reason_text (entry->override->code, entry->override->reason);
  /* TRANSLATORS: %s is why a rule does not count */
  return g_strdup_printf (entry->override->waiver ? _("Waived for the student: %s")
                                                  : _("For this photo: %s"),
                          reason);
}
