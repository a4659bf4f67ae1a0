/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "dz-face-search.h"

#include <math.h>

/* A face stands upright whose eye line lies nearer to the horizontal than to the vertical. */
#define UPRIGHT_DEG 45
/* The detector sees upright faces in those that stand on their heads, but is less sure of them: at
 * most 0.84 where the right way up had 0.85…0.98 (86 portraits and drawings). Below this score the
 * other turns are asked. */
#define SURE_OF_TURN 0.9f
/* A turned face is believed only where it is this much surer than one that stands upright: hardly
 * any photo comes on its head, and the detector is as sure of a few people either way up. (On 518
 * portraits and drawings the right way up was surer by 0.04 at least, but for two.) */
#define SURER_TURNED 0.03f
/* Of two faces one of which lies in the other by as much, only the surer one is there: a nose is
 * not a second person. */
#define INSIDE_FACE 0.5f
/* What is much smaller than the network's own square shows no more. */
#define TILE_EDGE_MIN 96
#define TILE_OVERLAP 0.5

/**
 * dz_detection_is_upright:
 * @self: a face
 *
 * Returns: whether it stands upright in the square that was looked at, more or less
 */
gboolean
dz_detection_is_upright (const DzDetection *self)
{
  return fabsf (self->roll_deg) <= UPRIGHT_DEG;
}

static int
compare_score_cb (const void *one,
                  const void *other)
{
  float a = ((const DzDetection *) one)->box.score;
  float b = ((const DzDetection *) other)->box.score;

  return (a < b) - (a > b);
}

static float
area (const DzFaceBox *box)
{
  return box->width * box->height;
}

static int
compare_size_cb (const void *one,
                 const void *other)
{
  float a = area (&((const DzDetection *) one)->box);
  float b = area (&((const DzDetection *) other)->box);

  return (a < b) - (a > b);
}

static gboolean
lies_in (const DzFaceBox *a,
         const DzFaceBox *b)
{
  float width = MIN (a->x + a->width, b->x + b->width) - MAX (a->x, b->x);
  float height = MIN (a->y + a->height, b->y + b->height) - MAX (a->y, b->y);

  return width > 0 && height > 0
         && width * height > INSIDE_FACE * MIN (area (a), area (b));
}

static gboolean
is_new (const DzDetection *face,
        const GArray      *others)
{
  for (guint i = 0; i < others->len; i++)
    {
      if (lies_in (&face->box, &g_array_index (others, DzDetection, i).box))
        return FALSE;
    }
  return TRUE;
}

/* Leaves one of each face, largest first. */
static void
tidy (GArray *found)
{
  g_autoptr(GArray) kept = g_array_new (FALSE, FALSE, sizeof (DzDetection));

  g_array_sort (found, compare_score_cb);
  for (guint i = 0; i < found->len; i++)
    {
      const DzDetection *face = &g_array_index (found, DzDetection, i);

      if (is_new (face, kept))
        g_array_append_vals (kept, face, 1);
    }
  g_array_sort (kept, compare_size_cb);
  g_array_set_size (found, 0);
  if (kept->len > 0)
    g_array_append_vals (found, kept->data, kept->len);
}

/* The whole view in a square. */
static GArray *
search_whole (DzNetwork  *detector,
              DzPyramid  *pyramid,
              guint       turn_deg,
              GError    **error)
{
  g_autoptr(GArray) found = g_array_new (FALSE, FALSE, sizeof (DzDetection));
  DzFaceRegion square;

  dz_face_region_init_whole (&square, pyramid->levels[0], turn_deg);
  square.width = square.height = MAX (square.width, square.height);
  if (!dz_face_detector_find (detector, pyramid, &square, found, error))
    return NULL;
  tidy (found);
  return g_steal_pointer (&found);
}

static guint
count_tiles (double length,
             double edge)
{
  return 1 + (guint) ceil (MAX (length - edge, 0) / (edge * (1 - TILE_OVERLAP)) - 1e-6);
}

/* The middle of a tile of @n that cover @length evenly. */
static double
middle_of (double length,
           double edge,
           guint  index,
           guint  n)
{
  return n == 1 ? length / 2 : edge / 2 + index * (length - edge) / (n - 1);
}

/* The score of the best face that stands upright; 0 where there is none. */
static float
score_upright (const GArray *found)
{
  float best = 0;

  for (guint i = 0; i < found->len; i++)
    {
      const DzDetection *face = &g_array_index (found, DzDetection, i);

      if (dz_detection_is_upright (face))
        best = MAX (best, face->box.score);
    }
  return best;
}

/**
 * dz_face_search:
 * @detector: the short-range detector
 * @pyramid: over the view
 * @turn_deg: (out): 0, 90, 180 or 270: the clockwise turn of the view after which they were found
 * @error: return location; DZ_VISION_ERROR_RUNTIME, DZ_VISION_ERROR_FORMAT
 *
 * Looks for faces in the whole view. Where none surely stands upright, the turn is taken after
 * which the surest one does.
 *
 * Returns: (transfer full) (nullable) (element-type DzDetection): each face once, largest first
 */
GArray *
dz_face_search (DzNetwork  *detector,
                DzPyramid  *pyramid,
                guint      *turn_deg,
                GError    **error)
{
  g_autoptr(GArray) best = NULL;

  g_return_val_if_fail (detector != NULL && pyramid != NULL && turn_deg != NULL, NULL);

  *turn_deg = 0;
  best = search_whole (detector, pyramid, 0, error);
  if (best == NULL || score_upright (best) >= SURE_OF_TURN)
    return g_steal_pointer (&best);
  for (guint turn = 90; turn < 360; turn += 90)
    {
      g_autoptr(GArray) found = search_whole (detector, pyramid, turn, error);
      float margin = *turn_deg == 0 ? SURER_TURNED : 0;

      if (found == NULL)
        return NULL;
      if (score_upright (found) <= score_upright (best) + margin)
        continue;
      *turn_deg = turn;
      g_array_unref (best);
      best = g_steal_pointer (&found);
    }
  return g_steal_pointer (&best);
}

/**
 * dz_face_search_parts:
 * @detector: the short-range detector
 * @pyramid: over the view
 * @level: 1 for squares of half the view's longer edge, 2 for those of a quarter
 * @found: (element-type DzDetection): faces found so far; after this each face once, largest first
 * @error: return location; DZ_VISION_ERROR_RUNTIME, DZ_VISION_ERROR_FORMAT
 *
 * Looks for upright faces in parts of the view: in a group of people, each is small.
 *
 * Returns: whether the network ran
 */
gboolean
dz_face_search_parts (DzNetwork  *detector,
                      DzPyramid  *pyramid,
                      guint       level,
                      GArray     *found,
                      GError    **error)
{
  const DzPixels *view;
  double edge;
  guint columns;
  guint rows;

  g_return_val_if_fail (detector != NULL && pyramid != NULL && found != NULL, FALSE);

  view = pyramid->levels[0];
  edge = MAX (view->width, view->height) / (double) (1u << level);
  columns = edge < TILE_EDGE_MIN ? 0 : count_tiles (view->width, edge);
  rows = count_tiles (view->height, edge);
  for (guint i = 0; i < columns * rows; i++)
    {
      DzFaceRegion tile = { .width = edge, .height = edge };

      tile.centre_x = middle_of (view->width, edge, i % columns, columns);
      tile.centre_y = middle_of (view->height, edge, i / columns, rows);
      if (!dz_face_detector_find (detector, pyramid, &tile, found, error))
        return FALSE;
    }
  tidy (found);
  return TRUE;
}
