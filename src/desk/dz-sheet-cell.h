/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "dz-queue-item.h"
#include "dz-sheet-photo.h"

G_BEGIN_DECLS

/**
 * DzSheetMark:
 * @DZ_SHEET_MARK_KEPT: is approved with the others
 * @DZ_SHEET_MARK_PULLED: a person pulled it out, to be judged alone
 * @DZ_SHEET_MARK_UNSHOWN: there is no photo to see, so that it is judged alone
 *
 * What becomes of a photo of a contact sheet.
 */
typedef enum
{
  DZ_SHEET_MARK_KEPT,
  DZ_SHEET_MARK_PULLED,
  DZ_SHEET_MARK_UNSHOWN,
} DzSheetMark;

/**
 * DzSheetCell:
 *
 * One place of a contact sheet: a photo, whose it is, and whether it was pulled out.
 *
 * Signals: "clicked": by the mouse. "painted": its photo stands on the screen now.
 */
#define DZ_TYPE_SHEET_CELL (dz_sheet_cell_get_type ())
G_DECLARE_FINAL_TYPE (DzSheetCell, dz_sheet_cell, DZ, SHEET_CELL, GtkWidget)

GtkWidget    *dz_sheet_cell_new       (void);
void          dz_sheet_cell_set_item  (DzSheetCell         *self,
                                       DzQueueItem         *item,
                                       const DzPhotoAnchor *anchor);
DzQueueItem  *dz_sheet_cell_get_item  (DzSheetCell         *self);
void          dz_sheet_cell_set_pulled (DzSheetCell        *self,
                                       gboolean             pulled);
void          dz_sheet_cell_set_missing (DzSheetCell       *self,
                                       gboolean             missing);
DzSheetMark   dz_sheet_cell_get_mark  (DzSheetCell         *self);
DzSheetPhoto *dz_sheet_cell_get_photo (DzSheetCell         *self);

G_END_DECLS
