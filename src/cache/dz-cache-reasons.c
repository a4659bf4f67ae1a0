/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "dz-cache-private.h"

/**
 * dz_cache_keep_reasons:
 * @self: the desk's data
 * @body: the reasons for refusing, as the service said them
 * @error: return location; DZ_CACHE_ERROR_DISK, DZ_CACHE_ERROR_SQL
 *
 * Keeps them in the place of those that were kept before.
 *
 * Returns: whether they are on disk
 */
gboolean
dz_cache_keep_reasons (DzCache    *self,
                       const char *body,
                       GError    **error)
{
  g_autoptr(DzStatement) statement = NULL;

  g_return_val_if_fail (self != NULL && body != NULL, FALSE);

  statement = dz_cache_new_statement (self,
                                      "INSERT INTO reasons (only, body) VALUES (1, ?1)"
                                      " ON CONFLICT (only) DO UPDATE SET body = ?1",
                                      "keeping the reasons", error);
  if (statement == NULL)
    return FALSE;
  dz_statement_bind_text (statement, body);
  return dz_cache_run (statement, error);
}

/**
 * dz_cache_dup_reasons:
 * @self: the desk's data
 * @error: return location; DZ_CACHE_ERROR_NOT_FOUND where none were kept yet, DZ_CACHE_ERROR_DISK,
 *   DZ_CACHE_ERROR_SQL
 *
 * Returns: (transfer full) (nullable): what was kept last
 */
char *
dz_cache_dup_reasons (DzCache *self,
                      GError **error)
{
  g_autoptr(DzStatement) statement = NULL;
  GError *problem = NULL;

  g_return_val_if_fail (self != NULL, NULL);

  statement = dz_cache_new_statement (self, "SELECT body FROM reasons", "reading the reasons",
                                      error);
  if (statement == NULL)
    return NULL;
  switch (dz_statement_step (statement, &problem))
    {
    case DZ_STEP_ROW:
      return dz_statement_dup_text (statement, 0);
    case DZ_STEP_DONE:
      g_set_error (error, DZ_CACHE_ERROR, DZ_CACHE_ERROR_NOT_FOUND, "no reasons were kept yet");
      return NULL;
    case DZ_STEP_FAILED:
    default:
      dz_cache_take_error (problem, error);
      return NULL;
    }
}
