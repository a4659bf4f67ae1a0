/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Multi-index hashing (Norouzi, Punjani, Fleet 2012): of two hashes that differ in at most 31 of
 * 256 bits, one of 16 bands of 16 bits differs in at most one bit, so that looking up each band's
 * value and its 16 neighbours finds them. ID photos agree in 60 % of their bits and more, and not
 * in the same share everywhere; so the bits are put into an order in which each band tells as much
 * as the next, and a form whose buckets are crowded all the same is compared with every hash in a
 * row, which costs less than as many jumps through memory. */
#include "dz-pdq-index.h"

#include "dz-pdq-order.h"
#include "dz-pdq-scan.h"

#include <string.h>

#define N_VALUES (1 << DZ_PDQ_BAND_BITS)

G_STATIC_ASSERT (DZ_PDQ_INDEX_DISTANCE_MAX < 2 * DZ_PDQ_N_BANDS);

/* A hash somewhere in memory costs as much as so many in a row (bench-duplicates). */
#define JUMP_COST 6

/* Hashes that are compared in a row until they are worth a place in the bands: at least so many,
 * and a part of those that have one. */
#define TAIL_MIN 4096
#define TAIL_PART 8

/* Hashes from everywhere that say which bits tell photos apart. */
#define SAMPLE 4096

#define REMOVED G_MININT64

struct _DzPdqIndex
{
  DzPdqRow    row;          /* its arrays are owned */
  guint       n_slots;
  guint       n_allocated;
  guint       n_removed;    /* slots whose id is REMOVED */
  guint       n_in_bands;   /* slots before this one stand in the bands */
  DzPdqOrder *order;        /* owned, nullable: that of the row; %NULL as hashes come */
  guint32    *starts[DZ_PDQ_N_BANDS]; /* owned: where in @slots a value begins; N_VALUES + 1 */
  guint32    *slots[DZ_PDQ_N_BANDS];  /* owned: slots by the band's value */
};

/**
 * dz_pdq_index_new:
 *
 * Returns: (transfer full): an index of nothing
 */
DzPdqIndex *
dz_pdq_index_new (void)
{
  return g_new0 (DzPdqIndex, 1);
}

/**
 * dz_pdq_index_free:
 * @self: (transfer full) (nullable): an index
 */
void
dz_pdq_index_free (DzPdqIndex *self)
{
  if (self == NULL)
    return;
  for (guint band = 0; band < DZ_PDQ_N_BANDS; band++)
    {
      g_free (self->starts[band]);
      g_free (self->slots[band]);
    }
  g_free (self->row.first);
  g_free (self->row.second);
  g_free (self->row.ids);
  dz_pdq_order_free (self->order);
  g_free (self);
}

static void
set_room (DzPdqIndex *self,
          guint       n_slots)
{
  self->n_allocated = n_slots;
  self->row.first = g_realloc_n (self->row.first, n_slots, sizeof *self->row.first);
  self->row.second = g_realloc_n (self->row.second, n_slots, sizeof *self->row.second);
  self->row.ids = g_realloc_n (self->row.ids, n_slots, sizeof *self->row.ids);
}

static DzPdq
get_hash (const DzPdqIndex *self,
          guint             slot)
{
  DzPdq hash;

  memcpy (hash.words, self->row.first[slot], sizeof *self->row.first);
  memcpy (hash.words + 2, self->row.second[slot], sizeof *self->row.second);
  return hash;
}

static void
set_hash (DzPdqIndex  *self,
          guint        slot,
          const DzPdq *hash)
{
  memcpy (self->row.first[slot], hash->words, sizeof *self->row.first);
  memcpy (self->row.second[slot], hash->words + 2, sizeof *self->row.second);
}

/**
 * dz_pdq_index_add:
 * @self: an index
 * @hash: a hash
 * @id: what it is to be found as; several hashes may have one id. Not G_MININT64
 */
