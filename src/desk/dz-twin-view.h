/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "dz-examiner.h"
#include "dz-sync.h"

G_BEGIN_DECLS

/**
 * DzTwinView:
 *
 * Stands beside the photo that is judged and shows one that is like it, as large. Without such a
 * photo it is not visible.
 *
 * Signal "loaded": the photo stands there, or why it does not.
 */
#define DZ_TYPE_TWIN_VIEW (dz_twin_view_get_type ())
G_DECLARE_FINAL_TYPE (DzTwinView, dz_twin_view, DZ, TWIN_VIEW, GtkWidget)

void        dz_twin_view_open        (DzTwinView   *self,
                                      DzSync       *sync,
                                      DzExaminer   *examiner,
                                      GPtrArray    *twins,
                                      guint         position,
                                      guint         max_width,
                                      guint         max_height);
void        dz_twin_view_close       (DzTwinView   *self);
GdkTexture *dz_twin_view_get_texture (DzTwinView   *self);

G_END_DECLS
