/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "dz-demo-school.h"
#include "dz-id-number.h"
#include "dz-photo-measure.h"
#include "dz-reason-builtin.h"

#include <stdlib.h>
#include <string.h>

/* What an upload must have, by the notice and 教毕指〔2017〕99号. */
#define MIN_BYTES  51200
#define MIN_WIDTH  480
#define MIN_HEIGHT 640
#define SEED       11414

typedef struct
{
  DzDemoSchool  *school;
  GPtrArray     *submissions;  /* (element-type DzDemoSubmission) */
  GPtrArray     *measurements; /* (element-type DzMeasurement) */
  gint64         painting_us;
} Window;

static Window *window;

static DzMeasurement *
measure (GBytes *photo)
{
  gsize length;
  const guint8 *data = g_bytes_get_data (photo, &length);

  return dz_photo_measure (data, length, NULL, NULL);
}

/* Every photo is painted once for all tests. */
static void
window_fill (void)
{
  guint n;

  window = g_new0 (Window, 1);
  window->school = dz_demo_school_new (SEED);
  window->submissions = g_ptr_array_new_with_free_func ((GDestroyNotify) dz_demo_submission_free);
  window->measurements = g_ptr_array_new_with_free_func ((GDestroyNotify) dz_measurement_free);
  n = dz_demo_school_get_n_submissions (window->school);
  for (guint i = 0; i < n; i++)
    {
      g_autoptr(GError) error = NULL;
      gint64 before = g_get_monotonic_time ();
      DzDemoSubmission *submission = dz_demo_school_dup_submission (window->school, i, &error);

      window->painting_us += g_get_monotonic_time () - before;
      g_assert_no_error (error);
      g_ptr_array_add (window->submissions, submission);
      g_ptr_array_add (window->measurements, measure (submission->photo));
    }
}

static void
window_clear (void)
{
  g_object_unref (window->school);
  g_ptr_array_unref (window->submissions);
  g_ptr_array_unref (window->measurements);
  g_clear_pointer (&window, g_free);
}

static const DzDemoSubmission *
submission_at (guint i)
{
  return g_ptr_array_index (window->submissions, i);
}

static double
quantity (guint      i,
          DzQuantity which)
{
  return dz_measurement_get (g_ptr_array_index (window->measurements, i), which);
}

static guint
find (const char *kind)
{
  for (guint i = 0; i < window->submissions->len; i++)
    if (g_str_equal (submission_at (i)->kind, kind))
      return i;
  g_error ("nobody sends %s", kind);
}

static gboolean
is_clean (const DzDemoSubmission *submission)
{
  return submission->rule == NULL;
}

static void
test_roster_is_sound (void)
{
  g_autoptr(GPtrArray) roster = dz_demo_school_dup_roster (window->school);

  g_assert_cmpuint (roster->len, ==, 60);
  g_assert_cmpstr (dz_demo_school_get_school (window->school)->code, ==, "11414");
  dz_roster_check (roster);
  g_assert_cmpuint (dz_roster_count_bad (roster), ==, 0);
}

static void
test_names_are_utf8_and_some_are_rare (void)
{
  guint beyond_bmp = 0;
  guint four = 0;
  guint dotted = 0;
  guint aliases = 0;

  for (guint i = 0; i < dz_demo_school_get_n_students (window->school); i++)
    {
      const DzStudent *student = dz_demo_school_get_student (window->school, i);

      g_assert_true (g_utf8_validate (student->name, -1, NULL));
      g_assert_cmpint (g_utf8_strlen (student->name, -1), >=, 2);
      four += g_utf8_strlen (student->name, -1) == 4;
      dotted += strstr (student->name, "·") != NULL;
      aliases += student->alias != NULL;
      for (const char *at = student->name; *at != '\0'; at = g_utf8_next_char (at))
        beyond_bmp += g_utf8_get_char (at) > 0xFFFF;
    }
  g_assert_cmpuint (beyond_bmp, >=, 1);
  g_assert_cmpuint (four, ==, 1);
  g_assert_cmpuint (dotted, ==, 1);
  g_assert_cmpuint (aliases, >=, 2);
}

