/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "dz-sheet-grid.h"

#include "dz-judging.h"
#include "dz-sheet.h"
#include "dz-widget.h"

#define N_COLUMNS 6
#define N_ROWS 4

G_STATIC_ASSERT (N_COLUMNS * N_ROWS == DZ_SHEET_PHOTOS_MAX);

#define SPACING 3

/* A photo with more around the face than the limits want is drawn larger than its place, of which
 * it fills only a part; twice as many pixels keep it sharp. */
#define SHARPNESS 2

struct _DzSheetGrid
{
  GtkWidget       parent_instance;

  GtkGrid        *grid;     /* unowned, child */
  DzSheetCell    *cells[DZ_SHEET_PHOTOS_MAX]; /* unowned, in @grid */
  DzJudging      *judging;  /* owned: of one photo after the other */
  DzTextureCache *textures; /* owned, nullable */
  guint           n_items;
  guint           current;  /* the cell that has the keyboard */
  gboolean        locked;   /* nothing can be pulled out or put back */
};

G_DEFINE_FINAL_TYPE (DzSheetGrid, dz_sheet_grid, GTK_TYPE_WIDGET)

enum
{
  CHANGED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static void
emit_changed (DzSheetGrid *self)
{
  g_signal_emit (self, signals[CHANGED], 0);
}

static guint
count_marked (DzSheetGrid *self,
              DzSheetMark  mark)
{
  guint n = 0;

  for (guint i = 0; i < self->n_items; i++)
    n += dz_sheet_cell_get_mark (self->cells[i]) == mark;
  return n;
}

static void
painted_cb (DzSheetGrid *self)
{
  if (dz_sheet_grid_count_painted (self) == dz_sheet_grid_count_shown (self))
    g_debug ("sheet seen");
  emit_changed (self);
}

/* Where there is no photo, it is asked for again. */
static void
toggle (DzSheetGrid *self,
        DzSheetCell *cell)
{
  DzSheetMark mark = dz_sheet_cell_get_mark (cell);

  if (self->locked || dz_sheet_cell_get_item (cell) == NULL)
    return;
  if (mark == DZ_SHEET_MARK_UNSHOWN)
    {
      dz_texture_cache_retry (self->textures);
      return;
    }
  dz_sheet_cell_set_pulled (cell, mark == DZ_SHEET_MARK_KEPT);
  g_debug ("sheet keeps %u", count_marked (self, DZ_SHEET_MARK_KEPT));
  emit_changed (self);
}

static void
go_to (DzSheetGrid *self,
       guint        position)
{
  self->current = position;
  gtk_widget_grab_focus (GTK_WIDGET (self->cells[position]));
}

static void
clicked_cb (DzSheetGrid *self,
            DzSheetCell *cell)
{
  for (guint i = 0; i < self->n_items; i++)
    if (self->cells[i] == cell)
      go_to (self, i);
  toggle (self, cell);
}

/* Tab goes through the cells, too. */
static void
focus_cb (DzSheetGrid *self)
{
  GtkWidget *focus = gtk_widget_get_focus_child (GTK_WIDGET (self->grid));

  for (guint i = 0; focus != NULL && i < self->n_items; i++)
    if (GTK_WIDGET (self->cells[i]) == focus)
      self->current = i;
}

/* A photo that cannot be seen cannot be approved with the others; one that comes after all can,
 * once the sheet has stood long enough with it. */
static void
take_texture (DzSheetGrid *self,
              DzSheetCell *cell)
{
  const char *id = dz_queue_item_get_id (dz_sheet_cell_get_item (cell));
  GdkTexture *texture = dz_texture_cache_get (self->textures, id);

  if (texture != NULL)
    {
      dz_sheet_photo_set_texture (dz_sheet_cell_get_photo (cell), texture);
      dz_sheet_cell_set_missing (cell, FALSE);
    }
  else if (dz_texture_cache_get_error (self->textures, id) != NULL)
    dz_sheet_cell_set_missing (cell, TRUE);
}

static void
texture_changed_cb (DzSheetGrid *self,
                    const char  *submission)
{
  for (guint i = 0; i < self->n_items; i++)
    if (g_str_equal (dz_queue_item_get_id (dz_sheet_cell_get_item (self->cells[i])), submission))
      take_texture (self, self->cells[i]);
  emit_changed (self);
}

static void
resized_cb (DzSheetGrid *self)
{
  GtkWidget *photo = GTK_WIDGET (dz_sheet_cell_get_photo (self->cells[0]));
  int size = gtk_widget_get_height (photo) * gtk_widget_get_scale_factor (photo) * SHARPNESS;

  if (self->textures != NULL && size > 0)
    dz_texture_cache_set_size (self->textures, (guint) size, (guint) size);
}

static gboolean
dz_sheet_grid_grab_focus (GtkWidget *widget)
{
  DzSheetGrid *self = DZ_SHEET_GRID (widget);

  return gtk_widget_grab_focus (GTK_WIDGET (self->cells[self->current]));
}

static void
forget_textures (DzSheetGrid *self)
{
  if (self->textures != NULL)
    g_signal_handlers_disconnect_by_data (self->textures, self);
  g_clear_object (&self->textures);
}

static void
dz_sheet_grid_dispose (GObject *object)
{
  DzSheetGrid *self = DZ_SHEET_GRID (object);

  forget_textures (self);
  g_clear_object (&self->judging);
  self->n_items = 0;
  dz_widget_drop_children (GTK_WIDGET (self));

  G_OBJECT_CLASS (dz_sheet_grid_parent_class)->dispose (object);
}

static void
dz_sheet_grid_class_init (DzSheetGridClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = dz_sheet_grid_dispose;
  widget_class->grab_focus = dz_sheet_grid_grab_focus;
  signals[CHANGED] = g_signal_new ("changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0,
                                   NULL, NULL, NULL, G_TYPE_NONE, 0);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
}

static void
add_cell (DzSheetGrid *self,
          guint        position)
{
  DzSheetCell *cell = DZ_SHEET_CELL (dz_sheet_cell_new ());

  self->cells[position] = cell;
  dz_sheet_cell_set_item (cell, NULL, NULL);
  g_signal_connect_object (cell, "clicked", G_CALLBACK (clicked_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (cell, "painted", G_CALLBACK (painted_cb), self, G_CONNECT_SWAPPED);
  gtk_grid_attach (self->grid, GTK_WIDGET (cell), (int) position % N_COLUMNS,
                   (int) position / N_COLUMNS, 1, 1);
}

static void
dz_sheet_grid_init (DzSheetGrid *self)
{
  self->judging = dz_judging_new ();
  self->grid = GTK_GRID (gtk_grid_new ());
  gtk_grid_set_column_homogeneous (self->grid, TRUE);
  gtk_grid_set_row_homogeneous (self->grid, TRUE);
  gtk_grid_set_column_spacing (self->grid, SPACING);
  gtk_grid_set_row_spacing (self->grid, SPACING);
  gtk_widget_set_hexpand (GTK_WIDGET (self->grid), TRUE);
  gtk_widget_set_vexpand (GTK_WIDGET (self->grid), TRUE);
  gtk_widget_add_css_class (GTK_WIDGET (self->grid), "dz-sheet");
  gtk_widget_set_parent (GTK_WIDGET (self->grid), GTK_WIDGET (self));
  for (guint i = 0; i < DZ_SHEET_PHOTOS_MAX; i++)
    add_cell (self, i);
  g_signal_connect_object (self->grid, "notify::focus-child", G_CALLBACK (focus_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (dz_sheet_cell_get_photo (self->cells[0]), "resized",
                           G_CALLBACK (resized_cb), self, G_CONNECT_SWAPPED);
}

static void
show_item (DzSheetGrid *self,
           DzSheetCell *cell,
           DzQueueItem *item)
{
  const DzMeasurement *measured;
  DzProfile *profile;
  DzProfileBands bands;
  DzPhotoAnchor anchor;
  gboolean known;

  dz_judging_set_item (self->judging, dz_queue_item_get_item (item));
  measured = dz_judging_get_measured (self->judging);
  profile = dz_judging_get_profile (self->judging);
  if (profile != NULL)
    dz_profile_get_bands (profile, &bands);
  known = measured != NULL
          && dz_photo_anchor_measure (&anchor, measured, profile != NULL ? &bands : NULL);
  dz_sheet_cell_set_item (cell, item, known ? &anchor : NULL);
  take_texture (self, cell);
}

/**
 * dz_sheet_grid_open:
 * @self: a grid that is closed
 * @items: (element-type DzQueueItem): at least one, at most DZ_SHEET_PHOTOS_MAX
 * @textures: renders the photos; the grid says how large, and which
 *
 * Shows photos, every one of them kept.
 */
void
dz_sheet_grid_open (DzSheetGrid    *self,
                    GPtrArray      *items,
                    DzTextureCache *textures)
{
  g_return_if_fail (DZ_IS_SHEET_GRID (self) && DZ_IS_TEXTURE_CACHE (textures));
  g_return_if_fail (items != NULL && items->len > 0 && items->len <= DZ_SHEET_PHOTOS_MAX);
  g_return_if_fail (self->textures == NULL);

  self->textures = g_object_ref (textures);
  g_signal_connect_object (textures, "changed", G_CALLBACK (texture_changed_cb), self,
                           G_CONNECT_SWAPPED);
  self->n_items = items->len;
  self->current = 0;
  for (guint i = 0; i < items->len; i++)
    show_item (self, self->cells[i], g_ptr_array_index (items, i));
  resized_cb (self);
  dz_texture_cache_want (textures, items);
}

/**
 * dz_sheet_grid_close:
 * @self: a grid
 *
 * Forgets what it shows. Nothing happens where it is closed already.
 */
void
dz_sheet_grid_close (DzSheetGrid *self)
{
  g_return_if_fail (DZ_IS_SHEET_GRID (self));

  forget_textures (self);
  for (guint i = 0; i < self->n_items; i++)
    dz_sheet_cell_set_item (self->cells[i], NULL, NULL);
  self->n_items = 0;
  self->current = 0;
  self->locked = FALSE;
  dz_judging_set_item (self->judging, NULL);
}

/**
 * dz_sheet_grid_set_locked:
 * @self: a grid
 * @locked: whether nothing can be pulled out or put back
 */
void
dz_sheet_grid_set_locked (DzSheetGrid *self,
                          gboolean     locked)
{
  g_return_if_fail (DZ_IS_SHEET_GRID (self));

  self->locked = locked;
}

/**
 * dz_sheet_grid_move:
 * @self: a grid
 * @across: by how many photos to the right
 * @down: by how many downwards
 *
 * Gives another photo the keyboard, where there is one.
 */
void
dz_sheet_grid_move (DzSheetGrid *self,
                    int          across,
                    int          down)
{
  int column;
  int position;

  g_return_if_fail (DZ_IS_SHEET_GRID (self));

  column = (int) self->current % N_COLUMNS + across;
  position = (int) self->current + across + down * N_COLUMNS;
  if (column >= 0 && column < N_COLUMNS && position >= 0 && position < (int) self->n_items)
    go_to (self, (guint) position);
}

/**
 * dz_sheet_grid_toggle:
 * @self: a grid
 *
 * Pulls out the photo that has the keyboard, or puts it back.
 */
void
dz_sheet_grid_toggle (DzSheetGrid *self)
{
  g_return_if_fail (DZ_IS_SHEET_GRID (self));

  if (self->n_items > 0)
    toggle (self, self->cells[self->current]);
}

/**
 * dz_sheet_grid_count:
 * @self: a grid
 *
 * Returns: how many photos there are
 */
guint
dz_sheet_grid_count (DzSheetGrid *self)
{
  g_return_val_if_fail (DZ_IS_SHEET_GRID (self), 0);
  return self->n_items;
}

/**
 * dz_sheet_grid_count_kept:
 * @self: a grid
 *
 * Returns: how many of them are neither pulled out nor missing
 */
guint
dz_sheet_grid_count_kept (DzSheetGrid *self)
{
  g_return_val_if_fail (DZ_IS_SHEET_GRID (self), 0);
  return count_marked (self, DZ_SHEET_MARK_KEPT);
}

/**
 * dz_sheet_grid_count_shown:
 * @self: a grid
 *
 * Returns: how many of them can be shown, as far as is known
 */
guint
dz_sheet_grid_count_shown (DzSheetGrid *self)
{
  g_return_val_if_fail (DZ_IS_SHEET_GRID (self), 0);
  return self->n_items - count_marked (self, DZ_SHEET_MARK_UNSHOWN);
}

/**
 * dz_sheet_grid_count_painted:
 * @self: a grid
 *
 * Returns: how many of them are on the screen
 */
guint
dz_sheet_grid_count_painted (DzSheetGrid *self)
{
  guint n = 0;

  g_return_val_if_fail (DZ_IS_SHEET_GRID (self), 0);

  for (guint i = 0; i < self->n_items; i++)
    n += dz_sheet_cell_get_mark (self->cells[i]) != DZ_SHEET_MARK_UNSHOWN
         && dz_sheet_photo_is_painted (dz_sheet_cell_get_photo (self->cells[i]));
  return n;
}

/**
 * dz_sheet_grid_get_cell:
 * @self: a grid
 * @position: less than dz_sheet_grid_count()
 *
 * Returns: (transfer none): a photo and what becomes of it
 */
DzSheetCell *
dz_sheet_grid_get_cell (DzSheetGrid *self,
                        guint        position)
{
  g_return_val_if_fail (DZ_IS_SHEET_GRID (self) && position < self->n_items, NULL);
  return self->cells[position];
}
