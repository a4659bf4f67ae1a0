/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "dz-store-users.h"

#include "dz-id.h"
#include "dz-store-private.h"

#include <string.h>

#define NAME_MAX_CHARACTERS 64

#define ADD_USER \
  "INSERT INTO users (id, name, password_hash, roles, created_us) VALUES (?1, ?2, ?3, ?4, ?5)"
#define FIND_USER "SELECT id, name, roles, password_hash FROM users WHERE name = ?1"
#define FIND_FIRST_ADMIN \
  "SELECT id, name, roles FROM users WHERE ',' || roles || ',' LIKE '%,administrator,%'" \
  " ORDER BY created_us, id LIMIT 1"
#define COUNT_USERS "SELECT COUNT(*) FROM users"

static DzUser *
user_from_row (DzStatement *row)
{
  DzUser *user = dz_user_new ();

  user->id = dz_statement_dup_text (row, 0);
  user->name = dz_statement_dup_text (row, 1);
  if (!dz_roles_from_text (dz_statement_get_text (row, 2), &user->roles))
    user->roles = DZ_ROLE_NONE;
  return user;
}

static gboolean
is_a_name (const char *name)
{
  if (!g_utf8_validate (name, -1, NULL) || g_utf8_strlen (name, -1) > NAME_MAX_CHARACTERS)
    return FALSE;
  for (const char *p = name; *p != '\0'; p = g_utf8_next_char (p))
    {
      if (g_unichar_iscntrl (g_utf8_get_char (p)) || g_unichar_iszerowidth (g_utf8_get_char (p)))
        return FALSE;
    }
  return *name != '\0' && !g_ascii_isspace (name[0]) && !g_ascii_isspace (name[strlen (name) - 1]);
}

static gboolean
check_user (const char *name,
            const char *password_hash,
            DzRole      roles,
            GError    **error)
{
  const char *problem = NULL;

  if (!is_a_name (name))
    problem = "the name is empty, too long or has characters that cannot be seen";
  else if (*password_hash == '\0')
    problem = "the password is missing";
  else if (roles == DZ_ROLE_NONE || (roles & ~DZ_ROLE_ALL) != 0)
    problem = "there is no such role";
  if (problem == NULL)
    return TRUE;
  g_set_error (error, DZ_STORE_ERROR, DZ_STORE_ERROR_INVALID, "adding a user: %s", problem);
  return FALSE;
}

static gboolean
check_name_is_free (DzStore    *self,
                    const char *name,
                    GError    **error)
{
  g_autofree char *taken = NULL;

  if (!dz_store_read_text (self, "adding a user", FIND_USER, DZ_VALUES (DZ_TEXT (name)), &taken,
                           error))
    return FALSE;
  if (taken == NULL)
    return TRUE;
  g_set_error (error, DZ_STORE_ERROR, DZ_STORE_ERROR_EXISTS, "adding a user: “%s” is taken", name);
  return FALSE;
}

static gboolean
write_user (DzStore      *self,
            const DzUser *user,
            const char   *password_hash,
            const char   *actor,
            GError      **error)
{
  g_autofree char *roles = dz_roles_to_text (user->roles);
  g_autoptr(JsonBuilder) detail = dz_detail_new ();

  dz_detail_add (detail, "name", user->name);
  dz_detail_add (detail, "roles", roles);
  return dz_store_run (self, "adding a user", ADD_USER,
                       DZ_VALUES (DZ_TEXT (user->id), DZ_TEXT (user->name), DZ_TEXT (password_hash),
                                  DZ_TEXT (roles), DZ_INT (self->now_us)),
                       NULL, error) &&
         dz_store_append_entry (self, "user-add", actor, user->id, roles, detail, error);
}

