/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "dz-outbox.h"

G_BEGIN_DECLS

/* DzOutbox stands in three files: what waits, how it is sent, and how it ends. */

/* A command that waits. */
typedef struct
{
  DzOutboxRow *row;        /* owned */
  gint64       rests_us;   /* not to be sent before this monotonic time */
  guint        n_failures; /* the service failed over it so often in a row */
} DzOutboxEntry;

struct _DzOutbox
{
  GObject parent_instance;

  DzApiClient   *api;         /* owned */
  DzCacheWorker *worker;      /* owned */
  char          *user;        /* owned, nullable: whose commands these are */
  GQueue         entries;     /* owned (element-type DzOutboxEntry): without an answer, in order */
  GCancellable  *cancellable; /* owned */
  gboolean       sending;     /* one exchange at a time keeps the order */
  char          *sent_id;     /* owned, nullable: the command that was sent last */
  gboolean       resting;     /* signed out or closing */
  guint          retry_s;     /* how long to wait after the next failure */
  gint64         quiet_us;    /* nothing is sent before this monotonic time … */
  gint64         asked_us;    /* … nor before this one, for which the service asked */
  guint          n_unlucky;   /* commands in a row over which the service failed */
  guint          retry_id;    /* source, 0 for none */
};

void           dz_outbox_entry_free   (DzOutboxEntry   *entry);
void           dz_outbox_note_waiting (DzOutbox        *self);
void           dz_outbox_send_next    (DzOutbox        *self);
void           dz_outbox_send_afresh  (DzOutbox        *self);
void           dz_outbox_end          (DzOutbox        *self,
                                       DzOutboxEntry   *entry,
                                       DzCommandAnswer *answer,
                                       const char      *sentence);
void           dz_outbox_say_answered (DzOutbox        *self,
                                       DzCommand       *command,
                                       DzCommandAnswer *answer,
                                       const char      *sentence,
                                       DzConflict      *conflict);
void           dz_outbox_say_reached  (DzOutbox        *self,
                                       gboolean         reached);
void           dz_outbox_say_signed_out (DzOutbox      *self);

G_END_DECLS
