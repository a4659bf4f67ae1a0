/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One photo of several students, from outside: the real service with its real helper, real
 * portraits, and copies of them that jpegtran made without loss. Every test has photos and students
 * of its own. */
#include "dz-id.h"
#include "dz-test-service.h"
#include "dz-test-wait.h"
#include "dz-wire.h"

#include <libsoup/soup.h>
#include <string.h>

#define SCHOOL "11414"
#define PASSWORD "对照 duplicates"
#define REVIEWER "李审"
#define SUPERVISOR "赵主任"
#define N_STUDENTS 16
/* These two stand in the roster with one ID number, which refuses by rule. */
#define CLASHING 14
#define CLASHING_TOO 15
#define N_PHOTOS 5
#define SEALS_IN_S 30

typedef struct
{
  char          *dir;
  char          *data;
  DzTestService *service;
  SoupSession   *session;
  char          *reviewer;   /* token */
  char          *supervisor; /* token */
  char          *photos[N_PHOTOS];
} World;

static World world;

static char *
number_of (guint student)
{
  return g_strdup_printf ("2022%06u", student);
}

/* ---- HTTP ---- */

static JsonNode *
ask (const char *url,
     const char *method,
     const char *path,
     const char *token,
     const char *type,
     GBytes     *body,
     guint       wanted)
{
  g_autofree char *whole = g_strconcat (url, DZ_WIRE_API_PREFIX, path, NULL);
  g_autoptr(SoupMessage) message = soup_message_new (method, whole);
  SoupMessageHeaders *headers = soup_message_get_request_headers (message);
  g_autofree char *authority = g_strconcat ("Bearer ", token, NULL);
  g_autoptr(GError) error = NULL;
  g_autoptr(GBytes) answer = NULL;
  JsonNode *node;

  soup_message_headers_append (headers, DZ_WIRE_API_HEADER, "1");
  if (token != NULL)
    soup_message_headers_append (headers, "Authorization", authority);
  if (body != NULL)
    soup_message_set_request_body_from_bytes (message, type, body);
  answer = soup_session_send_and_read (world.session, message, NULL, &error);
  g_assert_no_error (error);
  if (soup_message_get_status (message) != wanted)
    g_error ("%s %s: %u: %.*s", method, path, soup_message_get_status (message),
             (int) g_bytes_get_size (answer), (const char *) g_bytes_get_data (answer, NULL));
  node = dz_wire_parse (answer, DZ_WIRE_ANSWER_BYTES_MAX, &error);
  g_assert_no_error (error);
  return node;
}

static JsonNode *
ask_staff (const char *method,
           const char *path,
           const char *token,
           const char *json,
           guint       wanted)
{
  g_autoptr(GBytes) body = json != NULL ? g_bytes_new (json, strlen (json)) : NULL;

  return ask (world.service->staff_url, method, path, token, "application/json", body, wanted);
}

static const char *
string_of (JsonNode   *node,
           const char *member)
{
  return json_object_get_string_member (json_node_get_object (node), member);
}

static char *
sign_in (const char *name)
{
  g_autofree char *json = g_strdup_printf ("{\"name\":\"%s\",\"password\":\"" PASSWORD
                                           "\",\"workstation\":\"%s\"}", name, name);
  g_autoptr(JsonNode) answer = ask_staff ("POST", "/sessions", NULL, json, 201);

  return g_strdup (string_of (answer, "token"));
}

static char *
verify (guint student)
{
  g_autofree char *number = number_of (student);
  g_autofree char *json = g_strdup_printf ("{\"school\":\"" SCHOOL "\",\"level\":\"master\","
                                           "\"name\":\"学生%u\",\"identifier\":\"%s\"}",
                                           student, number);
  g_autoptr(GBytes) body = g_bytes_new (json, strlen (json));
  g_autoptr(JsonNode) answer = ask (world.service->students_url, "POST", "/verify", NULL,
                                    "application/json", body, 200);

  return g_strdup (string_of (answer, "identity"));
}

