/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One photo after the other, and what stands beside it. */
#include "screens-states.h"

#include "dz-escalate-pane.h"
#include "dz-facts-pane.h"
#include "dz-first-keys.h"
#include "dz-override-pane.h"
#include "dz-reject-pane.h"
#include "dz-sheet.h"
#include "dz-twin-view.h"

#include <adwaita.h>

#define NOTE "please stand a metre off the wall"

/* ---- photos ---- */

static gboolean
fails (const DzItem *item,
       const char   *rule)
{
  const DzFinding *finding = dz_findings_find (item->submission->findings, rule);

  return finding != NULL && finding->outcome == DZ_OUTCOME_FAIL && item->earlier->len == 0
         && item->twins->len == 0;
}

static gboolean
has_no_fault (const DzItem *item)
{
  return dz_sheet_find_bar (item->submission, item->lease->origin, TRUE) == DZ_SHEET_BAR_NONE;
}

static gboolean
is_too_small (const DzItem *item)
{
  return fails (item, "POS-04");
}

static gboolean
has_red_wall (const DzItem *item)
{
  return fails (item, "BG-01");
}

static gboolean
is_tilted (const DzItem *item)
{
  return fails (item, "POSE-01");
}

static gboolean
is_edited (const DzItem *item)
{
  return fails (item, "ORIG-01");
}

static gboolean
has_wrong_shape (const DzItem *item)
{
  return fails (item, "FILE-04");
}

static gboolean
gives (const DzItem *item,
       const char   *reason)
{
  const DzSubmission *returned = dz_item_find_returned (item);

  return returned != NULL && returned->decision != NULL
         && g_strv_contains ((const char *const *) returned->decision->reasons, reason);
}

static gboolean
had_shut_eyes (const DzItem *item)
{
  return gives (item, "eyes");
}

static gboolean
is_of_another (const DzItem *item)
{
  return item->twins->len > 0
         && !((const DzTwin *) g_ptr_array_index (item->twins, 0))->same_student;
}

static gboolean
comes_again (const DzItem *item)
{
  return gives (item, "background-colour") && item->twins->len > 0;
}

static gboolean
has_admission_photo (const DzItem *item)
{
  return item->admission != NULL;
}

/* ---- looking ---- */

void
screens_close_first_keys (ScreensDesk *self,
                          const char  *name)
{
  screens_wait_photo (self);
  screens_wait_page (self, DZ_TYPE_FIRST_KEYS);
  if (name != NULL)
    screens_take (self, name);
  screens_press ("Escape");
}

void
screens_take_looking (ScreensDesk *self)
{
  screens_go_to (self, has_no_fault, "a photo without a fault");
  screens_take (self, "no-fault");
  screens_go_to (self, is_too_small, "a head that is too small");
  screens_take (self, "failing");
  screens_press ("Down");
  screens_take (self, "finding-marked");
  screens_press ("Escape g");
  screens_take (self, "no-guides");
  screens_press ("g l alt+Down alt+Down alt+Down");
  screens_take (self, "line-moved");
  screens_press ("Delete Escape");
  screens_press ("2");
  screens_take (self, "zoom-face");
  screens_press ("3");
  screens_take (self, "zoom-eyes");
  screens_press ("4");
  screens_take (self, "zoom-shoulders");
  screens_press ("0");
  screens_take (self, "zoom-pixels");
  screens_press ("1 f");
  screens_take (self, "frame");
  screens_press ("f i");
  screens_take (self, "only-the-photo");
  screens_press ("i question");
  screens_take (self, "keys-in-place");
  screens_press ("Escape");
  screens_go_to (self, has_red_wall, "a red wall");
  screens_press ("b");
  screens_take (self, "wall");
  screens_press ("b");
  screens_go_to (self, has_no_fault, "a photo without a fault");
  screens_press ("h 3"); /* the lights in the eyes */
  screens_take (self, "clipped-light");
  screens_press ("h 1");
  screens_go_to (self, is_edited, "an edited photo");
  screens_take (self, "edited");
}

