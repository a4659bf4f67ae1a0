/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "dz-ctl-target-private.h"

#include <glib/gi18n.h>
#include <sodium.h>
#include <string.h>

#include "dz-ctl-command.h"
#include "dz-ctl-http.h"
#include "dz-ctl-password.h"
#include "dz-entry-bytes.h"
#include "dz-id.h"
#include "dz-roster-row.h"
#include "dz-wire.h"

#define ENTRIES_A_PAGE 1000 /* the most that data/openapi.yaml allows */
#define MAY_READ_ALL (DZ_ROLE_SUPERVISOR | DZ_ROLE_ADMINISTRATOR)

static void
service_close (gpointer place)
{
  dz_ctl_http_free (place);
}

/**
 * dz_ctl_service_open:
 * @url: the service's staff address
 * @name: who asks
 * @error: return location
 *
 * Signs in at a running service.
 *
 * Returns: (transfer full) (nullable): the place
 */
gpointer
dz_ctl_service_open (const char *url,
                     const char *name,
                     GError    **error)
{
  g_autoptr(DzCtlHttp) http = dz_ctl_http_new (url, error);
  g_autofree char *who = http != NULL ? dz_ctl_dup_text (name, error) : NULL;
  g_autofree char *password = who != NULL ? dz_ctl_password_of_caller (who, error) : NULL;

  if (password == NULL || !dz_ctl_http_sign_in (http, who, password, error))
    return NULL;
  return g_steal_pointer (&http);
}

static GPtrArray *
read_list (JsonNode      *answer,
           const char    *member,
           DzWireRead     read,
           GDestroyNotify free_record,
           GError       **error)
{
  g_auto(DzWireReader) reader = dz_wire_reader_over (answer);
  g_autoptr(GPtrArray) records =
    dz_wire_reader_read_records (&reader, member, DZ_WIRE_LIST_LENGTH_MAX, read, free_record);

  return dz_wire_reader_finish (&reader, error) ? g_steal_pointer (&records) : NULL;
}

/* The API lists schools where students ask, and staff never sign in there. */
static GPtrArray *
service_search_schools (gpointer    place,
                        const char *text,
                        guint       limit,
                        GError    **error)
{
  dz_ctl_refuse (error, _("A service lists its schools to students only; use --data."));
  return NULL;
}

static gboolean
service_add_school (gpointer        place,
                    const DzSchool *school,
                    GError        **error)
{
  g_autoptr(JsonNode) body = dz_wire_school_to_json (school);
  g_autoptr(JsonNode) answer = dz_ctl_http_call (place, "POST", "/schools", body, error);

  return answer != NULL;
}

static gboolean
call_policy (gpointer        place,
             const char     *method,
             const char     *school,
             JsonNode       *body,
             DzSchoolPolicy *policy,
             GError        **error)
{
  g_autofree char *code = g_uri_escape_string (school, NULL, FALSE);
  g_autofree char *path = g_strconcat ("/schools/", code, "/policy", NULL);
  g_autoptr(JsonNode) answer = dz_ctl_http_call (place, method, path, body, error);

  return answer != NULL && dz_wire_policy_from_json (answer, policy, error);
}

static gboolean
service_get_policy (gpointer        place,
                    const char     *school,
                    DzSchoolPolicy *policy,
                    GError        **error)
{
  return call_policy (place, "GET", school, NULL, policy, error);
}

static gboolean
service_set_policy (gpointer              place,
                    const char           *school,
                    const DzSchoolPolicy *policy,
                    GError              **error)
{
  g_autoptr(JsonNode) body = dz_wire_policy_to_json (policy);
  DzSchoolPolicy now;

  return call_policy (place, "POST", school, body, &now, error);
}

static gpointer
read_bad_row (JsonNode *node,
              GError  **error)
{
  g_autoptr(DzRosterRow) row = dz_roster_row_new ();
  g_auto(DzWireReader) reader = dz_wire_reader_over (node);

  row->line = (guint) dz_wire_reader_get_int (&reader, "line", 0, G_MAXINT);
  row->problem = dz_wire_reader_dup_string (&reader, "problem");
  return dz_wire_reader_finish (&reader, error) ? g_steal_pointer (&row) : NULL;
}

