/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * DzPatience:
 *
 * A cancellable that cancels itself when a time is over, or when another one is cancelled: somebody
 * waits, and must be told something in the end.
 */
#define DZ_TYPE_PATIENCE (dz_patience_get_type ())
G_DECLARE_FINAL_TYPE (DzPatience, dz_patience, DZ, PATIENCE, GCancellable)

DzPatience *dz_patience_new         (GCancellable *other,
                                     guint         ms);
gboolean    dz_patience_has_run_out (DzPatience   *self);

G_END_DECLS
