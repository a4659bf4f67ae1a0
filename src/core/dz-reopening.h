/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * DzReopening:
 * @reason: why, in a supervisor's own words; for staff, never told to the student
 * @by: (nullable): their name; %NULL of who worked on the data directory itself
 * @at_us: when, by the service
 *
 * A supervisor took back a decision that was in effect, so that somebody else judges the photo.
 */
typedef struct
{
  char  *reason;
  char  *by;
  gint64 at_us;
} DzReopening;

DzReopening *dz_reopening_new  (const char        *reason,
                                const char        *by,
                                gint64             at_us);
DzReopening *dz_reopening_copy (const DzReopening *self);
void         dz_reopening_free (DzReopening       *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (DzReopening, dz_reopening_free)

G_END_DECLS
