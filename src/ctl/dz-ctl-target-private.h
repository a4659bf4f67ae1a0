/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "dz-ctl-target.h"

G_BEGIN_DECLS

/* The two places: what each does for the functions of dz-ctl-target.h. @place is what the place's
 * own function opened. */
typedef struct
{
  void       (*close)          (gpointer         place);
  GPtrArray *(*search_schools) (gpointer         place,
                                const char      *text,
                                guint            limit,
                                GError         **error);
  gboolean   (*add_school)     (gpointer         place,
                                const DzSchool  *school,
                                GError         **error);
  gboolean   (*get_policy)     (gpointer         place,
                                const char      *school,
                                DzSchoolPolicy  *policy,
                                GError         **error);
  gboolean   (*set_policy)     (gpointer         place,
                                const char      *school,
                                const DzSchoolPolicy *policy,
                                GError         **error);
  gboolean   (*import_roster)  (gpointer         place,
                                const char      *school,
                                const DzLevel   *level_of_all,
                                GBytes          *file,
                                DzRosterChange  *change,
                                GPtrArray      **bad_rows,
                                GError         **error);
  char      *(*begin_admissions) (gpointer       place,
                                const char      *school,
                                DzLevel          level,
                                DzAdmissionKey   key,
                                GError         **error);
  gboolean   (*match_admission) (gpointer        place,
                                const char      *import,
                                const char      *name,
                                char           **student,
                                DzAdmissionResult *refusal,
                                GError         **error);
  gboolean   (*put_admission)  (gpointer         place,
                                const char      *import,
                                const char      *student,
                                GBytes          *photo,
                                DzAdmissionResult *result,
                                GError         **error);
  gboolean   (*end_admissions) (gpointer         place,
                                const char      *import,
                                guint            left_out,
                                DzAdmissionCounts *counts,
                                GError         **error);
  DzWindow  *(*open_window)    (gpointer         place,
                                const DzWindow  *window,
                                GError         **error);
  GPtrArray *(*list_windows)   (gpointer         place,
                                const char      *school,
                                GError         **error);
  DzUser    *(*add_user)       (gpointer         place,
                                const char      *name,
                                const char      *password,
                                DzRole           roles,
                                GError         **error);
  DzDeliveryFacts *(*get_delivery_facts) (gpointer place,
                                const char      *window,
                                GError         **error);
  GPtrArray *(*list_waivers)   (gpointer         place,
                                const DzCtlStudent *student,
                                GError         **error);
  DzWaiver  *(*grant_waiver)   (gpointer         place,
                                const DzCtlStudent *student,
                                const char      *rule,
                                const char      *reason,
                                GError         **error);
  DzWaiver  *(*withdraw_waiver) (gpointer        place,
                                const DzCtlStudent *student,
                                const char      *rule,
                                GError         **error);
  DzReasonList *(*list_reasons) (gpointer        place,
                                GError         **error);
  DzReason  *(*add_reason)     (gpointer         place,
                                const DzReason  *words,
                                GError         **error);
  DzReason  *(*retire_reason)  (gpointer         place,
                                const char      *code,
                                GError         **error);
  GPtrArray *(*list_tasks)     (gpointer         place,
                                guint            limit,
                                GError         **error);
  gboolean   (*finish_task)    (gpointer         place,
                                const char      *task,
                                const char      *note,
                                GError         **error);
  gboolean   (*reopen)         (gpointer         place,
                                const char      *submission,
                                const char      *reason,
                                GError         **error);
  GPtrArray *(*read_history)   (gpointer         place,
                                gint64           from_seq,
                                guint            limit,
                                GError         **error);
  gboolean   (*verify_history) (gpointer         place,
                                DzHistoryCheck  *check,
                                GError         **error);
  gboolean   (*sign_head)      (gpointer         place,
                                DzSignedHead    *head,
                                GError         **error);
  gboolean   (*check_head)     (gpointer         place,
                                const DzSignedHead *kept,
                                DzHeadVerdict   *verdict,
                                GError         **error);
  gboolean   (*rotate_key)     (gpointer         place,
                                DzSignedHead    *head,
                                GError         **error);
  gboolean   (*begin_epoch)    (gpointer         place,
                                const DzSignedHead *kept,
                                DzSignedHead    *head,
                                GError         **error);
  GPtrArray *(*list_examinations) (gpointer      place, /* nullable: a service does not tell */
                                gint64           since_us,
                                const char      *after,
                                guint            limit,
                                GError         **error);
} DzCtlPlace;

/* dz-ctl-data.c */
extern const DzCtlPlace dz_ctl_data;
gpointer dz_ctl_data_open    (const char  *data_dir,
                              gboolean     may_create,
                              GError     **error);

/* dz-ctl-service.c */
extern const DzCtlPlace dz_ctl_service;
gpointer dz_ctl_service_open (const char  *url,
                              const char  *name,
                              GError     **error);

G_END_DECLS
