/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "dz-rule-private.h"

#include <math.h>

/* Where a photo comes from and what was done to it. */

#define NAMED_MARKS 4 /* a line for a person, not a listing */

/* Names the traces, those of @strong first and alone where there are any. */
static char *
name_marks (GPtrArray *marks,
            gboolean   strong)
{
  GString *names = g_string_new (NULL);
  guint n = 0;

  for (guint i = 0; i < marks->len && n < NAMED_MARKS; i++)
    {
      const DzEditMark *mark = g_ptr_array_index (marks, i);

      if (strong && !mark->strong)
        continue;
      g_string_append_printf (names, "%s%s", n > 0 ? ", " : "", mark->text);
      n++;
    }
  return g_string_free (names, FALSE);
}

static gboolean
has_strong (GPtrArray *marks)
{
  for (guint i = 0; i < marks->len; i++)
    {
      const DzEditMark *mark = g_ptr_array_index (marks, i);

      if (mark->strong)
        return TRUE;
    }
  return FALSE;
}

/* Metadata that could not be read say nothing; metadata that are absent are neutral and pass,
 * since messengers strip them (§3.8). */
static gboolean
was_read (const DzMeasurement *measurement)
{
  return measurement->format == DZ_PHOTO_FORMAT_JPEG &&
         (measurement->marks->len > 0 || dz_measurement_has (measurement, DZ_QUANTITY_HAS_GPS));
}

static void
judge_editing (const DzCase *the_case,
               DzFinding    *finding)
{
  GPtrArray *marks = the_case->measurement->marks;
  g_autofree char *names = NULL;
  gboolean strong;

  if (!was_read (the_case->measurement))
    return;
  dz_rule_set_value (finding, marks->len, "");
  if (marks->len == 0)
    {
      dz_rule_pass (finding);
      return;
    }
  strong = has_strong (marks);
  names = name_marks (marks, strong);
  dz_rule_set_text (finding, "%s", names);
  if (strong)
    dz_rule_fail (finding, N_ ("the metadata say that the face was changed"));
  else
    dz_rule_warn (finding, N_ ("an editor was used; studios do so too"));
}

/* ORIG-02. A studio crops and saves again, so this is a note for staff and no more (§3.7). */
static void
judge_double_jpeg (const DzCase *the_case,
                   DzFinding    *finding)
{
  const DzOriginLimits *limits = &the_case->profile->origin;
  double quality = dz_measurement_get (the_case->measurement, DZ_QUANTITY_QUALITY);
  double ratio;

  dz_rule_set_limit (finding, "> %g", limits->double_jpeg_ratio);
  if (!dz_rule_read (the_case, finding, DZ_QUANTITY_DOUBLE_JPEG, &ratio))
    return;
  if (!(quality >= limits->double_jpeg_quality))
    {
      dz_rule_say_why (finding, N_ ("the file is compressed too strongly to tell"));
      return;
    }
  dz_rule_set_value (finding, ratio, "");
  if (ratio > limits->double_jpeg_ratio)
    dz_rule_pass (finding);
  else
    dz_rule_note (finding, N_ ("saved at least twice; studios do so too"));
}

/* ORIG-04. Smooth skin is a matter of the window: light, lens and age are alike there. */
static void
judge_skin (const DzCase *the_case,
            DzFinding    *finding)
{
  const DzOriginLimits *limits = &the_case->profile->origin;
  const DzPeers *peers = the_case->peers;
  gboolean ranked;
  double detail;

  dz_rule_set_limit (finding, "≥ %g", limits->skin_look);
  if (!dz_rule_read_fine (the_case, finding, DZ_QUANTITY_SKIN_DETAIL, &detail))
    return;
  dz_rule_set_value (finding, detail, "");
  ranked = peers != NULL && peers->n_photos >= limits->skin_peers &&
           !isnan (peers->skin_detail_rank);
  if (ranked && peers->skin_detail_rank < limits->skin_rank)
    dz_rule_note (finding, N_ ("the skin is among the smoothest of this window"));
  else if (detail < limits->skin_look)
    dz_rule_say_why (finding, N_ ("smooth skin: look at the cheeks"));
  else if (ranked)
    dz_rule_pass (finding);
  else
    dz_rule_say_why (finding, N_ ("too few photos of this window to compare with"));
}

/* Whether twins were searched for and this photo's hashes could have found some. A flat picture has
 * a hash that says nothing (§3.10). */
