/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "dz-conflict.h"

G_BEGIN_DECLS

/**
 * DZ_CACHE_ERROR:
 *
 * The domain of the desk's own data.
 */
#define DZ_CACHE_ERROR (dz_cache_error_quark ())

/**
 * DzCacheError:
 * @DZ_CACHE_ERROR_OPEN: missing, unreadable, not a database
 * @DZ_CACHE_ERROR_TOO_NEW: written by a newer release; nothing was touched
 * @DZ_CACHE_ERROR_LOCKED: another desk uses it
 * @DZ_CACHE_ERROR_DISK: the disk is full or failed; nothing was kept
 * @DZ_CACHE_ERROR_NOT_FOUND: it is not here
 * @DZ_CACHE_ERROR_DAMAGED: it is here, but not what was put in
 * @DZ_CACHE_ERROR_SQL: our bug
 * @DZ_CACHE_ERROR_FEED: what a service sent of its history cannot be read
 * @DZ_CACHE_ERROR_FORK: its history is not the one that this desk has seen, or less of it
 * @DZ_CACHE_ERROR_TWO_SERVICES: two services claim one history, or one service another's
 * @DZ_CACHE_ERROR_SIGNATURE: a head whose signature does not hold
 * @DZ_CACHE_ERROR_KEY: a head signed with a key that is not believed, or not yet
 * @DZ_CACHE_ERROR_EPOCH: a service was restored from a backup, or says so and was not
 * @DZ_CACHE_ERROR_CLOCK: a service's clock was set back
 * @DZ_CACHE_ERROR_BEHIND: the copy of the history is older than what this desk has seen
 */
typedef enum
{
  DZ_CACHE_ERROR_OPEN,
  DZ_CACHE_ERROR_TOO_NEW,
  DZ_CACHE_ERROR_LOCKED,
  DZ_CACHE_ERROR_DISK,
  DZ_CACHE_ERROR_NOT_FOUND,
  DZ_CACHE_ERROR_DAMAGED,
  DZ_CACHE_ERROR_SQL,
  DZ_CACHE_ERROR_FEED,
  DZ_CACHE_ERROR_FORK,
  DZ_CACHE_ERROR_TWO_SERVICES,
  DZ_CACHE_ERROR_SIGNATURE,
  DZ_CACHE_ERROR_KEY,
  DZ_CACHE_ERROR_EPOCH,
  DZ_CACHE_ERROR_CLOCK,
  DZ_CACHE_ERROR_BEHIND,
} DzCacheError;

GQuark dz_cache_error_quark (void);

/**
 * DzOutboxRow:
 * @id: the command's id
 * @service: address of the service at that time; one that the desk starts itself has another
 *   port each time, so the person's id is what a command is found by
 * @user: id of the person whose command it is
 * @submission: what it is about
 * @body: the request's body, to the byte
 * @outcome: "waiting", "done", "conflict" or "refused"
 * @answer: (nullable): what the service said to it
 *
 * One command as the desk keeps it.
 */
typedef struct
{
  char *id;
  char *service;
  char *user;
  char *submission;
  char *body;
  char *outcome;
  char *answer;
} DzOutboxRow;

DzOutboxRow *dz_outbox_row_new  (void);
DzOutboxRow *dz_outbox_row_copy (const DzOutboxRow *self);
void         dz_outbox_row_free (DzOutboxRow *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (DzOutboxRow, dz_outbox_row_free)

/**
 * DzWaiting:
 * @user: id of a person
 * @name: (nullable): what they are called; %NULL where they have not signed in since names are kept
 * @n_commands: how many commands of theirs have no answer
 *
 * What waits at this desk for one person.
 */
typedef struct
{
  char *user;
  char *name;
  guint n_commands;
} DzWaiting;

void dz_waiting_free (DzWaiting *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (DzWaiting, dz_waiting_free)

/**
 * DzCache:
 *
 * The desk's own data: the outbox, which survives a killed desk, and photos, which do not: they
 * are encrypted under a key that only this object knows. Every function blocks. All belong to one
 * thread, but for those that keep, get and drop photos: they may have another one to themselves.
 */
typedef struct _DzCache DzCache;

DzCache    *dz_cache_open            (const char        *dir,
                                      GError           **error);
void        dz_cache_close           (DzCache           *self);
const char *dz_cache_get_workstation (DzCache           *self);
gboolean    dz_cache_add_command     (DzCache           *self,
                                      const DzOutboxRow *row,
                                      GError           **error);
gboolean    dz_cache_add_commands    (DzCache           *self,
                                      GPtrArray         *rows,
                                      GError           **error);
GPtrArray  *dz_cache_list_commands   (DzCache           *self,
                                      const char        *user,
                                      const char        *outcome,
                                      GError           **error);
gboolean    dz_cache_finish_command  (DzCache           *self,
                                      const char        *id,
                                      const char        *outcome,
                                      const char        *answer,
                                      GError           **error);
gboolean    dz_cache_name_person     (DzCache           *self,
                                      const char        *user,
                                      const char        *name,
                                      GError           **error);
GPtrArray  *dz_cache_count_waiting   (DzCache           *self,
                                      GError           **error);
gboolean    dz_cache_add_conflict    (DzCache           *self,
                                      const DzConflict  *conflict,
                                      const char        *outcome,
                                      GError           **error);
GPtrArray  *dz_cache_list_conflicts  (DzCache           *self,
                                      const char        *user,
                                      GError           **error);
gboolean    dz_cache_end_conflict    (DzCache           *self,
                                      const char        *command,
                                      const char        *ending,
                                      GError           **error);
gboolean    dz_cache_keep_reasons    (DzCache           *self,
                                      const char        *body,
                                      GError           **error);
char       *dz_cache_dup_reasons     (DzCache           *self,
                                      GError           **error);
gboolean    dz_cache_keep_photo      (DzCache           *self,
                                      const char        *sha256,
                                      GBytes            *bytes,
                                      GError           **error);
GBytes     *dz_cache_get_photo       (DzCache           *self,
                                      const char        *sha256,
                                      GError           **error);
gboolean    dz_cache_drop_photo      (DzCache           *self,
                                      const char        *sha256,
                                      GError           **error);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (DzCache, dz_cache_close)

G_END_DECLS
