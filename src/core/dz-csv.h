/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * DzCsvFault:
 * @DZ_CSV_FAULT_NONE: a record as it should be
 * @DZ_CSV_FAULT_CELL_LONG: a cell has more bytes than allowed; it was cut
 * @DZ_CSV_FAULT_COLUMNS: more cells than allowed; the others were dropped
 * @DZ_CSV_FAULT_QUOTE: something stands after a closing quote
 * @DZ_CSV_FAULT_UNCLOSED: the file ends inside of a quoted cell
 *
 * What is wrong with a record.
 */
typedef enum
{
  DZ_CSV_FAULT_NONE,
  DZ_CSV_FAULT_CELL_LONG,
  DZ_CSV_FAULT_COLUMNS,
  DZ_CSV_FAULT_QUOTE,
  DZ_CSV_FAULT_UNCLOSED,
} DzCsvFault;

/**
 * DzCsv:
 * @cells: (element-type utf8): cells of the record read last
 * @line: line on which it begins, from 1
 * @fault: what is wrong with it
 *
 * A reader of comma-separated values (RFC 4180), a record at a time. The other fields are its own.
 */
typedef struct
{
  GPtrArray *cells; /* owned */
  guint      line;
  DzCsvFault fault;

  const char *next; /* unowned, within the text */
  const char *end;
  char        separator;
  guint       next_line;
  guint       columns_max;
  gsize       cell_max;
  GString    *cell; /* owned */
} DzCsv;

char     dz_csv_guess_separator (const char *text,
                                 gsize       length);
DzCsv   *dz_csv_new             (const char *text,
                                 gsize       length,
                                 char        separator,
                                 guint       columns_max,
                                 gsize       cell_max);
void     dz_csv_free            (DzCsv      *self);
gboolean dz_csv_next            (DzCsv      *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (DzCsv, dz_csv_free)

G_END_DECLS
