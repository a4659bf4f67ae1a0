/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Everything that can be asked, by whom, in one table. data/openapi.yaml says the same to others,
 * and a test compares the two. */
#include <string.h>

#include "dz-resources.h"
#include "dz-route.h"
#include "dz-service-error.h"

#define STUDENTS DZ_LISTENER_STUDENTS
#define STAFF DZ_LISTENER_STAFF
#define QUICK DZ_LANE_QUICK
#define ASKING DZ_LANE_STUDENTS
#define PASSWORD DZ_LANE_PASSWORD
#define EXAMINE DZ_LANE_EXAMINE

#define NOBODY DZ_ROLE_NONE
#define ANYONE DZ_ROLE_ALL
#define ADMIN DZ_ROLE_ADMINISTRATOR
#define SUPERVISOR DZ_ROLE_SUPERVISOR
#define JUDGES (DZ_ROLE_REVIEWER | DZ_ROLE_SUPERVISOR)
#define LOOKERS (DZ_ROLE_REVIEWER | DZ_ROLE_SUPERVISOR | DZ_ROLE_ADMINISTRATOR)
#define OVERSEERS (DZ_ROLE_SUPERVISOR | DZ_ROLE_ADMINISTRATOR)
#define DELIVERERS (DZ_ROLE_SUPERVISOR | DZ_ROLE_DELIVERER | DZ_ROLE_ADMINISTRATOR)

#define NO_BODY 65536 /* nothing is expected; some clients send an empty object */
#define JSON DZ_WIRE_REQUEST_BYTES_MAX
#define A_FILE ((gsize) 20 * 1024 * 1024) /* as DZ_EXAMINER_LIMITS_DEFAULT */

#define PARAM_BYTES_MAX 64

static const DzRoute routes[] = {
  { STUDENTS, "GET", "/schools", NOBODY, ASKING, NO_BODY, dz_resource_search_schools },
  { STUDENTS, "POST", "/verify", NOBODY, ASKING, JSON, dz_resource_verify },
  { STUDENTS, "POST", "/submissions", NOBODY, EXAMINE, A_FILE, dz_resource_submit },
  { STUDENTS, "GET", "/submissions", NOBODY, ASKING, NO_BODY, dz_resource_list_own },

  { STAFF, "GET", "/service", NOBODY, QUICK, NO_BODY, dz_resource_get_service },
  { STAFF, "POST", "/setup", NOBODY, PASSWORD, JSON, dz_resource_set_up },
  { STAFF, "POST", "/sessions", NOBODY, PASSWORD, JSON, dz_resource_sign_in },
  { STAFF, "DELETE", "/sessions/current", ANYONE, QUICK, NO_BODY, dz_resource_sign_out },
  { STAFF, "POST", "/leases", JUDGES, QUICK, JSON, dz_resource_lease },
  { STAFF, "POST", "/leases/renew", JUDGES, QUICK, JSON, dz_resource_renew },
  { STAFF, "POST", "/leases/release", JUDGES, QUICK, JSON, dz_resource_release },
  { STAFF, "POST", "/leases/recall", SUPERVISOR, QUICK, JSON, dz_resource_recall },
  { STAFF, "GET", "/tasks", SUPERVISOR, QUICK, NO_BODY, dz_resource_list_tasks },
  { STAFF, "POST", "/tasks/{id}/finish", SUPERVISOR, QUICK, JSON, dz_resource_finish_task },
  { STAFF, "GET", "/queue", LOOKERS, QUICK, NO_BODY, dz_resource_get_queue },
  { STAFF, "GET", "/queue/holders", LOOKERS, QUICK, NO_BODY, dz_resource_list_holders },
  { STAFF, "GET", "/queue/windows", LOOKERS, QUICK, NO_BODY, dz_resource_list_queue_windows },
  { STAFF, "GET", "/photos/{sha256}", JUDGES, QUICK, NO_BODY, dz_resource_get_photo },
  { STAFF, "GET", "/decisions/held", JUDGES, QUICK, NO_BODY, dz_resource_list_held },
  { STAFF, "POST", "/commands", JUDGES, QUICK, JSON, dz_resource_put_command },
  { STAFF, "GET", "/submissions/{id}", OVERSEERS, QUICK, NO_BODY, dz_resource_get_submission },
  { STAFF, "GET", "/submissions/{id}/standing", JUDGES, QUICK, NO_BODY, dz_resource_get_standing },
  { STAFF, "POST", "/submissions/{id}/retake", JUDGES, QUICK, JSON, dz_resource_retake },
  { STAFF, "POST", "/submissions/{id}/reveal", JUDGES, QUICK, JSON, dz_resource_reveal },
  { STAFF, "GET", "/history", LOOKERS, QUICK, NO_BODY, dz_resource_read_history },
  { STAFF, "GET", "/history/head", OVERSEERS, QUICK, NO_BODY, dz_resource_get_head },
  { STAFF, "GET", "/history/feed", OVERSEERS, QUICK, NO_BODY, dz_resource_read_feed },
  { STAFF, "POST", "/history/key", ADMIN, QUICK, JSON, dz_resource_rotate_key },
  { STAFF, "POST", "/history/epochs", ADMIN, QUICK, JSON, dz_resource_begin_epoch },
  { STAFF, "GET", "/profiles/{sha256}", LOOKERS, QUICK, NO_BODY, dz_resource_get_profile },
  { STAFF, "GET", "/reasons", ANYONE, QUICK, NO_BODY, dz_resource_list_reasons },
  { STAFF, "POST", "/reasons", OVERSEERS, QUICK, JSON, dz_resource_add_reason },
  { STAFF, "POST", "/reasons/{code}/retire", OVERSEERS, QUICK, JSON, dz_resource_retire_reason },
  { STAFF, "POST", "/schools", ADMIN, QUICK, JSON, dz_resource_add_school },
  { STAFF, "GET", "/schools/{code}/policy", OVERSEERS, QUICK, NO_BODY, dz_resource_get_policy },
  { STAFF, "POST", "/schools/{code}/policy", OVERSEERS, QUICK, JSON, dz_resource_set_policy },
  { STAFF, "POST", "/schools/{code}/roster", ADMIN, EXAMINE, A_FILE, dz_resource_import_roster },
  { STAFF, "POST", "/admission-imports", ADMIN, QUICK, JSON, dz_resource_begin_admissions },
  { STAFF, "POST", "/admission-imports/{id}/match", ADMIN, QUICK, JSON,
    dz_resource_match_admission },
  { STAFF, "PUT", "/admission-imports/{id}/photos/{student}", ADMIN, EXAMINE, A_FILE,
    dz_resource_put_admission },
  { STAFF, "POST", "/admission-imports/{id}/end", ADMIN, QUICK, JSON, dz_resource_end_admissions },
  { STAFF, "GET", "/windows", ANYONE, QUICK, NO_BODY, dz_resource_list_windows },
  { STAFF, "POST", "/windows", ADMIN, QUICK, JSON, dz_resource_open_window },
  { STAFF, "GET", "/windows/{id}/delivery-note", DELIVERERS, QUICK, NO_BODY,
    dz_resource_get_delivery_note },
  { STAFF, "POST", "/waivers/find", OVERSEERS, QUICK, JSON, dz_resource_find_waivers },
  { STAFF, "POST", "/waivers", OVERSEERS, QUICK, JSON, dz_resource_grant_waiver },
  { STAFF, "POST", "/waivers/withdraw", OVERSEERS, QUICK, JSON, dz_resource_withdraw_waiver },
  { STAFF, "POST", "/users", ADMIN, PASSWORD, JSON, dz_resource_add_user },
};

