/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Stands for a name where whoever granted it worked on the data directory itself and did not sign
 * in. */
#define DZ_WAIVER_GRANTED_BY_SERVICE "service"

/**
 * DzWaiver:
 * @id: opaque id
 * @student: student id
 * @rule: the rule that does not apply
 * @code: (nullable): why, as a #DzOverrideCode; %NULL where only @reason says it
 * @reason: (nullable): why, in the own words of who granted it; %NULL where @code says all
 * @granted_by: name of who granted it, or DZ_WAIVER_GRANTED_BY_SERVICE
 * @granted_us: when
 *
 * A recorded exception for one student (religious, medical, permanent feature). A finding stays as
 * it was measured: the waiver says that it does not stand in the way. Words: 豁免.
 */
typedef struct
{
  char *id;
  char *student;
  char *rule;
  char *code;
  char *reason;
  char *granted_by;
  gint64 granted_us;
} DzWaiver;

DzWaiver *dz_waiver_new (void);
DzWaiver *dz_waiver_copy (const DzWaiver *self);
void dz_waiver_free (DzWaiver *self);
gboolean dz_waiver_is_possible (const char *rule);
const DzWaiver *dz_waivers_find (GPtrArray *waivers, const char *rule);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (DzWaiver, dz_waiver_free)

G_END_DECLS
