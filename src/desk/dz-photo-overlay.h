/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "dz-measurement.h"
#include "dz-wall-map.h"

G_BEGIN_DECLS

/**
 * DzOverlayKind:
 * @DZ_OVERLAY_NONE: nothing
 * @DZ_OVERLAY_WALL: how far the background deviates from its median colour
 * @DZ_OVERLAY_CLIPPED: where light and dark are lost
 *
 * What can be laid over a photo.
 */
typedef enum
{
  DZ_OVERLAY_NONE,
  DZ_OVERLAY_WALL,
  DZ_OVERLAY_CLIPPED,
  DZ_N_OVERLAYS,
} DzOverlayKind;

/* ΔE76 at which the colours of the deviation end. */
#define DZ_OVERLAY_DEVIATION_MAX 20.0

gboolean    dz_photo_overlay_is_possible   (DzOverlayKind        kind,
                                            const DzMeasurement *measurement);
guint32     dz_photo_overlay_heat          (double               deviation);
guint32     dz_photo_overlay_clipped       (guint32              pixel,
                                            guint                x,
                                            guint                y);
void        dz_photo_overlay_paint_async   (DzOverlayKind        kind,
                                            GdkTexture          *photo,
                                            const DzMeasurement *measurement,
                                            GCancellable        *cancellable,
                                            GAsyncReadyCallback  callback,
                                            gpointer             user_data);
GdkTexture *dz_photo_overlay_paint_finish  (GAsyncResult        *result,
                                            GError             **error);

G_END_DECLS
