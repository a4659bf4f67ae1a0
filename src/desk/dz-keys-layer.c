/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "dz-keys-layer.h"

#include <math.h>

#include <glib/gi18n.h>

#include "dz-key-badge.h"
#include "dz-shortcuts.h"
#include "dz-widget.h"

#define TOLD_DATA "dz-keys"
#define SHOWN_CLASS "dz-key-shown"

/* A list of more rows gets another column, as long as the first. */
#define N_ROWS_MAX 16

/* What is told at a part of the window stands in one row, so that it covers little. */
#define N_ROWS_TOLD 1

/* Between the list of the rest and what is told at the window's edges, in logical pixels. */
#define REST_GAP 3

/* With less than this part of the height the list could not be read: better over a hint. */
#define BAND_PART 4

/**
 * Hint:
 * @child: what is shown, a child of the layer
 * @anchor: (unowned): what it belongs to
 * @inside: whether it lies in the middle of @anchor, else at its upper edge
 * @rest: whether it lists what is told nowhere else
 */
typedef struct
{
  GtkWidget *child;
  GtkWidget *anchor;
  gboolean   inside;
  gboolean   rest;
} Hint;

struct _DzKeysLayer
{
  GtkWidget   parent_instance;

  DzKeymap   *keymap; /* owned */
  GArray     *hints;  /* owned, of Hint */
  GPtrArray  *badges; /* owned, (element-type DzKeyBadge): in colour */
  GHashTable *shown;  /* owned, set of DzKeyAction: while it is filled */
  DzKeyPlaces place;
};

G_DEFINE_FINAL_TYPE (DzKeysLayer, dz_keys_layer, GTK_TYPE_WIDGET)

/* What is a supervisor's stands before nobody else. */
static gboolean
is_off (DzKeysLayer *self,
        const char  *name)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));
  const char *bare = g_str_has_prefix (name, "win.") ? name + strlen ("win.") : NULL;

  return bare != NULL && G_IS_ACTION_GROUP (root)
         && g_action_group_has_action (G_ACTION_GROUP (root), bare)
         && !g_action_group_get_action_enabled (G_ACTION_GROUP (root), bare);
}

static gboolean
has_keys (DzKeysLayer       *self,
          const DzKeyAction *action)
{
  guint n_keys;

  dz_keymap_get_keys (self->keymap, action, &n_keys);
  return n_keys > 0 && (action->places & self->place) != 0 && !is_off (self, action->action);
}

static void
add_hint (DzKeysLayer *self,
          GtkWidget   *child,
          GtkWidget   *anchor,
          gboolean     inside)
{
  Hint hint = { child, anchor, inside, FALSE };

  gtk_widget_add_css_class (child, inside ? "dz-keys-card" : "dz-keys-hint");
  gtk_widget_set_parent (child, GTK_WIDGET (self));
  g_array_append_val (self->hints, hint);
}

/* ---- lists ---- */

static void
attach_row (DzKeysLayer       *self,
            GtkGrid           *grid,
            const DzKeyAction *action,
            int                position,
            int                n_rows)
{
  GtkWidget *keys = dz_shortcuts_new_keys (self->keymap, action);
  GtkWidget *title = gtk_label_new (_(action->title));
  int column = 2 * (position / n_rows);
  int row = position % n_rows;

  gtk_label_set_xalign (GTK_LABEL (title), 0);
  gtk_widget_set_margin_end (title, 12);
  gtk_grid_attach (grid, keys, column, row, 1, 1);
  gtk_grid_attach (grid, title, column + 1, row, 1, 1);
  g_hash_table_add (self->shown, (gpointer) action);
}

static void
add_list (DzKeysLayer *self,
          GtkWidget   *anchor,
          GPtrArray   *actions,
          int          n_rows)
{
  GtkWidget *grid;

  if (actions->len == 0)
    return;
  grid = gtk_grid_new ();
  gtk_grid_set_row_spacing (GTK_GRID (grid), 6);
  gtk_grid_set_column_spacing (GTK_GRID (grid), 9);
  for (guint i = 0; i < actions->len; i++)
    attach_row (self, GTK_GRID (grid), g_ptr_array_index (actions, i), (int) i,
                n_rows);
  add_hint (self, grid, anchor, TRUE);
}

