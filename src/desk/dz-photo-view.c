/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "dz-photo-view-private.h"

#include <glib/gi18n.h>

#include "dz-photo-hand.h"
#include "dz-photo-tiles.h"
#include "dz-widget.h"

/* A photo seems darker on white and lighter on black; this is neither (sRGB mid-grey), and it does
 * not change with the theme, so that two reviewers judge the same picture. */
#define SURROUND ((GdkRGBA) { 0.467f, 0.467f, 0.467f, 1.0f })

#define MIN_WIDTH 240
#define MIN_HEIGHT 320
#define NATURAL_WIDTH 480
#define NATURAL_HEIGHT 640

G_DEFINE_FINAL_TYPE (DzPhotoView, dz_photo_view, GTK_TYPE_WIDGET)

enum
{
  PAINTED,
  RESIZED,
  LINE_MOVED,
  ZOOMED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static void
painted_cb (DzPhotoView *self)
{
  g_signal_emit (self, signals[PAINTED], 0);
}

/* What is shown larger beside the photo takes the room of rulers and numbers. */
static void
show_or_hide_guides (DzPhotoView *self)
{
  gtk_widget_set_child_visible (GTK_WIDGET (self->guides),
                                !dz_region_layer_has_inset (self->region));
}

/*< private >
 * dz_photo_view_place_layers:
 * @self: a view
 *
 * Tells all layers where the photo stands. Without guides its own size is not known, and no place
 * on it.
 */
void
dz_photo_view_place_layers (DzPhotoView *self)
{
  const DzPhotoGuides *guides = dz_guides_layer_get_guides (self->guides);
  DzPhotoFrame frame = { 0 };

  if (self->texture != NULL)
    frame.bounds = dz_photo_view_find_bounds (self);
  frame.width = self->texture != NULL && guides != NULL ? guides->width : 0;
  frame.height = self->texture != NULL && guides != NULL ? guides->height : 0;
  dz_overlay_layer_set_bounds (self->overlay, &frame.bounds);
  dz_frame_layer_set_frame (self->frame, &frame);
  dz_guides_layer_set_frame (self->guides, &frame);
  dz_region_layer_set_frame (self->region, &frame);
  show_or_hide_guides (self);
}

/*< private >
 * dz_photo_view_emit_zoomed:
 * @self: a view
 *
 * Says that more or less of the photo is seen now, or another part of it.
 */
void
dz_photo_view_emit_zoomed (DzPhotoView *self)
{
  g_signal_emit (self, signals[ZOOMED], 0);
}

static gboolean
shows_something (DzPhotoView *self)
{
  return self->texture != NULL || gtk_widget_get_visible (GTK_WIDGET (self->problem));
}

static void
dz_photo_view_snapshot (GtkWidget   *widget,
                        GtkSnapshot *snapshot)
{
  DzPhotoView *self = DZ_PHOTO_VIEW (widget);
  float width = gtk_widget_get_width (widget);
  float height = gtk_widget_get_height (widget);

  gtk_snapshot_append_color (snapshot, &SURROUND, &GRAPHENE_RECT_INIT (0, 0, width, height));
  if (self->other != NULL)
    {
      dz_photo_view_snapshot_other (self, snapshot);
      return;
    }
  if (self->texture != NULL)
    {
      graphene_rect_t bounds = dz_photo_view_find_bounds (self);

      dz_photo_tiles_snapshot (dz_photo_view_choose_texture (self), snapshot, &bounds,
                               &GRAPHENE_RECT_INIT (0, 0, width, height));
    }
  if (shows_something (self))
    dz_screen_time_draw (self->time);
  gtk_widget_snapshot_child (widget, GTK_WIDGET (self->overlay), snapshot);
  gtk_widget_snapshot_child (widget, GTK_WIDGET (self->frame), snapshot);
  gtk_widget_snapshot_child (widget, GTK_WIDGET (self->guides), snapshot);
  gtk_widget_snapshot_child (widget, GTK_WIDGET (self->region), snapshot);
  gtk_widget_snapshot_child (widget, GTK_WIDGET (self->zoom_label), snapshot);
  gtk_widget_snapshot_child (widget, self->alarm, snapshot);
  gtk_widget_snapshot_child (widget, GTK_WIDGET (self->problem), snapshot);
  gtk_widget_snapshot_child (widget, GTK_WIDGET (self->spinner), snapshot);
}

static void
dz_photo_view_measure (GtkWidget      *widget,
                       GtkOrientation  orientation,
                       int             for_size,
                       int            *minimum,
                       int            *natural,
                       int            *minimum_baseline,
                       int            *natural_baseline)
{
  DzPhotoView *self = DZ_PHOTO_VIEW (widget);
  int child_minimum = 0;

  gtk_widget_measure (GTK_WIDGET (self->problem), orientation, -1, &child_minimum, NULL, NULL,
                      NULL);
  *minimum = MAX (orientation == GTK_ORIENTATION_HORIZONTAL ? MIN_WIDTH : MIN_HEIGHT,
                  child_minimum);
  *natural = MAX (*minimum,
                  orientation == GTK_ORIENTATION_HORIZONTAL ? NATURAL_WIDTH : NATURAL_HEIGHT);
}

static void
dz_photo_view_size_allocate (GtkWidget *widget,
                             int        width,
                             int        height,
                             int        baseline)
{
  DzPhotoView *self = DZ_PHOTO_VIEW (widget);

  gtk_widget_allocate (GTK_WIDGET (self->overlay), width, height, -1, NULL);
  gtk_widget_allocate (GTK_WIDGET (self->frame), width, height, -1, NULL);
  gtk_widget_allocate (GTK_WIDGET (self->guides), width, height, -1, NULL);
  gtk_widget_allocate (GTK_WIDGET (self->region), width, height, -1, NULL);
  dz_photo_view_place_layers (self);
  dz_photo_view_say_zoom (self);
  gtk_widget_allocate (GTK_WIDGET (self->zoom_label), width, height, -1, NULL);
  gtk_widget_allocate (GTK_WIDGET (self->other_label), width, height, -1, NULL);
  gtk_widget_allocate (self->alarm, width, height, -1, NULL);
  gtk_widget_allocate (GTK_WIDGET (self->problem), width, height, -1, NULL);
  gtk_widget_allocate (GTK_WIDGET (self->spinner), width, height, -1, NULL);
  g_signal_emit (self, signals[RESIZED], 0);
}

static void
dz_photo_view_dispose (GObject *object)
{
  DzPhotoView *self = DZ_PHOTO_VIEW (object);

  g_clear_object (&self->texture);
  g_clear_object (&self->close_up);
  g_clear_object (&self->other);
  g_clear_object (&self->time);
  dz_widget_drop_children (GTK_WIDGET (self));

  G_OBJECT_CLASS (dz_photo_view_parent_class)->dispose (object);
}

static void
dz_photo_view_class_init (DzPhotoViewClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = dz_photo_view_dispose;
  widget_class->snapshot = dz_photo_view_snapshot;
  widget_class->measure = dz_photo_view_measure;
  widget_class->size_allocate = dz_photo_view_size_allocate;

  signals[PAINTED] = g_signal_new ("painted", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0,
                                   NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[RESIZED] = g_signal_new ("resized", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0,
                                   NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[LINE_MOVED] = g_signal_new ("line-moved", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST,
                                      0, NULL, NULL, NULL, G_TYPE_NONE, 2, G_TYPE_UINT,
                                      G_TYPE_DOUBLE);
  signals[ZOOMED] = g_signal_new ("zoomed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL,
                                  NULL, NULL, G_TYPE_NONE, 0);

  gtk_widget_class_set_css_name (widget_class, "dz-photo-view");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_IMG);
}

static void
guide_moved_cb (DzPhotoView *self,
                guint        line,
                double       y)
{
  g_signal_emit (self, signals[LINE_MOVED], 0, line, y);
}

/* The colours of an overlay are read off its scale. */
static void
overlay_changed_cb (DzPhotoView *self)
{
  dz_region_layer_set_bare (self->region,
                            dz_overlay_layer_get_kind (self->overlay) != DZ_OVERLAY_NONE);
  show_or_hide_guides (self);
}

static GtkLabel *
add_label (DzPhotoView *self,
           const char  *css_class,
           GtkAlign     align)
{
  GtkWidget *label = gtk_label_new (NULL);

  gtk_widget_add_css_class (label, css_class);
  gtk_widget_set_halign (label, align);
  gtk_widget_set_valign (label, align);
  gtk_widget_set_visible (label, FALSE);
  gtk_widget_set_can_target (label, FALSE);
  gtk_widget_set_parent (label, GTK_WIDGET (self));
  return GTK_LABEL (label);
}

static void
add_spinner (DzPhotoView *self)
{
  self->spinner = GTK_SPINNER (gtk_spinner_new ());
  gtk_widget_set_halign (GTK_WIDGET (self->spinner), GTK_ALIGN_END);
  gtk_widget_set_valign (GTK_WIDGET (self->spinner), GTK_ALIGN_END);
  gtk_widget_set_size_request (GTK_WIDGET (self->spinner), 24, 24);
  gtk_widget_add_css_class (GTK_WIDGET (self->spinner), "dz-photo-spinner");
  gtk_widget_set_visible (GTK_WIDGET (self->spinner), FALSE);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->spinner), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _("The photo is on its way"), -1);
  gtk_widget_set_parent (GTK_WIDGET (self->spinner), GTK_WIDGET (self));
}