/* Sends a photo as a student's phone does; the student is told @state. */
static char *
upload (guint       student,
        GBytes     *photo,
        const char *state)
{
  g_autofree char *identity = verify (student);
  g_autoptr(JsonNode) answer = ask (world.service->students_url, "POST", "/submissions", identity,
                                    "image/jpeg", photo, 201);

  g_assert_cmpstr (string_of (answer, "state"), ==, state);
  return g_strdup (string_of (answer, "submission"));
}

/* ---- what the staff sees ---- */

static GPtrArray *
read_records (JsonNode      *answer,
              const char    *member,
              DzWireRead     read,
              GDestroyNotify free_record)
{
  JsonArray *array = json_object_get_array_member (json_node_get_object (answer), member);
  GPtrArray *records = g_ptr_array_new_with_free_func (free_record);
  g_autoptr(GError) error = NULL;

  for (guint i = 0; i < json_array_get_length (array); i++)
    {
      g_ptr_array_add (records, read (json_array_get_element (array, i), &error));
      g_assert_no_error (error);
    }
  return records;
}

static GPtrArray *
list_tasks (void)
{
  g_autoptr(JsonNode) answer = ask_staff ("GET", "/tasks", world.supervisor, NULL, 200);

  return read_records (answer, "tasks", (DzWireRead) dz_wire_task_from_json,
                       (GDestroyNotify) dz_task_free);
}

static const DzTask *
find_task (GPtrArray  *tasks,
           const char *submission)
{
  for (guint i = 0; i < tasks->len; i++)
    {
      const DzTask *task = g_ptr_array_index (tasks, i);

      if (g_str_equal (task->submission, submission))
        return task;
    }
  return NULL;
}

static GPtrArray *
lease (const char *token,
       const char *queue)
{
  g_autofree char *json = g_strdup_printf ("{\"wanted\":50,\"queue\":\"%s\"}", queue);
  g_autoptr(JsonNode) answer = ask_staff ("POST", "/leases", token, json, 200);

  return read_records (answer, "items", (DzWireRead) dz_wire_item_from_json,
                       (GDestroyNotify) dz_item_free);
}

static const DzItem *
find_item (GPtrArray  *items,
           const char *submission)
{
  for (guint i = 0; i < items->len; i++)
    {
      const DzItem *item = g_ptr_array_index (items, i);

      if (g_str_equal (item->submission->id, submission))
        return item;
    }
  return NULL;
}

/* Gives back what is held, so that tests do not wait for each other. */
static void
release (const char *token,
         GPtrArray  *items)
{
  g_autoptr(GString) json = g_string_new ("{\"leases\":[");
  g_autoptr(JsonNode) answer = NULL;

  for (guint i = 0; i < items->len; i++)
    g_string_append_printf (json, "%s\"%s\"", i > 0 ? "," : "",
                            ((DzItem *) g_ptr_array_index (items, i))->lease->id);
  g_string_append (json, "]}");
  answer = ask_staff ("POST", "/leases/release", token, json->str, 200);
}

static DzSubmission *
get_submission (const char *id)
{
  g_autofree char *path = g_strconcat ("/submissions/", id, NULL);
  g_autoptr(JsonNode) answer = ask_staff ("GET", path, world.supervisor, NULL, 200);
  g_autoptr(GError) error = NULL;
  DzSubmission *submission = dz_wire_submission_from_json (answer, &error);

  g_assert_no_error (error);
  return submission;
}

static void
assert_state (const char *id,
              DzState     state)
{
  g_autoptr(DzSubmission) now = get_submission (id);

  g_assert_cmpstr (dz_state_to_nick (now->state), ==, dz_state_to_nick (state));
}

/* Nobody decided it, neither a person nor the program. */
static void
assert_undecided (const char *id)
{
  g_autoptr(DzSubmission) now = get_submission (id);

  g_assert_null (now->decision);
  g_assert_cmpint (now->hold_until_us, ==, 0);
}

static const DzTwin *
find_twin (const DzItem *item,
           const char   *submission)
{
  for (guint i = 0; i < item->twins->len; i++)
    {
      const DzTwin *twin = g_ptr_array_index (item->twins, i);

      if (g_str_equal (twin->submission, submission))
        return twin;
    }
  return NULL;
}

