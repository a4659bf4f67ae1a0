/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

#include "dz-role.h"

G_BEGIN_DECLS

/**
 * DzUser:
 * @id: opaque id
 * @name: what they sign in with and are called
 * @roles: what they may do
 *
 * A person of the agency.
 */
typedef struct
{
  char *id;
  char *name;
  DzRole roles;
} DzUser;

DzUser *dz_user_new (void);
DzUser *dz_user_copy (const DzUser *self);
void dz_user_free (DzUser *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (DzUser, dz_user_free)

G_END_DECLS
