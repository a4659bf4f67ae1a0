/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "dz-sheet-photo.h"

#include "dz-screen-time.h"

/* As in DzPhotoView: neither black nor white, and the same in every theme. */
#define SURROUND ((GdkRGBA) { 0.467f, 0.467f, 0.467f, 1.0f })

/* A picture as document 99 of 2017 wants it, with its face in the middle of the limits, is 4.2
 * units of the face high and has the eyes 1.6 below its upper edge: 640 px, eyes at 250, face 240
 * wide, which is 1.57 units (calibration §12). All of it is seen, with a rim. */
#define UNITS_DOWN 4.6
#define UNITS_ABOVE_EYES 1.8

#define MIN_WIDTH 60
#define MIN_HEIGHT 72

struct _DzSheetPhoto
{
  GtkWidget     parent_instance;

  GdkTexture   *texture;    /* owned, nullable */
  DzPhotoAnchor anchor;
  gboolean      anchored;   /* whether @anchor says anything */
  DzScreenTime *time;       /* owned: of @texture */
};

G_DEFINE_FINAL_TYPE (DzSheetPhoto, dz_sheet_photo, GTK_TYPE_WIDGET)

enum
{
  PAINTED,
  RESIZED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static void
painted_cb (DzSheetPhoto *self)
{
  g_signal_emit (self, signals[PAINTED], 0);
}

/**
 * dz_sheet_photo_place:
 * @anchor: what holds the photo
 * @width: of the view, px
 * @height: likewise
 *
 * Places a photo so that its eyes stand where those of all others do in views of this size, and are
 * as far apart: the middle between them in the middle of the view, and the unit of the face equally
 * long.
 *
 * Returns: where all of the photo goes, px of the view; it may reach beyond
 */
graphene_rect_t
dz_sheet_photo_place (const DzPhotoAnchor *anchor,
                      double               width,
                      double               height)
{
  double unit = height / UNITS_DOWN;
  double scale;

  g_return_val_if_fail (anchor != NULL && anchor->unit > 0, GRAPHENE_RECT_INIT (0, 0, 0, 0));

  scale = unit / anchor->unit;
  return GRAPHENE_RECT_INIT ((float) (width / 2 - anchor->x * scale),
                             (float) (UNITS_ABOVE_EYES * unit - anchor->y * scale),
                             (float) (anchor->width * scale), (float) (anchor->height * scale));
}

/* Of a photo without a face all is shown. */
static graphene_rect_t
place_all (GdkTexture *texture,
           double      width,
           double      height)
{
  double scale = MIN (width / gdk_texture_get_width (texture),
                      height / gdk_texture_get_height (texture));
  double across = gdk_texture_get_width (texture) * scale;
  double down = gdk_texture_get_height (texture) * scale;

  return GRAPHENE_RECT_INIT ((float) ((width - across) / 2), (float) ((height - down) / 2),
                             (float) across, (float) down);
}

static void
dz_sheet_photo_snapshot (GtkWidget   *widget,
                         GtkSnapshot *snapshot)
{
  DzSheetPhoto *self = DZ_SHEET_PHOTO (widget);
  float width = gtk_widget_get_width (widget);
  float height = gtk_widget_get_height (widget);
  graphene_rect_t all = GRAPHENE_RECT_INIT (0, 0, width, height);
  graphene_rect_t bounds;

  gtk_snapshot_append_color (snapshot, &SURROUND, &all);
  if (self->texture == NULL)
    return;
  bounds = self->anchored ? dz_sheet_photo_place (&self->anchor, width, height)
                          : place_all (self->texture, width, height);
  gtk_snapshot_push_clip (snapshot, &all);
  gtk_snapshot_append_texture (snapshot, self->texture, &bounds);
  gtk_snapshot_pop (snapshot);
  dz_screen_time_draw (self->time);
}

static void
dz_sheet_photo_measure (GtkWidget      *widget,
                        GtkOrientation  orientation,
                        int             for_size,
                        int            *minimum,
                        int            *natural,
                        int            *minimum_baseline,
                        int            *natural_baseline)
{
  *minimum = orientation == GTK_ORIENTATION_HORIZONTAL ? MIN_WIDTH : MIN_HEIGHT;
  *natural = *minimum;
}

static void
dz_sheet_photo_size_allocate (GtkWidget *widget,
                              int        width,
                              int        height,
                              int        baseline)
{
  g_signal_emit (widget, signals[RESIZED], 0);
}

static void
dz_sheet_photo_dispose (GObject *object)
{
  g_clear_object (&DZ_SHEET_PHOTO (object)->texture);
  g_clear_object (&DZ_SHEET_PHOTO (object)->time);

  G_OBJECT_CLASS (dz_sheet_photo_parent_class)->dispose (object);
}

static void
dz_sheet_photo_class_init (DzSheetPhotoClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = dz_sheet_photo_dispose;
  widget_class->snapshot = dz_sheet_photo_snapshot;
  widget_class->measure = dz_sheet_photo_measure;
  widget_class->size_allocate = dz_sheet_photo_size_allocate;
  signals[PAINTED] = g_signal_new ("painted", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0,
                                   NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[RESIZED] = g_signal_new ("resized", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0,
                                   NULL, NULL, NULL, G_TYPE_NONE, 0);
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_PRESENTATION);
}

static void
dz_sheet_photo_init (DzSheetPhoto *self)
{
  self->time = dz_screen_time_new (GTK_WIDGET (self));
  g_signal_connect_swapped (self->time, "painted", G_CALLBACK (painted_cb), self);
}

/**
 * dz_sheet_photo_set_anchor:
 * @self: a small photo
 * @anchor: (nullable): where its face is; %NULL where nothing was measured
 */
void
dz_sheet_photo_set_anchor (DzSheetPhoto        *self,
                           const DzPhotoAnchor *anchor)
{
  g_return_if_fail (DZ_IS_SHEET_PHOTO (self));

  self->anchored = anchor != NULL;
  if (anchor != NULL)
    self->anchor = *anchor;
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

/**
 * dz_sheet_photo_set_texture:
 * @self: a small photo
 * @texture: (nullable): the photo
 *
 * Shows a photo. The first one has to be seen anew; a sharper one in its place has not.
 */
void
dz_sheet_photo_set_texture (DzSheetPhoto *self,
                            GdkTexture   *texture)
{
  g_return_if_fail (DZ_IS_SHEET_PHOTO (self));

  if (self->texture == NULL || texture == NULL)
    dz_screen_time_restart (self->time);
  g_set_object (&self->texture, texture);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

/**
 * dz_sheet_photo_is_painted:
 * @self: a small photo
 *
 * Returns: whether the photo stands on the screen
 */
gboolean
dz_sheet_photo_is_painted (DzSheetPhoto *self)
{
  g_return_val_if_fail (DZ_IS_SHEET_PHOTO (self), FALSE);
  return dz_screen_time_is_painted (self->time);
}

/**
 * dz_sheet_photo_get_shown_ms:
 * @self: a small photo
 *
 * Returns: how long the photo stands on the screen, ms; 0 where it does not
 */
guint
dz_sheet_photo_get_shown_ms (DzSheetPhoto *self)
{
  g_return_val_if_fail (DZ_IS_SHEET_PHOTO (self), 0);
  return dz_screen_time_get_ms (self->time);
}
