/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "dz-region-layer.h"

#include <math.h>

#include "dz-photo-tiles.h"

/* Over the photo around the place: enough to lead the eye, not enough to hide. */
#define DIM ((GdkRGBA) { 0, 0, 0, 0.35f })
#define DARK ((GdkRGBA) { 0, 0, 0, 0.8f })
#define LIGHT ((GdkRGBA) { 1, 1, 1, 1 })

/* In px of the view. */
#define GAP 12
#define EDGE 6

/* How much larger than on the photo the place is shown beside it. Less than the least would say
 * nothing new; what is enough does not look for more room. */
#define ENLARGE_MIN 1.5
#define ENLARGE_ENOUGH 2.0

struct _DzRegionLayer
{
  GtkWidget    parent_instance;

  GdkTexture  *texture; /* owned, nullable: of the whole photo */
  DzPhotoFrame frame;
  DzRegion     region;  /* empty for none */
  gboolean     enlarge; /* whether to show it larger, too */
  gboolean     bare;    /* whether only its frame may be drawn */
};

G_DEFINE_FINAL_TYPE (DzRegionLayer, dz_region_layer, GTK_TYPE_WIDGET)

typedef enum
{
  SIDE_LEFT,
  SIDE_RIGHT,
  SIDE_ABOVE,
  SIDE_BELOW,
  N_SIDES
} Side;

/* The space that is free at one side of the region. */
static graphene_rect_t
free_space (const graphene_rect_t *region,
            double                 width,
            double                 height,
            Side                   side)
{
  float left = region->origin.x - GAP - EDGE;
  float right_x = region->origin.x + region->size.width + GAP;
  float top = region->origin.y - GAP - EDGE;
  float bottom_y = region->origin.y + region->size.height + GAP;
  float whole_width = (float) width - 2 * EDGE;
  float whole_height = (float) height - 2 * EDGE;

  switch (side)
    {
    case SIDE_LEFT:
      return GRAPHENE_RECT_INIT (EDGE, EDGE, MAX (left, 0), whole_height);
    case SIDE_RIGHT:
      return GRAPHENE_RECT_INIT (right_x, EDGE, MAX ((float) width - EDGE - right_x, 0),
                                 whole_height);
    case SIDE_ABOVE:
      return GRAPHENE_RECT_INIT (EDGE, EDGE, whole_width, MAX (top, 0));
    case SIDE_BELOW:
    case N_SIDES:
    default:
      return GRAPHENE_RECT_INIT (EDGE, bottom_y, whole_width,
                                 MAX ((float) height - EDGE - bottom_y, 0));
    }
}

static double
enlargement_in (const graphene_rect_t *region,
                const graphene_rect_t *space)
{
  return MIN (DZ_REGION_ENLARGE_MAX, MIN (space->size.width / region->size.width,
                                space->size.height / region->size.height));
}

/* As near to the region as the space allows, its middle beside the region's. */
static graphene_rect_t
place_in (const graphene_rect_t *region,
          const graphene_rect_t *space,
          double                 enlargement)
{
  float width = roundf (region->size.width * (float) enlargement);
  float height = roundf (region->size.height * (float) enlargement);
  float x = region->origin.x + region->size.width / 2 - width / 2;
  float y = region->origin.y + region->size.height / 2 - height / 2;

  x = CLAMP (x, space->origin.x, space->origin.x + MAX (0, space->size.width - width));
  y = CLAMP (y, space->origin.y, space->origin.y + MAX (0, space->size.height - height));
  return GRAPHENE_RECT_INIT (roundf (x), roundf (y), width, height);
}

/**
 * dz_region_find_inset:
 * @region: a place, in px of the view
 * @view_width: px
 * @view_height: px
 * @inset: (out): where it can be shown larger, not over itself and within the view
 *
 * Returns: whether there is room to show it larger
 */
