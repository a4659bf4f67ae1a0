/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "dz-review-page-private.h"

#include <glib/gi18n.h>

#include "dz-mended.h"
#include "dz-review-text.h"
#include "dz-twin-text.h"

/* The photo that is judged beside another one of its student, sent earlier or brought by the
 * school, or one that is or looks like it; and the other one in its place, while a key is held. */

/* What is looked at closely of another photo is rendered so many times as large. */
#define CLOSE_TIMES 4

static const DzItem *
get_item (DzReviewPage *self)
{
  return dz_queue_item_get_item (self->shown);
}

static DzOtherPhoto *
new_attempt (DzReviewPage *self,
             guint         position)
{
  return dz_other_photo_new_attempt (get_item (self), position, dz_sync_get_reasons (self->sync));
}

/* What a photo is compared with unless the reviewer says otherwise. */
static DzOtherPhoto *
choose_other (DzReviewPage *self)
{
  guint position;

  if (dz_other_photo_find_attempt (get_item (self), &position))
    return new_attempt (self, position);
  if (get_item (self)->twins->len > 0)
    return dz_other_photo_new_twin (get_item (self), 0);
  return get_item (self)->admission != NULL ? dz_other_photo_new_admission (get_item (self)) : NULL;
}

static DzOtherPhoto *
choose_instead (DzReviewPage *self)
{
  if (self->other == NULL)
    return choose_other (self);
  switch (self->other->kind)
    {
    case DZ_OTHER_ATTEMPT:
      return new_attempt (self, self->other->position);
    case DZ_OTHER_ADMISSION:
      return dz_other_photo_new_admission (get_item (self));
    case DZ_OTHER_TWIN:
    default:
      return dz_other_photo_new_twin (get_item (self), self->other->position);
    }
}

/* ---- their pictures ---- */

static void
want (DzReviewPage       *self,
      const DzOtherPhoto *other)
{
  g_autoptr(GPtrArray) wanted = g_ptr_array_new ();

  if (other != NULL)
    g_ptr_array_add (wanted, other->item);
  dz_texture_cache_set_hurried (self->others, self->other != NULL || self->instead != NULL);
  dz_texture_cache_want (self->others, wanted);
}

/*< private >
 * dz_review_page_size_others:
 * @self: a page with a client
 *
 * Says how large other photos are rendered: as large as this one is shown alone, and larger only
 * where the reviewer looks closely.
 */
void
dz_review_page_size_others (DzReviewPage *self)
{
  guint times = self->comparing && dz_review_page_wants_sharper (self) ? CLOSE_TIMES : 1;

  if (self->others != NULL && self->room_width > 0)
    dz_texture_cache_set_size (self->others, self->room_width * times, self->room_height * times);
}

/*< private >
 * dz_review_page_other_ahead:
 * @self: a page that shows a photo
 *
 * Renders what this photo will be compared with, when all else is rendered.
 */
void
dz_review_page_other_ahead (DzReviewPage *self)
{
  g_autoptr(DzOtherPhoto) other = NULL;

  if (self->other != NULL || self->instead != NULL)
    return;
  other = choose_other (self);
  want (self, other);
}

static void
link_views (DzReviewPage *self)
{
  self->linking = TRUE;
  dz_photo_view_follow (dz_twin_view_get_photo (self->twin), self->photo);
  self->linking = FALSE;
}

/*< private >
 * dz_review_page_link:
 * @self: a page
 *
 * Looks at the photo beside this one as at this one.
 */
void
dz_review_page_link (DzReviewPage *self)
{
  if (self->comparing && !self->linking)
    link_views (self);
}

static void
show_beside (DzReviewPage *self)
{
  const char *id = dz_other_photo_get_id (self->other);
  GdkTexture *texture = dz_texture_cache_get (self->others, id);
  const GError *error = dz_texture_cache_get_error (self->others, id);
  g_autofree char *retry_key = dz_keymap_dup_label_of (GTK_WIDGET (self), "review.refresh");
  g_autofree char *problem = NULL;

  self->linking = TRUE;
  if (texture != NULL)
    dz_twin_view_show (self->twin, texture, dz_other_photo_get_anchor (self->other));
  else if (error != NULL)
    {
      problem = dz_review_problem_beside_text (error->message, retry_key);
      dz_twin_view_show_problem (self->twin, problem);
    }
  link_views (self);
  if (texture != NULL)
    g_debug ("beside %s", id);
}

