/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "dz-facts-pane.h"

#include "dz-attempt-card.h"
#include "dz-attempt-row.h"
#include "dz-escalation-card.h"
#include "dz-twin-card.h"
#include "dz-widget.h"

struct _DzFactsPane
{
  GtkWidget          parent_instance;

  GtkScrolledWindow *scroller;     /* unowned, template child */
  GtkBox            *content;      /* unowned, template child */
  DzEscalationCard  *escalation;   /* unowned, template child */
  DzEscalationCard  *reopening;    /* unowned, template child */
  DzTwinCard        *twins;        /* unowned, template child */
  DzAttemptCard     *attempt;      /* unowned, template child */
  DzRecordPane      *record;       /* unowned, template child */
  DzFindingsPane    *findings;     /* unowned, template child */
  GtkWidget         *earlier_card; /* unowned, template child */
  GtkListBox        *earlier;      /* unowned, template child */

  GtkWidget         *wanted;       /* weak, nullable: row to scroll to when it has its place */
  guint              tick_id;      /* 0 for none */
};

G_DEFINE_FINAL_TYPE (DzFactsPane, dz_facts_pane, GTK_TYPE_WIDGET)

static void
stop_scrolling (DzFactsPane *self)
{
  g_clear_weak_pointer (&self->wanted);
  if (self->tick_id != 0)
    gtk_widget_remove_tick_callback (GTK_WIDGET (self), self->tick_id);
  self->tick_id = 0;
}

static void
dz_facts_pane_dispose (GObject *object)
{
  DzFactsPane *self = DZ_FACTS_PANE (object);

  stop_scrolling (self);
  dz_widget_drop_children (GTK_WIDGET (self));

  G_OBJECT_CLASS (dz_facts_pane_parent_class)->dispose (object);
}

static void
row_activated_cb (DzFactsPane   *self,
                  GtkListBoxRow *row)
{
  gtk_widget_activate_action (GTK_WIDGET (self), "review.compare-with", "u",
                              (guint) gtk_list_box_row_get_index (row));
}

static void
dz_facts_pane_class_init (DzFactsPaneClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = dz_facts_pane_dispose;
  g_type_ensure (DZ_TYPE_ATTEMPT_CARD);
  g_type_ensure (DZ_TYPE_ESCALATION_CARD);
  g_type_ensure (DZ_TYPE_FINDINGS_PANE);
  g_type_ensure (DZ_TYPE_RECORD_PANE);
  g_type_ensure (DZ_TYPE_TWIN_CARD);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/duizhao/Duizhao/dz-facts-pane.ui");
  gtk_widget_class_bind_template_child (widget_class, DzFactsPane, scroller);
  gtk_widget_class_bind_template_child (widget_class, DzFactsPane, content);
  gtk_widget_class_bind_template_child (widget_class, DzFactsPane, escalation);
  gtk_widget_class_bind_template_child (widget_class, DzFactsPane, reopening);
  gtk_widget_class_bind_template_child (widget_class, DzFactsPane, twins);
  gtk_widget_class_bind_template_child (widget_class, DzFactsPane, attempt);
  gtk_widget_class_bind_template_child (widget_class, DzFactsPane, record);
  gtk_widget_class_bind_template_child (widget_class, DzFactsPane, findings);
  gtk_widget_class_bind_template_child (widget_class, DzFactsPane, earlier_card);
  gtk_widget_class_bind_template_child (widget_class, DzFactsPane, earlier);
  gtk_widget_class_bind_template_callback (widget_class, row_activated_cb);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
}

