/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "dz-store-admissions.h"
#include "dz-store-escalations.h"
#include "dz-store-leases.h"
#include "dz-store-offers.h"
#include "dz-store-private.h"
#include "dz-store-reopenings.h"
#include "dz-store-rows.h"
#include "dz-store-sheets.h"
#include "dz-store-students.h"
#include "dz-store-submissions.h"
#include "dz-store-twin-rows.h"
#include "dz-store-waivers-private.h"

#define LIST_MINE \
  "SELECT leases.id, leases.submission_id, leases.expires_us, leases.from_state" \
  " FROM leases JOIN submissions ON submissions.id = leases.submission_id" \
  " JOIN windows ON windows.id = submissions.window_id" \
  " WHERE leases.user_id = ?1 AND leases.workstation = ?2 AND leases.ended IS NULL" DZ_OFFERS_ORDER
#define LIST_EARLIER \
  "SELECT id FROM submissions WHERE student_id = ?1 AND window_id = ?2 AND attempt < ?3" \
  " ORDER BY attempt DESC"

#define DOING "reading what is leased"

/* More photos than anybody lays on this one; of those beyond, the face is where it is wanted. */
#define FACES_MAX 20

/* Its numbers, to draw lines by; hashes tell who has the same face, and stay here. */
static gboolean
fill_measurement (DzStore    *self,
                  DzItem     *item,
                  const char *submission,
                  GError    **error)
{
  g_autoptr(GError) met = NULL;

  item->measurement = dz_store_get_measurement (self, submission, &met);
  if (item->measurement != NULL)
    dz_measurement_forget_hashes (item->measurement);
  else if (!g_error_matches (met, DZ_STORE_ERROR, DZ_STORE_ERROR_NOT_FOUND))
    {
      g_propagate_error (error, g_steal_pointer (&met));
      return FALSE;
    }
  return TRUE;
}

static gboolean
fill_waivers (DzStore    *self,
              DzItem     *item,
              const char *student,
              GError    **error)
{
  GPtrArray *waivers = dz_store_load_waivers (self, student, error);

  if (waivers == NULL)
    return FALSE;
  g_ptr_array_unref (item->waivers);
  item->waivers = waivers;
  return TRUE;
}

static gboolean
fill_twins (DzStore    *self,
            DzItem     *item,
            const char *submission,
            GError    **error)
{
  GPtrArray *twins = dz_store_load_twins (self, submission, DZ_STORE_TWINS_MAX, error);

  if (twins == NULL)
    return FALSE;
  g_ptr_array_unref (item->twins);
  item->twins = twins;
  return TRUE;
}

static gboolean
add_face (DzStore    *self,
          DzItem     *item,
          const char *submission,
          GError    **error)
{
  g_autoptr(GError) met = NULL;
  g_autoptr(DzMeasurement) measurement = NULL;

  if (item->faces->len >= FACES_MAX)
    return TRUE;
  measurement = dz_store_get_measurement (self, submission, &met);
  if (measurement != NULL)
    g_ptr_array_add (item->faces, dz_other_face_new (submission, measurement));
  else if (!g_error_matches (met, DZ_STORE_ERROR, DZ_STORE_ERROR_NOT_FOUND))
    {
      g_propagate_error (error, g_steal_pointer (&met));
      return FALSE;
    }
  return TRUE;
}

/* Where the faces are on photos that may stand beside this one. */
static gboolean
fill_faces (DzStore *self,
            DzItem  *item,
            GError **error)
{
  for (guint i = 0; i < item->earlier->len; i++)
    {
      const DzSubmission *earlier = g_ptr_array_index (item->earlier, i);

      if (!add_face (self, item, earlier->id, error))
        return FALSE;
    }
  for (guint i = 0; i < item->twins->len; i++)
    {
      const DzTwin *twin = g_ptr_array_index (item->twins, i);

      if (dz_item_find_face (item, twin->submission) == NULL &&
          !add_face (self, item, twin->submission, error))
        return FALSE;
    }
  return TRUE;
}

static gboolean
refuses (const DzFinding *finding)
{
  return finding->authority == DZ_AUTHORITY_AUTO && finding->outcome == DZ_OUTCOME_FAIL &&
         !finding->internal;
}

/* What a rule refused has no decision that says why; the findings that refused it do. */
static gboolean
add_refusing (DzStore      *self,
              DzSubmission *earlier,
              GError      **error)
{
  g_autoptr(DzSubmission) whole = NULL;

  if (earlier->state != DZ_STATE_REFUSED_BY_RULE)
    return TRUE;
  whole = dz_store_load_submission (self, earlier->id, DZ_LOAD_FINDINGS, error);
  for (guint i = 0; whole != NULL && i < whole->findings->len; i++)
    {
      const DzFinding *finding = g_ptr_array_index (whole->findings, i);

      if (refuses (finding))
        g_ptr_array_add (earlier->findings, dz_finding_copy (finding));
    }
  return whole != NULL;
}

