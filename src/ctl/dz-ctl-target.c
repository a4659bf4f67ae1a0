/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "dz-ctl-target.h"

#include <glib/gi18n.h>

#include "dz-ctl-command.h"
#include "dz-ctl-target-private.h"

struct _DzCtlTarget
{
  char             *data_dir; /* owned, nullable: an option */
  char             *service;  /* owned, nullable: an option */
  char             *name;     /* owned, nullable: an option */
  const DzCtlPlace *does;     /* nullable: %NULL until it is open */
  gpointer          place;    /* owned by @does */
};

/**
 * dz_ctl_target_new:
 *
 * Returns: (transfer full): a target that is not open yet
 */
DzCtlTarget *
dz_ctl_target_new (void)
{
  return g_new0 (DzCtlTarget, 1);
}

/**
 * dz_ctl_target_free:
 * @self: (transfer full) (nullable): a target
 */
void
dz_ctl_target_free (DzCtlTarget *self)
{
  if (self == NULL)
    return;
  if (self->does != NULL)
    self->does->close (self->place);
  g_free (self->data_dir);
  g_free (self->service);
  g_free (self->name);
  g_free (self);
}

/**
 * dz_ctl_target_add_options:
 * @self: a target; must outlive the parsing
 * @context: a subcommand's options
 *
 * Adds the options that say where the data are.
 */
void
dz_ctl_target_add_options (DzCtlTarget    *self,
                           GOptionContext *context)
{
  const GOptionEntry entries[] = {
    { "data", 0, 0, G_OPTION_ARG_FILENAME, &self->data_dir,
      N_("Work on the data in DIR, which no service may hold"), N_("DIR") },
    { "service", 0, 0, G_OPTION_ARG_FILENAME, &self->service,
      N_("Ask the service at this staff address instead"), N_("URL") },
    { "name", 0, 0, G_OPTION_ARG_FILENAME, &self->name,
      N_("Sign in there with this name; the password comes from DUIZHAO_PASSWORD or is asked for"),
      N_("NAME") },
    G_OPTION_ENTRY_NULL
  };

  g_option_context_add_main_entries (context, entries, GETTEXT_PACKAGE);
}

/**
 * dz_ctl_target_open:
 * @self: a target whose options were read
 * @may_create: whether a data directory that is not there is made; else that is an error
 * @error: return location; DZ_STORE_ERROR_LOCKED where a service holds the directory
 *
 * Opens the data directory, or signs in at the service.
 *
 * Returns: whether it is open
 */
gboolean
dz_ctl_target_open (DzCtlTarget *self,
                    gboolean     may_create,
                    GError     **error)
{
  g_autofree char *otherwise = g_build_filename (g_get_user_data_dir (), "duizhao", NULL);

  g_return_val_if_fail (self != NULL && self->does == NULL, FALSE);

  if (self->service != NULL && self->data_dir != NULL)
    return dz_ctl_refuse_usage (error, _("Give --data or --service, not both."));
  if (self->service == NULL && self->name != NULL)
    return dz_ctl_refuse_usage (error, _("--name is for --service."));
  if (self->service != NULL && self->name == NULL)
    return dz_ctl_refuse_usage (error, _("Say with --name who asks the service."));
  if (self->service != NULL)
    self->place = dz_ctl_service_open (self->service, self->name, error);
  else
    self->place = dz_ctl_data_open (self->data_dir != NULL ? self->data_dir : otherwise,
                                    may_create, error);
  if (self->place == NULL)
    return FALSE;
  self->does = self->service != NULL ? &dz_ctl_service : &dz_ctl_data;
  return TRUE;
}

/**
 * dz_ctl_target_search_schools:
 * @self: an open target
 * @text: part of a name, or the beginning of a code; "" for all
 * @limit: most schools to give
 * @error: return location
 *
 * Returns: (transfer full) (nullable) (element-type DzSchool): schools, the best first
 */
GPtrArray *
dz_ctl_target_search_schools (DzCtlTarget *self,
                              const char  *text,
                              guint        limit,
                              GError     **error)
{
  return self->does->search_schools (self->place, text, limit, error);
}

/**
 * dz_ctl_target_add_school:
 * @self: an open target
 * @school: a school
 * @error: return location
 *
 * Returns: whether it was added
 */
gboolean
dz_ctl_target_add_school (DzCtlTarget    *self,
                          const DzSchool *school,
                          GError        **error)
{
  return self->does->add_school (self->place, school, error);
}

