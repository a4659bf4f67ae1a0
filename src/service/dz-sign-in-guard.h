/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * DzSignInGuard:
 *
 * Slows down who guesses passwords: after some refused sign-ins of one name from one address, the
 * next must wait, longer each time. May be asked from any thread.
 */
typedef struct _DzSignInGuard DzSignInGuard;

#define DZ_SIGN_IN_FREE_ATTEMPTS 5
#define DZ_SIGN_IN_WAIT_S_FIRST 30
#define DZ_SIGN_IN_WAIT_S_MAX 900

DzSignInGuard *dz_sign_in_guard_new     (void);
void           dz_sign_in_guard_free    (DzSignInGuard *self);
gboolean       dz_sign_in_guard_begin   (DzSignInGuard *self,
                                         const char    *name,
                                         const char    *address,
                                         gint64         now_us,
                                         guint         *wait_s);
void           dz_sign_in_guard_succeed (DzSignInGuard *self,
                                         const char    *name,
                                         const char    *address);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (DzSignInGuard, dz_sign_in_guard_free)

G_END_DECLS
