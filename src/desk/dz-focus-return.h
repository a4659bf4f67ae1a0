/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * DzFocusReturn:
 *
 * Brings the keyboard back to the page of a window when what was opened over it has closed: to
 * what had it there, which is the photo unless somebody was writing beside it.
 */
#define DZ_TYPE_FOCUS_RETURN (dz_focus_return_get_type ())
G_DECLARE_FINAL_TYPE (DzFocusReturn, dz_focus_return, DZ, FOCUS_RETURN, GObject)

DzFocusReturn *dz_focus_return_new   (GtkWindow     *window,
                                      GtkWidget     *page) G_GNUC_WARN_UNUSED_RESULT;
void           dz_focus_return_soon  (DzFocusReturn *self);
void           dz_focus_return_close (DzFocusReturn *self);

G_END_DECLS
