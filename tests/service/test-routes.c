/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "service-fixture.h"

#include <string.h>

#include "dz-id.h"
#include "dz-route.h"

/* data/openapi.yaml, read line by line: "paths:", two spaces and a path, four and a method, six and
 * where it listens and which roles it wants. */
static GHashTable *
read_openapi (void)
{
  g_autofree char *path = g_build_filename (g_getenv ("G_TEST_SRCDIR"), "..", "data",
                                            "openapi.yaml", NULL);
  GHashTable *operations = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  g_autofree char *text = NULL;
  g_auto(GStrv) lines = NULL;
  g_autofree char *at = NULL;
  g_autofree char *method = NULL;
  g_autofree char *key = NULL;
  gboolean within = FALSE;

  g_assert_true (g_file_get_contents (path, &text, NULL, NULL));
  lines = g_strsplit (text, "\n", -1);
  for (guint i = 0; lines[i] != NULL; i++)
    {
      const char *line = lines[i];
      gsize length = strlen (line);

      if (length > 0 && line[0] != ' ')
        within = g_str_equal (line, "paths:");
      else if (!within)
        continue;
      else if (g_str_has_prefix (line, "  /"))
        {
          g_free (at);
          at = g_strndup (line + 2, length - 3);
        }
      else if (g_str_has_prefix (line, "    ") && line[4] != ' ' && line[length - 1] == ':')
        {
          g_free (method);
          method = g_ascii_strup (line + 4, length - 5);
        }
      else if (g_str_has_prefix (line, "      x-listener: "))
        {
          g_free (key);
          key = g_strdup_printf ("%s %s %s", line + strlen ("      x-listener: "), method, at);
          g_assert_true (g_hash_table_insert (operations, g_strdup (key), g_strdup ("")));
        }
      else if (g_str_has_prefix (line, "      x-roles: ["))
        {
          char *roles = g_strndup (line + strlen ("      x-roles: ["),
                                   length - strlen ("      x-roles: []"));
          g_auto(GStrv) words = g_strsplit (roles, ", ", -1);

          g_hash_table_insert (operations, g_strdup (key), g_strjoinv (",", words));
          g_free (roles);
        }
    }
  return operations;
}

static char *
key_of (const DzRoute *route)
{
  return g_strdup_printf ("%s %s %s",
                          route->listener == DZ_LISTENER_STUDENTS ? "students" : "staff",
                          route->method, route->pattern);
}

static void
test_openapi (void)
{
  g_autoptr(GHashTable) operations = read_openapi ();
  guint n_routes;
  const DzRoute *routes = dz_routes_get (&n_routes);

  for (guint i = 0; i < n_routes; i++)
    {
      g_autofree char *key = key_of (&routes[i]);
      g_autofree char *roles = dz_roles_to_text (routes[i].roles);

      g_test_message ("%s", key);
      g_assert_cmpstr (g_hash_table_lookup (operations, key), ==, roles);
    }
  g_assert_cmpuint (g_hash_table_size (operations), ==, n_routes);
}

static char *
path_of (const DzRoute *route)
{
  g_autoptr(GString) path = g_string_new (route->pattern);

  g_string_replace (path, "{sha256}",
                    "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855", 0);
  g_string_replace (path, "{id}", "0123456789abcdef0123456789abcdef", 0);
  g_string_replace (path, "{student}", "0123456789abcdef0123456789abcdef", 0);
  g_string_replace (path, "{code}", FIXTURE_SCHOOL, 0);
  return g_string_free (g_steal_pointer (&path), FALSE);
}

/* Students wait for students. Only the helper is everybody's. */
static void
test_lanes (void)
{
  guint n_routes;
  const DzRoute *routes = dz_routes_get (&n_routes);

  for (guint i = 0; i < n_routes; i++)
    {
      g_test_message ("%s %s", routes[i].method, routes[i].pattern);
      if (routes[i].lane != DZ_LANE_EXAMINE)
        g_assert_true ((routes[i].lane == DZ_LANE_STUDENTS) ==
                       (routes[i].listener == DZ_LISTENER_STUDENTS));
    }
}

static void
test_other_listener (Fixture      *self,
                     gconstpointer user_data)
{
  guint n_routes;
  const DzRoute *routes = dz_routes_get (&n_routes);

  for (guint i = 0; i < n_routes; i++)
    {
      g_autofree char *path = path_of (&routes[i]);
      g_autoptr(Reply) reply = NULL;

      if (routes[i].listener == DZ_LISTENER_STAFF)
        reply = fixture_ask_students (self, routes[i].method, path, NULL, NULL);
      else
        reply = fixture_ask_staff (self, routes[i].method, path, NULL, NULL);
      if (g_str_equal (path, "/schools") || g_str_has_prefix (path, "/submissions"))
        continue; /* both have something there */
      assert_reply (reply, 404, "unknown-address");
    }
}

