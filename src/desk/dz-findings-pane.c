/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "dz-findings-pane.h"

#include <glib/gi18n.h>

#include "dz-findings-fold.h"
#include "dz-findings-groups.h"
#include "dz-judging-text.h"
#include "dz-widget.h"

/* Stepped to by the arrow keys, in the order of the screen. */
typedef struct
{
  char           *rule; /* owned */
  DzFindingsFold *fold; /* unowned, nullable: where it stands; NULL for the list above the folds */
} Step;

struct _DzFindingsPane
{
  GtkWidget       parent_instance;

  GtkListBox     *prominent;  /* unowned, template child */
  DzFindingsFold *unmeasured; /* unowned, template child */
  DzFindingsFold *human;      /* unowned, template child */
  DzFindingsFold *internal;   /* unowned, template child */
  DzFindingsFold *passed;     /* unowned, template child */

  DzJudging      *judging;    /* owned, nullable */
  GArray         *steps;      /* owned, (element-type Step) */
  char           *current;    /* owned, nullable: rule that the reviewer has stepped to */
};

G_DEFINE_FINAL_TYPE (DzFindingsPane, dz_findings_pane, GTK_TYPE_WIDGET)

static void
step_clear (Step *step)
{
  g_free (step->rule);
}

static void
dz_findings_pane_dispose (GObject *object)
{
  DzFindingsPane *self = DZ_FINDINGS_PANE (object);

  g_clear_object (&self->judging);
  dz_widget_drop_children (GTK_WIDGET (self));

  G_OBJECT_CLASS (dz_findings_pane_parent_class)->dispose (object);
}

static void
dz_findings_pane_finalize (GObject *object)
{
  DzFindingsPane *self = DZ_FINDINGS_PANE (object);

  g_array_unref (self->steps);
  g_free (self->current);

  G_OBJECT_CLASS (dz_findings_pane_parent_class)->finalize (object);
}

static void
dz_findings_pane_class_init (DzFindingsPaneClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = dz_findings_pane_dispose;
  G_OBJECT_CLASS (klass)->finalize = dz_findings_pane_finalize;
  g_type_ensure (DZ_TYPE_FINDINGS_FOLD);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/duizhao/Duizhao/dz-findings-pane.ui");
  gtk_widget_class_bind_template_child (widget_class, DzFindingsPane, prominent);
  gtk_widget_class_bind_template_child (widget_class, DzFindingsPane, unmeasured);
  gtk_widget_class_bind_template_child (widget_class, DzFindingsPane, passed);
  gtk_widget_class_bind_template_child (widget_class, DzFindingsPane, human);
  gtk_widget_class_bind_template_child (widget_class, DzFindingsPane, internal);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
}

static void
dz_findings_pane_init (DzFindingsPane *self)
{
  self->steps = g_array_new (FALSE, FALSE, sizeof (Step));
  g_array_set_clear_func (self->steps, (GDestroyNotify) step_clear);
  gtk_widget_init_template (GTK_WIDGET (self));
}

static void
add_steps (DzFindingsPane *self,
           DzFindingsFold *fold,
           GPtrArray      *findings)
{
  for (guint i = 0; i < findings->len; i++)
    {
      const DzFinding *finding = g_ptr_array_index (findings, i);
      Step step = { g_strdup (finding->rule), fold };

      g_array_append_val (self->steps, step);
    }
}

static void
show_prominent (DzFindingsPane *self,
                GPtrArray      *findings)
{
  dz_widget_empty_list (self->prominent);
  for (guint i = 0; i < findings->len; i++)
    {
      const DzFinding *finding = g_ptr_array_index (findings, i);
      g_autofree char *remark = dz_judging_remark_text (self->judging, finding);

      gtk_list_box_append (self->prominent, dz_finding_row_new (finding, remark));
    }
  gtk_widget_set_visible (GTK_WIDGET (self->prominent), findings->len > 0);
}

