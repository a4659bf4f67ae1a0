/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "dz-rule-private.h"

/* What judges say into a finding. */

void
dz_rule_say_why (DzFinding  *finding,
                 const char *why)
{
  g_free (finding->why);
  finding->why = g_strdup (why);
}

void
dz_rule_pass (DzFinding *finding)
{
  finding->outcome = DZ_OUTCOME_PASS;
  dz_rule_say_why (finding, NULL);
}

/* A warning that a person may refuse for. */
void
dz_rule_warn (DzFinding  *finding,
              const char *why)
{
  finding->outcome = DZ_OUTCOME_WARN;
  dz_rule_say_why (finding, why);
}

/* A warning that the rule's reason does not fit: a file of 12 MB is not "too small". */
void
dz_rule_note (DzFinding  *finding,
              const char *why)
{
  dz_rule_warn (finding, why);
  g_clear_pointer (&finding->reason, g_free);
}

void
dz_rule_fail (DzFinding  *finding,
              const char *why)
{
  finding->outcome = DZ_OUTCOME_FAIL;
  dz_rule_say_why (finding, why);
}

void
dz_rule_set_value (DzFinding  *finding,
                   double      value,
                   const char *unit)
{
  finding->value = value;
  g_free (finding->unit);
  finding->unit = g_strdup (unit);
}

void
dz_rule_set_limit (DzFinding  *finding,
                   const char *format,
                   ...)
{
  va_list arguments;

  va_start (arguments, format);
  g_free (finding->limit);
  finding->limit = g_strdup_vprintf (format, arguments);
  va_end (arguments);
}

void
dz_rule_set_text (DzFinding  *finding,
                  const char *format,
                  ...)
{
  va_list arguments;

  va_start (arguments, format);
  g_free (finding->text);
  finding->text = g_strdup_vprintf (format, arguments);
  va_end (arguments);
}
