/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "dz-sync.h"

G_BEGIN_DECLS

/**
 * DzLeaving:
 *
 * Whoever signs out or quits: they are asked first where something of theirs has not arrived, and
 * need not wait for a service that does not answer.
 *
 * Signals: "going": somebody signs out, and their pages close. "late": the service does not answer
 * that at once. "gone": nobody is signed in any more.
 */
#define DZ_TYPE_LEAVING (dz_leaving_get_type ())
G_DECLARE_FINAL_TYPE (DzLeaving, dz_leaving, DZ, LEAVING, GObject)

DzLeaving *dz_leaving_new            (GtkWindow *window) G_GNUC_WARN_UNUSED_RESULT;
void       dz_leaving_set_sync       (DzLeaving *self,
                                      DzSync    *sync);
void       dz_leaving_sign_out       (DzLeaving *self);
void       dz_leaving_wait_no_longer (DzLeaving *self);
gboolean   dz_leaving_may_close      (DzLeaving *self);
void       dz_leaving_stop           (DzLeaving *self);

G_END_DECLS
