/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "dz-test-history.h"

#include "dz-entry-aspects.h"

#include <sodium.h>
#include <string.h>

#define BEGIN_US G_GINT64_CONSTANT (1700000000000000) /* 14 November 2023 */
#define STEP_US (60 * G_USEC_PER_SEC)                 /* at most, between two entries */

#define SIGNED_US (BEGIN_US + 1000 * G_TIME_SPAN_DAY) /* when heads are signed */

/* Each photo takes five entries, of which others lie in between. */
#define ENTRIES_PER_PHOTO 5
#define PHOTOS_AT_ONCE 50

/* xorshift64*, S. Vigna 2016. */
static guint64
draw (DzTestHistory *self)
{
  self->state ^= self->state >> 12;
  self->state ^= self->state << 25;
  self->state ^= self->state >> 27;
  return self->state * G_GUINT64_CONSTANT (2685821657736338717);
}

/* Some are drawn far more often than others. */
static guint
draw_skewed (DzTestHistory *self,
             guint          n)
{
  guint64 one = draw (self) >> 32;
  guint64 other = draw (self) >> 32;

  return (guint) (((one * other) >> 32) * n >> 32);
}

void
dz_test_history_begin (DzTestHistory *self,
                       guint64        seed)
{
  g_assert_cmpint (sodium_init (), >=, 0);
  *self = (DzTestHistory) { .state = seed * G_GUINT64_CONSTANT (0x9e3779b97f4a7c15) + 1,
                            .time_us = BEGIN_US };
}

char *
dz_test_history_name_reviewer (guint number)
{
  return g_strdup_printf ("%032x", number + 1);
}

/* SplitMix64 (Steele, Lea, Flood 2014), so that ids are in no order. */
char *
dz_test_history_name_subject (guint64 number)
{
  guint64 z = (number + 1) * G_GUINT64_CONSTANT (0x9e3779b97f4a7c15);

  z = (z ^ z >> 30) * G_GUINT64_CONSTANT (0xbf58476d1ce4e5b9);
  z = (z ^ z >> 27) * G_GUINT64_CONSTANT (0x94d049bb133111eb);
  z ^= z >> 31;
  return g_strdup_printf ("%016" G_GINT64_MODIFIER "x%016" G_GINT64_MODIFIER "x", z, ~z);
}

static void
draw_reasons (DzTestHistory  *self,
              DzEntryAspects *aspects)
{
  guint n = 1 + (guint) (draw (self) % 3);

  aspects->reasons = g_new0 (char *, n + 1);
  for (guint i = 0; i < n; i++)
    aspects->reasons[i] = g_strdup_printf ("reason-%02u", draw_skewed (self, DZ_TEST_REASONS));
}

/* The school and the window of a photo are the same in all its entries. */
static void
draw_aspects (DzTestHistory  *self,
              guint64         photo,
              DzEntry        *entry,
              DzEntryAspects *aspects)
{
  guint school = (guint) (photo * 2654435761u % (DZ_TEST_SCHOOLS * DZ_TEST_SCHOOLS)) %
                 DZ_TEST_SCHOOLS;

  aspects->school = g_strdup_printf ("%05u", 10000 + school);
  aspects->window = g_strdup_printf ("window-%03u",
                                     (guint) (school + photo / 4096 * DZ_TEST_SCHOOLS) %
                                       DZ_TEST_WINDOWS);
  if (g_str_equal (entry->outcome, "reject"))
    draw_reasons (self, aspects);
  else if (g_str_equal (entry->outcome, "approve") && draw (self) % 50 == 0)
    aspects->flags |= DZ_ASPECT_AGAINST_RULE;
  if (g_str_equal (entry->kind, "decide") && draw (self) % 10 == 0)
    aspects->flags |= DZ_ASPECT_SHEET;
}

/* What the step of a photo is, by whom. */
static void
draw_step (DzTestHistory *self,
           guint          step,
           guint64        photo,
           DzEntry       *entry)
{
  static const char *const kinds[] = { "receive", "examine", "lease", "decide", "seal" };
  g_autofree char *student = dz_test_history_name_subject (photo / 2 + G_MAXUINT32);

  entry->kind = g_strdup (kinds[step]);
  entry->subject = dz_test_history_name_subject (photo);
  if (step == 0)
    entry->actor = g_strconcat ("student:", student, NULL);
  else if (step == 2 || step == 3)
    entry->actor = dz_test_history_name_reviewer (draw_skewed (self, DZ_TEST_REVIEWERS));
  else
    entry->actor = g_strdup ("service");
  if (step == 3)
    entry->outcome = g_strdup (draw (self) % 4 == 0 ? "reject" : "approve");
  else
    entry->outcome = g_strdup (step == 1 ? "pending" : "");
}

