/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "dz-test-face.h"

#include <math.h>
#include <string.h>

#define WIDTH 480
#define HEIGHT 640

const guint8 DZ_TEST_SKIN[3] = { 224, 186, 164 };
const guint8 DZ_TEST_HAIR[3] = { 36, 30, 29 };
const guint8 DZ_TEST_WALL[3] = { 100, 197, 255 };

/* Where the points lie that the cues read, in the eye frame; the rest are at its origin. */
static const struct { guint16 point; float u; float v; } PLACES[] = {
  { 33, -0.5f, 0 }, { 133, -0.17f, 0 }, { 362, 0.17f, 0 }, { 263, 0.5f, 0 },
  { 168, 0, 0 }, { 10, 0, -0.6f }, { 152, 0, 1.25f },
  /* Outlines of the face, temple to jaw, upright at 0.8. */
  { 162, -0.8f, -0.3f }, { 127, -0.8f, -0.1f }, { 234, -0.8f, 0.1f },
  { 93, -0.8f, 0.3f }, { 132, -0.8f, 0.5f }, { 58, -0.8f, 0.7f },
  { 389, 0.8f, -0.3f }, { 356, 0.8f, -0.1f }, { 454, 0.8f, 0.1f },
  { 323, 0.8f, 0.3f }, { 361, 0.8f, 0.5f }, { 288, 0.8f, 0.7f },
  /* Upper edges of the brows, level at -0.25. */
  { 70, -0.6f, -0.25f }, { 63, -0.5f, -0.25f }, { 105, -0.4f, -0.25f },
  { 66, -0.3f, -0.25f }, { 107, -0.15f, -0.25f },
  { 300, 0.6f, -0.25f }, { 293, 0.5f, -0.25f }, { 334, 0.4f, -0.25f },
  { 296, 0.3f, -0.25f }, { 336, 0.15f, -0.25f },
  /* Cheeks and nose. */
  { 123, -0.6f, 0.4f }, { 147, -0.55f, 0.55f }, { 187, -0.45f, 0.55f }, { 50, -0.4f, 0.4f },
  { 205, -0.35f, 0.5f }, { 116, -0.6f, 0.3f }, { 101, -0.3f, 0.35f },
  { 352, 0.6f, 0.4f }, { 376, 0.55f, 0.55f }, { 411, 0.45f, 0.55f }, { 280, 0.4f, 0.4f },
  { 425, 0.35f, 0.5f }, { 345, 0.6f, 0.3f }, { 330, 0.3f, 0.35f },
  { 4, 0, 0.45f }, { 5, 0, 0.4f }, { 195, 0, 0.3f }, { 197, 0, 0.2f }, { 6, 0, 0.1f },
};

DzLab
dz_test_lab (const guint8 rgb[3])
{
  return dz_lab_from_srgb (rgb[0], rgb[1], rgb[2]);
}

static void
to_frame (const DzTestFace *self,
          double            x,
          double            y,
          double           *u,
          double           *v)
{
  double dx = (x - DZ_TEST_ORIGIN_X) / DZ_TEST_SPAN;
  double dy = (y - DZ_TEST_ORIGIN_Y) / DZ_TEST_SPAN;

  *u = dx * cos (self->roll) + dy * sin (self->roll);
  *v = dy * cos (self->roll) - dx * sin (self->roll);
}

/* Puts a point of the mesh at (u, v) of the eye frame. */
void
dz_test_face_put (DzTestFace *self,
                  guint       point,
                  double      u,
                  double      v)
{
  self->scene.points[point] = (DzFacePoint) {
    DZ_TEST_ORIGIN_X + DZ_TEST_SPAN * (u * cos (self->roll) - v * sin (self->roll)),
    DZ_TEST_ORIGIN_Y + DZ_TEST_SPAN * (u * sin (self->roll) + v * cos (self->roll)), 0
  };
}

/* Paints a rectangle of the eye frame, from (u, v) to the right and down. */
void
dz_test_face_paint (DzTestFace  *self,
                    double       u,
                    double       v,
                    double       width,
                    double       height,
                    const guint8 rgb[3])
{
  for (guint y = 0; y < self->view->height; y++)
    for (guint x = 0; x < self->view->width; x++)
      {
        double here_u, here_v;

        to_frame (self, x + 0.5, y + 0.5, &here_u, &here_v);
        if (here_u >= u && here_u < u + width && here_v >= v && here_v < v + height)
          memcpy (dz_pixels_at (self->view, x, y), rgb, 3);
      }
}

static void
set_colours (DzFaceColours *colours)
{
  for (guint side = 0; side < 2; side++)
    {
      colours->skin[side] = dz_test_lab (DZ_TEST_SKIN);
      colours->has_skin[side] = TRUE;
      colours->wall[side] = dz_test_lab (DZ_TEST_WALL);
      colours->has_wall[side] = TRUE;
    }
  colours->hair = dz_test_lab (DZ_TEST_HAIR);
}

DzTestFace *
dz_test_face_new (double roll_deg)
{
  DzTestFace *self = g_new0 (DzTestFace, 1);

  self->roll = roll_deg * G_PI / 180;
  self->view = dz_pixels_new (WIDTH, HEIGHT);
  memset (self->view->data, 255, self->view->stride * HEIGHT);
  dz_test_face_paint (self, -10, -10, 20, 20, DZ_TEST_SKIN);
  self->scene.view = self->view;
  self->scene.scale = 1;
  self->scene.n_faces = 1;
  self->scene.has_points = TRUE;
  for (guint i = 0; i < DZ_FACE_POINTS; i++)
    dz_test_face_put (self, i, 0, 0);
  for (gsize i = 0; i < G_N_ELEMENTS (PLACES); i++)
    dz_test_face_put (self, PLACES[i].point, PLACES[i].u, PLACES[i].v);
  for (guint i = 0; i < G_N_ELEMENTS (self->scene.mask); i++)
    self->scene.mask[i] = 1;
  set_colours (&self->colours);
  return self;
}

void
dz_test_face_free (DzTestFace *self)
{
  dz_pixels_free (self->view);
  g_free (self);
}

/* What one cue says of the face. */
DzMeasurement *
dz_test_face_measure (const DzTestFace *self,
                      DzTestCue         cue)
{
  DzMeasurement *measurement = dz_measurement_new ();
  g_autoptr(DzFaceFrame) frame = dz_face_frame_new (&self->scene);

  cue (frame, &self->colours, measurement);
  return measurement;
}
