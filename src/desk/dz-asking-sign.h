/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * DzAskingSign:
 *
 * Tells that the service is being asked, where that takes long, and offers not to wait.
 *
 * Properties: "leavable" (boolean): whether it has a button for that; where Escape closes what it
 * stands in, it needs none.
 *
 * Signals: "left": the button was pressed, or Escape in its window, which leaves nothing else then.
 */
#define DZ_TYPE_ASKING_SIGN (dz_asking_sign_get_type ())
G_DECLARE_FINAL_TYPE (DzAskingSign, dz_asking_sign, DZ, ASKING_SIGN, GtkWidget)

void     dz_asking_sign_begin    (DzAskingSign *self);
void     dz_asking_sign_show     (DzAskingSign *self);
void     dz_asking_sign_end      (DzAskingSign *self);
gboolean dz_asking_sign_is_shown (DzAskingSign *self);

G_END_DECLS
