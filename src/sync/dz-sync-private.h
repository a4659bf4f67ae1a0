/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "dz-sync.h"

#include "dz-cache-worker.h"
#include "dz-outbox.h"
#include "dz-photo-shelf.h"
#include "dz-queue.h"

/* DzSync stands in thirteen files: its state, its opening, its sessions, its leases, who waits for
 * them, its commands,
 * what it holds of them, what rests of earlier ones, what took effect of them, what was not applied
 * of them, its photos, the reasons for refusing, and what supervisors do beyond judging. */

struct _DzSync
{
  GObject parent_instance;

  DzApiClient   *api;         /* owned */
  DzCacheWorker *worker;      /* owned */
  DzOutbox      *outbox;      /* owned */
  DzPhotoShelf  *shelf;       /* owned */
  DzQueue       *queue;       /* owned */
  GListStore    *held;        /* owned (element-type DzHeldItem), oldest first */
  GListStore    *sealed;      /* owned (element-type DzHeldItem): took effect, oldest first */
  GHashTable    *undone;      /* owned: id of an undo on its way → DzHeldItem that it takes back */
  GListStore    *conflicts;   /* owned (element-type DzConflictItem), oldest first */
  GPtrArray     *others;      /* owned (element-type DzWaiting): for whom else commands wait here */
  GHashTable    *touched;     /* owned: submission → epoch of the last thing done to it here */
  GCancellable  *cancellable; /* owned */
  DzUser        *user;        /* owned, nullable */
  DzQueueCounts *counts;      /* owned */
  DzQueueFilter *filter;      /* owned: what of the queue is asked for */
  guint          filter_no;   /* grows with each change of @filter */
  guint          asked_no;    /* @filter_no when the queue was asked for last */
  guint          fitted_no;   /* @filter_no by which the queue was sorted out last */
  DzQueueFilter *remembered;  /* owned, nullable: the filter with which @remembered_of begins */
  char          *remembered_of; /* owned, nullable: user id */
  DzReasonList  *reasons;     /* owned */
  gboolean       reasons_read; /* whether the service said them, this time */
  DzConnection   connection;
  DzModelsProblem models_problem;
  gint64         epoch;       /* counts what was asked and answered, to know old answers by */
  gint64         asked;       /* the epoch at which the queue was asked for last */
  gboolean       leasing;
  GCancellable  *leasing_ended; /* owned, nullable: gives up the request for leases under way */
  GPtrArray     *refreshes;   /* owned (element-type GTask): they wait until it is answered */
  gint64         held_asked;  /* the epoch at which it was asked what the service holds of mine */
  char          *held_before; /* owned, nullable: which of them it has said that ends first */
  GHashTable    *held_said;   /* owned: submissions that it has said, a set */
  gboolean       held_wanted; /* whether it may hold what is not listed here */
  gboolean       asking_held;
  gint64         asked_off_us; /* the service asked not to be asked for leases before this monotonic
                                * time */
  guint          patience_ms;  /* the longest that signing in may take */
  guint          refresh_id;
  guint          renew_id;
  guint          tick_id;
};

DzSync  *dz_sync_new              (DzApiClient  *api,
                                   DzCacheWorker *worker);
void     dz_sync_set_connection   (DzSync       *self,
                                   DzConnection  connection);
void     dz_sync_set_models_problem (DzSync     *self,
                                   DzModelsProblem problem);
void     dz_sync_set_counts       (DzSync       *self,
                                   const DzQueueCounts *counts);
void     dz_sync_notify_filter    (DzSync       *self);
void     dz_sync_recover_filter   (DzSync       *self);
void     dz_sync_drop_filter      (DzSync       *self);
void     dz_sync_set_reasons      (DzSync       *self,
                                   DzReasonList *reasons);
void     dz_sync_recall_reasons   (DzSync       *self);
void     dz_sync_fetch_reasons    (DzSync       *self);
void     dz_sync_note_reached     (DzSync       *self,
                                   gboolean      reached);
void     dz_sync_note_failure     (DzSync       *self,
                                   const GError *error);
void     dz_sync_set_user         (DzSync       *self,
                                   DzUser       *user);
void     dz_sync_forget_person    (DzSync       *self);
void     dz_sync_end_behind       (DzSync       *self);
void     dz_sync_begin_work       (DzSync       *self);
void     dz_sync_rest             (DzSync       *self);
void     dz_sync_clear            (DzSync       *self);
gboolean dz_sync_is_closed        (DzSync       *self);
void     dz_sync_fetch_ahead      (DzSync       *self);
void     dz_sync_top_up           (DzSync       *self);
void     dz_sync_stop_leasing     (DzSync       *self);
void     dz_sync_end_refreshes    (DzSync       *self,
                                   const GError *error);
void     dz_sync_drop_refreshes   (DzSync       *self);
void     dz_sync_renew            (DzSync       *self);
DzCommand *dz_sync_new_command   (const DzItem *item,
                                   DzCommandKind kind,
                                   guint         version,
                                   guint         shown_ms);
void     dz_sync_note_decided     (DzSync       *self,
                                   const DzItem *item,
                                   const DzCommand *command);
void     dz_sync_touch            (DzSync       *self,
                                   const char   *submission);
void     dz_sync_say_conflict     (DzSync       *self,
                                   const char   *submission,
                                   const char   *sentence);
void     dz_sync_answered         (DzOutbox     *outbox,
                                   DzCommand    *command,
                                   DzCommandAnswer *answer,
                                   const char   *sentence,
                                   DzConflict   *conflict,
                                   DzSync       *self);
void     dz_sync_add_conflict     (DzSync       *self,
                                   const DzConflict *conflict,
                                   const DzItem *item);
void     dz_sync_load_conflicts   (DzSync       *self);
void     dz_sync_end_conflicts_of (DzSync       *self,
                                   const char   *submission,
                                   const char   *how);
void     dz_sync_count_others     (DzSync       *self);
void     dz_sync_set_others_waiting (DzSync     *self,
                                   GPtrArray    *others);
void     dz_sync_say_problem      (DzSync       *self,
                                   const GError *error);
GError  *dz_sync_new_cache_error  (const GError *problem);
GError  *dz_sync_new_ended_error  (void);
void     dz_sync_seal_held        (DzSync       *self);
void     dz_sync_want_held        (DzSync       *self);
void     dz_sync_fetch_held       (DzSync       *self);
void     dz_sync_keep_sealed      (DzSync       *self,
                                   DzHeldItem   *held,
                                   DzHeldState   state);
gboolean dz_sync_is_too_late      (DzSync       *self,
                                   const DzCommandAnswer *answer);
void     dz_sync_undo_answered    (DzSync       *self,
                                   const DzCommand *command,
                                   const DzCommandAnswer *answer);
GBytes  *dz_sync_new_leases_body  (DzSync       *self);
