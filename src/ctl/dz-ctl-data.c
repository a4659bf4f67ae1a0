/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "dz-ctl-target-private.h"

#include <glib/gi18n.h>

#include "dz-admissions.h"
#include "dz-config.h"
#include "dz-ctl-command.h"
#include "dz-examiner.h"
#include "dz-passwords.h"
#include "dz-roster-row.h"
#include "dz-store-delivery.h"
#include "dz-store-heads.h"
#include "dz-store-reopenings.h"
#include "dz-store-second-policy.h"
#include "dz-store-tasks.h"
#include "dz-store-users.h"
#include "dz-store-reasons.h"
#include "dz-store-waivers.h"

/* The data in a directory that this program holds while it works. */
typedef struct
{
  DzDataLock *lock;  /* owned */
  DzStore    *store; /* owned */
  DzExaminer *examiner; /* owned, nullable: begins with an import of photos */
} Data;

/* Who works on the directory itself did not sign in, so the history cannot name them. */
#define ACTOR DZ_STORE_ACTOR_SERVICE

static void
data_close (gpointer place)
{
  Data *self = place;

  if (self->examiner != NULL)
    dz_examiner_close (self->examiner);
  g_clear_object (&self->examiner);
  g_clear_pointer (&self->store, dz_store_close);
  g_clear_pointer (&self->lock, dz_data_lock_release);
  g_free (self);
}

static gboolean
has_data (const char *data_dir)
{
  g_autoptr(GDir) folder = g_dir_open (data_dir, 0, NULL);

  return folder != NULL && g_dir_read_name (folder) != NULL;
}

/**
 * dz_ctl_data_open:
 * @data_dir: a data directory
 * @may_create: whether it is made where it is not there
 * @error: return location; DZ_STORE_ERROR_LOCKED and the rest of that domain
 *
 * Claims and opens a data directory.
 *
 * Returns: (transfer full) (nullable): the place
 */
gpointer
dz_ctl_data_open (const char *data_dir,
                  gboolean    may_create,
                  GError    **error)
{
  /* Nobody signed in, but the history can say which program it was. */
  const DzStation station = { ACTOR, DZ_ROLE_NONE, NULL, "duizhaoctl/" DZ_VERSION };
  g_autoptr(DzDataLock) lock = NULL;
  DzStore *store;
  Data *self;

  if (!may_create && !has_data (data_dir))
    {
      g_autofree char *shown = g_filename_display_name (data_dir);

      dz_ctl_refuse (error, _("There are no data in %s; name the directory with --data."), shown);
      return NULL;
    }
  lock = dz_data_lock_take (data_dir, error);
  store = lock != NULL ? dz_store_open (data_dir, error) : NULL;
  if (store == NULL)
    return NULL;
  dz_store_set_station (store, &station);
  self = g_new0 (Data, 1);
  self->lock = g_steal_pointer (&lock);
  self->store = store;
  return self;
}

static GPtrArray *
data_search_schools (gpointer    place,
                     const char *text,
                     guint       limit,
                     GError    **error)
{
  Data *self = place;

  return dz_store_search_schools (self->store, text, limit, error);
}

static gboolean
data_add_school (gpointer        place,
                 const DzSchool *school,
                 GError        **error)
{
  Data *self = place;

  return dz_store_add_school (self->store, school, ACTOR, error);
}

static gboolean
data_get_policy (gpointer        place,
                 const char     *school,
                 DzSchoolPolicy *policy,
                 GError        **error)
{
  Data *self = place;

  policy->parts = DZ_POLICY_SHEET | DZ_POLICY_SECOND;
  return dz_store_get_sheet_allowed (self->store, school, &policy->sheet_allowed, error) &&
         dz_store_get_second_policy (self->store, school, &policy->second, error);
}

static gboolean
data_set_policy (gpointer              place,
                 const char           *school,
                 const DzSchoolPolicy *policy,
                 GError              **error)
{
  Data *self = place;

  if ((policy->parts & DZ_POLICY_SECOND) &&
      !dz_store_set_second_policy (self->store, school, &policy->second, ACTOR, error))
    return FALSE;
  return (policy->parts & DZ_POLICY_SHEET) == 0 ||
         dz_store_set_sheet_allowed (self->store, school, policy->sheet_allowed, ACTOR, error);
}

static GPtrArray *
read_rows (GBytes  *file,
           GError **error)
{
  g_autoptr(DzExaminer) examiner = dz_examiner_new (NULL, 1, NULL);
  GPtrArray *rows = dz_examiner_read_roster (examiner, file, NULL, error);

  dz_examiner_close (examiner);
  return rows;
}

