/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "dz-examiner.h"
#include "dz-key-controller.h"
#include "dz-key-table.h"
#include "dz-sync.h"

G_BEGIN_DECLS

/**
 * DzReviewPage:
 *
 * Where photos are judged, one by one. Actions "review.approve", "review.approve-with",
 * "review.reject", "review.skip", "review.undo", "review.previous", "review.next", "review.refresh"
 * and "review.sheet"; to look at the photo "review.step", "review.leave", "review.compare",
 * "review.guides", "review.wall", "review.clipped", "review.pick-line", "review.move-line" and
 * "review.put-back".
 *
 * Properties: "school-title" (string): school and level of the photo that is shown; "guides-shown"
 * (boolean): whether guides are drawn over photos, remembered in the settings; "wall-shown",
 * "clipped-shown" (boolean): whether that overlay lies over this photo.
 */
#define DZ_TYPE_REVIEW_PAGE (dz_review_page_get_type ())
G_DECLARE_FINAL_TYPE (DzReviewPage, dz_review_page, DZ, REVIEW_PAGE, GtkWidget)

void dz_review_page_open  (DzReviewPage *self,
                           DzSync       *sync,
                           DzExaminer   *examiner);
void dz_review_page_close (DzReviewPage *self);
void dz_review_page_undo  (DzReviewPage *self,
                           DzHeldItem   *held);
void dz_review_page_say_conflict (DzReviewPage *self,
                           const char   *submission,
                           const char   *sentence);
void dz_review_page_say   (DzReviewPage *self,
                           const char   *sentence);
void dz_review_page_set_keys (DzReviewPage    *self,
                              DzKeyController *keys);
gboolean dz_review_page_show_submission (DzReviewPage *self,
                                         const char   *submission);
void dz_review_page_resume   (DzReviewPage    *self,
                              const DzCommand *draft);
DzKeyPlaces dz_review_page_get_key_place (DzReviewPage  *self,
                                          GtkWidget    **target);

G_END_DECLS
