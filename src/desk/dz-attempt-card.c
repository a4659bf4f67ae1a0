/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "dz-attempt-card.h"

#include <glib/gi18n.h>

#include "dz-attempt-text.h"
#include "dz-finding-text.h"
#include "dz-key-badge.h"
#include "dz-mended.h"
#include "dz-widget.h"

struct _DzAttemptCard
{
  GtkWidget     parent_instance;

  GtkLabel     *title;   /* unowned, template child */
  GtkLabel     *by;      /* unowned, template child */
  GtkListBox   *rows;    /* unowned, template child */
  GtkLabel     *note;    /* unowned, template child */

  DzJudging    *judging; /* owned, nullable */
  DzSubmission *earlier; /* owned, nullable */
  DzReasonList *reasons; /* owned, nullable */
};

G_DEFINE_FINAL_TYPE (DzAttemptCard, dz_attempt_card, GTK_TYPE_WIDGET)

static void
dz_attempt_card_dispose (GObject *object)
{
  DzAttemptCard *self = DZ_ATTEMPT_CARD (object);

  g_clear_object (&self->judging);
  g_clear_pointer (&self->earlier, dz_submission_free);
  g_clear_pointer (&self->reasons, dz_reason_list_unref);
  dz_widget_drop_children (GTK_WIDGET (self));

  G_OBJECT_CLASS (dz_attempt_card_parent_class)->dispose (object);
}

static void
dz_attempt_card_class_init (DzAttemptCardClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = dz_attempt_card_dispose;
  g_type_ensure (DZ_TYPE_KEY_BADGE);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/duizhao/Duizhao/dz-attempt-card.ui");
  gtk_widget_class_bind_template_child (widget_class, DzAttemptCard, title);
  gtk_widget_class_bind_template_child (widget_class, DzAttemptCard, by);
  gtk_widget_class_bind_template_child (widget_class, DzAttemptCard, rows);
  gtk_widget_class_bind_template_child (widget_class, DzAttemptCard, note);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
}

static void
dz_attempt_card_init (DzAttemptCard *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

static GtkWidget *
new_label (const char *text,
           const char *css_class)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (label), PANGO_WRAP_WORD_CHAR);
  if (css_class != NULL)
    gtk_widget_add_css_class (label, css_class);
  return label;
}

/* What a rule measures of it now, and what it asks. */
static char *
say_now (const DzMend *mend)
{
  g_autofree char *value = NULL;
  g_autofree char *limit = NULL;

  if (mend->finding == NULL)
    return g_strdup ("");
  value = dz_finding_value_text (mend->finding);
  limit = dz_finding_limit_text (mend->finding);
  return *value == '\0' || *limit == '\0' ? g_strconcat (value, limit, NULL)
                                          : g_strdup_printf ("%s · %s", value, limit);
}

/* A shape, the reason, and a word; the numbers below it where a rule still speaks against it. */
static GtkWidget *
new_words (const DzMend *mend,
           const char   *now)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);

  gtk_widget_set_hexpand (box, TRUE);
  gtk_box_append (GTK_BOX (box), new_label (mend->label, NULL));
  if (*now != '\0')
    {
      GtkWidget *words = new_label (now, "caption");

      gtk_widget_add_css_class (words, "dim-label");
      gtk_box_append (GTK_BOX (box), words);
    }
  return box;
}

static GtkWidget *
new_row (const DzMend *mend)
{
  GtkWidget *row = gtk_list_box_row_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 9);
  GtkWidget *shape = gtk_image_new_from_icon_name (dz_mended_icon_name (mend->mended));
  GtkWidget *word = new_label (dz_mended_word (mend->mended), "dz-word");
  g_autofree char *now = say_now (mend);
  g_autofree char *spoken = g_strdup_printf ("%s: %s. %s", mend->label,
                                             dz_mended_word (mend->mended), now);

  gtk_label_set_wrap (GTK_LABEL (word), FALSE);
  gtk_widget_add_css_class (shape, "dz-shape");
  gtk_widget_add_css_class (row, dz_mended_css_class (mend->mended));
  gtk_box_append (GTK_BOX (box), shape);
  gtk_box_append (GTK_BOX (box), new_words (mend, now));
  gtk_box_append (GTK_BOX (box), word);
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), box);
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), FALSE);
  gtk_widget_set_focusable (row, FALSE);
  gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL, spoken, -1);
  return row;
}

static void
show_rows (DzAttemptCard *self)
{
  g_autoptr(GPtrArray) mends = NULL;

  dz_widget_empty_list (self->rows);
  if (self->earlier == NULL || self->judging == NULL)
    return;
  mends = dz_mends_new (self->earlier, self->reasons, self->judging);
  for (guint i = 0; i < mends->len; i++)
    gtk_list_box_append (self->rows, new_row (g_ptr_array_index (mends, i)));
  gtk_widget_set_visible (GTK_WIDGET (self->rows), mends->len > 0);
}

/**
 * dz_attempt_card_set_judging:
 * @self: a card
 * @judging: what the rules say of the photo that is judged; it is followed
 */
void
dz_attempt_card_set_judging (DzAttemptCard *self,
                             DzJudging     *judging)
{
  g_return_if_fail (DZ_IS_ATTEMPT_CARD (self) && DZ_IS_JUDGING (judging));
  g_return_if_fail (self->judging == NULL);

  self->judging = g_object_ref (judging);
  g_signal_connect_object (judging, "changed", G_CALLBACK (show_rows), self, G_CONNECT_SWAPPED);
}

static void
show_head (DzAttemptCard *self)
{
  const DzDecision *decision = self->earlier->decision;
  g_autofree char *attempt = dz_attempt_title (self->earlier->attempt);
  g_autofree char *time = dz_attempt_time (self->earlier);
  g_autofree char *title = NULL;
  g_autofree char *by = NULL;
  g_autofree char *notes = dz_attempt_notes (self->earlier);

  /* TRANSLATORS: the first %s is which attempt it was, the second what became of it */
  title = g_strdup_printf (_("%s: %s"), attempt, dz_attempt_outcome (self->earlier));
  by = decision != NULL && decision->decided_by != NULL
         ? g_strdup_printf ("%s · %s", time, decision->decided_by) : g_strdup (time);
  gtk_label_set_label (self->title, title);
  gtk_label_set_label (self->by, by);
  gtk_label_set_label (self->note, notes);
  gtk_widget_set_visible (GTK_WIDGET (self->note), *notes != '\0');
}

/**
 * dz_attempt_card_set_earlier:
 * @self: a card
 * @earlier: (nullable): the attempt to compare with; read only now; %NULL where there is none
 * @reasons: the reasons, those of old decisions too
 */
void
dz_attempt_card_set_earlier (DzAttemptCard      *self,
                             const DzSubmission *earlier,
                             DzReasonList       *reasons)
{
  g_return_if_fail (DZ_IS_ATTEMPT_CARD (self) && reasons != NULL);

  g_clear_pointer (&self->earlier, dz_submission_free);
  g_clear_pointer (&self->reasons, dz_reason_list_unref);
  gtk_widget_set_visible (GTK_WIDGET (self), earlier != NULL);
  if (earlier == NULL)
    return;
  self->earlier = dz_submission_copy (earlier);
  self->reasons = dz_reason_list_ref (reasons);
  show_head (self);
  show_rows (self);
}
