/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "dz-sheet-view.h"

#include "dz-judging.h"
#include "dz-key-badge.h"
#include "dz-sheet-cell.h"
#include "dz-sheet-text.h"
#include "dz-widget.h"

#define N_COLUMNS 6
#define N_ROWS 4

G_STATIC_ASSERT (N_COLUMNS * N_ROWS == DZ_SHEET_PHOTOS_MAX);

/* A photo with more around the face than the limits want is drawn larger than its place, of which
 * it fills only a part; twice as many pixels keep it sharp. */
#define SHARPNESS 2

/* How often the bar of the time that is left moves on. */
#define TICK_MS 100

struct _DzSheetView
{
  GtkWidget       parent_instance;

  AdwToastOverlay *toasts;  /* unowned, template child */
  GtkStack       *stack;    /* unowned, template child: "photos", "none" */
  GtkWidget      *none;     /* unowned, template child */
  GtkGrid        *grid;     /* unowned, template child */
  GtkWidget      *bar;      /* unowned, template child: below the photos */
  GtkLabel       *count;    /* unowned, template child */
  GtkLabel       *words;    /* unowned, template child */
  GtkProgressBar *progress; /* unowned, template child */
  GtkLabel       *approve;  /* unowned, template child */
  DzSheetCell    *cells[DZ_SHEET_PHOTOS_MAX]; /* unowned, in @grid */
  DzJudging      *judging;  /* owned: of one photo after the other */
  DzTextureCache *textures; /* owned, nullable */
  guint           n_items;
  guint           current;  /* the cell that has the keyboard */
  gint64          whole_us; /* since when every photo is on the screen; 0 where one is not */
  guint           tick_id;  /* source, 0 for none */
  gboolean        busy;     /* the decisions are on their way to the disk */
};

G_DEFINE_FINAL_TYPE (DzSheetView, dz_sheet_view, GTK_TYPE_WIDGET)

enum
{
  APPROVE,
  LEAVE,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static void update (DzSheetView *self);

static guint
count_marked (DzSheetView *self,
              DzSheetMark  mark)
{
  guint n = 0;

  for (guint i = 0; i < self->n_items; i++)
    n += dz_sheet_cell_get_mark (self->cells[i]) == mark;
  return n;
}

static guint
count_painted (DzSheetView *self)
{
  guint n = 0;

  for (guint i = 0; i < self->n_items; i++)
    n += dz_sheet_cell_get_mark (self->cells[i]) != DZ_SHEET_MARK_UNSHOWN
         && dz_sheet_photo_is_painted (dz_sheet_cell_get_photo (self->cells[i]));
  return n;
}

static guint
count_shown (DzSheetView *self)
{
  return self->n_items - count_marked (self, DZ_SHEET_MARK_UNSHOWN);
}

static guint
get_stood_ms (DzSheetView *self)
{
  return self->whole_us != 0 ? (guint) ((g_get_monotonic_time () - self->whole_us) / 1000) : 0;
}

/* What was pulled out has been looked at, too: pulling shortens nothing. */
static guint
get_left_ms (DzSheetView *self)
{
  guint needed = count_shown (self) * DZ_SHEET_PHOTO_MS;
  guint stood = get_stood_ms (self);

  return stood < needed ? needed - stood : 0;
}

/**
 * dz_sheet_view_is_ready:
 * @self: a sheet
 *
 * Returns: whether those that are kept may be approved now: every photo has been on the screen, and
 *   the sheet has stood DZ_SHEET_PHOTO_MS for each
 */
gboolean
dz_sheet_view_is_ready (DzSheetView *self)
{
  g_return_val_if_fail (DZ_IS_SHEET_VIEW (self), FALSE);

  return !self->busy && self->whole_us != 0 && get_left_ms (self) == 0
         && gtk_widget_get_mapped (GTK_WIDGET (self))
         && count_marked (self, DZ_SHEET_MARK_KEPT) > 0;
}

static gboolean
tick_cb (gpointer user_data)
{
  DzSheetView *self = user_data;

  self->tick_id = 0;
  update (self);
  return G_SOURCE_REMOVE;
}

static void
watch_time (DzSheetView *self)
{
  guint n_shown = count_shown (self);

  if (n_shown > 0 && count_painted (self) == n_shown)
    self->whole_us = self->whole_us != 0 ? self->whole_us : g_get_monotonic_time ();
  else
    self->whole_us = 0;
  if (self->whole_us != 0 && get_left_ms (self) > 0 && self->tick_id == 0)
    self->tick_id = g_timeout_add (TICK_MS, tick_cb, self);
}

static char *
say_what_to_do (DzSheetView *self)
{
  guint n_shown = count_shown (self);
  guint left_ms = get_left_ms (self);

  if (self->whole_us == 0 && n_shown > 0)
    return dz_sheet_say_loading (count_painted (self), n_shown);
  if (left_ms == 0 && n_shown < self->n_items)
    return dz_sheet_say_missing (self->n_items - n_shown);
  return dz_sheet_say_looking (left_ms);
}

static void
show_time (DzSheetView *self)
{
  guint n_shown = count_shown (self);
  guint left_ms = get_left_ms (self);
  g_autofree char *words = say_what_to_do (self);

  gtk_label_set_label (self->words, words);
  gtk_progress_bar_set_fraction (self->progress,
                                 n_shown > 0 ? 1 - left_ms / (double) (n_shown * DZ_SHEET_PHOTO_MS)
                                             : 0);
}

/* Says what can be done now. */
static void
update (DzSheetView *self)
{
  guint n_kept = count_marked (self, DZ_SHEET_MARK_KEPT);
  g_autofree char *count = dz_sheet_say_count (self->n_items, self->n_items - n_kept);
  g_autofree char *approve = dz_sheet_say_approve (n_kept);
  gboolean ready;

  watch_time (self);
  show_time (self);
  ready = dz_sheet_view_is_ready (self);
  gtk_label_set_label (self->count, count);
  gtk_label_set_label (self->approve, approve);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "sheet.approve", ready);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "sheet.pull", self->n_items > 0 && !self->busy);
}

