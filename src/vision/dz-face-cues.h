/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "dz-face-frame.h"
#include "dz-measurement.h"

G_BEGIN_DECLS

/* Each reads a face and sets its quantities; one that cannot be told stays NaN. Formulas and
 * thresholds are calibration.md's; a file a cue. */
void dz_cue_geometry  (const DzFaceFrame   *frame,
                       DzMeasurement       *measurement);
void dz_cue_shoulders (const DzFaceFrame   *frame,
                       DzMeasurement       *measurement);
void dz_cue_eyes      (const DzFaceFrame   *frame,
                       const DzFaceColours *colours,
                       DzMeasurement       *measurement);
void dz_cue_mouth     (const DzFaceFrame   *frame,
                       const DzFaceColours *colours,
                       DzMeasurement       *measurement);
void dz_cue_brows     (const DzFaceFrame   *frame,
                       const DzFaceColours *colours,
                       DzMeasurement       *measurement);
void dz_cue_ears      (const DzFaceFrame   *frame,
                       const DzFaceColours *colours,
                       DzMeasurement       *measurement);
void dz_cue_glasses   (const DzFaceFrame   *frame,
                       const DzFaceColours *colours,
                       DzMeasurement       *measurement);
void dz_cue_headwear  (const DzFaceFrame   *frame,
                       const DzFaceColours *colours,
                       DzMeasurement       *measurement);
void dz_cue_jewellery (const DzFaceFrame   *frame,
                       const DzFaceColours *colours,
                       DzMeasurement       *measurement);
void dz_cue_clothes   (const DzFaceFrame   *frame,
                       const DzFaceColours *colours,
                       DzMeasurement       *measurement);
void dz_cue_light     (const DzFaceFrame   *frame,
                       const DzFaceColours *colours,
                       DzMeasurement       *measurement);
void dz_cue_sharpness (const DzFaceFrame   *frame,
                       DzMeasurement       *measurement);
void dz_cue_skin      (const DzFaceFrame   *frame,
                       DzMeasurement       *measurement);
void dz_cue_wall      (const DzFaceScene   *scene,
                       DzMeasurement       *measurement);
void dz_cue_face_hash (const DzFaceFrame   *frame,
                       DzMeasurement       *measurement);

G_END_DECLS
