/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "dz-photo-anchor.h"

G_BEGIN_DECLS

/**
 * DzSheetPhoto:
 *
 * One small photo among others, its eyes where theirs are, on a neutral grey that is the same in
 * every theme. It knows since when it stands on the screen.
 *
 * Signals: "painted": the photo stands on the screen now. "resized": it has another size.
 */
#define DZ_TYPE_SHEET_PHOTO (dz_sheet_photo_get_type ())
G_DECLARE_FINAL_TYPE (DzSheetPhoto, dz_sheet_photo, DZ, SHEET_PHOTO, GtkWidget)

void     dz_sheet_photo_set_anchor   (DzSheetPhoto        *self,
                                      const DzPhotoAnchor *anchor);
void     dz_sheet_photo_set_texture  (DzSheetPhoto        *self,
                                      GdkTexture          *texture);
gboolean dz_sheet_photo_is_painted   (DzSheetPhoto        *self);
guint    dz_sheet_photo_get_shown_ms (DzSheetPhoto        *self);
graphene_rect_t dz_sheet_photo_place (const DzPhotoAnchor *anchor,
                                      double               width,
                                      double               height);

G_END_DECLS