static void
painted_cb (DzSheetView *self)
{
  if (self->n_items > 0 && count_painted (self) == count_shown (self))
    g_debug ("sheet seen");
  update (self);
}

/* Where there is no photo, it is asked for again. */
static void
toggle (DzSheetView *self,
        DzSheetCell *cell)
{
  DzSheetMark mark = dz_sheet_cell_get_mark (cell);

  if (self->busy || dz_sheet_cell_get_item (cell) == NULL)
    return;
  if (mark == DZ_SHEET_MARK_UNSHOWN)
    {
      dz_texture_cache_retry (self->textures);
      return;
    }
  dz_sheet_cell_set_pulled (cell, mark == DZ_SHEET_MARK_KEPT);
  g_debug ("sheet keeps %u", count_marked (self, DZ_SHEET_MARK_KEPT));
  update (self);
}

static void
go_to (DzSheetView *self,
       guint        position)
{
  self->current = position;
  gtk_widget_grab_focus (GTK_WIDGET (self->cells[position]));
}

static void
clicked_cb (DzSheetView *self,
            DzSheetCell *cell)
{
  for (guint i = 0; i < self->n_items; i++)
    if (self->cells[i] == cell)
      go_to (self, i);
  toggle (self, cell);
}

/* Tab goes through the cells, too. */
static void
focus_cb (DzSheetView *self)
{
  GtkWidget *focus = gtk_widget_get_focus_child (GTK_WIDGET (self->grid));

  for (guint i = 0; focus != NULL && i < self->n_items; i++)
    if (GTK_WIDGET (self->cells[i]) == focus)
      self->current = i;
}

static void
move_action (GtkWidget  *widget,
             const char *action_name,
             GVariant   *parameter)
{
  DzSheetView *self = DZ_SHEET_VIEW (widget);
  int across;
  int down;
  int column;
  int position;

  g_variant_get (parameter, "(ii)", &across, &down);
  column = (int) self->current % N_COLUMNS + across;
  position = (int) self->current + across + down * N_COLUMNS;
  if (column >= 0 && column < N_COLUMNS && position >= 0 && position < (int) self->n_items)
    go_to (self, (guint) position);
}

