/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib/gi18n.h>

#include "dz-ctl-audit-head.h"
#include "dz-ctl-command.h"
#include "dz-time.h"
#include "dz-wire-entry.h"

#define LIMIT_DEFAULT 200
#define PAGE 1000 /* the most that is read at once */

/**
 * dz_ctl_audit_verify:
 * @command: its row
 * @argv: the name and what follows it
 * @error: return location
 *
 * Verifies the history from its first entry to its last, and holds a kept head against it.
 *
 * Returns: whether it holds
 */
gboolean
dz_ctl_audit_verify (const DzCtlCommand *command,
                     char              **argv,
                     GError            **error)
{
  g_autofree char *file = NULL;
  const GOptionEntry entries[] = {
    { "head", 0, 0, G_OPTION_ARG_FILENAME, &file,
      N_("Hold a head that was kept against it, too"), N_("FILE") },
    G_OPTION_ENTRY_NULL
  };
  g_autoptr(DzCtlTarget) target = dz_ctl_target_new ();
  g_auto(DzHistoryCheck) check = { 0 };
  g_auto(GStrv) rest = NULL;
  DzSignedHead kept;

  if (!dz_ctl_parse (command, argv, entries, target, &rest, error) ||
      !dz_ctl_expect (rest, 0, 0, error) ||
      (file != NULL && !dz_ctl_read_head (file, &kept, error)) ||
      !dz_ctl_target_open (target, FALSE, error) ||
      !dz_ctl_target_verify_history (target, &check, error))
    return FALSE;
  if (check.first_bad != 0)
    return dz_ctl_refuse (error, _("The history does not hold: %s."), check.problem);
  g_print (_("The history holds: %lld entries, %lld erased details.\n"),
           (long long) check.entries, (long long) check.erased);
  g_print (_("Its head is entry %lld with the hash %s.\n"), (long long) check.head_seq,
           check.head_hash != NULL ? check.head_hash : "–");
  return file == NULL || dz_ctl_check_head (target, &kept, &check, error);
}

static void
print_entry (const DzEntry *entry,
             gboolean       as_json)
{
  if (as_json)
    {
      g_autoptr(JsonNode) node = dz_wire_entry_to_json (entry);

      dz_ctl_print_json (node);
    }
  else
    {
      g_autofree char *time = dz_time_format (entry->time_us);

      g_print ("%" G_GINT64_FORMAT "  %s  %s  %s  %s  %s\n", entry->seq, time, entry->kind,
               entry->actor_name != NULL ? entry->actor_name : entry->actor, entry->subject,
               entry->outcome);
    }
}

static gboolean
list (DzCtlTarget *target,
      gint64       from,
      gint64       limit,
      gboolean     as_json,
      GError     **error)
{
  guint n_read = 1;

  /* A service may give a short page before the end; only an empty one is the end. */
  while (limit > 0 && n_read > 0)
    {
      g_autoptr(GPtrArray) page =
        dz_ctl_target_read_history (target, from, (guint) MIN (limit, PAGE), error);

      if (page == NULL)
        return FALSE;
      n_read = page->len;
      for (guint i = 0; i < n_read; i++)
        {
          const DzEntry *entry = g_ptr_array_index (page, i);

          print_entry (entry, as_json);
          from = entry->seq + 1;
        }
      limit -= n_read;
    }
  return TRUE;
}

/**
 * dz_ctl_audit_list:
 * @command: its row
 * @argv: the name and what follows it
 * @error: return location
 *
 * Lists entries of the history in their order.
 *
 * Returns: whether they could be read
 */
gboolean
dz_ctl_audit_list (const DzCtlCommand *command,
                   char              **argv,
                   GError            **error)
{
  gint64 from = 1;
  gint64 limit = LIMIT_DEFAULT;
  gboolean as_json = FALSE;
  const GOptionEntry entries[] = {
    { "from", 0, 0, G_OPTION_ARG_INT64, &from, N_("Begin with entry N"), N_("N") },
    { "limit", 0, 0, G_OPTION_ARG_INT64, &limit, N_("List at most N entries; 200 unless given"),
      N_("N") },
    { "json", 0, 0, G_OPTION_ARG_NONE, &as_json,
      N_("Print a line of JSON for each, with its detail"), NULL },
    G_OPTION_ENTRY_NULL
  };
  g_autoptr(DzCtlTarget) target = dz_ctl_target_new ();
  g_auto(GStrv) rest = NULL;

  if (!dz_ctl_parse (command, argv, entries, target, &rest, error) ||
      !dz_ctl_expect (rest, 0, 0, error))
    return FALSE;
  if (from < 1 || limit < 1)
    return dz_ctl_refuse_usage (error, _("--from and --limit are at least 1."));
  return dz_ctl_target_open (target, FALSE, error) && list (target, from, limit, as_json, error);
}
