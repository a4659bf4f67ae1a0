/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "dz-evaluation-labels.h"

#include <glib/gi18n.h>
#include <math.h>
#include <string.h>

#include "dz-csv.h"
#include "dz-ctl-command.h"
#include "dz-evaluation-trait.h"

#define BYTES_MAX (20 * 1024 * 1024)
#define ROWS_MAX 200000
#define COLUMNS_MAX 64
#define CELL_MAX 1000
#define NO_COLUMN G_MAXUINT

/* The subject's right eye stands at the picture's left, and is named first. */
static const char *const pupil_columns[] = { "pupil_r_x", "pupil_r_y", "pupil_l_x", "pupil_l_y" };

/**
 * Table:
 * @shown: name of the file, for messages
 * @text: its text
 * @csv: reads it
 * @file_column: where the photo's name stands
 * @trait_columns: (element-type guint): where the labels stand
 * @pupil_columns: where the pupils stand, NO_COLUMN where they do not
 *
 * A table that is being read.
 */
typedef struct
{
  char   *shown; /* owned */
  char   *text;  /* owned */
  DzCsv  *csv;   /* owned */
  guint   file_column;
  GArray *trait_columns; /* owned */
  guint   pupil_columns[G_N_ELEMENTS (pupil_columns)];
} Table;

static void
table_clear (Table *table)
{
  g_clear_pointer (&table->csv, dz_csv_free);
  g_clear_pointer (&table->text, g_free);
  g_clear_pointer (&table->shown, g_free);
  g_clear_pointer (&table->trait_columns, g_array_unref);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Table, table_clear)

static void
row_free (DzEvaluationRow *row)
{
  g_free (row->file);
  g_free (row->labels);
  g_free (row->original);
  g_free (row);
}

/**
 * dz_evaluation_labels_free:
 * @self: (transfer full) (nullable): labels
 */
void
dz_evaluation_labels_free (DzEvaluationLabels *self)
{
  if (self == NULL)
    return;
  g_ptr_array_unref (self->traits);
  g_ptr_array_unref (self->rows);
  g_free (self);
}

static const char *
cell (const Table *table,
      guint        column)
{
  return column < table->csv->cells->len ? g_ptr_array_index (table->csv->cells, column) : "";
}

static gboolean
refuse_line (const Table *table,
             const char  *what,
             GError     **error)
{
  /* Translators: a file, a line of it, and what is wrong there */
  return dz_ctl_refuse (error, _("%s, line %u: %s"), table->shown, table->csv->line, what);
}

/* Tables joined from others have stray CRs within their lines; beside LFs a CR says nothing. */
static gsize
drop_carriage_returns (char  *text,
                       gsize  length)
{
  gsize kept = 0;

  if (memchr (text, '\n', length) == NULL)
    return length;
  for (gsize i = 0; i < length; i++)
    {
      if (text[i] != '\r')
        text[kept++] = text[i];
    }
  text[kept] = '\0';
  return kept;
}

static gboolean
open_table (Table      *table,
            const char *path,
            GError    **error)
{
  g_autoptr(GError) met = NULL;
  const char *text;
  gsize length;

  table->shown = g_filename_display_name (path);
  if (!g_file_get_contents (path, &table->text, &length, &met))
    return dz_ctl_refuse_usage (error, _("The table %s cannot be read: %s."), table->shown,
                                met->message);
  if (length > BYTES_MAX)
    return dz_ctl_refuse (error, _("The table %s is larger than 20 MB."), table->shown);
  if (!g_utf8_validate_len (table->text, length, NULL))
    return dz_ctl_refuse (error, _("The table %s is not UTF-8."), table->shown);
  length = drop_carriage_returns (table->text, length);
  text = table->text + (g_str_has_prefix (table->text, "\xef\xbb\xbf") ? 3 : 0);
  length -= text - table->text;
  table->csv = dz_csv_new (text, length, dz_csv_guess_separator (text, length), COLUMNS_MAX,
                           CELL_MAX);
  if (!dz_csv_next (table->csv))
    return dz_ctl_refuse (error, _("The table %s is empty."), table->shown);
  return TRUE;
}

