/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "dz-replay.h"

#include "dz-rules.h"

#include <string.h>

static DzProfile *
change (const char *old,
        const char *new)
{
  g_autoptr(DzProfile) profile = dz_profile_find ("graduate-2022", NULL);
  GBytes *json = dz_profile_get_json (profile);
  GString *text = g_string_new_len (g_bytes_get_data (json, NULL),
                                    (gssize) g_bytes_get_size (json));
  g_autoptr(GBytes) changed = NULL;
  g_autoptr(GError) error = NULL;
  DzProfile *result;

  g_assert_cmpuint (g_string_replace (text, old, new, 0), ==, 1);
  changed = g_string_free_to_bytes (text);
  result = dz_profile_parse (changed, &error);
  g_assert_no_error (error);
  return result;
}

static DzMeasurement *
make_measurement (void)
{
  DzMeasurement *self = dz_measurement_new ();

  self->format = DZ_PHOTO_FORMAT_JPEG;
  self->models = g_strdup ("models of a test");
  dz_measurement_set (self, DZ_QUANTITY_DECODES, 1);
  dz_measurement_set (self, DZ_QUANTITY_BYTES, 60000);
  dz_measurement_set (self, DZ_QUANTITY_QUALITY, 80);
  dz_measurement_set (self, DZ_QUANTITY_FACES, 1);
  dz_measurement_set (self, DZ_QUANTITY_FACE_TURN, 0);
  dz_measurement_set (self, DZ_QUANTITY_FACE_SPAN, 200);
  dz_measurement_set (self, DZ_QUANTITY_SHARPNESS, 55);
  dz_measurement_set (self, DZ_QUANTITY_SHARPNESS_RATIO, 0.5);
  return self;
}

/* As the built-in profile judged it, in a window of which it is the least sharp photo. */
static DzStoredExamination *
make_examination (const char *hash)
{
  g_autoptr(DzProfile) profile = dz_profile_find ("graduate-2022", NULL);
  g_autoptr(DzPeers) peers = dz_peers_new ();
  g_autoptr(GPtrArray) findings = NULL;
  DzStoredExamination *self = g_new0 (DzStoredExamination, 1);

  peers->n_photos = 1000;
  peers->sharpness_rank = 0;
  self->submission = g_strdup ("70331b7b582c831159d2dfdf0ded2557");
  self->photo = g_strdup ("96210597a3cedee79899b4b1a5068078");
  self->profile = g_strdup ("graduate-2022");
  self->profile_hash = g_strdup (hash != NULL ? hash : dz_profile_get_hash (profile));
  self->measurement = make_measurement ();
  self->outcomes = g_ptr_array_new_with_free_func (g_free);
  findings = dz_rules_judge (self->measurement, NULL, peers, profile);
  for (guint i = 0; i < findings->len; i++)
    {
      DzFinding *finding = g_ptr_array_index (findings, i);
      DzStoredOutcome *outcome = g_new0 (DzStoredOutcome, 1);

      outcome->rule = g_steal_pointer (&finding->rule);
      outcome->outcome = finding->outcome;
      g_ptr_array_add (self->outcomes, outcome);
    }
  return self;
}

static void
examination_clear (DzStoredExamination *self)
{
  for (guint i = 0; i < self->outcomes->len; i++)
    g_free (((DzStoredOutcome *) g_ptr_array_index (self->outcomes, i))->rule);
  dz_stored_examination_free (self);
}

static guint
count (const DzReplay *replay,
       const char     *rule,
       DzOutcome       before,
       DzOutcome       after)
{
  for (guint i = 0; i < replay->rules->len; i++)
    {
      const DzReplayRule *counted = g_ptr_array_index (replay->rules, i);

      if (g_str_equal (counted->rule, rule))
        return counted->n[before][after];
    }
  return 0;
}

/* The profile that judged judges to the same, also where ranks had a say that are not kept. */
static void
test_same_profile (void)
{
  g_autoptr(DzProfile) profile = dz_profile_find ("graduate-2022", NULL);
  g_autoptr(DzReplay) replay = dz_replay_new (profile);
  DzStoredExamination *examination = make_examination (NULL);

  dz_replay_add (replay, examination);
  g_assert_cmpuint (replay->n_photos, ==, 1);
  g_assert_cmpuint (replay->n_compared, ==, 1);
  g_assert_cmpuint (replay->n_changed, ==, 0);
  g_assert_cmpuint (replay->n_changed_photos, ==, 0);
  g_assert_cmpuint (replay->n_unranked, ==, 0);
  g_assert_cmpuint (count (replay, "FILE-06", DZ_OUTCOME_PASS, DZ_OUTCOME_PASS), ==, 1);
  g_assert_cmpuint (count (replay, "SHARP-01", DZ_OUTCOME_WARN, DZ_OUTCOME_WARN), ==, 1);
  examination_clear (examination);
}