static void
draw_sign_in (DzTestHistory *self,
              DzEntry       *entry)
{
  entry->kind = g_strdup ("sign-in");
  entry->actor = dz_test_history_name_reviewer (draw_skewed (self, DZ_TEST_REVIEWERS));
  entry->subject = g_strdup (entry->actor);
  entry->outcome = g_strdup ("");
}

static void
write_entry (DzTestHistory *self,
             DzEntry       *entry,
             GByteArray    *bytes)
{
  g_autoptr(GByteArray) written = NULL;
  DzEntryView view;

  entry->seq = self->walk.seq + 1;
  entry->time_us = self->time_us;
  entry->detail_hash = g_strdup_printf ("%064" G_GINT64_MODIFIER "x", draw (self));
  entry->previous_hash = dz_entry_hash_to_hex (self->walk.hash);
  written = dz_entry_bytes_write (entry);
  g_byte_array_append (bytes, written->data, written->len);
  g_assert_true (dz_chain_walk_step (&self->walk, bytes->data, bytes->len, &view) ==
                 DZ_CHAIN_FINE);
}

void
dz_test_history_next (DzTestHistory *self,
                      GByteArray    *bytes,
                      GByteArray    *aspects)
{
  g_autoptr(DzEntry) entry = dz_entry_new ();
  g_auto(DzEntryAspects) about = { 0 };
  g_autoptr(GByteArray) written = NULL;
  guint64 place = (guint64) self->walk.seq;
  guint64 span = PHOTOS_AT_ONCE * ENTRIES_PER_PHOTO;
  guint64 photo = place / span * PHOTOS_AT_ONCE + place % PHOTOS_AT_ONCE;

  g_byte_array_set_size (bytes, 0);
  g_byte_array_set_size (aspects, 0);
  self->time_us += (gint64) (draw (self) % STEP_US);
  if (draw (self) % 100 == 0)
    draw_sign_in (self, entry);
  else
    {
      draw_step (self, (guint) (place % span / PHOTOS_AT_ONCE), photo, entry);
      draw_aspects (self, photo, entry, &about);
    }
  written = dz_entry_aspects_write (&about);
  g_byte_array_append (aspects, written->data, written->len);
  write_entry (self, entry, bytes);
}

static GBytes *
copy_bytes (const GByteArray *bytes)
{
  return g_bytes_new (bytes->data, bytes->len);
}

static DzTestChain *
make_chain (void)
{
  DzTestChain *self = g_new0 (DzTestChain, 1);

  self->epoch = 1;
  self->entries = g_ptr_array_new_with_free_func ((GDestroyNotify) g_bytes_unref);
  self->aspects = g_ptr_array_new_with_free_func ((GDestroyNotify) g_bytes_unref);
  return self;
}

DzTestChain *
dz_test_chain_new (guint64 seed,
                          guint   n)
{
  DzTestChain *self = make_chain ();
  g_autoptr(GByteArray) bytes = g_byte_array_new ();
  g_autoptr(GByteArray) aspects = g_byte_array_new ();
  DzTestHistory history;

  memset (self->service, (int) seed, sizeof self->service);
  dz_test_history_begin (&history, seed);
  self->key = dz_chain_key_new ();
  self->owns_key = TRUE;
  for (guint i = 0; i < n; i++)
    {
      dz_test_history_next (&history, bytes, aspects);
      g_ptr_array_add (self->entries, copy_bytes (bytes));
      g_ptr_array_add (self->aspects, copy_bytes (aspects));
    }
  return self;
}

DzTestChain *
dz_test_chain_copy (const DzTestChain *self)
{
  DzTestChain *copy = make_chain ();

  memcpy (copy->service, self->service, sizeof copy->service);
  copy->key = self->key;
  copy->epoch = self->epoch;
  for (guint i = 0; i < self->entries->len; i++)
    {
      g_ptr_array_add (copy->entries, g_bytes_ref (g_ptr_array_index (self->entries, i)));
      g_ptr_array_add (copy->aspects, g_bytes_ref (g_ptr_array_index (self->aspects, i)));
    }
  return copy;
}

