/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "dz-roster-problem.h"
#include "dz-roster-row.h"

#include <string.h>

static void
add (GPtrArray  *rows,
     const char *identifier,
     const char *name,
     const char *level,
     const char *id_number)
{
  DzRosterRow *row = dz_roster_row_new ();

  row->line = rows->len + 2;
  row->identifier = g_strdup (identifier);
  row->name = g_strdup (name);
  row->level = g_strdup (level);
  row->id_number = g_strdup (id_number);
  g_ptr_array_add (rows, row);
}

static void
assert_problem (GPtrArray  *rows,
                guint       i,
                const char *part)
{
  const DzRosterRow *row = g_ptr_array_index (rows, i);

  g_test_message ("row %u: %s", i, row->problem != NULL ? row->problem : "fine");
  if (part == NULL)
    g_assert_null (row->problem);
  else
    g_assert_true (row->problem != NULL && strstr (row->problem, part) != NULL);
}

static void
test_rows (void)
{
  static const struct
  {
    const char *identifier, *name, *level, *id_number, *problem;
  } cases[] = {
    { "202000031", "王梦梦", "硕士", "11010519491231002X", NULL },
    { "202000032", "王梦", NULL, NULL, NULL },
    { "202000033", "李雷", "", "1101**********0031", NULL },
    { NULL, "韩梅梅", NULL, NULL, "identifier is missing" },
    { "", "韩梅梅", NULL, NULL, "identifier is missing" },
    { "202000034", "", NULL, NULL, "name is missing" },
    { "202000035", NULL, NULL, NULL, "name is missing" },
    { "202000036", "张三", "研二", NULL, "level is not known" },
    { "202000037", "张三", NULL, "12345", "neither 18 nor 15" },
    { "202000038", "张三", NULL, "110105194913310021", "is no date" },
    { "202000039", "张三", NULL, "110105194912310020", "does not fit" },
    { "202000031", "王二", NULL, NULL, "an earlier line" },
    { "202000034", "赵六", NULL, NULL, "an earlier line" }, /* the first was bad for its own sake */
    { "202000034", "赵六", NULL, NULL, "an earlier line" },
  };
  g_autoptr(GPtrArray) rows = dz_roster_new ();

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    add (rows, cases[i].identifier, cases[i].name, cases[i].level, cases[i].id_number);
  dz_roster_check (rows);
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    assert_problem (rows, i, cases[i].problem);
  g_assert_cmpuint (dz_roster_count_bad (rows), ==, 11);
}

static void
test_noted_before (void)
{
  g_autoptr(GPtrArray) rows = dz_roster_new ();

  add (rows, "1", "王", NULL, NULL);
  ((DzRosterRow *) g_ptr_array_index (rows, 0))->problem = g_strdup ("too many fields");
  dz_roster_check (rows);
  dz_roster_check (rows);
  assert_problem (rows, 0, "too many fields");
  g_assert_cmpuint (dz_roster_count_bad (rows), ==, 1);
}

static void
test_without_lines (void)
{
  g_autoptr(GPtrArray) rows = dz_roster_new ();

  add (rows, "1", "王", NULL, NULL);
  add (rows, "1", "李", NULL, NULL);
  for (guint i = 0; i < rows->len; i++)
    ((DzRosterRow *) g_ptr_array_index (rows, i))->line = 0;
  dz_roster_check (rows);
  assert_problem (rows, 0, NULL);
  assert_problem (rows, 1, "already");
}

/* Tables and bad rows carry the sentence; what it stands for is found again. */
static void
test_sentences (void)
{
  DzRosterProblem found;

  for (guint i = 0; i < DZ_N_ROSTER_PROBLEMS; i++)
    {
      g_assert_true (dz_roster_problem_from_sentence (dz_roster_problem_to_sentence (i), &found));
      g_assert_cmpint (found, ==, i);
    }
  g_assert_false (dz_roster_problem_from_sentence (NULL, &found));
  g_assert_false (dz_roster_problem_from_sentence ("", &found));
  g_assert_false (dz_roster_problem_from_sentence ("the name is", &found));
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/roster/rows", test_rows);
  g_test_add_func ("/roster/noted-before", test_noted_before);
  g_test_add_func ("/roster/without-lines", test_without_lines);
  g_test_add_func ("/roster/sentences", test_sentences);
  return g_test_run ();
}
