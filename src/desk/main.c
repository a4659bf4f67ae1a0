/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "dz-application.h"
#include "dz-locale.h"

int
main (int    argc,
      char **argv)
{
  g_autoptr(DzApplication) application = NULL;

  dz_locale_init ();
  g_set_prgname ("io.github.duizhao.Duizhao");
  application = dz_application_new ();
  return g_application_run (G_APPLICATION (application), argc, argv);
}