static void
show_unmeasured (DzFindingsPane *self,
                 GPtrArray      *findings)
{
  const char *why = dz_findings_common_why (findings);
  g_autofree char *count = g_strdup_printf (
      ngettext ("%u check unmeasured", "%u checks unmeasured", findings->len), findings->len);
  g_autofree char *title = NULL;

  if (why != NULL && *why != '\0')
    /* TRANSLATORS: "12 checks unmeasured: face not measured yet" */
    title = g_strdup_printf (_("%s: %s"), count, _(why));
  dz_findings_fold_set_findings (self->unmeasured, title != NULL ? title : count,
                                 DZ_OUTCOME_UNMEASURED, findings,
                                 title == NULL ? self->judging : NULL);
}

static void
show_passed (DzFindingsPane *self,
             GPtrArray      *findings)
{
  g_autofree char *title = g_strdup_printf (
      ngettext ("%u check passed", "%u checks passed", findings->len), findings->len);

  dz_findings_fold_set_findings (self->passed, title, DZ_OUTCOME_PASS, findings, NULL);
}

/* What a rule has seen, though it does not judge by it, must be read; what keeps all of them from
 * seeing anything is said once, where the measuring rules are. */
static void
show_human (DzFindingsPane *self,
            GPtrArray      *findings)
{
  gboolean alike = dz_findings_common_why (findings) != NULL;
  g_autofree char *title = g_strdup_printf (
      /* TRANSLATORS: what no program can judge and a person must look at */
      ngettext ("%u check for your eyes", "%u checks for your eyes", findings->len), findings->len);

  dz_findings_fold_set_findings (self->human, title, DZ_OUTCOME_UNMEASURED, findings,
                                 alike ? NULL : self->judging);
}

static void
show_internal (DzFindingsPane *self,
               GPtrArray      *findings)
{
  g_autofree char *title = g_strdup_printf (
      /* TRANSLATORS: hints for staff that are no reason to reject a photo */
      ngettext ("%u note for staff", "%u notes for staff", findings->len), findings->len);

  dz_findings_fold_set_findings (self->internal, title, DZ_OUTCOME_UNMEASURED, findings,
                                 self->judging);
}

static Step *
find_step (DzFindingsPane *self,
           const char     *rule,
           guint          *position)
{
  for (guint i = 0; rule != NULL && i < self->steps->len; i++)
    {
      Step *step = &g_array_index (self->steps, Step, i);

      if (g_str_equal (step->rule, rule))
        {
          *position = i;
          return step;
        }
    }
  return NULL;
}

static void
mark_current (DzFindingsPane *self)
{
  DzFindingRow *row = dz_findings_pane_get_current_row (self);

  if (row != NULL)
    dz_finding_row_set_current (row, TRUE);
}

/* Rows are made anew, as they are few; what the reviewer has stepped to stays so. */
static void
show_findings (DzFindingsPane *self)
{
  g_autoptr(DzFindingsGroups) groups = dz_findings_groups_new (self->judging);
  guint position;

  g_array_set_size (self->steps, 0);
  add_steps (self, NULL, groups->prominent);
  add_steps (self, self->unmeasured, groups->unmeasured);
  add_steps (self, self->human, groups->human);
  add_steps (self, self->internal, groups->internal);
  add_steps (self, self->passed, groups->passed);
  show_prominent (self, groups->prominent);
  show_unmeasured (self, groups->unmeasured);
  show_passed (self, groups->passed);
  show_human (self, groups->human);
  show_internal (self, groups->internal);
  if (find_step (self, self->current, &position) == NULL)
    g_clear_pointer (&self->current, g_free);
  mark_current (self);
}

/**
 * dz_findings_pane_set_judging:
 * @self: a pane
 * @judging: what it shows, and follows from now on
 */
