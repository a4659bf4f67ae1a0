/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "dz-demo-school.h"

#include "dz-demo-names-private.h"
#include "dz-demo-plan-private.h"
#include "dz-id-number.h"


/* No district begins with 99, so that nobody has such a number. */
#define ID_AREA "990101"
#define BIRTH_FIRST_YEAR 1996
#define BIRTH_LAST_YEAR  2001

#define IDENTIFIER_FIRST 2022000001u
/* As the photo of the ID card is (GA 461-2004), which schools take over. */
#define ADMISSION_WIDTH 358
#define ADMISSION_HEIGHT 441
#define ADMISSION_EVERY 4
/* The file's first bytes with nothing but the header, and a part of the tables. */
#define HEAD_BYTES 150

struct _DzDemoSchool
{
  GObject    parent_instance;

  guint32    seed;
  DzSchool  *school;    /* owned */
  GPtrArray *students;  /* owned, (element-type DzStudent) */
  GArray    *women;     /* owned, (element-type gboolean), by student */
  GPtrArray *plan;      /* owned, (element-type DzDemoCase), unowned cases, by student */
};

G_DEFINE_FINAL_TYPE (DzDemoSchool, dz_demo_school, G_TYPE_OBJECT)

static const char *const majors[] = {
  "石油与天然气工程", "地质资源与地质工程", "化学工程与技术", "安全科学与工程",
  "材料科学与工程", "控制科学与工程", "工商管理", "应用经济学", "马克思主义理论", "外国语言文学",
};

/* The 17th digit says the sex: odd for men. @sequence keeps numbers apart. */
static char *
make_id_number (GRand    *rand,
                guint     sequence,
                gboolean  woman)
{
  int year = g_rand_int_range (rand, BIRTH_FIRST_YEAR, BIRTH_LAST_YEAR + 1);
  int month = g_rand_int_range (rand, 1, 13);
  int day = g_rand_int_range (rand, 1, 29);
  g_autofree char *first_17 = g_strdup_printf (ID_AREA "%04d%02d%02d%03u", year, month, day,
                                               sequence * 2 + (woman ? 0 : 1));

  return g_strdup_printf ("%s%c", first_17, dz_id_number_check_char (first_17));
}

static gboolean
is_taken (DzDemoSchool *self,
          const char   *name)
{
  for (guint i = 0; i < self->students->len; i++)
    {
      const DzStudent *student = g_ptr_array_index (self->students, i);

      if (g_str_equal (student->name, name))
        return TRUE;
    }
  return FALSE;
}

static char *
make_name (DzDemoSchool *self,
           GRand        *rand,
           gboolean      woman)
{
  g_autofree char *name = dz_demo_names_make (rand, woman);

  while (is_taken (self, name))
    {
      g_free (name);
      name = dz_demo_names_make (rand, woman);
    }
  return g_steal_pointer (&name);
}

/* The special names stand here and there in the roster, every sixth student. */
static const DzDemoName *
special_name (guint i)
{
  guint n;
  const DzDemoName *names = dz_demo_names_special (&n);

  return i % 6 == 3 && i / 6 < n ? &names[i / 6] : NULL;
}

static void
add_student (DzDemoSchool *self,
             GRand        *rand,
             guint         i)
{
  const DzDemoName *special = special_name (i);
  gboolean woman = special != NULL ? special->woman : g_rand_boolean (rand);
  DzStudent *student = dz_student_new ();

  student->school = g_strdup (self->school->code);
  student->level = DZ_LEVEL_MASTER;
  student->identifier = g_strdup_printf ("%u", IDENTIFIER_FIRST + i);
  student->name = special != NULL ? g_strdup (special->name) : make_name (self, rand, woman);
  student->alias = special != NULL ? g_strdup (special->alias) : NULL;
  student->id_number = make_id_number (rand, i + 1, woman);
  student->major = g_strdup (majors[g_rand_int_range (rand, 0, G_N_ELEMENTS (majors))]);
  g_ptr_array_add (self->students, student);
  g_array_append_val (self->women, woman);
}

static gboolean
is_woman (DzDemoSchool *self,
          guint         student)
{
  return g_array_index (self->women, gboolean, student);
}

static void
swap (GPtrArray *array,
      guint      i,
      guint      k)
{
  gpointer held = array->pdata[i];

  array->pdata[i] = array->pdata[k];
  array->pdata[k] = held;
}