void
dz_pdq_index_add (DzPdqIndex  *self,
                  const DzPdq *hash,
                  gint64       id)
{
  DzPdq ordered;

  g_return_if_fail (self != NULL && hash != NULL);
  g_return_if_fail (id != REMOVED && self->n_slots < G_MAXINT32);

  ordered = dz_pdq_order_apply (self->order, hash);
  if (self->n_slots == self->n_allocated)
    set_room (self, MAX (64, self->n_slots + self->n_slots / 4));
  set_hash (self, self->n_slots, &ordered);
  self->row.ids[self->n_slots++] = id;
}

/**
 * dz_pdq_index_remove:
 * @self: an index
 * @id: what was added; nothing happens where it was not
 *
 * Forgets all hashes of an id. It is rare, so every id is looked at.
 */
void
dz_pdq_index_remove (DzPdqIndex *self,
                     gint64      id)
{
  const DzPdq nothing = { { 0, 0, 0, 0 } };

  g_return_if_fail (self != NULL && id != REMOVED);

  for (guint slot = 0; slot < self->n_slots; slot++)
    {
      if (self->row.ids[slot] != id)
        continue;
      set_hash (self, slot, &nothing);
      self->row.ids[slot] = REMOVED;
      self->n_removed++;
    }
}

/**
 * dz_pdq_index_get_length:
 * @self: an index
 *
 * Returns: how many hashes can be found
 */
guint
dz_pdq_index_get_length (const DzPdqIndex *self)
{
  g_return_val_if_fail (self != NULL, 0);

  return self->n_slots - self->n_removed;
}

/**
 * dz_pdq_index_get_bytes:
 * @self: an index
 *
 * Returns: the memory of its hashes and bands, bytes
 */
gsize
dz_pdq_index_get_bytes (const DzPdqIndex *self)
{
  gsize bytes;

  g_return_val_if_fail (self != NULL, 0);

  bytes = self->n_allocated * (sizeof (DzPdq) + sizeof (gint64));
  if (self->n_in_bands > 0)
    bytes += DZ_PDQ_N_BANDS * sizeof (guint32) * ((gsize) N_VALUES + 1 + self->n_in_bands);
  return bytes;
}

static void
drop_removed (DzPdqIndex *self)
{
  guint kept = 0;

  for (guint slot = 0; slot < self->n_slots; slot++)
    {
      DzPdq hash = get_hash (self, slot);

      if (self->row.ids[slot] == REMOVED)
        continue;
      set_hash (self, kept, &hash);
      self->row.ids[kept++] = self->row.ids[slot];
    }
  self->n_slots = kept;
  self->n_removed = 0;
}

static DzPdqOrder *
find_order (const DzPdqIndex *self)
{
  guint step = 1 + self->n_slots / SAMPLE;
  guint n_hashes = 0;
  g_autofree DzPdq *hashes = g_new (DzPdq, 1 + self->n_slots / step);

  for (guint slot = 0; slot < self->n_slots; slot += step)
    hashes[n_hashes++] = get_hash (self, slot);
  return dz_pdq_order_new (hashes, n_hashes);
}

static void
put_in_order (DzPdqIndex *self)
{
  g_autoptr(DzPdqOrder) step = find_order (self);
  DzPdqOrder *order = dz_pdq_order_join (self->order, step);

  for (guint slot = 0; slot < self->n_slots; slot++)
    {
      DzPdq hash = get_hash (self, slot);
      DzPdq ordered = dz_pdq_order_apply (step, &hash);

      set_hash (self, slot, &ordered);
    }
  dz_pdq_order_free (self->order);
  self->order = order;
}

static guint
value_of (const DzPdqIndex *self,
          guint             slot,
          guint             band)
{
  return dz_pdq_band (self->row.first[slot], self->row.second[slot], band);
}