static void
dz_photo_view_init (DzPhotoView *self)
{
  self->time = dz_screen_time_new (GTK_WIDGET (self));
  g_signal_connect_swapped (self->time, "painted", G_CALLBACK (painted_cb), self);
  self->overlay = DZ_OVERLAY_LAYER (dz_overlay_layer_new ());
  gtk_widget_set_parent (GTK_WIDGET (self->overlay), GTK_WIDGET (self));
  self->frame = DZ_FRAME_LAYER (dz_frame_layer_new ());
  gtk_widget_set_parent (GTK_WIDGET (self->frame), GTK_WIDGET (self));
  self->guides = DZ_GUIDES_LAYER (dz_guides_layer_new ());
  g_signal_connect_swapped (self->guides, "moved", G_CALLBACK (guide_moved_cb), self);
  gtk_widget_set_parent (GTK_WIDGET (self->guides), GTK_WIDGET (self));
  self->region = DZ_REGION_LAYER (dz_region_layer_new ());
  gtk_widget_set_parent (GTK_WIDGET (self->region), GTK_WIDGET (self));
  g_signal_connect_object (self->overlay, "notify::kind", G_CALLBACK (overlay_changed_cb), self,
                           G_CONNECT_SWAPPED);

  self->problem = add_label (self, "dz-photo-problem", GTK_ALIGN_CENTER);
  gtk_label_set_wrap (self->problem, TRUE);
  gtk_label_set_max_width_chars (self->problem, 30);
  gtk_label_set_justify (self->problem, GTK_JUSTIFY_CENTER);
  self->zoom_label = add_label (self, "dz-zoom-label", GTK_ALIGN_START);
  gtk_widget_set_valign (GTK_WIDGET (self->zoom_label), GTK_ALIGN_END); /* alarms are above */
  self->other_label = add_label (self, "dz-twin-caption", GTK_ALIGN_CENTER);
  gtk_widget_set_valign (GTK_WIDGET (self->other_label), GTK_ALIGN_START);
  gtk_label_set_ellipsize (self->other_label, PANGO_ELLIPSIZE_END);
  dz_photo_view_add_alarm (self);
  add_spinner (self);
  self->viewport = (DzPhotoViewport) DZ_PHOTO_VIEWPORT_FIT;
  /* What reaches beyond the view must not lie over what stands beside it. */
  gtk_widget_set_overflow (GTK_WIDGET (self), GTK_OVERFLOW_HIDDEN);
  dz_photo_hand_add_to (self);
}