/**
 * dz_routes_get:
 * @n_routes: (out): how many there are
 *
 * Returns: (array length=n_routes) (transfer none): the routes
 */
const DzRoute *
dz_routes_get (guint *n_routes)
{
  *n_routes = G_N_ELEMENTS (routes);
  return routes;
}

/* A parameter is a word of few kinds of characters: nothing that could climb or be escaped. */
static gboolean
is_param (const char *segment)
{
  gsize length = strlen (segment);

  return length > 0 && length <= PARAM_BYTES_MAX &&
         strspn (segment, "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-_") ==
           length;
}

static char *
param_name (const char *segment)
{
  gsize length = strlen (segment);

  return length > 2 && segment[0] == '{' ? g_strndup (segment + 1, length - 2) : NULL;
}

static gboolean
match_pattern (const char *pattern,
               GStrv       segments,
               GHashTable *params)
{
  g_auto(GStrv) wanted = g_strsplit (pattern, "/", -1);
  guint i;

  for (i = 0; wanted[i] != NULL && segments[i] != NULL; i++)
    {
      char *name = param_name (wanted[i]);

      if (name == NULL ? !g_str_equal (wanted[i], segments[i]) : !is_param (segments[i]))
        {
          g_free (name);
          return FALSE;
        }
      if (name != NULL)
        g_hash_table_insert (params, name, g_strdup (segments[i]));
    }
  return wanted[i] == NULL && segments[i] == NULL;
}

static void
refuse (GString *methods,
        GError **error)
{
  if (methods->len > 0)
    g_set_error_literal (error, DZ_SERVICE_ERROR, DZ_SERVICE_ERROR_METHOD, "method not allowed");
  else
    g_set_error_literal (error, DZ_SERVICE_ERROR, DZ_SERVICE_ERROR_NOT_FOUND, "no such path");
}

/**
 * dz_routes_find:
 * @listener: where it was asked
 * @method: HTTP method
 * @path: path as it came, still percent-encoded
 * @params: (out) (transfer full): parameters by name
 * @allowed: (out) (transfer full) (nullable): for DZ_SERVICE_ERROR_METHOD: what the path knows
 * @error: return location; DZ_SERVICE_ERROR_NOT_FOUND, DZ_SERVICE_ERROR_METHOD
 *
 * Returns: (transfer none) (nullable): the route
 */
const DzRoute *
dz_routes_find (DzListener   listener,
                const char  *method,
                const char  *path,
                GHashTable **params,
                char       **allowed,
                GError     **error)
{
  g_autoptr(GString) methods = g_string_new (NULL);
  g_autoptr(GHashTable) found = NULL;
  g_auto(GStrv) segments = NULL;

  *params = NULL;
  *allowed = NULL;
  found = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  if (g_str_has_prefix (path, DZ_WIRE_API_PREFIX "/"))
    segments = g_strsplit (path + strlen (DZ_WIRE_API_PREFIX), "/", 16);
  for (guint i = 0; segments != NULL && i < G_N_ELEMENTS (routes); i++)
    {
      g_hash_table_remove_all (found);
      if (routes[i].listener != listener || !match_pattern (routes[i].pattern, segments, found))
        continue;
      if (g_str_equal (routes[i].method, method))
        {
          *params = g_steal_pointer (&found);
          return &routes[i];
        }
      g_string_append_printf (methods, "%s%s", methods->len > 0 ? ", " : "", routes[i].method);
    }
  refuse (methods, error);
  if (methods->len > 0)
    *allowed = g_strdup (methods->str);
  return NULL;
}