/**
 * dz_ctl_target_get_policy:
 * @self: an open target
 * @school: code of a school
 * @policy: (out caller-allocates): how its photos may be judged
 * @error: return location
 *
 * Returns: whether it is known
 */
gboolean
dz_ctl_target_get_policy (DzCtlTarget *self,
                          const char  *school,
                          DzSchoolPolicy *policy,
                          GError     **error)
{
  return self->does->get_policy (self->place, school, policy, error);
}

/**
 * dz_ctl_target_set_policy:
 * @self: an open target
 * @school: code of a school
 * @policy: how its photos may be judged from now on; only its parts are set
 * @error: return location
 *
 * Returns: whether it was set
 */
gboolean
dz_ctl_target_set_policy (DzCtlTarget *self,
                          const char  *school,
                          const DzSchoolPolicy *policy,
                          GError     **error)
{
  return self->does->set_policy (self->place, school, policy, error);
}

/**
 * dz_ctl_target_import_roster:
 * @self: an open target
 * @school: code of the school
 * @level_of_all: (nullable): level of the rows that name none
 * @file: the school's file
 * @change: (out): what became of the rows
 * @bad_rows: (out) (transfer full) (nullable) (element-type DzRosterRow): where rows cannot be
 *   imported: those, with their lines and problems
 * @error: return location; set with @bad_rows too, and then nothing was imported
 *
 * Returns: whether the roster was imported
 */
gboolean
dz_ctl_target_import_roster (DzCtlTarget    *self,
                             const char     *school,
                             const DzLevel  *level_of_all,
                             GBytes         *file,
                             DzRosterChange *change,
                             GPtrArray     **bad_rows,
                             GError        **error)
{
  *bad_rows = NULL;
  return self->does->import_roster (self->place, school, level_of_all, file, change, bad_rows,
                                    error);
}

/**
 * dz_ctl_target_begin_admissions:
 * @self: an open target
 * @school: code of the school
 * @level: of the students
 * @key: by what the files are named
 * @error: return location
 *
 * Begins to bring the photos that students were admitted with.
 *
 * Returns: (transfer full) (nullable): the import's id
 */
char *
dz_ctl_target_begin_admissions (DzCtlTarget   *self,
                                const char    *school,
                                DzLevel        level,
                                DzAdmissionKey key,
                                GError       **error)
{
  return self->does->begin_admissions (self->place, school, level, key, error);
}

/**
 * dz_ctl_target_match_admission:
 * @self: an open target
 * @import: an import that lasts
 * @name: name of a file, without its ending
 * @student: (out) (transfer full) (nullable): id of the student whose photo it is
 * @refusal: (out): why it cannot be told, where @student is %NULL
 * @error: return location
 *
 * Returns: whether it could be asked
 */
gboolean
dz_ctl_target_match_admission (DzCtlTarget       *self,
                               const char        *import,
                               const char        *name,
                               char             **student,
                               DzAdmissionResult *refusal,
                               GError           **error)
{
  return self->does->match_admission (self->place, import, name, student, refusal, error);
}

/**
 * dz_ctl_target_put_admission:
 * @self: an open target
 * @import: an import that lasts
 * @student: id of a student of its school and level
 * @photo: bytes of a file
 * @result: (out): what became of it
 * @error: return location
 *
 * Returns: whether @result is known
 */
gboolean
dz_ctl_target_put_admission (DzCtlTarget       *self,
                             const char        *import,
                             const char        *student,
                             GBytes            *photo,
                             DzAdmissionResult *result,
                             GError           **error)
{
  return self->does->put_admission (self->place, import, student, photo, result, error);
}

/**
 * dz_ctl_target_end_admissions:
 * @self: an open target
 * @import: an import that lasts
 * @left_out: how many files were not kept
 * @counts: (out): what became of the others
 * @error: return location
 *
 * Returns: whether it has ended
 */
gboolean
dz_ctl_target_end_admissions (DzCtlTarget       *self,
                              const char        *import,
                              guint              left_out,
                              DzAdmissionCounts *counts,
                              GError           **error)
{
  return self->does->end_admissions (self->place, import, left_out, counts, error);
}

/**
 * dz_ctl_target_open_window:
 * @self: an open target
 * @window: a window without an id
 * @error: return location
 *
 * Returns: (transfer full) (nullable): the window with its id
 */
DzWindow *
dz_ctl_target_open_window (DzCtlTarget    *self,
                           const DzWindow *window,
                           GError        **error)
{
  return self->does->open_window (self->place, window, error);
}