static void
pull_action (GtkWidget  *widget,
             const char *action_name,
             GVariant   *parameter)
{
  DzSheetView *self = DZ_SHEET_VIEW (widget);

  if (self->n_items > 0)
    toggle (self, self->cells[self->current]);
}

static void
approve_action (GtkWidget  *widget,
                const char *action_name,
                GVariant   *parameter)
{
  if (dz_sheet_view_is_ready (DZ_SHEET_VIEW (widget)))
    g_signal_emit (widget, signals[APPROVE], 0);
}

static void
leave_action (GtkWidget  *widget,
              const char *action_name,
              GVariant   *parameter)
{
  if (!DZ_SHEET_VIEW (widget)->busy)
    g_signal_emit (widget, signals[LEAVE], 0);
}

/* A photo that cannot be seen cannot be approved with the others; one that comes after all can,
 * once the sheet has stood long enough with it. */
static void
take_texture (DzSheetView *self,
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
texture_changed_cb (DzSheetView *self,
                    const char  *submission)
{
  for (guint i = 0; i < self->n_items; i++)
    if (g_str_equal (dz_queue_item_get_id (dz_sheet_cell_get_item (self->cells[i])), submission))
      take_texture (self, self->cells[i]);
  update (self);
}

static void
resized_cb (DzSheetView *self)
{
  GtkWidget *photo = GTK_WIDGET (dz_sheet_cell_get_photo (self->cells[0]));
  int size = gtk_widget_get_height (photo) * gtk_widget_get_scale_factor (photo) * SHARPNESS;

  if (self->textures != NULL && size > 0)
    dz_texture_cache_set_size (self->textures, (guint) size, (guint) size);
}

/* What was out of sight has to be seen anew, all of it. */
static void
dz_sheet_view_unmap (GtkWidget *widget)
{
  DzSheetView *self = DZ_SHEET_VIEW (widget);

  GTK_WIDGET_CLASS (dz_sheet_view_parent_class)->unmap (widget);
  self->whole_us = 0;
  g_clear_handle_id (&self->tick_id, g_source_remove);
  update (self);
}

static gboolean
dz_sheet_view_grab_focus (GtkWidget *widget)
{
  DzSheetView *self = DZ_SHEET_VIEW (widget);

  return gtk_widget_grab_focus (self->n_items > 0 ? GTK_WIDGET (self->cells[self->current])
                                                  : self->none);
}

static void
dz_sheet_view_dispose (GObject *object)
{
  DzSheetView *self = DZ_SHEET_VIEW (object);

  g_clear_handle_id (&self->tick_id, g_source_remove);
  if (self->textures != NULL)
    g_signal_handlers_disconnect_by_data (self->textures, self);
  g_clear_object (&self->textures);
  g_clear_object (&self->judging);
  self->n_items = 0;
  dz_widget_drop_children (GTK_WIDGET (self));

  G_OBJECT_CLASS (dz_sheet_view_parent_class)->dispose (object);
}

static void
install_actions (GtkWidgetClass *widget_class)
{
  gtk_widget_class_install_action (widget_class, "sheet.move", "(ii)", move_action);
  gtk_widget_class_install_action (widget_class, "sheet.pull", NULL, pull_action);
  gtk_widget_class_install_action (widget_class, "sheet.approve", NULL, approve_action);
  gtk_widget_class_install_action (widget_class, "sheet.leave", NULL, leave_action);
}

static void
dz_sheet_view_class_init (DzSheetViewClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = dz_sheet_view_dispose;
  widget_class->unmap = dz_sheet_view_unmap;
  widget_class->grab_focus = dz_sheet_view_grab_focus;
  signals[APPROVE] = g_signal_new ("approve", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0,
                                   NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[LEAVE] = g_signal_new ("leave", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL,
                                 NULL, NULL, G_TYPE_NONE, 0);
  g_type_ensure (DZ_TYPE_KEY_BADGE);
  install_actions (widget_class);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/duizhao/Duizhao/dz-sheet-view.ui");
  gtk_widget_class_bind_template_child (widget_class, DzSheetView, toasts);
  gtk_widget_class_bind_template_child (widget_class, DzSheetView, stack);
  gtk_widget_class_bind_template_child (widget_class, DzSheetView, none);
  gtk_widget_class_bind_template_child (widget_class, DzSheetView, grid);
  gtk_widget_class_bind_template_child (widget_class, DzSheetView, bar);
  gtk_widget_class_bind_template_child (widget_class, DzSheetView, count);
  gtk_widget_class_bind_template_child (widget_class, DzSheetView, words);
  gtk_widget_class_bind_template_child (widget_class, DzSheetView, progress);
  gtk_widget_class_bind_template_child (widget_class, DzSheetView, approve);
  gtk_widget_class_bind_template_callback (widget_class, focus_cb);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
}

static void
dz_sheet_view_init (DzSheetView *self)
{
  self->judging = dz_judging_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
  for (guint i = 0; i < DZ_SHEET_PHOTOS_MAX; i++)
    {
      self->cells[i] = DZ_SHEET_CELL (dz_sheet_cell_new ());
      dz_sheet_cell_set_item (self->cells[i], NULL, NULL);
      g_signal_connect_object (self->cells[i], "clicked", G_CALLBACK (clicked_cb), self,
                               G_CONNECT_SWAPPED);
      g_signal_connect_object (self->cells[i], "painted", G_CALLBACK (painted_cb), self,
                               G_CONNECT_SWAPPED);
      gtk_grid_attach (self->grid, GTK_WIDGET (self->cells[i]), (int) i % N_COLUMNS,
                       (int) i / N_COLUMNS, 1, 1);
    }
  g_signal_connect_object (dz_sheet_cell_get_photo (self->cells[0]), "resized",
                           G_CALLBACK (resized_cb), self, G_CONNECT_SWAPPED);
}

static void
show_item (DzSheetView *self,
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
 * dz_sheet_view_open:
 * @self: a sheet that is closed
 * @items: (element-type DzQueueItem): what may be approved together; at least one, at most
 *   DZ_SHEET_PHOTOS_MAX
 * @textures: renders the photos; the sheet says how large, and which
 *
 * Shows a sheet, with every photo kept.
 */
void
dz_sheet_view_open (DzSheetView    *self,
                    GPtrArray      *items,
                    DzTextureCache *textures)
{
  g_return_if_fail (DZ_IS_SHEET_VIEW (self) && DZ_IS_TEXTURE_CACHE (textures));
  g_return_if_fail (items != NULL && items->len > 0 && items->len <= DZ_SHEET_PHOTOS_MAX);
  g_return_if_fail (self->textures == NULL);

  self->textures = g_object_ref (textures);
  g_signal_connect_object (textures, "changed", G_CALLBACK (texture_changed_cb), self,
                           G_CONNECT_SWAPPED);
  self->n_items = items->len;
  self->current = 0;
  for (guint i = 0; i < items->len; i++)
    show_item (self, self->cells[i], g_ptr_array_index (items, i));
  gtk_stack_set_visible_child_name (self->stack, "photos");
  gtk_widget_set_visible (self->bar, TRUE);
  resized_cb (self);
  dz_texture_cache_want (textures, items);
  update (self);
}

/**
 * dz_sheet_view_open_empty:
 * @self: a sheet that is closed
 * @why: why there is none, a sentence or several lines
 *
 * Says that there is no sheet.
 */
void
dz_sheet_view_open_empty (DzSheetView *self,
                          const char  *why)
{
  g_return_if_fail (DZ_IS_SHEET_VIEW (self) && why != NULL);

  g_object_set (self->none, "description", why, NULL);
  gtk_stack_set_visible_child_name (self->stack, "none");
  gtk_widget_set_visible (self->bar, FALSE);
  update (self);
}

/**
 * dz_sheet_view_get_toasts:
 * @self: a sheet
 *
 * Returns: (transfer none): where something can be said while the sheet is shown
 */
AdwToastOverlay *
dz_sheet_view_get_toasts (DzSheetView *self)
{
  g_return_val_if_fail (DZ_IS_SHEET_VIEW (self), NULL);
  return self->toasts;
}

/**
 * dz_sheet_view_close:
 * @self: a sheet
 *
 * Forgets what it shows. Nothing happens where it is closed already.
 */
void
dz_sheet_view_close (DzSheetView *self)
{
  g_return_if_fail (DZ_IS_SHEET_VIEW (self));

  if (self->textures != NULL)
    g_signal_handlers_disconnect_by_data (self->textures, self);
  g_clear_object (&self->textures);
  g_clear_handle_id (&self->tick_id, g_source_remove);
  for (guint i = 0; i < self->n_items; i++)
    dz_sheet_cell_set_item (self->cells[i], NULL, NULL);
  self->n_items = 0;
  self->current = 0;
  self->whole_us = 0;
  self->busy = FALSE;
  dz_judging_set_item (self->judging, NULL);
  update (self);
}

/**
 * dz_sheet_view_set_busy:
 * @self: a sheet
 * @busy: whether its decisions are on their way to the disk
 *
 * While they are, nothing can be changed.
 */
void
dz_sheet_view_set_busy (DzSheetView *self,
                        gboolean     busy)
{
  g_return_if_fail (DZ_IS_SHEET_VIEW (self));

  self->busy = busy;
  update (self);
}

/* As an approval of one photo: it covers the very picture that is delivered, where one can be
 * made. */
static DzSheetChoice *
new_choice (DzSheetView *self,
            DzSheetCell *cell)
{
  DzQueueItem *item = dz_sheet_cell_get_item (cell);
  g_autoptr(DzDecision) decision = dz_decision_new ();
  const DzFraming *framing;

  dz_judging_set_item (self->judging, dz_queue_item_get_item (item));
  framing = dz_judging_get_framing (self->judging);
  decision->verdict = DZ_VERDICT_APPROVE;
  decision->sheet_ms = get_stood_ms (self);
  if (framing != NULL)
    decision->crop = framing->crop;
  return dz_sheet_choice_new (item, decision,
                              dz_sheet_photo_get_shown_ms (dz_sheet_cell_get_photo (cell)));
}

/**
 * dz_sheet_view_list_choices:
 * @self: a sheet that is ready
 *
 * Returns: (transfer full) (element-type DzSheetChoice): an approval of each photo that is kept
 */
GPtrArray *
dz_sheet_view_list_choices (DzSheetView *self)
{
  GPtrArray *choices;

  g_return_val_if_fail (DZ_IS_SHEET_VIEW (self) && dz_sheet_view_is_ready (self), NULL);

  choices = g_ptr_array_new_with_free_func ((GDestroyNotify) dz_sheet_choice_free);
  for (guint i = 0; i < self->n_items; i++)
    if (dz_sheet_cell_get_mark (self->cells[i]) == DZ_SHEET_MARK_KEPT)
      g_ptr_array_add (choices, new_choice (self, self->cells[i]));
  return choices;
}

/**
 * dz_sheet_view_list_pulled:
 * @self: a sheet
 *
 * Returns: (transfer full) (element-type DzQueueItem): what is judged alone after it
 */
GPtrArray *
dz_sheet_view_list_pulled (DzSheetView *self)
{
  GPtrArray *pulled;

  g_return_val_if_fail (DZ_IS_SHEET_VIEW (self), NULL);

  pulled = g_ptr_array_new_with_free_func (g_object_unref);
  for (guint i = 0; i < self->n_items; i++)
    if (dz_sheet_cell_get_mark (self->cells[i]) != DZ_SHEET_MARK_KEPT)
      g_ptr_array_add (pulled, g_object_ref (dz_sheet_cell_get_item (self->cells[i])));
  return pulled;
}