/* Sorts the slots by their value, by counting. */
static void
fill_band (DzPdqIndex *self,
           guint       band)
{
  guint32 *starts = g_renew (guint32, self->starts[band], N_VALUES + 1);
  guint32 *slots = g_renew (guint32, self->slots[band], self->n_slots);

  memset (starts, 0, sizeof *starts * (N_VALUES + 1));
  for (guint slot = 0; slot < self->n_slots; slot++)
    starts[value_of (self, slot, band)]++;
  for (guint value = 1; value <= N_VALUES; value++)
    starts[value] += starts[value - 1];
  for (guint slot = self->n_slots; slot-- > 0;)
    slots[--starts[value_of (self, slot, band)]] = slot;
  self->starts[band] = starts;
  self->slots[band] = slots;
}

static void
rebuild (DzPdqIndex *self)
{
  drop_removed (self);
  set_room (self, self->n_slots);
  put_in_order (self);
  for (guint band = 0; band < DZ_PDQ_N_BANDS; band++)
    fill_band (self, band);
  self->n_in_bands = self->n_slots;
}

/* Removed hashes count as much as new ones: both make the bands worse. */
static gboolean
is_stale (const DzPdqIndex *self)
{
  guint n_stale = self->n_slots - self->n_in_bands + self->n_removed;

  return n_stale > MAX (TAIL_MIN, self->n_in_bands / TAIL_PART);
}

/* The value itself, then its neighbours. */
static guint
neighbour (guint value,
           guint i)
{
  return i == 0 ? value : value ^ 1u << (i - 1);
}

static guint
bucket_length (const DzPdqIndex *self,
               guint             band,
               guint             value)
{
  return self->starts[band][value + 1] - self->starts[band][value];
}

/* How many hashes the buckets of a form hold. */
static guint64
weigh (const DzPdqIndex *self,
       const DzPdq      *form)
{
  guint64 load = 0;

  for (guint band = 0; band < DZ_PDQ_N_BANDS; band++)
    {
      guint value = dz_pdq_band (form->words, form->words + 2, band);

      for (guint i = 0; i <= DZ_PDQ_BAND_BITS; i++)
        load += bucket_length (self, band, neighbour (value, i));
    }
  return load;
}

static void
look_up (const DzPdqIndex    *self,
         const DzPdqQuestion *question,
         guint                number)
{
  const DzPdq *form = &question->forms[number];

  for (guint band = 0; band < DZ_PDQ_N_BANDS; band++)
    {
      guint value = dz_pdq_band (form->words, form->words + 2, band);

      for (guint i = 0; i <= DZ_PDQ_BAND_BITS; i++)
        {
          guint near = neighbour (value, i);

          dz_pdq_scan_slots (question, number, &self->row,
                             self->slots[band] + self->starts[band][near],
                             bucket_length (self, band, near));
        }
    }
}

/* Those forms whose buckets are too crowded are left over. */
typedef struct
{
  DzPdq forms[DZ_N_PDQ_FORMS];
  guint numbers[DZ_N_PDQ_FORMS];
  guint n_forms;
} Rest;

static void
ask_bands (const DzPdqIndex    *self,
           const DzPdqQuestion *question,
           Rest                *rest)
{
  rest->n_forms = 0;
  for (guint number = 0; number < question->n_forms; number++)
    {
      if (weigh (self, &question->forms[number]) * JUMP_COST <= self->n_in_bands)
        {
          look_up (self, question, number);
          continue;
        }
      rest->forms[rest->n_forms] = question->forms[number];
      rest->numbers[rest->n_forms++] = number;
    }
}

static void
scan_rest (const DzPdqIndex    *self,
           const DzPdqQuestion *question,
           const Rest          *rest)
{
  DzPdqQuestion smaller = { rest->forms, rest->n_forms, question->distance_max, question->hits };
  guint before = question->hits->len;

  if (rest->n_forms == 0)
    return;
  dz_pdq_scan_range (&smaller, &self->row, 0, self->n_in_bands);
  for (guint i = before; i < question->hits->len; i++)
    {
      DzPdqHit *hit = &g_array_index (question->hits, DzPdqHit, i);

      hit->form = rest->numbers[hit->form];
    }
}

