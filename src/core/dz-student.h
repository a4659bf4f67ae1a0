/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

#include "dz-level.h"

G_BEGIN_DECLS

/**
 * DzStudent:
 * @id: opaque id
 * @school: school code
 * @level: level
 * @identifier: what the window keys on: the student number or the collection code
 * @name: as in the register
 * @alias: (nullable): another name (代用名)
 * @id_number: (nullable): ID number, whole or masked
 * @major: (nullable): field of study or class
 *
 * A row of a school's register. Words: 学籍记录. What a desk gets is masked by the service.
 */
typedef struct
{
  char *id;
  char *school;
  DzLevel level;
  char *identifier;
  char *name;
  char *alias;
  char *id_number;
  char *major;
} DzStudent;

DzStudent *dz_student_new (void);
DzStudent *dz_student_copy (const DzStudent *self);
void dz_student_free (DzStudent *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (DzStudent, dz_student_free)

G_END_DECLS
