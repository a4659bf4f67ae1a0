/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "dz-store.h"

#include "dz-photo-files.h"
#include "dz-query.h"
#include "dz-sqlite.h"
#include "dz-store-entries.h"
#include "dz-store-queue.h"
#include "dz-transaction.h"
#include "dz-turn.h"

G_BEGIN_DECLS

struct _DzStore
{
  char         *data_dir;   /* owned */
  sqlite3      *db;         /* owned */
  DzPhotoFiles *photos;     /* owned */
  DzTurn       *turn;       /* owned; the turns of this directory's writers */
  DzStoreClock  clock;
  gpointer      clock_data; /* unowned */
  DzStoreJudge  judge;      /* nullable */
  gpointer      judge_data; /* unowned */
  DzStoreFrame  frame;      /* nullable */
  gpointer      frame_data; /* unowned */
  JsonNode     *by;         /* owned, nullable: who works, as a detail says it */
  char         *by_user;    /* owned, nullable: id of who works */
  char         *program;    /* owned, nullable: with which program */
  gboolean      in_transaction;
  gint64        now_us;     /* of the running write transaction */
};

/* The file and the folder of a data directory. */
#define DZ_STORE_FILE "duizhao.sqlite"
#define DZ_STORE_PHOTOS "photos"

void     dz_store_take_sqlite_error (GError    **error,
                                     GError     *met);
int      dz_store_error_from_errno  (int         saved_errno);
gboolean dz_store_read_time         (DzStore    *self,
                                     gint64     *now_us,
                                     GError    **error);

G_END_DECLS
