/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * DzRosterRow:
 * @line: line of the file, from 1, the header being line 1
 * @identifier: what the window keys on: the student number or the collection code
 * @name: as in the register
 * @alias: (nullable): another name (代用名)
 * @id_number: (nullable): ID number, whole or masked
 * @level: (nullable): level as the file writes it ("硕士", "master")
 * @major: (nullable): field of study or class
 * @problem: (nullable): why this row cannot be imported, the sentence of a #DzRosterProblem,
 *   untranslated; %NULL where it can
 *
 * One row of a school's roster file, as read.
 */
typedef struct
{
  guint line;
  char *identifier;
  char *name;
  char *alias;
  char *id_number;
  char *level;
  char *major;
  char *problem;
} DzRosterRow;

DzRosterRow *dz_roster_row_new   (void);
void         dz_roster_row_free  (DzRosterRow  *self);
GPtrArray   *dz_roster_new       (void);
void         dz_roster_check     (GPtrArray    *rows);
guint        dz_roster_count_bad (GPtrArray    *rows);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (DzRosterRow, dz_roster_row_free)

G_END_DECLS
