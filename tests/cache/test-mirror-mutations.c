/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A service that changes what is past is found out by a desk that has seen it, ten thousand times;
 * so is a disk that changes a desk's copy. */
#include "mirror-desk.h"

#include "dz-mirror-facets.h"

#include <glib/gstdio.h>
#include <string.h>

#define N_ENTRIES 48
#define N_MUTATIONS 10000
#define N_FLIPS 400
#define SEED 20261123

typedef enum
{
  CHANGED,   /* a bit of an entry turned */
  DROPPED,   /* an entry taken out */
  SWAPPED,   /* two entries exchanged */
  CUT,       /* the end cut off */
  REPLAYED,  /* an entry put in again somewhere */
  REWRITTEN, /* one entry changed, and all after it made to follow again */
  REMOVED,   /* one entry taken out, and all after it made to follow again */
  MASKED,    /* what stands beside an entry changed */
  N_KINDS,
} Kind;

static void
replace (GPtrArray    *list,
         guint         place,
         const guint8 *bytes,
         gsize         length)
{
  g_bytes_unref (g_ptr_array_index (list, place));
  g_ptr_array_index (list, place) = g_bytes_new (bytes, length);
}

static void
turn_bit (GRand     *rand,
          GPtrArray *list,
          guint      place)
{
  gsize length;
  const guint8 *data = g_bytes_get_data (g_ptr_array_index (list, place), &length);
  g_autofree guint8 *bytes = g_memdup2 (data, length);

  bytes[g_rand_int_range (rand, 0, (gint32) length)] ^= 1 << g_rand_int_range (rand, 0, 8);
  replace (list, place, bytes, length);
}

static void
swap (GPtrArray *list,
      guint      one,
      guint      other)
{
  gpointer kept = g_ptr_array_index (list, one);

  g_ptr_array_index (list, one) = g_ptr_array_index (list, other);
  g_ptr_array_index (list, other) = kept;
}

static void
take_out (DzTestChain *service,
          guint        place)
{
  g_ptr_array_remove_index (service->entries, place);
  g_ptr_array_remove_index (service->aspects, place);
}

/* Somebody else's name, an hour's difference: what a forger would want. */
static void
forge (GRand       *rand,
       DzTestChain *service,
       guint        place)
{
  gsize length;
  const guint8 *data = g_bytes_get_data (g_ptr_array_index (service->entries, place), &length);
  g_autoptr(DzEntry) entry = dz_entry_bytes_read (data, length);
  g_autoptr(GByteArray) bytes = NULL;
  char **texts[] = { &entry->kind, &entry->actor, &entry->subject, &entry->outcome };
  char **text = texts[g_rand_int_range (rand, 0, G_N_ELEMENTS (texts))];

  g_free (*text);
  *text = g_strdup_printf ("forged-%d", g_rand_int_range (rand, 0, 100000));
  bytes = dz_entry_bytes_write (entry);
  replace (service->entries, place, bytes->data, bytes->len);
  dz_test_chain_rehash (service, place + 2);
}

static void
mask (GRand       *rand,
      DzTestChain *service,
      guint        place)
{
  if (g_bytes_get_size (g_ptr_array_index (service->aspects, place)) > 0)
    turn_bit (rand, service->aspects, place);
  else
    replace (service->aspects, place, (const guint8 *) "\1\0\0\1\0", 5);
}

/* Returns the first entry that reads otherwise. */
static gint64
spoil (GRand       *rand,
       Kind         kind,
       DzTestChain *service)
{
  guint place = (guint) g_rand_int_range (rand, 0, N_ENTRIES);
  guint other = (guint) g_rand_int_range (rand, 0, N_ENTRIES - 1);

  switch (kind)
    {
    case CHANGED:
      turn_bit (rand, service->entries, place);
      break;
    case DROPPED:
      take_out (service, place);
      break;
    case SWAPPED:
      other += other >= place;
      swap (service->entries, place, other);
      swap (service->aspects, place, other);
      return MIN (place, other) + 1;
    case CUT:
      dz_test_chain_cut (service, place);
      break;
    case REPLAYED:
      other = (guint) g_rand_int_range (rand, 0, (gint32) place + 1);
      if (place == other) /* in its own place it only comes twice */
        place = other + 1;
      g_ptr_array_insert (service->entries, (int) place,
                          g_bytes_ref (g_ptr_array_index (service->entries, other)));
      g_ptr_array_insert (service->aspects, (int) place,
                          g_bytes_ref (g_ptr_array_index (service->aspects, other)));
      break;
    case REWRITTEN:
      forge (rand, service, place);
      break;
    case REMOVED:
      take_out (service, place);
      dz_test_chain_rehash (service, place + 1);
      break;
    case MASKED:
      mask (rand, service, place);
      break;
    case N_KINDS:
    default:
      g_assert_not_reached ();
    }
  return (gint64) place + 1;
}

