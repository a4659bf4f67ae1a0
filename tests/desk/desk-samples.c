/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "desk-samples.h"

DzFinding *
desk_sample_finding (const char *rule,
                     DzOutcome   outcome,
                     DzAuthority authority,
                     const char *reason)
{
  DzFinding *finding = dz_finding_new (rule, authority);

  finding->outcome = outcome;
  finding->reason = g_strdup (reason);
  return finding;
}

static void
set_number (DzFinding  *finding,
            double      value,
            const char *unit,
            const char *limit)
{
  finding->value = value;
  g_free (finding->unit);
  finding->unit = g_strdup (unit);
  g_free (finding->limit);
  finding->limit = g_strdup (limit);
}

GPtrArray *
desk_sample_findings (void)
{
  GPtrArray *findings = dz_findings_new ();
  DzFinding *size
      = desk_sample_finding ("FILE-02", DZ_OUTCOME_FAIL, DZ_AUTHORITY_AUTO, "file-size");
  DzFinding *wall
      = desk_sample_finding ("BG-02", DZ_OUTCOME_WARN, DZ_AUTHORITY_ASSIST, "background-uneven");
  DzFinding *quality
      = desk_sample_finding ("FILE-06", DZ_OUTCOME_PASS, DZ_AUTHORITY_ASSIST, "file-quality");
  DzFinding *mouth
      = desk_sample_finding ("MOUTH-01", DZ_OUTCOME_UNMEASURED, DZ_AUTHORITY_HUMAN, "mouth");
  DzFinding *dpi = desk_sample_finding ("FILE-07", DZ_OUTCOME_WARN, DZ_AUTHORITY_AUTO, NULL);

  set_number (size, 41233, "B", "> 51200");
  set_number (wall, 5.27, "ΔE", "≤ 5");
  wall->why = g_strdup ("an uneven wall");
  set_number (quality, 92, "", "≥ 75");
  dpi->internal = TRUE;
  g_ptr_array_add (findings, quality);
  g_ptr_array_add (findings, dpi);
  g_ptr_array_add (findings, mouth);
  g_ptr_array_add (findings, wall);
  g_ptr_array_add (findings, size);
  return findings;
}

static DzSubmission *
new_earlier (void)
{
  DzSubmission *earlier = dz_submission_new ();
  const char *const reasons[] = { "background-uneven", "mouth", NULL };

  earlier->attempt = 1;
  earlier->state = DZ_STATE_REJECTED;
  earlier->received_us = 1652144000000000;
  earlier->decision = dz_decision_new ();
  earlier->decision->verdict = DZ_VERDICT_REJECT;
  earlier->decision->reasons = g_strdupv ((char **) reasons);
  earlier->decision->decided_us = 1652147883000000; /* 2022-05-10 09:58:03 in Beijing */
  return earlier;
}

DzItem *
desk_sample_item (void)
{
  DzItem *item = dz_item_new ();

  item->school_name = g_strdup ("中国石油大学(北京)");
  item->student->school = g_strdup ("11414");
  item->student->level = DZ_LEVEL_MASTER;
  item->student->name = g_strdup ("王梦梦");
  item->student->identifier = g_strdup ("202000031");
  item->student->id_number = g_strdup ("1101**********0031");
  item->submission->id = g_strdup ("0123456789abcdef0123456789abcdef");
  item->submission->attempt = 2;
  item->submission->version = 1;
  item->submission->state = DZ_STATE_LEASED;
  g_clear_pointer (&item->submission->findings, g_ptr_array_unref);
  item->submission->findings = desk_sample_findings ();
  g_ptr_array_add (item->earlier, new_earlier ());
  return item;
}

static DzMeasurement *
new_measurement (void)
{
  static const struct
  {
    DzQuantity quantity;
    double value;
  } values[] = {
    { DZ_QUANTITY_BYTES, 60000 },       { DZ_QUANTITY_DECODES, 1 },
    { DZ_QUANTITY_WIDTH, 480 },         { DZ_QUANTITY_HEIGHT, 640 },
    { DZ_QUANTITY_FACES, 1 },           { DZ_QUANTITY_FACE_SCORE, 0.98 },
    { DZ_QUANTITY_FACE_TURN, 0 },       { DZ_QUANTITY_FACE_CUT, 0 },
    { DZ_QUANTITY_FACE_SPAN, 150 },     { DZ_QUANTITY_CROWN_Y, 78 },
    { DZ_QUANTITY_CROWN_ROUGH, 0 },     { DZ_QUANTITY_EYE_LEFT_X, 187 },
    { DZ_QUANTITY_EYE_LEFT_Y, 248 },    { DZ_QUANTITY_EYE_RIGHT_X, 297 },
    { DZ_QUANTITY_EYE_RIGHT_Y, 252 },   { DZ_QUANTITY_CHIN_X, 242 },
    { DZ_QUANTITY_CHIN_Y, 398 },        { DZ_QUANTITY_FACE_LEFT_X, 125 },
    { DZ_QUANTITY_FACE_RIGHT_X, 355 },  { DZ_QUANTITY_FACE_MIDDLE_X, 242 },
  };
  DzMeasurement *measurement = dz_measurement_new ();

  measurement->format = DZ_PHOTO_FORMAT_JPEG;
  for (guint i = 0; i < G_N_ELEMENTS (values); i++)
    dz_measurement_set (measurement, values[i].quantity, values[i].value);
  return measurement;
}

static DzFinding *
new_position (const char *rule,
              DzOutcome   outcome,
              double      value,
              const char *unit,
              const char *limit)
{
  DzFinding *finding = desk_sample_finding (rule, outcome, DZ_AUTHORITY_ASSIST, NULL);

  set_number (finding, value, unit, limit);
  return finding;
}

DzItem *
desk_sample_measured_item (void)
{
  DzItem *item = desk_sample_item ();
  g_autoptr(GError) error = NULL;
  g_autoptr(DzProfile) profile = dz_profile_find ("graduate-2022", &error);
  GPtrArray *findings = item->submission->findings;

  g_assert_no_error (error);
  item->submission->profile_hash = g_strdup (dz_profile_get_hash (profile));
  item->measurement = new_measurement ();
  g_ptr_array_set_size (findings, 0);
  g_ptr_array_add (findings, new_position ("POS-01", DZ_OUTCOME_PASS, 78, "px", "50–110"));
  g_ptr_array_add (findings, new_position ("POS-02", DZ_OUTCOME_PASS, 250, "px", "200–300"));
  g_ptr_array_add (findings, new_position ("POS-03", DZ_OUTCOME_PASS, 230, "px", "180–300"));
  g_ptr_array_add (findings, new_position ("POS-04", DZ_OUTCOME_PASS, 50, "%", "45–60"));
  g_ptr_array_add (findings, new_position ("POS-05", DZ_OUTCOME_PASS, 0.4, "%", "≤ 4"));
  return item;
}

DzJudging *
desk_sample_judging (GPtrArray *findings)
{
  DzJudging *judging = dz_judging_new ();
  g_autoptr(DzItem) item = desk_sample_item ();

  g_ptr_array_set_size (item->submission->findings, 0);
  for (guint i = 0; i < findings->len; i++)
    g_ptr_array_add (item->submission->findings, dz_finding_copy (g_ptr_array_index (findings, i)));
  dz_judging_set_item (judging, item);
  return judging;
}