static GPtrArray *
read_bad_rows (JsonNode *refusal)
{
  g_auto(DzWireReader) reader = dz_wire_reader_over (refusal);

  if (!dz_wire_reader_has (&reader, "rows"))
    return NULL;
  return read_list (refusal, "rows", read_bad_row, (GDestroyNotify) dz_roster_row_free, NULL);
}

static gboolean
read_change (JsonNode       *answer,
             DzRosterChange *change,
             GError        **error)
{
  g_auto(DzWireReader) reader = dz_wire_reader_over (answer);

  change->added = (guint) dz_wire_reader_get_int (&reader, "added", 0, G_MAXINT);
  change->changed = (guint) dz_wire_reader_get_int (&reader, "changed", 0, G_MAXINT);
  change->same = (guint) dz_wire_reader_get_int (&reader, "same", 0, G_MAXINT);
  return dz_wire_reader_finish (&reader, error);
}

static gboolean
service_import_roster (gpointer        place,
                       const char     *school,
                       const DzLevel  *level_of_all,
                       GBytes         *file,
                       DzRosterChange *change,
                       GPtrArray     **bad_rows,
                       GError        **error)
{
  g_autofree char *code = g_uri_escape_string (school, NULL, FALSE);
  g_autofree char *path =
    g_strconcat ("/schools/", code, "/roster", level_of_all != NULL ? "?level=" : "",
                 level_of_all != NULL ? dz_level_to_nick (*level_of_all) : "", NULL);
  g_autoptr(JsonNode) refusal = NULL;
  g_autoptr(JsonNode) answer = dz_ctl_http_send (place, path, "text/csv", file, &refusal, error);

  if (answer != NULL)
    return read_change (answer, change, error);
  if (refusal != NULL)
    *bad_rows = read_bad_rows (refusal);
  return FALSE;
}

static char *
service_begin_admissions (gpointer       place,
                          const char    *school,
                          DzLevel        level,
                          DzAdmissionKey key,
                          GError       **error)
{
  JsonObject *object = json_object_new ();
  g_autoptr(JsonNode) body = NULL;
  g_autoptr(JsonNode) answer = NULL;
  g_auto(DzWireReader) reader = { NULL, NULL };
  g_autofree char *id = NULL;

  json_object_set_string_member (object, "school", school);
  json_object_set_string_member (object, "level", dz_level_to_nick (level));
  json_object_set_string_member (object, "by", dz_admission_key_to_nick (key));
  body = dz_wire_take_object (object);
  answer = dz_ctl_http_call (place, "POST", "/admission-imports", body, error);
  if (answer == NULL)
    return NULL;
  reader = dz_wire_reader_over (answer);
  id = dz_wire_reader_dup_id (&reader, "id");
  return dz_wire_reader_finish (&reader, error) ? g_steal_pointer (&id) : NULL;
}

static gboolean
service_match_admission (gpointer           place,
                         const char        *import,
                         const char        *name,
                         char             **student,
                         DzAdmissionResult *refusal,
                         GError           **error)
{
  g_autofree char *path = g_strconcat ("/admission-imports/", import, "/match", NULL);
  JsonObject *object = json_object_new ();
  g_autoptr(JsonNode) body = NULL;
  g_autoptr(JsonNode) answer = NULL;
  g_auto(DzWireReader) reader = { NULL, NULL };

  json_object_set_string_member (object, "name", name);
  body = dz_wire_take_object (object);
  answer = dz_ctl_http_call (place, "POST", path, body, error);
  if (answer == NULL)
    return FALSE;
  reader = dz_wire_reader_over (answer);
  if (dz_wire_reader_has (&reader, "student"))
    *student = dz_wire_reader_dup_id (&reader, "student");
  else
    DZ_WIRE_READ_NICK (&reader, "refusal", dz_admission_result_from_nick, refusal);
  return dz_wire_reader_finish (&reader, error);
}

static gboolean
service_put_admission (gpointer           place,
                       const char        *import,
                       const char        *student,
                       GBytes            *photo,
                       DzAdmissionResult *result,
                       GError           **error)
{
  g_autofree char *path =
    g_strconcat ("/admission-imports/", import, "/photos/", student, NULL);
  g_autoptr(JsonNode) answer =
    dz_ctl_http_put (place, path, "image/jpeg", photo, error);
  g_auto(DzWireReader) reader = { NULL, NULL };

  if (answer == NULL)
    return FALSE;
  reader = dz_wire_reader_over (answer);
  DZ_WIRE_READ_NICK (&reader, "result", dz_admission_result_from_nick, result);
  return dz_wire_reader_finish (&reader, error);
}

