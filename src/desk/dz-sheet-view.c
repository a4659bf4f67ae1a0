/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "dz-sheet-view.h"

#include "dz-judging.h"
#include "dz-key-badge.h"
#include "dz-sheet-grid.h"
#include "dz-sheet-text.h"
#include "dz-widget.h"
#include "dz-wrap-box.h"

/* How often the bar of the time that is left moves on. */
#define TICK_MS 100
#define STEP_MS 1000

struct _DzSheetView
{
  GtkWidget       parent_instance;

  AdwToastOverlay *toasts;  /* unowned, template child */
  DzAskingSign   *asking_sign; /* unowned, template child: over the photos */
  GtkStack       *stack;    /* unowned, template child: "photos", "none" */
  GtkWidget      *none;     /* unowned, template child */
  DzSheetGrid    *grid;     /* unowned, template child */
  GtkWidget      *bar;      /* unowned, template child: below the photos */
  GtkLabel       *count;    /* unowned, template child */
  GtkLabel       *words;    /* unowned, template child */
  GtkProgressBar *progress; /* unowned, template child */
  GtkLabel       *approve;  /* unowned, template child */
  DzJudging      *judging;  /* owned: of one photo after the other */
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
get_stood_ms (DzSheetView *self)
{
  return self->whole_us != 0 ? (guint) ((g_get_monotonic_time () - self->whole_us) / 1000) : 0;
}

/* What was pulled out has been looked at, too: pulling shortens nothing. */
static guint
get_left_ms (DzSheetView *self)
{
  guint needed = dz_sheet_grid_count_shown (self->grid) * DZ_SHEET_PHOTO_MS;
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
         && dz_sheet_grid_count_kept (self->grid) > 0;
}

static gboolean
tick_cb (gpointer user_data)
{
  DzSheetView *self = user_data;

  self->tick_id = 0;
  update (self);
  return G_SOURCE_REMOVE;
}

/* Who wants nothing to move sees it step; it ends on time all the same. */
static guint
choose_tick_ms (DzSheetView *self)
{
  gboolean moves;

  g_object_get (gtk_widget_get_settings (GTK_WIDGET (self)), "gtk-enable-animations", &moves,
                NULL);
  return moves ? TICK_MS : CLAMP (get_left_ms (self), TICK_MS, STEP_MS);
}

static void
watch_time (DzSheetView *self)
{
  guint n_shown = dz_sheet_grid_count_shown (self->grid);

  if (n_shown > 0 && dz_sheet_grid_count_painted (self->grid) == n_shown)
    self->whole_us = self->whole_us != 0 ? self->whole_us : g_get_monotonic_time ();
  else
    self->whole_us = 0;
  if (self->whole_us != 0 && get_left_ms (self) > 0 && self->tick_id == 0)
    self->tick_id = g_timeout_add (choose_tick_ms (self), tick_cb, self);
}

static char *
say_what_to_do (DzSheetView *self)
{
  guint n_shown = dz_sheet_grid_count_shown (self->grid);
  guint left_ms = get_left_ms (self);

  if (self->whole_us == 0 && n_shown > 0)
    return dz_sheet_say_loading (dz_sheet_grid_count_painted (self->grid), n_shown);
  if (left_ms == 0 && n_shown < dz_sheet_grid_count (self->grid))
    return dz_sheet_say_missing (dz_sheet_grid_count (self->grid) - n_shown);
  return dz_sheet_say_looking (left_ms);
}

static void
show_time (DzSheetView *self)
{
  guint n_shown = dz_sheet_grid_count_shown (self->grid);
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
  guint n_kept = dz_sheet_grid_count_kept (self->grid);
  guint n_photos = dz_sheet_grid_count (self->grid);
  g_autofree char *count = dz_sheet_say_count (n_photos, n_photos - n_kept);
  g_autofree char *approve = dz_sheet_say_approve (n_kept);
  gboolean ready;

  watch_time (self);
  show_time (self);
  ready = dz_sheet_view_is_ready (self);
  gtk_label_set_label (self->count, count);
  gtk_label_set_label (self->approve, approve);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "sheet.approve", ready);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "sheet.pull", n_photos > 0 && !self->busy);
}

