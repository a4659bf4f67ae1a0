/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* What a column of a roster can be, in the order in which rows cross to the program. */
typedef enum
{
  DZ_ROSTER_FIELD_IDENTIFIER,
  DZ_ROSTER_FIELD_NAME,
  DZ_ROSTER_FIELD_ALIAS,
  DZ_ROSTER_FIELD_ID_NUMBER,
  DZ_ROSTER_FIELD_LEVEL,
  DZ_ROSTER_FIELD_MAJOR,
  DZ_N_ROSTER_FIELDS,
} DzRosterField;

/**
 * DzRosterColumns:
 * @index: column of each field, from 0; -1 where the file has none
 * @n_columns: cells of the header
 *
 * Where a file keeps what.
 */
typedef struct
{
  int   index[DZ_N_ROSTER_FIELDS];
  guint n_columns;
} DzRosterColumns;

gboolean dz_roster_columns_read (DzRosterColumns  *self,
                                 GPtrArray        *header,
                                 GError          **error);

G_END_DECLS
