/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "dz-level-name.h"

#include <glib/gi18n.h>

/**
 * dz_level_name:
 * @level: a level of study
 *
 * Returns: its translated name
 */
const char *
dz_level_name (DzLevel level)
{
  switch (level)
    {
    case DZ_LEVEL_ASSOCIATE:
      return _("Associate");
    case DZ_LEVEL_BACHELOR:
      return _("Bachelor");
    case DZ_LEVEL_MASTER:
      return _("Master");
    case DZ_LEVEL_DOCTOR:
      return _("Doctor");
    case DZ_N_LEVELS:
    default:
      return "";
    }
}
