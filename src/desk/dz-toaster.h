/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

/**
 * DzToaster:
 *
 * What a page says to its reviewer in toasts, wherever they can be seen just now: over a single
 * photo, or over the contact sheet that hides it.
 */
#define DZ_TYPE_TOASTER (dz_toaster_get_type ())
G_DECLARE_FINAL_TYPE (DzToaster, dz_toaster, DZ, TOASTER, GObject)

DzToaster *dz_toaster_new      (void) G_GNUC_WARN_UNUSED_RESULT;
void       dz_toaster_move_to  (DzToaster       *self,
                                AdwToastOverlay *overlay);
void       dz_toaster_say      (DzToaster       *self,
                                const char      *sentence);
void       dz_toaster_answer   (DzToaster       *self,
                                const char      *sentence);
void       dz_toaster_offer    (DzToaster       *self,
                                const char      *sentence,
                                const char      *label,
                                const char      *action_name,
                                AdwToastPriority priority);
void       dz_toaster_withdraw (DzToaster       *self,
                                const char      *action_name);

G_END_DECLS