/* @item names @other, which is student @student's, as the same picture or one that looks alike. */
static void
assert_names (const DzItem *item,
              const char   *other,
              guint         student,
              DzTwinKind    kind,
              DzPdqForm     form)
{
  g_autofree char *number = number_of (student);
  const DzTwin *twin = find_twin (item, other);

  g_assert_nonnull (twin);
  g_assert_false (twin->same_student);
  g_assert_cmpstr (twin->identifier, ==, number);
  g_assert_cmpstr (dz_twin_kind_to_nick (twin->kind), ==, dz_twin_kind_to_nick (kind));
  g_assert_cmpstr (dz_pdq_form_to_nick (twin->form), ==, dz_pdq_form_to_nick (form));
}

/* A reviewer decides what a student sent, and it seals. */
typedef struct
{
  const char *submission;
  DzState     state;
} Await;

static gboolean
has_come_to (gpointer data)
{
  const Await *await = data;
  g_autoptr(DzSubmission) now = get_submission (await->submission);

  return now->state == await->state;
}

static void
decide (const char *submission,
        DzVerdict   verdict)
{
  g_autoptr(GPtrArray) items = lease (world.reviewer, "review");
  const DzItem *item = find_item (items, submission);
  g_autoptr(DzCommand) command = dz_command_new ();
  g_autoptr(JsonNode) json = NULL;
  g_autoptr(GBytes) body = NULL;
  g_autoptr(JsonNode) answer = NULL;
  Await await = { submission,
                  verdict == DZ_VERDICT_APPROVE ? DZ_STATE_APPROVED : DZ_STATE_REJECTED };

  g_assert_nonnull (item);
  command->id = dz_id_new ();
  command->kind = DZ_COMMAND_DECIDE;
  command->submission = g_strdup (submission);
  command->version = item->submission->version;
  command->photo = g_strdup (item->submission->photo);
  command->shown_ms = 900;
  command->made_us = 1;
  command->decision = dz_decision_new ();
  command->decision->verdict = verdict;
  if (verdict == DZ_VERDICT_REJECT)
    command->decision->reasons = g_strsplit ("background-colour", " ", -1);
  else
    {
      g_autoptr(GPtrArray) failing = dz_findings_list_failing (item->submission->findings, NULL);

      command->decision->overrides = dz_overrides_new_for (failing, "已人工核对");
    }
  json = dz_wire_command_to_json (command);
  body = dz_wire_print (json);
  answer = ask (world.service->staff_url, "POST", "/commands", world.reviewer, "application/json",
                body, 200);
  dz_test_wait_for (has_come_to, &await, SEALS_IN_S, "the decision seals");
}

/* ---- photos ---- */

static GBytes *
read_photo (const char *path)
{
  g_autoptr(GError) error = NULL;
  char *bytes;
  gsize length;

  g_file_get_contents (path, &bytes, &length, &error);
  g_assert_no_error (error);
  return g_bytes_new_take (bytes, length);
}

/* The picture as jpegtran writes it: the same coefficients in another order of scans, or moved. */
static GBytes *
transform (const char *path,
           const char *option,
           const char *argument)
{
  g_autofree char *copy = g_build_filename (world.dir, "copy.jpg", NULL);
  const char *const plain[] = { "jpegtran", "-copy", "none", option, "-outfile", copy, path, NULL };
  const char *const moved[] = { "jpegtran", "-copy", "none", "-trim", option, argument, "-outfile",
                                copy, path, NULL };
  g_autofree char *said = dz_test_run (argument != NULL ? moved : plain, NULL, 0);

  return read_photo (copy);
}

/* ---- the tests ---- */

/* Whoever sent one picture is set apart, with all the others: the same bytes, and the same pixels
 * behind other bytes. */
