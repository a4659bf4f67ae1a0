/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "dz-store-private.h"

#include <errno.h>

G_DEFINE_QUARK (dz-store-error-quark, dz_store_error)

static int
code_of (const GError *met)
{
  switch ((DzSqliteError) met->code)
    {
    case DZ_SQLITE_ERROR_OPEN:
      return DZ_STORE_ERROR_OPEN;
    case DZ_SQLITE_ERROR_TOO_NEW:
      return DZ_STORE_ERROR_TOO_NEW;
    case DZ_SQLITE_ERROR_BUSY:
      return DZ_STORE_ERROR_BUSY;
    case DZ_SQLITE_ERROR_DISK:
      return DZ_STORE_ERROR_DISK;
    case DZ_SQLITE_ERROR_DAMAGED:
      return DZ_STORE_ERROR_DAMAGED;
    case DZ_SQLITE_ERROR_CONSTRAINT:
    case DZ_SQLITE_ERROR_SQL:
    default:
      return DZ_STORE_ERROR_SQL;
    }
}

/**
 * dz_store_take_sqlite_error:
 * @error: return location
 * @met: (transfer full): what the room below met
 *
 * Turns an error of DZ_SQLITE_ERROR into the store's own.
 */
void
dz_store_take_sqlite_error (GError **error,
                            GError  *met)
{
  g_assert (met->domain == DZ_SQLITE_ERROR);

  g_set_error_literal (error, DZ_STORE_ERROR, code_of (met), met->message);
  g_error_free (met);
}

/**
 * dz_store_error_from_errno:
 * @saved_errno: why a file operation failed
 *
 * Returns: DZ_STORE_ERROR_DISK where the disk is full, over its quota, over a size limit or broken,
 *   else DZ_STORE_ERROR_OPEN
 */
int
dz_store_error_from_errno (int saved_errno)
{
  switch (saved_errno)
    {
    case ENOSPC:
    case EDQUOT:
    case EFBIG:
    case EIO:
      return DZ_STORE_ERROR_DISK;
    default:
      return DZ_STORE_ERROR_OPEN;
    }
}
