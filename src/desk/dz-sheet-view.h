/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "dz-asking-sign.h"
#include "dz-sheet.h"
#include "dz-texture-cache.h"

G_BEGIN_DECLS

/**
 * DzSheetView:
 *
 * A contact sheet: up to 24 photos without a fault, their eyes in line. One is pulled out with a
 * key or a click, and the rest is approved together once every photo has been on the screen and the
 * sheet has stood long enough. It decides nothing by itself.
 *
 * Actions: "sheet.move" (across, down), "sheet.pull", "sheet.approve", "sheet.leave".
 * Signals: "approve": those that are kept. "leave": without deciding anything.
 */
#define DZ_TYPE_SHEET_VIEW (dz_sheet_view_get_type ())
G_DECLARE_FINAL_TYPE (DzSheetView, dz_sheet_view, DZ, SHEET_VIEW, GtkWidget)

void       dz_sheet_view_open         (DzSheetView    *self,
                                       GPtrArray      *items,
                                       DzTextureCache *textures);
void       dz_sheet_view_open_empty   (DzSheetView    *self,
                                       const char     *why);
void       dz_sheet_view_close        (DzSheetView    *self);
AdwToastOverlay *dz_sheet_view_get_toasts (DzSheetView *self);
DzAskingSign    *dz_sheet_view_get_asking_sign (DzSheetView *self);
gboolean   dz_sheet_view_is_ready     (DzSheetView    *self);
void       dz_sheet_view_set_busy     (DzSheetView    *self,
                                       gboolean        busy);
GPtrArray *dz_sheet_view_list_choices (DzSheetView    *self);
GPtrArray *dz_sheet_view_list_pulled  (DzSheetView    *self);

G_END_DECLS