/**
 * dz_photo_view_new:
 *
 * Returns: (transfer floating): a view that shows nothing
 */
GtkWidget *
dz_photo_view_new (void)
{
  return g_object_new (DZ_TYPE_PHOTO_VIEW, NULL);
}

static void
set_contents (DzPhotoView *self,
              GdkTexture  *texture,
              const char  *problem)
{
  g_set_object (&self->texture, texture);
  dz_overlay_layer_set_photo (self->overlay, texture);
  dz_region_layer_set_texture (self->region, self->close_up != NULL ? self->close_up : texture);
  dz_photo_view_place_layers (self);
  dz_photo_view_say_zoom (self);
  gtk_label_set_label (self->problem, problem != NULL ? problem : "");
  gtk_widget_set_visible (GTK_WIDGET (self->problem), problem != NULL);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

/* Nothing that was said of one photo is drawn over another. */
static void
forget_photo (DzPhotoView *self)
{
  dz_overlay_layer_show (self->overlay, DZ_OVERLAY_NONE);
  dz_overlay_layer_set_numbers (self->overlay, NULL);
  dz_frame_layer_show (self->frame, NULL, NULL);
  dz_guides_layer_let_go (self->guides);
  dz_guides_layer_take_guides (self->guides, NULL);
  dz_region_layer_set_region (self->region, NULL, FALSE);
  g_clear_object (&self->close_up);
  dz_photo_view_lay_over (self, NULL, NULL, NULL);
  dz_photo_view_set_alarm (self, NULL);
  self->anchored = FALSE;
}

/**
 * dz_photo_view_show_texture:
 * @self: a view
 * @texture: (nullable): the photo, %NULL for an empty surround
 *
 * Shows another photo, from the next frame on, as it is: without guides, regions and overlays. It
 * is looked at as the one before was.
 */
void
dz_photo_view_show_texture (DzPhotoView *self,
                            GdkTexture  *texture)
{
  g_return_if_fail (DZ_IS_PHOTO_VIEW (self));

  dz_screen_time_restart (self->time);
  forget_photo (self);
  set_contents (self, texture, NULL);
}

/**
 * dz_photo_view_show_problem:
 * @self: a view
 * @sentence: why there is no photo to see
 *
 * Says why there is nothing to see.
 */
void
dz_photo_view_show_problem (DzPhotoView *self,
                            const char  *sentence)
{
  g_return_if_fail (DZ_IS_PHOTO_VIEW (self));
  g_return_if_fail (sentence != NULL);

  dz_screen_time_restart (self->time);
  forget_photo (self);
  set_contents (self, NULL, sentence);
}

/**
 * dz_photo_view_replace:
 * @self: a view that shows a photo
 * @texture: the same photo, rendered at another size
 *
 * Shows the same photo sharper. It has been on the screen all the while.
 */
void
dz_photo_view_replace (DzPhotoView *self,
                       GdkTexture  *texture)
{
  g_return_if_fail (DZ_IS_PHOTO_VIEW (self));
  g_return_if_fail (GDK_IS_TEXTURE (texture));

  set_contents (self, texture, NULL);
}

/**
 * dz_photo_view_get_texture:
 * @self: a view
 *
 * Returns: (nullable): what it shows
 */
GdkTexture *
dz_photo_view_get_texture (DzPhotoView *self)
{
  g_return_val_if_fail (DZ_IS_PHOTO_VIEW (self), NULL);
  return self->texture;
}

/**
 * dz_photo_view_get_shown_ms:
 * @self: a view
 *
 * Returns: for how many milliseconds the photo has been on the screen; 0 while it is not
 */
guint
dz_photo_view_get_shown_ms (DzPhotoView *self)
{
  g_return_val_if_fail (DZ_IS_PHOTO_VIEW (self), 0);
  return self->texture != NULL ? dz_screen_time_get_ms (self->time) : 0;
}

/**
 * dz_photo_view_is_painted:
 * @self: a view
 *
 * Returns: whether the photo, or why there is none, has been on the screen since it was given
 */
gboolean
dz_photo_view_is_painted (DzPhotoView *self)
{
  g_return_val_if_fail (DZ_IS_PHOTO_VIEW (self), FALSE);
  return dz_screen_time_is_painted (self->time);
}

/**
 * dz_photo_view_set_waiting:
 * @self: a view
 * @waiting: whether another photo is on its way and takes long
 *
 * Turns a small spinner in the corner; what is shown stays.
 */
void
dz_photo_view_set_waiting (DzPhotoView *self,
                           gboolean     waiting)
{
  g_return_if_fail (DZ_IS_PHOTO_VIEW (self));

  gtk_widget_set_visible (GTK_WIDGET (self->spinner), waiting);
  gtk_spinner_set_spinning (self->spinner, waiting);
}

/**
 * dz_photo_view_take_guides:
 * @self: a view that shows a photo
 * @guides: (transfer full) (nullable): its guides; without them no place on it is known
 *
 * Draws guides over the photo, and knows from them its size.
 */
void
dz_photo_view_take_guides (DzPhotoView   *self,
                           DzPhotoGuides *guides)
{
  g_return_if_fail (DZ_IS_PHOTO_VIEW (self));

  dz_guides_layer_take_guides (self->guides, guides);
  dz_photo_view_place_layers (self);
}

/**
 * dz_photo_view_get_guides:
 * @self: a view
 *
 * Returns: (transfer none): the layer of the guides
 */
DzGuidesLayer *
dz_photo_view_get_guides (DzPhotoView *self)
{
  g_return_val_if_fail (DZ_IS_PHOTO_VIEW (self), NULL);
  return self->guides;
}

/**
 * dz_photo_view_show_region:
 * @self: a view
 * @region: (nullable): where to look; %NULL or empty for the whole photo
 * @enlarge: whether to show it larger, too, where there is room
 *
 * Shows one place on the photo.
 */
void
dz_photo_view_show_region (DzPhotoView    *self,
                           const DzRegion *region,
                           gboolean        enlarge)
{
  g_return_if_fail (DZ_IS_PHOTO_VIEW (self));

  dz_region_layer_set_region (self->region, region, enlarge);
  show_or_hide_guides (self);
}

/**
 * dz_photo_view_set_close_up:
 * @self: a view that shows a photo
 * @texture: (nullable): the same photo, sharper; %NULL where there is none
 *
 * Gives what regions and the photo itself are enlarged from; without it they are as sharp as the
 * photo is shown.
 */
void
dz_photo_view_set_close_up (DzPhotoView *self,
                            GdkTexture  *texture)
{
  g_return_if_fail (DZ_IS_PHOTO_VIEW (self));

  if (!g_set_object (&self->close_up, texture))
    return;
  dz_region_layer_set_texture (self->region, texture != NULL ? texture : self->texture);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

/**
 * dz_photo_view_get_region:
 * @self: a view
 *
 * Returns: (transfer none): the layer of the region
 */
DzRegionLayer *
dz_photo_view_get_region (DzPhotoView *self)
{
  g_return_val_if_fail (DZ_IS_PHOTO_VIEW (self), NULL);
  return self->region;
}

/**
 * dz_photo_view_get_overlay:
 * @self: a view
 *
 * Returns: (transfer none): the layer of the overlays
 */
DzOverlayLayer *
dz_photo_view_get_overlay (DzPhotoView *self)
{
  g_return_val_if_fail (DZ_IS_PHOTO_VIEW (self), NULL);
  return self->overlay;
}

/**
 * dz_photo_view_get_frame:
 * @self: a view
 *
 * Returns: (transfer none): the layer of the frame that is delivered
 */
DzFrameLayer *
dz_photo_view_get_frame (DzPhotoView *self)
{
  g_return_val_if_fail (DZ_IS_PHOTO_VIEW (self), NULL);
  return self->frame;
}