static void
test_numbers_are_valid_and_apart (void)
{
  g_autoptr(GHashTable) seen = g_hash_table_new (g_str_hash, g_str_equal);
  guint women = 0;

  for (guint i = 0; i < dz_demo_school_get_n_students (window->school); i++)
    {
      const DzStudent *student = dz_demo_school_get_student (window->school, i);
      g_autofree char *expected = g_strdup_printf ("2022%06u", i + 1);
      g_autofree char *year = g_strndup (student->id_number + 6, 4);

      g_assert_cmpstr (student->identifier, ==, expected);
      g_assert_cmpint (student->level, ==, DZ_LEVEL_MASTER);
      g_assert_cmpint (dz_id_number_check (student->id_number), ==, DZ_ID_NUMBER_VALID);
      g_assert_true (g_str_has_prefix (student->id_number, "99"));
      g_assert_cmpint (atoi (year), >=, 1996);
      g_assert_cmpint (atoi (year), <=, 2001);
      g_assert_true (g_hash_table_add (seen, student->id_number));
      women += (student->id_number[16] - '0') % 2 == 0;
    }
  g_assert_cmpuint (women, >, 15);
  g_assert_cmpuint (women, <, 45);
}

/* The names that say a sex and the numbers that say one must say the same. */
static void
test_sex_fits_the_number (void)
{
  static const struct { const char *name; gboolean woman; } known[] = {
    { "李㛃", TRUE }, { "𠮷子轩", FALSE }, { "欧阳思远", FALSE }, { "古丽娜尔·阿不都热依木", TRUE },
  };

  for (gsize k = 0; k < G_N_ELEMENTS (known); k++)
    {
      gboolean found = FALSE;

      for (guint i = 0; i < dz_demo_school_get_n_students (window->school); i++)
        {
          const DzStudent *student = dz_demo_school_get_student (window->school, i);

          if (!g_str_equal (student->name, known[k].name))
            continue;
          g_assert_cmpint ((student->id_number[16] - '0') % 2 == 0, ==, known[k].woman);
          found = TRUE;
        }
      g_assert_true (found);
    }
}

static void
test_most_are_clean_and_all_are_apart (void)
{
  g_autoptr(GHashTable) students = g_hash_table_new (NULL, NULL);
  guint clean = 0;
  guint refused = 0;
  guint second = 0;

  for (guint i = 0; i < window->submissions->len; i++)
    {
      const DzDemoSubmission *submission = submission_at (i);

      g_assert_true (g_hash_table_add (students, GUINT_TO_POINTER (submission->student + 1)));
      g_assert_cmpuint (submission->student, <, dz_demo_school_get_n_students (window->school));
      clean += is_clean (submission);
      refused += submission->refused;
      second += submission->earlier_photo != NULL;
    }
  g_assert_cmpuint (window->submissions->len, >=, 44);
  g_assert_cmpuint (window->submissions->len, <, dz_demo_school_get_n_students (window->school));
  g_assert_cmpuint (clean * 2, >, window->submissions->len);
  g_assert_cmpuint (refused, ==, 4);
  g_assert_cmpuint (second, ==, 6);
  g_assert_true (is_clean (submission_at (0)));
}

/* What is meant for the queue holds the facts of the file; the wall of a clean one holds BG too. */
static void
test_clean_photos_hold_the_limits (void)
{
  for (guint i = 0; i < window->submissions->len; i++)
    {
      const DzDemoSubmission *submission = submission_at (i);

      if (submission->refused)
        continue;
      g_test_message ("%u %s: %.0f bytes", i, submission->kind, quantity (i, DZ_QUANTITY_BYTES));
      g_assert_cmpfloat (quantity (i, DZ_QUANTITY_DECODES), ==, 1);
      g_assert_cmpfloat (quantity (i, DZ_QUANTITY_BYTES), >, MIN_BYTES);
      g_assert_cmpfloat (quantity (i, DZ_QUANTITY_WIDTH), >=, MIN_WIDTH);
      g_assert_cmpfloat (quantity (i, DZ_QUANTITY_HEIGHT), >=, MIN_HEIGHT);
      if (!is_clean (submission))
        continue;
      g_assert_cmpfloat (quantity (i, DZ_QUANTITY_TRUNCATED), ==, 0);
      g_assert_cmpfloat (quantity (i, DZ_QUANTITY_QUALITY), >=, 92);
      g_assert_cmpfloat (quantity (i, DZ_QUANTITY_DPI), ==, 300);
      g_assert_cmpfloat (quantity (i, DZ_QUANTITY_WALL_SPREAD_MEAN), <, 2.5);
      g_assert_cmpfloat (quantity (i, DZ_QUANTITY_WALL_SPREAD_P90), <, 5);
      g_assert_cmpfloat (quantity (i, DZ_QUANTITY_WALL_HUE), >, 230);
      g_assert_cmpfloat (quantity (i, DZ_QUANTITY_WALL_HUE), <, 285);
      g_assert_cmpfloat (quantity (i, DZ_QUANTITY_WALL_CHROMA), >, 20);
      g_assert_cmpfloat (quantity (i, DZ_QUANTITY_GREY_DISTANCE), >, 3);
    }
}

