/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "dz-resources.h"

#include "dz-service-error.h"
#include "dz-store-queue.h"

/* What happened meanwhile, so that the reviewer knows why nothing was done. */
static DzWireProblem *
say_conflict (const DzCommandAnswer *answer)
{
  const char *by = answer->by;
  g_autofree char *zh = NULL;
  g_autofree char *en = NULL;
  gboolean approved = g_strcmp0 (answer->verdict, "approve") == 0;

  if (by != NULL && answer->verdict != NULL)
    {
      zh = g_strdup_printf (approved ? "%s 已通过这份送审，您的操作没有生效。"
                                     : "%s 已退回这份送审，您的操作没有生效。", by);
      en = g_strdup_printf (approved ? "%s has approved this submission. Nothing was done."
                                     : "%s has rejected this submission. Nothing was done.", by);
    }
  else if (by != NULL)
    {
      zh = g_strdup_printf ("这份送审由 %s 领取，您的操作没有生效。", by);
      en = g_strdup_printf ("%s holds this submission. Nothing was done.", by);
    }
  else
    {
      zh = g_strdup ("这份送审的状态已经改变，您的操作没有生效。");
      en = g_strdup ("This submission has changed meanwhile. Nothing was done.");
    }
  return dz_wire_problem_new ("conflict", zh, en);
}

static void
reply_conflict (DzCall                *call,
                const DzCommandAnswer *answer)
{
  g_autoptr(DzWireProblem) problem = say_conflict (answer);
  JsonNode *node = dz_wire_problem_to_json (problem);

  json_object_set_member (json_node_get_object (node), "answer",
                          dz_wire_command_answer_to_json (answer));
  dz_call_reply (call, 409, node);
}

/* Codes are stored for years, so an unknown one is never let in. */
static gboolean
check_escalation (const DzCommand *command,
                  GError         **error)
{
  if (command->escalation == NULL || dz_escalation_code_find (command->escalation->code) != NULL)
    return TRUE;
  g_set_error_literal (error, DZ_WIRE_ERROR, DZ_WIRE_ERROR_SHAPE,
                       "$.escalation.code: is a word not known here");
  return FALSE;
}

gboolean
dz_resource_put_command (DzCall  *call,
                         GError **error)
{
  JsonNode *json = dz_call_get_json (call, error);
  DzStore *store = json != NULL ? dz_call_get_store (call, error) : NULL;
  g_autofree char *body_hash = NULL;
  g_autoptr(DzCommand) command = NULL;
  g_autoptr(DzCommandAnswer) answer = NULL;

  if (store == NULL)
    return FALSE;
  command = dz_wire_command_from_json (json, error);
  if (command == NULL || !check_escalation (command, error))
    return FALSE;
  body_hash = g_compute_checksum_for_bytes (G_CHECKSUM_SHA256, dz_call_get_body (call));
  answer = dz_store_apply (store, dz_call_get_user (call), dz_call_get_workstation (call), command,
                           body_hash, error);
  if (answer == NULL)
    return FALSE;
  if (answer->result == DZ_COMMAND_RESULT_CONFLICT)
    reply_conflict (call, answer);
  else
    dz_call_reply (call, 200, dz_wire_command_answer_to_json (answer));
  return TRUE;
}
