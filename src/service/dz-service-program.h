/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

/**
 * DzServiceExit:
 * @DZ_SERVICE_EXIT_DONE: it ended because it was told to
 * @DZ_SERVICE_EXIT_FAILED: it could not serve; a sentence on the error output says why
 * @DZ_SERVICE_EXIT_USAGE: it was called wrongly
 */
typedef enum
{
  DZ_SERVICE_EXIT_DONE = 0,
  DZ_SERVICE_EXIT_FAILED = 1,
  DZ_SERVICE_EXIT_USAGE = 2,
} DzServiceExit;

DzServiceExit dz_service_program_run (int   argc,
                                      char *argv[]);