static gboolean
service_end_admissions (gpointer           place,
                        const char        *import,
                        guint              left_out,
                        DzAdmissionCounts *counts,
                        GError           **error)
{
  g_autofree char *path = g_strconcat ("/admission-imports/", import, "/end", NULL);
  JsonObject *object = json_object_new ();
  g_autoptr(JsonNode) body = NULL;
  g_autoptr(JsonNode) answer = NULL;
  g_auto(DzWireReader) reader = { NULL, NULL };

  json_object_set_int_member (object, "left_out", left_out);
  body = dz_wire_take_object (object);
  answer = dz_ctl_http_call (place, "POST", path, body, error);
  if (answer == NULL)
    return FALSE;
  reader = dz_wire_reader_over (answer);
  counts->added = (guint) dz_wire_reader_get_int (&reader, "added", 0, G_MAXINT);
  counts->replaced = (guint) dz_wire_reader_get_int (&reader, "replaced", 0, G_MAXINT);
  counts->same = (guint) dz_wire_reader_get_int (&reader, "same", 0, G_MAXINT);
  return dz_wire_reader_finish (&reader, error);
}

static DzWindow *
service_open_window (gpointer        place,
                     const DzWindow *window,
                     GError        **error)
{
  g_autoptr(JsonNode) body = dz_wire_window_to_json (window);
  g_autoptr(JsonNode) answer = dz_ctl_http_call (place, "POST", "/windows", body, error);

  return answer != NULL ? dz_wire_window_from_json (answer, error) : NULL;
}

static GPtrArray *
service_list_windows (gpointer    place,
                      const char *school,
                      GError    **error)
{
  g_autofree char *code = g_uri_escape_string (school, NULL, FALSE);
  g_autofree char *path = g_strconcat ("/windows?school=", code, NULL);
  g_autoptr(JsonNode) answer = dz_ctl_http_call (place, "GET", path, NULL, error);

  return answer != NULL ? read_list (answer, "windows", (DzWireRead) dz_wire_window_from_json,
                                     (GDestroyNotify) dz_window_free, error)
                        : NULL;
}

static DzDeliveryFacts *
service_get_delivery_facts (gpointer    place,
                            const char *window,
                            GError    **error)
{
  g_autofree char *id = g_uri_escape_string (window, NULL, FALSE);
  g_autofree char *path = g_strdup_printf ("/windows/%s/delivery-note", id);
  g_autoptr(JsonNode) answer = dz_ctl_http_call (place, "GET", path, NULL, error);

  return answer != NULL ? dz_wire_delivery_facts_from_json (answer, error) : NULL;
}

static DzUser *
service_add_user (gpointer    place,
                  const char *name,
                  const char *password,
                  DzRole      roles,
                  GError    **error)
{
  g_autofree char *words = dz_roles_to_text (roles);
  g_auto(GStrv) list = g_strsplit (words, ",", -1);
  JsonObject *object = json_object_new ();
  g_autoptr(JsonNode) body = dz_wire_take_object (object);
  g_autoptr(JsonNode) answer = NULL;

  json_object_set_string_member (object, "name", name);
  json_object_set_string_member (object, "password", password);
  dz_wire_set_strings (object, "roles", (const char *const *) list);
  answer = dz_ctl_http_call (place, "POST", "/users", body, error);
  return answer != NULL ? dz_wire_user_from_json (answer, error) : NULL;
}

static JsonNode *
ask_waivers (gpointer            place,
             const char         *path,
             const DzCtlStudent *student,
             const char         *rule,
             const char         *reason,
             GError            **error)
{
  JsonObject *object = json_object_new ();
  g_autoptr(JsonNode) body = dz_wire_take_object (object);

  json_object_set_string_member (object, "school", student->school);
  json_object_set_string_member (object, "identifier", student->identifier);
  if (student->level != NULL)
    json_object_set_string_member (object, "level", dz_level_to_nick (*student->level));
  if (rule != NULL)
    json_object_set_string_member (object, "rule", rule);
  if (reason != NULL)
    json_object_set_string_member (object, "reason", reason);
  return dz_ctl_http_call (place, "POST", path, body, error);
}

