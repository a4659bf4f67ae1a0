/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "dz-resources.h"

#include "dz-id.h"
#include "dz-passwords.h"
#include "dz-public-submission.h"
#include "dz-service-error.h"
#include "dz-service-private.h"
#include "dz-store-submissions.h"
#include "dz-store-reasons.h"
#include "dz-store-waivers.h"

static char *
find_identity (DzCall  *call,
               GError **error)
{
  const char *token = dz_call_get_token (call);

  if (dz_token_is_valid (token))
    return dz_token_hash (token);
  g_set_error_literal (error, DZ_SERVICE_ERROR, DZ_SERVICE_ERROR_NO_IDENTITY, "no identity");
  return NULL;
}

/* What the student may know of it; of what a rule refused, which rules did. */
static JsonNode *
write_public (DzStore            *store,
              const DzSubmission *submission,
              GError            **error)
{
  g_autoptr(GPtrArray) waivers = NULL;
  g_autoptr(DzReasonList) reasons = NULL;

  if (submission->state == DZ_STATE_REFUSED_BY_RULE)
    {
      waivers = dz_store_list_waivers (store, submission->student, error);
      if (waivers == NULL)
        return NULL;
    }
  if (submission->state == DZ_STATE_REFUSED_BY_RULE || submission->decision != NULL)
    {
      reasons = dz_store_get_reasons (store, error);
      if (reasons == NULL)
        return NULL;
    }
  return dz_public_submission_to_json (submission, reasons, waivers);
}

/* The photo is kept, and that is what its student is told: whatever keeps it from being examined
 * now, the clockwork tries again. */
static void
examine (DzCall             *call,
         DzStore            *store,
         const DzSubmission *received)
{
  DzIntake *intake = dz_service_get_intake (dz_call_get_service (call));
  g_autoptr(GError) error = NULL;
  g_autoptr(DzSubmission) examined = dz_intake_examine (intake, store, received->id, NULL, &error);
  JsonNode *reply = examined != NULL ? write_public (store, examined, &error) : NULL;

  if (reply == NULL)
    {
      g_message ("What became of a photo is told later: %s", error->message);
      dz_call_reply (call, 202, dz_public_submission_to_json (received, NULL, NULL));
      return;
    }
  dz_call_reply (call, examined->state != DZ_STATE_RECEIVED ? 201 : 202, reply);
}

gboolean
dz_resource_submit (DzCall  *call,
                    GError **error)
{
  g_autofree char *identity = find_identity (call, error);
  g_autoptr(DzSubmission) received = NULL;
  DzStore *store;

  if (identity == NULL)
    return FALSE;
  store = dz_call_get_store (call, error);
  if (store == NULL)
    return FALSE;
  received = dz_store_receive (store, identity, dz_call_get_body (call), error);
  if (received == NULL)
    return FALSE;
  examine (call, store, received);
  return TRUE;
}

gboolean
dz_resource_list_own (DzCall  *call,
                      GError **error)
{
  g_autofree char *identity = find_identity (call, error);
  DzStore *store = identity != NULL ? dz_call_get_store (call, error) : NULL;
  g_autoptr(GPtrArray) own = NULL;
  g_autoptr(JsonArray) list = json_array_new ();
  JsonObject *reply;

  if (store == NULL)
    return FALSE;
  own = dz_store_list_submissions_of (store, identity, error);
  if (own == NULL)
    return FALSE;
  for (guint i = 0; i < own->len; i++)
    {
      JsonNode *node = write_public (store, g_ptr_array_index (own, i), error);

      if (node == NULL)
        return FALSE;
      json_array_add_element (list, node);
    }
  reply = json_object_new ();
  json_object_set_array_member (reply, "submissions", g_steal_pointer (&list));
  dz_call_reply (call, 200, dz_wire_take_object (reply));
  return TRUE;
}

gboolean
dz_resource_get_submission (DzCall  *call,
                            GError **error)
{
  const char *id = dz_call_get_param (call, "id");
  g_autoptr(DzSubmission) submission = NULL;
  DzStore *store;

  if (!dz_id_is_valid (id))
    {
      g_set_error_literal (error, DZ_STORE_ERROR, DZ_STORE_ERROR_NOT_FOUND, "no id");
      return FALSE;
    }
  store = dz_call_get_store (call, error);
  if (store == NULL)
    return FALSE;
  submission = dz_store_get_submission (store, id, error);
  if (submission == NULL)
    return FALSE;
  dz_call_reply (call, 200, dz_wire_submission_to_json (submission));
  return TRUE;
}
