/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "dz-csv.h"

#include <string.h>

/**
 * dz_csv_guess_separator:
 * @text: a file
 * @length: its bytes
 *
 * Looks which of comma, tab and semicolon stands most often in the first line, outside of quotes.
 *
 * Returns: the separator; a comma where there is none
 */
char
dz_csv_guess_separator (const char *text,
                        gsize       length)
{
  static const char separators[] = { ',', '\t', ';' };
  guint counts[G_N_ELEMENTS (separators)] = { 0 };
  gboolean quoted = FALSE;
  guint best = 0;

  for (gsize i = 0; i < length && (quoted || (text[i] != '\n' && text[i] != '\r')); i++)
    {
      quoted ^= text[i] == '"';
      for (guint s = 0; s < G_N_ELEMENTS (separators) && !quoted; s++)
        counts[s] += text[i] == separators[s];
    }
  for (guint s = 1; s < G_N_ELEMENTS (separators); s++)
    best = counts[s] > counts[best] ? s : best;
  return separators[best];
}

/**
 * dz_csv_new:
 * @text: (transfer none): text, which must outlive the reader
 * @length: its bytes
 * @separator: what stands between cells
 * @columns_max: most cells of a record
 * @cell_max: most bytes of a cell
 *
 * Returns: (transfer full): a reader before the first record
 */
DzCsv *
dz_csv_new (const char *text,
            gsize       length,
            char        separator,
            guint       columns_max,
            gsize       cell_max)
{
  DzCsv *self = g_new0 (DzCsv, 1);

  self->cells = g_ptr_array_new_with_free_func (g_free);
  self->next = text;
  self->end = text + length;
  self->separator = separator;
  self->next_line = 1;
  self->columns_max = columns_max;
  self->cell_max = cell_max;
  self->cell = g_string_new (NULL);
  return self;
}

/**
 * dz_csv_free:
 * @self: (transfer full) (nullable): a reader
 */
void
dz_csv_free (DzCsv *self)
{
  if (self == NULL)
    return;
  g_ptr_array_unref (self->cells);
  g_string_free (self->cell, TRUE);
  g_free (self);
}

static gboolean
is_line_end (char c)
{
  return c == '\n' || c == '\r';
}

static void
note (DzCsv     *self,
      DzCsvFault fault)
{
  if (self->fault == DZ_CSV_FAULT_NONE || fault == DZ_CSV_FAULT_UNCLOSED)
    self->fault = fault;
}

/* CRLF, LF and CR each end one line. */
static void
skip_line_end (DzCsv *self)
{
  const char *p = self->next;

  self->next += p[0] == '\r' && p + 1 < self->end && p[1] == '\n' ? 2 : 1;
  self->next_line++;
}

static void
append (DzCsv      *self,
        const char *from,
        gsize       length)
{
  gsize room = self->cell_max - MIN (self->cell_max, self->cell->len);

  if (length > room)
    {
      note (self, DZ_CSV_FAULT_CELL_LONG);
      length = room;
    }
  g_string_append_len (self->cell, from, length);
}

/* Everything up to the next quote, keeping line ends as one LF. */
static void
read_quoted_run (DzCsv *self)
{
  while (self->next < self->end && *self->next != '"')
    {
      const char *from = self->next;

      while (self->next < self->end && *self->next != '"' && !is_line_end (*self->next))
        self->next++;
      append (self, from, self->next - from);
      if (self->next < self->end && is_line_end (*self->next))
        {
          skip_line_end (self);
          append (self, "\n", 1);
        }
    }
}

static void
read_quoted (DzCsv *self)
{
  self->next++;
  while (TRUE)
    {
      read_quoted_run (self);
      if (self->next == self->end)
        {
          note (self, DZ_CSV_FAULT_UNCLOSED);
          return;
        }
      self->next++;
      if (self->next == self->end || *self->next != '"')
        return;
      append (self, "\"", 1);
      self->next++;
    }
}

static void
read_plain (DzCsv *self)
{
  const char *from = self->next;

  while (self->next < self->end && *self->next != self->separator && !is_line_end (*self->next))
    self->next++;
  append (self, from, self->next - from);
}

static void
read_cell (DzCsv *self)
{
  gsize quoted_length;

  g_string_truncate (self->cell, 0);
  if (self->next < self->end && *self->next == '"')
    {
      read_quoted (self);
      quoted_length = self->cell->len;
      read_plain (self);
      if (self->cell->len > quoted_length)
        note (self, DZ_CSV_FAULT_QUOTE);
    }
  else
    {
      read_plain (self);
    }

  if (self->cells->len >= self->columns_max)
    {
      if (self->cell->len > 0)
        note (self, DZ_CSV_FAULT_COLUMNS);
      return;
    }
  g_ptr_array_add (self->cells, g_utf8_make_valid (self->cell->str, self->cell->len));
}

/**
 * dz_csv_next:
 * @self: a reader
 *
 * Reads the next record into @cells, @line and @fault. An empty line is a record of one empty cell.
 *
 * Returns: %FALSE at the end of the text
 */
gboolean
dz_csv_next (DzCsv *self)
{
  if (self->next >= self->end)
    return FALSE;

  g_ptr_array_set_size (self->cells, 0);
  self->line = self->next_line;
  self->fault = DZ_CSV_FAULT_NONE;
  read_cell (self);
  while (self->next < self->end && *self->next == self->separator)
    {
      self->next++;
      read_cell (self);
    }
  if (self->next < self->end)
    skip_line_end (self);
  return TRUE;
}
