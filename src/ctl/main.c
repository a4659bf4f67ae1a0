/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "dz-ctl.h"

int
main (int    argc,
      char **argv)
{
  return dz_ctl_run (argv);
}
