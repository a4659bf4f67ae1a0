/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One photo of several students, from outside: the real service with its real helper, real
 * portraits, and copies of them that jpegtran made without loss. Every test has photos and students
 * of its own. */
#include "twins-world.h"

#include <string.h>

#define N_PHOTOS 5

static char *photos[N_PHOTOS]; /* paths */

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
  g_autoptr(GBytes) photo = read_photo (photos[0]);
  g_autoptr(GBytes) again = transform (photos[0], "-progressive", NULL);
  g_autofree char *first = world_upload (0, photo, "in-review");
  g_autofree char *second = world_upload (1, photo, "in-review");
  g_autofree char *third = world_upload (2, again, "in-review");
  g_autoptr(GPtrArray) tasks = world_list_tasks ();
  g_autoptr(GPtrArray) reviewers = world_lease (world.reviewer, "review");
  g_autoptr(GPtrArray) items = world_lease (world.supervisor, "supervisor");
  const char *const all[] = { first, second, third };

  g_assert_false (g_bytes_equal (photo, again));
  g_assert_cmpuint (tasks->len, ==, 3);
  g_assert_cmpuint (reviewers->len, ==, 0);
  g_assert_cmpuint (items->len, ==, 3);
  for (guint i = 0; i < 3; i++)
    {
      const DzItem *item = world_find_item (items, all[i]);

      g_assert_cmpint (world_find_task (tasks, all[i])->kind, ==, DZ_TASK_QUARANTINE);
      g_assert_cmpint (world_find_task (tasks, all[i])->state, ==, DZ_STATE_QUARANTINED);
      g_assert_cmpuint (item->twins->len, ==, 2);
      for (guint j = 0; j < 3; j++)
        if (i != j)
          world_assert_names (item, all[j], j, i == 2 || j == 2 ? DZ_TWIN_PIXELS : DZ_TWIN_BYTES,
                              DZ_PDQ_FORM_SAME);
      world_assert_undecided (all[i]);
    }
  world_release (world.supervisor, items);
  for (guint i = 0; i < 3; i++)
    world_assert_state (all[i], DZ_STATE_QUARANTINED);
}

/* Mirrored and turned copies are found and shown on both sides; they wait for a reviewer, or for
 * nobody where a rule refuses a photo that lies on its side, and nothing is set apart. */
static void
test_moved (void)
{
  g_autoptr(GBytes) photo = read_photo (photos[1]);
  g_autoptr(GBytes) mirrored = transform (photos[1], "-flip", "horizontal");
  g_autoptr(GBytes) turned = transform (photos[1], "-rotate", "90");
  g_autoptr(GPtrArray) tasks_before = world_list_tasks ();
  g_autofree char *first = world_upload (3, photo, "in-review");
  g_autofree char *second = world_upload (4, mirrored, "in-review");
  g_autofree char *third = world_upload (5, turned, "in-review");
  g_autoptr(GPtrArray) tasks = world_list_tasks ();
  g_autoptr(GPtrArray) items = world_lease (world.reviewer, "review");
  const char *const all[] = { first, second, third };

  g_assert_cmpuint (tasks->len, ==, tasks_before->len);
  g_assert_cmpuint (items->len, ==, 3);
  world_assert_names (world_find_item (items, first), second, 4, DZ_TWIN_ALIKE,
                      DZ_PDQ_FORM_MIRRORED);
  world_assert_names (world_find_item (items, second), first, 3, DZ_TWIN_ALIKE,
                      DZ_PDQ_FORM_MIRRORED);
  world_assert_names (world_find_item (items, third), first, 3, DZ_TWIN_ALIKE,
                      DZ_PDQ_FORM_TURNED_90);
  world_assert_names (world_find_item (items, first), third, 5, DZ_TWIN_ALIKE,
                      DZ_PDQ_FORM_TURNED_270);
  for (guint i = 0; i < 3; i++)
    {
      const DzItem *item = world_find_item (items, all[i]);
      const DzFinding *finding = dz_findings_find (item->submission->findings, "ORIG-05");

      g_test_message ("%u: %s %s", i, dz_outcome_to_nick (finding->outcome), finding->why);
      g_assert_cmpint (item->submission->state, ==, DZ_STATE_LEASED);
      world_assert_undecided (all[i]);
    }
  world_release (world.reviewer, items);
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
  g_autofree char *first = world_upload (student, bytes, "in-review");
  g_autofree char *second = NULL;
  g_autofree char *twin_number = world_number_of (student + 1);
  g_autofree char *path = NULL;
  g_autoptr(GPtrArray) tasks = NULL;
  g_autoptr(GPtrArray) after = NULL;
  g_autoptr(GPtrArray) items = NULL;
  g_autoptr(JsonNode) done = NULL;
  const DzTask *task;

  world_decide (first, verdict);
  second = world_upload (student + 1, again, "in-review");
  tasks = world_list_tasks ();
  task = world_find_task (tasks, first);
  g_assert_nonnull (task);
  g_assert_cmpint (task->kind, ==, DZ_TASK_SEALED_TWIN);
  g_assert_cmpint (task->state, ==, state);
  g_assert_cmpstr (task->twin->submission, ==, second);
  g_assert_cmpstr (task->twin->identifier, ==, twin_number);
  g_assert_cmpint (task->twin->kind, ==, DZ_TWIN_PIXELS);
  world_assert_state (first, state);
  world_assert_state (second, DZ_STATE_QUARANTINED);
  world_assert_undecided (second);
  items = world_lease (world.supervisor, "supervisor");
  world_assert_names (world_find_item (items, second), first, student, DZ_TWIN_PIXELS,
                      DZ_PDQ_FORM_SAME);
  g_assert_null (world_find_item (items, first));
  world_release (world.supervisor, items);
  path = g_strdup_printf ("/tasks/%s/finish", task->id);
  done = world_ask_staff ("POST", path, world.supervisor, "{\"note\":\"已核实\"}", 200);
  after = world_list_tasks ();
  g_assert_null (world_find_task (after, first));
  g_assert_nonnull (world_find_task (after, second));
  world_assert_state (first, state);
}