/**
 * dz_ctl_target_list_windows:
 * @self: an open target
 * @school: code of the school
 * @error: return location
 *
 * Returns: (transfer full) (nullable) (element-type DzWindow): windows, those that open last first
 */
GPtrArray *
dz_ctl_target_list_windows (DzCtlTarget *self,
                            const char  *school,
                            GError     **error)
{
  return self->does->list_windows (self->place, school, error);
}

/**
 * dz_ctl_target_get_delivery_facts:
 * @self: an open target
 * @window: id of a window
 * @error: return location
 *
 * Returns: (transfer full) (nullable): what there is to be said of it when its photos are delivered
 */
DzDeliveryFacts *
dz_ctl_target_get_delivery_facts (DzCtlTarget *self,
                                  const char  *window,
                                  GError     **error)
{
  return self->does->get_delivery_facts (self->place, window, error);
}

/**
 * dz_ctl_target_add_user:
 * @self: an open target
 * @name: what they sign in with
 * @password: their password
 * @roles: what they may do
 * @error: return location
 *
 * Returns: (transfer full) (nullable): the user
 */
DzUser *
dz_ctl_target_add_user (DzCtlTarget *self,
                        const char  *name,
                        const char  *password,
                        DzRole       roles,
                        GError     **error)
{
  return self->does->add_user (self->place, name, password, roles, error);
}

/**
 * dz_ctl_target_list_waivers:
 * @self: an open target
 * @student: whose
 * @error: return location
 *
 * Returns: (transfer full) (nullable) (element-type DzWaiver): the waivers that stand, by rule
 */
GPtrArray *
dz_ctl_target_list_waivers (DzCtlTarget        *self,
                            const DzCtlStudent *student,
                            GError            **error)
{
  return self->does->list_waivers (self->place, student, error);
}

/**
 * dz_ctl_target_grant_waiver:
 * @self: an open target
 * @student: whose
 * @rule: the rule that does not apply to them
 * @reason: why
 * @error: return location
 *
 * Returns: (transfer full) (nullable): the waiver
 */
DzWaiver *
dz_ctl_target_grant_waiver (DzCtlTarget        *self,
                            const DzCtlStudent *student,
                            const char         *rule,
                            const char         *reason,
                            GError            **error)
{
  return self->does->grant_waiver (self->place, student, rule, reason, error);
}

/**
 * dz_ctl_target_withdraw_waiver:
 * @self: an open target
 * @student: whose
 * @rule: the rule that applies to them again
 * @error: return location
 *
 * Returns: (transfer full) (nullable): the waiver that stood
 */
DzWaiver *
dz_ctl_target_withdraw_waiver (DzCtlTarget        *self,
                               const DzCtlStudent *student,
                               const char         *rule,
                               GError            **error)
{
  return self->does->withdraw_waiver (self->place, student, rule, error);
}

/**
 * dz_ctl_target_list_reasons:
 * @self: an open target
 * @error: return location
 *
 * Returns: (transfer full) (nullable): every version of every reason
 */
DzReasonList *
dz_ctl_target_list_reasons (DzCtlTarget *self,
                            GError     **error)
{
  return self->does->list_reasons (self->place, error);
}

/**
 * dz_ctl_target_add_reason:
 * @self: an open target
 * @words: a reason
 * @error: return location
 *
 * Returns: (transfer full) (nullable): the reason as it can be given from now on
 */
DzReason *
dz_ctl_target_add_reason (DzCtlTarget    *self,
                          const DzReason *words,
                          GError        **error)
{
  return self->does->add_reason (self->place, words, error);
}

/**
 * dz_ctl_target_retire_reason:
 * @self: an open target
 * @code: which
 * @error: return location
 *
 * Returns: (transfer full) (nullable): the reason as it was
 */
DzReason *
dz_ctl_target_retire_reason (DzCtlTarget *self,
                             const char  *code,
                             GError     **error)
{
  return self->does->retire_reason (self->place, code, error);
}

/**
 * dz_ctl_target_list_tasks:
 * @self: an open target
 * @limit: most tasks to give, 1 to DZ_CTL_TASKS_MAX
 * @error: return location
 *
 * Returns: (transfer full) (nullable) (element-type DzTask): what waits for a supervisor, the
 *   oldest first
 */
GPtrArray *
dz_ctl_target_list_tasks (DzCtlTarget *self,
                          guint        limit,
                          GError     **error)
{
  return self->does->list_tasks (self->place, limit, error);
}

