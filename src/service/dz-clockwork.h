/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "dz-store-pool.h"

G_BEGIN_DECLS

/**
 * DzClockwork:
 *
 * What happens by itself: decisions seal, leases expire, the history is signed, photos that wait
 * are picked up. Has a thread of its own.
 */
typedef struct _DzClockwork DzClockwork;

#define DZ_CLOCKWORK_PICK_UP_TICKS 10

/* So many entries of an older release are prepared a tick; others wait a tenth of a second for it
 * at the most. */
#define DZ_CLOCKWORK_FILL 1000

/**
 * DzClockworkPickUp:
 * @user_data: given with it
 *
 * Begins to pick up photos that wait; must return at once.
 */
typedef void (*DzClockworkPickUp) (gpointer user_data);

DzClockwork *dz_clockwork_new  (DzStorePool       *stores,
                                guint              tick_ms,
                                DzClockworkPickUp  pick_up,
                                gpointer           user_data);
void         dz_clockwork_free (DzClockwork       *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (DzClockwork, dz_clockwork_free)

G_END_DECLS