static void
shuffle (GPtrArray *array,
         GRand     *rand)
{
  for (guint i = array->len; i > 1; i--)
    swap (array, i - 1, (guint) g_rand_int_range (rand, 0, (gint32) i));
}

static gboolean
is_clean (const DzDemoCase *item)
{
  return item->rule == NULL && item->earlier_spoil == NULL;
}

/* Some cases are for women only: they change places with one who sends a clean photo. */
static void
give_to_women (DzDemoSchool *self)
{
  for (guint i = 0; i < self->plan->len; i++)
    {
      const DzDemoCase *item = g_ptr_array_index (self->plan, i);

      for (guint k = 0; item->woman && !is_woman (self, i) && k < self->plan->len; k++)
        {
          if (!is_woman (self, k) || !is_clean (g_ptr_array_index (self->plan, k)))
            continue;
          swap (self->plan, i, k);
          break;
        }
    }
}

/* The first photo anyone sees is a good one. */
static void
begin_clean (DzDemoSchool *self)
{
  for (guint i = 0; i < self->plan->len; i++)
    {
      const DzDemoCase *item = g_ptr_array_index (self->plan, i);

      if (item->woman || !is_clean (item))
        continue;
      swap (self->plan, 0, i);
      return;
    }
}

/* Who is on the photo that a student sends. */
static guint
find_sitter (DzDemoSchool *self,
             guint         student)
{
  const DzDemoCase *item = g_ptr_array_index (self->plan, student);

  for (guint i = self->plan->len; item->shows != NULL && i-- > 0;)
    {
      if (g_str_equal (((DzDemoCase *) g_ptr_array_index (self->plan, i))->kind, item->shows))
        return i;
    }
  return student;
}

static void
make_plan (DzDemoSchool *self,
           GRand        *rand)
{
  guint n;
  const DzDemoCase *cases = dz_demo_plan_get (&n);

  for (guint i = 0; i < n; i++)
    for (guint k = 0; k < cases[i].n; k++)
      g_ptr_array_add (self->plan, (gpointer) &cases[i]);
  g_assert (self->plan->len <= DZ_DEMO_SCHOOL_N_STUDENTS);
  shuffle (self->plan, rand);
  begin_clean (self);
  give_to_women (self);
}

/* One student always looks the same; what differs between photos is set afterwards. */
static void
init_portrait (DzDemoSchool *self,
               guint         student,
               DzPortrait   *portrait)
{
  guint32 seeds[] = { self->seed, student };
  g_autoptr(GRand) rand = g_rand_new_with_seed_array (seeds, G_N_ELEMENTS (seeds));

  dz_portrait_init_random_as (portrait, rand, is_woman (self, student));
}

static GBytes *
damage (GBytes       *photo,
        DzDemoDamage  kind,
        guint         preview_bytes)
{
  gsize length = g_bytes_get_size (photo);

  switch (kind)
    {
    case DZ_DEMO_DAMAGE_CUT_HEAD:
      return g_bytes_new_from_bytes (photo, 0, MIN (length, preview_bytes + HEAD_BYTES));
    case DZ_DEMO_DAMAGE_CUT_TAIL:
      return g_bytes_new_from_bytes (photo, 0, length * 7 / 10);
    case DZ_DEMO_DAMAGE_NONE:
    case DZ_DEMO_DAMAGE_PNG:
    default:
      return g_bytes_ref (photo);
    }
}

static GBytes *
make_photo (const DzPortrait  *faultless,
            DzDemoSpoil        spoil,
            DzDemoDamage       kind,
            GError           **error)
{
  DzPortrait portrait = *faultless;
  DzPortraitFile file;
  g_autoptr(GBytes) whole = NULL;

  dz_portrait_file_init (&file);
  if (spoil != NULL)
    spoil (&portrait, &file);
  whole = kind == DZ_DEMO_DAMAGE_PNG ? dz_portrait_to_png (&portrait, NULL, error)
                                     : dz_portrait_to_jpeg (&portrait, &file, NULL, error);
  return whole != NULL ? damage (whole, kind, file.preview_bytes) : NULL;
}

/* The photo before: the same person on another day, in the same clothes. */
static void
go_to_day_before (DzPortrait *portrait)
{
  portrait->noise_seed ^= 0x5bd1e995;
  portrait->head_share *= 0.985;
  portrait->shoulder_tilt_deg = -portrait->shoulder_tilt_deg;
}