static GPtrArray *
load_earlier (DzStore            *self,
              const DzSubmission *submission,
              GError            **error)
{
  g_autoptr(GPtrArray) earlier
    = dz_store_load_submissions (self, DOING, LIST_EARLIER,
                                 DZ_VALUES (DZ_TEXT (submission->student),
                                            DZ_TEXT (submission->window),
                                            DZ_INT (submission->attempt)),
                                 DZ_LOAD_PLAIN, error);

  for (guint i = 0; earlier != NULL && i < earlier->len; i++)
    {
      if (!add_refusing (self, g_ptr_array_index (earlier, i), error))
        return NULL;
    }
  return g_steal_pointer (&earlier);
}

/**
 * dz_store_fill_item:
 * @self: a store, within a transaction
 * @item: an item that has nothing but its lease
 * @error: return location; DZ_STORE_ERROR_NOT_FOUND, DZ_STORE_ERROR_DAMAGED
 *
 * Reads what is needed to judge the submission of the lease.
 *
 * Returns: whether it was read
 */
gboolean
dz_store_fill_item (DzStore *self,
                    DzItem  *item,
                    GError **error)
{
  g_autoptr(DzSchool) school = NULL;
  g_autoptr(DzSubmission) submission = NULL;
  g_autoptr(DzStudent) student = NULL;
  g_autoptr(GPtrArray) earlier = NULL;

  submission = dz_store_load_submission (self, item->lease->submission, DZ_LOAD_FINDINGS, error);
  if (submission == NULL)
    return FALSE;
  student = dz_store_get_masked_student (self, submission->student, error);
  school = student != NULL ? dz_store_get_school (self, student->school, error) : NULL;
  if (school == NULL)
    return FALSE;
  earlier = load_earlier (self, submission, error);
  if (earlier == NULL || !fill_measurement (self, item, submission->id, error) ||
      !fill_waivers (self, item, submission->student, error) ||
      !fill_twins (self, item, submission->id, error) ||
      !dz_store_load_admission (self, submission->student, &item->admission, error) ||
      !dz_store_load_escalation (self, submission->id, &item->escalation, error) ||
      !dz_store_load_reopening (self, submission->id, &item->reopening, error) ||
      !dz_store_get_sheet_allowed (self, student->school, &item->sheet_allowed, error))
    return FALSE;
  dz_submission_free (item->submission);
  item->submission = g_steal_pointer (&submission);
  dz_student_free (item->student);
  item->student = g_steal_pointer (&student);
  g_ptr_array_unref (item->earlier);
  item->earlier = g_steal_pointer (&earlier);
  if (!fill_faces (self, item, error))
    return FALSE;
  item->school_name = g_strdup (school->name);
  return TRUE;
}

static DzItem *
item_from_row (const DzUser *user,
               DzStatement  *row)
{
  DzItem *item = dz_item_new ();

  item->lease->id = dz_statement_dup_text (row, 0);
  item->lease->submission = dz_statement_dup_text (row, 1);
  item->lease->user = g_strdup (user->id);
  item->lease->expires_us = dz_statement_get_int64 (row, 2);
  dz_state_from_nick (dz_statement_get_text (row, 3), &item->lease->origin);
  item->lease->origin = dz_lease_tell_origin (item->lease->origin);
  return item;
}

/**
 * dz_store_load_items:
 * @self: a store, within a write transaction
 * @user: a user
 * @workstation: a desk
 * @error: return location
 *
 * Reads everything that a user holds at a desk, with all that is needed to judge it.
 *
 * Returns: (transfer full) (nullable) (element-type DzItem): the items, as dz_offer_list() orders
 *   what is offered
 */
GPtrArray *
dz_store_load_items (DzStore      *self,
                     const DzUser *user,
                     const char   *workstation,
                     GError      **error)
{
  g_autoptr(GPtrArray) items = g_ptr_array_new_with_free_func ((GDestroyNotify) dz_item_free);
  g_autoptr(DzStatement) rows = dz_query_new (self, DOING, LIST_MINE,
                                              DZ_VALUES (DZ_TEXT (user->id), DZ_TEXT (workstation),
                                                         DZ_INT (self->now_us),
                                                         DZ_INT (self->now_us +
                                                                 DZ_STORE_CLOSING_US)),
                                              error);
  DzStep step;

  while ((step = dz_query_step (rows, error)) == DZ_STEP_ROW)
    g_ptr_array_add (items, item_from_row (user, rows));
  if (step != DZ_STEP_DONE)
    return NULL;
  for (guint i = 0; i < items->len; i++)
    {
      if (!dz_store_fill_item (self, g_ptr_array_index (items, i), error))
        return NULL;
    }
  return g_steal_pointer (&items);
}
