/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "dz-side-fold.h"

#include "dz-side-handle.h"
#include "dz-widget.h"

/* Of the side, where the window is wide enough for it, and of the other, before the side gets so
 * much; in logical pixels. With large text the side wants more, but never more than half. */
#define SIDE_WIDTH 480
#define CONTENT_WIDTH 460
#define UNSCALED_DPI (96 * 1024)

/* Around the button. */
#define MARGIN 6

/* What can be dragged of the line between them. */
#define HANDLE_WIDTH 8

struct _DzSideFold
{
  GtkWidget  parent_instance;

  GtkWidget *content;  /* unowned, child */
  GtkWidget *side;     /* unowned, child */
  GtkWidget *toggle;   /* unowned, child */
  GtkWidget *handle;   /* unowned, child */
  int        width;    /* of the side, as it was dragged; 0 for the usual one */
  gboolean   beside;   /* wanted where it has room */
  gboolean   over;     /* wanted where it has none */
  gboolean   pinned;   /* wanted wherever */
  gboolean   folded;   /* it has no room */
};

G_DEFINE_FINAL_TYPE (DzSideFold, dz_side_fold, GTK_TYPE_WIDGET)

enum
{
  PROP_CONTENT = 1,
  PROP_SIDE,
  PROP_TOGGLE,
  PROP_BESIDE,
  PROP_SIDE_SHOWN,
  PROP_PINNED,
  PROP_SIDE_WIDTH,
  N_PROPS
};

static GParamSpec *pspecs[N_PROPS];

static int
measure_minimum (GtkWidget      *widget,
                 GtkOrientation  orientation,
                 int             for_size)
{
  int minimum = 0;

  if (widget != NULL)
    gtk_widget_measure (widget, orientation, for_size, &minimum, NULL, NULL, NULL);
  return minimum;
}

static int
measure_natural (GtkWidget      *widget,
                 GtkOrientation  orientation)
{
  int natural = 0;

  if (widget != NULL)
    gtk_widget_measure (widget, orientation, -1, NULL, &natural, NULL, NULL);
  return natural;
}

/* The text's, against the common one. */
static double
get_text_scale (DzSideFold *self)
{
  int dpi;

  g_object_get (gtk_widget_get_settings (GTK_WIDGET (self)), "gtk-xft-dpi", &dpi, NULL);
  return dpi > 0 ? MAX (1, (double) dpi / UNSCALED_DPI) : 1;
}

static int
get_wanted_width (DzSideFold *self)
{
  return self->width > 0 ? self->width : (int) (SIDE_WIDTH * get_text_scale (self));
}

/* The side may be as narrow as it can before it folds, and as wide as it was dragged. */
static int
choose_side_width (DzSideFold *self,
                   int         width)
{
  int minimum = measure_minimum (self->side, GTK_ORIENTATION_HORIZONTAL, -1);
  int content = self->width > 0
                  ? measure_minimum (self->content, GTK_ORIENTATION_HORIZONTAL, -1)
                  : MAX (CONTENT_WIDTH, width / 2);

  return MAX (minimum, MIN (get_wanted_width (self), width - content));
}

static void
dz_side_fold_measure (GtkWidget      *widget,
                      GtkOrientation  orientation,
                      int             for_size,
                      int            *minimum,
                      int            *natural,
                      int            *minimum_baseline,
                      int            *natural_baseline)
{
  DzSideFold *self = DZ_SIDE_FOLD (widget);
  int content = measure_minimum (self->content, orientation, -1);
  int side = measure_minimum (self->side, orientation, -1);

  *minimum = MAX (content, side);
  if (orientation == GTK_ORIENTATION_HORIZONTAL)
    *natural = measure_natural (self->content, orientation) + MAX (side, get_wanted_width (self));
  else
    *natural = MAX (*minimum, measure_natural (self->content, orientation));
}

static gboolean
is_shown (DzSideFold *self)
{
  return self->pinned || (self->folded ? self->over : self->beside);
}

/* The button stands over the corner of the content, or below what lies over the content; returns
 * how much room it takes there. */
static int
allocate_toggle (DzSideFold *self,
                 int         height)
{
  GtkRequisition size;
  GtkAllocation place;
  gboolean shown = !self->pinned && (self->folded || !self->beside);

  gtk_widget_set_child_visible (self->toggle, shown);
  if (!shown)
    return 0;
  gtk_widget_get_preferred_size (self->toggle, NULL, &size);
  place = (GtkAllocation) { MARGIN, MAX (0, height - size.height - MARGIN), size.width,
                            size.height };
  gtk_widget_size_allocate (self->toggle, &place, -1);
  return size.height + 2 * MARGIN;
}

static void
allocate_folded (DzSideFold *self,
                 int         width,
                 int         height)
{
  int below = allocate_toggle (self, height);
  int side = MIN (width, choose_side_width (self, G_MAXINT));

  gtk_widget_set_child_visible (self->handle, FALSE);
  gtk_widget_allocate (self->content, width, height, -1, NULL);
  if (is_shown (self))
    gtk_widget_size_allocate (self->side, &(GtkAllocation) { width - side, 0, side,
                                                             MAX (0, height - below) }, -1);
}

