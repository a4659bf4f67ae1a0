/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rules-fixture.h"

static void
test_register (void)
{
  static const struct
  {
    const char *rule;
    DzRegister facts; /* records, check, ID records, senders, changed, match */
    char says;
  } cases[] = {
    { "REC-01", { 1, DZ_ID_NUMBER_VALID, 1, 1, FALSE, 0 }, 'p' },
    { "REC-01", { 1, DZ_ID_NUMBER_ABSENT, 0, 1, FALSE, 0 }, 'p' },
    { "REC-01", { 1, DZ_ID_NUMBER_MASKED, 0, 1, FALSE, 0 }, 'n' },
    { "REC-01", { 0, DZ_ID_NUMBER_VALID, 1, 1, FALSE, 0 }, 'f' },
    { "REC-01", { 2, DZ_ID_NUMBER_VALID, 1, 1, FALSE, 0 }, 'f' },
    { "REC-01", { 1, DZ_ID_NUMBER_VALID, 2, 1, FALSE, 0 }, 'f' },
    { "REC-01", { 1, DZ_ID_NUMBER_BAD_CHECK, 1, 1, FALSE, 0 }, 'f' },
    { "REC-01", { 1, DZ_ID_NUMBER_BAD_DATE, 1, 1, FALSE, 0 }, 'f' },
    { "REC-01", { 1, DZ_ID_NUMBER_BAD_SHAPE, 1, 1, FALSE, 0 }, 'f' },
    { "REC-02", { 1, 0, 1, 1, FALSE, 0 }, 'p' },
    { "REC-02", { 1, 0, 1, 1, TRUE, 0 }, 'n' },
    { "REC-02", { 1, 0, 1, 2, FALSE, 0 }, 'f' },
    { "REC-02", { 1, 0, 1, 0, FALSE, 0 }, 'u' },
    { "REC-03", { 1, 0, 1, 1, FALSE, DZ_RECORD_MATCH_SAME }, 'p' },
    { "REC-03", { 1, 0, 1, 1, FALSE, DZ_RECORD_MATCH_SPACING }, 'n' },
    { "REC-03", { 1, 0, 1, 1, FALSE, DZ_RECORD_MATCH_DIFFERENT }, 'f' },
  };
  g_autoptr(DzMeasurement) clean = rules_make_clean ();

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      DzProfile *profile = rules_fixture_profile ();
      g_autoptr(DzFinding) finding = rules_judge_full (clean, &cases[i].facts, NULL, profile,
                                                       cases[i].rule);
      g_autoptr(DzFinding) unknown = rules_judge (clean, cases[i].rule);

      g_test_message ("%s, case %u", cases[i].rule, i);
      assert_says (finding, cases[i].says);
      assert_says (unknown, 'u');
      g_assert_cmpint (finding->authority, ==, DZ_AUTHORITY_AUTO);
      if (finding->outcome != DZ_OUTCOME_PASS)
        g_assert_true (finding->why != NULL && *finding->why != '\0');
      else
        g_assert_null (finding->why);
    }
}

/* When the student graduates stands nowhere yet, so that the photo's age says nothing. */
static void
test_age (void)
{
  static const DzRegister facts = DZ_REGISTER_CLEAN;
  g_autoptr(DzMeasurement) measurement = rules_make_clean ();
  g_autoptr(DzFinding) finding = NULL;

  dz_measurement_set (measurement, DZ_QUANTITY_TAKEN_AT, 19000);
  finding = rules_judge_full (measurement, &facts, NULL, rules_fixture_profile (), "REC-04");
  assert_says (finding, 'u');
  g_assert_true (finding->internal);
}

int
main (int   argc,
      char *argv[])
{
  int result;

  g_test_init (&argc, &argv, NULL);
  rules_fixture_start ();
  g_test_add_func ("/rules/register/facts", test_register);
  g_test_add_func ("/rules/register/age", test_age);
  result = g_test_run ();
  rules_fixture_stop ();
  return result;
}