static void
test_identical (void)
{
  g_autoptr(GBytes) photo = read_photo (world.photos[0]);
  g_autoptr(GBytes) again = transform (world.photos[0], "-progressive", NULL);
  g_autofree char *first = upload (0, photo, "in-review");
  g_autofree char *second = upload (1, photo, "in-review");
  g_autofree char *third = upload (2, again, "in-review");
  g_autoptr(GPtrArray) tasks = list_tasks ();
  g_autoptr(GPtrArray) reviewers = lease (world.reviewer, "review");
  g_autoptr(GPtrArray) items = lease (world.supervisor, "supervisor");
  const char *const all[] = { first, second, third };

  g_assert_false (g_bytes_equal (photo, again));
  g_assert_cmpuint (tasks->len, ==, 3);
  g_assert_cmpuint (reviewers->len, ==, 0);
  g_assert_cmpuint (items->len, ==, 3);
  for (guint i = 0; i < 3; i++)
    {
      const DzItem *item = find_item (items, all[i]);

      g_assert_cmpint (find_task (tasks, all[i])->kind, ==, DZ_TASK_QUARANTINE);
      g_assert_cmpint (find_task (tasks, all[i])->state, ==, DZ_STATE_QUARANTINED);
      g_assert_cmpuint (item->twins->len, ==, 2);
      for (guint j = 0; j < 3; j++)
        if (i != j)
          assert_names (item, all[j], j, i == 2 || j == 2 ? DZ_TWIN_PIXELS : DZ_TWIN_BYTES,
                        DZ_PDQ_FORM_SAME);
      assert_undecided (all[i]);
    }
  release (world.supervisor, items);
  for (guint i = 0; i < 3; i++)
    assert_state (all[i], DZ_STATE_QUARANTINED);
}

/* Mirrored and turned copies are found and shown on both sides; they wait for a reviewer, or for
 * nobody where a rule refuses a photo that lies on its side, and nothing is set apart. */
static void
test_moved (void)
{
  g_autoptr(GBytes) photo = read_photo (world.photos[1]);
  g_autoptr(GBytes) mirrored = transform (world.photos[1], "-flip", "horizontal");
  g_autoptr(GBytes) turned = transform (world.photos[1], "-rotate", "90");
  g_autoptr(GPtrArray) tasks_before = list_tasks ();
  g_autofree char *first = upload (3, photo, "in-review");
  g_autofree char *second = upload (4, mirrored, "in-review");
  g_autofree char *third = upload (5, turned, "in-review");
  g_autoptr(GPtrArray) tasks = list_tasks ();
  g_autoptr(GPtrArray) items = lease (world.reviewer, "review");
  const char *const all[] = { first, second, third };

  g_assert_cmpuint (tasks->len, ==, tasks_before->len);
  g_assert_cmpuint (items->len, ==, 3);
  assert_names (find_item (items, first), second, 4, DZ_TWIN_ALIKE, DZ_PDQ_FORM_MIRRORED);
  assert_names (find_item (items, second), first, 3, DZ_TWIN_ALIKE, DZ_PDQ_FORM_MIRRORED);
  assert_names (find_item (items, third), first, 3, DZ_TWIN_ALIKE, DZ_PDQ_FORM_TURNED_90);
  assert_names (find_item (items, first), third, 5, DZ_TWIN_ALIKE, DZ_PDQ_FORM_TURNED_270);
  for (guint i = 0; i < 3; i++)
    {
      const DzItem *item = find_item (items, all[i]);
      const DzFinding *finding = dz_findings_find (item->submission->findings, "ORIG-05");

      g_test_message ("%u: %s %s", i, dz_outcome_to_nick (finding->outcome), finding->why);
      g_assert_cmpint (item->submission->state, ==, DZ_STATE_LEASED);
      assert_undecided (all[i]);
    }
  release (world.reviewer, items);
}

/* Sealed: what is told to the student stays so, and a supervisor is called for each student that
 * comes with the same picture. */
