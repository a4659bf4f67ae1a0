/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "dz-school-list.h"

#include "dz-fold.h"
#include "dz-store-data.h"
#include "dz-store-private.h"

#include <string.h>

#define SCHOOLS_FILE "/io/github/duizhao/store/schools.csv"
#define N_COLUMNS 3
#define FIND_ANY "SELECT code FROM schools LIMIT 1"
#define ADD_SCHOOL "INSERT INTO schools (code, name, city, folded) VALUES (?1, ?2, ?3, ?4)"

#define DOING "listing the schools"

/* Our own list, data/schools.csv: code, name and city, none of which holds a comma or a quote. */
static gboolean
add_line (DzStatement *insert,
          const char  *line,
          GError     **error)
{
  g_auto(GStrv) columns = g_strsplit (line, ",", -1);
  g_autofree char *folded = NULL;

  if (g_strv_length (columns) != N_COLUMNS)
    {
      g_set_error (error, DZ_STORE_ERROR, DZ_STORE_ERROR_SQL,
                   "the list of schools has the line “%s”", line);
      return FALSE;
    }
  folded = dz_fold_for_search (columns[1]);
  dz_query_again (insert, DZ_VALUES (DZ_TEXT (columns[0]), DZ_TEXT (columns[1]),
                                     DZ_TEXT (columns[2]), DZ_TEXT (folded)));
  return dz_query_step (insert, error) == DZ_STEP_DONE;
}

static gboolean
add_lines (DzStore *store,
           GError **error)
{
  g_autoptr(GBytes) csv = g_resource_lookup_data (dz_store_data_get_resource (), SCHOOLS_FILE,
                                                  G_RESOURCE_LOOKUP_FLAGS_NONE, error);
  g_autoptr(DzStatement) insert = NULL;
  g_autofree char *text = NULL;
  g_auto(GStrv) lines = NULL;

  if (csv == NULL)
    return FALSE;
  insert = dz_query_new (store, DOING, ADD_SCHOOL, DZ_VALUES (), error);
  text = g_strndup (g_bytes_get_data (csv, NULL), g_bytes_get_size (csv));
  lines = g_strsplit (text, "\n", -1);
  for (guint i = 1; insert != NULL && lines[0] != NULL && lines[i] != NULL; i++)
    {
      if (*lines[i] != '\0' && !add_line (insert, lines[i], error))
        return FALSE;
    }
  return insert != NULL;
}

static gboolean
is_filled (DzStore  *store,
           gboolean *filled,
           GError  **error)
{
  g_autofree char *any = NULL;

  if (!dz_store_read_text (store, DOING, FIND_ANY, DZ_VALUES (), &any, error))
    return FALSE;
  *filled = any != NULL;
  return TRUE;
}

/**
 * dz_school_list_fill:
 * @store: a store
 * @error: return location
 *
 * Fills an empty table of schools with the ministry's list, so that search is real from the start.
 * No history is written: nobody did it.
 *
 * Returns: whether the table is filled
 */
gboolean
dz_school_list_fill (DzStore *store,
                     GError **error)
{
  g_autoptr(DzTransaction) transaction = NULL;
  gboolean filled;

  if (!is_filled (store, &filled, error))
    return FALSE;
  if (filled)
    return TRUE;
  transaction = dz_transaction_begin_timeless (store, DOING, error);
  if (transaction == NULL || !is_filled (store, &filled, error))
    return FALSE;
  return (filled || add_lines (store, error)) && dz_transaction_commit (transaction, error);
}
