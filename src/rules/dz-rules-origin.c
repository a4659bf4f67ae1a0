/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "dz-rule-private.h"

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

const DzRule dz_rules_origin[] = {
  { "ORIG-01", DZ_AUTHORITY_ASSIST, FALSE, judge_editing, NULL },
  { "ORIG-02", DZ_AUTHORITY_ASSIST, TRUE, NULL, N_ ("double compression is not measured yet") },
  { "ORIG-03", DZ_AUTHORITY_HUMAN, FALSE, NULL, DZ_WHY_PERSON },
  { "ORIG-04", DZ_AUTHORITY_HUMAN, FALSE, NULL, DZ_WHY_NO_FACE },
  { "ORIG-05", DZ_AUTHORITY_ASSIST, FALSE, NULL, N_ ("duplicates are not searched yet") },
  { "ORIG-06", DZ_AUTHORITY_ASSIST, FALSE, NULL,
    N_ ("earlier photos of the student are not compared yet") },
  { "ORIG-07", DZ_AUTHORITY_AUTO, FALSE, NULL, N_ ("refused photos are not compared yet") },
  { NULL },
};
