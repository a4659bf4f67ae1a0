/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "dz-roster-reader.h"

#include "dz-csv.h"
#include "dz-examiner-frame.h"
#include "dz-examiner.h"
#include "dz-plain-text.h"
#include "dz-roster-columns.h"
#include "dz-roster-problem.h"
#include "dz-roster-row.h"
#include "dz-roster-text.h"

#include <glib/gi18n.h>
#include <string.h>

static DzRosterProblem
fault_to_problem (DzCsvFault fault)
{
  switch (fault)
    {
    case DZ_CSV_FAULT_CELL_LONG:
      return DZ_ROSTER_PROBLEM_LONG_CELL;
    case DZ_CSV_FAULT_COLUMNS:
      return DZ_ROSTER_PROBLEM_MANY_CELLS;
    case DZ_CSV_FAULT_QUOTE:
      return DZ_ROSTER_PROBLEM_AFTER_QUOTE;
    case DZ_CSV_FAULT_UNCLOSED:
      return DZ_ROSTER_PROBLEM_UNCLOSED_QUOTE;
    case DZ_CSV_FAULT_NONE:
    default:
      return DZ_N_ROSTER_PROBLEMS;
    }
}

/* Spaces, also the wide and the unbreakable one, and marks without width. */
static gboolean
is_blank (gunichar c)
{
  return g_unichar_isspace (c) || c == 0x00a0 || c == 0x200b || c == 0xfeff;
}

static char *
strip (const char *text,
       gsize       length)
{
  const char *end = text + length;

  while (text < end && is_blank (g_utf8_get_char (text)))
    text = g_utf8_next_char (text);
  while (end > text && is_blank (g_utf8_get_char (g_utf8_prev_char (end))))
    end = g_utf8_prev_char (end);
  return g_strndup (text, end - text);
}

/* A cell without the marks by which people make a spreadsheet keep digits: ="0123" and '0123. */
static char *
tidy_cell (const char *cell)
{
  g_autofree char *stripped = strip (cell, strlen (cell));
  gsize length = strlen (stripped);

  if (length >= 3 && g_str_has_prefix (stripped, "=\"") && stripped[length - 1] == '"')
    return strip (stripped + 2, length - 3);
  if (stripped[0] == '\'' && g_ascii_isdigit (stripped[1]))
    return g_strdup (stripped + 1);
  return g_steal_pointer (&stripped);
}

static const char *
skip_digits (const char *p)
{
  while (g_ascii_isdigit (*p))
    p++;
  return p;
}

/* Whether a spreadsheet took digits for a number: 1.10105E+17, 2.02E+08, 202000031.0. A letter E
 * without the sign may belong to the identifier. */
static gboolean
is_mangled (const char *text)
{
  const char *whole_end = skip_digits (text);
  const char *end = *whole_end == '.' ? skip_digits (whole_end + 1) : whole_end;

  if (whole_end == text)
    return FALSE;
  if (*end == '\0')
    return end > whole_end && strspn (whole_end + 1, "0") == strlen (whole_end + 1);
  return (end[0] == 'E' || end[0] == 'e') && end[1] == '+' && g_ascii_isdigit (end[2])
         && *skip_digits (end + 2) == '\0';
}

static char *
take_field (GPtrArray             *cells,
            const DzRosterColumns *columns,
            DzRosterField          field)
{
  int index = columns->index[field];

  if (index < 0 || (guint) index >= cells->len)
    return NULL;
  return tidy_cell (g_ptr_array_index (cells, index));
}

/* A field that may be absent: "" is absence. */
static char *
take_optional (GPtrArray             *cells,
               const DzRosterColumns *columns,
               DzRosterField          field)
{
  g_autofree char *text = take_field (cells, columns, field);

  return text != NULL && *text != '\0' ? g_steal_pointer (&text) : NULL;
}

static char *
take_needed (GPtrArray             *cells,
             const DzRosterColumns *columns,
             DzRosterField          field)
{
  char *text = take_field (cells, columns, field);

  return text != NULL ? text : g_strdup ("");
}

static gboolean
has_more_cells (const DzCsv           *csv,
                const DzRosterColumns *columns)
{
  for (guint i = columns->n_columns; i < csv->cells->len; i++)
    {
      if (*(const char *) g_ptr_array_index (csv->cells, i) != '\0')
        return TRUE;
    }
  return FALSE;
}

static gboolean
any_hidden (const DzRosterRow *row)
{
  const char *const texts[] = {
    row->identifier, row->name, row->alias, row->id_number, row->level, row->major,
  };

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      if (texts[i] != NULL && !dz_plain_text_check (texts[i]))
        return TRUE;
    }
  return FALSE;
}

/* Only what the file's form says. What the fields mean is judged in core, by dz_roster_check(). */
static DzRosterProblem
find_problem (const DzRosterRow     *row,
              const DzCsv           *csv,
              const DzRosterColumns *columns)
{
  if (csv->fault != DZ_CSV_FAULT_NONE)
    return fault_to_problem (csv->fault);
  if (has_more_cells (csv, columns))
    return DZ_ROSTER_PROBLEM_MORE_CELLS;
  if (any_hidden (row))
    return DZ_ROSTER_PROBLEM_CONTROL;
  if (is_mangled (row->identifier))
    return DZ_ROSTER_PROBLEM_ROUNDED_IDENTIFIER;
  if (row->id_number != NULL && is_mangled (row->id_number))
    return DZ_ROSTER_PROBLEM_ROUNDED_ID_NUMBER;
  return DZ_N_ROSTER_PROBLEMS;
}

