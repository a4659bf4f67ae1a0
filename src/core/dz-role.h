/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * DzRole:
 *
 * What a person of the agency may do. A person may have several roles.
 */
typedef enum
{
  DZ_ROLE_NONE = 0,
  DZ_ROLE_REVIEWER = 1 << 0,
  DZ_ROLE_SUPERVISOR = 1 << 1,
  DZ_ROLE_DELIVERER = 1 << 2,
  DZ_ROLE_ADMINISTRATOR = 1 << 3,
} DzRole;

#define DZ_ROLE_ALL \
  (DZ_ROLE_REVIEWER | DZ_ROLE_SUPERVISOR | DZ_ROLE_DELIVERER | DZ_ROLE_ADMINISTRATOR)

char    *dz_roles_to_text   (DzRole      roles);
gboolean dz_roles_from_text (const char *text,
                             DzRole     *roles);

G_END_DECLS