void
dz_test_chain_free (DzTestChain *self)
{
  if (self == NULL)
    return;
  if (self->owns_key)
    dz_chain_key_free (self->key);
  g_ptr_array_unref (self->entries);
  g_ptr_array_unref (self->aspects);
  g_free (self);
}

static DzEntry *
read_entry (const DzTestChain *self,
            gint64               seq)
{
  gsize length;
  const guint8 *bytes = g_bytes_get_data (g_ptr_array_index (self->entries, seq - 1), &length);

  return dz_entry_bytes_read (bytes, length);
}

void
dz_test_chain_add (DzTestChain *self,
                          const char    *kind,
                          const char    *outcome)
{
  g_autoptr(DzEntry) last = self->entries->len > 0 ? read_entry (self, self->entries->len) : NULL;
  g_autoptr(DzEntry) entry = dz_entry_new ();
  g_autoptr(GByteArray) bytes = NULL;

  entry->seq = self->entries->len + 1;
  entry->time_us = last != NULL ? last->time_us + 1 : BEGIN_US;
  entry->kind = g_strdup (kind);
  entry->actor = g_strdup ("service");
  entry->subject = g_strdup ("history");
  entry->outcome = g_strdup (outcome);
  entry->detail_hash = g_strdup ("");
  entry->previous_hash = g_strdup (last != NULL ? last->hash : "");
  bytes = dz_entry_bytes_write (entry);
  g_ptr_array_add (self->entries, copy_bytes (bytes));
  g_ptr_array_add (self->aspects, g_bytes_new (NULL, 0));
}

void
dz_test_chain_cut (DzTestChain *self,
                          gint64         seq)
{
  g_ptr_array_set_size (self->entries, (int) seq);
  g_ptr_array_set_size (self->aspects, (int) seq);
}

void
dz_test_chain_rehash (DzTestChain *self,
                             gint64         seq)
{
  for (gint64 i = MAX (seq, 1); i <= self->entries->len; i++)
    {
      g_autoptr(DzEntry) entry = read_entry (self, i);
      g_autoptr(DzEntry) before = i > 1 ? read_entry (self, i - 1) : NULL;
      g_autoptr(GByteArray) bytes = NULL;

      entry->seq = i;
      if (before != NULL)
        entry->time_us = MAX (entry->time_us, before->time_us);
      g_free (entry->previous_hash);
      entry->previous_hash = g_strdup (before != NULL ? before->hash : "");
      bytes = dz_entry_bytes_write (entry);
      g_bytes_unref (g_ptr_array_index (self->entries, i - 1));
      g_ptr_array_index (self->entries, i - 1) = copy_bytes (bytes);
    }
}

DzSignedHead
dz_test_chain_sign (const DzTestChain *self,
                           gint64               seq)
{
  DzSignedHead head = { .epoch = self->epoch, .seq = seq, .time_us = SIGNED_US };

  memcpy (head.service, self->service, sizeof head.service);
  if (seq > 0)
    {
      GBytes *bytes = g_ptr_array_index (self->entries, seq - 1);
      g_autoptr(GChecksum) checksum = g_checksum_new (G_CHECKSUM_SHA256);
      gsize length = sizeof head.hash;

      g_checksum_update (checksum, g_bytes_get_data (bytes, NULL),
                         (gssize) g_bytes_get_size (bytes));
      g_checksum_get_digest (checksum, head.hash, &length);
    }
  dz_chain_key_sign (self->key, &head);
  return head;
}

GByteArray *
dz_test_chain_feed (const DzTestChain *self,
                           gint64               after,
                           guint                limit)
{
  GByteArray *feed = dz_feed_begin ();

  for (gint64 i = after; i < self->entries->len && i < after + limit; i++)
    {
      DzFeedEntry entry;

      entry.bytes = g_bytes_get_data (g_ptr_array_index (self->entries, i), &entry.length);
      entry.aspects = g_bytes_get_data (g_ptr_array_index (self->aspects, i),
                                        &entry.aspects_length);
      dz_feed_add (feed, &entry);
    }
  dz_feed_end (feed);
  return feed;
}
