/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "dz-command.h"
#include "dz-level.h"
#include "dz-role.h"
#include "dz-time.h"
#include "dz-window.h"

static void
test_levels (void)
{
  static const struct
  {
    const char *text;
    DzLevel level;
  } cases[] = {
    { "master", DZ_LEVEL_MASTER },        { "Master", DZ_LEVEL_MASTER },
    { "硕士", DZ_LEVEL_MASTER },          { " 硕士 ", DZ_LEVEL_MASTER },
    { "硕士研究生", DZ_LEVEL_MASTER },    { "研究生", DZ_LEVEL_MASTER },
    { "GRADUATE", DZ_LEVEL_MASTER },      { "博士", DZ_LEVEL_DOCTOR },
    { "博士研究生", DZ_LEVEL_DOCTOR },    { "PhD", DZ_LEVEL_DOCTOR },
    { "本科", DZ_LEVEL_BACHELOR },        { "本科生", DZ_LEVEL_BACHELOR },
    { "学士", DZ_LEVEL_BACHELOR },        { "专科", DZ_LEVEL_ASSOCIATE },
    { "大专", DZ_LEVEL_ASSOCIATE },       { "高职", DZ_LEVEL_ASSOCIATE },
  };
  static const char *const unknown[] = { "", " ", "硕", "masters degree", "小学", "\xff" };
  DzLevel level;

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_test_message ("%s", cases[i].text);
      g_assert_true (dz_level_from_text (cases[i].text, &level));
      g_assert_cmpint (level, ==, cases[i].level);
    }
  for (guint i = 0; i < G_N_ELEMENTS (unknown); i++)
    g_assert_false (dz_level_from_text (unknown[i], &level));
  g_assert_false (dz_level_from_text (NULL, &level));
  for (guint i = 0; i < DZ_N_LEVELS; i++)
    {
      g_assert_true (dz_level_from_nick (dz_level_to_nick (i), &level));
      g_assert_cmpuint (level, ==, i);
      g_assert_true (dz_level_from_text (dz_level_to_zh (i), &level));
      g_assert_cmpuint (level, ==, i);
    }
  g_assert_false (dz_level_from_nick ("硕士", &level));
}

static void
test_level_names (void)
{
  guint both = 1u << DZ_LEVEL_MASTER | 1u << DZ_LEVEL_DOCTOR;
  g_autofree char *none = dz_level_join (0);
  g_autofree char *zh = NULL, *en = NULL;

  g_setenv ("LANGUAGE", "zh_CN", TRUE);
  zh = dz_level_join (both);
  g_assert_cmpstr (dz_level_name (DZ_LEVEL_BACHELOR), ==, "本科");
  g_setenv ("LANGUAGE", "en", TRUE);
  en = dz_level_join (both);
  g_assert_cmpstr (dz_level_name (DZ_LEVEL_BACHELOR), ==, "Bachelor");
  g_assert_cmpstr (none, ==, "");
  g_assert_cmpstr (zh, ==, "硕士、博士");
  g_assert_cmpstr (en, ==, "Master, Doctor");
}

static void
test_roles (void)
{
  DzRole roles;

  for (guint i = 0; i <= DZ_ROLE_ALL; i++)
    {
      g_autofree char *text = dz_roles_to_text (i);

      g_assert_cmpint (dz_roles_from_text (text, &roles), ==, i != 0);
      g_assert_cmpint (roles, ==, i);
    }
  g_assert_true (dz_roles_from_text (" supervisor , reviewer", &roles));
  g_assert_cmpint (roles, ==, DZ_ROLE_REVIEWER | DZ_ROLE_SUPERVISOR);
  g_assert_false (dz_roles_from_text ("reviewer,root", &roles));
  g_assert_false (dz_roles_from_text ("reviewer,", &roles));
  g_assert_false (dz_roles_from_text ("", &roles));
  g_assert_false (dz_roles_from_text (NULL, &roles));
}

