/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "dz-sync.h"

G_BEGIN_DECLS

/**
 * DzSignInPage:
 *
 * Name and password. Signal "signed-in".
 */
#define DZ_TYPE_SIGN_IN_PAGE (dz_sign_in_page_get_type ())
G_DECLARE_FINAL_TYPE (DzSignInPage, dz_sign_in_page, DZ, SIGN_IN_PAGE, GtkWidget)

void dz_sign_in_page_open (DzSignInPage *self,
                           DzSync       *sync,
                           const char   *address,
                           const char   *name);

G_END_DECLS
