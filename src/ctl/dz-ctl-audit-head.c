/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib/gi18n.h>
#include <gio/gio.h>

#include "dz-chain-key.h"
#include "dz-ctl-audit-head.h"
#include "dz-wire.h"

#define FILE_BYTES_MAX ((gsize) 64 * 1024) /* a head has about 500 */

static gboolean
refuse_file (const char *file,
             GError    **error)
{
  g_autofree char *shown = g_filename_display_name (file);

  return dz_ctl_refuse (error, _("%s holds no head of a history."), shown);
}

/* Not a byte more than the limit is read, whatever the file is. */
static GBytes *
read_file (const char *file,
           GError    **error)
{
  g_autoptr(GFile) place = g_file_new_for_path (file);
  g_autoptr(GFileInputStream) stream = g_file_read (place, NULL, error);

  return stream != NULL ? g_input_stream_read_bytes (G_INPUT_STREAM (stream), FILE_BYTES_MAX, NULL,
                                                     error)
                        : NULL;
}

/**
 * dz_ctl_read_head:
 * @file: (nullable): path of a kept head, as JSON
 * @head: (out caller-allocates): the head
 * @error: return location; DZ_CTL_ERROR
 *
 * Returns: whether the file holds a head; whether that is true is another question
 */
gboolean
dz_ctl_read_head (const char   *file,
                  DzSignedHead *head,
                  GError      **error)
{
  g_autoptr(GBytes) bytes = NULL;
  g_autoptr(JsonNode) node = NULL;

  if (file == NULL)
    return dz_ctl_refuse_usage (error, _("--head FILE is needed."));
  bytes = read_file (file, error);
  if (bytes == NULL)
    return FALSE;
  node = dz_wire_parse (bytes, FILE_BYTES_MAX, NULL);
  return dz_signed_head_from_json (head, node) || refuse_file (file, error);
}

static gboolean
open_target (const DzCtlCommand *command,
             char              **argv,
             char              **file,
             DzCtlTarget        *target,
             GError            **error)
{
  const GOptionEntry with_file[] = {
    { "head", 0, 0, G_OPTION_ARG_FILENAME, file, N_("A head that was kept"), N_("FILE") },
    G_OPTION_ENTRY_NULL
  };
  g_auto(GStrv) rest = NULL;

  return dz_ctl_parse (command, argv, file != NULL ? with_file : NULL, target, &rest, error) &&
         dz_ctl_expect (rest, 0, 0, error);
}

/**
 * dz_ctl_audit_head:
 * @command: its row
 * @argv: the name and what follows it
 * @error: return location
 *
 * Prints where the history ends, signed, for somebody to keep.
 *
 * Returns: whether it is signed
 */
gboolean
dz_ctl_audit_head (const DzCtlCommand *command,
                   char              **argv,
                   GError            **error)
{
  g_autoptr(DzCtlTarget) target = dz_ctl_target_new ();
  g_autoptr(JsonNode) node = NULL;
  DzSignedHead head;

  if (!open_target (command, argv, NULL, target, error) ||
      !dz_ctl_target_open (target, FALSE, error) || !dz_ctl_target_sign_head (target, &head, error))
    return FALSE;
  node = dz_signed_head_to_json (&head);
  dz_ctl_print_json (node);
  return TRUE;
}

/**
 * dz_ctl_audit_rotate_key:
 * @command: its row
 * @argv: the name and what follows it
 * @error: return location
 *
 * Lets another key sign the history.
 *
 * Returns: whether it does
 */
gboolean
dz_ctl_audit_rotate_key (const DzCtlCommand *command,
                         char              **argv,
                         GError            **error)
{
  g_autoptr(DzCtlTarget) target = dz_ctl_target_new ();
  DzSignedHead head;

  if (!open_target (command, argv, NULL, target, error) ||
      !dz_ctl_target_open (target, FALSE, error) ||
      !dz_ctl_target_rotate_key (target, &head, error))
    return FALSE;
  g_print (_("Another key signs the history after entry %lld, which names it. Desks follow by "
             "themselves.\n"),
           (long long) head.seq);
  return TRUE;
}

/**
 * dz_ctl_audit_restored:
 * @command: its row
 * @argv: the name and what follows it
 * @error: return location
 *
 * Says that the data were restored from a backup, and up to where somebody has seen them.
 *
 * Returns: whether a new epoch has begun
 */
gboolean
dz_ctl_audit_restored (const DzCtlCommand *command,
                       char              **argv,
                       GError            **error)
{
  g_autoptr(DzCtlTarget) target = dz_ctl_target_new ();
  g_autofree char *file = NULL;
  DzSignedHead kept;
  DzSignedHead head;

  if (!open_target (command, argv, &file, target, error) ||
      !dz_ctl_read_head (file, &kept, error))
    return FALSE;
  if (!dz_signed_head_verify (&kept))
    return dz_ctl_refuse (error, "%s", dz_head_verdict_say (DZ_HEAD_UNSIGNED));
  if (!dz_ctl_target_open (target, FALSE, error) ||
      !dz_ctl_target_begin_epoch (target, &kept, &head, error))
    return FALSE;
  g_print (_("Epoch %lld of the history has begun with entry %lld, which tells of the restore.\n"),
           (long long) head.epoch, (long long) head.seq);
  return TRUE;
}

/* Where to look first: what is missing begins after the end, what was rewritten is not after the
 * head's own entry. */
static gint64
find_bad (DzHeadVerdict         verdict,
          const DzSignedHead   *kept,
          const DzHistoryCheck *check)
{
  return verdict == DZ_HEAD_LATER ? check->head_seq + 1 : kept->seq;
}

/**
 * dz_ctl_check_head:
 * @target: an open target
 * @kept: a head that somebody kept
 * @check: what walking along the chain has found, which holds
 * @error: return location; DZ_CTL_ERROR_WRONG where the head says otherwise
 *
 * Holds a kept head against the history and says what it proves.
 *
 * Returns: whether the history is still what was signed, or says itself what was lost
 */
gboolean
dz_ctl_check_head (DzCtlTarget          *target,
                   const DzSignedHead   *kept,
                   const DzHistoryCheck *check,
                   GError              **error)
{
  DzHeadVerdict verdict;

  if (!dz_ctl_target_check_head (target, kept, &verdict, error))
    return FALSE;
  switch (verdict)
    {
    case DZ_HEAD_HOLDS:
    case DZ_HEAD_LOST:
      g_print ("%s\n", dz_head_verdict_say (verdict));
      return TRUE;
    case DZ_HEAD_LATER:
    case DZ_HEAD_LATER_EPOCH:
    case DZ_HEAD_LOST_MORE:
    case DZ_HEAD_REWRITTEN:
      return dz_ctl_refuse (error, _("The history does not hold at entry %lld. %s"),
                            (long long) find_bad (verdict, kept, check),
                            dz_head_verdict_say (verdict));
    case DZ_HEAD_UNSIGNED:
    case DZ_HEAD_OTHER_SERVICE:
    case DZ_HEAD_UNKNOWN_KEY:
    default:
      return dz_ctl_refuse (error, "%s", dz_head_verdict_say (verdict));
    }
}
