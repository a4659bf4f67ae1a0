/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * DzScreenTime:
 *
 * Since when what a widget shows has been on the screen. What is not mapped is not there, and has
 * to be painted anew when it comes back.
 *
 * Signals: "painted": it is there now.
 */
#define DZ_TYPE_SCREEN_TIME (dz_screen_time_get_type ())
G_DECLARE_FINAL_TYPE (DzScreenTime, dz_screen_time, DZ, SCREEN_TIME, GObject)

DzScreenTime *dz_screen_time_new        (GtkWidget    *widget) G_GNUC_WARN_UNUSED_RESULT;
void          dz_screen_time_draw       (DzScreenTime *self);
void          dz_screen_time_restart    (DzScreenTime *self);
gboolean      dz_screen_time_is_painted (DzScreenTime *self);
guint         dz_screen_time_get_ms     (DzScreenTime *self);

G_END_DECLS
