/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "dz-side-fold.h"

#include "dz-widget.h"

/* Of the side, where the window is wide enough for it, and of the other, before the side gets so
 * much; in logical pixels. */
#define SIDE_WIDTH 480
#define CONTENT_WIDTH 460

/* Around the button. */
#define MARGIN 6

struct _DzSideFold
{
  GtkWidget  parent_instance;

  GtkWidget *content;  /* unowned, child */
  GtkWidget *side;     /* unowned, child */
  GtkWidget *toggle;   /* unowned, child */
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

/* The side may be as narrow as it can before it folds. */
static int
choose_side_width (DzSideFold *self,
                   int         width)
{
  int minimum = measure_minimum (self->side, GTK_ORIENTATION_HORIZONTAL, -1);

  return MAX (minimum, MIN (SIDE_WIDTH, width - CONTENT_WIDTH));
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
    *natural = measure_natural (self->content, orientation) + MAX (side, SIDE_WIDTH);
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

  gtk_widget_allocate (self->content, width, height, -1, NULL);
  if (is_shown (self))
    gtk_widget_size_allocate (self->side, &(GtkAllocation) { width - side, 0, side,
                                                             MAX (0, height - below) }, -1);
}

static void
allocate_beside (DzSideFold *self,
                 int         width,
                 int         height)
{
  int side = is_shown (self) ? choose_side_width (self, width) : 0;

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
  g_object_class_install_properties (object_class, N_PROPS, pspecs);
}

static void
dz_side_fold_init (DzSideFold *self)
{
  self->beside = TRUE;
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
