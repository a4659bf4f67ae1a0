/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "dz-face-frame.h"

#include "dz-box-scaler.h"
#include "dz-mix-private.h"

#include <math.h>

#define EYE_CORNER_LEFT 33
#define EYE_CORNER_RIGHT 263

/* A larger face is brought to the middle of 90…120 px, at which cues were calibrated (§2). */
#define FINE_SPAN_MAX 130
#define FINE_SPAN 120

static void
find_axes (DzFaceFrame *self)
{
  const DzFacePoint *left = &self->scene->points[EYE_CORNER_LEFT];
  const DzFacePoint *right = &self->scene->points[EYE_CORNER_RIGHT];

  self->origin_x = (left->x + right->x) / 2;
  self->origin_y = (left->y + right->y) / 2;
  self->span = hypotf (right->x - left->x, right->y - left->y);
  self->cos_roll = (right->x - left->x) / self->span;
  self->sin_roll = (right->y - left->y) / self->span;
}

static DzPixels *
shrink (const DzPixels *view,
        double          scale)
{
  DzPixels *fine = dz_pixels_new (MAX (1, lround (view->width * scale)),
                                  MAX (1, lround (view->height * scale)));
  g_autoptr(DzBoxScaler) scaler = NULL;

  if (fine == NULL)
    return NULL;
  scaler = dz_box_scaler_new (view->width, view->height, 1, fine);
  for (guint y = 0; y < view->height; y++)
    dz_box_scaler_push (scaler, dz_pixels_at (view, 0, y));
  return fine;
}

/**
 * dz_face_frame_new:
 * @scene: a scene that has points; must outlive the frame
 *
 * Returns: (transfer full) (nullable): the eye frame of its face; %NULL where it has no points, its
 *   eyes lie on one, or no memory is left for the fine copy
 */
DzFaceFrame *
dz_face_frame_new (const DzFaceScene *scene)
{
  g_autoptr(DzFaceFrame) self = NULL;

  g_return_val_if_fail (scene != NULL, NULL);

  if (!scene->has_points)
    return NULL;
  self = g_new0 (DzFaceFrame, 1);
  self->scene = scene;
  self->fine = scene->view;
  self->fine_scale = self->to_fine_x = self->to_fine_y = 1;
  find_axes (self);
  if (!(self->span > 0))
    return NULL;
  if (self->span <= FINE_SPAN_MAX)
    return g_steal_pointer (&self);

  self->fine_scale = FINE_SPAN / self->span;
  self->fine_owned = shrink (scene->view, self->fine_scale);
  if (self->fine_owned == NULL)
    return NULL;
  self->fine = self->fine_owned;
  self->to_fine_x = self->fine->width / (float) scene->view->width;
  self->to_fine_y = self->fine->height / (float) scene->view->height;
  return g_steal_pointer (&self);
}

/**
 * dz_face_frame_free:
 * @self: (transfer full) (nullable): a frame
 */
void
dz_face_frame_free (DzFaceFrame *self)
{
  if (self == NULL)
    return;
  dz_pixels_free (self->fine_owned);
  g_free (self);
}

/**
 * dz_face_frame_uv:
 * @self: a frame
 * @point: of the mesh
 * @u: (out) (optional): along the eye line, to the picture's right, in E
 * @v: (out) (optional): down the face, in E
 *
 * Finds a point of the mesh in the frame.
 */
void
dz_face_frame_uv (const DzFaceFrame *self,
                  guint              point,
                  float             *u,
                  float             *v)
{
  float x;
  float y;

  g_return_if_fail (self != NULL && point < DZ_FACE_POINTS);

  x = (self->scene->points[point].x - self->origin_x) / self->span;
  y = (self->scene->points[point].y - self->origin_y) / self->span;
  if (u != NULL)
    *u = x * self->cos_roll + y * self->sin_roll;
  if (v != NULL)
    *v = y * self->cos_roll - x * self->sin_roll;
}

/**
 * dz_face_frame_distance:
 * @self: a frame
 * @one: a point of the mesh
 * @other: another
 *
 * Returns: how far they are apart in the picture, in E
 */
float
dz_face_frame_distance (const DzFaceFrame *self,
                        guint              one,
                        guint              other)
{
  const DzFacePoint *points;

  g_return_val_if_fail (self != NULL, 0);
  g_return_val_if_fail (one < DZ_FACE_POINTS && other < DZ_FACE_POINTS, 0);

  points = self->scene->points;
  return hypotf (points[one].x - points[other].x, points[one].y - points[other].y) / self->span;
}

