/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "dz-findings-fold.h"

#include "dz-judging-text.h"
#include "dz-outcome-look.h"
#include "dz-widget.h"

struct _DzFindingsFold
{
  GtkWidget        parent_instance;

  GtkToggleButton *button;   /* unowned, template child */
  GtkImage        *shape;    /* unowned, template child */
  GtkLabel        *title;    /* unowned, template child */
  GtkListBox      *list;     /* unowned, template child */
  GPtrArray       *findings; /* owned, (element-type DzFinding) copies */
  DzJudging       *judging;  /* owned, nullable: what else is to say of them */
  gboolean         lent;     /* unfolded only while the reviewer steps through it */
};

G_DEFINE_FINAL_TYPE (DzFindingsFold, dz_findings_fold, GTK_TYPE_WIDGET)

/* Rows that nobody sees cost time at every photo, so that they are made when they are unfolded. */
static void
fill_list (DzFindingsFold *self)
{
  dz_widget_empty_list (self->list);
  if (!gtk_toggle_button_get_active (self->button))
    return;
  for (guint i = 0; i < self->findings->len; i++)
    {
      const DzFinding *finding = g_ptr_array_index (self->findings, i);
      g_autofree char *remark
        = self->judging != NULL ? dz_judging_remark_text (self->judging, finding) : NULL;

      gtk_list_box_append (self->list, dz_finding_row_new (finding, remark));
    }
}

static void
toggled_cb (DzFindingsFold *self)
{
  self->lent = FALSE;
  fill_list (self);
  gtk_accessible_update_state (GTK_ACCESSIBLE (self->button), GTK_ACCESSIBLE_STATE_EXPANDED,
                               dz_findings_fold_get_expanded (self), -1);
}

static void
dz_findings_fold_dispose (GObject *object)
{
  DzFindingsFold *self = DZ_FINDINGS_FOLD (object);

  g_clear_pointer (&self->findings, g_ptr_array_unref);
  g_clear_object (&self->judging);
  dz_widget_drop_children (GTK_WIDGET (self));

  G_OBJECT_CLASS (dz_findings_fold_parent_class)->dispose (object);
}

static void
dz_findings_fold_class_init (DzFindingsFoldClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = dz_findings_fold_dispose;
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/duizhao/Duizhao/dz-findings-fold.ui");
  gtk_widget_class_bind_template_child (widget_class, DzFindingsFold, button);
  gtk_widget_class_bind_template_child (widget_class, DzFindingsFold, shape);
  gtk_widget_class_bind_template_child (widget_class, DzFindingsFold, title);
  gtk_widget_class_bind_template_child (widget_class, DzFindingsFold, list);
  gtk_widget_class_bind_template_callback (widget_class, toggled_cb);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
}

static void
dz_findings_fold_init (DzFindingsFold *self)
{
  self->findings = dz_findings_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * dz_findings_fold_set_findings:
 * @self: a fold
 * @title: the one line
 * @outcome: whose shape and colour stand before it
 * @findings: (element-type DzFinding): what it holds; copied. With none the fold is not visible
 * @judging: (nullable): what else is to say of each; %NULL where the title says it for all
 *
 * Shows other findings, folded or not as it was.
 */
void
dz_findings_fold_set_findings (DzFindingsFold *self,
                               const char     *title,
                               DzOutcome       outcome,
                               GPtrArray      *findings,
                               DzJudging      *judging)
{
  g_return_if_fail (DZ_IS_FINDINGS_FOLD (self));
  g_return_if_fail (title != NULL && findings != NULL);

  g_set_object (&self->judging, judging);
  g_ptr_array_set_size (self->findings, 0);
  g_ptr_array_extend (self->findings, findings, (GCopyFunc) (void (*) (void)) dz_finding_copy,
                      NULL);
  gtk_label_set_label (self->title, title);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->button), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  title, -1);
  dz_widget_take_tooltip (GTK_WIDGET (self->title), g_strdup (title));
  gtk_image_set_from_icon_name (self->shape, dz_outcome_icon_name (outcome));
  gtk_widget_set_css_classes (GTK_WIDGET (self->shape),
                              (const char *[]) { dz_outcome_css_class (outcome), NULL });
  gtk_widget_set_visible (GTK_WIDGET (self), findings->len > 0);
  fill_list (self);
}

/**
 * dz_findings_fold_get_expanded:
 * @self: a fold
 *
 * Returns: whether it is unfolded
 */
gboolean
dz_findings_fold_get_expanded (DzFindingsFold *self)
{
  g_return_val_if_fail (DZ_IS_FINDINGS_FOLD (self), FALSE);
  return gtk_toggle_button_get_active (self->button);
}

/**
 * dz_findings_fold_step_in:
 * @self: a fold
 *
 * The reviewer steps to a finding in it: it unfolds, and dz_findings_fold_step_out() folds it if
 * it was folded before.
 */
void
dz_findings_fold_step_in (DzFindingsFold *self)
{
  g_return_if_fail (DZ_IS_FINDINGS_FOLD (self));

  if (gtk_toggle_button_get_active (self->button))
    return;
  gtk_toggle_button_set_active (self->button, TRUE);
  self->lent = TRUE;
}

/**
 * dz_findings_fold_step_out:
 * @self: a fold
 *
 * The reviewer is not in it any more.
 */
void
dz_findings_fold_step_out (DzFindingsFold *self)
{
  g_return_if_fail (DZ_IS_FINDINGS_FOLD (self));

  if (self->lent)
    gtk_toggle_button_set_active (self->button, FALSE);
}
