/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "dz-asking-sign.h"
#include "dz-escalate-pane.h"
#include "dz-facts-pane.h"
#include "dz-filter-bar.h"
#include "dz-held-tray.h"
#include "dz-other-photo.h"
#include "dz-override-pane.h"
#include "dz-photo-view.h"
#include "dz-queue-strip.h"
#include "dz-reject-pane.h"
#include "dz-reveal.h"
#include "dz-review-page.h"
#include "dz-sheet-view.h"
#include "dz-side-fold.h"
#include "dz-texture-cache.h"
#include "dz-toaster.h"
#include "dz-twin-view.h"

G_BEGIN_DECLS

/* The pages of the side. */
#define DZ_SIDE_FACTS "facts"
#define DZ_SIDE_REJECT "reject"
#define DZ_SIDE_OVERRIDE "override"
#define DZ_SIDE_ESCALATE "escalate"

struct _DzReviewPage
{
  GtkWidget           parent_instance;

  AdwToastOverlay    *toasts;         /* unowned, template child */
  DzQueueStrip       *strip;          /* unowned, template child */
  DzFilterBar        *filter_bar;     /* unowned, template child */
  GtkWidget          *single;         /* unowned, template child: all but @sheet */
  GtkWidget          *ahead;          /* unowned, template child: what comes next */
  DzSheetView        *sheet;          /* unowned, template child */
  GtkStack           *stack;          /* unowned, template child: "photo", "empty" */
  AdwStatusPage      *empty;          /* unowned, template child */
  DzPhotoView        *photo;          /* unowned, template child */
  DzTwinView         *twin;           /* unowned, template child */
  DzSideFold         *fold;           /* unowned, template child: @photo and @side */
  GtkStack           *side;           /* unowned, template child: DZ_SIDE_… */
  DzFactsPane        *facts;          /* unowned, template child */
  DzRejectPane       *reject;         /* unowned, template child */
  DzOverridePane     *override;       /* unowned, template child */
  DzEscalatePane     *escalate;       /* unowned, template child */
  GtkMenuButton      *zoom_button;    /* unowned, template child */
  DzHeldTray         *tray;           /* unowned, template child */
  DzToaster          *toaster;        /* owned */
  DzReveal           *reveal;         /* owned: what is hidden of the record of @shown */
  gboolean            asking_why;     /* a key is held, and when it is let go it is asked why */
  DzAskingSign       *asking_sign;    /* unowned, template child: over a single photo */
  GCancellable       *asking;         /* owned, nullable: somebody waits for what is new */
  gboolean            asked_loud;     /* … and wants to hear that nothing is */
  gboolean            asked_empty;    /* … and had no photo when they began */

  GSettings          *settings;       /* owned, nullable */
  DzJudging          *judging;        /* owned: of what is on the screen */
  gboolean            guides_shown;
  gboolean            frame_shown;    /* what is delivered, over the photo */
  DzSync             *sync;           /* owned, nullable */
  DzExaminer         *examiner;       /* owned, nullable */
  DzTextureCache     *textures;       /* owned, nullable */
  DzTextureCache     *thumbs;         /* owned, nullable */
  DzTextureCache     *close_ups;      /* owned, nullable: of the photo on the screen only */
  DzTextureCache     *sheet_textures; /* owned, nullable: while a contact sheet is open */
  guint               n_approving;    /* so many photos of a sheet are on their way to the disk */
  DzQueueItem        *wanted;         /* owned, nullable: where the reviewer is */
  DzQueueItem        *shown;          /* owned, nullable: what is on the screen */
  guint               position;       /* of @wanted in the queue */
  char               *awaited;        /* owned, nullable: submission that undo brings back */
  GtkLabel           *draft_note;     /* unowned, template child: over the photo */
  DzCommand          *draft;          /* owned, nullable: of a photo that is to be judged again */
  gboolean            draft_awaited;  /* whether its photo is gone to as soon as it is there */
  gboolean            draft_open;     /* whether it was taken up beside its photo already */
  char               *school_title;   /* owned, nullable */
  DzTextureCache     *others;         /* owned, nullable: of what this photo is compared with */
  DzOtherPhoto       *other;          /* owned, nullable: beside the photo */
  DzOtherPhoto       *instead;        /* owned, nullable: in its place, while a key is held */
  gboolean            comparing;      /* whether there is one beside it */
  gboolean            linking;        /* while one view is made to look as the other */
  guint               room_width;     /* of a photo that stands alone, px of the screen */
  guint               room_height;
  guint               size_id;        /* source, 0 for none */
  gboolean            sized;          /* whether it is known how large photos are shown */
  guint               sharper_id;     /* source, 0 for none: what is looked at closely is late */
  gboolean            sharper_late;   /* … and that is told */
  guint               late_id;        /* source, 0 for none */
  gboolean            late;           /* @wanted has not been there for a while */
  gboolean            busy;           /* a command is on its way to the disk */
  char               *deciding;       /* owned, nullable: … and decides this submission */
  DzHeldItem         *undoing;        /* owned, nullable: … and takes this back */
  GQueue              undos;          /* owned: what is taken back after that, in turn */
  int                 direction;      /* where the reviewer goes: 1 ahead, -1 back */
  int                 steps;          /* asked for while @wanted was not on the screen yet */
  DzKeyController    *keys;           /* owned, nullable */
};

