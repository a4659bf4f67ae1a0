/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "dz-queue.h"

static DzItem *
new_item (const char *id)
{
  DzItem *item = dz_item_new ();

  item->submission->id = g_strdup (id);
  item->lease->id = g_strconcat ("lease-", id, NULL);
  return item;
}

static GPtrArray *
new_answer (const char *ids)
{
  g_auto(GStrv) names = g_strsplit (ids, " ", -1);
  GPtrArray *items = g_ptr_array_new_with_free_func ((GDestroyNotify) dz_item_free);

  for (guint i = 0; names[i] != NULL; i++)
    {
      if (*names[i] != '\0')
        g_ptr_array_add (items, new_item (names[i]));
    }
  return items;
}

static gboolean
is_named (const char *submission,
          gpointer    user_data)
{
  return g_strcmp0 (submission, user_data) == 0;
}

static void
merge (DzQueue    *queue,
       const char *ids,
       const char *stale)
{
  g_autoptr(GPtrArray) items = new_answer (ids);

  dz_queue_merge (queue, items, is_named, (gpointer) stale);
}

static char *
spell (DzQueue *queue)
{
  GString *ids = g_string_new (NULL);

  for (guint i = 0; i < dz_queue_get_length (queue); i++)
    {
      g_autoptr(DzQueueItem) item = g_list_model_get_item (G_LIST_MODEL (queue), i);

      g_string_append_printf (ids, "%s%s", i > 0 ? " " : "", dz_queue_item_get_id (item));
    }
  return g_string_free (ids, FALSE);
}

/* Keeps a list of its own by what the model says of its changes. */
static void
mirror_cb (GListModel *model,
           guint       position,
           guint       removed,
           guint       added,
           GPtrArray  *mirror)
{
  if (removed > 0)
    g_ptr_array_remove_range (mirror, position, removed);
  for (guint i = 0; i < added; i++)
    g_ptr_array_insert (mirror, (int) (position + i), g_list_model_get_item (model, position + i));
}

static void
assert_mirrored (DzQueue   *queue,
                 GPtrArray *mirror)
{
  g_assert_cmpuint (mirror->len, ==, dz_queue_get_length (queue));
  for (guint i = 0; i < mirror->len; i++)
    {
      g_autoptr(DzQueueItem) item = g_list_model_get_item (G_LIST_MODEL (queue), i);

      g_assert_true (item == g_ptr_array_index (mirror, i));
    }
}

