/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "dz-roster-row.h"

#include "dz-id-number.h"
#include "dz-level.h"
#include "dz-roster-problem.h"

/**
 * dz_roster_row_new:
 *
 * Returns: (transfer full): an empty row
 */
DzRosterRow *
dz_roster_row_new (void)
{
  return g_new0 (DzRosterRow, 1);
}

/**
 * dz_roster_row_free:
 * @self: (transfer full) (nullable): a row
 */
void
dz_roster_row_free (DzRosterRow *self)
{
  if (self == NULL)
    return;
  g_free (self->identifier);
  g_free (self->name);
  g_free (self->alias);
  g_free (self->id_number);
  g_free (self->level);
  g_free (self->major);
  g_free (self->problem);
  g_free (self);
}

/**
 * dz_roster_new:
 *
 * Returns: (transfer full) (element-type DzRosterRow): an empty list that owns its rows
 */
GPtrArray *
dz_roster_new (void)
{
  return g_ptr_array_new_with_free_func ((GDestroyNotify) dz_roster_row_free);
}

static gboolean
is_blank (const char *text)
{
  return text == NULL || *text == '\0';
}

/* Returns: a #DzRosterProblem; DZ_N_ROSTER_PROBLEMS where there is none. */
static DzRosterProblem
find_problem (const DzRosterRow *row,
              gboolean           is_repeated)
{
  DzIdNumberCheck check = dz_id_number_check (row->id_number);
  DzLevel level;

  if (is_blank (row->identifier))
    return DZ_ROSTER_PROBLEM_NO_IDENTIFIER;
  if (is_blank (row->name))
    return DZ_ROSTER_PROBLEM_NO_NAME;
  if (!is_blank (row->level) && !dz_level_from_text (row->level, &level))
    return DZ_ROSTER_PROBLEM_UNKNOWN_LEVEL;
  if (check == DZ_ID_NUMBER_BAD_SHAPE)
    return DZ_ROSTER_PROBLEM_ID_SHAPE;
  if (check == DZ_ID_NUMBER_BAD_DATE)
    return DZ_ROSTER_PROBLEM_ID_DATE;
  if (check == DZ_ID_NUMBER_BAD_CHECK)
    return DZ_ROSTER_PROBLEM_ID_CHECK;
  return is_repeated ? DZ_ROSTER_PROBLEM_REPEATED : DZ_N_ROSTER_PROBLEMS;
}

static void
check_row (DzRosterRow *row,
           gboolean     is_repeated)
{
  DzRosterProblem problem;

  if (row->problem != NULL)
    return;
  problem = find_problem (row, is_repeated);
  if (problem != DZ_N_ROSTER_PROBLEMS)
    row->problem = g_strdup (dz_roster_problem_to_sentence (problem));
}

/**
 * dz_roster_check:
 * @rows: (element-type DzRosterRow): a roster
 *
 * Writes down in each row's problem why it cannot be imported: missing fields, an unknown level, an
 * ID number that fails GB 11643, an identifier that stood before, be it in a bad row. Problems
 * noted already stay.
 */
void
dz_roster_check (GPtrArray *rows)
{
  g_autoptr(GHashTable) seen = g_hash_table_new (g_str_hash, g_str_equal);

  for (guint i = 0; i < rows->len; i++)
    {
      DzRosterRow *row = g_ptr_array_index (rows, i);
      gboolean is_repeated =
        !is_blank (row->identifier) && !g_hash_table_add (seen, row->identifier);

      check_row (row, is_repeated);
    }
}

/**
 * dz_roster_count_bad:
 * @rows: (element-type DzRosterRow): a roster
 *
 * Returns: how many rows have a problem
 */
guint
dz_roster_count_bad (GPtrArray *rows)
{
  guint n = 0;

  for (guint i = 0; i < rows->len; i++)
    n += ((const DzRosterRow *) g_ptr_array_index (rows, i))->problem != NULL;
  return n;
}