void     dz_review_page_install_actions  (GtkWidgetClass *widget_class);
void     dz_review_page_install_deciding (GtkWidgetClass *widget_class);
void     dz_review_page_update_actions   (DzReviewPage   *self);
void     dz_review_page_photo_resized    (DzReviewPage   *self);
void     dz_review_page_set_school_title (DzReviewPage   *self,
                                          char           *title);
void     dz_review_page_show_side        (DzReviewPage   *self,
                                          const char     *name);
gboolean dz_review_page_shows_facts      (DzReviewPage   *self);
void     dz_review_page_show_empty       (DzReviewPage   *self);
void     dz_review_page_stop_waiting     (DzReviewPage   *self);
void     dz_review_page_texture_changed  (DzReviewPage   *self,
                                          const char     *submission);
void     dz_review_page_fetch_again      (DzReviewPage   *self);
void     dz_review_page_await_sharper    (DzReviewPage   *self,
                                          gboolean        wanted);
void     dz_review_page_ask              (DzReviewPage   *self,
                                          gboolean        loud);
void     dz_review_page_stop_asking      (DzReviewPage   *self);
void     dz_review_page_name_keys        (DzReviewPage   *self);
gboolean dz_review_page_find_position    (GListModel     *queue,
                                          const char     *submission,
                                          guint          *position);
void     dz_review_page_go_to            (DzReviewPage   *self,
                                          guint           position);
void     dz_review_page_step_by          (DzReviewPage   *self,
                                          int             by);
void     dz_review_page_go_on            (DzReviewPage   *self);
void     dz_review_page_follow_queue     (DzReviewPage   *self);
gboolean dz_review_page_find_draft       (DzReviewPage   *self,
                                          guint          *position);
void     dz_review_page_take_up_draft    (DzReviewPage   *self);
void     dz_review_page_end_draft        (DzReviewPage   *self,
                                          const char     *submission);
void     dz_review_page_install_undo     (GtkWidgetClass *widget_class);
gboolean dz_review_page_may_undo         (DzReviewPage   *self);
void     dz_review_page_end_write        (DzReviewPage   *self,
                                          const GError   *error);
void     dz_review_page_forget_undos     (DzReviewPage   *self);
void     dz_review_page_reject_send      (DzReviewPage   *self);
void     dz_review_page_override_send    (DzReviewPage   *self);
void     dz_review_page_escalate_send    (DzReviewPage   *self);

void     dz_review_page_install_sheet    (GtkWidgetClass *widget_class);
gboolean dz_review_page_shows_sheet      (DzReviewPage   *self);
void     dz_review_page_close_sheet      (DzReviewPage   *self);
void     dz_review_page_sheet_approve    (DzReviewPage   *self);
void     dz_review_page_install_looking  (GtkWidgetClass *widget_class);
void     dz_review_page_judging_changed  (DzReviewPage   *self);
void     dz_review_page_show_region      (DzReviewPage   *self);
void     dz_review_page_leave_findings   (DzReviewPage   *self);
void     dz_review_page_line_moved       (DzReviewPage   *self,
                                          guint           line,
                                          double          y);
void     dz_review_page_show_overlay     (DzReviewPage   *self,
                                          DzOverlayKind   kind,
                                          gboolean        shown);
gboolean dz_review_page_may_look         (DzReviewPage   *self);
void     dz_review_page_install_compare  (GtkWidgetClass *widget_class);
void     dz_review_page_size_others      (DzReviewPage   *self);
void     dz_review_page_other_ahead      (DzReviewPage   *self);
void     dz_review_page_other_changed    (DzReviewPage   *self,
                                          const char     *submission);
void     dz_review_page_other_zoomed     (DzReviewPage   *self);
void     dz_review_page_link             (DzReviewPage   *self);
void     dz_review_page_stop_blinking    (DzReviewPage   *self);
void     dz_review_page_propose_again    (DzReviewPage   *self);
const char *dz_review_page_get_alarm     (DzReviewPage   *self);
void     dz_review_page_stop_comparing   (DzReviewPage   *self);
char    *dz_review_page_say_compared     (DzReviewPage   *self);
void     dz_review_page_install_reveal   (GtkWidgetClass *widget_class);
void     dz_review_page_connect_reveal   (DzReviewPage   *self);
void     dz_review_page_follow_record    (DzReviewPage   *self);
void     dz_review_page_install_zoom     (GtkWidgetClass *widget_class);
void     dz_review_page_hold_photo       (DzReviewPage   *self);
gboolean dz_review_page_wants_sharper    (DzReviewPage   *self);
void     dz_review_page_size_close_ups   (DzReviewPage   *self);
void     dz_review_page_zoomed           (DzReviewPage   *self);
void     dz_review_page_set_zoom         (DzReviewPage   *self,
                                          const char     *nick);
gboolean dz_review_page_shows_frame      (DzReviewPage   *self);
void     dz_review_page_update_frame     (DzReviewPage   *self);
void     dz_review_page_set_frame_shown  (DzReviewPage   *self,
                                          gboolean        shown);
void     dz_review_page_update_guides    (DzReviewPage   *self);
void     dz_review_page_set_guides_shown (DzReviewPage   *self,
                                          gboolean        shown);

G_END_DECLS
