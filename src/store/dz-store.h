/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "dz-role.h"

G_BEGIN_DECLS

/**
 * DZ_STORE_ERROR:
 *
 * The domain of the store. Codes a caller can act on; the message says what was being done.
 */
#define DZ_STORE_ERROR (dz_store_error_quark ())

/**
 * DzStoreError:
 * @DZ_STORE_ERROR_OPEN: missing, unreadable, not a database
 * @DZ_STORE_ERROR_TOO_NEW: written by a newer release; nothing was touched
 * @DZ_STORE_ERROR_LOCKED: another program holds the data directory
 * @DZ_STORE_ERROR_BUSY: another process holds the write lock for too long
 * @DZ_STORE_ERROR_DISK: the disk is full or failed; nothing was kept
 * @DZ_STORE_ERROR_DAMAGED: what is stored contradicts itself
 * @DZ_STORE_ERROR_SQL: our bug
 * @DZ_STORE_ERROR_NOT_FOUND: nothing has this id, name or hash
 * @DZ_STORE_ERROR_EXISTS: the name or id is taken
 * @DZ_STORE_ERROR_INVALID: a value that the trade does not allow (a window that ends before it
 *   opens, a roster with bad rows); the message says which
 * @DZ_STORE_ERROR_UNKNOWN_SCHOOL: no school has this code
 * @DZ_STORE_ERROR_NO_WINDOW: no window of this school and level is open now
 * @DZ_STORE_ERROR_NO_MATCH: name and identifier fit no record (没有找到匹配的信息)
 * @DZ_STORE_ERROR_OTHER_IDENTITY: the record is bound to another identity
 * @DZ_STORE_ERROR_IDENTITY_BOUND: this identity is bound to another record of the window
 * @DZ_STORE_ERROR_NOT_BOUND: this identity is bound to no record
 * @DZ_STORE_ERROR_IN_REVIEW: an earlier photo still waits for its result
 * @DZ_STORE_ERROR_APPROVED_ALREADY: an earlier photo was approved
 * @DZ_STORE_ERROR_ATTEMPTS: no attempt is left
 * @DZ_STORE_ERROR_COMMAND_REUSED: the command's id came before with another body
 * @DZ_STORE_ERROR_FORBIDDEN: not this user's to do
 * @DZ_STORE_ERROR_FAILING: an approval against rules that fail, without an override for each; the
 *   message is the ids of those that lack one, with ", " between
 * @DZ_STORE_ERROR_UNPAID: an approval of what the student has not paid for
 * @DZ_STORE_ERROR_RETIRED: a reason was retired before the photo was there to be judged; the
 *   message names it in both languages
 * @DZ_STORE_ERROR_FINAL: an earlier refusal was final
 * @DZ_STORE_ERROR_STALE: the data has gone on since the caller looked; look again
 * @DZ_STORE_ERROR_SHEET_FORBIDDEN: an approval from a contact sheet, which the school's policy
 *   forbids
 * @DZ_STORE_ERROR_SHEET_UNFIT: an approval from a contact sheet of a photo that must be judged
 *   alone; the message says why
 * @DZ_STORE_ERROR_NOT_SEALED: a decision is not in effect yet, so that there is nothing to reopen
 * @DZ_STORE_ERROR_SUPERSEDED: a later photo of the student stands in its place
 * @DZ_STORE_ERROR_NOBODY_ELSE: everybody who could judge it has judged it before
 * @DZ_STORE_ERROR_NO_SUPERVISOR: every supervisor to whom it could be left has judged it before
 * @DZ_STORE_ERROR_NO_SECOND: nothing can be judged twice, for fewer than two people judge
 * @DZ_STORE_ERROR_UNDOABLE: who asks a supervisor about a decision can undo it themselves
 * @DZ_STORE_ERROR_ASKED_ALREADY: what they asked about the submission waits still
 * @DZ_STORE_ERROR_ASKED_MUCH: so much of what they asked waits still
 * @DZ_STORE_ERROR_UNKNOWN_FILTER: a filter of the queue names a school or window that is not there
 * @DZ_STORE_ERROR_KEY: the history cannot be signed: its key is missing, damaged, open to others or
 *   another one than it names; the message says which
 * @DZ_STORE_ERROR_HEAD: a kept head from which no new epoch can begin; the message is a sentence
 *   that says why, translated
 * @DZ_STORE_ERROR_OVERTAKEN: somebody else has changed it since the caller looked
 */