static GPtrArray *
steal_bad_rows (GPtrArray *rows)
{
  GPtrArray *bad = dz_roster_new ();

  for (guint i = 0; i < rows->len; i++)
    {
      DzRosterRow **row = (DzRosterRow **) &g_ptr_array_index (rows, i);

      if ((*row)->problem != NULL)
        g_ptr_array_add (bad, g_steal_pointer (row));
    }
  return bad;
}

static gboolean
data_import_roster (gpointer        place,
                    const char     *school,
                    const DzLevel  *level_of_all,
                    GBytes         *file,
                    DzRosterChange *change,
                    GPtrArray     **bad_rows,
                    GError        **error)
{
  Data *self = place;
  g_autoptr(DzSchool) known = dz_store_get_school (self->store, school, error);
  g_autoptr(GPtrArray) rows = known != NULL ? read_rows (file, error) : NULL;
  g_autoptr(GError) met = NULL;

  if (rows == NULL)
    return FALSE;
  if (dz_store_import_roster (self->store, school, level_of_all, rows, ACTOR, change, &met))
    return TRUE;
  if (dz_roster_count_bad (rows) == 0)
    {
      g_propagate_error (error, g_steal_pointer (&met));
      return FALSE;
    }
  *bad_rows = steal_bad_rows (rows);
  return dz_ctl_refuse (error, _("%u of %u rows cannot be imported, so nothing was."),
                        (*bad_rows)->len, rows->len);
}

static char *
data_begin_admissions (gpointer       place,
                       const char    *school,
                       DzLevel        level,
                       DzAdmissionKey key,
                       GError       **error)
{
  Data *self = place;

  if (self->examiner == NULL)
    self->examiner = dz_examiner_new (NULL, 1, NULL);
  /* The helper first: where it is missing, nothing is begun. */
  return dz_examiner_start (self->examiner, error)
           ? dz_store_begin_admissions (self->store, school, level, key, ACTOR, error)
           : NULL;
}

static gboolean
data_match_admission (gpointer           place,
                      const char        *import,
                      const char        *name,
                      char             **student,
                      DzAdmissionResult *refusal,
                      GError           **error)
{
  Data *self = place;

  return dz_store_match_admission (self->store, import, ACTOR, name, student, refusal, error);
}

static gboolean
data_put_admission (gpointer           place,
                    const char        *import,
                    const char        *student,
                    GBytes            *photo,
                    DzAdmissionResult *result,
                    GError           **error)
{
  Data *self = place;

  return dz_admissions_keep (self->examiner, self->store, import, ACTOR, student, photo, result,
                             error);
}

static gboolean
data_end_admissions (gpointer           place,
                     const char        *import,
                     guint              left_out,
                     DzAdmissionCounts *counts,
                     GError           **error)
{
  Data *self = place;

  return dz_store_end_admissions (self->store, import, ACTOR, left_out, counts, error);
}

static DzWindow *
data_open_window (gpointer        place,
                  const DzWindow *window,
                  GError        **error)
{
  Data *self = place;

  return dz_store_open_window (self->store, window, ACTOR, error);
}

static GPtrArray *
data_list_windows (gpointer    place,
                   const char *school,
                   GError    **error)
{
  Data *self = place;
  g_autoptr(DzSchool) known = dz_store_get_school (self->store, school, error);

  return known != NULL ? dz_store_list_windows (self->store, school, error) : NULL;
}

static DzDeliveryFacts *
data_get_delivery_facts (gpointer    place,
                         const char *window,
                         GError    **error)
{
  Data *self = place;

  return dz_store_get_delivery_facts (self->store, window, error);
}

static DzUser *
data_add_user (gpointer    place,
               const char *name,
               const char *password,
               DzRole      roles,
               GError    **error)
{
  Data *self = place;
  g_autofree char *hash = dz_password_hash (password, DZ_PASSWORD_COST_MODERATE, error);

  return hash != NULL ? dz_store_add_user (self->store, name, hash, roles, ACTOR, error)
                      : NULL;
}

static char *
find_student (Data               *self,
              const DzCtlStudent *student,
              GError            **error)
{
  return dz_store_find_student (self->store, student->school, student->level, student->identifier,
                                error);
}

static GPtrArray *
data_list_waivers (gpointer            place,
                   const DzCtlStudent *student,
                   GError            **error)
{
  Data *self = place;
  g_autofree char *id = find_student (self, student, error);

  return id != NULL ? dz_store_list_waivers (self->store, id, error) : NULL;
}

static DzWaiver *
data_grant_waiver (gpointer            place,
                   const DzCtlStudent *student,
                   const char         *rule,
                   const char         *reason,
                   GError            **error)
{
  Data *self = place;
  g_autofree char *id = find_student (self, student, error);

  return id != NULL ? dz_store_grant_waiver (self->store, id, rule, reason, ACTOR, error) : NULL;
}