static void
test_approved (void)
{
  check_sealed (6, photos[2], DZ_VERDICT_APPROVE);
}

/* A photo that a person refused, which now comes under another student. */
static void
test_rejected (void)
{
  check_sealed (8, photos[3], DZ_VERDICT_REJECT);
}

/* A photo that a rule refused: nobody decided it and nothing of it is in effect, so that there is
 * nothing to set apart and no task; who comes with it next is set apart all the same, for one of
 * both sent somebody else's picture. */
static void
test_refused_by_rule (void)
{
  g_autoptr(GBytes) photo = read_photo (photos[4]);
  g_autofree char *first = world_upload (CLASHING, photo, "refused");
  g_autofree char *second = world_upload (10, photo, "in-review");
  g_autoptr(GPtrArray) tasks = world_list_tasks ();
  g_autoptr(GPtrArray) items = world_lease (world.supervisor, "supervisor");

  world_assert_state (first, DZ_STATE_REFUSED_BY_RULE);
  world_assert_state (second, DZ_STATE_LEASED);
  g_assert_null (world_find_task (tasks, first));
  g_assert_cmpint (world_find_task (tasks, second)->kind, ==, DZ_TASK_QUARANTINE);
  world_assert_names (world_find_item (items, second), first, CLASHING, DZ_TWIN_BYTES,
                      DZ_PDQ_FORM_SAME);
  world_release (world.supervisor, items);
  world_assert_state (second, DZ_STATE_QUARANTINED);
  world_assert_undecided (second);
}

/* Of all the above only what people did is told as decided, and the chain holds. */
static void
test_history (void)
{
  g_autoptr(GPtrArray) entries = world_list_history ();
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
    photos[n] = g_build_filename (folder, g_ptr_array_index (names, n), NULL);
  return n == N_PHOTOS;
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

  g_test_init (&argc, &argv, NULL);
  if (jpegtran == NULL || !find_photos ())
    {
      g_test_add_func ("/e2e/duplicates", test_absent);
      return g_test_run ();
    }
  world_open ();
  g_test_add_func ("/e2e/duplicates/identical", test_identical);
  g_test_add_func ("/e2e/duplicates/moved", test_moved);
  g_test_add_func ("/e2e/duplicates/approved", test_approved);
  g_test_add_func ("/e2e/duplicates/rejected", test_rejected);
  g_test_add_func ("/e2e/duplicates/refused-by-rule", test_refused_by_rule);
  g_test_add_func ("/e2e/duplicates/history", test_history);
  result = g_test_run ();
  world_close ();
  for (guint i = 0; i < N_PHOTOS; i++)
    g_free (photos[i]);
  return result;
}