static void
add_key (DzKeysLayer       *self,
         const DzKeyAction *action,
         GtkWidget         *anchor)
{
  g_autofree char *label = dz_keymap_dup_label (self->keymap, action);

  g_hash_table_add (self->shown, (gpointer) action);
  add_hint (self, gtk_label_new (label), anchor, FALSE);
}

static void
add_told (DzKeysLayer *self,
          GtkWidget   *anchor,
          const char  *told)
{
  g_auto(GStrv) names = g_strsplit (told, " ", -1);
  g_autoptr(GPtrArray) actions = g_ptr_array_new ();

  for (guint i = 0; names[i] != NULL; i++)
    {
      const DzKeyAction *action = dz_key_table_find (names[i]);

      if (action != NULL && has_keys (self, action))
        g_ptr_array_add (actions, (gpointer) action);
    }
  if (actions->len == 1)
    add_key (self, g_ptr_array_index (actions, 0), anchor);
  else
    add_list (self, anchor, actions, N_ROWS_TOLD);
}

static void
add_rest (DzKeysLayer *self,
          GtkWidget   *anchor)
{
  g_autoptr(GPtrArray) rest = g_ptr_array_new ();
  guint n_columns;
  guint n_actions;
  const DzKeyAction *actions = dz_key_table_get (&n_actions);

  for (guint i = 0; i < n_actions; i++)
    if (has_keys (self, &actions[i]) && !g_hash_table_contains (self->shown, &actions[i]))
      g_ptr_array_add (rest, (gpointer) &actions[i]);
  n_columns = (rest->len + N_ROWS_MAX - 1) / N_ROWS_MAX;
  if (n_columns == 0)
    return;
  add_list (self, anchor, rest, (int) ((rest->len + n_columns - 1) / n_columns));
  g_array_index (self->hints, Hint, self->hints->len - 1).rest = TRUE;
  /* Below what is told where it acts. */
  gtk_widget_insert_after (gtk_widget_get_last_child (GTK_WIDGET (self)), GTK_WIDGET (self), NULL);
}

/* ---- buttons ---- */

static gboolean
does (const DzKeyAction *action,
      const char        *name,
      GVariant          *target)
{
  g_autofree char *own_name = NULL;
  g_autoptr(GVariant) own_target = NULL;

  if (!g_action_parse_detailed_name (action->action, &own_name, &own_target, NULL)
      || !g_str_equal (own_name, name) || (target == NULL) != (own_target == NULL))
    return FALSE;
  return target == NULL || g_variant_equal (target, own_target);
}

static const DzKeyAction *
find_action_of (GtkActionable *button)
{
  const char *name = gtk_actionable_get_action_name (button);
  GVariant *target = gtk_actionable_get_action_target_value (button);
  guint n_actions;
  const DzKeyAction *actions = dz_key_table_get (&n_actions);

  for (guint i = 0; name != NULL && i < n_actions; i++)
    if (does (&actions[i], name, target))
      return &actions[i];
  return NULL;
}

static gboolean
has_badge (GtkWidget *widget)
{
  GtkWidget *child = gtk_widget_get_first_child (widget);

  if (DZ_IS_KEY_BADGE (widget))
    return TRUE;
  for (; child != NULL; child = gtk_widget_get_next_sibling (child))
    if (has_badge (child))
      return TRUE;
  return FALSE;
}

/* A button that has its key on it needs no other. */
static void
add_button (DzKeysLayer   *self,
            GtkActionable *button)
{
  const DzKeyAction *action = find_action_of (button);

  if (action == NULL || !has_keys (self, action))
    return;
  if (has_badge (GTK_WIDGET (button)))
    g_hash_table_add (self->shown, (gpointer) action);
  else
    add_key (self, action, GTK_WIDGET (button));
}

static void
colour_badge (DzKeysLayer *self,
              GtkWidget   *badge)
{
  g_autofree char *name = NULL;
  const DzKeyAction *action;

  g_object_get (badge, "action", &name, NULL);
  action = name != NULL ? dz_key_table_find (name) : NULL;
  if (action == NULL || !has_keys (self, action))
    return;
  g_hash_table_add (self->shown, (gpointer) action);
  gtk_widget_add_css_class (badge, SHOWN_CLASS);
  g_ptr_array_add (self->badges, g_object_ref (badge));
}

