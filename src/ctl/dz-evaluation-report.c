/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "dz-evaluation.h"

#include <glib/gi18n.h>

static double
percent (guint n,
         guint of)
{
  return of > 0 ? 100.0 * n / of : 0;
}

static void
append_files (GString    *text,
              const char *heading,
              GPtrArray  *files)
{
  if (files->len == 0)
    return;
  g_string_append_printf (text, "  %s", heading);
  for (guint i = 0; i < files->len; i++)
    g_string_append_printf (text, " %s", (const char *) g_ptr_array_index (files, i));
  g_string_append_c (text, '\n');
}

static void
append_score (GString                 *text,
              const DzEvaluationScore *score)
{
  guint n_faults = score->n_found + score->n_missed;
  guint n_good = score->n_false + score->n_quiet;
  guint n_right = score->n_found + score->n_quiet;

  g_string_append_printf (text, "%s (%s)\n  ", score->trait, score->rule);
  /* Translators: photos on which rule and label agree, of those measured, in percent */
  if (n_faults + n_good > 0)
    g_string_append_printf (text, _("agree %u of %u (%.1f %%); "), n_right, n_faults + n_good,
                            percent (n_right, n_faults + n_good));
  g_string_append_printf (text, _("faults found %u of %u; false alarms %u of %u; unmeasured %u\n"),
                          score->n_found, n_faults, score->n_false, n_good, score->n_unmeasured);
  if (score->n_right_uncorrected != n_right ||
      score->n_measured_uncorrected != n_faults + n_good)
    g_string_append_printf (text,
                            _("  by the labels before correction: agree %u of %u (%.1f %%)\n"),
                            score->n_right_uncorrected, score->n_measured_uncorrected,
                            percent (score->n_right_uncorrected, score->n_measured_uncorrected));
  append_files (text, _("missed:"), score->missed);
  append_files (text, _("false alarms:"), score->falsely);
}

static void
append_pupils (GString            *text,
               const DzEvaluation *self)
{
  if (self->pupil_errors->len + self->n_pupils_unmeasured == 0)
    return;
  g_string_append_printf (text, "%s\n  ", _("pupils"));
  if (self->pupil_errors->len > 0)
    /* Translators: errors in percent of the distance between the eyes */
    g_string_append_printf (text, _("error of the eye distance: median %.2f %%, 95 of 100 within "
                                    "%.2f %%, largest %.2f %%; "),
                            100 * dz_evaluation_get_pupils (self, 0.5),
                            100 * dz_evaluation_get_pupils (self, 0.95),
                            100 * dz_evaluation_get_pupils (self, 1));
  g_string_append_printf (text, _("measured %u, not found %u\n"), self->pupil_errors->len,
                          self->n_pupils_unmeasured);
}

/**
 * dz_evaluation_to_text:
 * @self: a finished evaluation
 *
 * Returns: (transfer full): a few lines a trait, in the reader's language
 */
char *
dz_evaluation_to_text (const DzEvaluation *self)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < self->scores->len; i++)
    append_score (text, g_ptr_array_index (self->scores, i));
  append_pupils (text, self);
  append_files (text, _("could not be measured:"), self->unreadable);
  return g_string_free (text, FALSE);
}

static void
add_files (JsonBuilder *builder,
           const char  *name,
           GPtrArray   *files)
{
  json_builder_set_member_name (builder, name);
  json_builder_begin_array (builder);
  for (guint i = 0; i < files->len; i++)
    json_builder_add_string_value (builder, g_ptr_array_index (files, i));
  json_builder_end_array (builder);
}

static void
add_number (JsonBuilder *builder,
            const char  *name,
            guint        number)
{
  json_builder_set_member_name (builder, name);
  json_builder_add_int_value (builder, number);
}

static void
add_score (JsonBuilder             *builder,
           const DzEvaluationScore *score)
{
  json_builder_begin_object (builder);
  json_builder_set_member_name (builder, "label");
  json_builder_add_string_value (builder, score->trait);
  json_builder_set_member_name (builder, "rule");
  json_builder_add_string_value (builder, score->rule);
  add_number (builder, "found", score->n_found);
  add_number (builder, "missed", score->n_missed);
  add_number (builder, "false_alarms", score->n_false);
  add_number (builder, "quiet", score->n_quiet);
  add_number (builder, "unmeasured", score->n_unmeasured);
  add_number (builder, "right_uncorrected", score->n_right_uncorrected);
  add_number (builder, "measured_uncorrected", score->n_measured_uncorrected);
  add_files (builder, "missed_files", score->missed);
  add_files (builder, "false_alarm_files", score->falsely);
  json_builder_end_object (builder);
}

static void
add_share (JsonBuilder        *builder,
           const char         *name,
           const DzEvaluation *self,
           double              share)
{
  json_builder_set_member_name (builder, name);
  if (self->pupil_errors->len > 0)
    json_builder_add_double_value (builder, dz_evaluation_get_pupils (self, share));
  else
    json_builder_add_null_value (builder);
}

static void
add_pupils (JsonBuilder        *builder,
            const DzEvaluation *self)
{
  json_builder_set_member_name (builder, "pupils");
  json_builder_begin_object (builder);
  add_number (builder, "measured", self->pupil_errors->len);
  add_number (builder, "unmeasured", self->n_pupils_unmeasured);
  add_share (builder, "error_median", self, 0.5);
  add_share (builder, "error_p95", self, 0.95);
  add_share (builder, "error_max", self, 1);
  json_builder_end_object (builder);
}

/**
 * dz_evaluation_to_json:
 * @self: a finished evaluation
 *
 * Returns: (transfer full): the same numbers; pupil errors as shares of the eye distance
 */
JsonNode *
dz_evaluation_to_json (const DzEvaluation *self)
{
  g_autoptr(JsonBuilder) builder = json_builder_new ();

  json_builder_begin_object (builder);
  add_number (builder, "photos", self->n_photos);
  json_builder_set_member_name (builder, "labels");
  json_builder_begin_array (builder);
  for (guint i = 0; i < self->scores->len; i++)
    add_score (builder, g_ptr_array_index (self->scores, i));
  json_builder_end_array (builder);
  add_pupils (builder, self);
  add_files (builder, "unreadable", self->unreadable);
  json_builder_end_object (builder);
  return json_builder_get_root (builder);
}
