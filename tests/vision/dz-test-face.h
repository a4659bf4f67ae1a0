/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "dz-face-cues.h"

G_BEGIN_DECLS

/* A face of flat colours, made by hand: how far its eye corners are apart, px, and their middle. */
#define DZ_TEST_SPAN 120
#define DZ_TEST_ORIGIN_X 240
#define DZ_TEST_ORIGIN_Y 300

/**
 * DzTestFace:
 * @scene: a mesh whose points lie where the cues look for them, nobody but the person in the mask
 * @view: 480×640, skin all over until something is painted
 * @colours: what @view is painted with
 */
typedef struct
{
  DzFaceScene   scene;
  DzPixels     *view; /* owned */
  DzFaceColours colours;
  double        roll;
} DzTestFace;

extern const guint8 DZ_TEST_SKIN[3];
extern const guint8 DZ_TEST_HAIR[3];
extern const guint8 DZ_TEST_WALL[3];

DzTestFace    *dz_test_face_new      (double             roll_deg);
void           dz_test_face_free     (DzTestFace        *self);
void           dz_test_face_put      (DzTestFace        *self,
                                      guint              point,
                                      double             u,
                                      double             v);
void           dz_test_face_paint    (DzTestFace        *self,
                                      double             u,
                                      double             v,
                                      double             width,
                                      double             height,
                                      const guint8       rgb[3]);
DzLab          dz_test_lab           (const guint8       rgb[3]);

typedef void (*DzTestCue) (const DzFaceFrame   *frame,
                           const DzFaceColours *colours,
                           DzMeasurement       *measurement);
DzMeasurement *dz_test_face_measure  (const DzTestFace  *self,
                                      DzTestCue          cue);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (DzTestFace, dz_test_face_free)

G_END_DECLS