/* What the rest is told at comes last, when it is known what is told elsewhere. */
static void
fill (DzKeysLayer  *self,
      GtkWidget    *widget,
      GtkWidget   **rest)
{
  const char *told = g_object_get_data (G_OBJECT (widget), TOLD_DATA);
  GtkWidget *child = gtk_widget_get_first_child (widget);

  if (widget == GTK_WIDGET (self) || !gtk_widget_get_mapped (widget))
    return;
  if (g_strcmp0 (told, DZ_KEYS_LAYER_REST) == 0)
    *rest = widget;
  else if (told != NULL)
    add_told (self, widget, told);
  if (DZ_IS_KEY_BADGE (widget))
    colour_badge (self, widget);
  if (GTK_IS_ACTIONABLE (widget))
    add_button (self, GTK_ACTIONABLE (widget));
  for (; child != NULL; child = gtk_widget_get_next_sibling (child))
    fill (self, child, rest);
}

/* ---- the widget ---- */

static void
dz_keys_layer_measure (GtkWidget      *widget,
                       GtkOrientation  orientation,
                       int             for_size,
                       int            *minimum,
                       int            *natural,
                       int            *minimum_baseline,
                       int            *natural_baseline)
{
  *minimum = *natural = 0;
}

/* Rows of the window, in logical pixels. */
typedef struct
{
  int top;
  int bottom;
} Band;

/* Where the list of the rest hides nothing that is told at the window's upper or lower edge. */
static Band
find_free_band (DzKeysLayer *self,
                int          height)
{
  Band band = { 0, height };

  for (guint i = 0; i < self->hints->len; i++)
    {
      const Hint *hint = &g_array_index (self->hints, Hint, i);
      graphene_rect_t bounds;
      int top;
      int bottom;

      if (hint->rest || !gtk_widget_compute_bounds (hint->child, GTK_WIDGET (self), &bounds))
        continue;
      top = (int) bounds.origin.y;
      bottom = top + (int) bounds.size.height;
      if (top + bottom < height / 2)
        band.top = MAX (band.top, bottom + REST_GAP);
      else if (top + bottom > 3 * height / 2)
        band.bottom = MIN (band.bottom, top - REST_GAP);
    }
  return band.bottom - band.top > height / BAND_PART ? band : (Band) { 0, height };
}

/* In the middle of the anchor, or over its upper edge, and never outside of @band. What is larger
 * than that is made smaller, as a list can be with large text. */
static void
place_hint (DzKeysLayer *self,
            const Hint  *hint,
            int          width,
            Band         band)
{
  graphene_rect_t bounds;
  graphene_point_t at;
  GtkRequisition size;
  float height = (float) (band.bottom - band.top);
  float scale;

  if (!gtk_widget_get_mapped (hint->anchor)
      || !gtk_widget_compute_bounds (hint->anchor, GTK_WIDGET (self), &bounds))
    graphene_rect_init (&bounds, 0, 0, (float) width, (float) band.bottom);
  gtk_widget_get_preferred_size (hint->child, NULL, &size);
  scale = MIN (1, MIN ((float) width / (float) size.width, height / (float) size.height));
  at.x = bounds.origin.x + (bounds.size.width - scale * (float) size.width) / 2;
  at.y = hint->inside ? bounds.origin.y + (bounds.size.height - scale * (float) size.height) / 2
                      : bounds.origin.y - scale * (float) size.height / 2;
  at.x = floorf (CLAMP (at.x, 0, (float) width - scale * (float) size.width));
  at.y = floorf (CLAMP (at.y, (float) band.top,
                        (float) band.bottom - scale * (float) size.height));
  gtk_widget_allocate (hint->child, size.width, size.height, -1,
                       gsk_transform_scale (gsk_transform_translate (NULL, &at), scale, scale));
}

static void
dz_keys_layer_size_allocate (GtkWidget *widget,
                             int        width,
                             int        height,
                             int        baseline)
{
  DzKeysLayer *self = DZ_KEYS_LAYER (widget);

  const Band whole = { 0, height };

  for (guint i = 0; i < self->hints->len; i++)
    {
      const Hint *hint = &g_array_index (self->hints, Hint, i);

      /* It comes last, when the others have their places. */
      place_hint (self, hint, width, hint->rest ? find_free_band (self, height) : whole);
    }
}

