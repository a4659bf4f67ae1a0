/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * DzKeyGuard:
 *
 * Knows which keys are down, so that a key that repeats because it is held is told from a key that
 * was pressed again.
 */
typedef struct _DzKeyGuard DzKeyGuard;

DzKeyGuard *dz_key_guard_new     (void);
void        dz_key_guard_free    (DzKeyGuard *self);
gboolean    dz_key_guard_press   (DzKeyGuard *self,
                                  guint       keycode,
                                  guint32     time_ms);
gboolean    dz_key_guard_release (DzKeyGuard *self,
                                  guint       keycode,
                                  guint32     time_ms);
void        dz_key_guard_forget  (DzKeyGuard *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (DzKeyGuard, dz_key_guard_free)

G_END_DECLS
