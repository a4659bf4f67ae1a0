/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "dz-ctl-explain.h"

#include <glib/gi18n.h>

#include "dz-examiner.h"
#include "dz-store.h"

/* What a person can do about it, where that is always the same. */
static const char *
find_store_sentence (int code)
{
  switch ((DzStoreError) code)
    {
    case DZ_STORE_ERROR_LOCKED:
      return N_("A running service or another program holds these data; ask the service with "
                "--service URL.");
    case DZ_STORE_ERROR_TOO_NEW:
      return N_("A newer release of Duizhao wrote these data; nothing was touched. Use that "
                "release.");
    case DZ_STORE_ERROR_BUSY:
      return N_("Another program has been writing to these data for too long; try again.");
    case DZ_STORE_ERROR_UNKNOWN_SCHOOL:
      return N_("No school has this code; “school list” finds the code, “school add” adds a "
                "school.");
    case DZ_STORE_ERROR_NOT_SEALED:
      return N_("The decision is not in effect yet: who made it can undo it at their desk, or it "
                "waits to be judged by somebody else too.");
    case DZ_STORE_ERROR_SUPERSEDED:
      return N_("The student has sent another photo since, so this submission cannot be "
                "reopened.");
    case DZ_STORE_ERROR_NOBODY_ELSE:
      return N_("Everybody who could judge this submission has judged it before; “user add” adds "
                "a reviewer.");
    case DZ_STORE_ERROR_HEAD:
      return N_("No new epoch of the history can begin from this head: it is not one of this "
                "history, or nothing was lost. Nothing was done.");
    case DZ_STORE_ERROR_KEY:
      return N_("The history cannot be signed: history.key in the data directory is missing, "
                "damaged or readable by others. Bring it back from a backup, with mode 0600.");
    case DZ_STORE_ERROR_NO_SECOND:
      return N_("Fewer than two reviewers and supervisors are there, so nobody could judge twice; "
                "“user add” adds a reviewer.");
    case DZ_STORE_ERROR_OPEN:
    case DZ_STORE_ERROR_DISK:
    case DZ_STORE_ERROR_DAMAGED:
    case DZ_STORE_ERROR_SQL:
    case DZ_STORE_ERROR_NOT_FOUND:
    case DZ_STORE_ERROR_EXISTS:
    case DZ_STORE_ERROR_INVALID:
    case DZ_STORE_ERROR_NO_WINDOW:
    case DZ_STORE_ERROR_NO_MATCH:
    case DZ_STORE_ERROR_OTHER_IDENTITY:
    case DZ_STORE_ERROR_IDENTITY_BOUND:
    case DZ_STORE_ERROR_NOT_BOUND:
    case DZ_STORE_ERROR_IN_REVIEW:
    case DZ_STORE_ERROR_APPROVED_ALREADY:
    case DZ_STORE_ERROR_ATTEMPTS:
    case DZ_STORE_ERROR_COMMAND_REUSED:
    case DZ_STORE_ERROR_FORBIDDEN:
    case DZ_STORE_ERROR_FAILING:
    case DZ_STORE_ERROR_UNPAID:
    case DZ_STORE_ERROR_RETIRED:
    case DZ_STORE_ERROR_FINAL:
    case DZ_STORE_ERROR_NO_SUPERVISOR:
    case DZ_STORE_ERROR_OVERTAKEN:
    case DZ_STORE_ERROR_STALE:
    case DZ_STORE_ERROR_SHEET_FORBIDDEN:
    case DZ_STORE_ERROR_SHEET_UNFIT:
    case DZ_STORE_ERROR_UNDOABLE:
    case DZ_STORE_ERROR_ASKED_ALREADY:
    case DZ_STORE_ERROR_ASKED_MUCH:
    case DZ_STORE_ERROR_UNKNOWN_FILTER:
    default:
      return NULL;
    }
}

/**
 * dz_ctl_explain:
 * @error: why something was not done
 *
 * Returns: (transfer full): a sentence for the person at the terminal
 */
char *
dz_ctl_explain (const GError *error)
{
  const char *sentence = error->domain == DZ_STORE_ERROR ? find_store_sentence (error->code) : NULL;
  g_autofree char *valid = NULL;

  if (sentence != NULL)
    return g_strdup (_(sentence));
  if (g_error_matches (error, DZ_EXAMINER_ERROR, DZ_EXAMINER_ERROR_START))
    return g_strdup_printf (_("The helper that reads foreign files does not start: %s"),
                            error->message);
  valid = g_utf8_make_valid (error->message, -1);
  return g_strdelimit (g_strdup (valid), "\r\n", ' ');
}
