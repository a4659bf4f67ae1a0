/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "dz-review-page-private.h"

#include <glib/gi18n.h>

#include "dz-reason-choice.h"

/* What was decided once and not applied, when its photo comes back. */

/**
 * dz_review_page_resume:
 * @self: a page with a client
 * @draft: what I wanted to decide
 *
 * Goes to its photo as soon as that is in the queue, and takes the draft up there.
 */
void
dz_review_page_resume (DzReviewPage    *self,
                       const DzCommand *draft)
{
  g_return_if_fail (DZ_IS_REVIEW_PAGE (self) && draft != NULL);

  if (self->sync == NULL)
    return;
  dz_review_page_close_sheet (self);
  g_clear_pointer (&self->draft, dz_command_free);
  self->draft = dz_command_copy (draft);
  self->draft_open = FALSE;
  self->draft_awaited = TRUE;
  dz_review_page_follow_queue (self);
  dz_review_page_take_up_draft (self);
}

/*< private >
 * dz_review_page_find_draft:
 * @self: a page with a client
 * @position: (out): where its photo stands in the queue
 *
 * Looks for the photo whose draft is to be taken up; once it is found, it is waited for no more.
 *
 * Returns: whether it is there
 */
gboolean
dz_review_page_find_draft (DzReviewPage *self,
                           guint        *position)
{
  if (self->draft == NULL || !self->draft_awaited
      || !dz_review_page_find_position (dz_sync_get_queue (self->sync), self->draft->submission,
                                        position))
    return FALSE;
  self->draft_awaited = FALSE;
  return TRUE;
}

static char *
say_draft (DzReasonList     *reasons,
           const DzDecision *decision)
{
  g_autofree char *labels = NULL;

  if (decision->verdict == DZ_VERDICT_APPROVE)
    return g_strdup (_("Draft: you had approved this photo. Nothing is decided until you do "
                       "so again."));
  labels = dz_reason_labels (reasons, decision);
  return g_strdup_printf (_("Draft: you had rejected this photo (%s). Nothing is decided until "
                            "you do so again."),
                          labels);
}

static gboolean
is_of_shown (DzReviewPage *self)
{
  return self->draft != NULL && self->draft->decision != NULL && self->shown != NULL
         && g_str_equal (self->draft->submission, dz_queue_item_get_id (self->shown));
}

static void
open_rejection (DzReviewPage *self)
{
  dz_review_page_show_side (self, DZ_SIDE_REJECT);
  dz_reject_pane_open (self->reject, dz_queue_item_get_item (self->shown),
                       dz_judging_get_findings (self->judging));
  dz_reject_pane_take_up (self->reject, self->draft->decision);
}

/*< private >
 * dz_review_page_take_up_draft:
 * @self: a page that shows another photo now
 *
 * Says over the photo what I had decided of it, where it came back to be judged again, as long as
 * it is shown and not judged.
 */
void
dz_review_page_take_up_draft (DzReviewPage *self)
{
  g_autofree char *said = NULL;

  gtk_widget_set_visible (GTK_WIDGET (self->draft_note), is_of_shown (self));
  if (!is_of_shown (self))
    return;
  said = say_draft (dz_sync_get_reasons (self->sync), self->draft->decision);
  gtk_label_set_label (self->draft_note, said);
  if (self->draft_open)
    return;
  self->draft_open = TRUE;
  if (self->draft->decision->verdict == DZ_VERDICT_REJECT)
    open_rejection (self);
}

/*< private >
 * dz_review_page_end_draft:
 * @self: a page
 * @submission: what something was done about
 *
 * Drops what I had decided of it before.
 */
void
dz_review_page_end_draft (DzReviewPage *self,
                          const char   *submission)
{
  if (self->draft == NULL || !g_str_equal (self->draft->submission, submission))
    return;
  g_clear_pointer (&self->draft, dz_command_free);
  gtk_widget_set_visible (GTK_WIDGET (self->draft_note), FALSE);
}
