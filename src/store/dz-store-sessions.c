/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "dz-store-sessions.h"

#include "dz-store-private.h"

#include <string.h>

#define WORKSTATION_MAX 64
/* So long an ended session is told apart from one that never was. */
#define REMEMBER_US ((gint64) 7 * G_TIME_SPAN_DAY)

#define FIND_USER_ID "SELECT id FROM users WHERE id = ?1"
#define FIND_TOKEN "SELECT token_hash FROM sessions WHERE token_hash = ?1"
#define BEGIN_SESSION \
  "INSERT INTO sessions (token_hash, user_id, workstation, begun_us, expires_us, program)" \
  " VALUES (?1, ?2, ?3, ?4, ?5, ?6)"
#define FORGET_SESSIONS "DELETE FROM sessions WHERE expires_us < ?1"
#define GET_SESSION \
  "SELECT users.id, users.name, users.roles, sessions.workstation, sessions.expires_us," \
  " sessions.program" \
  " FROM sessions JOIN users ON users.id = sessions.user_id WHERE token_hash = ?1"
#define END_SESSION "DELETE FROM sessions WHERE token_hash = ?1"
#define WHOSE_SESSION "SELECT user_id FROM sessions WHERE token_hash = ?1"

static gboolean
check_session (DzStore    *self,
               const char *user,
               const char *token_hash,
               GError    **error)
{
  g_autofree char *known = NULL;
  g_autofree char *taken = NULL;

  if (!dz_store_read_text (self, "signing in", FIND_USER_ID, DZ_VALUES (DZ_TEXT (user)), &known,
                           error) ||
      !dz_store_read_text (self, "signing in", FIND_TOKEN, DZ_VALUES (DZ_TEXT (token_hash)), &taken,
                           error))
    return FALSE;
  if (known == NULL)
    g_set_error (error, DZ_STORE_ERROR, DZ_STORE_ERROR_NOT_FOUND,
                 "signing in: no user has this id");
  else if (taken != NULL)
    g_set_error (error, DZ_STORE_ERROR, DZ_STORE_ERROR_EXISTS, "signing in: this token is in use");
  return known != NULL && taken == NULL;
}

static gboolean
write_session (DzStore    *self,
               const char *user,
               const char *token_hash,
               const char *workstation,
               gint64      expires_us,
               GError    **error)
{
  g_autoptr(JsonBuilder) detail = dz_detail_new ();

  dz_detail_add (detail, "workstation", workstation);
  dz_detail_add_int (detail, "expires_us", expires_us);
  return dz_store_run (self, "signing in", FORGET_SESSIONS,
                       DZ_VALUES (DZ_INT (self->now_us - REMEMBER_US)), NULL, error) &&
         dz_store_run (self, "signing in", BEGIN_SESSION,
                       DZ_VALUES (DZ_TEXT (token_hash), DZ_TEXT (user), DZ_TEXT (workstation),
                                  DZ_INT (self->now_us), DZ_INT (expires_us),
                                  DZ_TEXT (self->program != NULL ? self->program : "")),
                       NULL, error) &&
         dz_store_append_entry (self, "sign-in", user, user, "", detail, error);
}

/**
 * dz_store_begin_session:
 * @self: a store
 * @user: id of the user who proved who they are
 * @token_hash: SHA-256 of the new token in hex
 * @workstation: opaque id of the desk, at most 64 bytes; leases belong to user and workstation
 * @lifetime_us: how long the session lasts
 * @expires_us: (out) (optional): when it ends
 * @error: return location; DZ_STORE_ERROR_NOT_FOUND, DZ_STORE_ERROR_EXISTS, DZ_STORE_ERROR_INVALID
 *
 * Begins a session. It keeps the program that the store's station names.
 *
 * Returns: whether it began
 */