static void
move_action (GtkWidget  *widget,
             const char *action_name,
             GVariant   *parameter)
{
  DzSheetView *self = DZ_SHEET_VIEW (widget);
  int across;
  int down;

  g_variant_get (parameter, "(ii)", &across, &down);
  dz_sheet_grid_move (self->grid, across, down);
}

static void
pull_action (GtkWidget  *widget,
             const char *action_name,
             GVariant   *parameter)
{
  dz_sheet_grid_toggle (DZ_SHEET_VIEW (widget)->grid);
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

  return gtk_widget_grab_focus (dz_sheet_grid_count (self->grid) > 0 ? GTK_WIDGET (self->grid)
                                                                     : self->none);
}

static void
dz_sheet_view_dispose (GObject *object)
{
  DzSheetView *self = DZ_SHEET_VIEW (object);

  g_clear_handle_id (&self->tick_id, g_source_remove);
  g_clear_object (&self->judging);
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
  g_type_ensure (DZ_TYPE_ASKING_SIGN);
  g_type_ensure (DZ_TYPE_KEY_BADGE);
  g_type_ensure (DZ_TYPE_SHEET_GRID);
  g_type_ensure (DZ_TYPE_WRAP_BOX);
  install_actions (widget_class);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/duizhao/Duizhao/dz-sheet-view.ui");
  gtk_widget_class_bind_template_child (widget_class, DzSheetView, toasts);
  gtk_widget_class_bind_template_child (widget_class, DzSheetView, asking_sign);
  gtk_widget_class_bind_template_child (widget_class, DzSheetView, stack);
  gtk_widget_class_bind_template_child (widget_class, DzSheetView, none);
  gtk_widget_class_bind_template_child (widget_class, DzSheetView, grid);
  gtk_widget_class_bind_template_child (widget_class, DzSheetView, bar);
  gtk_widget_class_bind_template_child (widget_class, DzSheetView, count);
  gtk_widget_class_bind_template_child (widget_class, DzSheetView, words);
  gtk_widget_class_bind_template_child (widget_class, DzSheetView, progress);
  gtk_widget_class_bind_template_child (widget_class, DzSheetView, approve);
  gtk_widget_class_bind_template_callback (widget_class, update);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
}

static void
dz_sheet_view_init (DzSheetView *self)
{
  self->judging = dz_judging_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
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

  gtk_stack_set_visible_child_name (self->stack, "photos");
  gtk_widget_set_visible (self->bar, TRUE);
  dz_sheet_grid_open (self->grid, items, textures);
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
 * dz_sheet_view_get_asking_sign:
 * @self: a sheet
 *
 * Returns: (transfer none): what tells, while the sheet is shown, that the service is asked
 */
DzAskingSign *
dz_sheet_view_get_asking_sign (DzSheetView *self)
{
  g_return_val_if_fail (DZ_IS_SHEET_VIEW (self), NULL);
  return self->asking_sign;
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

  g_clear_handle_id (&self->tick_id, g_source_remove);
  dz_sheet_grid_close (self->grid);
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
  dz_sheet_grid_set_locked (self->grid, busy);
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
  for (guint i = 0; i < dz_sheet_grid_count (self->grid); i++)
    {
      DzSheetCell *cell = dz_sheet_grid_get_cell (self->grid, i);

      if (dz_sheet_cell_get_mark (cell) == DZ_SHEET_MARK_KEPT)
        g_ptr_array_add (choices, new_choice (self, cell));
    }
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
  for (guint i = 0; i < dz_sheet_grid_count (self->grid); i++)
    {
      DzSheetCell *cell = dz_sheet_grid_get_cell (self->grid, i);

      if (dz_sheet_cell_get_mark (cell) != DZ_SHEET_MARK_KEPT)
        g_ptr_array_add (pulled, g_object_ref (dz_sheet_cell_get_item (cell)));
    }
  return pulled;
}