/* What every desk does each time: it meets the head and takes what is new. Returns whether that was
 * enough to find it out. */
static gboolean
is_found_by_head (MirrorDesk        *desk,
                  const DzTestChain *service)
{
  g_autoptr(GError) error = NULL;

  return !mirror_desk_catch_up (desk, service, &error);
}

static void
check_found (MirrorDesk        *desk,
             const DzTestChain *service,
             gint64             first_bad)
{
  g_autofree char *name = g_strdup_printf ("entry %d", (int) first_bad);
  g_autofree char *capital = g_strdup_printf ("Entry %d", (int) first_bad);
  g_autofree char *repeated = g_strdup_printf ("entry %d as", (int) first_bad - 1);
  g_autoptr(GError) error = NULL;

  g_assert_false (mirror_desk_compare (desk, service, &error));
  g_assert_error (error, DZ_CACHE_ERROR, DZ_CACHE_ERROR_FORK);
  if (strstr (error->message, name) == NULL && strstr (error->message, capital) == NULL &&
      strstr (error->message, repeated) == NULL)
    g_error ("“%s” does not name entry %d", error->message, (int) first_bad);
}

/* The service signs what it has become with its own key. Some of what it does shows in its head;
 * all of it shows to who compares, and the desk's copy stays as it was. */
static void
test_mutations (void)
{
  g_autoptr(GRand) rand = g_rand_new_with_seed (SEED);
  g_autoptr(MirrorDesk) desk = mirror_desk_new (SEED, N_ENTRIES);
  g_autoptr(GError) error = NULL;
  guint n[N_KINDS] = { 0 };
  guint n_by_head[N_KINDS] = { 0 };

  mirror_desk_catch_up (desk, desk->service, &error);
  g_assert_no_error (error);
  for (guint i = 0; i < N_MUTATIONS; i++)
    {
      Kind kind = i % N_KINDS;
      g_autoptr(DzTestChain) service = dz_test_chain_copy (desk->service);
      gint64 first_bad = spoil (rand, kind, service);

      n[kind]++;
      n_by_head[kind] += is_found_by_head (desk, service);
      check_found (desk, service, first_bad);
    }
  for (guint kind = 0; kind < N_KINDS; kind++)
    g_test_message ("kind %u: %u found by comparing, %u of them by the head alone", kind, n[kind],
                    n_by_head[kind]);
  g_assert_cmpuint (n_by_head[CUT], ==, n[CUT]);
  g_assert_cmpuint (n_by_head[REWRITTEN], ==, n[REWRITTEN]);
  g_assert_cmpuint (n_by_head[REMOVED], ==, n[REMOVED]);
  mirror_desk_assert_same (desk);
  mirror_desk_assert_whole (desk);
}

/* The same with a history that has grown meanwhile: it is found out without comparing anything. */
static void
test_rewritten_and_grown (void)
{
  g_autoptr(GRand) rand = g_rand_new_with_seed (SEED);
  g_autoptr(MirrorDesk) desk = mirror_desk_new (SEED, N_ENTRIES);
  g_autoptr(GError) error = NULL;

  mirror_desk_catch_up (desk, desk->service, &error);
  g_assert_no_error (error);
  for (guint i = 0; i < 500; i++)
    {
      g_autoptr(DzTestChain) service = dz_test_chain_copy (desk->service);
      gint64 first_bad = spoil (rand, i % 2 == 0 ? REWRITTEN : REMOVED, service);
      g_autoptr(GByteArray) feed = NULL;

      for (guint more = 0; more < 3; more++)
        dz_test_chain_add (service, "examine", "pending");
      feed = dz_test_chain_feed (service, N_ENTRIES, 100);
      g_assert_false (dz_mirror_take (desk->mirror, N_ENTRIES, feed->data, feed->len, &error));
      mirror_assert_told (&error, DZ_CACHE_ERROR_FORK, "entry 48 or before");
      check_found (desk, service, first_bad);
    }
  mirror_desk_assert_same (desk);
}