static void
check_times (void)
{
  static const struct
  {
    gint64 time_us;
    const char *shown;
  } cases[] = {
    { 0, "1970-01-01 08:00:00" },
    { -1, "1970-01-01 07:59:59" },
    { G_GINT64_CONSTANT (1652147883000000), "2022-05-10 09:58:03" },
    { G_GINT64_CONSTANT (1652543999999999), "2022-05-14 23:59:59" },
    { G_GINT64_CONSTANT (1652544000000000), "2022-05-15 00:00:00" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *shown = dz_time_format (cases[i].time_us);
      g_autofree char *date = dz_time_format_date (cases[i].time_us);

      g_assert_cmpstr (shown, ==, cases[i].shown);
      g_assert_true (g_str_has_prefix (shown, date));
    }
}

static void
check_days (void)
{
  static const char *const bad[] = {
    "",           "2022-5-14",   "2022-05-32",    "2022-13-01",  "2022-02-29",  "20220514",
    "2022-05-14 ", "2022-05-14\n", "2022-05-14T00", "２０２２-05-14", "today", "0000-00-00",
  };
  gint64 begins_us;

  g_assert_true (dz_time_parse_day ("2022-05-15", &begins_us));
  g_assert_cmpint (begins_us, ==, G_GINT64_CONSTANT (1652544000000000));
  g_assert_true (dz_time_parse_day ("2024-02-29", &begins_us));
  g_assert_false (dz_time_parse_day (NULL, &begins_us));
  for (guint i = 0; i < G_N_ELEMENTS (bad); i++)
    {
      g_test_message ("“%s”", bad[i]);
      g_assert_false (dz_time_parse_day (bad[i], &begins_us));
    }
}

/* Beijing's days, whatever zone the machine is in: each zone in a program of its own, since GLib
 * reads TZ once. */
static void
test_time_in_zone (gconstpointer zone)
{
  if (g_test_subprocess ())
    {
      check_times ();
      check_days ();
      return;
    }
  g_setenv ("TZ", zone, TRUE);
  g_test_trap_subprocess (NULL, 0, 0);
  g_unsetenv ("TZ");
  g_test_trap_assert_passed ();
}

/* A day has no hole and no overlap: it begins where the day before ends. */
static void
test_day_length (void)
{
  gint64 first_us;
  gint64 second_us;
  g_autofree char *last = NULL;

  g_assert_true (dz_time_parse_day ("2022-05-14", &first_us));
  g_assert_true (dz_time_parse_day ("2022-05-15", &second_us));
  g_assert_cmpint (second_us - first_us, ==, DZ_TIME_DAY_US);
  last = dz_time_format_date (second_us - 1);
  g_assert_cmpstr (last, ==, "2022-05-14");
}

static void
test_small_words (void)
{
  DzVerdict verdict;
  DzCommandKind command;
  DzPayer payer;
  DzIdentifierKind kind;

  for (guint i = 0; i < 2; i++)
    {
      g_assert_true (dz_verdict_from_nick (dz_verdict_to_nick (i), &verdict));
      g_assert_cmpuint (verdict, ==, i);
      g_assert_true (dz_identifier_kind_from_nick (dz_identifier_kind_to_nick (i), &kind));
      g_assert_cmpuint (kind, ==, i);
    }
  for (guint i = 0; i < 3; i++)
    {
      g_assert_true (dz_command_kind_from_nick (dz_command_kind_to_nick (i), &command));
      g_assert_cmpuint (command, ==, i);
      g_assert_true (dz_payer_from_nick (dz_payer_to_nick (i), &payer));
      g_assert_cmpuint (payer, ==, i);
    }
  g_assert_false (dz_verdict_from_nick ("maybe", &verdict));
  g_assert_false (dz_command_kind_from_nick ("", &command));
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/level/spellings", test_levels);
  g_test_add_func ("/level/names", test_level_names);
  g_test_add_func ("/role/sets", test_roles);
  g_test_add_data_func ("/time/utc", "UTC", test_time_in_zone);
  g_test_add_data_func ("/time/beijing", "Asia/Shanghai", test_time_in_zone);
  g_test_add_data_func ("/time/far-west", "XXX+12", test_time_in_zone);
  g_test_add_data_func ("/time/summer", "America/New_York", test_time_in_zone);
  g_test_add_func ("/time/day-length", test_day_length);
  g_test_add_func ("/words/small", test_small_words);
  return g_test_run ();
}