/* Over both, so that neither loses room to it. */
static void
allocate_handle (DzSideFold *self,
                 int         width,
                 int         height,
                 int         side)
{
  int content = measure_minimum (self->content, GTK_ORIENTATION_HORIZONTAL, -1);

  gtk_widget_set_child_visible (self->handle, side > 0);
  if (side == 0)
    return;
  gtk_widget_measure (self->handle, GTK_ORIENTATION_HORIZONTAL, -1, NULL, NULL, NULL, NULL);
  gtk_widget_size_allocate (self->handle,
                            &(GtkAllocation) { width - side - HANDLE_WIDTH / 2, 0, HANDLE_WIDTH,
                                               height }, -1);
  dz_side_handle_set_width (DZ_SIDE_HANDLE (self->handle), side,
                            measure_minimum (self->side, GTK_ORIENTATION_HORIZONTAL, -1),
                            width - content);
}

static void
allocate_beside (DzSideFold *self,
                 int         width,
                 int         height)
{
  int side = is_shown (self) ? choose_side_width (self, width) : 0;

  allocate_handle (self, width, height, side);

  gtk_widget_allocate (self->content, width - side, height, -1, NULL);
  if (side > 0)
    gtk_widget_size_allocate (self->side, &(GtkAllocation) { width - side, 0, side, height }, -1);
  allocate_toggle (self, height);
}

static void
dz_side_fold_size_allocate (GtkWidget *widget,
                            int        width,
                            int        height,
                            int        baseline)
{
  DzSideFold *self = DZ_SIDE_FOLD (widget);
  gboolean shown = is_shown (self);

  self->folded = width < measure_minimum (self->content, GTK_ORIENTATION_HORIZONTAL, -1)
                           + measure_minimum (self->side, GTK_ORIENTATION_HORIZONTAL, -1);
  if (!self->folded)
    self->over = FALSE;
  gtk_widget_set_child_visible (self->side, is_shown (self));
  if (self->folded)
    allocate_folded (self, width, height);
  else
    allocate_beside (self, width, height);
  if (shown != is_shown (self))
    g_object_notify_by_pspec (G_OBJECT (self), pspecs[PROP_SIDE_SHOWN]);
}

/* Those that are painted later lie over the others. */
static void
take_child (DzSideFold  *self,
            GtkWidget  **place,
            GtkWidget   *child)
{
  GtkWidget *above = place == &self->content ? self->side : NULL;

  g_return_if_fail (*place == NULL && child != NULL);

  *place = child;
  if (above == NULL && place != &self->toggle)
    above = self->toggle;
  if (above == NULL)
    above = self->handle;
  gtk_widget_insert_before (child, GTK_WIDGET (self), above);
}

/* What somebody chooses is kept for the place in which it was chosen. */
static void
set_wanted (DzSideFold *self,
            gboolean   *wanted,
            gboolean    value)
{
  gboolean shown = is_shown (self);

  if (*wanted == value)
    return;
  *wanted = value;
  gtk_widget_queue_allocate (GTK_WIDGET (self));
  if (wanted == &self->beside)
    g_object_notify_by_pspec (G_OBJECT (self), pspecs[PROP_BESIDE]);
  if (shown != is_shown (self))
    g_object_notify_by_pspec (G_OBJECT (self), pspecs[PROP_SIDE_SHOWN]);
}

static void
set_side_width (DzSideFold *self,
                int         width)
{
  if (self->width == width)
    return;
  self->width = width;
  gtk_widget_queue_allocate (GTK_WIDGET (self));
  g_object_notify_by_pspec (G_OBJECT (self), pspecs[PROP_SIDE_WIDTH]);
}

/* Nothing is remembered that the window has no room for now. */
static void
drag_to (DzSideFold *self,
         int         side)
{
  int width = gtk_widget_get_width (GTK_WIDGET (self));
  int content = measure_minimum (self->content, GTK_ORIENTATION_HORIZONTAL, -1);
  int minimum = measure_minimum (self->side, GTK_ORIENTATION_HORIZONTAL, -1);

  set_side_width (self, MAX (minimum, MIN (side, width - content)));
}

static void
dragged_cb (DzSideFold *self,
            double      x)
{
  drag_to (self, gtk_widget_get_width (GTK_WIDGET (self)) - (int) x);
}

static void
stepped_cb (DzSideFold *self,
            int         pixels)
{
  drag_to (self, gtk_widget_get_width (self->side) - pixels);
}

static void
reset_cb (DzSideFold *self)
{
  set_side_width (self, 0);
}

static void
dz_side_fold_get_property (GObject    *object,
                           guint       property_id,
                           GValue     *value,
                           GParamSpec *pspec)
{
  DzSideFold *self = DZ_SIDE_FOLD (object);

  if (property_id == PROP_BESIDE)
    g_value_set_boolean (value, self->beside);
  else if (property_id == PROP_SIDE_SHOWN)
    g_value_set_boolean (value, is_shown (self));
  else if (property_id == PROP_PINNED)
    g_value_set_boolean (value, self->pinned);
  else if (property_id == PROP_SIDE_WIDTH)
    g_value_set_int (value, self->width);
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property_id, pspec);
}

