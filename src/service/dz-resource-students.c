/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "dz-resources.h"

#include "dz-id-number.h"
#include "dz-passwords.h"
#include "dz-store-register.h"

/* What a student typed to be found. */
typedef struct
{
  char    *school;
  DzLevel  level;
  char    *name;
  char    *identifier;
} Claim;

static void
claim_clear (Claim *claim)
{
  g_free (claim->school);
  g_free (claim->name);
  g_free (claim->identifier);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Claim, claim_clear)

static gboolean
read_claim (DzCall  *call,
            Claim   *claim,
            GError **error)
{
  JsonNode *json = dz_call_get_json (call, error);
  g_auto(DzWireReader) reader = { NULL, NULL };

  if (json == NULL)
    return FALSE;
  reader = dz_wire_reader_over (json);
  claim->school = g_strdup (dz_wire_reader_peek_string (&reader, "school", 20));
  DZ_WIRE_READ_NICK (&reader, "level", dz_level_from_nick, &claim->level);
  claim->name = g_strdup (dz_wire_reader_peek_string (&reader, "name", 200));
  claim->identifier = g_strdup (dz_wire_reader_peek_string (&reader, "identifier", 100));
  return dz_wire_reader_finish (&reader, error);
}

/* The line of the school's newest window for the level, open or not. */
static char *
find_phone (DzStore     *store,
            const Claim *claim)
{
  g_autoptr(GPtrArray) windows = dz_store_list_windows (store, claim->school, NULL);
  const DzWindow *newest = NULL;

  for (guint i = 0; windows != NULL && i < windows->len; i++)
    {
      const DzWindow *window = g_ptr_array_index (windows, i);

      if ((window->levels & (1u << claim->level)) != 0 &&
          (newest == NULL || window->opens_us > newest->opens_us))
        newest = window;
    }
  return newest != NULL ? g_strdup (newest->phone) : NULL;
}

static void
reply_bound (DzCall          *call,
             const char      *identity,
             DzStudent       *student,
             const char      *school_name,
             const DzWindow  *window)
{
  JsonObject *reply = json_object_new ();
  char *masked = dz_id_number_mask (student->id_number);

  g_free (student->id_number);
  student->id_number = masked;
  json_object_set_string_member (reply, "identity", identity);
  json_object_set_member (reply, "student", dz_wire_student_to_json (student));
  json_object_set_string_member (reply, "school_name", school_name);
  json_object_set_member (reply, "window", dz_wire_window_to_json (window));
  dz_call_reply (call, 200, dz_wire_take_object (reply));
}

/* The phone's own identity, or a new one. Another shape is not taken: it could be guessed. */
static char *
find_identity (DzCall *call)
{
  const char *token = dz_call_get_token (call);

  return dz_token_is_valid (token) ? g_strdup (token) : dz_token_new ();
}

gboolean
dz_resource_verify (DzCall  *call,
                    GError **error)
{
  g_auto(Claim) claim = { NULL, 0, NULL, NULL };
  g_autofree char *identity = find_identity (call);
  g_autofree char *hash = dz_token_hash (identity);
  g_autofree char *phone = NULL;
  g_autoptr(DzStudent) student = NULL;
  g_autoptr(DzStudent) bound = NULL;
  g_autoptr(DzWindow) window = NULL;
  g_autoptr(DzSchool) school = NULL;
  DzStore *store;

  if (!read_claim (call, &claim, error))
    return FALSE;
  store = dz_call_get_store (call, error);
  if (store == NULL)
    return FALSE;
  student = dz_store_bind_student (store, hash, claim.school, claim.level, claim.name,
                                   claim.identifier, error);
  if (student == NULL)
    {
      phone = find_phone (store, &claim);
      dz_call_add_phone (call, phone);
      return FALSE;
    }
  bound = dz_store_get_bound (store, hash, &window, error);
  school = bound != NULL ? dz_store_get_school (store, student->school, error) : NULL;
  if (school == NULL)
    return FALSE;
  reply_bound (call, identity, student, school->name, window);
  return TRUE;
}
