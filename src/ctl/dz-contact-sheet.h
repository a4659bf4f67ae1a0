/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "dz-examiner.h"

G_BEGIN_DECLS

/**
 * DzContactSheet:
 *
 * Small pictures in rows, each over a few words, as one PNG.
 */
typedef struct _DzContactSheet DzContactSheet;

/* The most pictures of one sheet; what comes after is counted and said. */
#define DZ_CONTACT_SHEET_MAX 400

/* What a picture is fitted into, px. */
#define DZ_CONTACT_SHEET_CELL_WIDTH 180
#define DZ_CONTACT_SHEET_CELL_HEIGHT 240

DzContactSheet *dz_contact_sheet_new  (void);
void            dz_contact_sheet_free (DzContactSheet   *self);
void            dz_contact_sheet_add  (DzContactSheet   *self,
                                       DzPicture        *picture,
                                       const char       *caption);
guint           dz_contact_sheet_get_n (DzContactSheet  *self);
gboolean        dz_contact_sheet_save (DzContactSheet   *self,
                                       const char       *path,
                                       GError          **error);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (DzContactSheet, dz_contact_sheet_free)

G_END_DECLS
