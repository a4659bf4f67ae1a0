/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "dz-measurement.h"

G_BEGIN_DECLS

/**
 * DzOtherFace:
 * @submission: id of a submission whose photo may stand beside the one that is judged
 * @measurement: its size, and where its face is; nothing else
 *
 * Where the face is on another photo, so that two can be laid on each other by the eyes.
 */
typedef struct
{
  char          *submission;
  DzMeasurement *measurement;
} DzOtherFace;

DzOtherFace *dz_other_face_new  (const char          *submission,
                                 const DzMeasurement *measurement);
DzOtherFace *dz_other_face_copy (const DzOtherFace   *self);
void         dz_other_face_free (DzOtherFace         *self);
DzMeasurement *dz_other_face_measurement (const DzMeasurement *measurement);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (DzOtherFace, dz_other_face_free)

G_END_DECLS
