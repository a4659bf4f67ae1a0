/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "dz-face-area.h"

#include "dz-face-polygon.h"

#include <math.h>

/* The outline of the mesh, clockwise from the middle of the forehead. */
static const guint16 outline[36] = {
  10, 338, 297, 332, 284, 251, 389, 356, 454, 323, 361, 288, 397, 365, 379, 378, 400, 377,
  152, 148, 176, 149, 150, 136, 172, 58, 132, 93, 234, 127, 162, 21, 54, 103, 67, 109,
};

G_STATIC_ASSERT (G_N_ELEMENTS (outline) + 2 * G_N_ELEMENTS (DZ_FACE_EYE[0]) +
                 G_N_ELEMENTS (DZ_FACE_OUTER_LIPS) == DZ_FACE_AREA_EDGES);

static guint
add_ring (DzFaceArea        *self,
          const DzFaceFrame *frame,
          const guint16     *points,
          guint              n_points,
          guint              n_edges)
{
  const DzPixels *view = frame->scene->view;
  float scale_x = frame->fine->width / (float) view->width;
  float scale_y = frame->fine->height / (float) view->height;

  for (guint i = 0; i < n_points; i++)
    {
      const DzFacePoint *from = &frame->scene->points[points[i]];
      const DzFacePoint *to = &frame->scene->points[points[(i + 1) % n_points]];
      float *ends = self->ends[n_edges + i];

      ends[0] = from->x * scale_x;
      ends[1] = from->y * scale_y;
      ends[2] = to->x * scale_x;
      ends[3] = to->y * scale_y;
    }
  return n_edges + n_points;
}

static void
find_rows (DzFaceArea *self,
           guint       height)
{
  float top = height;
  float bottom = 0;

  for (guint i = 0; i < DZ_FACE_AREA_EDGES; i++)
    {
      top = MIN (top, self->ends[i][1]);
      bottom = MAX (bottom, self->ends[i][1]);
    }
  self->top = CLAMP (floorf (top), 0, height);
  self->bottom = CLAMP (ceilf (bottom), 0, height);
}

/**
 * dz_face_area_init:
 * @self: (out caller-allocates): the area
 * @frame: a face
 */
void
dz_face_area_init (DzFaceArea        *self,
                   const DzFaceFrame *frame)
{
  guint n = 0;

  g_return_if_fail (self != NULL && frame != NULL);

  n = add_ring (self, frame, outline, G_N_ELEMENTS (outline), n);
  for (guint side = 0; side < 2; side++)
    n = add_ring (self, frame, DZ_FACE_EYE[side], G_N_ELEMENTS (DZ_FACE_EYE[side]), n);
  add_ring (self, frame, DZ_FACE_OUTER_LIPS, G_N_ELEMENTS (DZ_FACE_OUTER_LIPS), n);
  find_rows (self, frame->fine->height);
  self->width = frame->fine->width;
}

/* Where the lines cross the middles of a row of pixels, sorted. */
static guint
find_crossings (const DzFaceArea *self,
                float             y,
                float             xs[DZ_FACE_AREA_EDGES])
{
  guint n = 0;

  for (guint i = 0; i < DZ_FACE_AREA_EDGES; i++)
    {
      const float *ends = self->ends[i];
      float x;
      guint at;

      if ((ends[1] > y) == (ends[3] > y))
        continue;
      x = ends[0] + (ends[2] - ends[0]) * (y - ends[1]) / (ends[3] - ends[1]);
      for (at = n++; at > 0 && xs[at - 1] > x; at--)
        xs[at] = xs[at - 1];
      xs[at] = x;
    }
  return n;
}

static guint
first_from (const DzFaceArea *self,
            float             x)
{
  return CLAMP (ceilf (x - 0.5f), 0, self->width);
}

/**
 * dz_face_area_get_spans:
 * @self: an area
 * @y: a row of the fine copy
 * @spans: (out caller-allocates): the pixels of that row whose middles lie in the area
 *
 * Eyes and mouth lie within the outline, so that by the even-odd rule they are left out.
 *
 * Returns: how many of @spans were filled
 */
guint
dz_face_area_get_spans (const DzFaceArea *self,
                        guint             y,
                        DzFaceSpan        spans[DZ_FACE_AREA_SPANS])
{
  float xs[DZ_FACE_AREA_EDGES];
  guint n;

  g_return_val_if_fail (self != NULL && spans != NULL, 0);

  n = find_crossings (self, y + 0.5f, xs);
  for (guint i = 0; i + 1 < n; i += 2)
    spans[i / 2] = (DzFaceSpan) { first_from (self, xs[i]), first_from (self, xs[i + 1]) };
  return n / 2;
}