static guint
find_column (const Table *table,
             const char  *name)
{
  for (guint i = 0; i < table->csv->cells->len; i++)
    {
      if (g_str_equal (cell (table, i), name))
        return i;
    }
  return NO_COLUMN;
}

/* A column is a label where a rule stands behind its name; others (age, sex …) are left alone. */
static void
find_traits (Table     *table,
             GPtrArray *traits)
{
  table->trait_columns = g_array_new (FALSE, FALSE, sizeof (guint));
  for (guint i = 0; i < table->csv->cells->len; i++)
    {
      DzEvaluationTrait trait;

      if (!dz_evaluation_trait_find (cell (table, i), &trait))
        continue;
      g_array_append_val (table->trait_columns, i);
      g_ptr_array_add (traits, g_strdup (cell (table, i)));
    }
}

static gboolean
read_header (Table              *table,
             DzEvaluationLabels *self,
             GError            **error)
{
  table->file_column = find_column (table, "file");
  find_traits (table, self->traits);
  for (guint i = 0; i < G_N_ELEMENTS (pupil_columns); i++)
    table->pupil_columns[i] = find_column (table, pupil_columns[i]);
  if (table->file_column == NO_COLUMN)
    return refuse_line (table, _("there is no column “file”."), error);
  if (self->traits->len == 0 && table->pupil_columns[0] == NO_COLUMN)
    return refuse_line (table, _("no column is a label that a rule can be held against."), error);
  return TRUE;
}

static gboolean
read_label (const char *text,
            DzLabel    *label)
{
  if (*text == '\0' || g_str_equal (text, "?"))
    *label = DZ_LABEL_UNKNOWN;
  else if (g_str_equal (text, "0"))
    *label = DZ_LABEL_NO;
  else if (g_str_equal (text, "1"))
    *label = DZ_LABEL_YES;
  else
    return FALSE;
  return TRUE;
}

static gboolean
read_labels (const Table     *table,
             DzEvaluationRow *row,
             GError         **error)
{
  guint n = table->trait_columns->len;

  row->labels = g_new0 (DzLabel, n);
  row->original = g_new0 (DzLabel, n);
  for (guint i = 0; i < n; i++)
    {
      const char *text = cell (table, g_array_index (table->trait_columns, guint, i));

      if (!read_label (text, &row->labels[i]))
        return refuse_line (table, _("a label is 0, 1, ? or empty."), error);
      row->original[i] = row->labels[i];
    }
  return TRUE;
}

static gboolean
read_coordinate (const char *text,
                 double     *value)
{
  char *end;

  *value = g_ascii_strtod (text, &end);
  return *text != '\0' && *end == '\0' && isfinite (*value) && fabs (*value) < G_MAXUINT16;
}

/* All four or none. */
static gboolean
read_pupils (const Table     *table,
             DzEvaluationRow *row,
             GError         **error)
{
  guint n_given = 0;

  for (guint i = 0; i < G_N_ELEMENTS (pupil_columns); i++)
    {
      const char *text = cell (table, table->pupil_columns[i]);

      if (*text == '\0')
        continue;
      if (!read_coordinate (text, &row->pupils[i]))
        return refuse_line (table, _("a pupil’s place is a number of pixels."), error);
      n_given++;
    }
  if (n_given != 0 && n_given != G_N_ELEMENTS (pupil_columns))
    return refuse_line (table, _("both pupils have an x and a y, or none has."), error);
  row->has_pupils = n_given > 0;
  return TRUE;
}

static gboolean
is_blank (const Table *table)
{
  return table->csv->cells->len <= 1 && *cell (table, 0) == '\0';
}