static void
test_unknown (Fixture      *self,
              gconstpointer user_data)
{
  static const char *const paths[] = {
    "/", "/nothing", "/service/", "/service/more", "/photos/", "/photos/a/b", "//service",
    "/submissions/0123%20", "/photos/%2e%2e", "/photos/a%2fb",
  };
  static const char *const crooked[] = { "/photos/..%2f..%2fetc%2fpasswd", "/photos/%00" };
  g_autoptr(Reply) method = fixture_ask_staff (self, "PUT", "/service", NULL, "{}");

  for (guint i = 0; i < G_N_ELEMENTS (paths); i++)
    {
      g_autoptr(Reply) reply = fixture_ask_staff (self, "GET", paths[i], NULL, NULL);

      g_test_message ("%s", paths[i]);
      assert_reply (reply, 404, "unknown-address");
    }
  for (guint i = 0; i < G_N_ELEMENTS (crooked); i++)
    {
      g_autoptr(Reply) reply = fixture_ask_staff (self, "GET", crooked[i], NULL, NULL);

      g_assert_cmpuint (reply->status, >=, 400);
      g_assert_cmpuint (reply->status, <, 500);
      g_assert_nonnull (reply_string (reply, "error.code"));
    }
  assert_reply (method, 405, "method");
  g_assert_cmpstr (soup_message_headers_get_one (method->headers, "Allow"), ==, "GET");
}

static void
assert_version (Fixture    *self,
                const char *version,
                guint       status,
                const char *code)
{
  g_autoptr(SoupMessage) message = fixture_message (self->staff_url, "GET", "/service", NULL, NULL,
                                                    NULL);
  SoupMessageHeaders *headers = soup_message_get_request_headers (message);
  g_autoptr(Reply) reply = NULL;

  soup_message_headers_remove (headers, DZ_WIRE_API_HEADER);
  if (version != NULL)
    soup_message_headers_append (headers, DZ_WIRE_API_HEADER, version);
  reply = fixture_send (self, message);
  assert_reply (reply, status, code);
}

static void
test_versions (Fixture      *self,
               gconstpointer user_data)
{
  assert_version (self, "1", 200, NULL);
  assert_version (self, "2", 426, "newer-desk");
  assert_version (self, "0", 426, "no-api");
  assert_version (self, "-1", 426, "no-api");
  assert_version (self, "one", 426, "no-api");
  assert_version (self, NULL, 426, "no-api");
}

/* @name: (nullable): of the request; @said: (nullable): of its answer */
static void
assert_name (Fixture    *self,
             const char *path,
             const char *name,
             const char *said)
{
  g_autoptr(SoupMessage) message = fixture_message (self->staff_url, "GET", path, NULL, NULL, NULL);
  g_autoptr(Reply) reply = NULL;

  if (name != NULL)
    soup_message_headers_append (soup_message_get_request_headers (message),
                                 DZ_WIRE_REQUEST_HEADER, name);
  reply = fixture_send (self, message);
  g_assert_cmpstr (soup_message_headers_get_one (reply->headers, DZ_WIRE_REQUEST_HEADER), ==,
                   said);
}

/* An answer bears the name of its request, whatever it says; what is no name is not handed back. */
static void
test_names (Fixture      *self,
            gconstpointer user_data)
{
  g_autofree char *name = dz_id_new ();

  assert_name (self, "/service", name, name);
  assert_name (self, "/leases", name, name);         /* 405 */
  assert_name (self, "/nothing", name, name);        /* 404 */
  assert_name (self, "/decisions/held", name, name); /* 401 */
  assert_name (self, "/service", NULL, NULL);
  assert_name (self, "/service", "<script>", NULL);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/service/routes/openapi", test_openapi);
  g_test_add_func ("/service/routes/lanes", test_lanes);
  g_test_add ("/service/routes/other-listener", Fixture, NULL, fixture_set_up, test_other_listener,
              fixture_tear_down);
  g_test_add ("/service/routes/unknown", Fixture, NULL, fixture_set_up, test_unknown,
              fixture_tear_down);
  g_test_add ("/service/routes/versions", Fixture, NULL, fixture_set_up, test_versions,
              fixture_tear_down);
  g_test_add ("/service/routes/names", Fixture, NULL, fixture_set_up, test_names,
              fixture_tear_down);
  return g_test_run ();
}
