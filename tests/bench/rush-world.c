/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rush-world.h"

#include <string.h>

#include "coded-photos.h"
#include "dz-examiner.h"
#include "dz-framing.h"
#include "dz-portrait.h"
#include "dz-rules.h"
#include "dz-store-fixture.h"
#include "dz-store-reasons.h"
#include "dz-test-wait.h"

/* Two photos in turn must differ by what can be read off them. */
#define N_PEOPLE_MIN 4
#define N_PEOPLE_MAX 16

#define WIDTH 720
#define HEIGHT 960
#define RED ((DzTint) { 0.75, 0.2, 0.2 })
#define TILT_DEG 14

/* Somebody who was painted, and what was found. */
typedef struct
{
  GBytes        *photo;       /* owned */
  DzMeasurement *measurement; /* owned */
  GPtrArray     *findings;    /* owned */
  DzFraming      framing;
} Person;

static void
person_free (Person *self)
{
  g_bytes_unref (self->photo);
  dz_measurement_free (self->measurement);
  g_ptr_array_unref (self->findings);
  g_free (self);
}

static void
item_free (RushItem *self)
{
  g_ptr_array_unref (self->findings);
  g_free (self);
}

static void
stop_on (const GError *error)
{
  if (error != NULL)
    g_error ("%s", error->message);
}

/* Of four one stands before a red wall and one does not hold the head upright. */
static DzPixels *
paint (GRand *rand,
       guint  number)
{
  DzPortraitGeometry ignored;
  DzPortrait portrait;

  dz_portrait_init_random (&portrait, rand);
  portrait.width = WIDTH;
  portrait.height = HEIGHT;
  if (number % 4 == 1)
    portrait.background = RED;
  else if (number % 4 == 3)
    portrait.roll_deg = TILT_DEG;
  return dz_portrait_paint (&portrait, &ignored);
}

/* The number on the wall comes after the examination: no rule has a word for it. */
static Person *
examine (DzExaminer *examiner,
         DzProfile  *profile,
         DzPixels   *pixels,
         guint       number)
{
  Person *self = g_new0 (Person, 1);
  g_autoptr(GBytes) bare = coded_photo_compress (pixels, -1);
  g_autoptr(DzPeers) peers = dz_peers_new ();
  DzRegister facts = DZ_REGISTER_CLEAN;
  g_autoptr(GError) error = NULL;

  self->measurement = dz_examiner_measure (examiner, bare, NULL, &error);
  stop_on (error);
  self->findings = dz_rules_judge (self->measurement, &facts, peers, profile);
  dz_framing_find (&self->framing, self->measurement, profile);
  self->photo = coded_photo_compress (pixels, (int) number);
  return self;
}

static GPtrArray *
make_people (DzProfile *profile,
             guint      n_people)
{
  g_autoptr(DzExaminer) examiner = dz_examiner_new (NULL, 1, NULL);
  g_autoptr(GRand) rand = g_rand_new_with_seed (23);
  GPtrArray *people = g_ptr_array_new_with_free_func ((GDestroyNotify) person_free);
  g_autoptr(GError) error = NULL;

  dz_examiner_start (examiner, &error);
  stop_on (error);
  for (guint i = 0; i < n_people; i++)
    {
      g_autoptr(DzPixels) pixels = paint (rand, i);

      g_ptr_array_add (people, examine (examiner, profile, pixels, i));
    }
  dz_examiner_close (examiner);
  return people;
}

/* The same picture in another file: behind its first marker stands a comment. */
static GBytes *
make_copy (GBytes  *photo,
           guint32  number)
{
  static const guint8 marker[] = { 0xff, 0xd8, 0xff, 0xfe, 0, 2 + sizeof number };
  const guint8 *data = g_bytes_get_data (photo, NULL);
  GByteArray *copy = g_byte_array_new ();

  g_byte_array_append (copy, marker, sizeof marker);
  g_byte_array_append (copy, (const guint8 *) &number, sizeof number);
  g_byte_array_append (copy, data + 2, (guint) g_bytes_get_size (photo) - 2);
  return g_byte_array_free_to_bytes (copy);
}

static void
send_photo (RushWorld *self,
            DzStore   *store,
            DzProfile *profile,
            GPtrArray *people,
            guint      student)
{
  const Person *person = g_ptr_array_index (people, student % people->len);
  g_autoptr(GBytes) photo = make_copy (person->photo, student);
  g_autofree char *identity = fixture_identity (student);
  DzExamination examination = { person->measurement, person->findings, NULL, 0,
                                dz_profile_get_id (profile), dz_profile_get_hash (profile) };
  g_autoptr(DzSubmission) received = NULL;
  g_autoptr(DzSubmission) examined = NULL;
  g_autoptr(GError) error = NULL;
  RushItem *item = g_new0 (RushItem, 1);

  fixture_bind (store, student);
  received = dz_store_receive (store, identity, photo, &error);
  stop_on (error);
  examined = dz_store_record_examination (store, received->id, &examination, &error);
  stop_on (error);
  if (examined->state != DZ_STATE_PENDING)
    g_error ("a painted photo does not come to the queue");
  item->code = (int) (student % people->len);
  item->findings = g_ptr_array_ref (person->findings);
  item->frame = person->framing.crop;
  g_hash_table_insert (self->items, g_strdup (received->id), item);
}

static void
fill (RushWorld *self,
      guint      n_items)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(DzStore) store = dz_store_open (self->data, &error);
  g_autoptr(DzWindow) window = NULL;
  g_autoptr(DzProfile) profile = NULL;
  g_autoptr(GPtrArray) people = NULL;

  stop_on (error);
  fixture_fill (store, n_items, g_get_real_time () - G_TIME_SPAN_MINUTE, &window);
  profile = dz_profile_find (window->profile, &error);
  stop_on (error);
  people = make_people (profile, CLAMP (n_items / 5, N_PEOPLE_MIN, N_PEOPLE_MAX));
  for (guint i = 0; i < n_items; i++)
    send_photo (self, store, profile, people, i);
  self->reasons = dz_store_list_reasons (store, &error);
  stop_on (error);
}

static void
add_user (RushWorld  *self,
          const char *name,
          const char *roles)
{
  const char *const argv[] = { g_getenv ("DZ_CTL"), "user", "add", name, "--roles", roles,
                               "--password-stdin", "--data", self->data, NULL };
  g_autofree char *said = dz_test_run (argv, RUSH_PASSWORD "\n", 0);
}

RushWorld *
rush_world_new (guint n_items)
{
  RushWorld *self = g_new0 (RushWorld, 1);

  self->dir = g_dir_make_tmp ("duizhao-bench-XXXXXX", NULL);
  self->data = g_build_filename (self->dir, "data", NULL);
  self->items = g_hash_table_new_full (g_str_hash, g_str_equal, g_free,
                                       (GDestroyNotify) item_free);
  add_user (self, RUSH_REVIEWER, "reviewer");
  add_user (self, RUSH_HEAD, "administrator");
  fill (self, n_items);
  self->service = dz_test_service_start (self->data, NULL, NULL);
  return self;
}

void
rush_world_free (RushWorld *self)
{
  if (self == NULL)
    return;
  dz_test_service_free (self->service);
  dz_test_remove_tree (self->dir);
  dz_reason_list_unref (self->reasons);
  g_hash_table_unref (self->items);
  g_free (self->data);
  g_free (self->dir);
  g_free (self);
}
