/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

#include "dz-state.h"

G_BEGIN_DECLS

/**
 * DzLease:
 * @id: opaque id
 * @submission: submission id
 * @user: id of who holds it
 * @expires_us: by the service's clock
 * @origin: where it waited, as its holder is told: pending, quarantined or escalated
 *
 * The right of one reviewer to decide one submission until a time. Words: 领取.
 */
typedef struct
{
  char *id;
  char *submission;
  char *user;
  gint64 expires_us;
  DzState origin;
} DzLease;

DzLease *dz_lease_new (void);
DzLease *dz_lease_copy (const DzLease *self);
void dz_lease_free (DzLease *self);
DzState dz_lease_tell_origin (DzState origin);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (DzLease, dz_lease_free)

G_END_DECLS