static void
dz_facts_pane_init (DzFactsPane *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/* Of several attempts, all; of a single one the card says everything. */
static void
show_earlier (DzFactsPane  *self,
              GPtrArray    *earlier,
              DzReasonList *reasons)
{
  guint n_earlier = earlier != NULL ? earlier->len : 0;

  dz_widget_empty_list (self->earlier);
  for (guint i = 0; i < n_earlier; i++)
    gtk_list_box_append (self->earlier,
                         dz_attempt_row_new (g_ptr_array_index (earlier, i), reasons));
  gtk_widget_set_visible (self->earlier_card, n_earlier > 1);
}

/**
 * dz_facts_pane_set_judging:
 * @self: a pane
 * @judging: whose findings it shows from now on
 */
void
dz_facts_pane_set_judging (DzFactsPane *self,
                           DzJudging   *judging)
{
  g_return_if_fail (DZ_IS_FACTS_PANE (self));

  dz_attempt_card_set_judging (self->attempt, judging);
  dz_findings_pane_set_judging (self->findings, judging);
}

static void
show_all (DzFactsPane *self,
          gboolean     shown)
{
  gtk_widget_set_child_visible (GTK_WIDGET (self->scroller), shown);
  gtk_widget_queue_resize (GTK_WIDGET (self));
}

/**
 * dz_facts_pane_set_item:
 * @self: a pane
 * @item: what is judged; read only now
 * @reasons: the reasons, those of old decisions too; read only now
 *
 * Shows another photo's record and earlier attempts, from the top; its findings come with the
 * judging.
 */
void
dz_facts_pane_set_item (DzFactsPane  *self,
                        const DzItem *item,
                        DzReasonList *reasons)
{
  g_return_if_fail (DZ_IS_FACTS_PANE (self));
  g_return_if_fail (item != NULL && reasons != NULL);

  dz_escalation_card_set_escalation (self->escalation, item->escalation);
  dz_escalation_card_set_reopening (self->reopening, item->reopening);
  dz_twin_card_set_twins (self->twins, item->twins);
  dz_record_pane_set_item (self->record, item);
  dz_facts_pane_show_earlier (self, dz_item_find_returned (item), reasons);
  show_earlier (self, item->earlier, reasons);
  gtk_adjustment_set_value (gtk_scrolled_window_get_vadjustment (self->scroller), 0);
  show_all (self, TRUE);
}

/**
 * dz_facts_pane_clear:
 * @self: a pane
 *
 * Shows nobody's record any more, neither to eyes nor to the keyboard nor to a screen reader, and
 * takes the same room.
 */
void
dz_facts_pane_clear (DzFactsPane *self)
{
  g_return_if_fail (DZ_IS_FACTS_PANE (self));

  show_all (self, FALSE);
}

/**
 * dz_facts_pane_show_earlier:
 * @self: a pane
 * @earlier: (nullable): an earlier attempt; read only now; %NULL for none
 * @reasons: the reasons, those of old decisions too
 *
 * Says why that attempt went back, and what of it is mended.
 */
void
dz_facts_pane_show_earlier (DzFactsPane        *self,
                            const DzSubmission *earlier,
                            DzReasonList       *reasons)
{
  g_return_if_fail (DZ_IS_FACTS_PANE (self) && reasons != NULL);

  dz_attempt_card_set_earlier (self->attempt, earlier, reasons);
}

/**
 * dz_facts_pane_get_findings:
 * @self: a pane
 *
 * Returns: (transfer none): the findings in it
 */
DzFindingsPane *
dz_facts_pane_get_findings (DzFactsPane *self)
{
  g_return_val_if_fail (DZ_IS_FACTS_PANE (self), NULL);
  return self->findings;
}

/**
 * dz_facts_pane_get_record:
 * @self: a pane
 *
 * Returns: (transfer none): the record in it
 */
DzRecordPane *
dz_facts_pane_get_record (DzFactsPane *self)
{
  g_return_val_if_fail (DZ_IS_FACTS_PANE (self), NULL);
  return self->record;
}

static void
scroll_now (DzFactsPane *self)
{
  GtkAdjustment *adjustment = gtk_scrolled_window_get_vadjustment (self->scroller);
  graphene_rect_t bounds;

  if (gtk_widget_compute_bounds (self->wanted, GTK_WIDGET (self->content), &bounds))
    gtk_adjustment_clamp_page (adjustment, bounds.origin.y,
                               bounds.origin.y + bounds.size.height);
}

/* A row that has just been made has no place before the next frame. */
static gboolean
tick_cb (GtkWidget     *widget,
         GdkFrameClock *clock,
         gpointer       user_data)
{
  DzFactsPane *self = DZ_FACTS_PANE (widget);

  if (self->wanted != NULL && gtk_widget_get_mapped (self->wanted))
    {
      if (gtk_widget_get_height (self->wanted) == 0)
        return G_SOURCE_CONTINUE;
      scroll_now (self);
    }
  g_clear_weak_pointer (&self->wanted);
  self->tick_id = 0;
  return G_SOURCE_REMOVE;
}

/**
 * dz_facts_pane_scroll_to:
 * @self: a pane
 * @row: a descendant
 *
 * Brings it into sight as soon as it has a place.
 */
void
dz_facts_pane_scroll_to (DzFactsPane *self,
                         GtkWidget   *row)
{
  g_return_if_fail (DZ_IS_FACTS_PANE (self));
  g_return_if_fail (gtk_widget_is_ancestor (row, GTK_WIDGET (self)));

  stop_scrolling (self);
  g_set_weak_pointer (&self->wanted, row);
  self->tick_id = gtk_widget_add_tick_callback (GTK_WIDGET (self), tick_cb, NULL, NULL);
}
