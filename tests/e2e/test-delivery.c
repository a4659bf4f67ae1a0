/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A waiver from its granting to the delivery note, from outside: the real service with its real
 * helper, painted portraits of the wrong proportions, and duizhaoctl. */
#include <string.h>

#include "twins-world.h"

#define RULE "FILE-04" /* needs no model */

/* Who is in the note, and who is not. */
#define USED 0
#define REVOKED 1
#define UNDECIDED 2
#define REJECTED 3
#define UNWAIVED 4

static char *
upload (guint student)
{
  g_autoptr(GBytes) photo = world_paint_too_wide (student + 1);

  return world_upload (student, photo, "in-review");
}

static void
change_waiver (const char *path,
               guint       student,
               const char *rest,
               guint       wanted)
{
  g_autofree char *number = world_number_of (student);
  g_autofree char *json = g_strdup_printf ("{\"school\":\"11414\",\"identifier\":\"%s\","
                                           "\"rule\":\"" RULE "\"%s}", number, rest);
  g_autoptr(JsonNode) answer = world_ask_staff ("POST", path, world.supervisor, json, wanted);
}

static char *
find_window (void)
{
  g_autoptr(JsonNode) answer = world_ask_staff ("GET", "/windows", world.supervisor, NULL, 200);
  JsonArray *windows = json_object_get_array_member (json_node_get_object (answer), "windows");

  return g_strdup (json_object_get_string_member (json_array_get_object_element (windows, 0),
                                                  "id"));
}

static char *
read_note (const char *options)
{
  g_autofree char *window = find_window ();
  g_autofree char *arguments = g_strdup_printf ("deliver note %s %s", window, options);

  return world_run_ctl (arguments);
}

static void
assert_text (void)
{
  g_autofree char *text = read_note ("");
  g_autofree char *used = world_number_of (USED);

  g_assert_nonnull (strstr (text, "\n  approved: 3\n"));
  g_assert_nonnull (strstr (text, "\n  waiting for a decision: 1\n"));
  g_assert_nonnull (strstr (text, "\n  refused: 1\n"));
  g_assert_nonnull (strstr (text, "\n  no photo sent: 11\n")); /* of N_STUDENTS */
  g_assert_nonnull (strstr (text, used));
  g_assert_nonnull (strstr (text, "The approved photo does not meet this rule."));
  for (guint i = REVOKED; i <= UNWAIVED; i++)
    {
      g_autofree char *number = world_number_of (i);

      g_assert_null (strstr (text, number));
    }
}

static void
assert_json (void)
{
  g_autofree char *line = read_note ("--json");
  g_autofree char *used = world_number_of (USED);
  g_autoptr(JsonNode) node = json_from_string (line, NULL);
  JsonArray *waivers = json_object_get_array_member (json_node_get_object (node), "waivers");
  JsonObject *waiver;

  g_assert_cmpuint (json_array_get_length (waivers), ==, 1);
  waiver = json_array_get_object_element (waivers, 0);
  g_assert_cmpstr (json_object_get_string_member (waiver, "identifier"), ==, used);
  g_assert_cmpstr (json_object_get_string_member (waiver, "rule"), ==, RULE);
  g_assert_cmpstr (json_object_get_string_member (waiver, "reason"), ==, "学校只有这张底片");
  g_assert_cmpstr (json_object_get_string_member (waiver, "outcome"), ==, "fail");
}

static void
test_waiver_to_note (void)
{
  char *sent[UNWAIVED + 1];

  for (guint i = USED; i < UNWAIVED; i++)
    change_waiver ("/waivers", i, ",\"reason\":\"学校只有这张底片\"", 201);
  for (guint i = USED; i <= UNWAIVED; i++)
    sent[i] = upload (i);
  world_decide (sent[USED], DZ_VERDICT_APPROVE);
  world_decide (sent[REVOKED], DZ_VERDICT_APPROVE);
  world_decide (sent[REJECTED], DZ_VERDICT_REJECT);
  world_decide (sent[UNWAIVED], DZ_VERDICT_APPROVE); /* by a reason for this photo alone */
  change_waiver ("/waivers/withdraw", REVOKED, "", 200);
  assert_text ();
  assert_json ();
  for (guint i = USED; i <= UNWAIVED; i++)
    g_free (sent[i]);
}

int
main (int   argc,
      char *argv[])
{
  int result;

  g_test_init (&argc, &argv, NULL);
  world_open ();
  g_test_add_func ("/e2e/delivery/waiver-to-note", test_waiver_to_note);
  result = g_test_run ();
  world_close ();
  return result;
}
