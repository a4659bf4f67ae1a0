/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "dz-face-plane.h"

#include <math.h>
#include <string.h>

/* Room round a window for what looks at a pixel's neighbours, px of the plane. */
#define MARGIN 3

/* ITU-R BT.601. A row of a view, DZ_PHOTO_VIEW_EDGE long at most, sums up to less than 2^32. */
#define LUMA_RED 299u
#define LUMA_GREEN 587u
#define LUMA_BLUE 114u
#define LUMA_ONE 1000

/* The part of the view that a plane is made of. */
typedef struct
{
  float left;
  float top;
  float right;
  float bottom;
} Box;

static void
find_box (const DzFaceFrame  *frame,
          const DzFaceWindow *window,
          Box                *box)
{
  const float us[2] = { window->u, window->to_u };
  const float vs[2] = { window->v, window->to_v };

  *box = (Box) { G_MAXFLOAT, G_MAXFLOAT, -G_MAXFLOAT, -G_MAXFLOAT };
  for (guint i = 0; i < 4; i++)
    {
      float x;
      float y;

      dz_face_frame_xy (frame, us[i % 2], vs[i / 2], &x, &y);
      box->left = MIN (box->left, x);
      box->top = MIN (box->top, y);
      box->right = MAX (box->right, x);
      box->bottom = MAX (box->bottom, y);
    }
}

/* Pixels of the view from @from to before @to, with room round them. */
static void
clip (float  from,
      float  to,
      float  room,
      guint  most,
      guint *first,
      guint *count)
{
  float start = CLAMP (floorf (from - room), 0, most);
  float end = CLAMP (ceilf (to + room), start, most);

  *first = start;
  *count = end - start;
}

/* Luma of one row in parts of which there are LUMA_ONE, its pixels added up from the left. */
static void
add_up_row (const DzPixels *view,
            guint           left,
            guint           y,
            guint           count,
            guint32        *sums)
{
  const guint8 *p = dz_pixels_at (view, left, y);

  sums[0] = 0;
  for (guint x = 0; x < count; x++, p += 4)
    sums[x + 1] = sums[x] + LUMA_RED * p[0] + LUMA_GREEN * p[1] + LUMA_BLUE * p[2];
}

static double
sum_up_to (const guint32 *sums,
           float          x,
           guint          count)
{
  guint whole = MIN ((guint) x, count - 1);

  return sums[whole] + (double) (x - whole) * (sums[whole + 1] - sums[whole]);
}

static void
narrow_row (const DzFacePlane *self,
            const guint32     *sums,
            guint              count,
            float             *line)
{
  double before = 0;

  for (guint x = 0; x < self->width; x++)
    {
      double after = sum_up_to (sums, (x + 1) / self->scale, count);

      line[x] = (after - before) * self->scale / LUMA_ONE;
      before = after;
    }
}

static void
add_line (DzFacePlane *self,
          guint        y,
          float        weight,
          const float *line)
{
  float *row;

  if (y >= self->height || weight <= 0)
    return;
  row = self->values + y * (gsize) self->width;
  for (guint x = 0; x < self->width; x++)
    row[x] += weight * line[x];
}

/* A row of the view, no higher than one of the plane, falls on one of them or two. */
static void
fill (DzFacePlane *self,
      guint        count_x,
      guint        count_y)
{
  g_autofree guint32 *sums = g_new (guint32, count_x + 1);
  g_autofree float *line = g_new (float, self->width);

  for (guint i = 0; i < count_y; i++)
    {
      float from = i * self->scale;
      float to = (i + 1) * self->scale;
      guint y = (guint) from;
      float upper = MIN (to, y + 1) - from;

      add_up_row (self->frame->scene->view, self->left, self->top + i, count_x, sums);
      narrow_row (self, sums, count_x, line);
      add_line (self, y, upper, line);
      add_line (self, y + 1, self->scale - upper, line);
    }
}

/**
 * dz_face_plane_new:
 * @frame: a face; must outlive the plane
 * @window: what the plane must cover as far as it lies in the view
 *
 * Returns: (transfer full) (nullable): the plane, with some room round @window; %NULL where hardly
 *   any of it lies in the view
 */
DzFacePlane *
dz_face_plane_new (const DzFaceFrame  *frame,
                   const DzFaceWindow *window)
{
  g_autoptr(DzFacePlane) self = NULL;
  const DzPixels *view;
  guint count_x;
  guint count_y;
  Box box;

  g_return_val_if_fail (frame != NULL && window != NULL, NULL);

  view = frame->scene->view;
  self = g_new0 (DzFacePlane, 1);
  self->frame = frame;
  self->scale = MIN (1, DZ_FACE_PLANE_SPAN / frame->span);
  find_box (frame, window, &box);
  clip (box.left, box.right, MARGIN / self->scale, view->width, &self->left, &count_x);
  clip (box.top, box.bottom, MARGIN / self->scale, view->height, &self->top, &count_y);
  self->width = count_x * self->scale;
  self->height = count_y * self->scale;
  if (self->width <= 2 * MARGIN || self->height <= 2 * MARGIN)
    return NULL;
  self->values = g_new0 (float, self->width * (gsize) self->height);
  fill (self, count_x, count_y);
  return g_steal_pointer (&self);
}

/**
 * dz_face_plane_free:
 * @self: (transfer full) (nullable): a plane
 */
void
dz_face_plane_free (DzFacePlane *self)
{
  if (self == NULL)
    return;
  g_free (self->values);
  g_free (self);
}

/* Leaves of the numbers from @from to before @to those for which start + x·step is from @least to
 * before @most. */
static void
narrow_run (float  start,
            float  step,
            float  least,
            float  most,
            float *from,
            float *to)
{
  float ends[2];

  if (fabsf (step) < 1e-6f)
    {
      if (start < least || start >= most)
        *to = *from;
      return;
    }
  ends[0] = (least - start) / step;
  ends[1] = (most - start) / step;
  *from = MAX (*from, ceilf (MIN (ends[0], ends[1])));
  *to = MIN (*to, ceilf (MAX (ends[0], ends[1])));
}

/**
 * dz_face_plane_find_run:
 * @self: a plane
 * @window: a rectangle of the eye frame
 * @y: a row of the plane
 * @room: px from the plane's edges that are left out
 * @from: (out): first pixel of the row whose middle lies in @window
 * @to: (out): one past the last; @from where there is none
 */
void
dz_face_plane_find_run (const DzFacePlane  *self,
                        const DzFaceWindow *window,
                        guint               y,
                        guint               room,
                        guint              *from,
                        guint              *to)
{
  const DzFaceFrame *frame = self->frame;
  float dx = (self->left + 0.5f / self->scale - frame->origin_x) / frame->span;
  float dy = (self->top + (y + 0.5f) / self->scale - frame->origin_y) / frame->span;
  float step = 1 / (self->scale * frame->span);
  float first = room;
  float end = self->width - room;

  narrow_run (dx * frame->cos_roll + dy * frame->sin_roll, step * frame->cos_roll,
              window->u, window->to_u, &first, &end);
  narrow_run (dy * frame->cos_roll - dx * frame->sin_roll, -step * frame->sin_roll,
              window->v, window->to_v, &first, &end);
  *from = first;
  *to = MAX (first, end);
}
