/* SPDX-License-Identifier: GPL-3.0-or-later */
/* How long it takes to find what lies close to a hash among a million, and what it costs to know.
 * The same questions are asked by comparing with every hash, in the same run, and the answers must
 * be the same. An argument gives another number than a million. */
#include "dz-pdq-index.h"

#include <stdio.h>
#include <stdlib.h>

#define N_HASHES 1000000
#define N_QUESTIONS 200

/* “One look-up among a million hashes takes under 5 ms.” */
#define REACH_MS 5.0

/* The hash, its id and its place in each of 16 bands, and some room to grow. */
#define REACH_BYTES 128.0

/* How hashes crowd together. Of 56 portraits of one studio two agree in 60 % of their bits, most
 * bits a little and some nearly always: that is the second. In the third the agreement is all in
 * some of the bits, which are the same in every hash and tell nothing. */
typedef enum
{
  CROWD_UNIFORM,
  CROWD_BIASED,
  CROWD_SHARED,
  N_CROWDS,
} Crowd;

static const char *const crowd_names[] = { "uniform", "biased", "shared" };

/* 185/256 = p, p² + (1 − p)² = 0.6. */
#define BIAS 185

typedef struct
{
  guint64     state;
  Crowd       crowd;
  DzPdqIndex *index;  /* owned */
  DzPdq      *hashes; /* owned */
  guint       n_hashes;
  guint       n_reached;
  guint       n_judged;
} Bench;

/* xorshift64*, S. Vigna 2016. */
static guint64
draw (Bench *self)
{
  self->state ^= self->state >> 12;
  self->state ^= self->state << 25;
  self->state ^= self->state >> 27;
  return self->state * G_GUINT64_CONSTANT (2685821657736338717);
}

/* Each bit set with probability BIAS / 256. */
static guint64
draw_biased (Bench *self)
{
  guint64 word = 0;

  for (guint i = 0; i < 8; i++)
    word = BIAS >> i & 1 ? word | draw (self) : word & draw (self);
  return word;
}

/* 38 or 39 bits of 64, here and there. */
static guint64
shared_bits (guint word)
{
  guint64 bits = 0;

  for (guint bit = 0; bit < 64; bit++)
    bits |= (guint64) ((64 * word + bit) * 7 % 10 < 6) << bit;
  return bits;
}

static DzPdq
draw_hash (Bench *self,
           Crowd  crowd)
{
  DzPdq hash;

  for (guint i = 0; i < G_N_ELEMENTS (hash.words); i++)
    {
      hash.words[i] = crowd == CROWD_BIASED ? draw_biased (self) : draw (self);
      if (crowd == CROWD_SHARED)
        hash.words[i] |= shared_bits (i);
    }
  return hash;
}

static void
say (Bench      *self,
     const char *what,
     double      value,
     const char *unit,
     double      reach)
{
  printf ("%s/%s %.3g %s", crowd_names[self->crowd], what, value, unit);
  if (reach > 0)
    {
      printf (", reach < %g", reach);
      self->n_judged++;
      self->n_reached += value < reach;
    }
  putchar ('\n');
}

static double
ms_since (gint64 begin_us)
{
  return (g_get_monotonic_time () - begin_us) / 1000.0;
}

/* A copy of one of the hashes with some bits turned over, as a picture of its own; its mirrored
 * form lies as close to some other, which happens with portraits; the rest lies far from all. */
static void
draw_question (Bench *self,
               guint  number,
               DzPdq  forms[DZ_N_PDQ_FORMS])
{
  for (guint form = 0; form < DZ_N_PDQ_FORMS; form++)
    forms[form] = draw_hash (self, CROWD_UNIFORM);
  forms[DZ_PDQ_FORM_MIRRORED] = draw_hash (self, self->crowd);
  forms[DZ_PDQ_FORM_SAME] = self->hashes[draw (self) % self->n_hashes];
  for (guint i = 0; i < number % (DZ_PDQ_INDEX_DISTANCE_MAX + 1); i++)
    {
      guint bit = draw (self) % DZ_PDQ_BITS;

      forms[DZ_PDQ_FORM_SAME].words[bit / 64] ^= G_GUINT64_CONSTANT (1) << (bit % 64);
    }
}

