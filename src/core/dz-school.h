/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * DzSchool:
 * @code: five-digit school code, "11414"
 * @name: name as the ministry writes it, full-width brackets included
 * @city: (nullable): where it is
 *
 * A school, as the ministry lists it. Words: 院校.
 */
typedef struct
{
  char *code;
  char *name;
  char *city;
} DzSchool;

DzSchool *dz_school_new (void);
DzSchool *dz_school_copy (const DzSchool *self);
void dz_school_free (DzSchool *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (DzSchool, dz_school_free)

G_END_DECLS
