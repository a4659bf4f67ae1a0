/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "dz-delivery-facts.h"
#include "dz-heads.h"
#include "dz-reason-list.h"
#include "dz-school-policy.h"
#include "dz-store-admission-imports.h"
#include "dz-store-history.h"
#include "dz-store-measurements.h"
#include "dz-store-register.h"
#include "dz-task.h"
#include "dz-user.h"
#include "dz-waiver.h"

G_BEGIN_DECLS

#define DZ_CTL_TASKS_MAX 1000 /* the most that data/openapi.yaml allows at once */

/**
 * DzCtlTarget:
 *
 * Where the data are that a subcommand works on: a data directory that no service holds, or a
 * running service. A subcommand is written once and does not see which.
 */
typedef struct _DzCtlTarget DzCtlTarget;

/**
 * DzCtlStudent:
 * @school: code of the school
 * @level: (nullable): needed where several students have the identifier
 * @identifier: as a person types it
 *
 * Whose record is meant.
 */
typedef struct
{
  const char    *school;
  const DzLevel *level;
  const char    *identifier;
} DzCtlStudent;

DzCtlTarget *dz_ctl_target_new            (void);
void         dz_ctl_target_free           (DzCtlTarget    *self);
void         dz_ctl_target_add_options    (DzCtlTarget    *self,
                                           GOptionContext *context);
gboolean     dz_ctl_target_open           (DzCtlTarget    *self,
                                           gboolean        may_create,
                                           GError        **error);

GPtrArray   *dz_ctl_target_search_schools (DzCtlTarget    *self,
                                           const char     *text,
                                           guint           limit,
                                           GError        **error);
gboolean     dz_ctl_target_add_school     (DzCtlTarget    *self,
                                           const DzSchool *school,
                                           GError        **error);
gboolean     dz_ctl_target_get_policy     (DzCtlTarget    *self,
                                           const char     *school,
                                           DzSchoolPolicy *policy,
                                           GError        **error);
gboolean     dz_ctl_target_set_policy     (DzCtlTarget    *self,
                                           const char     *school,
                                           const DzSchoolPolicy *policy,
                                           GError        **error);
gboolean     dz_ctl_target_import_roster  (DzCtlTarget    *self,
                                           const char     *school,
                                           const DzLevel  *level_of_all,
                                           GBytes         *file,
                                           DzRosterChange *change,
                                           GPtrArray     **bad_rows,
                                           GError        **error);
char        *dz_ctl_target_begin_admissions (DzCtlTarget  *self,
                                           const char     *school,
                                           DzLevel         level,
                                           DzAdmissionKey  key,
                                           GError        **error);
gboolean     dz_ctl_target_match_admission (DzCtlTarget   *self,
                                           const char     *import,
                                           const char     *name,
                                           char          **student,
                                           DzAdmissionResult *refusal,
                                           GError        **error);
gboolean     dz_ctl_target_put_admission  (DzCtlTarget    *self,
                                           const char     *import,
                                           const char     *student,
                                           GBytes         *photo,
                                           DzAdmissionResult *result,
                                           GError        **error);
gboolean     dz_ctl_target_end_admissions (DzCtlTarget    *self,
                                           const char     *import,
                                           guint           left_out,
                                           DzAdmissionCounts *counts,
                                           GError        **error);
DzWindow    *dz_ctl_target_open_window    (DzCtlTarget    *self,
                                           const DzWindow *window,
                                           GError        **error);
GPtrArray   *dz_ctl_target_list_windows   (DzCtlTarget    *self,
                                           const char     *school,
                                           GError        **error);
DzDeliveryFacts *dz_ctl_target_get_delivery_facts (DzCtlTarget *self,
                                           const char     *window,
                                           GError        **error);
DzUser      *dz_ctl_target_add_user       (DzCtlTarget    *self,
                                           const char     *name,
                                           const char     *password,
                                           DzRole          roles,
                                           GError        **error);
GPtrArray   *dz_ctl_target_list_waivers   (DzCtlTarget    *self,
                                           const DzCtlStudent *student,
                                           GError        **error);
DzWaiver    *dz_ctl_target_grant_waiver   (DzCtlTarget    *self,
                                           const DzCtlStudent *student,
                                           const char     *rule,
                                           const char     *reason,
                                           GError        **error);
DzWaiver    *dz_ctl_target_withdraw_waiver (DzCtlTarget   *self,
                                           const DzCtlStudent *student,
                                           const char     *rule,
                                           GError        **error);
DzReasonList *dz_ctl_target_list_reasons  (DzCtlTarget    *self,
                                           GError        **error);
DzReason    *dz_ctl_target_add_reason     (DzCtlTarget    *self,
                                           const DzReason *words,
                                           GError        **error);
DzReason    *dz_ctl_target_retire_reason  (DzCtlTarget    *self,
                                           const char     *code,
                                           GError        **error);
GPtrArray   *dz_ctl_target_list_tasks     (DzCtlTarget    *self,
                                           guint           limit,
                                           GError        **error);
gboolean     dz_ctl_target_finish_task    (DzCtlTarget    *self,
                                           const char     *task,
                                           const char     *note,
                                           GError        **error);
gboolean     dz_ctl_target_reopen         (DzCtlTarget    *self,
                                           const char     *submission,
                                           const char     *reason,
                                           GError        **error);
GPtrArray   *dz_ctl_target_read_history   (DzCtlTarget    *self,
                                           gint64          from_seq,
                                           guint           limit,
                                           GError        **error);
gboolean     dz_ctl_target_verify_history (DzCtlTarget    *self,
                                           DzHistoryCheck *check,
                                           GError        **error);
gboolean     dz_ctl_target_sign_head      (DzCtlTarget    *self,
                                           DzSignedHead   *head,
                                           GError        **error);
gboolean     dz_ctl_target_check_head     (DzCtlTarget    *self,
                                           const DzSignedHead *kept,
                                           DzHeadVerdict  *verdict,
                                           GError        **error);
gboolean     dz_ctl_target_rotate_key     (DzCtlTarget    *self,
                                           DzSignedHead   *head,
                                           GError        **error);
gboolean     dz_ctl_target_begin_epoch    (DzCtlTarget    *self,
                                           const DzSignedHead *kept,
                                           DzSignedHead   *head,
                                           GError        **error);
GPtrArray   *dz_ctl_target_list_examinations (DzCtlTarget *self,
                                           gint64          since_us,
                                           const char     *after,
                                           guint           limit,
                                           GError        **error);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (DzCtlTarget, dz_ctl_target_free)

G_END_DECLS