static void
dz_side_fold_set_property (GObject      *object,
                           guint         property_id,
                           const GValue *value,
                           GParamSpec   *pspec)
{
  DzSideFold *self = DZ_SIDE_FOLD (object);

  if (property_id == PROP_CONTENT)
    take_child (self, &self->content, g_value_get_object (value));
  else if (property_id == PROP_SIDE)
    take_child (self, &self->side, g_value_get_object (value));
  else if (property_id == PROP_TOGGLE)
    take_child (self, &self->toggle, g_value_get_object (value));
  else if (property_id == PROP_BESIDE)
    set_wanted (self, &self->beside, g_value_get_boolean (value));
  else if (property_id == PROP_SIDE_SHOWN)
    dz_side_fold_set_side_shown (self, g_value_get_boolean (value));
  else if (property_id == PROP_PINNED)
    dz_side_fold_set_pinned (self, g_value_get_boolean (value));
  else if (property_id == PROP_SIDE_WIDTH)
    set_side_width (self, g_value_get_int (value));
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property_id, pspec);
}

static void
dz_side_fold_dispose (GObject *object)
{
  dz_widget_drop_children (GTK_WIDGET (object));

  G_OBJECT_CLASS (dz_side_fold_parent_class)->dispose (object);
}

static GParamSpec *
new_child (const char *name)
{
  return g_param_spec_object (name, NULL, NULL, GTK_TYPE_WIDGET,
                              G_PARAM_WRITABLE | G_PARAM_STATIC_STRINGS);
}

static GParamSpec *
new_switch (const char *name,
            gboolean    at_first)
{
  return g_param_spec_boolean (name, NULL, NULL, at_first,
                               G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY
                                 | G_PARAM_STATIC_STRINGS);
}

static void
dz_side_fold_class_init (DzSideFoldClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->get_property = dz_side_fold_get_property;
  object_class->set_property = dz_side_fold_set_property;
  object_class->dispose = dz_side_fold_dispose;
  widget_class->measure = dz_side_fold_measure;
  widget_class->size_allocate = dz_side_fold_size_allocate;

  pspecs[PROP_CONTENT] = new_child ("content");
  pspecs[PROP_SIDE] = new_child ("side");
  pspecs[PROP_TOGGLE] = new_child ("toggle");
  pspecs[PROP_BESIDE] = new_switch ("beside", TRUE);
  pspecs[PROP_SIDE_SHOWN] = new_switch ("side-shown", TRUE);
  pspecs[PROP_PINNED] = new_switch ("pinned", FALSE);
  pspecs[PROP_SIDE_WIDTH] = g_param_spec_int ("side-width", NULL, NULL, 0, G_MAXINT, 0,
                                              G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY
                                                | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, pspecs);
}

static void
dz_side_fold_init (DzSideFold *self)
{
  self->beside = TRUE;
  self->handle = dz_side_handle_new ();
  gtk_widget_set_parent (self->handle, GTK_WIDGET (self));
  g_signal_connect_object (self->handle, "dragged", G_CALLBACK (dragged_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->handle, "stepped", G_CALLBACK (stepped_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->handle, "reset", G_CALLBACK (reset_cb), self, G_CONNECT_SWAPPED);
}

/**
 * dz_side_fold_is_folded:
 * @self: a fold
 *
 * Returns: whether content and side have no room beside each other
 */
gboolean
dz_side_fold_is_folded (DzSideFold *self)
{
  g_return_val_if_fail (DZ_IS_SIDE_FOLD (self), FALSE);
  return self->folded;
}

/**
 * dz_side_fold_get_side_shown:
 * @self: a fold
 *
 * Returns: whether the side is shown now
 */
gboolean
dz_side_fold_get_side_shown (DzSideFold *self)
{
  g_return_val_if_fail (DZ_IS_SIDE_FOLD (self), FALSE);
  return is_shown (self);
}

/**
 * dz_side_fold_set_side_shown:
 * @self: a fold
 * @shown: whether the side is wanted, at the width that there is
 */
void
dz_side_fold_set_side_shown (DzSideFold *self,
                             gboolean    shown)
{
  g_return_if_fail (DZ_IS_SIDE_FOLD (self));

  set_wanted (self, self->folded ? &self->over : &self->beside, shown);
}

/**
 * dz_side_fold_set_pinned:
 * @self: a fold
 * @pinned: whether the side is shown whatever was chosen: somebody works in it
 */
void
dz_side_fold_set_pinned (DzSideFold *self,
                         gboolean    pinned)
{
  gboolean shown;

  g_return_if_fail (DZ_IS_SIDE_FOLD (self));

  shown = is_shown (self);
  if (self->pinned == pinned)
    return;
  self->pinned = pinned;
  gtk_widget_queue_allocate (GTK_WIDGET (self));
  g_object_notify_by_pspec (G_OBJECT (self), pspecs[PROP_PINNED]);
  if (shown != is_shown (self))
    g_object_notify_by_pspec (G_OBJECT (self), pspecs[PROP_SIDE_SHOWN]);
}
