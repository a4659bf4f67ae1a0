/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "dz-service-program.h"

int
main (int   argc,
      char *argv[])
{
  return dz_service_program_run (argc, argv);
}
