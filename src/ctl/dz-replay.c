/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "dz-replay.h"

#include <glib/gi18n.h>

#include "dz-rules.h"

static void
rule_free (DzReplayRule *self)
{
  g_free (self->rule);
  g_free (self);
}

static void
gap_free (DzReplayGap *self)
{
  g_free (self->submission);
  g_free (self->photo);
  g_free (self->why);
  g_free (self);
}

static void
unref_if_any (gpointer profile)
{
  dz_profile_unref (profile);
}

/**
 * dz_replay_new:
 * @profile: what judges now
 *
 * Returns: (transfer full): a replay without photos
 */
DzReplay *
dz_replay_new (DzProfile *profile)
{
  DzReplay *self = g_new0 (DzReplay, 1);

  self->profile = dz_profile_ref (profile);
  self->judges = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, unref_if_any);
  self->rules = g_ptr_array_new_with_free_func ((GDestroyNotify) rule_free);
  self->gaps = g_ptr_array_new_with_free_func ((GDestroyNotify) gap_free);
  return self;
}

/**
 * dz_replay_free:
 * @self: (transfer full) (nullable): a replay
 */
void
dz_replay_free (DzReplay *self)
{
  if (self == NULL)
    return;
  dz_profile_unref (self->profile);
  g_hash_table_unref (self->judges);
  g_ptr_array_unref (self->rules);
  g_ptr_array_unref (self->gaps);
  g_free (self);
}

/* Why a photo has not the numbers that a profile needs; NULL where it has, or where it could not be
 * decoded, which every profile says alike. */
static char *
explain_gap (const DzStoredExamination *examination)
{
  const DzMeasurement *measurement = examination->measurement;

  if (measurement == NULL)
    return g_strdup (examination->problem);
  if (measurement->schema < DZ_MEASUREMENT_SCHEMA)
    return g_strdup_printf (_("measured by schema %u; %u is needed"), measurement->schema,
                            DZ_MEASUREMENT_SCHEMA);
  if (measurement->schema > DZ_MEASUREMENT_SCHEMA)
    return g_strdup_printf (_("measured by schema %u, which is newer than this program"),
                            measurement->schema);
  if (measurement->models == NULL &&
      dz_measurement_get (measurement, DZ_QUANTITY_DECODES) == 1)
    return g_strdup (_("measured without models, so that nothing is known of the face"));
  return NULL;
}

static void
add_gap (DzReplay                  *self,
         const DzStoredExamination *examination,
         char                      *why)
{
  DzReplayGap *gap = g_new0 (DzReplayGap, 1);

  gap->submission = g_strdup (examination->submission);
  gap->photo = g_strdup (examination->photo);
  gap->why = why;
  g_ptr_array_add (self->gaps, gap);
}

/* The profile that judged a photo, where this program has it. */
static DzProfile *
find_judge (DzReplay   *self,
            const char *hash)
{
  gpointer found;

  if (hash == NULL)
    return NULL;
  if (!g_hash_table_lookup_extended (self->judges, hash, NULL, &found))
    {
      found = dz_profile_find_by_hash (hash, NULL);
      g_hash_table_insert (self->judges, g_strdup (hash), found);
    }
  return found;
}

static gboolean
find_stored (const DzStoredExamination *examination,
             const char                *rule,
             DzOutcome                 *outcome)
{
  for (guint i = 0; i < examination->outcomes->len; i++)
    {
      const DzStoredOutcome *stored = g_ptr_array_index (examination->outcomes, i);

      if (g_str_equal (stored->rule, rule))
        {
          *outcome = stored->outcome;
          return TRUE;
        }
    }
  return FALSE;
}

/* What a rule said then. The rank that a photo had in its window is not kept, so that a rule which
 * asks for it is held against what the profile of then says without. */
static gboolean
find_before (const DzStoredExamination *examination,
             GPtrArray                 *without_peers,
             const char                *rule,
             guint                      position,
             DzOutcome                 *outcome)
{
  const DzFinding *finding;

  switch (dz_rules_get_basis (rule))
    {
    case DZ_RULE_BASIS_WINDOW:
      finding = without_peers != NULL ? g_ptr_array_index (without_peers, position) : NULL;
      if (finding != NULL)
        *outcome = finding->outcome;
      return finding != NULL;
    case DZ_RULE_BASIS_OTHERS:
      return FALSE;
    case DZ_RULE_BASIS_PHOTO:
    default:
      return find_stored (examination, rule, outcome);
    }
}

static DzReplayRule *
get_rule (DzReplay   *self,
          const char *rule,
          guint       position)
{
  while (self->rules->len <= position)
    g_ptr_array_add (self->rules, g_new0 (DzReplayRule, 1));
  if (((DzReplayRule *) g_ptr_array_index (self->rules, position))->rule == NULL)
    ((DzReplayRule *) g_ptr_array_index (self->rules, position))->rule = g_strdup (rule);
  return g_ptr_array_index (self->rules, position);
}

static void
compare (DzReplay                  *self,
         const DzStoredExamination *examination,
         GPtrArray                 *without_peers,
         GPtrArray                 *now)
{
  guint n_changed = 0;

  for (guint i = 0; i < now->len; i++)
    {
      const DzFinding *finding = g_ptr_array_index (now, i);
      DzReplayRule *rule = get_rule (self, finding->rule, i);
      DzOutcome before;

      if (!find_before (examination, without_peers, finding->rule, i, &before))
        continue;
      rule->n[before][finding->outcome]++;
      n_changed += before != finding->outcome;
    }
  self->n_changed += n_changed;
  self->n_changed_photos += n_changed > 0;
}

/**
 * dz_replay_add:
 * @self: a replay
 * @examination: what was measured and said of a photo
 *
 * Judges the numbers again and counts what is said otherwise.
 */
void
dz_replay_add (DzReplay                  *self,
               const DzStoredExamination *examination)
{
  g_autoptr(GPtrArray) without_peers = NULL;
  g_autoptr(GPtrArray) now = NULL;
  DzProfile *judge;
  char *why;

  self->n_photos++;
  why = explain_gap (examination);
  if (why != NULL)
    {
      add_gap (self, examination, why);
      return;
    }
  self->n_compared++;
  judge = find_judge (self, examination->profile_hash);
  if (judge != NULL)
    without_peers = dz_rules_judge (examination->measurement, NULL, NULL, judge);
  else
    self->n_unranked++;
  now = dz_rules_judge (examination->measurement, NULL, NULL, self->profile);
  compare (self, examination, without_peers, now);
}
