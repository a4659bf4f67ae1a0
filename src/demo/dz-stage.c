/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "dz-stage-private.h"

#include <math.h>

/* The head turns about the middle of the face: a tilt alone does not take it off the centre. */
#define HEAD_PIVOT_Y 0.60
/* The body was drawn with a long neck; it stands this much higher. */
#define NECK_SHORTER 0.08

static void
init_frame (cairo_matrix_t *frame,
            double          x_px,
            double          y_px,
            double          unit_px,
            double          turn_deg,
            double          pivot_y,
            double          raise)
{
  cairo_matrix_init_translate (frame, x_px, y_px);
  cairo_matrix_scale (frame, unit_px, unit_px);
  cairo_matrix_translate (frame, 0, -raise);
  cairo_matrix_translate (frame, 0, pivot_y);
  cairo_matrix_rotate (frame, turn_deg * G_PI / 180);
  cairo_matrix_translate (frame, 0, -pivot_y);
}

static DzPortraitPoint
map (const cairo_matrix_t *frame,
     double                x,
     double                y)
{
  cairo_matrix_transform_point (frame, &x, &y);
  return (DzPortraitPoint) { x, y };
}

static void
begin (DzStage              *self,
       const cairo_matrix_t *frame)
{
  cairo_save (self->cr);
  cairo_transform (self->cr, frame);
}

void
dz_stage_init (DzStage            *self,
               const DzPortrait   *portrait,
               DzPortraitGeometry *truth,
               cairo_t            *cr,
               GRand              *rand)
{
  double x = portrait->width * (0.5 + portrait->offset_share);
  double y = portrait->height * portrait->crown_share;
  double unit = portrait->height * portrait->head_share;

  *self = (DzStage) { portrait, truth, cr, .unit_px = unit, .rand = rand };
  init_frame (&self->head, x, y, unit, portrait->roll_deg, HEAD_PIVOT_Y, 0);
  init_frame (&self->body, x, y, unit, portrait->shoulder_tilt_deg, DZ_NECK_BASE_Y,
              NECK_SHORTER);
}

/* Draw in the head's frame until dz_stage_end(). */
void
dz_stage_begin_head (DzStage *self)
{
  begin (self, &self->head);
}

/* Draw in the body's frame until dz_stage_end(). */
void
dz_stage_begin_body (DzStage *self)
{
  begin (self, &self->body);
}

void
dz_stage_end (DzStage *self)
{
  cairo_restore (self->cr);
}

DzPortraitPoint
dz_stage_head_point (const DzStage *self,
                     double         x,
                     double         y)
{
  return map (&self->head, x, y);
}

DzPortraitPoint
dz_stage_body_point (const DzStage *self,
                     double         x,
                     double         y)
{
  return map (&self->body, x, y);
}

/*
 * Extremes of the current path in pixels, exact to cairo's flattening; the path stays. Each of the
 * four may be NULL.
 */
void
dz_stage_extents (DzStage         *self,
                  DzPortraitPoint *top,
                  DzPortraitPoint *bottom,
                  double          *left_x,
                  double          *right_x)
{
  g_autoptr(cairo_path_t) path = cairo_copy_path_flat (self->cr);
  DzPortraitPoint highest = { 0, INFINITY };
  DzPortraitPoint lowest = { 0, -INFINITY };
  double left = INFINITY;
  double right = -INFINITY;

  for (int i = 0; i < path->num_data; i += path->data[i].header.length)
    {
      DzPortraitPoint p;

      if (path->data[i].header.type == CAIRO_PATH_CLOSE_PATH)
        continue;
      p = (DzPortraitPoint) { path->data[i + 1].point.x, path->data[i + 1].point.y };
      cairo_user_to_device (self->cr, &p.x, &p.y);
      highest = p.y < highest.y ? p : highest;
      lowest = p.y > lowest.y ? p : lowest;
      left = MIN (left, p.x);
      right = MAX (right, p.x);
    }

  if (top != NULL)
    *top = highest;
  if (bottom != NULL)
    *bottom = lowest;
  if (left_x != NULL)
    *left_x = left;
  if (right_x != NULL)
    *right_x = right;
}

/* A number in ±@amount, the same each time for the same seed. */
double
dz_stage_vary (DzStage *self,
               double   amount)
{
  return g_rand_double_range (self->rand, -amount, amount);
}
