/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "dz-sync.h"

G_BEGIN_DECLS

/**
 * DzSetupPage:
 *
 * The first run of a service of our own: names the administrator. Signal "signed-in".
 */
#define DZ_TYPE_SETUP_PAGE (dz_setup_page_get_type ())
G_DECLARE_FINAL_TYPE (DzSetupPage, dz_setup_page, DZ, SETUP_PAGE, GtkWidget)

void dz_setup_page_open (DzSetupPage *self,
                         DzSync      *sync,
                         const char  *credential);

G_END_DECLS