static void
test_refused_ones_break_their_rule (void)
{
  guint pixels = find ("too-few-pixels");
  guint bytes = find ("too-few-bytes");
  guint png = find ("png-renamed");
  guint head = find ("cut-head");
  const DzMeasurement *measured_png = g_ptr_array_index (window->measurements, png);

  g_assert_cmpfloat (quantity (pixels, DZ_QUANTITY_WIDTH), ==, 400);
  g_assert_cmpfloat (quantity (pixels, DZ_QUANTITY_HEIGHT), ==, 533);
  g_assert_cmpfloat (quantity (pixels, DZ_QUANTITY_BYTES), >, MIN_BYTES);
  g_assert_cmpfloat (quantity (bytes, DZ_QUANTITY_BYTES), <=, MIN_BYTES);
  g_assert_cmpfloat (quantity (bytes, DZ_QUANTITY_DECODES), ==, 1);
  g_assert_cmpint (measured_png->format, ==, DZ_PHOTO_FORMAT_PNG);
  g_assert_true (g_str_has_suffix (submission_at (png)->file_name, ".jpg"));
  g_assert_cmpfloat (quantity (png, DZ_QUANTITY_BYTES), >, MIN_BYTES);
  g_assert_cmpfloat (quantity (head, DZ_QUANTITY_DECODES), ==, 0);
  g_assert_cmpfloat (quantity (head, DZ_QUANTITY_BYTES), >, MIN_BYTES);
}

/* Editing marks of one submission, all or only those that say the face was changed. */
static guint
count_marks (guint    i,
             gboolean strong)
{
  const DzMeasurement *measurement = g_ptr_array_index (window->measurements, i);
  guint n = 0;

  for (guint k = 0; k < measurement->marks->len; k++)
    {
      const DzEditMark *mark = g_ptr_array_index (measurement->marks, k);

      n += !strong || mark->strong;
    }
  return n;
}

static void
test_faults_can_be_measured (void)
{
  guint red = find ("red-background");

  g_assert_true (quantity (red, DZ_QUANTITY_WALL_HUE) < 60 ||
                 quantity (red, DZ_QUANTITY_WALL_HUE) > 330);
  g_assert_cmpfloat (quantity (find ("gradient"), DZ_QUANTITY_WALL_SPREAD_MEAN), >, 6);
  g_assert_cmpfloat (quantity (find ("second-attempt-still"), DZ_QUANTITY_WALL_SPREAD_P90), >, 12);
  g_assert_cmpfloat (quantity (find ("wrong-shape"), DZ_QUANTITY_WIDTH), ==,
                     quantity (find ("wrong-shape"), DZ_QUANTITY_HEIGHT));
  g_assert_cmpfloat (quantity (find ("low-quality"), DZ_QUANTITY_QUALITY), <, 60);
  g_assert_cmpfloat (quantity (find ("grey"), DZ_QUANTITY_GREY_DISTANCE), <, 3);
  g_assert_cmpfloat (quantity (find ("cut-tail"), DZ_QUANTITY_TRUNCATED), ==, 1);
  g_assert_cmpuint (count_marks (find ("meitu"), TRUE), >, 0);
  g_assert_cmpuint (count_marks (find ("photoshop"), FALSE), >, 0);
  g_assert_cmpuint (count_marks (find ("photoshop"), TRUE), ==, 0);
  g_assert_cmpuint (count_marks (find ("clean"), FALSE), ==, 0);
}

/* One student's photo, saved again and sent by another: it looks the same, and no byte is. */
static void
test_copied_photo (void)
{
  guint copy = find ("copied-photo");
  const DzMeasurement *measured = g_ptr_array_index (window->measurements, copy);
  guint n = 0;

  for (guint i = 0; i < window->submissions->len; i++)
    {
      const DzMeasurement *other = g_ptr_array_index (window->measurements, i);

      if (i == copy || submission_at (i)->refused)
        continue;
      g_assert_false (g_bytes_equal (submission_at (i)->photo, submission_at (copy)->photo));
      n += dz_pdq_distance (&measured->hashes[0], &other->hashes[0]) <= 20;
    }
  g_assert_cmpuint (n, ==, 1);
}