static gboolean
add_earlier (DzDemoSubmission  *submission,
             const DzDemoCase  *item,
             const DzPortrait  *faultless,
             GError           **error)
{
  DzPortrait portrait = *faultless;

  go_to_day_before (&portrait);
  submission->earlier_photo = make_photo (&portrait, item->earlier_spoil, DZ_DEMO_DAMAGE_NONE,
                                          error);
  submission->earlier_reasons = g_strsplit (item->earlier_reasons, " ", -1);
  submission->earlier_note = g_strdup (item->earlier_note);
  return submission->earlier_photo != NULL;
}

/* What was refused comes again, in another file. */
static GBytes *
make_again (const DzPortrait  *faultless,
            const DzDemoCase  *item,
            GError           **error)
{
  DzPortrait portrait = *faultless;
  DzPortraitFile file;

  go_to_day_before (&portrait);
  dz_portrait_file_init (&file);
  item->earlier_spoil (&portrait, &file);
  return make_photo (&portrait, item->spoil, item->damage, error);
}

/* The school has them of some students only; of those whose photo is another's it has one, which
 * tells. */
static gboolean
has_admission (const DzDemoCase *item,
               guint             student)
{
  return student % ADMISSION_EVERY == 0 || item->shows != NULL || item->earlier_spoil != NULL;
}

/* Some years ago, before a white wall, and as small as such photos are. */
static GBytes *
make_admission (DzDemoSchool  *self,
                guint          student,
                GError       **error)
{
  DzPortrait portrait;
  DzPortraitFile file;

  init_portrait (self, student, &portrait);
  dz_portrait_file_init (&file);
  portrait.width = ADMISSION_WIDTH;
  portrait.height = ADMISSION_HEIGHT;
  portrait.noise_seed ^= 0x2545f491;
  portrait.head_share *= 0.9;
  portrait.shoulder_tilt_deg = -portrait.shoulder_tilt_deg;
  portrait.clothes = DZ_CLOTHES_TEE;
  portrait.background = dz_tint_rgb (236, 238, 240);
  return dz_portrait_to_jpeg (&portrait, &file, NULL, error);
}

static void
dz_demo_school_finalize (GObject *object)
{
  DzDemoSchool *self = DZ_DEMO_SCHOOL (object);

  g_clear_pointer (&self->school, dz_school_free);
  g_clear_pointer (&self->students, g_ptr_array_unref);
  g_clear_pointer (&self->women, g_array_unref);
  g_clear_pointer (&self->plan, g_ptr_array_unref);
  G_OBJECT_CLASS (dz_demo_school_parent_class)->finalize (object);
}

static void
dz_demo_school_class_init (DzDemoSchoolClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = dz_demo_school_finalize;
}

static void
dz_demo_school_init (DzDemoSchool *self)
{
  self->school = dz_school_new ();
  self->school->code = g_strdup ("11414");
  self->school->name = g_strdup ("中国石油大学（北京）");
  self->school->city = g_strdup ("北京市");
  self->students = g_ptr_array_new_with_free_func ((GDestroyNotify) dz_student_free);
  self->women = g_array_new (FALSE, FALSE, sizeof (gboolean));
  self->plan = g_ptr_array_new ();
}

/**
 * dz_demo_school_new:
 * @seed: any number
 *
 * Makes up the demo school; no photo is painted yet.
 *
 * Returns: (transfer full): the school
 */
DzDemoSchool *
dz_demo_school_new (guint32 seed)
{
  DzDemoSchool *self = g_object_new (DZ_TYPE_DEMO_SCHOOL, NULL);
  g_autoptr(GRand) rand = g_rand_new_with_seed (seed);

  self->seed = seed;
  for (guint i = 0; i < DZ_DEMO_SCHOOL_N_STUDENTS; i++)
    add_student (self, rand, i);
  make_plan (self, rand);
  return self;
}

/**
 * dz_demo_school_get_school:
 * @self: a demo school
 *
 * Returns: (transfer none): its code and name
 */
const DzSchool *
dz_demo_school_get_school (DzDemoSchool *self)
{
  g_return_val_if_fail (DZ_IS_DEMO_SCHOOL (self), NULL);

  return self->school;
}

