/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Recorded exceptions of a student. The student is named in bodies only: nothing personal stands in
 * an address. */
#include "dz-resources.h"

#include "dz-store-waivers.h"

/* Whose waivers, and which. */
typedef struct
{
  char    *school;
  gboolean has_level;
  DzLevel  level;
  char    *identifier;
  char    *rule;
  char    *reason;
} Claim;

static void
claim_clear (Claim *claim)
{
  g_free (claim->school);
  g_free (claim->identifier);
  g_free (claim->rule);
  g_free (claim->reason);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Claim, claim_clear)

static void
read_student (DzWireReader *reader,
              Claim        *claim)
{
  claim->school = g_strdup (dz_wire_reader_peek_string (reader, "school", 20));
  claim->identifier = g_strdup (dz_wire_reader_peek_string (reader, "identifier", 100));
  claim->has_level = dz_wire_reader_has (reader, "level");
  if (claim->has_level)
    DZ_WIRE_READ_NICK (reader, "level", dz_level_from_nick, &claim->level);
}

/* How much of the claim a request carries. */
typedef enum
{
  READ_STUDENT,
  READ_RULE,
  READ_REASON,
} ReadUpTo;

static gboolean
read_claim (DzCall  *call,
            ReadUpTo up_to,
            Claim   *claim,
            GError **error)
{
  JsonNode *json = dz_call_get_json (call, error);
  g_auto(DzWireReader) reader = { NULL, NULL };

  if (json == NULL)
    return FALSE;
  reader = dz_wire_reader_over (json);
  read_student (&reader, claim);
  if (up_to >= READ_RULE)
    claim->rule = g_strdup (dz_wire_reader_peek_string (&reader, "rule", DZ_OVERRIDE_RULE_MAX));
  if (up_to >= READ_REASON)
    claim->reason = dz_wire_reader_dup_string (&reader, "reason");
  return dz_wire_reader_finish (&reader, error);
}

static DzStore *
find_student (DzCall      *call,
              const Claim *claim,
              char       **student,
              GError     **error)
{
  DzStore *store = dz_call_get_store (call, error);

  if (store == NULL)
    return NULL;
  *student = dz_store_find_student (store, claim->school, claim->has_level ? &claim->level : NULL,
                                    claim->identifier, error);
  return *student != NULL ? store : NULL;
}

gboolean
dz_resource_find_waivers (DzCall  *call,
                          GError **error)
{
  g_auto(Claim) claim = { 0 };
  g_autofree char *student = NULL;
  g_autoptr(GPtrArray) waivers = NULL;
  JsonObject *reply;
  DzStore *store;

  if (!read_claim (call, READ_STUDENT, &claim, error))
    return FALSE;
  store = find_student (call, &claim, &student, error);
  waivers = store != NULL ? dz_store_list_waivers (store, student, error) : NULL;
  if (waivers == NULL)
    return FALSE;
  reply = json_object_new ();
  dz_wire_set_records (reply, "waivers", waivers, (DzWireWrite) dz_wire_waiver_to_json);
  dz_call_reply (call, 200, dz_wire_take_object (reply));
  return TRUE;
}

gboolean
dz_resource_grant_waiver (DzCall  *call,
                          GError **error)
{
  g_auto(Claim) claim = { 0 };
  g_autofree char *student = NULL;
  g_autoptr(DzWaiver) waiver = NULL;
  DzStore *store;

  if (!read_claim (call, READ_REASON, &claim, error))
    return FALSE;
  store = find_student (call, &claim, &student, error);
  if (store != NULL)
    waiver = dz_store_grant_waiver (store, student, claim.rule, claim.reason,
                                    dz_call_get_user (call)->id, error);
  if (waiver == NULL)
    return FALSE;
  dz_call_reply (call, 201, dz_wire_waiver_to_json (waiver));
  return TRUE;
}

gboolean
dz_resource_withdraw_waiver (DzCall  *call,
                             GError **error)
{
  g_auto(Claim) claim = { 0 };
  g_autofree char *student = NULL;
  g_autoptr(DzWaiver) waiver = NULL;
  DzStore *store;

  if (!read_claim (call, READ_RULE, &claim, error))
    return FALSE;
  store = find_student (call, &claim, &student, error);
  if (store != NULL)
    waiver = dz_store_withdraw_waiver (store, student, claim.rule, dz_call_get_user (call)->id,
                                       error);
  if (waiver == NULL)
    return FALSE;
  dz_call_reply (call, 200, dz_wire_waiver_to_json (waiver));
  return TRUE;
}
