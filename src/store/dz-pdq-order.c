/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "dz-pdq-order.h"

#include <stdlib.h>

#define N_BYTES (DZ_PDQ_BITS / 8)

struct _DzPdqOrder
{
  guint8 from[DZ_PDQ_BITS];   /* which bit comes to each place */
  DzPdq  moved[N_BYTES][256]; /* where the bits of a byte go, by the byte's value */
};

static guint
get_bit (const DzPdq *hash,
         guint        bit)
{
  return hash->words[bit / 64] >> (bit % 64) & 1;
}

static void
set_bit (DzPdq *hash,
         guint  bit)
{
  hash->words[bit / 64] |= G_GUINT64_CONSTANT (1) << (bit % 64);
}

static guint
get_byte (const DzPdq *hash,
          guint        byte)
{
  return hash->words[byte / 8] >> (8 * (byte % 8)) & 0xff;
}

/* A byte's bits go where they belong one by one, so that a value is another with one bit less and
 * that bit. */
static void
fill_moved (DzPdqOrder *self)
{
  guint to[DZ_PDQ_BITS];

  for (guint place = 0; place < DZ_PDQ_BITS; place++)
    to[self->from[place]] = place;
  for (guint byte = 0; byte < N_BYTES; byte++)
    {
      for (guint value = 1; value < 256; value++)
        {
          guint lowest = __builtin_ctz (value);

          self->moved[byte][value] = self->moved[byte][value & (value - 1)];
          set_bit (&self->moved[byte][value], to[8 * byte + lowest]);
        }
    }
}

/* A bit, and how far it is from being set in every second hash. */
typedef struct
{
  guint bit;
  guint bias;
} Bias;

static int
compare_biases (gconstpointer one,
                gconstpointer other)
{
  const Bias *a = one;
  const Bias *b = other;

  return a->bias != b->bias ? (a->bias > b->bias) - (a->bias < b->bias)
                            : (a->bit > b->bit) - (a->bit < b->bit);
}

static void
count_biases (const DzPdq *hashes,
              guint        n_hashes,
              Bias         biases[DZ_PDQ_BITS])
{
  for (guint bit = 0; bit < DZ_PDQ_BITS; bit++)
    {
      guint n_set = 0;

      for (guint i = 0; i < n_hashes; i++)
        n_set += get_bit (&hashes[i], bit);
      biases[bit].bit = bit;
      biases[bit].bias = ABS ((int) (2 * n_set) - (int) n_hashes);
    }
}

/* Where the bit of a rank goes: the first ranks to the first half, dealt to its bytes to and fro,
 * so that no band gets the best of every round. */
static guint
place_of (guint rank)
{
  guint half = rank / (DZ_PDQ_BITS / 2);
  guint round = rank % (DZ_PDQ_BITS / 2) / DZ_PDQ_N_BANDS;
  guint seat = rank % DZ_PDQ_N_BANDS;
  guint band = round % 2 == 0 ? seat : DZ_PDQ_N_BANDS - 1 - seat;

  return half * (DZ_PDQ_BITS / 2) + 8 * band + round;
}

/**
 * dz_pdq_order_new:
 * @hashes: (array length=n_hashes): hashes that are to be told apart
 * @n_hashes: how many
 *
 * Finds the order by how near each bit is to being set in every second hash.
 *
 * Returns: (transfer full): the order
 */
DzPdqOrder *
dz_pdq_order_new (const DzPdq *hashes,
                  guint        n_hashes)
{
  DzPdqOrder *self = g_new0 (DzPdqOrder, 1);
  Bias biases[DZ_PDQ_BITS];

  count_biases (hashes, n_hashes, biases);
  qsort (biases, DZ_PDQ_BITS, sizeof (Bias), compare_biases);
  for (guint rank = 0; rank < DZ_PDQ_BITS; rank++)
    self->from[place_of (rank)] = biases[rank].bit;
  fill_moved (self);
  return self;
}

/**
 * dz_pdq_order_join:
 * @first: (nullable): an order
 * @second: an order of hashes that are in the first one
 *
 * Returns: (transfer full): the order that comes of both
 */
DzPdqOrder *
dz_pdq_order_join (const DzPdqOrder *first,
                   const DzPdqOrder *second)
{
  DzPdqOrder *self = g_new0 (DzPdqOrder, 1);

  for (guint place = 0; place < DZ_PDQ_BITS; place++)
    self->from[place] = first != NULL ? first->from[second->from[place]] : second->from[place];
  fill_moved (self);
  return self;
}

/**
 * dz_pdq_order_free:
 * @self: (transfer full) (nullable): an order
 */
void
dz_pdq_order_free (DzPdqOrder *self)
{
  g_free (self);
}

/**
 * dz_pdq_order_apply:
 * @self: (nullable): an order; %NULL leaves the bits where they are
 * @hash: a hash
 *
 * Returns: the hash in that order
 */
DzPdq
dz_pdq_order_apply (const DzPdqOrder *self,
                    const DzPdq      *hash)
{
  DzPdq ordered = { { 0, 0, 0, 0 } };

  if (self == NULL)
    return *hash;
  for (guint byte = 0; byte < N_BYTES; byte++)
    {
      const DzPdq *moved = &self->moved[byte][get_byte (hash, byte)];

      for (guint i = 0; i < G_N_ELEMENTS (ordered.words); i++)
        ordered.words[i] |= moved->words[i];
    }
  return ordered;
}