static gboolean
is_whole (MirrorDesk *desk)
{
  g_auto(DzMirrorCheck) check = { 0 };

  return dz_mirror_verify (desk->mirror, NULL, NULL, NULL, &check, NULL) && check.problem == NULL;
}

/* A byte of the file is turned: the copy does not open, or its verification says so, or it reads as
 * before to the byte. */
static void
test_flips (void)
{
  g_autoptr(GRand) rand = g_rand_new_with_seed (SEED);
  g_autoptr(MirrorDesk) desk = mirror_desk_new (SEED, 150);
  g_autofree char *file = mirror_desk_name_file (desk, ".sqlite");
  g_autofree char *wal = mirror_desk_name_file (desk, ".sqlite-wal");
  g_autofree char *shm = mirror_desk_name_file (desk, ".sqlite-shm");
  g_autofree char *bytes = NULL;
  g_autoptr(GError) error = NULL;
  guint n_harmless = 0;
  gsize length;

  mirror_desk_catch_up (desk, desk->service, &error);
  g_assert_no_error (error);
  mirror_desk_close (desk);
  g_assert_true (g_file_get_contents (file, &bytes, &length, NULL));
  for (guint i = 0; i < N_FLIPS; i++)
    {
      gint32 place = g_rand_int_range (rand, 0, (gint32) length);
      char turned = (char) (1 << g_rand_int_range (rand, 0, 8));

      bytes[place] ^= turned;
      g_remove (wal);
      g_remove (shm);
      g_assert_true (g_file_set_contents_full (file, bytes, (gssize) length,
                                               G_FILE_SET_CONTENTS_NONE, 0600, NULL));
      bytes[place] ^= turned;
      desk->mirror = dz_mirror_open (desk->dir, desk->service->service, NULL);
      if (desk->mirror != NULL && is_whole (desk))
        {
          mirror_desk_assert_same (desk);
          n_harmless++;
        }
      mirror_desk_close (desk);
    }
  g_test_message ("%u of %d bytes were of no use to the copy", n_harmless, N_FLIPS);
  g_assert_cmpuint (n_harmless, <, 3 * N_FLIPS / 4);
}

/* The row of the second word (2 · 2^24, as SQLite writes a number) gets the number 0, and stands
 * among greater ones. */
static void
misplace_posting (const char *file)
{
  static const guint8 second[] = { 0x90, 0x80, 0x80, 0x00 };
  g_autofree char *bytes = NULL;
  gsize length;
  guint n = 0;

  g_assert_true (g_file_get_contents (file, &bytes, &length, NULL));
  for (gsize i = 0; i + sizeof second <= length; i++)
    {
      if (memcmp (bytes + i, second, sizeof second) != 0)
        continue;
      bytes[i] = (char) 0x80;
      n++;
    }
  g_assert_cmpuint (n, >, 0);
  g_assert_true (g_file_set_contents_full (file, bytes, (gssize) length, G_FILE_SET_CONTENTS_NONE,
                                           0600, NULL));
}

/* What was damaged so that rows are not in their order is said to be damaged by who counts, too. */
static void
test_out_of_order (void)
{
  g_autoptr(MirrorDesk) desk = mirror_desk_new (SEED, 150);
  const DzMirrorFilter all = { 0 };
  g_autofree char *file = mirror_desk_name_file (desk, ".sqlite");
  g_autoptr(GError) error = NULL;
  guint n_damaged = 0;

  mirror_desk_catch_up (desk, desk->service, &error);
  g_assert_no_error (error);
  mirror_desk_close (desk);
  misplace_posting (file);
  mirror_desk_open (desk);
  for (guint i = 0; i < DZ_MIRROR_N_DIMENSIONS; i++)
    {
      g_autoptr(GPtrArray) facets
        = dz_mirror_count_words (desk->mirror, &all, (DzMirrorDimension) i, NULL, &error);

      if (facets != NULL)
        continue;
      g_assert_error (error, DZ_CACHE_ERROR, DZ_CACHE_ERROR_DAMAGED);
      g_clear_error (&error);
      n_damaged++;
    }
  g_assert_cmpuint (n_damaged, >, 0);
  g_assert_false (is_whole (desk));
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/mirror-mutations/mutations", test_mutations);
  g_test_add_func ("/mirror-mutations/rewritten-and-grown", test_rewritten_and_grown);
  g_test_add_func ("/mirror-mutations/flips", test_flips);
  g_test_add_func ("/mirror-mutations/out-of-order", test_out_of_order);
  return g_test_run ();
}
