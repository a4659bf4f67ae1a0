/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "dz-measurement.h"

G_BEGIN_DECLS

/**
 * DzAdmission:
 * @photo: SHA-256 of the photo in hex
 * @face: its size, and where its face is, where one was found; nothing else
 *
 * The photo that a student was admitted with (入学照片), as the school brought it.
 */
typedef struct
{
  char          *photo;
  DzMeasurement *face;
} DzAdmission;

DzAdmission *dz_admission_new  (const char          *photo,
                                const DzMeasurement *measurement);
DzAdmission *dz_admission_copy (const DzAdmission   *self);
void         dz_admission_free (DzAdmission         *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (DzAdmission, dz_admission_free)

G_END_DECLS
