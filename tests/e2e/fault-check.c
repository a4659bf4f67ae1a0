/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fault-check.h"

#include "dz-cache.h"
#include "dz-store-history.h"
#include "dz-store.h"

#include <string.h>

#define ENTRIES_MAX 100000

static GHashTable *
new_set (void)
{
  return g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
}

static GHashTable *
read_decided (FaultCheck *self,
              DzStore    *store)
{
  g_autoptr(GPtrArray) entries = dz_store_read_history (store, 1, ENTRIES_MAX, NULL, NULL);
  GHashTable *decided = new_set ();

  g_assert_nonnull (entries);
  g_assert_cmpuint (entries->len, <, ENTRIES_MAX);
  for (guint i = 0; i < entries->len; i++)
    {
      const DzEntry *entry = g_ptr_array_index (entries, i);

      if (g_str_equal (entry->kind, "decide") &&
          !g_hash_table_add (decided, g_strdup (entry->subject)))
        self->n_twice++;
    }
  self->n_entries = entries->len;
  return decided;
}

static GHashTable *
read_ended (DzCache    *cache,
            const char *outcome)
{
  g_autoptr(GPtrArray) rows = dz_cache_list_commands (cache, NULL, outcome, NULL);
  GHashTable *ended = new_set ();

  g_assert_nonnull (rows);
  for (guint i = 0; i < rows->len; i++)
    g_assert_true (g_hash_table_add (
      ended, g_strdup (((const DzOutboxRow *) g_ptr_array_index (rows, i))->submission)));
  return ended;
}

static void
check_history (DzStore *store)
{
  g_auto(DzHistoryCheck) check = { 0 };
  g_autoptr(GError) error = NULL;

  g_assert_true (dz_store_verify_history (store, NULL, &check, &error));
  g_assert_no_error (error);
  g_assert_cmpint (check.first_bad, ==, 0);
}

static guint
count_missing (GHashTable *some,
               GHashTable *all,
               GHashTable *others)
{
  GHashTableIter iter;
  gpointer submission;
  guint n = 0;

  g_hash_table_iter_init (&iter, some);
  while (g_hash_table_iter_next (&iter, &submission, NULL))
    n += !g_hash_table_contains (all, submission) &&
         (others == NULL || !g_hash_table_contains (others, submission));
  return n;
}

/* A conflict that the service answered stands in the list that the reviewer sees, too. */
static void
check_listed (DzCache    *cache,
              GHashTable *conflicts)
{
  g_autoptr(GPtrArray) rows = dz_cache_list_commands (cache, NULL, "conflict", NULL);
  guint n = 0;

  if (rows->len > 0)
    {
      const DzOutboxRow *row = g_ptr_array_index (rows, 0);
      g_autoptr(GPtrArray) listed = dz_cache_list_conflicts (cache, row->user, NULL);

      for (guint i = 0; i < listed->len; i++)
        n += g_hash_table_contains (
          conflicts, ((const DzConflict *) g_ptr_array_index (listed, i))->submission);
    }
  g_assert_cmpuint (n, ==, g_hash_table_size (conflicts));
}

void
fault_check_run (FaultCheck *self)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(DzStore) store = dz_store_open (self->data, &error);
  g_autoptr(DzCache) cache = dz_cache_open (self->desk_dir, &error);
  g_autoptr(GHashTable) decided = read_decided (self, store);
  g_autoptr(GHashTable) done = read_ended (cache, "done");
  g_autoptr(GHashTable) waiting = read_ended (cache, "waiting");
  g_autoptr(GHashTable) conflicts = read_ended (cache, "conflict");
  g_autoptr(GHashTable) refused = read_ended (cache, "refused");

  g_assert_no_error (error);
  check_history (store);
  check_listed (cache, conflicts);
  self->n_applied = g_hash_table_size (done);
  self->n_conflicts = g_hash_table_size (conflicts);
  self->n_commands = self->n_applied + self->n_conflicts + g_hash_table_size (waiting) +
                     g_hash_table_size (refused);
  self->n_decided = g_hash_table_size (decided);
  self->n_lost = count_missing (self->kept, done, conflicts);
  g_assert_cmpuint (g_hash_table_size (waiting), ==, 0);
  g_assert_cmpuint (g_hash_table_size (refused), ==, 0);
  g_assert_cmpuint (count_missing (done, decided, NULL), ==, 0);
  g_assert_cmpuint (count_missing (decided, done, conflicts), ==, 0);
  if (self->shown != NULL)
    {
      g_assert_cmpuint (count_missing (done, self->shown, NULL), ==, 0);
      g_assert_cmpuint (count_missing (conflicts, self->shown, NULL), ==, 0);
    }
  g_assert_cmpuint (self->n_lost, ==, 0);
  g_assert_cmpuint (self->n_twice, ==, 0);
}

void
fault_check_print (const FaultCheck *self,
                   guint             n_rounds)
{
  g_print ("# rounds %u: commands seen on disk %u, in the outbox %u, applied once %u, listed as "
           "conflicts %u, lost %u, applied twice %u; history of %u entries whole\n",
           n_rounds, g_hash_table_size (self->kept), self->n_commands, self->n_applied,
           self->n_conflicts, self->n_lost, self->n_twice, self->n_entries);
}