static void
test_two_students_send_one_photo (void)
{
  guint first = find ("same-photo");
  guint n = 0;

  for (guint i = first + 1; i < window->submissions->len; i++)
    {
      gboolean same = g_bytes_equal (submission_at (i)->photo, submission_at (first)->photo);

      n += same;
      g_assert_cmpint (same, ==, g_str_equal (submission_at (i)->kind, "same-photo"));
    }
  g_assert_cmpuint (n, ==, 1);
}

static void
test_second_attempts_say_why (void)
{
  for (guint i = 0; i < window->submissions->len; i++)
    {
      const DzDemoSubmission *submission = submission_at (i);
      g_autoptr(DzMeasurement) before = NULL;

      if (submission->earlier_photo == NULL)
        continue;
      before = measure (submission->earlier_photo);
      g_assert_cmpfloat (dz_measurement_get (before, DZ_QUANTITY_DECODES), ==, 1);
      g_assert_cmpfloat (dz_measurement_get (before, DZ_QUANTITY_BYTES), >, MIN_BYTES);
      g_assert_false (g_bytes_equal (submission->earlier_photo, submission->photo));
      g_assert_cmpuint (g_strv_length (submission->earlier_reasons), >=, 1);
      for (char **code = submission->earlier_reasons; *code != NULL; code++)
        g_assert_nonnull (dz_reason_builtin_find (*code));
    }
}

static void
test_seed_decides_everything (void)
{
  g_autoptr(DzDemoSchool) again = dz_demo_school_new (SEED);
  g_autoptr(DzDemoSchool) other = dz_demo_school_new (SEED + 1);
  g_autoptr(DzDemoSubmission) same = dz_demo_school_dup_submission (again, 5, NULL);
  g_autoptr(DzDemoSubmission) another = dz_demo_school_dup_submission (other, 5, NULL);
  guint differ = 0;

  g_assert_true (g_bytes_equal (same->photo, submission_at (5)->photo));
  g_assert_false (g_bytes_equal (another->photo, submission_at (5)->photo));
  for (guint i = 0; i < 60; i++)
    {
      const DzStudent *student = dz_demo_school_get_student (window->school, i);

      g_assert_cmpstr (student->name, ==, dz_demo_school_get_student (again, i)->name);
      g_assert_cmpstr (student->id_number, ==, dz_demo_school_get_student (again, i)->id_number);
      differ += !g_str_equal (student->name, dz_demo_school_get_student (other, i)->name);
    }
  g_assert_cmpuint (differ, >, 30);
}

/* Plans that chance could break: each seed must give every kind. */
static void
test_any_seed_makes_a_school (void)
{
  for (guint32 seed = 0; seed < 300; seed++)
    {
      g_autoptr(DzDemoSchool) school = dz_demo_school_new (seed * 7919);
      g_autoptr(GPtrArray) roster = dz_demo_school_dup_roster (school);

      dz_roster_check (roster);
      g_assert_cmpuint (dz_roster_count_bad (roster), ==, 0);
      g_assert_cmpuint (dz_demo_school_get_n_submissions (school), ==, window->submissions->len);
    }
}

int
main (int    argc,
      char **argv)
{
  int result;

  g_test_init (&argc, &argv, NULL);
  window_fill ();
  g_test_message ("%u submissions in %.1f s", window->submissions->len, window->painting_us / 1e6);

  g_test_add_func ("/demo-school/roster", test_roster_is_sound);
  g_test_add_func ("/demo-school/names", test_names_are_utf8_and_some_are_rare);
  g_test_add_func ("/demo-school/numbers", test_numbers_are_valid_and_apart);
  g_test_add_func ("/demo-school/sex", test_sex_fits_the_number);
  g_test_add_func ("/demo-school/plan", test_most_are_clean_and_all_are_apart);
  g_test_add_func ("/demo-school/clean-photos", test_clean_photos_hold_the_limits);
  g_test_add_func ("/demo-school/refused-at-upload", test_refused_ones_break_their_rule);
  g_test_add_func ("/demo-school/faults", test_faults_can_be_measured);
  g_test_add_func ("/demo-school/copied-photo", test_copied_photo);
  g_test_add_func ("/demo-school/same-photo", test_two_students_send_one_photo);
  g_test_add_func ("/demo-school/second-attempts", test_second_attempts_say_why);
  g_test_add_func ("/demo-school/seed", test_seed_decides_everything);
  g_test_add_func ("/demo-school/any-seed", test_any_seed_makes_a_school);
  result = g_test_run ();
  window_clear ();
  return result;
}
