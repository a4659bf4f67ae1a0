/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "dz-sheet-cell.h"

#include <glib/gi18n.h>

#include "dz-outcome-look.h"
#include "dz-sheet-text.h"
#include "dz-widget.h"

struct _DzSheetCell
{
  GtkWidget     parent_instance;

  DzSheetPhoto *photo;   /* unowned, template child */
  GtkWidget    *badge;   /* unowned, template child: over a photo that is not kept */
  GtkImage     *symbol;  /* unowned, template child */
  GtkLabel     *word;    /* unowned, template child */
  GtkImage     *look;    /* unowned, template child: there is something to look at */
  GtkLabel     *caption; /* unowned, template child */
  DzQueueItem  *item;    /* owned, nullable */
  gboolean      pulled;  /* by a person */
  gboolean      missing; /* there is no photo to see */
};

G_DEFINE_FINAL_TYPE (DzSheetCell, dz_sheet_cell, GTK_TYPE_WIDGET)

enum
{
  CLICKED,
  PAINTED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static void
clicked_cb (DzSheetCell *self)
{
  g_signal_emit (self, signals[CLICKED], 0);
}

static void
painted_cb (DzSheetCell *self)
{
  g_signal_emit (self, signals[PAINTED], 0);
}

static void
dz_sheet_cell_dispose (GObject *object)
{
  g_clear_object (&DZ_SHEET_CELL (object)->item);
  dz_widget_drop_children (GTK_WIDGET (object));

  G_OBJECT_CLASS (dz_sheet_cell_parent_class)->dispose (object);
}

static void
dz_sheet_cell_class_init (DzSheetCellClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = dz_sheet_cell_dispose;
  signals[CLICKED] = g_signal_new ("clicked", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0,
                                   NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[PAINTED] = g_signal_new ("painted", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0,
                                   NULL, NULL, NULL, G_TYPE_NONE, 0);
  g_type_ensure (DZ_TYPE_SHEET_PHOTO);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/duizhao/Duizhao/dz-sheet-cell.ui");
  gtk_widget_class_bind_template_child (widget_class, DzSheetCell, photo);
  gtk_widget_class_bind_template_child (widget_class, DzSheetCell, badge);
  gtk_widget_class_bind_template_child (widget_class, DzSheetCell, symbol);
  gtk_widget_class_bind_template_child (widget_class, DzSheetCell, word);
  gtk_widget_class_bind_template_child (widget_class, DzSheetCell, look);
  gtk_widget_class_bind_template_child (widget_class, DzSheetCell, caption);
  gtk_widget_class_bind_template_callback (widget_class, clicked_cb);
  gtk_widget_class_bind_template_callback (widget_class, painted_cb);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_css_name (widget_class, "dz-sheet-cell");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_CHECKBOX);
}

static void
dz_sheet_cell_init (DzSheetCell *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  dz_widget_tell_whole (self->caption);
  gtk_image_set_from_icon_name (self->look, dz_outcome_icon_name (DZ_OUTCOME_WARN));
  gtk_widget_add_css_class (GTK_WIDGET (self->look), dz_outcome_css_class (DZ_OUTCOME_WARN));
}

/**
 * dz_sheet_cell_new:
 *
 * Returns: (transfer floating): a place with nothing in it
 */
GtkWidget *
dz_sheet_cell_new (void)
{
  return g_object_new (DZ_TYPE_SHEET_CELL, NULL);
}

/* A symbol and a word; colour says nothing that they do not. */
static void
show_mark (DzSheetCell *self)
{
  gboolean kept = !self->pulled && !self->missing;

  gtk_widget_set_visible (self->badge, !kept);
  gtk_image_set_from_icon_name (self->symbol, self->missing ? "dz-unmeasured-symbolic"
                                                            : "dz-pulled-symbolic");
  gtk_label_set_label (self->word, self->missing ? _("No photo") : _("Pulled out"));
  if (kept)
    gtk_widget_remove_css_class (GTK_WIDGET (self), "pulled");
  else
    gtk_widget_add_css_class (GTK_WIDGET (self), "pulled");
  gtk_widget_set_opacity (GTK_WIDGET (self->photo), kept ? 1 : 0.35);
  gtk_accessible_update_state (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_STATE_CHECKED,
                               kept ? GTK_ACCESSIBLE_TRISTATE_TRUE
                                    : GTK_ACCESSIBLE_TRISTATE_FALSE, -1);
}

static gboolean
has_cue (GPtrArray *findings)
{
  for (guint i = 0; i < findings->len; i++)
    {
      const DzFinding *finding = g_ptr_array_index (findings, i);

      if (finding->outcome == DZ_OUTCOME_WARN && !finding->internal)
        return TRUE;
    }
  return FALSE;
}

/* What only a person can judge keeps no photo from a sheet; that there is such a cue is said. */
static void
show_words (DzSheetCell  *self,
            const DzItem *item)
{
  g_autofree char *who = item != NULL ? dz_sheet_say_who (item) : g_strdup ("");
  gboolean cue = item != NULL && has_cue (item->submission->findings);
  g_autofree char *spoken = g_strdup_printf ("%s, %s", who, dz_outcome_word (DZ_OUTCOME_WARN));

  gtk_label_set_label (self->caption, who);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  cue ? spoken : who, -1);
  gtk_widget_set_visible (GTK_WIDGET (self->look), cue);
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->look), dz_outcome_word (DZ_OUTCOME_WARN));
}