gboolean
dz_store_begin_session (DzStore    *self,
                        const char *user,
                        const char *token_hash,
                        const char *workstation,
                        gint64      lifetime_us,
                        gint64     *expires_us,
                        GError    **error)
{
  g_autoptr(DzTransaction) transaction = NULL;
  gint64 ends_us;

  g_return_val_if_fail (self != NULL && user != NULL && token_hash != NULL, FALSE);
  g_return_val_if_fail (workstation != NULL && lifetime_us > 0, FALSE);

  if (strlen (workstation) > WORKSTATION_MAX || !g_utf8_validate (workstation, -1, NULL))
    {
      g_set_error (error, DZ_STORE_ERROR, DZ_STORE_ERROR_INVALID,
                   "signing in: the workstation's name is longer than %d bytes or not UTF-8",
                   WORKSTATION_MAX);
      return FALSE;
    }
  transaction = dz_transaction_begin_write (self, "signing in", error);
  if (transaction == NULL)
    return FALSE;
  ends_us = self->now_us + lifetime_us;
  if (!check_session (self, user, token_hash, error) ||
      !dz_store_tell_refused_sign_ins (self, user, self->now_us, error) ||
      !write_session (self, user, token_hash, workstation, ends_us, error) ||
      !dz_transaction_commit (transaction, error))
    return FALSE;
  if (expires_us != NULL)
    *expires_us = ends_us;
  return TRUE;
}

static DzUser *
take_session (DzStatement *row,
              gint64       now_us,
              char       **workstation,
              char       **program,
              GError     **error)
{
  DzUser *user;

  if (dz_statement_get_int64 (row, 4) <= now_us)
    {
      g_set_error (error, DZ_STORE_ERROR, DZ_STORE_ERROR_NOT_FOUND, "the session has expired");
      return NULL;
    }
  user = dz_user_new ();
  user->id = dz_statement_dup_text (row, 0);
  user->name = dz_statement_dup_text (row, 1);
  if (!dz_roles_from_text (dz_statement_get_text (row, 2), &user->roles))
    user->roles = DZ_ROLE_NONE;
  if (workstation != NULL)
    *workstation = dz_statement_dup_text (row, 3);
  if (program != NULL)
    *program = dz_statement_dup_text (row, 5);
  return user;
}

/**
 * dz_store_get_session:
 * @self: a store
 * @token_hash: SHA-256 of a token in hex
 * @workstation: (out) (optional) (transfer full): the desk it was given to
 * @program: (out) (optional) (transfer full): the program that signed in, "" where it did not say
 * @error: return location; DZ_STORE_ERROR_NOT_FOUND, whose message says whether the session has
 *   expired or never was
 *
 * Returns: (transfer full) (nullable): whose session it is
 */
DzUser *
dz_store_get_session (DzStore    *self,
                      const char *token_hash,
                      char      **workstation,
                      char      **program,
                      GError    **error)
{
  g_autoptr(DzStatement) row = NULL;
  gint64 now_us;
  DzStep step;

  g_return_val_if_fail (self != NULL && token_hash != NULL, NULL);

  if (!dz_store_read_time (self, &now_us, error))
    return NULL;
  row = dz_query_new (self, "reading a session", GET_SESSION, DZ_VALUES (DZ_TEXT (token_hash)),
                      error);
  step = dz_query_step (row, error);
  if (step == DZ_STEP_ROW)
    return take_session (row, now_us, workstation, program, error);
  if (step == DZ_STEP_DONE)
    g_set_error (error, DZ_STORE_ERROR, DZ_STORE_ERROR_NOT_FOUND, "there is no such session");
  return NULL;
}

/**
 * dz_store_end_session:
 * @self: a store
 * @token_hash: SHA-256 of the token in hex
 * @error: return location; DZ_STORE_ERROR_NOT_FOUND
 *
 * Ends a session. Its leases stay until they expire: the user may sign in again.
 *
 * Returns: whether there was one
 */
gboolean
dz_store_end_session (DzStore    *self,
                      const char *token_hash,
                      GError    **error)
{
  g_autoptr(DzTransaction) transaction = NULL;
  g_autofree char *user = NULL;

  g_return_val_if_fail (self != NULL && token_hash != NULL, FALSE);

  transaction = dz_transaction_begin_write (self, "signing out", error);
  if (transaction == NULL || !dz_store_read_text (self, "signing out", WHOSE_SESSION,
                                                  DZ_VALUES (DZ_TEXT (token_hash)), &user, error))
    return FALSE;
  if (user == NULL)
    {
      g_set_error (error, DZ_STORE_ERROR, DZ_STORE_ERROR_NOT_FOUND,
                   "signing out: there is no such session");
      return FALSE;
    }
  return dz_store_run (self, "signing out", END_SESSION, DZ_VALUES (DZ_TEXT (token_hash)), NULL,
                       error) &&
         dz_store_append_entry (self, "sign-out", user, user, "", NULL, error) &&
         dz_transaction_commit (transaction, error);
}
