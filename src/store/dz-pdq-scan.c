/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Hashes compared one after the other. It matters how bits are counted: the processor's own
 * instruction takes a third of the time of the best that can be said in C, and a compiler uses it
 * only where it is told that it is there. */
#include "dz-pdq-scan.h"

/* Slots that memory is asked for before they are looked at. */
#define AHEAD 16

typedef guint (*CountBits) (guint64 word);

#define INLINE static inline __attribute__ ((always_inline))

INLINE guint
count_by_instruction (guint64 word)
{
  return __builtin_popcountll (word);
}

/* Sums within ever wider fields (H. S. Warren, Hacker's Delight, 5-1). */
INLINE guint
count_by_sums (guint64 word)
{
  word -= (word >> 1) & G_GUINT64_CONSTANT (0x5555555555555555);
  word = (word & G_GUINT64_CONSTANT (0x3333333333333333)) +
         ((word >> 2) & G_GUINT64_CONSTANT (0x3333333333333333));
  word = (word + (word >> 4)) & G_GUINT64_CONSTANT (0x0f0f0f0f0f0f0f0f);
  return (word * G_GUINT64_CONSTANT (0x0101010101010101)) >> 56;
}

INLINE guint
count_half (const guint64 *one,
            const guint64 *other,
            CountBits      count)
{
  return count (one[0] ^ other[0]) + count (one[1] ^ other[1]);
}

/* Nearly no hash comes here. */
static void
compare_whole (const DzPdqQuestion *question,
               guint                form,
               const DzPdqRow      *row,
               guint                slot,
               guint                distance)
{
  DzPdqHit hit = { row->ids[slot], 0, form };

  hit.distance = distance + count_half (question->forms[form].words + 2, row->second[slot],
                                        count_by_sums);
  if (hit.distance <= question->distance_max)
    g_array_append_val (question->hits, hit);
}

INLINE void
compare (const DzPdqQuestion *question,
         guint                form,
         const DzPdqRow      *row,
         guint                slot,
         CountBits            count)
{
  guint distance = count_half (question->forms[form].words, row->first[slot], count);

  if (G_UNLIKELY (distance <= question->distance_max))
    compare_whole (question, form, row, slot, distance);
}

INLINE void
scan_range (const DzPdqQuestion *question,
            const DzPdqRow      *row,
            guint                from,
            guint                to,
            CountBits            count)
{
  for (guint slot = from; slot < to; slot++)
    {
      for (guint form = 0; form < question->n_forms; form++)
        compare (question, form, row, slot, count);
    }
}

INLINE void
scan_slots (const DzPdqQuestion *question,
            guint                form,
            const DzPdqRow      *row,
            const guint32       *slots,
            guint                n_slots,
            CountBits            count)
{
  for (guint i = 0; i < n_slots; i++)
    {
      if (i + AHEAD < n_slots)
        __builtin_prefetch (&row->first[slots[i + AHEAD]]);
      compare (question, form, row, slots[i], count);
    }
}

#if defined (__x86_64__)
__attribute__ ((target ("popcnt"))) static void
scan_range_fast (const DzPdqQuestion *question,
                 const DzPdqRow      *row,
                 guint                from,
                 guint                to)
{
  scan_range (question, row, from, to, count_by_instruction);
}

__attribute__ ((target ("popcnt"))) static void
scan_slots_fast (const DzPdqQuestion *question,
                 guint                form,
                 const DzPdqRow      *row,
                 const guint32       *slots,
                 guint                n_slots)
{
  scan_slots (question, form, row, slots, n_slots, count_by_instruction);
}

#define IS_FAST __builtin_cpu_supports ("popcnt")
#else
/* Elsewhere the compiler knows what there is. */
#define IS_FAST TRUE
#define scan_range_fast(...) scan_range (__VA_ARGS__, count_by_instruction)
#define scan_slots_fast(...) scan_slots (__VA_ARGS__, count_by_instruction)
#endif

/**
 * dz_pdq_scan_range:
 * @question: what is asked
 * @row: hashes
 * @from: the first to be compared
 * @to: the one after the last
 *
 * Compares all hashes of a range with all forms.
 */
void
dz_pdq_scan_range (const DzPdqQuestion *question,
                   const DzPdqRow      *row,
                   guint                from,
                   guint                to)
{
  if (IS_FAST)
    scan_range_fast (question, row, from, to);
  else
    scan_range (question, row, from, to, count_by_sums);
}

/**
 * dz_pdq_scan_slots:
 * @question: what is asked
 * @form: the form that is compared
 * @row: hashes
 * @slots: (array length=n_slots): places of the hashes to be compared
 * @n_slots: how many
 *
 * Compares some hashes, here and there, with one form.
 */
void
dz_pdq_scan_slots (const DzPdqQuestion *question,
                   guint                form,
                   const DzPdqRow      *row,
                   const guint32       *slots,
                   guint                n_slots)
{
  if (IS_FAST)
    scan_slots_fast (question, form, row, slots, n_slots);
  else
    scan_slots (question, form, row, slots, n_slots, count_by_sums);
}
