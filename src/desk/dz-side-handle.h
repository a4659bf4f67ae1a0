/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * DzSideHandle:
 *
 * What stands between two widgets and parts the width among them: dragged, or moved with the arrow
 * keys; a double click or Enter asks for the usual width again. Whoever holds it listens.
 *
 * Signals: "dragged" (double x): to there, in the parent's coordinates; "stepped" (int pixels): by
 * so much, to the right where it is positive; "reset".
 */
#define DZ_TYPE_SIDE_HANDLE (dz_side_handle_get_type ())
G_DECLARE_FINAL_TYPE (DzSideHandle, dz_side_handle, DZ, SIDE_HANDLE, GtkWidget)

GtkWidget *dz_side_handle_new       (void);
void       dz_side_handle_set_width (DzSideHandle *self,
                                     int           width,
                                     int           minimum,
                                     int           maximum);

G_END_DECLS
