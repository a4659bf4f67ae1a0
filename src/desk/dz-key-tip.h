/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

void dz_key_tip_show   (GtkWidget  *widget,
                        const char *tip,
                        const char *key);
void dz_key_tip_follow (GtkWidget  *widget,
                        const char *action,
                        const char *tip);

G_END_DECLS
