/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * DzCtlExit:
 * @DZ_CTL_EXIT_DONE: done
 * @DZ_CTL_EXIT_WRONG: something in the data is wrong; a sentence on stderr says what
 * @DZ_CTL_EXIT_USAGE: used wrongly
 *
 * How the program ends.
 */
typedef enum
{
  DZ_CTL_EXIT_DONE = 0,
  DZ_CTL_EXIT_WRONG = 1,
  DZ_CTL_EXIT_USAGE = 2,
} DzCtlExit;

DzCtlExit dz_ctl_run (char **argv);

G_END_DECLS