/**
 * dz_demo_school_get_level:
 * @self: a demo school
 *
 * Returns: the level of its students, all of one
 */
DzLevel
dz_demo_school_get_level (DzDemoSchool *self)
{
  return DZ_LEVEL_MASTER;
}

/**
 * dz_demo_school_get_n_students:
 * @self: a demo school
 *
 * Returns: how many students the roster has
 */
guint
dz_demo_school_get_n_students (DzDemoSchool *self)
{
  g_return_val_if_fail (DZ_IS_DEMO_SCHOOL (self), 0);

  return self->students->len;
}

/**
 * dz_demo_school_get_student:
 * @self: a demo school
 * @i: below dz_demo_school_get_n_students()
 *
 * Returns: (transfer none): a student; the opaque id is %NULL, for the store gives it
 */
const DzStudent *
dz_demo_school_get_student (DzDemoSchool *self,
                            guint         i)
{
  g_return_val_if_fail (DZ_IS_DEMO_SCHOOL (self), NULL);
  g_return_val_if_fail (i < self->students->len, NULL);

  return g_ptr_array_index (self->students, i);
}

/**
 * dz_demo_school_dup_roster:
 * @self: a demo school
 *
 * The students as the rows of a roster file, ready to be imported.
 *
 * Returns: (transfer full) (element-type DzRosterRow): the rows
 */
GPtrArray *
dz_demo_school_dup_roster (DzDemoSchool *self)
{
  GPtrArray *roster;

  g_return_val_if_fail (DZ_IS_DEMO_SCHOOL (self), NULL);

  roster = dz_roster_new ();
  for (guint i = 0; i < self->students->len; i++)
    {
      const DzStudent *student = g_ptr_array_index (self->students, i);
      DzRosterRow *row = dz_roster_row_new ();

      row->line = i + 2;
      row->identifier = g_strdup (student->identifier);
      row->name = g_strdup (student->name);
      row->alias = g_strdup (student->alias);
      row->id_number = g_strdup (student->id_number);
      row->level = g_strdup (dz_level_to_zh (student->level));
      row->major = g_strdup (student->major);
      g_ptr_array_add (roster, row);
    }
  return roster;
}

/**
 * dz_demo_school_get_n_submissions:
 * @self: a demo school
 *
 * Returns: how many submissions there are; the last few students have sent nothing yet
 */
guint
dz_demo_school_get_n_submissions (DzDemoSchool *self)
{
  g_return_val_if_fail (DZ_IS_DEMO_SCHOOL (self), 0);

  return self->plan->len;
}

/**
 * dz_demo_school_dup_submission:
 * @self: a demo school
 * @i: below dz_demo_school_get_n_submissions()
 * @error: return location; DZ_PHOTO_ERROR_ENCODE
 *
 * Paints what one student sends. Takes about a tenth of a second, so submissions are best made
 * one after the other as they are needed. Safe to call from several threads.
 *
 * Returns: (transfer full) (nullable): the submission
 */
DzDemoSubmission *
dz_demo_school_dup_submission (DzDemoSchool  *self,
                               guint          i,
                               GError       **error)
{
  g_autoptr(DzDemoSubmission) submission = NULL;
  const DzDemoCase *item;
  DzPortrait portrait;

  g_return_val_if_fail (DZ_IS_DEMO_SCHOOL (self), NULL);
  g_return_val_if_fail (i < self->plan->len, NULL);

  item = g_ptr_array_index (self->plan, i);
  init_portrait (self, find_sitter (self, i), &portrait);
  submission = dz_demo_submission_new ();
  submission->student = i;
  submission->kind = g_strdup (item->kind);
  submission->rule = g_strdup (item->rule);
  submission->refused = item->refused;
  submission->file_name = g_strdup_printf ("IMG_%04u.jpg", 2000 + (i * 37) % 997);
  submission->photo = item->again ? make_again (&portrait, item, error)
                                  : make_photo (&portrait, item->spoil, item->damage, error);
  if (submission->photo == NULL)
    return NULL;
  if (item->earlier_spoil != NULL && !add_earlier (submission, item, &portrait, error))
    return NULL;
  if (has_admission (item, i))
    {
      submission->admission_photo = make_admission (self, i, error);
      if (submission->admission_photo == NULL)
        return NULL;
    }
  return g_steal_pointer (&submission);
}