static DzRosterRow *
make_row (const DzCsv           *csv,
          const DzRosterColumns *columns)
{
  DzRosterRow *row = dz_roster_row_new ();
  DzRosterProblem problem;

  row->line = csv->line;
  row->identifier = take_needed (csv->cells, columns, DZ_ROSTER_FIELD_IDENTIFIER);
  row->name = take_needed (csv->cells, columns, DZ_ROSTER_FIELD_NAME);
  row->alias = take_optional (csv->cells, columns, DZ_ROSTER_FIELD_ALIAS);
  row->id_number = take_optional (csv->cells, columns, DZ_ROSTER_FIELD_ID_NUMBER);
  row->level = take_optional (csv->cells, columns, DZ_ROSTER_FIELD_LEVEL);
  row->major = take_optional (csv->cells, columns, DZ_ROSTER_FIELD_MAJOR);
  problem = find_problem (row, csv, columns);
  if (problem != DZ_N_ROSTER_PROBLEMS)
    row->problem = g_strdup (dz_roster_problem_to_sentence (problem));
  return row;
}

static gboolean
is_empty_line (const DzCsv *csv)
{
  for (guint i = 0; i < csv->cells->len; i++)
    {
      g_autofree char *text = tidy_cell (g_ptr_array_index (csv->cells, i));

      if (*text != '\0')
        return FALSE;
    }
  return csv->fault == DZ_CSV_FAULT_NONE;
}

static gboolean
refuse (GError    **error,
        const char *sentence)
{
  g_set_error_literal (error, DZ_EXAMINER_ERROR, DZ_EXAMINER_ERROR_UNREADABLE, sentence);
  return FALSE;
}

/* What is wrong with a line that nothing can be read without. */
static gboolean
refuse_line (GError     **error,
             const DzCsv *csv)
{
  g_set_error (error, DZ_EXAMINER_ERROR, DZ_EXAMINER_ERROR_UNREADABLE, "line %u: %s", csv->line,
               dz_roster_problem_to_sentence (fault_to_problem (csv->fault)));
  return FALSE;
}

static gboolean
read_header (DzCsv           *csv,
             DzRosterColumns *columns,
             GError         **error)
{
  if (!dz_csv_next (csv))
    return refuse (error, N_ ("the file is empty"));
  if (csv->fault != DZ_CSV_FAULT_NONE)
    return refuse_line (error, csv);
  return dz_roster_columns_read (columns, csv->cells, error);
}

static gboolean
read_rows (DzCsv                 *csv,
           const DzRosterColumns *columns,
           GPtrArray             *rows,
           GError               **error)
{
  while (dz_csv_next (csv))
    {
      /* It swallowed the lines below it, so what follows is not what stands there. */
      if (csv->fault == DZ_CSV_FAULT_UNCLOSED)
        return refuse_line (error, csv);
      if (is_empty_line (csv))
        continue;
      if (rows->len == DZ_ROSTER_ROWS_MAX)
        return refuse (error, N_ ("the file has more than 200,000 rows"));
      g_ptr_array_add (rows, make_row (csv, columns));
    }
  return rows->len > 0 || refuse (error, N_ ("the file has no rows below its first line"));
}

/**
 * dz_roster_read:
 * @data: (nullable): a school's file
 * @length: its bytes
 * @error: return location; DZ_EXAMINER_ERROR_UNREADABLE: the file as a whole cannot be read; the
 *   message says why, and what to do
 *
 * Reads a roster: comma, tab or semicolon, UTF-8 or GB18030, columns by name. What is wrong with a
 * single row is written down in it. dz_gb18030_warm() must have been called.
 *
 * Returns: (transfer full) (nullable) (element-type DzRosterRow): at least one row
 */
GPtrArray *
dz_roster_read (const guint8 *data,
                gsize         length,
                GError      **error)
{
  g_autoptr(GPtrArray) rows = dz_roster_new ();
  g_autoptr(DzCsv) csv = NULL;
  g_autofree char *text = NULL;
  gsize text_length;
  DzRosterColumns columns;

  text = dz_roster_text_new (data, length, &text_length, error);
  if (text == NULL)
    return NULL;
  csv = dz_csv_new (text, text_length, dz_csv_guess_separator (text, text_length),
                    DZ_ROSTER_COLUMNS_MAX, DZ_ROSTER_CELL_MAX);
  if (!read_header (csv, &columns, error) || !read_rows (csv, &columns, rows, error))
    return NULL;
  return g_steal_pointer (&rows);
}

static const char *
or_empty (const char *text)
{
  return text != NULL ? text : "";
}

/* Serialised at once, since a tree of small variants for each row would need ten times the room. */
static GVariant *
row_to_variant (const DzRosterRow *row)
{
  GVariant *variant = g_variant_new (DZ_ROSTER_ROW_TYPE, row->line, row->identifier, row->name,
                                     or_empty (row->alias), or_empty (row->id_number),
                                     or_empty (row->level), or_empty (row->major),
                                     or_empty (row->problem));

  g_variant_get_data (variant);
  return variant;
}

/**
 * dz_roster_to_variant:
 * @rows: (element-type DzRosterRow): a roster
 *
 * Returns: (transfer none): a floating variant of DZ_ROSTER_TYPE
 */
GVariant *
dz_roster_to_variant (GPtrArray *rows)
{
  GVariantBuilder builder = G_VARIANT_BUILDER_INIT (G_VARIANT_TYPE (DZ_ROSTER_TYPE));

  for (guint i = 0; i < rows->len; i++)
    g_variant_builder_add_value (&builder, row_to_variant (g_ptr_array_index (rows, i)));
  return g_variant_builder_end (&builder);
}