gboolean
dz_region_find_inset (const graphene_rect_t *region,
                      double                 view_width,
                      double                 view_height,
                      graphene_rect_t       *inset)
{
  /* Outwards from the face first: an ear at the left is shown further left. */
  static const Side left_first[N_SIDES] = { SIDE_LEFT, SIDE_ABOVE, SIDE_BELOW, SIDE_RIGHT };
  static const Side right_first[N_SIDES] = { SIDE_RIGHT, SIDE_ABOVE, SIDE_BELOW, SIDE_LEFT };
  const Side *sides;
  double best = 0;

  g_return_val_if_fail (region != NULL && inset != NULL, FALSE);

  if (!(region->size.width > 0 && region->size.height > 0))
    return FALSE;
  sides = region->origin.x + region->size.width / 2 > view_width / 2 ? right_first : left_first;
  for (guint i = 0; i < N_SIDES && best < ENLARGE_ENOUGH; i++)
    {
      graphene_rect_t space = free_space (region, view_width, view_height, sides[i]);
      double enlargement = enlargement_in (region, &space);

      if (enlargement <= best)
        continue;
      best = enlargement;
      *inset = place_in (region, &space, enlargement);
    }
  return best >= ENLARGE_MIN;
}

static void
frame_rect (GtkSnapshot           *snapshot,
            const graphene_rect_t *rect)
{
  static const float widths[] = { 2, 2, 2, 2 };
  static const float dark_widths[] = { 4, 4, 4, 4 };
  const GdkRGBA dark[] = { DARK, DARK, DARK, DARK };
  const GdkRGBA light[] = { LIGHT, LIGHT, LIGHT, LIGHT };
  graphene_rect_t outside = *rect;
  GskRoundedRect rounded;

  graphene_rect_inset (&outside, -3, -3);
  gsk_rounded_rect_init_from_rect (&rounded, &outside, 4);
  gtk_snapshot_append_border (snapshot, &rounded, dark_widths, dark);
  graphene_rect_inset (&outside, 1, 1);
  gsk_rounded_rect_init_from_rect (&rounded, &outside, 3);
  gtk_snapshot_append_border (snapshot, &rounded, widths, light);
}

static void
dim_band (GtkSnapshot *snapshot,
          float        left,
          float        top,
          float        right,
          float        bottom)
{
  if (right > left && bottom > top)
    gtk_snapshot_append_color (snapshot, &DIM,
                               &GRAPHENE_RECT_INIT (left, top, right - left, bottom - top));
}

static void
dim_around (GtkSnapshot           *snapshot,
            const graphene_rect_t *photo,
            const graphene_rect_t *region)
{
  float right = photo->origin.x + photo->size.width;
  float bottom = photo->origin.y + photo->size.height;
  float region_right = region->origin.x + region->size.width;
  float region_bottom = region->origin.y + region->size.height;

  dim_band (snapshot, photo->origin.x, photo->origin.y, right, region->origin.y);
  dim_band (snapshot, photo->origin.x, region->origin.y, region->origin.x, region_bottom);
  dim_band (snapshot, region_right, region->origin.y, right, region_bottom);
  dim_band (snapshot, photo->origin.x, region_bottom, right, bottom);
}

/* The whole photo so large that the region just fills the inset, and only that much of it. */
static void
show_inset (DzRegionLayer         *self,
            GtkSnapshot           *snapshot,
            const graphene_rect_t *region,
            const graphene_rect_t *inset)
{
  const graphene_rect_t *photo = &self->frame.bounds;
  float larger = inset->size.width / region->size.width;
  graphene_rect_t whole = GRAPHENE_RECT_INIT (
      inset->origin.x + (photo->origin.x - region->origin.x) * larger,
      inset->origin.y + (photo->origin.y - region->origin.y) * larger,
      photo->size.width * larger, photo->size.height * larger);

  gtk_snapshot_push_clip (snapshot, inset);
  dz_photo_tiles_snapshot (self->texture, snapshot, &whole, inset);
  gtk_snapshot_pop (snapshot);
  frame_rect (snapshot, inset);
}

/* Of a photo that reaches beyond the view, the place may be where nothing is seen; then nothing is
 * to be darkened for it either. */
static gboolean
is_in_sight (DzRegionLayer         *self,
             const graphene_rect_t *region)
{
  graphene_rect_t view = GRAPHENE_RECT_INIT (0, 0, gtk_widget_get_width (GTK_WIDGET (self)),
                                             gtk_widget_get_height (GTK_WIDGET (self)));

  return graphene_rect_intersection (&view, region, NULL);
}

static gboolean
find_inset (DzRegionLayer         *self,
            const graphene_rect_t *region,
            graphene_rect_t       *inset)
{
  return self->texture != NULL && self->enlarge && !self->bare && is_in_sight (self, region)
         && dz_region_find_inset (region, gtk_widget_get_width (GTK_WIDGET (self)),
                                  gtk_widget_get_height (GTK_WIDGET (self)), inset);
}