void
dz_findings_pane_set_judging (DzFindingsPane *self,
                              DzJudging      *judging)
{
  g_return_if_fail (DZ_IS_FINDINGS_PANE (self));
  g_return_if_fail (DZ_IS_JUDGING (judging) && self->judging == NULL);

  self->judging = g_object_ref (judging);
  g_signal_connect_object (judging, "changed", G_CALLBACK (show_findings), self,
                           G_CONNECT_SWAPPED);
  show_findings (self);
}

/* Where one fold is left and another one entered, only the one that is left folds. */
static void
go_to (DzFindingsPane *self,
       const Step     *step)
{
  guint position;
  Step *left = find_step (self, self->current, &position);
  DzFindingRow *row = dz_findings_pane_get_current_row (self);
  g_autofree char *rule = step != NULL ? g_strdup (step->rule) : NULL;

  if (row != NULL)
    dz_finding_row_set_current (row, FALSE);
  if (left != NULL && left->fold != NULL && (step == NULL || left->fold != step->fold))
    dz_findings_fold_step_out (left->fold);
  if (step != NULL && step->fold != NULL)
    dz_findings_fold_step_in (step->fold);
  g_free (self->current);
  self->current = g_steal_pointer (&rule);
  mark_current (self);
}

/**
 * dz_findings_pane_step:
 * @self: a pane with a judging
 * @by: 1 for the next finding, -1 for the one before
 *
 * Steps to another finding, unfolding it where it is folded. Before the first one there is none.
 *
 * Returns: whether it stepped; %FALSE at either end
 */
gboolean
dz_findings_pane_step (DzFindingsPane *self,
                       int             by)
{
  guint position = 0;
  gint64 wanted;

  g_return_val_if_fail (DZ_IS_FINDINGS_PANE (self) && self->judging != NULL, FALSE);
  g_return_val_if_fail (by == 1 || by == -1, FALSE);

  if (find_step (self, self->current, &position) != NULL)
    wanted = (gint64) position + by;
  else if (by == 1)
    wanted = 0;
  else
    return FALSE;
  if (wanted >= self->steps->len)
    return FALSE;
  go_to (self, wanted >= 0 ? &g_array_index (self->steps, Step, (guint) wanted) : NULL);
  return TRUE;
}

/**
 * dz_findings_pane_leave:
 * @self: a pane
 *
 * Steps to no finding; what was unfolded for stepping folds again.
 */
void
dz_findings_pane_leave (DzFindingsPane *self)
{
  g_return_if_fail (DZ_IS_FINDINGS_PANE (self));

  go_to (self, NULL);
}

/**
 * dz_findings_pane_get_current:
 * @self: a pane
 *
 * Returns: (transfer none) (nullable): the rule that the reviewer has stepped to
 */
const char *
dz_findings_pane_get_current (DzFindingsPane *self)
{
  g_return_val_if_fail (DZ_IS_FINDINGS_PANE (self), NULL);
  return self->current;
}

static DzFindingRow *
find_row (GtkWidget  *root,
          const char *rule)
{
  GtkWidget *child = gtk_widget_get_first_child (root);

  if (DZ_IS_FINDING_ROW (root))
    return g_str_equal (dz_finding_row_get_rule (DZ_FINDING_ROW (root)), rule)
             ? DZ_FINDING_ROW (root) : NULL;
  for (; child != NULL; child = gtk_widget_get_next_sibling (child))
    {
      DzFindingRow *found = find_row (child, rule);

      if (found != NULL)
        return found;
    }
  return NULL;
}

/**
 * dz_findings_pane_get_current_row:
 * @self: a pane
 *
 * Returns: (transfer none) (nullable): the row that the reviewer has stepped to; %NULL where there
 *   is none, or it has been folded away since
 */
DzFindingRow *
dz_findings_pane_get_current_row (DzFindingsPane *self)
{
  g_return_val_if_fail (DZ_IS_FINDINGS_PANE (self), NULL);
  return self->current != NULL ? find_row (GTK_WIDGET (self), self->current) : NULL;
}
