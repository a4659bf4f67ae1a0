/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "dz-findings-pane.h"

#include <glib/gi18n.h>

#include "dz-finding-row.h"
#include "dz-findings-fold.h"
#include "dz-findings-groups.h"
#include "dz-widget.h"

struct _DzFindingsPane
{
  GtkWidget       parent_instance;

  GtkListBox     *prominent;  /* unowned, template child */
  DzFindingsFold *unmeasured; /* unowned, template child */
  DzFindingsFold *passed;     /* unowned, template child */
  DzFindingsFold *human;      /* unowned, template child */
  DzFindingsFold *internal;   /* unowned, template child */
};

G_DEFINE_FINAL_TYPE (DzFindingsPane, dz_findings_pane, GTK_TYPE_WIDGET)

static void
dz_findings_pane_dispose (GObject *object)
{
  DzFindingsPane *self = DZ_FINDINGS_PANE (object);

  dz_widget_drop_children (GTK_WIDGET (self));

  G_OBJECT_CLASS (dz_findings_pane_parent_class)->dispose (object);
}

static void
dz_findings_pane_class_init (DzFindingsPaneClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = dz_findings_pane_dispose;
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
  gtk_widget_init_template (GTK_WIDGET (self));
}

static void
show_prominent (DzFindingsPane *self,
                GPtrArray      *findings)
{
  GtkWidget *row;

  while ((row = gtk_widget_get_first_child (GTK_WIDGET (self->prominent))) != NULL)
    gtk_list_box_remove (self->prominent, row);
  for (guint i = 0; i < findings->len; i++)
    gtk_list_box_append (self->prominent,
                         dz_finding_row_new (g_ptr_array_index (findings, i), TRUE));
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
                                 DZ_OUTCOME_UNMEASURED, findings, title == NULL);
}

static void
show_passed (DzFindingsPane *self,
             GPtrArray      *findings)
{
  g_autofree char *title = g_strdup_printf (
      ngettext ("%u check passed", "%u checks passed", findings->len), findings->len);

  dz_findings_fold_set_findings (self->passed, title, DZ_OUTCOME_PASS, findings, FALSE);
}

static void
show_human (DzFindingsPane *self,
            GPtrArray      *findings)
{
  g_autofree char *title = g_strdup_printf (
      /* TRANSLATORS: what no program can judge and a person must look at */
      ngettext ("%u check for your eyes", "%u checks for your eyes", findings->len), findings->len);

  dz_findings_fold_set_findings (self->human, title, DZ_OUTCOME_UNMEASURED, findings, FALSE);
}

static void
show_internal (DzFindingsPane *self,
               GPtrArray      *findings)
{
  g_autofree char *title = g_strdup_printf (
      /* TRANSLATORS: hints for staff that are no reason to reject a photo */
      ngettext ("%u note for staff", "%u notes for staff", findings->len), findings->len);

  dz_findings_fold_set_findings (self->internal, title, DZ_OUTCOME_UNMEASURED, findings, TRUE);
}

/**
 * dz_findings_pane_set_findings:
 * @self: a pane
 * @findings: (element-type DzFinding): what the rules said; read only now
 *
 * Shows another photo's findings.
 */
void
dz_findings_pane_set_findings (DzFindingsPane *self,
                               GPtrArray      *findings)
{
  g_autoptr(DzFindingsGroups) groups = NULL;

  g_return_if_fail (DZ_IS_FINDINGS_PANE (self));
  g_return_if_fail (findings != NULL);

  groups = dz_findings_groups_new (findings);
  show_prominent (self, groups->prominent);
  show_unmeasured (self, groups->unmeasured);
  show_passed (self, groups->passed);
  show_human (self, groups->human);
  show_internal (self, groups->internal);
}
