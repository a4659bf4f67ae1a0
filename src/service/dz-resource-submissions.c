/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "dz-resources.h"

#include "dz-id.h"
#include "dz-passwords.h"
#include "dz-public-submission.h"
#include "dz-service-error.h"
#include "dz-service-private.h"
#include "dz-store-submissions.h"

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

/* The photo is kept; only its examination must wait. */
static gboolean
may_wait (const GError *error)
{
  return error->domain == DZ_EXAMINER_ERROR || error->domain == G_IO_ERROR;
}

static gboolean
examine (DzCall             *call,
         DzStore            *store,
         const DzSubmission *received,
         GError            **error)
{
  DzIntake *intake = dz_service_get_intake (dz_call_get_service (call));
  g_autoptr(GError) local_error = NULL;
  g_autoptr(DzSubmission) examined = NULL;

  examined = dz_intake_examine (intake, store, received->id, NULL, &local_error);
  if (examined != NULL)
    {
      guint status = examined->state == DZ_STATE_RECEIVED ? 202 : 201;

      dz_call_reply (call, status, dz_public_submission_to_json (examined));
      return TRUE;
    }
  if (!may_wait (local_error))
    {
      g_propagate_error (error, g_steal_pointer (&local_error));
      return FALSE;
    }
  g_message ("A photo waits for its examination: %s", local_error->message);
  dz_call_reply (call, 202, dz_public_submission_to_json (received));
  return TRUE;
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
  return received != NULL && examine (call, store, received, error);
}

/* Refused and rejected ones with their findings, which fill the sentences. */
static JsonNode *
write_own (DzStore            *store,
           const DzSubmission *submission,
           GError            **error)
{
  g_autoptr(DzSubmission) whole = NULL;

  if (submission->state != DZ_STATE_REFUSED_BY_RULE && submission->state != DZ_STATE_REJECTED)
    return dz_public_submission_to_json (submission);
  whole = dz_store_get_submission (store, submission->id, error);
  return whole != NULL ? dz_public_submission_to_json (whole) : NULL;
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
      JsonNode *node = write_own (store, g_ptr_array_index (own, i), error);

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
