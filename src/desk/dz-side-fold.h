/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * DzSideFold:
 *
 * A large widget with a side. Where both have room they stand beside each other; where they have
 * not, the side lies over the large one when it is asked for, so that the large one is on the
 * screen all the while. A button brings the side where it is not shown, and takes it away where it
 * lies over the other.
 *
 * Properties: "content", "side" and "toggle" (GtkWidget), set once; "beside" (boolean): whether the
 * side is wanted where it has room, to be remembered; "side-shown" (boolean): whether it is shown
 * now; "pinned" (boolean): it is shown however narrow it is, because somebody works in it;
 * "side-width" (int): how wide it was dragged, in logical pixels, 0 for as wide as usual.
 */
#define DZ_TYPE_SIDE_FOLD (dz_side_fold_get_type ())
G_DECLARE_FINAL_TYPE (DzSideFold, dz_side_fold, DZ, SIDE_FOLD, GtkWidget)

gboolean dz_side_fold_is_folded      (DzSideFold *self);
gboolean dz_side_fold_get_side_shown (DzSideFold *self);
void     dz_side_fold_set_side_shown (DzSideFold *self,
                                      gboolean    shown);
void     dz_side_fold_set_pinned     (DzSideFold *self,
                                      gboolean    pinned);

G_END_DECLS