static void
assert_same (GArray *found,
             GArray *scanned)
{
  g_assert_cmpuint (found->len, ==, scanned->len);
  for (guint i = 0; i < found->len; i++)
    {
      const DzPdqHit *a = &g_array_index (found, DzPdqHit, i);
      const DzPdqHit *b = &g_array_index (scanned, DzPdqHit, i);

      g_assert_true (a->id == b->id && a->distance == b->distance && a->form == b->form);
    }
}

typedef struct
{
  double found_ms[N_QUESTIONS];
  double scanned_ms[N_QUESTIONS];
} Times;

static void
ask (Bench *self,
     guint  number,
     guint  n_forms,
     Times *times)
{
  g_autoptr(GArray) found = NULL;
  g_autoptr(GArray) scanned = NULL;
  DzPdq forms[DZ_N_PDQ_FORMS];
  gint64 begin_us;

  draw_question (self, number, forms);
  begin_us = g_get_monotonic_time ();
  found = dz_pdq_index_find (self->index, forms, n_forms, DZ_PDQ_INDEX_DISTANCE_MAX);
  times->found_ms[number] = ms_since (begin_us);
  begin_us = g_get_monotonic_time ();
  scanned = dz_pdq_index_scan (self->index, forms, n_forms, DZ_PDQ_INDEX_DISTANCE_MAX);
  times->scanned_ms[number] = ms_since (begin_us);
  assert_same (found, scanned);
}

static int
compare_doubles (const void *one,
                 const void *other)
{
  double a = *(const double *) one;
  double b = *(const double *) other;

  return (a > b) - (a < b);
}

static double
quantile (double times_ms[N_QUESTIONS],
          double share)
{
  qsort (times_ms, N_QUESTIONS, sizeof (double), compare_doubles);
  return times_ms[(guint) (share * (N_QUESTIONS - 1))];
}

static void
ask_all (Bench      *self,
         const char *what,
         guint       n_forms)
{
  g_autofree Times *times = g_new (Times, 1);
  g_autofree char *median = g_strdup_printf ("%s/median", what);
  g_autofree char *slow = g_strdup_printf ("%s/95-of-100", what);
  g_autofree char *linear = g_strdup_printf ("%s/linear-median", what);

  for (guint i = 0; i < N_QUESTIONS; i++)
    ask (self, i, n_forms, times);
  say (self, median, quantile (times->found_ms, 0.5), "ms", REACH_MS);
  say (self, slow, quantile (times->found_ms, 0.95), "ms", 0);
  say (self, linear, quantile (times->scanned_ms, 0.5), "ms", 0);
}

static void
fill (Bench *self)
{
  self->index = dz_pdq_index_new ();
  self->hashes = g_new (DzPdq, self->n_hashes);
  for (guint i = 0; i < self->n_hashes; i++)
    {
      self->hashes[i] = draw_hash (self, self->crowd);
      dz_pdq_index_add (self->index, &self->hashes[i], i);
    }
}

static void
run (Bench *self)
{
  const DzPdq nothing = { { 0, 0, 0, 0 } };
  gint64 begin_us;

  fill (self);
  begin_us = g_get_monotonic_time ();
  g_array_unref (dz_pdq_index_find (self->index, &nothing, 1, 0));
  say (self, "build-of-bands", ms_since (begin_us), "ms", 0);
  say (self, "memory-of-a-hash", (double) dz_pdq_index_get_bytes (self->index) / self->n_hashes,
       "bytes", REACH_BYTES);
  ask_all (self, "one-hash", 1);
  ask_all (self, "eight-forms", DZ_N_PDQ_FORMS);
  g_clear_pointer (&self->index, dz_pdq_index_free);
  g_clear_pointer (&self->hashes, g_free);
}

int
main (int    argc,
      char **argv)
{
  Bench bench = { .state = 88172645463325252, .n_hashes = N_HASHES };

  if (argc > 1)
    bench.n_hashes = CLAMP (atoi (argv[1]), 1, 50000000);
  for (bench.crowd = 0; bench.crowd < N_CROWDS; bench.crowd++)
    run (&bench);
  printf ("reached %u of %u\n", bench.n_reached, bench.n_judged);
  return 0;
}