static void
show_instead (DzReviewPage *self)
{
  const char *id = dz_other_photo_get_id (self->instead);
  GdkTexture *texture = dz_texture_cache_get (self->others, id);
  const GError *error = dz_texture_cache_get_error (self->others, id);
  g_autofree char *line = NULL;

  dz_photo_view_set_waiting (self->photo, texture == NULL && error == NULL);
  if (texture == NULL && error != NULL)
    dz_review_page_say (self, error->message);
  if (texture == NULL)
    return;
  line = dz_other_photo_say_line (self->instead);
  dz_photo_view_lay_over (self->photo, texture, dz_other_photo_get_anchor (self->instead), line);
  g_debug ("instead %s", id);
}

/*< private >
 * dz_review_page_other_changed:
 * @self: a page with a client
 * @submission: whose photo is there now, or failed
 *
 * Shows it where it is waited for.
 */
void
dz_review_page_other_changed (DzReviewPage *self,
                              const char   *submission)
{
  if (self->other != NULL && g_str_equal (dz_other_photo_get_id (self->other), submission))
    show_beside (self);
  if (self->instead != NULL && g_str_equal (dz_other_photo_get_id (self->instead), submission))
    show_instead (self);
}

/* ---- beside ---- */

/* The reasons that are ticked off are those of the attempt beside the photo, else those of the last
 * one that went back. */
static void
show_reasons (DzReviewPage *self)
{
  const DzSubmission *earlier;

  if (self->shown == NULL || self->sync == NULL)
    return;
  earlier = dz_item_find_returned (get_item (self));
  if (self->other != NULL && self->other->kind == DZ_OTHER_ATTEMPT)
    earlier = g_ptr_array_index (get_item (self)->earlier, self->other->position);
  dz_facts_pane_show_earlier (self->facts, earlier, dz_sync_get_reasons (self->sync));
}

static void
open_other (DzReviewPage *self,
            DzOtherPhoto *other)
{
  dz_other_photo_free (self->other);
  self->other = other;
  self->comparing = TRUE;
  dz_review_page_update_guides (self);
  dz_review_page_size_others (self);
  dz_twin_view_open (self->twin, other->who, other->how);
  want (self, other);
  show_beside (self);
  show_reasons (self);
  dz_review_page_show_region (self);
}

/*< private >
 * dz_review_page_say_compared:
 * @self: a page
 *
 * Returns: (transfer full) (nullable): what stands beside the photo or in its place, for a screen
 *   reader; %NULL for nothing
 */
char *
dz_review_page_say_compared (DzReviewPage *self)
{
  if (self->instead != NULL)
    return dz_other_photo_say_instead (self->instead);
  return self->other != NULL ? dz_other_photo_say_beside (self->other) : NULL;
}

/*< private >
 * dz_review_page_stop_comparing:
 * @self: a page
 *
 * Shows the photo alone again.
 */
void
dz_review_page_stop_comparing (DzReviewPage *self)
{
  dz_review_page_stop_blinking (self);
  if (!self->comparing)
    return;
  g_clear_pointer (&self->other, dz_other_photo_free);
  self->comparing = FALSE;
  if (self->others != NULL)
    dz_texture_cache_set_hurried (self->others, FALSE);
  dz_review_page_update_guides (self);
  dz_review_page_size_others (self);
  dz_twin_view_close (self->twin);
  show_reasons (self);
}

static gboolean
shows_other (DzReviewPage *self,
             DzOtherKind   kind)
{
  return self->other != NULL && self->other->kind == kind;
}

static void
say_nothing_beside (DzReviewPage *self)
{
  dz_toaster_answer (self->toaster, _("This student has sent no photo before this one, and the "
                                      "school brought none."));
}

/* The closest twin beside the photo, then the next one, after the last none. */
static void
compare_action (GtkWidget  *widget,
                const char *action_name,
                GVariant   *parameter)
{
  DzReviewPage *self = DZ_REVIEW_PAGE (widget);
  guint next = shows_other (self, DZ_OTHER_TWIN) ? self->other->position + 1 : 0;

  if (!dz_review_page_may_look (self))
    return;
  if (next < get_item (self)->twins->len)
    open_other (self, dz_other_photo_new_twin (get_item (self), next));
  else if (shows_other (self, DZ_OTHER_TWIN))
    dz_review_page_stop_comparing (self);
  else
    dz_toaster_answer (self->toaster, _("No other photo is known that looks like this one."));
  dz_review_page_show_region (self);
}

/* An earlier attempt, or the photo that the student was admitted with: those are the student's own,
 * and are gone through with one key. */
static gboolean
shows_own (DzReviewPage *self)
{
  return shows_other (self, DZ_OTHER_ATTEMPT) || shows_other (self, DZ_OTHER_ADMISSION);
}