/**
 * dz_sheet_cell_set_item:
 * @self: a cell
 * @item: (nullable): what it shows; %NULL leaves its place empty
 * @anchor: (nullable): where the face is
 *
 * Shows another submission, kept, without its photo yet.
 */
void
dz_sheet_cell_set_item (DzSheetCell         *self,
                        DzQueueItem         *item,
                        const DzPhotoAnchor *anchor)
{
  g_return_if_fail (DZ_IS_SHEET_CELL (self));
  g_return_if_fail (item == NULL || DZ_IS_QUEUE_ITEM (item));

  g_set_object (&self->item, item);
  show_words (self, item != NULL ? dz_queue_item_get_item (item) : NULL);
  dz_sheet_photo_set_anchor (self->photo, anchor);
  dz_sheet_photo_set_texture (self->photo, NULL);
  self->pulled = FALSE;
  self->missing = FALSE;
  show_mark (self);
  /* The places of a sheet that is not full stay, so that photos are equally large on all sheets. */
  gtk_widget_set_opacity (GTK_WIDGET (self), item != NULL ? 1 : 0);
  gtk_widget_set_sensitive (GTK_WIDGET (self), item != NULL);
}

/**
 * dz_sheet_cell_get_item:
 * @self: a cell
 *
 * Returns: (transfer none) (nullable): what it shows
 */
DzQueueItem *
dz_sheet_cell_get_item (DzSheetCell *self)
{
  g_return_val_if_fail (DZ_IS_SHEET_CELL (self), NULL);
  return self->item;
}

/**
 * dz_sheet_cell_set_pulled:
 * @self: a cell
 * @pulled: whether a person wants its photo judged alone
 */
void
dz_sheet_cell_set_pulled (DzSheetCell *self,
                          gboolean     pulled)
{
  g_return_if_fail (DZ_IS_SHEET_CELL (self));

  self->pulled = pulled;
  show_mark (self);
}

/**
 * dz_sheet_cell_set_missing:
 * @self: a cell
 * @missing: whether its photo cannot be shown
 *
 * Whatever a person wanted of it before counts again when the photo comes after all.
 */
void
dz_sheet_cell_set_missing (DzSheetCell *self,
                           gboolean     missing)
{
  g_return_if_fail (DZ_IS_SHEET_CELL (self));

  self->missing = missing;
  show_mark (self);
}

/**
 * dz_sheet_cell_get_mark:
 * @self: a cell
 *
 * Returns: what becomes of its photo
 */
DzSheetMark
dz_sheet_cell_get_mark (DzSheetCell *self)
{
  g_return_val_if_fail (DZ_IS_SHEET_CELL (self), DZ_SHEET_MARK_UNSHOWN);
  if (self->missing)
    return DZ_SHEET_MARK_UNSHOWN;
  return self->pulled ? DZ_SHEET_MARK_PULLED : DZ_SHEET_MARK_KEPT;
}

/**
 * dz_sheet_cell_get_photo:
 * @self: a cell
 *
 * Returns: (transfer none): its photo
 */
DzSheetPhoto *
dz_sheet_cell_get_photo (DzSheetCell *self)
{
  g_return_val_if_fail (DZ_IS_SHEET_CELL (self), NULL);
  return self->photo;
}