static GPtrArray *
service_list_waivers (gpointer            place,
                      const DzCtlStudent *student,
                      GError            **error)
{
  g_autoptr(JsonNode) answer = ask_waivers (place, "/waivers/find", student, NULL, NULL, error);

  return answer != NULL ? read_list (answer, "waivers", (DzWireRead) dz_wire_waiver_from_json,
                                     (GDestroyNotify) dz_waiver_free, error)
                        : NULL;
}

static DzWaiver *
service_grant_waiver (gpointer            place,
                      const DzCtlStudent *student,
                      const char         *rule,
                      const char         *reason,
                      GError            **error)
{
  g_autoptr(JsonNode) answer = ask_waivers (place, "/waivers", student, rule, reason, error);

  return answer != NULL ? dz_wire_waiver_from_json (answer, error) : NULL;
}

static DzWaiver *
service_withdraw_waiver (gpointer            place,
                         const DzCtlStudent *student,
                         const char         *rule,
                         GError            **error)
{
  g_autoptr(JsonNode) answer = ask_waivers (place, "/waivers/withdraw", student, rule, NULL,
                                            error);

  return answer != NULL ? dz_wire_waiver_from_json (answer, error) : NULL;
}

static DzReasonList *
service_list_reasons (gpointer place,
                      GError **error)
{
  g_autoptr(JsonNode) answer = dz_ctl_http_call (place, "GET", "/reasons", NULL, error);

  return answer != NULL ? dz_wire_reason_list_from_json (answer, error) : NULL;
}

static DzReason *
service_add_reason (gpointer        place,
                    const DzReason *words,
                    GError        **error)
{
  g_autoptr(JsonNode) body = dz_wire_reason_to_json (words);
  g_autoptr(JsonNode) answer = NULL;

  json_object_remove_member (json_node_get_object (body), "version"); /* not ours to say */
  answer = dz_ctl_http_call (place, "POST", "/reasons", body, error);
  return answer != NULL ? dz_wire_reason_from_json (answer, error) : NULL;
}

static DzReason *
service_retire_reason (gpointer    place,
                       const char *code,
                       GError    **error)
{
  g_autofree char *escaped = g_uri_escape_string (code, NULL, FALSE);
  g_autofree char *path = g_strdup_printf ("/reasons/%s/retire", escaped);
  g_autoptr(JsonNode) answer = dz_ctl_http_call (place, "POST", path, NULL, error);

  return answer != NULL ? dz_wire_reason_from_json (answer, error) : NULL;
}

static GPtrArray *
service_list_tasks (gpointer  place,
                    guint     limit,
                    GError  **error)
{
  g_autofree char *path = g_strdup_printf ("/tasks?limit=%u", limit);
  g_autoptr(JsonNode) answer = dz_ctl_http_call (place, "GET", path, NULL, error);

  return answer != NULL ? read_list (answer, "tasks", (DzWireRead) dz_wire_task_from_json,
                                     (GDestroyNotify) dz_task_free, error)
                        : NULL;
}

static gboolean
service_finish_task (gpointer    place,
                     const char *task,
                     const char *note,
                     GError    **error)
{
  g_autofree char *id = g_uri_escape_string (task, NULL, FALSE);
  g_autofree char *path = g_strdup_printf ("/tasks/%s/finish", id);
  JsonObject *object = json_object_new ();
  g_autoptr(JsonNode) body = dz_wire_take_object (object);
  g_autoptr(JsonNode) answer = NULL;

  json_object_set_string_member (object, "note", note);
  answer = dz_ctl_http_call (place, "POST", path, body, error);
  return answer != NULL;
}

static DzCommand *
new_reopening (JsonNode   *standing,
               const char *reason,
               GError    **error)
{
  JsonObject *object = json_node_get_object (standing);
  g_autoptr(DzSubmission) submission = NULL;
  DzCommand *command;

  submission = dz_wire_submission_from_json (json_object_get_member (object, "submission"), error);
  if (submission == NULL)
    return NULL;
  command = dz_command_new ();
  command->id = dz_id_new ();
  command->kind = DZ_COMMAND_REOPEN;
  command->submission = g_strdup (submission->id);
  command->version = submission->version;
  command->photo = g_strdup (submission->photo);
  command->reason = g_strdup (reason);
  command->made_us = g_get_real_time ();
  return command;
}