static void
dz_region_layer_snapshot (GtkWidget   *widget,
                          GtkSnapshot *snapshot)
{
  DzRegionLayer *self = DZ_REGION_LAYER (widget);
  graphene_rect_t region;
  graphene_rect_t inset;

  if (!dz_region_layer_get_bounds (self, &region) || !is_in_sight (self, &region))
    return;
  if (!self->bare)
    dim_around (snapshot, &self->frame.bounds, &region);
  frame_rect (snapshot, &region);
  if (find_inset (self, &region, &inset))
    show_inset (self, snapshot, &region, &inset);
}

static void
dz_region_layer_dispose (GObject *object)
{
  g_clear_object (&DZ_REGION_LAYER (object)->texture);

  G_OBJECT_CLASS (dz_region_layer_parent_class)->dispose (object);
}

static void
dz_region_layer_class_init (DzRegionLayerClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = dz_region_layer_dispose;
  widget_class->snapshot = dz_region_layer_snapshot;
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_PRESENTATION);
}

static void
dz_region_layer_init (DzRegionLayer *self)
{
  gtk_widget_set_can_target (GTK_WIDGET (self), FALSE);
}

/**
 * dz_region_layer_new:
 *
 * Returns: (transfer floating): a layer that shows nothing
 */
GtkWidget *
dz_region_layer_new (void)
{
  return g_object_new (DZ_TYPE_REGION_LAYER, NULL);
}

/**
 * dz_region_layer_set_frame:
 * @self: a layer
 * @frame: where the photo stands in it
 */
void
dz_region_layer_set_frame (DzRegionLayer      *self,
                           const DzPhotoFrame *frame)
{
  g_return_if_fail (DZ_IS_REGION_LAYER (self));
  g_return_if_fail (frame != NULL);

  self->frame = *frame;
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

/**
 * dz_region_layer_set_texture:
 * @self: a layer
 * @texture: (nullable): the whole photo, as sharp as it is at hand; %NULL to enlarge nothing
 */
void
dz_region_layer_set_texture (DzRegionLayer *self,
                             GdkTexture    *texture)
{
  g_return_if_fail (DZ_IS_REGION_LAYER (self));

  if (g_set_object (&self->texture, texture))
    gtk_widget_queue_draw (GTK_WIDGET (self));
}

/**
 * dz_region_layer_set_region:
 * @self: a layer
 * @region: (nullable): where to look; %NULL or empty for nowhere
 * @enlarge: whether to show it larger beside itself, too, where there is room
 */
void
dz_region_layer_set_region (DzRegionLayer  *self,
                            const DzRegion *region,
                            gboolean        enlarge)
{
  g_return_if_fail (DZ_IS_REGION_LAYER (self));

  self->region = region != NULL ? *region : (DzRegion) { 0 };
  self->enlarge = enlarge;
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

/**
 * dz_region_layer_set_bare:
 * @self: a layer
 * @bare: whether what lies below must keep its colours, and nothing hide it
 *
 * Draws no more than the frame of the region.
 */
void
dz_region_layer_set_bare (DzRegionLayer *self,
                          gboolean       bare)
{
  g_return_if_fail (DZ_IS_REGION_LAYER (self));

  if (self->bare == bare)
    return;
  self->bare = bare;
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

/**
 * dz_region_layer_get_bounds:
 * @self: a layer
 * @bounds: (out): the region as it is framed, in px of the layer
 *
 * Returns: whether a region is shown
 */
gboolean
dz_region_layer_get_bounds (DzRegionLayer   *self,
                            graphene_rect_t *bounds)
{
  graphene_rect_t region;

  g_return_val_if_fail (DZ_IS_REGION_LAYER (self) && bounds != NULL, FALSE);

  if (dz_region_is_empty (&self->region) || dz_photo_frame_is_empty (&self->frame))
    return FALSE;
  region = dz_photo_frame_to_rect (&self->frame, &self->region);
  return graphene_rect_intersection (&region, &self->frame.bounds, bounds);
}

/**
 * dz_region_layer_has_inset:
 * @self: a layer
 *
 * Returns: whether the region is shown larger beside itself
 */
gboolean
dz_region_layer_has_inset (DzRegionLayer *self)
{
  graphene_rect_t region;
  graphene_rect_t inset;

  g_return_val_if_fail (DZ_IS_REGION_LAYER (self), FALSE);

  return dz_region_layer_get_bounds (self, &region) && find_inset (self, &region, &inset);
}