/**
 * dz_ctl_target_finish_task:
 * @self: an open target
 * @task: the task's id
 * @note: (nullable): what was found and done, for the history
 * @error: return location
 *
 * Returns: whether it is done
 */
gboolean
dz_ctl_target_finish_task (DzCtlTarget *self,
                           const char  *task,
                           const char  *note,
                           GError     **error)
{
  return self->does->finish_task (self->place, task, note, error);
}

/**
 * dz_ctl_target_reopen:
 * @self: an open target
 * @submission: the id of a submission whose decision is in effect
 * @reason: why, for the history
 * @error: return location
 *
 * Returns: whether it is reopened
 */
gboolean
dz_ctl_target_reopen (DzCtlTarget *self,
                      const char  *submission,
                      const char  *reason,
                      GError     **error)
{
  return self->does->reopen (self->place, submission, reason, error);
}

/**
 * dz_ctl_target_read_history:
 * @self: an open target
 * @from_seq: first sequence number
 * @limit: most entries to give, at most 1000
 * @error: return location
 *
 * Returns: (transfer full) (nullable) (element-type DzEntry): entries in their order
 */
GPtrArray *
dz_ctl_target_read_history (DzCtlTarget *self,
                            gint64       from_seq,
                            guint        limit,
                            GError     **error)
{
  return self->does->read_history (self->place, from_seq, limit, error);
}

/**
 * dz_ctl_target_verify_history:
 * @self: an open target
 * @check: (out): what was found; also where the chain is broken
 * @error: return location; only where it could not be read
 *
 * Returns: whether the chain could be read to its end or its first bad entry
 */
gboolean
dz_ctl_target_verify_history (DzCtlTarget    *self,
                              DzHistoryCheck *check,
                              GError        **error)
{
  return self->does->verify_history (self->place, check, error);
}

/**
 * dz_ctl_target_sign_head:
 * @self: an open target
 * @head: (out caller-allocates): where the history ends, signed
 * @error: return location
 *
 * Returns: whether it is signed
 */
gboolean
dz_ctl_target_sign_head (DzCtlTarget  *self,
                         DzSignedHead *head,
                         GError      **error)
{
  return self->does->sign_head (self->place, head, error);
}

/**
 * dz_ctl_target_check_head:
 * @self: an open target whose history was verified
 * @kept: a head that somebody kept
 * @verdict: (out): what is to be said of it
 * @error: return location; only where the history could not be read
 *
 * Returns: whether it could be looked at
 */
gboolean
dz_ctl_target_check_head (DzCtlTarget        *self,
                          const DzSignedHead *kept,
                          DzHeadVerdict      *verdict,
                          GError            **error)
{
  return self->does->check_head (self->place, kept, verdict, error);
}

/**
 * dz_ctl_target_rotate_key:
 * @self: an open target
 * @head: (out caller-allocates): the last head that the key before signed
 * @error: return location
 *
 * Returns: whether another key signs the history
 */
gboolean
dz_ctl_target_rotate_key (DzCtlTarget  *self,
                          DzSignedHead *head,
                          GError      **error)
{
  return self->does->rotate_key (self->place, head, error);
}

/**
 * dz_ctl_target_begin_epoch:
 * @self: an open target whose data were restored from a backup
 * @kept: the latest head that anybody has kept
 * @head: (out caller-allocates): the first head of the new epoch
 * @error: return location
 *
 * Returns: whether a new epoch has begun
 */
gboolean
dz_ctl_target_begin_epoch (DzCtlTarget        *self,
                           const DzSignedHead *kept,
                           DzSignedHead       *head,
                           GError            **error)
{
  return self->does->begin_epoch (self->place, kept, head, error);
}

/**
 * dz_ctl_target_list_examinations:
 * @self: an open target
 * @since_us: leaves out photos that came before
 * @after: (nullable): id of the last submission of the page before
 * @limit: most examinations to give
 * @error: return location; DZ_CTL_ERROR_USAGE at a service, which hands out no measurements
 *
 * Returns: (transfer full) (nullable) (element-type DzStoredExamination): a page; fewer than @limit
 *   at the end
 */
GPtrArray *
dz_ctl_target_list_examinations (DzCtlTarget *self,
                                 gint64       since_us,
                                 const char  *after,
                                 guint        limit,
                                 GError     **error)
{
  if (self->does->list_examinations != NULL)
    return self->does->list_examinations (self->place, since_us, after, limit, error);
  dz_ctl_refuse_usage (error, _("A service hands out no measurements; stop it and use --data."));
  return NULL;
}