static DzWaiver *
data_withdraw_waiver (gpointer            place,
                      const DzCtlStudent *student,
                      const char         *rule,
                      GError            **error)
{
  Data *self = place;
  g_autofree char *id = find_student (self, student, error);

  return id != NULL ? dz_store_withdraw_waiver (self->store, id, rule, ACTOR, error) : NULL;
}

static DzReasonList *
data_list_reasons (gpointer place,
                   GError **error)
{
  Data *self = place;

  return dz_store_list_reasons (self->store, error);
}

static DzReason *
data_add_reason (gpointer        place,
                 const DzReason *words,
                 GError        **error)
{
  Data *self = place;

  return dz_store_add_reason (self->store, words, DZ_STORE_REASON_ANY, ACTOR, error);
}

static DzReason *
data_retire_reason (gpointer    place,
                    const char *code,
                    GError    **error)
{
  Data *self = place;

  return dz_store_retire_reason (self->store, code, DZ_STORE_REASON_ANY, ACTOR, error);
}

static GPtrArray *
data_list_tasks (gpointer place,
                 guint    limit,
                 GError **error)
{
  Data *self = place;

  return dz_store_list_tasks (self->store, NULL, limit, error);
}

static gboolean
data_finish_task (gpointer    place,
                  const char *task,
                  const char *note,
                  GError    **error)
{
  Data *self = place;

  return dz_store_finish_task (self->store, NULL, task, note, error);
}

static gboolean
data_reopen (gpointer    place,
             const char *submission,
             const char *reason,
             GError    **error)
{
  Data *self = place;

  return dz_store_reopen (self->store, submission, reason, error);
}

static GPtrArray *
data_read_history (gpointer  place,
                   gint64    from_seq,
                   guint     limit,
                   GError  **error)
{
  Data *self = place;

  return dz_store_read_history (self->store, from_seq, limit, NULL, error);
}

static gboolean
data_verify_history (gpointer        place,
                     DzHistoryCheck *check,
                     GError        **error)
{
  Data *self = place;

  return dz_store_verify_history (self->store, NULL, check, error);
}

static gboolean
data_sign_head (gpointer      place,
                DzSignedHead *head,
                GError      **error)
{
  Data *self = place;

  return dz_store_sign_head (self->store, head, error);
}

static gboolean
data_check_head (gpointer            place,
                 const DzSignedHead *kept,
                 DzHeadVerdict      *verdict,
                 GError            **error)
{
  Data *self = place;

  return dz_store_check_head (self->store, kept, verdict, error);
}

static gboolean
data_rotate_key (gpointer      place,
                 DzSignedHead *head,
                 GError      **error)
{
  Data *self = place;

  return dz_store_rotate_key (self->store, ACTOR, head, error);
}

static gboolean
data_begin_epoch (gpointer            place,
                  const DzSignedHead *kept,
                  DzSignedHead       *head,
                  GError            **error)
{
  Data *self = place;

  return dz_store_begin_epoch (self->store, kept, ACTOR, head, error);
}

static GPtrArray *
data_list_examinations (gpointer    place,
                        gint64      since_us,
                        const char *after,
                        guint       limit,
                        GError    **error)
{
  Data *self = place;

  return dz_store_list_examinations (self->store, since_us, after, limit, error);
}

const DzCtlPlace dz_ctl_data = {
  .close = data_close,
  .search_schools = data_search_schools,
  .add_school = data_add_school,
  .get_policy = data_get_policy,
  .set_policy = data_set_policy,
  .import_roster = data_import_roster,
  .begin_admissions = data_begin_admissions,
  .match_admission = data_match_admission,
  .put_admission = data_put_admission,
  .end_admissions = data_end_admissions,
  .open_window = data_open_window,
  .list_windows = data_list_windows,
  .get_delivery_facts = data_get_delivery_facts,
  .add_user = data_add_user,
  .list_waivers = data_list_waivers,
  .grant_waiver = data_grant_waiver,
  .withdraw_waiver = data_withdraw_waiver,
  .list_reasons = data_list_reasons,
  .add_reason = data_add_reason,
  .retire_reason = data_retire_reason,
  .list_tasks = data_list_tasks,
  .finish_task = data_finish_task,
  .reopen = data_reopen,
  .read_history = data_read_history,
  .verify_history = data_verify_history,
  .sign_head = data_sign_head,
  .check_head = data_check_head,
  .rotate_key = data_rotate_key,
  .begin_epoch = data_begin_epoch,
  .list_examinations = data_list_examinations,
};
