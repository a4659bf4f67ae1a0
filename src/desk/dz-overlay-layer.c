/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "dz-overlay-layer.h"

#include "dz-overlay-legend.h"

/* From the corner of the view, px. */
#define LEGEND_GAP 6

struct _DzOverlayLayer
{
  GtkWidget       parent_instance;

  GdkTexture     *photo;                  /* owned, nullable */
  DzMeasurement  *measurement;            /* owned, nullable: of @photo */
  GdkTexture     *painted[DZ_N_OVERLAYS]; /* owned, nullable: of @photo */
  GCancellable   *cancellable;            /* owned, nullable: while one is being painted */
  DzOverlayKind   kind;                   /* shown, as soon as it is there */
  graphene_rect_t bounds;
  int             below;                  /* what stands below the legend, px */
};

G_DEFINE_FINAL_TYPE (DzOverlayLayer, dz_overlay_layer, GTK_TYPE_WIDGET)

enum
{
  PROP_KIND = 1,
  N_PROPS
};

static GParamSpec *pspecs[N_PROPS];

enum
{
  PAINTED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

/* Of which layer, and what it wanted. */
typedef struct
{
  DzOverlayLayer *layer; /* owned */
  DzOverlayKind   kind;
} Wanted;

static void
wanted_free (Wanted *wanted)
{
  g_object_unref (wanted->layer);
  g_free (wanted);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Wanted, wanted_free)

static void
stop_painting (DzOverlayLayer *self)
{
  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
}

static void
painted_cb (GObject      *source,
            GAsyncResult *result,
            gpointer      user_data)
{
  g_autoptr(Wanted) wanted = user_data;
  DzOverlayLayer *self = wanted->layer;
  g_autoptr(GdkTexture) painted = dz_photo_overlay_paint_finish (result, NULL);

  /* Only being cancelled makes it fail, and then there is another photo, or another wish. */
  if (painted == NULL)
    return;
  g_clear_object (&self->cancellable);
  g_set_object (&self->painted[wanted->kind], painted);
  gtk_widget_queue_draw (GTK_WIDGET (self));
  g_signal_emit (self, signals[PAINTED], 0, (guint) wanted->kind);
}

static void
paint_if_wanted (DzOverlayLayer *self)
{
  Wanted *wanted;

  if (self->photo == NULL || self->kind == DZ_OVERLAY_NONE || self->painted[self->kind] != NULL
      || !dz_photo_overlay_is_possible (self->kind, self->measurement))
    return;
  stop_painting (self);
  self->cancellable = g_cancellable_new ();
  wanted = g_new (Wanted, 1);
  wanted->layer = g_object_ref (self);
  wanted->kind = self->kind;
  dz_photo_overlay_paint_async (self->kind, self->photo, self->measurement, self->cancellable,
                                painted_cb, wanted);
}

static void
forget_painted (DzOverlayLayer *self)
{
  stop_painting (self);
  for (guint kind = 0; kind < DZ_N_OVERLAYS; kind++)
    g_clear_object (&self->painted[kind]);
}

static void
dz_overlay_layer_snapshot (GtkWidget   *widget,
                           GtkSnapshot *snapshot)
{
  DzOverlayLayer *self = DZ_OVERLAY_LAYER (widget);
  float width = gtk_widget_get_width (widget);
  float height = gtk_widget_get_height (widget);
  g_autoptr(DzOverlayLegend) legend = NULL;
  cairo_t *cr;

  if (self->kind == DZ_OVERLAY_NONE || self->photo == NULL)
    return;
  if (self->painted[self->kind] != NULL)
    gtk_snapshot_append_texture (snapshot, self->painted[self->kind], &self->bounds);
  legend = dz_overlay_legend_new (gtk_widget_get_pango_context (widget), self->kind,
                                  dz_photo_overlay_is_possible (self->kind, self->measurement));
  cr = gtk_snapshot_append_cairo (snapshot, &GRAPHENE_RECT_INIT (0, 0, width, height));
  dz_overlay_legend_paint (legend, cr, LEGEND_GAP,
                           height - LEGEND_GAP - self->below
                               - dz_overlay_legend_get_height (legend));
  cairo_destroy (cr);
}

static void
dz_overlay_layer_get_property (GObject    *object,
                               guint       property_id,
                               GValue     *value,
                               GParamSpec *pspec)
{
  if (property_id == PROP_KIND)
    g_value_set_uint (value, DZ_OVERLAY_LAYER (object)->kind);
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property_id, pspec);
}

static void
dz_overlay_layer_dispose (GObject *object)
{
  DzOverlayLayer *self = DZ_OVERLAY_LAYER (object);

  forget_painted (self);
  g_clear_object (&self->photo);
  g_clear_pointer (&self->measurement, dz_measurement_free);

  G_OBJECT_CLASS (dz_overlay_layer_parent_class)->dispose (object);
}