/* The command names what it is about as it stands, so that nothing is reopened that has moved on
 * between the two calls. */
static gboolean
service_reopen (gpointer    place,
                const char *submission,
                const char *reason,
                GError    **error)
{
  g_autofree char *id = g_uri_escape_string (submission, NULL, FALSE);
  g_autofree char *path = g_strdup_printf ("/submissions/%s/standing", id);
  g_autoptr(JsonNode) standing = dz_ctl_http_call (place, "GET", path, NULL, error);
  g_autoptr(DzCommand) command = NULL;
  g_autoptr(JsonNode) body = NULL;
  g_autoptr(JsonNode) answer = NULL;

  command = standing != NULL ? new_reopening (standing, reason, error) : NULL;
  if (command == NULL)
    return FALSE;
  body = dz_wire_command_to_json (command);
  answer = dz_ctl_http_call (place, "POST", "/commands", body, error);
  return answer != NULL;
}

static GPtrArray *
service_read_history (gpointer  place,
                      gint64    from_seq,
                      guint     limit,
                      GError  **error)
{
  g_autofree char *path = g_strdup_printf ("/history?from=%" G_GINT64_FORMAT "&limit=%u", from_seq,
                                           CLAMP (limit, 1, ENTRIES_A_PAGE));
  g_autoptr(JsonNode) answer = dz_ctl_http_call (place, "GET", path, NULL, error);

  return answer != NULL ? read_list (answer, "entries", (DzWireRead) dz_wire_entry_from_json,
                                     (GDestroyNotify) dz_entry_free, error)
                        : NULL;
}

static gboolean
fits_the_form (const DzEntry *entry)
{
  return strlen (entry->kind) <= DZ_ENTRY_KIND_MAX && strlen (entry->actor) <= DZ_ENTRY_ACTOR_MAX &&
         strlen (entry->subject) <= DZ_ENTRY_SUBJECT_MAX &&
         strlen (entry->outcome) <= DZ_ENTRY_OUTCOME_MAX;
}

/* The service's word is not taken for it: the entry's bytes are made again and hashed here. */
static char *
find_problem (const DzEntry        *entry,
              const DzHistoryCheck *before)
{
  const char *previous = before->head_hash != NULL ? before->head_hash : "";
  g_autoptr(GByteArray) bytes = NULL;
  g_autofree char *hash = NULL;

  if (entry->seq != before->head_seq + 1 || !g_str_equal (entry->previous_hash, previous))
    return g_strdup_printf (_("entry %lld: the entry before it is missing or was changed"),
                            (long long) entry->seq);
  bytes = fits_the_form (entry) ? dz_entry_bytes_write (entry) : NULL;
  hash = bytes != NULL ? dz_entry_bytes_hash (bytes->data, bytes->len) : NULL;
  if (hash == NULL || !g_str_equal (hash, entry->hash))
    return g_strdup_printf (_("entry %lld: it was changed after it was written"),
                            (long long) entry->seq);
  return NULL;
}

static gboolean
verify_entry (const DzEntry  *entry,
              DzHistoryCheck *check)
{
  check->problem = find_problem (entry, check);
  check->entries++;
  check->erased += entry->detail == NULL && *entry->detail_hash != '\0';
  if (check->problem != NULL)
    {
      check->first_bad = entry->seq;
      return FALSE;
    }
  check->head_seq = entry->seq;
  g_free (check->head_hash);
  check->head_hash = g_strdup (entry->hash);
  return TRUE;
}

static gboolean
service_verify_history (gpointer        place,
                        DzHistoryCheck *check,
                        GError        **error)
{
  guint n;

  *check = (DzHistoryCheck) { 0 };
  if ((dz_ctl_http_get_roles (place) & MAY_READ_ALL) == 0)
    return dz_ctl_refuse (error, _("Only supervisors and administrators read the whole history."));
  do
    {
      g_autoptr(GPtrArray) page =
        service_read_history (place, check->head_seq + 1, ENTRIES_A_PAGE, error);

      if (page == NULL)
        return FALSE;
      n = page->len;
      for (guint i = 0; i < n; i++)
        {
          if (!verify_entry (g_ptr_array_index (page, i), check))
            return TRUE;
        }
    }
  while (n > 0); /* a page may be shorter than asked for: only an empty one is the end */
  return TRUE;
}

