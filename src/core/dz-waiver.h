/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * DzWaiver:
 * @id: opaque id
 * @student: student id
 * @rule: the rule that does not apply
 * @reason: why
 * @granted_by: name of who granted it
 * @granted_us: when
 *
 * A recorded exception for one student (religious, medical, permanent feature). Words: 豁免.
 */
typedef struct
{
  char *id;
  char *student;
  char *rule;
  char *reason;
  char *granted_by;
  gint64 granted_us;
} DzWaiver;

DzWaiver *dz_waiver_new (void);
DzWaiver *dz_waiver_copy (const DzWaiver *self);
void dz_waiver_free (DzWaiver *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (DzWaiver, dz_waiver_free)

G_END_DECLS