static void
check_sealed (guint       student,
              const char *photo,
              DzVerdict   verdict)
{
  DzState state = verdict == DZ_VERDICT_APPROVE ? DZ_STATE_APPROVED : DZ_STATE_REJECTED;
  g_autoptr(GBytes) bytes = read_photo (photo);
  g_autoptr(GBytes) again = transform (photo, "-progressive", NULL);
  g_autofree char *first = upload (student, bytes, "in-review");
  g_autofree char *second = NULL;
  g_autofree char *twin_number = number_of (student + 1);
  g_autofree char *path = NULL;
  g_autoptr(GPtrArray) tasks = NULL;
  g_autoptr(GPtrArray) after = NULL;
  g_autoptr(GPtrArray) items = NULL;
  g_autoptr(JsonNode) done = NULL;
  const DzTask *task;

  decide (first, verdict);
  second = upload (student + 1, again, "in-review");
  tasks = list_tasks ();
  task = find_task (tasks, first);
  g_assert_nonnull (task);
  g_assert_cmpint (task->kind, ==, DZ_TASK_SEALED_TWIN);
  g_assert_cmpint (task->state, ==, state);
  g_assert_cmpstr (task->twin->submission, ==, second);
  g_assert_cmpstr (task->twin->identifier, ==, twin_number);
  g_assert_cmpint (task->twin->kind, ==, DZ_TWIN_PIXELS);
  assert_state (first, state);
  assert_state (second, DZ_STATE_QUARANTINED);
  assert_undecided (second);
  items = lease (world.supervisor, "supervisor");
  assert_names (find_item (items, second), first, student, DZ_TWIN_PIXELS, DZ_PDQ_FORM_SAME);
  g_assert_null (find_item (items, first));
  release (world.supervisor, items);
  path = g_strdup_printf ("/tasks/%s/finish", task->id);
  done = ask_staff ("POST", path, world.supervisor, "{\"note\":\"已核实\"}", 200);
  after = list_tasks ();
  g_assert_null (find_task (after, first));
  g_assert_nonnull (find_task (after, second));
  assert_state (first, state);
}

static void
test_approved (void)
{
  check_sealed (6, world.photos[2], DZ_VERDICT_APPROVE);
}

/* A photo that a person refused, which now comes under another student. */
static void
test_rejected (void)
{
  check_sealed (8, world.photos[3], DZ_VERDICT_REJECT);
}

/* A photo that a rule refused: nobody decided it and nothing of it is in effect, so that there is
 * nothing to set apart and no task; who comes with it next is set apart all the same, for one of
 * both sent somebody else's picture. */
static void
test_refused_by_rule (void)
{
  g_autoptr(GBytes) photo = read_photo (world.photos[4]);
  g_autofree char *first = upload (CLASHING, photo, "refused");
  g_autofree char *second = upload (10, photo, "in-review");
  g_autoptr(GPtrArray) tasks = list_tasks ();
  g_autoptr(GPtrArray) items = lease (world.supervisor, "supervisor");

  assert_state (first, DZ_STATE_REFUSED_BY_RULE);
  assert_state (second, DZ_STATE_LEASED);
  g_assert_null (find_task (tasks, first));
  g_assert_cmpint (find_task (tasks, second)->kind, ==, DZ_TASK_QUARANTINE);
  assert_names (find_item (items, second), first, CLASHING, DZ_TWIN_BYTES, DZ_PDQ_FORM_SAME);
  release (world.supervisor, items);
  assert_state (second, DZ_STATE_QUARANTINED);
  assert_undecided (second);
}

/* Of all the above only what people did is told as decided, and the chain holds. */
static void
test_history (void)
{
  g_autoptr(JsonNode) answer = ask_staff ("GET", "/history?from=1&limit=1000", world.supervisor,
                                          NULL, 200);
  g_autoptr(GPtrArray) entries = read_records (answer, "entries",
                                               (DzWireRead) dz_wire_entry_from_json,
                                               (GDestroyNotify) dz_entry_free);
  guint n_decided = 0;
  guint n_apart = 0;

  for (guint i = 0; i < entries->len; i++)
    {
      const DzEntry *entry = g_ptr_array_index (entries, i);

      if (g_str_equal (entry->kind, "decide"))
        g_assert_cmpstr (entry->actor_name, ==, REVIEWER);
      n_decided += g_str_equal (entry->kind, "decide");
      n_apart += g_str_equal (entry->outcome, "identical-photo");
    }
  g_assert_cmpuint (n_decided, ==, 2);
  g_assert_cmpuint (n_apart, ==, 6);
}

/* ---- the world ---- */

static void
run_ctl (const char *arguments,
         const char *input)
{
  g_autofree char *line = g_strdup_printf ("%s %s --data %s", g_getenv ("DZ_CTL"), arguments,
                                           world.data);
  g_auto(GStrv) argv = NULL;
  g_autofree char *said = NULL;

  g_assert_true (g_shell_parse_argv (line, NULL, &argv, NULL));
  said = dz_test_run ((const char *const *) argv, input, 0);
}