static DzHeads *
ask_heads (gpointer place,
           GError **error)
{
  g_autoptr(JsonNode) answer = dz_ctl_http_call (place, "GET", "/history/head", NULL, error);
  DzHeads *heads = answer != NULL ? dz_heads_from_json (answer) : NULL;

  if (answer != NULL && heads == NULL)
    dz_ctl_refuse (error, _("The service's answer is not a head of its history."));
  return heads;
}

static gboolean
take_head (JsonNode     *answer,
           DzSignedHead *head,
           GError      **error)
{
  if (answer == NULL)
    return FALSE;
  return (dz_signed_head_from_json (head, answer) && dz_signed_head_verify (head)) ||
         dz_ctl_refuse (error, _("The service's answer is not a head of its history."));
}

static gboolean
service_sign_head (gpointer      place,
                   DzSignedHead *head,
                   GError      **error)
{
  g_autoptr(DzHeads) heads = ask_heads (place, error);
  g_autoptr(JsonNode) node = heads != NULL ? dz_signed_head_to_json (&heads->head) : NULL;

  return take_head (node, head, error);
}

/* The hash is made here, of what the service says the entry is. */
static gboolean
hash_entry (const DzEntry *entry,
            guint8        *hash)
{
  g_autoptr(GByteArray) bytes = fits_the_form (entry) ? dz_entry_bytes_write (entry) : NULL;

  if (bytes == NULL)
    return FALSE;
  crypto_hash_sha256 (hash, bytes->data, bytes->len);
  return TRUE;
}

static gboolean
service_check_head (gpointer            place,
                    const DzSignedHead *kept,
                    DzHeadVerdict      *verdict,
                    GError            **error)
{
  g_autoptr(DzHeads) heads = ask_heads (place, error);
  g_autoptr(GPtrArray) page = NULL;
  guint8 hash[DZ_ENTRY_HASH_LENGTH];
  const DzEntry *entry;
  gboolean is_there;

  page = heads != NULL ? service_read_history (place, MAX (kept->seq, 1), 1, error) : NULL;
  if (page == NULL)
    return FALSE;
  entry = page->len > 0 ? g_ptr_array_index (page, 0) : NULL;
  is_there = entry != NULL && entry->seq == kept->seq && hash_entry (entry, hash);
  *verdict = dz_heads_check (heads, kept, is_there ? hash : NULL);
  return TRUE;
}

static gboolean
service_rotate_key (gpointer      place,
                    DzSignedHead *head,
                    GError      **error)
{
  g_autoptr(JsonNode) answer = dz_ctl_http_call (place, "POST", "/history/key", NULL, error);

  return take_head (answer, head, error);
}

static gboolean
service_begin_epoch (gpointer            place,
                     const DzSignedHead *kept,
                     DzSignedHead       *head,
                     GError            **error)
{
  g_autoptr(JsonNode) body = dz_signed_head_to_json (kept);
  g_autoptr(JsonNode) answer = dz_ctl_http_call (place, "POST", "/history/epochs", body, error);

  return take_head (answer, head, error);
}

const DzCtlPlace dz_ctl_service = {
  .close = service_close,
  .search_schools = service_search_schools,
  .add_school = service_add_school,
  .get_policy = service_get_policy,
  .set_policy = service_set_policy,
  .import_roster = service_import_roster,
  .begin_admissions = service_begin_admissions,
  .match_admission = service_match_admission,
  .put_admission = service_put_admission,
  .end_admissions = service_end_admissions,
  .open_window = service_open_window,
  .list_windows = service_list_windows,
  .get_delivery_facts = service_get_delivery_facts,
  .add_user = service_add_user,
  .list_waivers = service_list_waivers,
  .grant_waiver = service_grant_waiver,
  .withdraw_waiver = service_withdraw_waiver,
  .list_reasons = service_list_reasons,
  .add_reason = service_add_reason,
  .retire_reason = service_retire_reason,
  .list_tasks = service_list_tasks,
  .finish_task = service_finish_task,
  .reopen = service_reopen,
  .read_history = service_read_history,
  .verify_history = service_verify_history,
  .sign_head = service_sign_head,
  .check_head = service_check_head,
  .rotate_key = service_rotate_key,
  .begin_epoch = service_begin_epoch,
};
