/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "dz-finding-row.h"

#include "dz-finding-text.h"
#include "dz-outcome-look.h"
#include "dz-rule-name.h"
#include "dz-widget.h"
#include "dz-wrap-box.h"

/* Of the name, before it is cut off. */
#define NAME_CHARS_MIN 8
#define NAME_CHARS_MAX 20

struct _DzFindingRow
{
  GtkListBoxRow parent_instance;

  GtkImage     *shape;  /* unowned, template child */
  GtkLabel     *word;   /* unowned, template child */
  GtkLabel     *name;   /* unowned, template child */
  GtkLabel     *value;  /* unowned, template child */
  GtkLabel     *limit;  /* unowned, template child */
  GtkLabel     *remark; /* unowned, template child */
  char         *rule;   /* owned */
};

G_DEFINE_FINAL_TYPE (DzFindingRow, dz_finding_row, GTK_TYPE_LIST_BOX_ROW)

static void
dz_finding_row_finalize (GObject *object)
{
  g_free (DZ_FINDING_ROW (object)->rule);

  G_OBJECT_CLASS (dz_finding_row_parent_class)->finalize (object);
}

static void
dz_finding_row_class_init (DzFindingRowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = dz_finding_row_finalize;
  g_type_ensure (DZ_TYPE_WRAP_BOX);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/duizhao/Duizhao/dz-finding-row.ui");
  gtk_widget_class_bind_template_child (widget_class, DzFindingRow, shape);
  gtk_widget_class_bind_template_child (widget_class, DzFindingRow, word);
  gtk_widget_class_bind_template_child (widget_class, DzFindingRow, name);
  gtk_widget_class_bind_template_child (widget_class, DzFindingRow, value);
  gtk_widget_class_bind_template_child (widget_class, DzFindingRow, limit);
  gtk_widget_class_bind_template_child (widget_class, DzFindingRow, remark);
}

static void
dz_finding_row_init (DzFindingRow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/* A rule that found nothing to show leaves its place to the remark, so that it takes one line. */
static void
show_remark (DzFindingRow *self,
             const char   *remark)
{
  gboolean empty = *gtk_label_get_label (self->value) == '\0'
                   && *gtk_label_get_label (self->limit) == '\0';

  gtk_label_set_label (empty ? self->value : self->remark, remark);
  if (empty)
    gtk_widget_set_css_classes (GTK_WIDGET (self->value), (const char *[]) { "dim-label", NULL });
  gtk_widget_set_visible (GTK_WIDGET (self->remark), !empty && *remark != '\0');
}

/* The value goes below rather than that the name is cut off. A Chinese character is twice as wide
 * as most others. */
static void
show_name (DzFindingRow *self,
           const char   *name)
{
  int n_chars = 0;

  for (const char *at = name; *at != '\0'; at = g_utf8_next_char (at))
    n_chars += g_unichar_iswide (g_utf8_get_char (at)) ? 2 : 1;
  gtk_label_set_width_chars (self->name, CLAMP (n_chars, NAME_CHARS_MIN, NAME_CHARS_MAX));
  gtk_label_set_label (self->name, name);
}

/* Words that are cut off in the row are whole here. */
static void
show_tooltip (DzFindingRow *self,
              const char   *full,
              const char   *remark)
{
  char *text = remark != NULL && *remark != '\0' ? g_strconcat (full, "\n", remark, NULL)
                                                 : g_strdup (full);

  dz_widget_take_tooltip (GTK_WIDGET (self), text);
}

/**
 * dz_finding_row_new:
 * @finding: what a rule said; read only now
 * @remark: (nullable): what is to say of it; %NULL where the heading above says it for all
 *
 * Returns: (transfer floating): a row
 */
GtkWidget *
dz_finding_row_new (const DzFinding *finding,
                    const char      *remark)
{
  DzFindingRow *self = g_object_new (DZ_TYPE_FINDING_ROW, NULL);
  g_autofree char *value = NULL;
  g_autofree char *limit = NULL;
  g_autofree char *full = NULL;
  g_autofree char *spoken = NULL;

  g_return_val_if_fail (finding != NULL, NULL);

  value = dz_finding_value_text (finding);
  limit = dz_finding_limit_text (finding);
  full = dz_finding_full_text (finding);
  spoken = dz_finding_spoken_text (finding, remark);
  self->rule = g_strdup (finding->rule);
  gtk_image_set_from_icon_name (self->shape, dz_outcome_icon_name (finding->outcome));
  gtk_widget_add_css_class (GTK_WIDGET (self), dz_outcome_css_class (finding->outcome));
  gtk_label_set_label (self->word, dz_finding_word (finding));
  show_name (self, dz_rule_name (finding->rule));
  gtk_label_set_label (self->value, value);
  gtk_label_set_label (self->limit, limit);
  /* Words without a limit, such as an editor's name, may have its room. */
  gtk_widget_set_visible (GTK_WIDGET (self->limit), *limit != '\0');
  show_tooltip (self, full, remark);
  if (remark != NULL)
    show_remark (self, remark);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, spoken, -1);
  return GTK_WIDGET (self);
}

/**
 * dz_finding_row_get_rule:
 * @self: a row
 *
 * Returns: the id of its rule
 */
const char *
dz_finding_row_get_rule (DzFindingRow *self)
{
  g_return_val_if_fail (DZ_IS_FINDING_ROW (self), NULL);
  return self->rule;
}

/**
 * dz_finding_row_set_current:
 * @self: a row
 * @current: whether the reviewer has stepped to it
 */
void
dz_finding_row_set_current (DzFindingRow *self,
                            gboolean      current)
{
  g_return_if_fail (DZ_IS_FINDING_ROW (self));

  if (current)
    gtk_widget_add_css_class (GTK_WIDGET (self), "dz-current");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (self), "dz-current");
  gtk_accessible_update_state (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_STATE_SELECTED, current, -1);
}