static void
import_roster (void)
{
  g_autoptr(GString) roster = g_string_new ("学号,姓名,学历层次,身份证号\n");
  g_autofree char *file = g_build_filename (world.dir, "roster.csv", NULL);
  g_autofree char *import = g_strdup_printf ("roster import %s --school " SCHOOL, file);

  for (guint i = 0; i < N_STUDENTS; i++)
    {
      g_autofree char *number = number_of (i);
      gboolean clashes = i == CLASHING || i == CLASHING_TOO;

      g_string_append_printf (roster, "%s,学生%u,硕士,%s\n", number, i,
                              clashes ? "110101199003070038" : "");
    }
  g_assert_true (g_file_set_contents (file, roster->str, -1, NULL));
  run_ctl (import, NULL);
}

static int
compare_names (gconstpointer one,
               gconstpointer other)
{
  return strcmp (*(const char *const *) one, *(const char *const *) other);
}

/* The first portraits by name, one of a person each. */
static gboolean
find_photos (void)
{
  g_autofree char *folder = g_build_filename (g_getenv ("DZ_SHARED_DIR"), "photos", "portraits",
                                              NULL);
  g_autoptr(GDir) dir = g_dir_open (folder, 0, NULL);
  g_autoptr(GPtrArray) names = g_ptr_array_new_with_free_func (g_free);
  const char *name;
  guint n = 0;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    if (g_str_has_suffix (name, "_03.jpg"))
      g_ptr_array_add (names, g_strdup (name));
  g_ptr_array_sort (names, compare_names);
  for (; n < MIN (names->len, N_PHOTOS); n++)
    world.photos[n] = g_build_filename (folder, g_ptr_array_index (names, n), NULL);
  return n == N_PHOTOS;
}

static void
open_world (void)
{
  g_autoptr(GError) error = NULL;

  world.dir = g_dir_make_tmp ("dz-e2e-XXXXXX", &error);
  g_assert_no_error (error);
  world.data = g_build_filename (world.dir, "data", NULL);
  import_roster ();
  run_ctl ("window open --school " SCHOOL " --levels master --opens 2022-05-09 --ends 2099-05-14"
           " --payer school --hold-seconds 1", NULL);
  run_ctl ("user add " REVIEWER " --roles reviewer --password-stdin", PASSWORD "\n");
  run_ctl ("user add " SUPERVISOR " --roles supervisor --password-stdin", PASSWORD "\n");
  world.session = soup_session_new ();
  world.service = dz_test_service_start (world.data, NULL, NULL);
  world.reviewer = sign_in (REVIEWER);
  world.supervisor = sign_in (SUPERVISOR);
}

static void
close_world (void)
{
  dz_test_service_stop (world.service);
  dz_test_service_free (world.service);
  run_ctl ("audit verify", NULL);
  g_object_unref (world.session);
  dz_test_remove_tree (world.dir);
  for (guint i = 0; i < N_PHOTOS; i++)
    g_free (world.photos[i]);
  g_free (world.reviewer);
  g_free (world.supervisor);
  g_free (world.data);
  g_free (world.dir);
}

static void
test_absent (void)
{
  g_test_skip ("the shared portraits or jpegtran are not here");
}

int
main (int   argc,
      char *argv[])
{
  g_autofree char *jpegtran = g_find_program_in_path ("jpegtran");
  int result;

  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  if (jpegtran == NULL || !find_photos ())
    {
      g_test_add_func ("/e2e/duplicates", test_absent);
      return g_test_run ();
    }
  open_world ();
  g_test_add_func ("/e2e/duplicates/identical", test_identical);
  g_test_add_func ("/e2e/duplicates/moved", test_moved);
  g_test_add_func ("/e2e/duplicates/approved", test_approved);
  g_test_add_func ("/e2e/duplicates/rejected", test_rejected);
  g_test_add_func ("/e2e/duplicates/refused-by-rule", test_refused_by_rule);
  g_test_add_func ("/e2e/duplicates/history", test_history);
  result = g_test_run ();
  close_world ();
  return result;
}