static void
test_other_limits (void)
{
  g_autoptr(DzProfile) stricter = change ("\"quality\": { \"pass\": 75",
                                          "\"quality\": { \"pass\": 85");
  g_autoptr(DzProfile) softer = change ("\"variance\": 60", "\"variance\": 50");
  g_autoptr(DzReplay) by_quality = dz_replay_new (stricter);
  g_autoptr(DzReplay) by_sharpness = dz_replay_new (softer);
  DzStoredExamination *examination = make_examination (NULL);

  for (guint i = 0; i < 3; i++)
    dz_replay_add (by_quality, examination);
  dz_replay_add (by_sharpness, examination);
  g_assert_cmpuint (by_quality->n_changed, ==, 3);
  g_assert_cmpuint (by_quality->n_changed_photos, ==, 3);
  g_assert_cmpuint (count (by_quality, "FILE-06", DZ_OUTCOME_PASS, DZ_OUTCOME_WARN), ==, 3);
  g_assert_cmpuint (by_sharpness->n_changed, ==, 1);
  g_assert_cmpuint (count (by_sharpness, "SHARP-01", DZ_OUTCOME_WARN, DZ_OUTCOME_PASS), ==, 1);
  examination_clear (examination);
}

/* Of a profile that nobody knows any more it is not known what it said without the ranks. */
static void
test_unknown_judge (void)
{
  g_autoptr(DzProfile) profile = dz_profile_find ("graduate-99", NULL);
  g_autoptr(DzReplay) replay = dz_replay_new (profile);
  DzStoredExamination *examination = make_examination ("0123");
  g_autofree char *text = NULL;

  dz_replay_add (replay, examination);
  g_assert_cmpuint (replay->n_unranked, ==, 1);
  for (guint i = 0; i < DZ_N_OUTCOMES * DZ_N_OUTCOMES; i++)
    g_assert_cmpuint (count (replay, "SHARP-01", i / DZ_N_OUTCOMES, i % DZ_N_OUTCOMES), ==, 0);
  text = dz_replay_to_text (replay, 0);
  g_assert_nonnull (strstr (text, "Of 1 photo the profile"));
  examination_clear (examination);
}

/* Numbers that are not there are told, and change nothing. */
static void
test_gaps (void)
{
  static const char *const whys[] = {
    "measured by schema 1; 2 is needed", "measured by schema 3, which is newer than this program",
    "measured without models, so that nothing is known of the face", "reading a measurement: bad",
  };
  g_autoptr(DzProfile) profile = dz_profile_find ("graduate-99", NULL);
  g_autoptr(DzReplay) replay = dz_replay_new (profile);

  for (guint i = 0; i < G_N_ELEMENTS (whys); i++)
    {
      DzStoredExamination *examination = make_examination (NULL);
      const DzReplayGap *gap;

      if (i < 2)
        examination->measurement->schema = i == 0 ? 1 : 3;
      if (i == 2)
        g_clear_pointer (&examination->measurement->models, g_free);
      if (i == 3)
        {
          g_clear_pointer (&examination->measurement, dz_measurement_free);
          examination->problem = g_strdup (whys[3]);
        }
      dz_replay_add (replay, examination);
      g_assert_cmpuint (replay->gaps->len, ==, i + 1);
      gap = g_ptr_array_index (replay->gaps, i);
      g_assert_cmpstr (gap->submission, ==, examination->submission);
      g_assert_cmpstr (gap->photo, ==, examination->photo);
      g_assert_cmpstr (gap->why, ==, whys[i]);
      examination_clear (examination);
    }
  g_assert_cmpuint (replay->n_compared, ==, 0);
  g_assert_cmpuint (replay->n_changed, ==, 0);
}

/* A photo that could not be decoded is refused by every profile. */
static void
test_undecoded (void)
{
  g_autoptr(DzProfile) profile = dz_profile_find ("graduate-2022", NULL);
  g_autoptr(DzReplay) replay = dz_replay_new (profile);
  DzStoredExamination *examination = make_examination (NULL);

  g_clear_pointer (&examination->measurement->models, g_free);
  dz_measurement_set (examination->measurement, DZ_QUANTITY_DECODES, 0);
  dz_replay_add (replay, examination);
  g_assert_cmpuint (replay->n_compared, ==, 1);
  g_assert_cmpuint (replay->gaps->len, ==, 0);
  examination_clear (examination);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/replay/same-profile", test_same_profile);
  g_test_add_func ("/replay/other-limits", test_other_limits);
  g_test_add_func ("/replay/unknown-judge", test_unknown_judge);
  g_test_add_func ("/replay/gaps", test_gaps);
  g_test_add_func ("/replay/undecoded", test_undecoded);
  return g_test_run ();
}
