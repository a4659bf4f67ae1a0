/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "dz-rule-private.h"

/* What the register knows. Without one, these say nothing. */

static const char *
explain_id_check (DzIdNumberCheck check)
{
  switch (check)
    {
    case DZ_ID_NUMBER_BAD_SHAPE:
      return N_ ("the ID number has neither 18 nor 15 characters");
    case DZ_ID_NUMBER_BAD_DATE:
      return N_ ("the date in the ID number is no date");
    case DZ_ID_NUMBER_BAD_CHECK:
      return N_ ("the last character of the ID number does not fit the others");
    case DZ_ID_NUMBER_VALID:
    case DZ_ID_NUMBER_ABSENT:
    case DZ_ID_NUMBER_MASKED:
    default:
      return NULL;
    }
}

static void
judge_identity (const DzCase *the_case,
                DzFinding    *finding)
{
  const DzRegister *facts = the_case->facts;
  const char *id_problem;

  dz_rule_set_limit (finding, "1");
  if (facts == NULL)
    {
      dz_rule_say_why (finding, DZ_WHY_NO_REGISTER);
      return;
    }
  dz_rule_set_value (finding, facts->identifier_records, "");
  id_problem = explain_id_check (facts->id_check);
  if (facts->identifier_records == 0)
    dz_rule_fail (finding, N_ ("no student of the window has this identifier"));
  else if (facts->identifier_records > 1)
    dz_rule_fail (finding, N_ ("several students have this identifier"));
  else if (facts->id_number_records > 1)
    {
      dz_rule_set_value (finding, facts->id_number_records, "");
      dz_rule_fail (finding, N_ ("several students have this ID number"));
    }
  else if (id_problem != NULL)
    dz_rule_fail (finding, id_problem);
  else if (facts->id_check == DZ_ID_NUMBER_MASKED)
    dz_rule_note (finding, N_ ("the ID number is masked and cannot be verified"));
  else
    dz_rule_pass (finding);
}

static void
judge_sender (const DzCase *the_case,
              DzFinding    *finding)
{
  const DzRegister *facts = the_case->facts;

  dz_rule_set_limit (finding, "1");
  if (facts == NULL || facts->identity_students == 0)
    {
      dz_rule_say_why (finding, facts == NULL ? DZ_WHY_NO_REGISTER
                                              : N_ ("staff brought the photo; nobody is bound"));
      return;
    }
  dz_rule_set_value (finding, facts->identity_students, "");
  if (facts->identity_students > 1)
    dz_rule_fail (finding, N_ ("one account is bound to several students"));
  else if (facts->identity_changed)
    dz_rule_note (finding, N_ ("the student's account was changed"));
  else
    dz_rule_pass (finding);
}

static void
judge_record (const DzCase *the_case,
              DzFinding    *finding)
{
  if (the_case->facts == NULL)
    {
      dz_rule_say_why (finding, DZ_WHY_NO_REGISTER);
      return;
    }
  switch (the_case->facts->match)
    {
    case DZ_RECORD_MATCH_SAME:
      dz_rule_pass (finding);
      break;
    case DZ_RECORD_MATCH_SPACING:
      dz_rule_note (finding, N_ ("a field is blank or differs by spaces"));
      break;
    case DZ_RECORD_MATCH_DIFFERENT:
    default:
      dz_rule_fail (finding, N_ ("another student's data came with the photo"));
      break;
    }
}

const DzRule dz_rules_register[] = {
  { "REC-01", DZ_AUTHORITY_AUTO, FALSE, judge_identity, DZ_WHY_NO_REGISTER, NULL },
  { "REC-02", DZ_AUTHORITY_AUTO, FALSE, judge_sender, DZ_WHY_NO_REGISTER, NULL },
  { "REC-03", DZ_AUTHORITY_AUTO, FALSE, judge_record, DZ_WHY_NO_REGISTER, NULL },
  { "REC-04", DZ_AUTHORITY_HUMAN, TRUE, NULL, N_ ("the day of graduation is not known"),
    NULL },
  { NULL },
};
