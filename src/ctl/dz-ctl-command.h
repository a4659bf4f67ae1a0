/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>
#include <json-glib/json-glib.h>

#include "dz-ctl-target.h"

G_BEGIN_DECLS

/**
 * DZ_CTL_ERROR:
 *
 * The domain of what this program itself has to say; each message is a whole sentence.
 */
#define DZ_CTL_ERROR (dz_ctl_error_quark ())

/**
 * DzCtlError:
 * @DZ_CTL_ERROR_WRONG: something in the data is wrong
 * @DZ_CTL_ERROR_USAGE: the program was used wrongly
 */
typedef enum
{
  DZ_CTL_ERROR_WRONG,
  DZ_CTL_ERROR_USAGE,
} DzCtlError;

GQuark dz_ctl_error_quark (void);

typedef struct _DzCtlCommand DzCtlCommand;

/**
 * DzCtlRun:
 * @command: the subcommand's row
 * @argv: the program's name and what follows the subcommand
 * @error: return location
 *
 * Does a subcommand's job. What it finds goes to stdout.
 *
 * Returns: whether it was done and nothing in the data is wrong
 */
typedef gboolean (*DzCtlRun) (const DzCtlCommand *command,
                              char              **argv,
                              GError            **error);

/**
 * DzCtlCommand:
 * @group: first word
 * @verb: (nullable): second word
 * @arguments: what follows the options, as --help writes it
 * @summary: what it does, a line
 * @run: what does it
 *
 * One subcommand.
 */
struct _DzCtlCommand
{
  const char *group;
  const char *verb;
  const char *arguments;
  const char *summary;
  DzCtlRun    run;
};

gboolean dz_ctl_parse        (const DzCtlCommand *command,
                              char              **argv,
                              const GOptionEntry *entries,
                              DzCtlTarget        *target,
                              char             ***rest,
                              GError            **error);
gboolean dz_ctl_expect       (char              **rest,
                              guint               min,
                              guint               max,
                              GError            **error);
char    *dz_ctl_dup_text     (const char         *raw,
                              GError            **error);
gboolean dz_ctl_take_text    (char              **text,
                              GError            **error);
gboolean dz_ctl_read_levels  (const char         *text,
                              guint              *levels,
                              GError            **error);
void     dz_ctl_print_json   (JsonNode           *node);
gboolean dz_ctl_refuse_usage (GError            **error,
                              const char         *format,
                              ...) G_GNUC_PRINTF (2, 3);
gboolean dz_ctl_refuse       (GError            **error,
                              const char         *format,
                              ...) G_GNUC_PRINTF (2, 3);

/* The subcommands, by the file that has them. */
gboolean dz_ctl_check         (const DzCtlCommand *command, char **argv, GError **error);
gboolean dz_ctl_demo_seed     (const DzCtlCommand *command, char **argv, GError **error);
gboolean dz_ctl_evaluate      (const DzCtlCommand *command, char **argv, GError **error);
gboolean dz_ctl_profile_list  (const DzCtlCommand *command, char **argv, GError **error);
gboolean dz_ctl_profile_validate (const DzCtlCommand *command, char **argv, GError **error);
gboolean dz_ctl_profile_diff  (const DzCtlCommand *command, char **argv, GError **error);
gboolean dz_ctl_profile_replay (const DzCtlCommand *command, char **argv, GError **error);
gboolean dz_ctl_school_list   (const DzCtlCommand *command, char **argv, GError **error);
gboolean dz_ctl_school_add    (const DzCtlCommand *command, char **argv, GError **error);
gboolean dz_ctl_school_policy (const DzCtlCommand *command, char **argv, GError **error);
gboolean dz_ctl_roster_import (const DzCtlCommand *command, char **argv, GError **error);
gboolean dz_ctl_roster_photos (const DzCtlCommand *command, char **argv, GError **error);
gboolean dz_ctl_window_open   (const DzCtlCommand *command, char **argv, GError **error);
gboolean dz_ctl_window_list   (const DzCtlCommand *command, char **argv, GError **error);
gboolean dz_ctl_user_add      (const DzCtlCommand *command, char **argv, GError **error);
gboolean dz_ctl_deliver_note  (const DzCtlCommand *command, char **argv, GError **error);
gboolean dz_ctl_reason_list   (const DzCtlCommand *command, char **argv, GError **error);
gboolean dz_ctl_reason_add    (const DzCtlCommand *command, char **argv, GError **error);
gboolean dz_ctl_reason_retire (const DzCtlCommand *command, char **argv, GError **error);
gboolean dz_ctl_waiver_list   (const DzCtlCommand *command, char **argv, GError **error);
gboolean dz_ctl_waiver_grant  (const DzCtlCommand *command, char **argv, GError **error);
gboolean dz_ctl_waiver_revoke (const DzCtlCommand *command, char **argv, GError **error);
gboolean dz_ctl_task_list     (const DzCtlCommand *command, char **argv, GError **error);
gboolean dz_ctl_task_finish   (const DzCtlCommand *command, char **argv, GError **error);
gboolean dz_ctl_submission_reopen (const DzCtlCommand *command, char **argv, GError **error);
gboolean dz_ctl_audit_verify  (const DzCtlCommand *command, char **argv, GError **error);
gboolean dz_ctl_audit_head    (const DzCtlCommand *command, char **argv, GError **error);
gboolean dz_ctl_audit_rotate_key (const DzCtlCommand *command, char **argv, GError **error);
gboolean dz_ctl_audit_restored (const DzCtlCommand *command, char **argv, GError **error);
gboolean dz_ctl_audit_list    (const DzCtlCommand *command, char **argv, GError **error);

G_END_DECLS
