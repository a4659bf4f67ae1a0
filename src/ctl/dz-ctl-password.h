/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

char *dz_ctl_password_of_caller  (const char  *name,
                                  GError     **error);
char *dz_ctl_password_for_user   (const char  *name,
                                  GError     **error);
char *dz_ctl_password_from_stdin (GError     **error);

G_END_DECLS
