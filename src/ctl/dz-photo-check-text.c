/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "dz-photo-check.h"

#include <glib/gi18n.h>
#include <math.h>

#include "dz-language.h"
#include "dz-photo-check-face.h"
#include "dz-reason-builtin.h"

#define RULE_COLUMNS 8

/* Shapes as on the desk: what is wrong is known without colour. */
static const char *
outcome_mark (DzOutcome outcome)
{
  switch (outcome)
    {
    case DZ_OUTCOME_PASS:
      return "✓";
    case DZ_OUTCOME_WARN:
      return "!";
    case DZ_OUTCOME_FAIL:
      return "✕";
    case DZ_OUTCOME_UNMEASURED:
    default:
      return "–";
    }
}

static char *
describe_value (const DzFinding *finding)
{
  /* Which ear, in the rule's words; what other rules found is named as it was found. */
  if (finding->text != NULL && *finding->text != '\0')
    return g_strdup (g_str_equal (finding->rule, "EAR-01") ? _(finding->text) : finding->text);
  if (isnan (finding->value))
    return g_strdup ("");
  if (finding->value == floor (finding->value))
    return g_strdup_printf ("%.0f %s", finding->value, finding->unit);
  return g_strdup_printf ("%.4g %s", finding->value, finding->unit);
}

static void
append_finding (GString         *text,
                const DzFinding *finding)
{
  const DzReason *reason = dz_reason_builtin_find (finding->reason);
  g_autofree char *value = describe_value (finding);
  g_autofree char *valid = g_utf8_make_valid (g_strchomp (value), -1);

  g_string_append_printf (text, "  %s %-*s", outcome_mark (finding->outcome), RULE_COLUMNS,
                          finding->rule);
  if (reason != NULL && finding->outcome != DZ_OUTCOME_PASS)
    g_string_append_printf (text, " %s", dz_language_pick (reason->label_zh, reason->label_en));
  if (*valid != '\0')
    g_string_append_printf (text, "  %s", valid);
  if (*finding->limit != '\0')
    g_string_append_printf (text, "  [%s]", finding->limit);
  if (finding->why != NULL && *finding->why != '\0')
    g_string_append_printf (text, "  – %s", _(finding->why));
  g_string_append_c (text, '\n');
}

static guint
count (GPtrArray *findings,
       DzOutcome  outcome)
{
  guint n = 0;

  for (guint i = 0; i < findings->len; i++)
    n += ((const DzFinding *) g_ptr_array_index (findings, i))->outcome == outcome;
  return n;
}

static void
append_photo (GString             *text,
              const DzMeasurement *measurement)
{
  double bytes = dz_measurement_get (measurement, DZ_QUANTITY_BYTES);
  g_autofree char *size = g_format_size ((guint64) (isnan (bytes) ? 0 : bytes));
  double width = dz_measurement_get (measurement, DZ_QUANTITY_WIDTH);
  double height = dz_measurement_get (measurement, DZ_QUANTITY_HEIGHT);

  g_string_append_printf (text, "  %s, %s", dz_photo_format_to_nick (measurement->format), size);
  if (!isnan (width) && !isnan (height))
    g_string_append_printf (text, ", %.0f×%.0f", width, height);
  g_string_append_c (text, '\n');
}

/* What went well takes one line; what nobody measured is counted, never hidden. */
static void
append_counts (GString   *text,
               GPtrArray *findings)
{
  guint n_passed = count (findings, DZ_OUTCOME_PASS);
  guint n_unmeasured = count (findings, DZ_OUTCOME_UNMEASURED);

  g_string_append (text, "  ✓ ");
  g_string_append_printf (text, ngettext ("%u rule passed", "%u rules passed", n_passed), n_passed);
  g_string_append (text, "\n  – ");
  g_string_append_printf (text,
                          ngettext ("%u rule not measured", "%u rules not measured", n_unmeasured),
                          n_unmeasured);
  g_string_append_c (text, '\n');
}

static const char *
say_verdict (const DzPhotoCheck *self)
{
  if (self->measurement == NULL)
    return _("not measured");
  if (dz_findings_refuse (self->findings))
    return _("refused at upload");
  if (count (self->findings, DZ_OUTCOME_FAIL) > 0)
    return _("goes to a person, with faults");
  return _("goes to a person");
}

/**
 * dz_photo_check_to_text:
 * @self: a check that was run
 *
 * Returns: (transfer full): lines for a person in their language, what failed first
 */
char *
dz_photo_check_to_text (const DzPhotoCheck *self)
{
  g_autoptr(GString) text = g_string_new (NULL);
  g_autofree char *shown = g_utf8_make_valid (self->file, -1);
  g_autofree char *face = NULL;

  g_string_append_printf (text, "%s: %s\n", shown, say_verdict (self));
  if (self->problem != NULL)
    g_string_append_printf (text, "  %s\n", self->problem);
  if (self->measurement == NULL)
    return g_string_free (g_steal_pointer (&text), FALSE);
  append_photo (text, self->measurement);
  face = dz_photo_check_face_to_text (self);
  g_string_append (text, face);
  for (guint i = 0; i < self->findings->len; i++)
    {
      const DzFinding *finding = g_ptr_array_index (self->findings, i);

      if (finding->outcome == DZ_OUTCOME_FAIL || finding->outcome == DZ_OUTCOME_WARN)
        append_finding (text, finding);
    }
  append_counts (text, self->findings);
  return g_string_free (g_steal_pointer (&text), FALSE);
}
