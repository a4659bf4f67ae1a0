/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * DzWrapBox:
 *
 * A bar of widgets in a row, and in more rows where the row is too narrow for them. A child that
 * expands parts it: where not all fit, those behind it begin a row of their own, which they fill.
 * The expanding child itself may shrink to its minimum before anything is wrapped.
 */
#define DZ_TYPE_WRAP_BOX (dz_wrap_box_get_type ())
G_DECLARE_FINAL_TYPE (DzWrapBox, dz_wrap_box, DZ, WRAP_BOX, GtkWidget)

GtkWidget *dz_wrap_box_new (void);

G_END_DECLS