static void
test_merge (void)
{
  static const struct
  {
    const char *before;
    const char *answer;
    const char *stale;
    const char *after;
  } cases[] = {
    { "", "a b c", NULL, "a b c" },
    { "a b", "a b c", NULL, "a b c" },
    { "a b c", "a c", NULL, "a c" },
    { "a b", "c", NULL, "a c" },       /* the first may be before somebody's eyes */
    { "a b", "b a", NULL, "a b" },     /* nothing moves that the reviewer did not move */
    { "a", "a b", "b", "a" },          /* decided here while the answer was on its way */
    { "a b c", "a c", "b", "a b c" },  /* undone here: the service does not know yet */
    { "a b c", "", NULL, "a" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr(DzQueue) queue = dz_queue_new ();
      g_autoptr(GPtrArray) mirror = g_ptr_array_new_with_free_func (g_object_unref);
      g_autofree char *after = NULL;

      g_signal_connect (queue, "items-changed", G_CALLBACK (mirror_cb), mirror);
      merge (queue, cases[i].before, NULL);
      merge (queue, cases[i].answer, cases[i].stale);
      after = spell (queue);
      g_assert_cmpstr (after, ==, cases[i].after);
      assert_mirrored (queue, mirror);
    }
}

/* What somebody looks at stays where it is, wherever that is, though its lease is lost. */
static void
test_looked_at (void)
{
  g_autoptr(DzQueue) queue = dz_queue_new ();
  g_autofree char *kept = NULL;
  g_autofree char *first = NULL;

  merge (queue, "a b c", NULL);
  dz_queue_set_looked_at (queue, "b");
  merge (queue, "c d", NULL);
  kept = spell (queue);
  g_assert_cmpstr (kept, ==, "b c d");
  dz_queue_set_looked_at (queue, NULL);
  merge (queue, "d", NULL);
  first = spell (queue);
  g_assert_cmpstr (first, ==, "b d");
}

/* What was undone, or leased again after its time, has another lease, which must be renewed. */
static void
test_new_leases (void)
{
  g_autoptr(DzQueue) queue = dz_queue_new ();
  g_autoptr(GPtrArray) mirror = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr(GPtrArray) answer = new_answer ("a b");
  g_auto(GStrv) leases = NULL;

  g_signal_connect (queue, "items-changed", G_CALLBACK (mirror_cb), mirror);
  merge (queue, "a b", NULL);
  for (guint i = 0; i < answer->len; i++)
    {
      DzItem *item = g_ptr_array_index (answer, i);

      g_free (item->lease->id);
      item->lease->id = g_strconcat ("second-", item->submission->id, NULL);
    }
  dz_queue_merge (queue, answer, is_named, (gpointer) "b");
  leases = dz_queue_dup_leases (queue);
  g_assert_cmpstr (leases[0], ==, "second-a");
  g_assert_cmpstr (leases[1], ==, "lease-b"); /* asked before something was done to b here */
  assert_mirrored (queue, mirror);
}

static const DzItem *
item_at (DzQueue *queue,
         guint    position)
{
  g_autoptr(DzQueueItem) item = g_list_model_get_item (G_LIST_MODEL (queue), position);

  return dz_queue_item_get_item (item); /* the queue keeps it */
}

/* Another student sends the same photo while this one waits at the desk, a supervisor waives a rule
 * for the student, the register is corrected: it is there when the reviewer comes to it, so that
 * they decide on what is so now, and nothing changes under their eyes. */
static void
test_later_news (void)
{
  g_autoptr(DzQueue) queue = dz_queue_new ();
  g_autoptr(GPtrArray) mirror = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr(GPtrArray) answer = new_answer ("a b c");

  g_signal_connect (queue, "items-changed", G_CALLBACK (mirror_cb), mirror);
  merge (queue, "a b c", NULL);
  dz_queue_set_looked_at (queue, "b");
  for (guint i = 0; i < answer->len; i++)
    {
      DzItem *item = g_ptr_array_index (answer, i);

      g_ptr_array_add (item->twins, dz_twin_new ());
      g_ptr_array_add (item->waivers, dz_waiver_new ());
      item->submission->version = 7;
    }
  dz_queue_merge (queue, answer, is_named, (gpointer) "c");
  g_assert_cmpuint (item_at (queue, 0)->twins->len, ==, 1);
  g_assert_cmpuint (item_at (queue, 0)->waivers->len, ==, 1);
  g_assert_cmpuint (item_at (queue, 0)->submission->version, ==, 7);
  g_assert_cmpuint (item_at (queue, 1)->twins->len, ==, 0);
  g_assert_cmpuint (item_at (queue, 1)->submission->version, ==, 0);
  /* asked before something was done to c here */
  g_assert_cmpuint (item_at (queue, 2)->submission->version, ==, 0);
  assert_mirrored (queue, mirror);
}

static void
test_front_and_removal (void)
{
  g_autoptr(DzQueue) queue = dz_queue_new ();
  g_autoptr(GPtrArray) mirror = g_ptr_array_new_with_free_func (g_object_unref);
  g_autofree char *after = NULL;
  g_auto(GStrv) leases = NULL;

  g_signal_connect (queue, "items-changed", G_CALLBACK (mirror_cb), mirror);
  merge (queue, "a b c", NULL);
  dz_queue_push_front (queue, new_item ("z"));
  g_assert_true (dz_queue_remove (queue, "b"));
  g_assert_false (dz_queue_remove (queue, "b"));
  after = spell (queue);
  g_assert_cmpstr (after, ==, "z a c");
  g_assert_nonnull (dz_queue_find (queue, "c"));
  g_assert_null (dz_queue_find (queue, "b"));
  leases = dz_queue_dup_leases (queue);
  g_assert_cmpstr (leases[2], ==, "lease-c");
  assert_mirrored (queue, mirror);
  dz_queue_clear (queue);
  assert_mirrored (queue, mirror);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/sync/queue/merge", test_merge);
  g_test_add_func ("/sync/queue/looked-at", test_looked_at);
  g_test_add_func ("/sync/queue/new-leases", test_new_leases);
  g_test_add_func ("/sync/queue/later-news", test_later_news);
  g_test_add_func ("/sync/queue/front-and-removal", test_front_and_removal);
  return g_test_run ();
}