/* ---- judging ---- */

static void
take_rejecting (ScreensDesk *self)
{
  screens_go_to (self, has_red_wall, "a red wall");
  screens_press ("r");
  screens_wait_side (self, DZ_TYPE_REJECT_PANE);
  screens_take (self, "reject");
  screens_press ("3 End");
  screens_take (self, "reject-further-down");
  screens_press ("Tab");
  screens_type (NOTE);
  screens_take (self, "reject-note");
  screens_press ("alt+f");
  screens_take (self, "reject-final");
  screens_press ("alt+f ctrl+f");
  screens_type ("bj");
  screens_take (self, "reject-found");
  screens_press ("Escape Escape Escape");
  screens_wait_side (self, DZ_TYPE_FACTS_PANE);
}

static void
take_approving (ScreensDesk *self)
{
  screens_go_to (self, is_tilted, "a tilted head");
  screens_press ("a");
  screens_wait_side (self, DZ_TYPE_OVERRIDE_PANE);
  screens_take (self, "override");
  screens_press ("1");
  screens_take (self, "override-reason");
  screens_press ("Escape Escape");
  screens_wait_side (self, DZ_TYPE_FACTS_PANE);
  screens_go_to (self, has_no_fault, "a photo without a fault");
  screens_press ("shift+a");
  screens_wait_side (self, DZ_TYPE_OVERRIDE_PANE);
  screens_take (self, "waiver");
  screens_press ("Escape Escape");
  screens_wait_side (self, DZ_TYPE_FACTS_PANE);
}

static void
take_escalating (ScreensDesk *self)
{
  screens_go_to (self, has_wrong_shape, "a photo of another shape");
  screens_press ("e");
  screens_wait_side (self, DZ_TYPE_ESCALATE_PANE);
  screens_take (self, "escalate");
  screens_press ("1");
  screens_take (self, "escalate-reason");
  screens_press ("Return");
  screens_wait_side (self, DZ_TYPE_FACTS_PANE);
  screens_wait_photo (self);
  screens_take (self, "escalated");
  screens_press ("s");
  screens_wait_photo (self);
  screens_take (self, "skipped");
}

void
screens_take_judging (ScreensDesk *self)
{
  take_rejecting (self);
  take_approving (self);
  take_escalating (self);
}

/* ---- comparing ---- */

void
screens_take_comparing (ScreensDesk *self)
{
  screens_go_to (self, had_shut_eyes, "shut eyes before");
  screens_take (self, "second-attempt");
  screens_press ("c");
  screens_wait_side (self, DZ_TYPE_TWIN_VIEW);
  screens_take (self, "second-attempt-beside");
  screens_press ("3");
  screens_take (self, "second-attempt-eyes");
  screens_press ("1 c");
  screens_hold ("space", TRUE);
  screens_take (self, "blink");
  screens_hold ("space", FALSE);
  screens_go_to (self, comes_again, "the same photo again");
  screens_take (self, "same-photo-again");
  screens_press ("r");
  screens_wait_side (self, DZ_TYPE_REJECT_PANE);
  screens_take (self, "same-photo-reject");
  screens_press ("Escape");
  screens_go_to (self, is_of_another, "the photo of another");
  screens_take (self, "double");
  screens_press ("d");
  screens_wait_side (self, DZ_TYPE_TWIN_VIEW);
  screens_take (self, "double-beside");
  screens_press ("d");
  screens_go_to (self, has_admission_photo, "a student with an admission photo");
  screens_press ("p");
  screens_wait_side (self, DZ_TYPE_TWIN_VIEW);
  screens_take (self, "admission-photo-beside");
  screens_hold ("space", TRUE);
  screens_take (self, "admission-photo-blink");
  screens_hold ("space", FALSE);
  screens_press ("p");
}
