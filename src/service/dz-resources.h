/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "dz-call.h"

G_BEGIN_DECLS

/* The handlers, by the file that has them. dz-routes.c says where each one stands. */

/* dz-resource-schools.c */
gboolean dz_resource_search_schools   (DzCall *call, GError **error);
gboolean dz_resource_add_school       (DzCall *call, GError **error);
gboolean dz_resource_get_policy       (DzCall *call, GError **error);
gboolean dz_resource_set_policy       (DzCall *call, GError **error);

/* dz-resource-students.c */
gboolean dz_resource_verify           (DzCall *call, GError **error);

/* dz-resource-submissions.c */
gboolean dz_resource_submit           (DzCall *call, GError **error);
gboolean dz_resource_list_own         (DzCall *call, GError **error);
gboolean dz_resource_get_submission   (DzCall *call, GError **error);
gboolean dz_resource_get_standing     (DzCall *call, GError **error);
gboolean dz_resource_retake           (DzCall *call, GError **error);

/* dz-resource-service.c */
gboolean dz_resource_get_service      (DzCall *call, GError **error);
gboolean dz_resource_set_up           (DzCall *call, GError **error);

/* dz-resource-sessions.c */
gboolean dz_resource_sign_in          (DzCall *call, GError **error);
gboolean dz_resource_sign_out         (DzCall *call, GError **error);

/* dz-resource-leases.c */
gboolean dz_resource_lease            (DzCall *call, GError **error);
gboolean dz_resource_renew            (DzCall *call, GError **error);
gboolean dz_resource_release          (DzCall *call, GError **error);
gboolean dz_resource_list_held        (DzCall *call, GError **error);

/* dz-resource-queue.c */
gboolean dz_resource_get_queue        (DzCall *call, GError **error);
gboolean dz_resource_list_holders     (DzCall *call, GError **error);
gboolean dz_resource_list_queue_windows (DzCall *call, GError **error);
gboolean dz_resource_recall           (DzCall *call, GError **error);

/* dz-resource-reveals.c */
gboolean dz_resource_reveal           (DzCall *call, GError **error);

/* dz-resource-tasks.c */
gboolean dz_resource_list_tasks       (DzCall *call, GError **error);
gboolean dz_resource_finish_task      (DzCall *call, GError **error);

/* dz-resource-photos.c */
gboolean dz_resource_get_photo        (DzCall *call, GError **error);

/* dz-resource-commands.c */
gboolean dz_resource_put_command      (DzCall *call, GError **error);

/* dz-resource-history.c */
gboolean dz_resource_read_history     (DzCall *call, GError **error);

/* dz-resource-heads.c */
gboolean dz_resource_get_head         (DzCall *call, GError **error);
gboolean dz_resource_read_feed        (DzCall *call, GError **error);
gboolean dz_resource_rotate_key       (DzCall *call, GError **error);
gboolean dz_resource_begin_epoch      (DzCall *call, GError **error);

/* dz-resource-profiles.c */
gboolean dz_resource_get_profile      (DzCall *call, GError **error);

/* dz-resource-reasons.c */
gboolean dz_resource_list_reasons     (DzCall *call, GError **error);
gboolean dz_resource_add_reason       (DzCall *call, GError **error);
gboolean dz_resource_retire_reason    (DzCall *call, GError **error);

/* dz-resource-rosters.c */
gboolean dz_resource_import_roster    (DzCall *call, GError **error);

/* dz-resource-admissions.c */
gboolean dz_resource_begin_admissions (DzCall *call, GError **error);
gboolean dz_resource_match_admission  (DzCall *call, GError **error);
gboolean dz_resource_put_admission    (DzCall *call, GError **error);
gboolean dz_resource_end_admissions   (DzCall *call, GError **error);

/* dz-resource-windows.c */
gboolean dz_resource_list_windows     (DzCall *call, GError **error);
gboolean dz_resource_open_window      (DzCall *call, GError **error);

/* dz-resource-delivery.c */
gboolean dz_resource_get_delivery_note (DzCall *call, GError **error);

/* dz-resource-waivers.c */
gboolean dz_resource_find_waivers     (DzCall *call, GError **error);
gboolean dz_resource_grant_waiver     (DzCall *call, GError **error);
gboolean dz_resource_withdraw_waiver  (DzCall *call, GError **error);

/* dz-resource-users.c */
gboolean dz_resource_add_user         (DzCall *call, GError **error);

G_END_DECLS