static void
dz_keys_layer_dispose (GObject *object)
{
  DzKeysLayer *self = DZ_KEYS_LAYER (object);

  g_array_set_size (self->hints, 0);
  g_ptr_array_set_size (self->badges, 0);
  dz_widget_drop_children (GTK_WIDGET (self));
  g_clear_object (&self->keymap);

  G_OBJECT_CLASS (dz_keys_layer_parent_class)->dispose (object);
}

static void
dz_keys_layer_finalize (GObject *object)
{
  DzKeysLayer *self = DZ_KEYS_LAYER (object);

  g_array_unref (self->hints);
  g_ptr_array_unref (self->badges);
  g_hash_table_unref (self->shown);

  G_OBJECT_CLASS (dz_keys_layer_parent_class)->finalize (object);
}

static void
dz_keys_layer_class_init (DzKeysLayerClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = dz_keys_layer_dispose;
  G_OBJECT_CLASS (klass)->finalize = dz_keys_layer_finalize;
  widget_class->measure = dz_keys_layer_measure;
  widget_class->size_allocate = dz_keys_layer_size_allocate;
}

static void
dz_keys_layer_init (DzKeysLayer *self)
{
  self->hints = g_array_new (FALSE, FALSE, sizeof (Hint));
  self->badges = g_ptr_array_new_with_free_func (g_object_unref);
  self->shown = g_hash_table_new (NULL, NULL);
  gtk_widget_set_can_target (GTK_WIDGET (self), FALSE);
  gtk_widget_set_visible (GTK_WIDGET (self), FALSE);
}

/**
 * dz_keys_layer_new:
 * @keymap: which key does what
 *
 * Returns: (transfer floating): a layer that shows nothing yet
 */
GtkWidget *
dz_keys_layer_new (DzKeymap *keymap)
{
  DzKeysLayer *self;

  g_return_val_if_fail (DZ_IS_KEYMAP (keymap), NULL);

  self = g_object_new (DZ_TYPE_KEYS_LAYER, NULL);
  self->keymap = g_object_ref (keymap);
  return GTK_WIDGET (self);
}

/**
 * dz_keys_layer_open:
 * @self: a layer in a window
 * @place: where the reviewer is: one place
 *
 * Shows the keys that act there.
 */
void
dz_keys_layer_open (DzKeysLayer *self,
                    DzKeyPlaces  place)
{
  GtkWidget *root;
  GtkWidget *rest = NULL;

  g_return_if_fail (DZ_IS_KEYS_LAYER (self));

  dz_keys_layer_close (self);
  root = GTK_WIDGET (gtk_widget_get_root (GTK_WIDGET (self)));
  if (root == NULL)
    return;
  self->place = place;
  fill (self, root, &rest);
  if (rest != NULL)
    add_rest (self, rest);
  gtk_widget_set_visible (GTK_WIDGET (self), TRUE);
}

/**
 * dz_keys_layer_close:
 * @self: a layer
 *
 * Shows no keys. Nothing happens where it shows none.
 */
void
dz_keys_layer_close (DzKeysLayer *self)
{
  g_return_if_fail (DZ_IS_KEYS_LAYER (self));

  for (guint i = 0; i < self->badges->len; i++)
    gtk_widget_remove_css_class (g_ptr_array_index (self->badges, i), SHOWN_CLASS);
  g_ptr_array_set_size (self->badges, 0);
  gtk_widget_set_visible (GTK_WIDGET (self), FALSE);
  g_array_set_size (self->hints, 0);
  g_hash_table_remove_all (self->shown);
  dz_widget_drop_children (GTK_WIDGET (self));
}

/**
 * dz_keys_layer_tell:
 * @widget: a part of the window
 * @actions: detailed action names, separated by spaces, or %DZ_KEYS_LAYER_REST
 *
 * Has the keys of these actions told over @widget, for they act on it and no button does.
 */
void
dz_keys_layer_tell (GtkWidget  *widget,
                    const char *actions)
{
  g_return_if_fail (GTK_IS_WIDGET (widget));
  g_return_if_fail (actions != NULL);

  g_object_set_data_full (G_OBJECT (widget), TOLD_DATA, g_strdup (actions), g_free);
}