static gboolean
were_compared (const DzCase *the_case,
               DzFinding    *finding)
{
  double detail = the_case->profile->origin.alike_detail;
  double whole;
  double face = dz_measurement_get (the_case->measurement, DZ_QUANTITY_FACE_HASH_QUALITY);

  if (the_case->peers == NULL)
    dz_rule_say_why (finding, DZ_WHY_NO_PEERS);
  else if (!the_case->peers->searched)
    dz_rule_say_why (finding, N_ ("other photos were not searched"));
  else if (dz_rule_read (the_case, finding, DZ_QUANTITY_HASH_QUALITY, &whole))
    {
      if (whole >= detail || face >= detail)
        return TRUE;
      dz_rule_say_why (finding, N_ ("the picture has too little detail to compare"));
    }
  return FALSE;
}

static gboolean
is_alike (const DzCase *the_case,
          const DzTwin *twin)
{
  const DzOriginLimits *limits = &the_case->profile->origin;

  return dz_twin_is_identical (twin) ||
         twin->distance <= (twin->by_face ? limits->alike_face_bits : limits->alike_whole_bits);
}

typedef gboolean (*TwinMatch) (const DzTwin *twin);

/* The first of the twins, which come closest first, that is meant and near enough. */
static const DzTwin *
find_twin (const DzCase *the_case,
           TwinMatch     is_meant)
{
  for (guint i = 0; the_case->peers != NULL && i < the_case->peers->twins->len; i++)
    {
      const DzTwin *twin = g_ptr_array_index (the_case->peers->twins, i);

      if (is_meant (twin) && is_alike (the_case, twin))
        return twin;
    }
  return NULL;
}

static void
tell_twin (const DzCase *the_case,
           DzFinding    *finding,
           const DzTwin *twin)
{
  const DzOriginLimits *limits = &the_case->profile->origin;

  dz_rule_set_value (finding, twin->distance, "bit");
  dz_rule_set_limit (finding, "> %g",
                     twin->by_face ? limits->alike_face_bits : limits->alike_whole_bits);
}

/* @identical: (nullable): what the very same photo fails for; %NULL where it is no worse than one
 * that looks like it */
static void
judge_twin (const DzCase *the_case,
            DzFinding    *finding,
            TwinMatch     is_meant,
            const char   *identical,
            const char   *alike)
{
  const DzTwin *twin = find_twin (the_case, is_meant);

  if (twin == NULL)
    {
      if (were_compared (the_case, finding))
        dz_rule_pass (finding);
      return;
    }
  tell_twin (the_case, finding, twin);
  if (identical != NULL && dz_twin_is_identical (twin))
    dz_rule_fail (finding, identical);
  else
    dz_rule_warn (finding, alike);
}

static gboolean
is_of_another (const DzTwin *twin)
{
  return !twin->same_student;
}

/* ORIG-05. Identical pixels on two students set both apart, which is not for a rule to do; it never
 * refuses, since one of the two may well be right. */
static void
judge_duplicate (const DzCase *the_case,
                 DzFinding    *finding)
{
  judge_twin (the_case, finding, is_of_another,
              N_ ("the same photo stands under another student"),
              N_ ("a photo of another student looks like this one"));
}

static gboolean
is_turned_copy (const DzTwin *twin)
{
  return twin->same_student && twin->form != DZ_PDQ_FORM_SAME;
}

static void
judge_mirrored (const DzCase *the_case,
                DzFinding    *finding)
{
  judge_twin (the_case, finding, is_turned_copy, NULL,
              N_ ("an earlier photo of this student, mirrored or turned"));
}

static gboolean
is_refused_before (const DzTwin *twin)
{
  return twin->same_student && twin->refused;
}

static void
judge_returned (const DzCase *the_case,
                DzFinding    *finding)
{
  judge_twin (the_case, finding, is_refused_before,
              N_ ("this very photo was rejected before"),
              N_ ("it looks like a photo that was rejected before"));
}

const DzRule dz_rules_origin[] = {
  { "ORIG-01", DZ_AUTHORITY_ASSIST, FALSE, judge_editing, DZ_WHY_UNREADABLE, NULL },
  { "ORIG-02", DZ_AUTHORITY_ASSIST, TRUE, judge_double_jpeg,
    N_ ("double compression could not be measured"), NULL },
  { "ORIG-03", DZ_AUTHORITY_HUMAN, FALSE, NULL, DZ_WHY_PERSON, dz_face_regions_photo },
  { "ORIG-04", DZ_AUTHORITY_HUMAN, FALSE, judge_skin, N_ ("the skin could not be measured"),
    dz_face_regions_cheeks },
  { "ORIG-05", DZ_AUTHORITY_ASSIST, FALSE, judge_duplicate,
    N_ ("the picture was not hashed"), dz_face_regions_photo },
  { "ORIG-06", DZ_AUTHORITY_ASSIST, FALSE, judge_mirrored,
    N_ ("the picture was not hashed"), dz_face_regions_photo },
  { "ORIG-07", DZ_AUTHORITY_AUTO, FALSE, judge_returned,
    N_ ("the picture was not hashed"), dz_face_regions_photo },
  { NULL },
};