static gboolean
read_row (const Table        *table,
          DzEvaluationLabels *self,
          GError            **error)
{
  DzEvaluationRow *row = g_new0 (DzEvaluationRow, 1);

  g_ptr_array_add (self->rows, row);
  row->line = table->csv->line;
  row->file = g_strdup (cell (table, table->file_column));
  if (table->csv->fault != DZ_CSV_FAULT_NONE)
    return refuse_line (table, _("this is not a record of comma-separated values."), error);
  if (*row->file == '\0')
    return refuse_line (table, _("the photo has no name."), error);
  if (self->rows->len > ROWS_MAX)
    return refuse_line (table, _("there are more than 200,000 photos."), error);
  return read_labels (table, row, error) && read_pupils (table, row, error);
}

/**
 * dz_evaluation_labels_load:
 * @path: a table of comma-separated values in UTF-8 with a heading: "file", columns that
 *   dz_evaluation_trait_find() knows with 0, 1, ? or nothing, and perhaps the pupils
 * @error: return location; DZ_CTL_ERROR with file and line
 *
 * Returns: (transfer full) (nullable): the labels
 */
DzEvaluationLabels *
dz_evaluation_labels_load (const char *path,
                           GError    **error)
{
  g_autoptr(DzEvaluationLabels) self = g_new0 (DzEvaluationLabels, 1);
  g_auto(Table) table = { 0 };

  self->traits = g_ptr_array_new_with_free_func (g_free);
  self->rows = g_ptr_array_new_with_free_func ((GDestroyNotify) row_free);
  if (!open_table (&table, path, error) || !read_header (&table, self, error))
    return NULL;
  while (dz_csv_next (table.csv))
    {
      if (!is_blank (&table) && !read_row (&table, self, error))
        return NULL;
    }
  return g_steal_pointer (&self);
}

static DzEvaluationRow *
find_row (DzEvaluationLabels *self,
          const char         *file)
{
  for (guint i = 0; i < self->rows->len; i++)
    {
      DzEvaluationRow *row = g_ptr_array_index (self->rows, i);

      if (g_str_equal (row->file, file))
        return row;
    }
  return NULL;
}

/* A correction names a photo and a label of the table, what it was and why it is not so: one that
 * does not fit was written for another table. */
static gboolean
correct (DzEvaluationLabels *self,
         const Table        *table,
         GError            **error)
{
  DzEvaluationRow *row = find_row (self, cell (table, 0));
  DzLabel from;
  DzLabel to;
  guint trait;

  if (row == NULL)
    return refuse_line (table, _("the labels do not name this photo."), error);
  if (!g_ptr_array_find_with_equal_func (self->traits, cell (table, 1), g_str_equal, &trait))
    return refuse_line (table, _("the labels do not have this column."), error);
  if (!read_label (cell (table, 2), &from) || !read_label (cell (table, 3), &to))
    return refuse_line (table, _("a label is 0, 1, ? or empty."), error);
  if (from != row->original[trait] || *cell (table, 4) == '\0')
    return refuse_line (table, _("a correction says what the label was, and why."), error);
  row->labels[trait] = to;
  self->n_corrections++;
  return TRUE;
}

/**
 * dz_evaluation_labels_correct:
 * @self: labels
 * @path: a table with the columns file, column, from, to, reason
 * @error: return location; DZ_CTL_ERROR with file and line
 *
 * Corrects labels; what they were is kept.
 *
 * Returns: whether every correction fits
 */
gboolean
dz_evaluation_labels_correct (DzEvaluationLabels *self,
                              const char         *path,
                              GError            **error)
{
  static const char *const columns[] = { "file", "column", "from", "to", "reason" };
  g_auto(Table) table = { 0 };

  if (!open_table (&table, path, error))
    return FALSE;
  for (guint i = 0; i < G_N_ELEMENTS (columns); i++)
    {
      if (!g_str_equal (cell (&table, i), columns[i]))
        return refuse_line (&table, _("the columns are file, column, from, to, reason."), error);
    }
  while (dz_csv_next (table.csv))
    {
      if (!is_blank (&table) && !correct (self, &table, error))
        return FALSE;
    }
  return TRUE;
}