typedef enum
{
  DZ_STORE_ERROR_OPEN,
  DZ_STORE_ERROR_TOO_NEW,
  DZ_STORE_ERROR_LOCKED,
  DZ_STORE_ERROR_BUSY,
  DZ_STORE_ERROR_DISK,
  DZ_STORE_ERROR_DAMAGED,
  DZ_STORE_ERROR_SQL,
  DZ_STORE_ERROR_NOT_FOUND,
  DZ_STORE_ERROR_EXISTS,
  DZ_STORE_ERROR_INVALID,
  DZ_STORE_ERROR_UNKNOWN_SCHOOL,
  DZ_STORE_ERROR_NO_WINDOW,
  DZ_STORE_ERROR_NO_MATCH,
  DZ_STORE_ERROR_OTHER_IDENTITY,
  DZ_STORE_ERROR_IDENTITY_BOUND,
  DZ_STORE_ERROR_NOT_BOUND,
  DZ_STORE_ERROR_IN_REVIEW,
  DZ_STORE_ERROR_APPROVED_ALREADY,
  DZ_STORE_ERROR_ATTEMPTS,
  DZ_STORE_ERROR_COMMAND_REUSED,
  DZ_STORE_ERROR_FORBIDDEN,
  DZ_STORE_ERROR_FAILING,
  DZ_STORE_ERROR_UNPAID,
  DZ_STORE_ERROR_RETIRED,
  DZ_STORE_ERROR_FINAL,
  DZ_STORE_ERROR_STALE,
  DZ_STORE_ERROR_SHEET_FORBIDDEN,
  DZ_STORE_ERROR_SHEET_UNFIT,
  DZ_STORE_ERROR_UNDOABLE,
  DZ_STORE_ERROR_ASKED_ALREADY,
  DZ_STORE_ERROR_ASKED_MUCH,
  DZ_STORE_ERROR_UNKNOWN_FILTER,
  DZ_STORE_ERROR_OVERTAKEN,
  DZ_STORE_ERROR_NOT_SEALED,
  DZ_STORE_ERROR_SUPERSEDED,
  DZ_STORE_ERROR_NOBODY_ELSE,
  DZ_STORE_ERROR_NO_SUPERVISOR,
  DZ_STORE_ERROR_KEY,
  DZ_STORE_ERROR_HEAD,
  DZ_STORE_ERROR_NO_SECOND,
} DzStoreError;

GQuark dz_store_error_quark (void);

/**
 * DzStore:
 *
 * One thread's way to the service's data. Every function blocks; none may be called from two
 * threads at once. Writers of one data directory take turns, in this process and in others.
 */
typedef struct _DzStore DzStore;

/**
 * DzStoreClock:
 * @user_data: given with the clock
 *
 * Returns: the machine's time, microseconds since 1970 UTC
 */
typedef gint64 (*DzStoreClock) (gpointer user_data);

/**
 * DzStation:
 * @user: opaque id of who works
 * @roles: what they may do
 * @workstation: (nullable): at which desk
 * @program: (nullable): with which program, "duizhao/1.2"
 *
 * On whose behalf a store works.
 */
typedef struct
{
  const char *user;
  DzRole      roles;
  const char *workstation;
  const char *program;
} DzStation;

DzStore    *dz_store_open          (const char    *data_dir,
                                    GError       **error);
DzStore    *dz_store_open_at       (const char    *data_dir,
                                    DzStoreClock   clock,
                                    gpointer       user_data,
                                    GError       **error);
void        dz_store_close         (DzStore       *self);
const char *dz_store_get_data_dir  (DzStore       *self);
void        dz_store_set_clock     (DzStore       *self,
                                    DzStoreClock   clock,
                                    gpointer       user_data);
void        dz_store_set_station   (DzStore         *self,
                                    const DzStation *station);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (DzStore, dz_store_close)

/**
 * DzDataLock:
 *
 * The right of one program to serve a data directory. Ends with the program, however it ends.
 */
typedef struct _DzDataLock DzDataLock;

DzDataLock *dz_data_lock_take      (const char    *data_dir,
                                    GError       **error);
void        dz_data_lock_release   (DzDataLock    *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (DzDataLock, dz_data_lock_release)

/* The actor of an entry that nobody's key brought about. */
#define DZ_STORE_ACTOR_SERVICE "service"

G_END_DECLS