/**
 * dz_face_frame_xy:
 * @self: a frame
 * @u: along the eye line, in E
 * @v: down the face, in E
 * @x: (out): px of the view, pixel centres at halves
 * @y: (out): likewise
 *
 * Finds a place of the frame on the view.
 */
void
dz_face_frame_xy (const DzFaceFrame *self,
                  float              u,
                  float              v,
                  float             *x,
                  float             *y)
{
  *x = self->origin_x + self->span * (u * self->cos_roll - v * self->sin_roll);
  *y = self->origin_y + self->span * (u * self->sin_roll + v * self->cos_roll);
}

static gboolean
is_inside (const DzFaceFrame *self,
           float              x,
           float              y)
{
  const DzPixels *view = self->scene->view;

  return x >= 0 && y >= 0 && x < view->width && y < view->height;
}

static inline guint
to_sixteenths (float place,
               guint length)
{
  return (guint) (CLAMP (place - 0.5f, 0, length - 1) * DZ_MIX_STEPS + 0.5f);
}

static inline DzMix
mix_at (const DzFaceFrame *self,
        float              x,
        float              y)
{
  return dz_mix_at (self->fine, to_sixteenths (x * self->to_fine_x, self->fine->width),
                    to_sixteenths (y * self->to_fine_y, self->fine->height));
}

/**
 * dz_face_frame_rgb:
 * @self: a frame
 * @u: along the eye line, in E
 * @v: down the face, in E
 * @rgb: (out caller-allocates): red, green, blue of sRGB, 0…255
 *
 * Samples the fine copy, bilinear.
 *
 * Returns: whether the place lies in the picture; if not, @rgb is its border's
 */
gboolean
dz_face_frame_rgb (const DzFaceFrame *self,
                   float              u,
                   float              v,
                   float              rgb[3])
{
  DzMixFloats mixed;
  float x;
  float y;

  dz_face_frame_xy (self, u, v, &x, &y);
  mixed = dz_mix_to_floats (mix_at (self, x, y)) / DZ_MIX_ONE;
  rgb[0] = mixed[0];
  rgb[1] = mixed[1];
  rgb[2] = mixed[2];
  return is_inside (self, x, y);
}

/**
 * dz_face_frame_lab:
 * @self: a frame
 * @u: along the eye line, in E
 * @v: down the face, in E
 * @lab: (out): the colour there
 *
 * Samples as dz_face_frame_rgb() does.
 *
 * Returns: whether the place lies in the picture; if not, @lab is its border's
 */
gboolean
dz_face_frame_lab (const DzFaceFrame *self,
                   float              u,
                   float              v,
                   DzLab             *lab)
{
  guint16 rgb[8];
  DzMix mixed;
  float x;
  float y;

  dz_face_frame_xy (self, u, v, &x, &y);
  mixed = (mix_at (self, x, y) + DZ_MIX_STEPS / 2) / DZ_MIX_STEPS;
  memcpy (rgb, &mixed, sizeof rgb);
  *lab = dz_lab_from_sixteenths (rgb);
  return is_inside (self, x, y);
}

/**
 * dz_face_frame_mask:
 * @self: a frame
 * @u: along the eye line, in E
 * @v: down the face, in E
 *
 * Returns: M(u, v) of calibration §2: the probability that a person is there, bilinear; outside of
 *   the picture that of its border
 */
float
dz_face_frame_mask (const DzFaceFrame *self,
                    float              u,
                    float              v)
{
  float x;
  float y;

  dz_face_frame_xy (self, u, v, &x, &y);
  return dz_face_scene_mask (self->scene, x, y);
}

/**
 * dz_face_frame_shows:
 * @self: a frame
 * @points: (array length=n_points): of the mesh
 * @n_points: their number
 *
 * The mesh goes on beyond the picture: what it says there is what most faces have, and not what
 * this one has.
 *
 * Returns: whether all of @points lie in the picture
 */
gboolean
dz_face_frame_shows (const DzFaceFrame *self,
                     const guint16     *points,
                     guint              n_points)
{
  g_return_val_if_fail (self != NULL && points != NULL, FALSE);

  for (guint i = 0; i < n_points; i++)
    {
      const DzFacePoint *point = &self->scene->points[points[i]];

      if (!is_inside (self, point->x, point->y))
        return FALSE;
    }
  return TRUE;
}