/**
 * dz_store_add_user:
 * @self: a store
 * @name: what they sign in with
 * @password_hash: libsodium's argon2id string of their password
 * @roles: what they may do, at least one
 * @actor: opaque id of who adds them
 * @error: return location; DZ_STORE_ERROR_EXISTS, DZ_STORE_ERROR_INVALID
 *
 * Adds a person of the agency.
 *
 * Returns: (transfer full) (nullable): the user with their id
 */
DzUser *
dz_store_add_user (DzStore    *self,
                   const char *name,
                   const char *password_hash,
                   DzRole      roles,
                   const char *actor,
                   GError    **error)
{
  g_autoptr(DzTransaction) transaction = NULL;
  g_autoptr(DzUser) user = NULL;

  g_return_val_if_fail (self != NULL && name != NULL && password_hash != NULL && actor != NULL,
                        NULL);

  if (!check_user (name, password_hash, roles, error))
    return NULL;
  user = dz_user_new ();
  user->id = dz_id_new ();
  user->name = g_strdup (name);
  user->roles = roles;
  transaction = dz_transaction_begin_write (self, "adding a user", error);
  if (transaction == NULL || !check_name_is_free (self, name, error) ||
      !write_user (self, user, password_hash, actor, error) ||
      !dz_transaction_commit (transaction, error))
    return NULL;
  return g_steal_pointer (&user);
}

/**
 * dz_store_find_user:
 * @self: a store
 * @name: what somebody signs in with
 * @password_hash: (out) (optional) (transfer full): their argon2id string
 * @error: return location; DZ_STORE_ERROR_NOT_FOUND
 *
 * Returns: (transfer full) (nullable): the user of that name
 */
DzUser *
dz_store_find_user (DzStore    *self,
                    const char *name,
                    char      **password_hash,
                    GError    **error)
{
  g_autoptr(DzStatement) row = NULL;
  DzStep step;

  g_return_val_if_fail (self != NULL && name != NULL, NULL);

  row = dz_query_new (self, "looking for a user", FIND_USER, DZ_VALUES (DZ_TEXT (name)), error);
  step = dz_query_step (row, error);
  if (step == DZ_STEP_ROW)
    {
      if (password_hash != NULL)
        *password_hash = dz_statement_dup_text (row, 3);
      return user_from_row (row);
    }
  if (step == DZ_STEP_DONE) /* the name is not repeated: it may be a password in the wrong field */
    g_set_error (error, DZ_STORE_ERROR, DZ_STORE_ERROR_NOT_FOUND, "no user has this name");
  return NULL;
}

/**
 * dz_store_find_first_admin:
 * @self: a store
 * @error: return location; DZ_STORE_ERROR_NOT_FOUND where there is none yet
 *
 * Returns: (transfer full) (nullable): the administrator who was added first
 */
DzUser *
dz_store_find_first_admin (DzStore *self,
                           GError **error)
{
  g_autoptr(DzStatement) row = NULL;
  DzStep step;

  g_return_val_if_fail (self != NULL, NULL);

  row = dz_query_new (self, "looking for an administrator", FIND_FIRST_ADMIN, DZ_VALUES (),
                      error);
  step = dz_query_step (row, error);
  if (step == DZ_STEP_ROW)
    return user_from_row (row);
  if (step == DZ_STEP_DONE)
    g_set_error (error, DZ_STORE_ERROR, DZ_STORE_ERROR_NOT_FOUND, "there is no administrator yet");
  return NULL;
}

/**
 * dz_store_count_users:
 * @self: a store
 * @n_users: (out): how many there are
 * @error: return location
 *
 * Returns: whether they could be counted
 */
gboolean
dz_store_count_users (DzStore *self,
                      guint   *n_users,
                      GError **error)
{
  gint64 count;

  g_return_val_if_fail (self != NULL && n_users != NULL, FALSE);

  if (!dz_store_read_int (self, "counting the users", COUNT_USERS, DZ_VALUES (), 0, &count, error))
    return FALSE;
  *n_users = (guint) count;
  return TRUE;
}