static void
open_own (DzReviewPage *self)
{
  guint position;

  if (dz_other_photo_find_attempt (get_item (self), &position))
    open_other (self, new_attempt (self, position));
  else if (get_item (self)->admission != NULL)
    open_other (self, dz_other_photo_new_admission (get_item (self)));
  else
    say_nothing_beside (self);
}

/* The attempt that went back beside the photo, else the admission photo, and away again. */
static void
compare_attempt_action (GtkWidget  *widget,
                        const char *action_name,
                        GVariant   *parameter)
{
  DzReviewPage *self = DZ_REVIEW_PAGE (widget);

  if (!dz_review_page_may_look (self))
    return;
  if (shows_own (self))
    dz_review_page_stop_comparing (self);
  else
    open_own (self);
  dz_review_page_show_region (self);
}

/* The attempt before the one beside the photo; after the first one the admission photo, and then
 * the last attempt again. */
static void
open_before (DzReviewPage *self)
{
  const DzItem *item = get_item (self);
  guint next = shows_other (self, DZ_OTHER_ATTEMPT) ? self->other->position + 1 : 0;

  if (next < item->earlier->len)
    open_other (self, new_attempt (self, next));
  else if (item->admission != NULL)
    open_other (self, dz_other_photo_new_admission (item));
  else
    open_other (self, new_attempt (self, 0));
}

static void
compare_before_action (GtkWidget  *widget,
                       const char *action_name,
                       GVariant   *parameter)
{
  DzReviewPage *self = DZ_REVIEW_PAGE (widget);

  if (!dz_review_page_may_look (self))
    return;
  if (shows_own (self))
    open_before (self);
  else
    open_own (self);
}

/* The photo that the student was admitted with beside the photo, and away again. */
static void
compare_admission_action (GtkWidget  *widget,
                          const char *action_name,
                          GVariant   *parameter)
{
  DzReviewPage *self = DZ_REVIEW_PAGE (widget);

  if (!dz_review_page_may_look (self))
    return;
  if (shows_other (self, DZ_OTHER_ADMISSION))
    dz_review_page_stop_comparing (self);
  else if (get_item (self)->admission != NULL)
    open_other (self, dz_other_photo_new_admission (get_item (self)));
  else
    dz_review_page_say (self, _("The school brought no photo that this student was admitted "
                                "with."));
  dz_review_page_show_region (self);
}

static void
compare_with_action (GtkWidget  *widget,
                     const char *action_name,
                     GVariant   *parameter)
{
  DzReviewPage *self = DZ_REVIEW_PAGE (widget);
  guint position = g_variant_get_uint32 (parameter);

  if (dz_review_page_may_look (self) && position < get_item (self)->earlier->len)
    open_other (self, new_attempt (self, position));
}

/*< private >
 * dz_review_page_other_zoomed:
 * @self: a page
 *
 * The reviewer looks at another part of the photo beside this one: at the same of this one, too.
 */
void
dz_review_page_other_zoomed (DzReviewPage *self)
{
  DzPhotoViewport viewport = *dz_photo_view_get_viewport (dz_twin_view_get_photo (self->twin));

  if (!self->comparing || self->linking)
    return;
  viewport.loose = FALSE;
  if (viewport.zoom == DZ_ZOOM_PIXELS
      && dz_photo_view_get_viewport (self->photo)->zoom == DZ_ZOOM_PIXELS)
    dz_photo_view_toggle_pixels (self->photo);
  else
    dz_photo_view_set_viewport (self->photo, &viewport);
}

/* ---- in its place ---- */

static void
begin_blinking (DzReviewPage *self)
{
  if (self->instead != NULL || !dz_review_page_may_look (self))
    return;
  self->instead = choose_instead (self);
  if (self->instead == NULL)
    {
      say_nothing_beside (self);
      return;
    }
  want (self, self->instead);
  show_instead (self);
  dz_review_page_show_region (self);
}

/*< private >
 * dz_review_page_stop_blinking:
 * @self: a page
 *
 * Shows the photo that is judged in its place again.
 */
void
dz_review_page_stop_blinking (DzReviewPage *self)
{
  if (self->instead == NULL)
    return;
  g_clear_pointer (&self->instead, dz_other_photo_free);
  dz_photo_view_lay_over (self->photo, NULL, NULL, NULL);
  dz_photo_view_set_waiting (self->photo, self->late);
  if (self->others != NULL)
    dz_texture_cache_set_hurried (self->others, self->other != NULL);
  dz_review_page_show_region (self);
}

/* A key that is let go after the photo has changed finds nothing to do. */
static void
blink_action (GtkWidget  *widget,
              const char *action_name,
              GVariant   *parameter)
{
  DzReviewPage *self = DZ_REVIEW_PAGE (widget);

  if (g_variant_get_boolean (parameter))
    begin_blinking (self);
  else
    dz_review_page_stop_blinking (self);
}

