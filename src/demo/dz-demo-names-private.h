/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/*
 * DzDemoName:
 * @name: as in a register
 * @alias: (nullable): another name, as where a machine cannot write a rare character
 * @woman: whose name it is
 *
 * A name that no database should trip over.
 */
typedef struct
{
  const char *name;
  const char *alias;
  gboolean    woman;
} DzDemoName;

const DzDemoName *dz_demo_names_special (guint    *n_names);
char             *dz_demo_names_make    (GRand    *rand,
                                         gboolean  woman);

G_END_DECLS