static int
compare_hits (gconstpointer one,
              gconstpointer other)
{
  const DzPdqHit *a = one;
  const DzPdqHit *b = other;

  if (a->id != b->id)
    return (a->id > b->id) - (a->id < b->id);
  return a->distance != b->distance ? (int) a->distance - (int) b->distance
                                    : (int) a->form - (int) b->form;
}

/* One hit an id, the closest; a hash may have been met in several bands. */
static void
tidy (GArray *hits)
{
  DzPdqHit *all = (DzPdqHit *) hits->data;
  guint kept = 0;

  g_array_sort (hits, compare_hits);
  for (guint i = 0; i < hits->len; i++)
    {
      if (all[i].id != REMOVED && (kept == 0 || all[kept - 1].id != all[i].id))
        all[kept++] = all[i];
    }
  g_array_set_size (hits, kept);
}

static void
put_forms_in_order (const DzPdqIndex *self,
                    const DzPdq      *forms,
                    guint             n_forms,
                    DzPdq             ordered[DZ_N_PDQ_FORMS])
{
  for (guint i = 0; i < n_forms; i++)
    ordered[i] = dz_pdq_order_apply (self->order, &forms[i]);
}

/**
 * dz_pdq_index_find:
 * @self: an index
 * @forms: (array length=n_forms): forms of one picture
 * @n_forms: how many, 1…DZ_N_PDQ_FORMS
 * @distance_max: bits that may differ, 0…DZ_PDQ_INDEX_DISTANCE_MAX
 *
 * Finds every hash that lies within a distance of one of the forms. After many were added it first
 * puts them in order, which takes about a third of a second for a million.
 *
 * Returns: (transfer full) (element-type DzPdqHit): one hit an id, the closest, in the order of ids
 */
GArray *
dz_pdq_index_find (DzPdqIndex  *self,
                   const DzPdq *forms,
                   guint        n_forms,
                   guint        distance_max)
{
  GArray *hits = g_array_new (FALSE, FALSE, sizeof (DzPdqHit));
  DzPdq ordered[DZ_N_PDQ_FORMS];
  DzPdqQuestion question = { ordered, n_forms, distance_max, hits };
  Rest rest;

  g_return_val_if_fail (self != NULL && forms != NULL, hits);
  g_return_val_if_fail (n_forms >= 1 && n_forms <= DZ_N_PDQ_FORMS, hits);
  g_return_val_if_fail (distance_max <= DZ_PDQ_INDEX_DISTANCE_MAX, hits);

  if (is_stale (self))
    rebuild (self);
  put_forms_in_order (self, forms, n_forms, ordered);
  if (self->n_in_bands > 0)
    {
      ask_bands (self, &question, &rest);
      scan_rest (self, &question, &rest);
    }
  dz_pdq_scan_range (&question, &self->row, self->n_in_bands, self->n_slots);
  tidy (hits);
  return hits;
}

/**
 * dz_pdq_index_scan:
 * @self: an index
 * @forms: (array length=n_forms): forms of one picture
 * @n_forms: how many, 1…DZ_N_PDQ_FORMS
 * @distance_max: bits that may differ, 0…256
 *
 * The same without the bands: what dz_pdq_index_find() is tested and measured against.
 *
 * Returns: (transfer full) (element-type DzPdqHit): as of dz_pdq_index_find()
 */
GArray *
dz_pdq_index_scan (const DzPdqIndex *self,
                   const DzPdq      *forms,
                   guint             n_forms,
                   guint             distance_max)
{
  GArray *hits = g_array_new (FALSE, FALSE, sizeof (DzPdqHit));
  DzPdq ordered[DZ_N_PDQ_FORMS];
  DzPdqQuestion question = { ordered, n_forms, distance_max, hits };

  g_return_val_if_fail (self != NULL && forms != NULL, hits);
  g_return_val_if_fail (n_forms >= 1 && n_forms <= DZ_N_PDQ_FORMS, hits);

  put_forms_in_order (self, forms, n_forms, ordered);
  dz_pdq_scan_range (&question, &self->row, 0, self->n_slots);
  tidy (hits);
  return hits;
}
