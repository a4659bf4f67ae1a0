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
  g_clear_pointer (&self->draft, dz_command_free);
  self->draft = dz_command_copy (draft);
  g_free (self->awaited);
  self->awaited = g_strdup (draft->submission);
  dz_review_page_follow_queue (self);
}

static char *
say_draft (DzReasonList     *reasons,
           const DzDecision *decision)
{
  g_autofree char *labels = NULL;

  if (decision->verdict == DZ_VERDICT_APPROVE)
    return g_strdup (_("You had approved this photo; it is yours to judge again."));
  labels = dz_reason_labels (reasons, decision);
  return g_strdup_printf (_("You had rejected this photo (%s); it is yours to judge again."),
                          labels);
}

/*< private >
 * dz_review_page_take_up_draft:
 * @self: a page that shows another photo now
 *
 * Says what I had decided of this photo, where it came back to be judged again.
 */
void
dz_review_page_take_up_draft (DzReviewPage *self)
{
  g_autoptr(DzCommand) draft = NULL;
  g_autofree char *said = NULL;

  if (self->draft == NULL || self->shown == NULL
      || !g_str_equal (self->draft->submission, dz_queue_item_get_id (self->shown)))
    return;
  draft = g_steal_pointer (&self->draft);
  if (draft->decision == NULL)
    return;
  said = say_draft (dz_sync_get_reasons (self->sync), draft->decision);
  dz_review_page_say (self, said);
  if (draft->decision->verdict != DZ_VERDICT_REJECT)
    return;
  dz_review_page_show_side (self, DZ_SIDE_REJECT);
  dz_reject_pane_open (self->reject, dz_queue_item_get_item (self->shown),
                       dz_judging_get_findings (self->judging));
  dz_reject_pane_take_up (self->reject, draft->decision);
}
