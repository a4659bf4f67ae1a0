/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "dz-sheet-cell.h"
#include "dz-texture-cache.h"

G_BEGIN_DECLS

/**
 * DzSheetGrid:
 *
 * The photos of a contact sheet, their eyes in line. One is pulled out, and put back, by a click or
 * dz_sheet_grid_toggle().
 *
 * Signals: "changed": another one is on the screen, missing, pulled out or put back.
 */
#define DZ_TYPE_SHEET_GRID (dz_sheet_grid_get_type ())
G_DECLARE_FINAL_TYPE (DzSheetGrid, dz_sheet_grid, DZ, SHEET_GRID, GtkWidget)

void         dz_sheet_grid_open        (DzSheetGrid    *self,
                                        GPtrArray      *items,
                                        DzTextureCache *textures);
void         dz_sheet_grid_close       (DzSheetGrid    *self);
void         dz_sheet_grid_set_locked  (DzSheetGrid    *self,
                                        gboolean        locked);
void         dz_sheet_grid_move        (DzSheetGrid    *self,
                                        int             across,
                                        int             down);
void         dz_sheet_grid_toggle      (DzSheetGrid    *self);
guint        dz_sheet_grid_count       (DzSheetGrid    *self);
guint        dz_sheet_grid_count_kept  (DzSheetGrid    *self);
guint        dz_sheet_grid_count_shown (DzSheetGrid    *self);
guint        dz_sheet_grid_count_painted (DzSheetGrid  *self);
DzSheetCell *dz_sheet_grid_get_cell    (DzSheetGrid    *self,
                                        guint           position);

G_END_DECLS