/* ---- alarm ---- */

static const DzSubmission *
find_earlier (DzReviewPage *self,
              const char   *submission)
{
  GPtrArray *earlier = get_item (self)->earlier;

  for (guint i = 0; i < earlier->len; i++)
    if (g_str_equal (((const DzSubmission *) g_ptr_array_index (earlier, i))->id, submission))
      return g_ptr_array_index (earlier, i);
  return NULL;
}

static gboolean
is_still_wrong (DzReviewPage       *self,
                const DzSubmission *earlier)
{
  g_autoptr(GPtrArray) mends
    = dz_mends_new (earlier, dz_sync_get_reasons (self->sync), self->judging);

  for (guint i = 0; i < mends->len; i++)
    if (((const DzMend *) g_ptr_array_index (mends, i))->finding != NULL)
      return TRUE;
  return FALSE;
}

/* The hash of a photo saved again is near, and that of one taken anew in the same place no further
 * (photo-standards §3.10); but what was wrong with the one before is still there. */
static gboolean
comes_again (DzReviewPage *self,
             const DzTwin *twin)
{
  const DzSubmission *earlier;

  if (!twin->same_student || !twin->refused)
    return FALSE;
  earlier = find_earlier (self, twin->submission);
  return dz_twin_is_identical (twin) || (earlier != NULL && is_still_wrong (self, earlier));
}

static const DzTwin *
find_alarming (DzReviewPage *self)
{
  GPtrArray *twins = get_item (self)->twins;

  for (guint i = 0; i < twins->len; i++)
    {
      const DzTwin *twin = g_ptr_array_index (twins, i);

      if (dz_twin_is_alarming (twin) || comes_again (self, twin))
        return twin;
    }
  return NULL;
}

/* A rule that may say so, and does no more than warn. */
static const DzFinding *
find_again (DzReviewPage *self)
{
  static const char *const rules[] = { "ORIG-07", "ORIG-06" };

  for (guint i = 0; i < G_N_ELEMENTS (rules); i++)
    {
      const DzFinding *finding = dz_judging_find (self->judging, rules[i]);

      if (finding != NULL && finding->outcome == DZ_OUTCOME_WARN && finding->reason != NULL
          && finding->authority != DZ_AUTHORITY_HUMAN)
        return finding;
    }
  return NULL;
}

/*< private >
 * dz_review_page_propose_again:
 * @self: a page that has begun to reject a photo
 *
 * Chooses the reason for a photo that comes again as it was, besides those of the rules that fail.
 */
void
dz_review_page_propose_again (DzReviewPage *self)
{
  const DzTwin *twin = find_alarming (self);
  const DzFinding *finding = find_again (self);
  g_autoptr(GStrvBuilder) codes = g_strv_builder_new ();
  g_autoptr(DzDecision) draft = NULL;

  if (twin == NULL || !twin->same_student || finding == NULL)
    return;
  draft = dz_reject_pane_dup_decision (self->reject);
  g_strv_builder_addv (codes, (const char **) draft->reasons);
  if (!g_strv_contains ((const char *const *) draft->reasons, finding->reason))
    g_strv_builder_add (codes, finding->reason);
  g_strfreev (draft->reasons);
  draft->reasons = g_strv_builder_end (codes);
  dz_reject_pane_take_up (self->reject, draft);
}

/*< private >
 * dz_review_page_get_alarm:
 * @self: a page
 *
 * Returns: (transfer none) (nullable): what nobody must overlook of the photo; %NULL for nothing
 */
const char *
dz_review_page_get_alarm (DzReviewPage *self)
{
  const DzTwin *twin = self->shown != NULL ? find_alarming (self) : NULL;

  return twin != NULL ? dz_twin_title (twin) : NULL;
}

/*< private >
 * dz_review_page_install_compare:
 * @widget_class: the page's class
 */
void
dz_review_page_install_compare (GtkWidgetClass *widget_class)
{
  gtk_widget_class_install_action (widget_class, "review.compare", NULL, compare_action);
  gtk_widget_class_install_action (widget_class, "review.compare-attempt", NULL,
                                   compare_attempt_action);
  gtk_widget_class_install_action (widget_class, "review.compare-before", NULL,
                                   compare_before_action);
  gtk_widget_class_install_action (widget_class, "review.compare-admission", NULL,
                                   compare_admission_action);
  gtk_widget_class_install_action (widget_class, "review.compare-with", "u",
                                   compare_with_action);
  gtk_widget_class_install_action (widget_class, "review.blink", "b", blink_action);
}
