/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

/**
 * DzApplication:
 *
 * The workstation. Options --service URL, --demo, --version; actions "app.about", "app.quit".
 */
#define DZ_TYPE_APPLICATION (dz_application_get_type ())
G_DECLARE_FINAL_TYPE (DzApplication, dz_application, DZ, APPLICATION, AdwApplication)

void           dz_desk_init       (void);
DzApplication *dz_application_new (void);

G_END_DECLS
