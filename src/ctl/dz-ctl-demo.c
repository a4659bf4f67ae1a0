/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib/gi18n.h>

#include "dz-ctl-command.h"

gboolean
dz_ctl_demo_seed (const DzCtlCommand *command,
                  char              **argv,
                  GError            **error)
{
  return dz_ctl_refuse (error, "not yet");
}