static void
dz_overlay_layer_class_init (DzOverlayLayerClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = dz_overlay_layer_dispose;
  G_OBJECT_CLASS (klass)->get_property = dz_overlay_layer_get_property;
  widget_class->snapshot = dz_overlay_layer_snapshot;

  pspecs[PROP_KIND] = g_param_spec_uint (
      "kind", NULL, NULL, 0, DZ_N_OVERLAYS - 1, DZ_OVERLAY_NONE,
      G_PARAM_READABLE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (G_OBJECT_CLASS (klass), N_PROPS, pspecs);
  signals[PAINTED] = g_signal_new ("painted", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0,
                                   NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_UINT);
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_PRESENTATION);
}

static void
dz_overlay_layer_init (DzOverlayLayer *self)
{
  gtk_widget_set_can_target (GTK_WIDGET (self), FALSE);
}

/**
 * dz_overlay_layer_new:
 *
 * Returns: (transfer floating): a layer that shows nothing
 */
GtkWidget *
dz_overlay_layer_new (void)
{
  return g_object_new (DZ_TYPE_OVERLAY_LAYER, NULL);
}

/**
 * dz_overlay_layer_set_bounds:
 * @self: a layer
 * @bounds: where the photo stands in it
 */
void
dz_overlay_layer_set_bounds (DzOverlayLayer        *self,
                             const graphene_rect_t *bounds)
{
  g_return_if_fail (DZ_IS_OVERLAY_LAYER (self));
  g_return_if_fail (bounds != NULL);

  self->bounds = *bounds;
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

/**
 * dz_overlay_layer_set_photo:
 * @self: a layer
 * @photo: (nullable): what lies below it now
 *
 * Forgets the overlays of what lay there before.
 */
void
dz_overlay_layer_set_photo (DzOverlayLayer *self,
                            GdkTexture     *photo)
{
  g_return_if_fail (DZ_IS_OVERLAY_LAYER (self));

  if (!g_set_object (&self->photo, photo))
    return;
  forget_painted (self);
  paint_if_wanted (self);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

/**
 * dz_overlay_layer_set_numbers:
 * @self: a layer
 * @measurement: (nullable): what was measured of the photo; copied
 */
void
dz_overlay_layer_set_numbers (DzOverlayLayer      *self,
                              const DzMeasurement *measurement)
{
  g_return_if_fail (DZ_IS_OVERLAY_LAYER (self));

  g_clear_pointer (&self->measurement, dz_measurement_free);
  if (measurement != NULL)
    self->measurement = dz_measurement_copy (measurement);
  paint_if_wanted (self);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

/**
 * dz_overlay_layer_show:
 * @self: a layer
 * @kind: what to lay over the photo
 *
 * Shows it as soon as it is painted, and its legend at once.
 */
void
dz_overlay_layer_show (DzOverlayLayer *self,
                       DzOverlayKind   kind)
{
  g_return_if_fail (DZ_IS_OVERLAY_LAYER (self));
  g_return_if_fail (kind < DZ_N_OVERLAYS);

  if (self->kind == kind)
    return;
  self->kind = kind;
  paint_if_wanted (self);
  gtk_widget_queue_draw (GTK_WIDGET (self));
  g_object_notify_by_pspec (G_OBJECT (self), pspecs[PROP_KIND]);
}

/**
 * dz_overlay_layer_get_kind:
 * @self: a layer
 *
 * Returns: what lies over the photo
 */
DzOverlayKind
dz_overlay_layer_get_kind (DzOverlayLayer *self)
{
  g_return_val_if_fail (DZ_IS_OVERLAY_LAYER (self), DZ_OVERLAY_NONE);
  return self->kind;
}

/**
 * dz_overlay_layer_get_painted:
 * @self: a layer
 * @kind: an overlay
 *
 * Returns: (transfer none) (nullable): it, once it was painted for this photo
 */
GdkTexture *
dz_overlay_layer_get_painted (DzOverlayLayer *self,
                              DzOverlayKind   kind)
{
  g_return_val_if_fail (DZ_IS_OVERLAY_LAYER (self) && kind < DZ_N_OVERLAYS, NULL);
  return self->painted[kind];
}

/**
 * dz_overlay_layer_set_below:
 * @self: a layer
 * @below: height of what stands in the corner below the legend, px; 0 for nothing
 *
 * Lets the legend stand higher.
 */
void
dz_overlay_layer_set_below (DzOverlayLayer *self,
                            int             below)
{
  g_return_if_fail (DZ_IS_OVERLAY_LAYER (self));
  g_return_if_fail (below >= 0);

  if (self->below == below)
    return;
  self->below = below;
  gtk_widget_queue_draw (GTK_WIDGET (self));
}
