/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "dz-examiner-frame.h"
#include "dz-helper-job.h"
#include "dz-jpeg-decoder.h"
#include "dz-id.h"
#include "dz-roster-row.h"
#include "dz-sandbox.h"
#include "examiner-fixture.h"

#include <string.h>

#define PORTRAIT "photos/portraits/003_03.jpg"

static const DzExaminerLimits usual = DZ_EXAMINER_LIMITS_DEFAULT;

static DzExaminer *
make_examiner (guint                   n_helpers,
               const DzExaminerLimits *limits)
{
  g_autoptr(GError) error = NULL;
  DzExaminer *examiner = dz_examiner_new (NULL, n_helpers, limits);

  dz_examiner_start (examiner, &error);
  g_assert_no_error (error);
  return examiner;
}

static void
end_examiner (DzExaminer *examiner)
{
  dz_examiner_close (examiner);
  g_assert_finalize_object (examiner);
  fixture_assert_no_children ();
}

static GBytes *
load_shared (const char *path)
{
  g_autofree char *whole = fixture_shared_file (path);

  return whole != NULL ? fixture_load (whole) : NULL;
}

/* The helper must find exactly what the library finds: with the models, where there are some. */
static DzMeasurement *
measure_here (GBytes *photo)
{
  g_autofree char *folder = dz_models_find_folder ();
  g_autoptr(DzModels) models = dz_models_load (folder, NULL);
  DzExaminerRequest request;
  DzHelperJob job = { .request = &request, .models = models };
  g_autoptr(GVariant) body = NULL;
  gsize length;

  dz_examiner_request_init (&request, DZ_EXAMINER_KIND_MEASURE, 1);
  job.input = g_bytes_get_data (photo, &length);
  request.input_length = length;
  request.pixels_max = usual.pixels_max;
  g_assert_cmpint (dz_helper_job_run (&job, &body), ==, DZ_EXAMINER_STATUS_OK);
  return dz_measurement_from_variant (body, NULL);
}

static void
assert_measured_like_library (DzExaminer *examiner,
                              GBytes     *photo)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(DzMeasurement) measurement = dz_examiner_measure (examiner, photo, NULL, &error);
  g_autoptr(DzMeasurement) expected = NULL;
  g_autoptr(GVariant) a = NULL;
  g_autoptr(GVariant) b = NULL;

  g_assert_no_error (error);
  expected = measure_here (photo);
  a = g_variant_ref_sink (dz_measurement_to_variant (measurement));
  b = g_variant_ref_sink (dz_measurement_to_variant (expected));
  g_assert_cmpvariant (a, b);
}

static void
test_measure (void)
{
  DzExaminer *examiner = make_examiner (1, NULL);
  g_autoptr(GBytes) photo = fixture_make_jpeg (480, 640, FALSE);
  g_autoptr(GBytes) portrait = load_shared (PORTRAIT);
  g_autoptr(DzMeasurement) measurement = dz_examiner_measure (examiner, photo, NULL, NULL);

  g_assert_cmpfloat (dz_measurement_get (measurement, DZ_QUANTITY_DECODES), ==, 1);
  g_assert_cmpfloat (dz_measurement_get (measurement, DZ_QUANTITY_WIDTH), ==, 480);
  g_assert_cmpfloat (dz_measurement_get (measurement, DZ_QUANTITY_HEIGHT), ==, 640);
  assert_measured_like_library (examiner, photo);
  if (portrait != NULL)
    assert_measured_like_library (examiner, portrait);
  end_examiner (examiner);
}

static void
assert_rendered_like_library (DzExaminer *examiner,
                              GBytes     *photo,
                              guint       max_width,
                              guint       max_height)
{
  gsize length;
  const guint8 *data = g_bytes_get_data (photo, &length);
  g_autoptr(GError) error = NULL;
  g_autoptr(DzPicture) picture = NULL;
  g_autoptr(DzPixels) expected = NULL;
  const guint8 *pixels;

  picture = dz_examiner_render (examiner, photo, max_width, max_height, NULL, &error);
  g_assert_no_error (error);
  expected = dz_jpeg_decode (data, length, NULL, max_width, max_height, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (picture->width, ==, expected->width);
  g_assert_cmpuint (picture->height, ==, expected->height);
  g_assert_cmpuint (g_bytes_get_size (picture->pixels), ==, picture->stride * picture->height);
  pixels = g_bytes_get_data (picture->pixels, NULL);
  for (guint y = 0; y < picture->height; y++)
    {
      for (guint x = 0; x < picture->width; x++)
        g_assert_cmpmem (pixels + y * picture->stride + 3 * x, 3, dz_pixels_at (expected, x, y), 3);
    }
}

static void
test_render (void)
{
  DzExaminer *examiner = make_examiner (1, NULL);
  g_autoptr(GBytes) photo = fixture_make_jpeg (481, 643, TRUE);
  g_autoptr(GBytes) portrait = load_shared (PORTRAIT);

  assert_rendered_like_library (examiner, photo, 481, 643);
  assert_rendered_like_library (examiner, photo, 65535, 65535);
  assert_rendered_like_library (examiner, photo, 100, 100);
  assert_rendered_like_library (examiner, photo, 1, 1);
  assert_rendered_like_library (examiner, photo, 65535, 1);
  if (portrait != NULL)
    assert_rendered_like_library (examiner, portrait, 900, 1200);
  end_examiner (examiner);
}

/* A picture outlives the examiner that made it. */
static void
test_picture_lives_on (void)
{
  DzExaminer *examiner = make_examiner (1, NULL);
  g_autoptr(GBytes) photo = fixture_make_jpeg (64, 64, FALSE);
  g_autoptr(DzPicture) picture = dz_examiner_render (examiner, photo, 64, 64, NULL, NULL);
  guint sum = 0;

  end_examiner (examiner);
  for (gsize i = 0; i < g_bytes_get_size (picture->pixels); i++)
    sum += ((const guint8 *) g_bytes_get_data (picture->pixels, NULL))[i];
  g_assert_cmpuint (sum, >, 0);
}

static double
mean_difference (const DzPicture *a,
                 const DzPicture *b)
{
  const guint8 *p = g_bytes_get_data (a->pixels, NULL);
  const guint8 *q = g_bytes_get_data (b->pixels, NULL);
  gsize length = g_bytes_get_size (a->pixels);
  double sum = 0;

  g_assert_cmpuint (a->width, ==, b->width);
  g_assert_cmpuint (a->height, ==, b->height);
  for (gsize i = 0; i < length; i++)
    sum += ABS (p[i] - q[i]);
  return sum / length;
}

/* Nine files show one scene, stored in all turns; upright they look alike. */
static void
test_orientation (gconstpointer data)
{
  const char *scene = data;
  g_autofree char *folder = fixture_shared_file ("photos/odd/exif-orientation");
  g_autoptr(DzPicture) first = NULL;
  DzExaminer *examiner;

  if (folder == NULL)
    return;
  examiner = make_examiner (1, NULL);
  for (guint turn = 1; turn <= 8; turn++)
    {
      g_autofree char *path = g_strdup_printf ("%s/%s_%u.jpg", folder, scene, turn);
      g_autoptr(GBytes) photo = fixture_load (path);
      g_autoptr(DzPicture) picture = dz_examiner_render (examiner, photo, 60, 60, NULL, NULL);
      g_autoptr(DzMeasurement) measurement = dz_examiner_measure (examiner, photo, NULL, NULL);

      g_assert_cmpfloat (dz_measurement_get (measurement, DZ_QUANTITY_ORIENTATION), ==, turn);
      g_assert_true ((picture->width > picture->height) == g_str_equal (scene, "Landscape"));
      if (first == NULL)
        first = g_steal_pointer (&picture);
      else
        g_assert_cmpfloat (mean_difference (first, picture), <, 10);
    }
  end_examiner (examiner);
}

static void
assert_unreadable (DzExaminer *examiner,
                   GBytes     *photo,
                   const char *word)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(DzPicture) picture = dz_examiner_render (examiner, photo, 100, 100, NULL, &error);
  g_autoptr(DzMeasurement) measurement = dz_examiner_measure (examiner, photo, NULL, NULL);

  g_assert_null (picture);
  g_assert_error (error, DZ_EXAMINER_ERROR, DZ_EXAMINER_ERROR_UNREADABLE);
  g_assert_nonnull (measurement);
  g_assert_cmpfloat (dz_measurement_get (measurement, DZ_QUANTITY_DECODES), ==, 0);
  g_assert_cmpfloat (dz_measurement_get (measurement, DZ_QUANTITY_BYTES), ==,
                     g_bytes_get_size (photo));
  g_assert_nonnull (measurement->problem);
  g_test_message ("%s | %s", error->message, measurement->problem);
  if (word != NULL)
    g_assert_nonnull (strstr (measurement->problem, word));
}

static void
test_not_a_photo (void)
{
  static const char png[] = "\211PNG\r\n\032\n\0\0\0\rIHDR";
  DzExaminer *examiner = make_examiner (1, NULL);
  g_autoptr(GBytes) nothing = g_bytes_new_static ("", 0);
  g_autoptr(GBytes) other = g_bytes_new_static (png, sizeof png);
  g_autoptr(GBytes) photo = fixture_make_jpeg (64, 64, FALSE);
  g_autoptr(GBytes) cut = g_bytes_new_from_bytes (photo, 0, 40);
  g_autoptr(DzMeasurement) measurement = NULL;

  assert_unreadable (examiner, nothing, NULL);
  assert_unreadable (examiner, other, NULL);
  assert_unreadable (examiner, cut, NULL);
  measurement = dz_examiner_measure (examiner, other, NULL, NULL);
  g_assert_cmpint (measurement->format, ==, DZ_PHOTO_FORMAT_PNG);
  end_examiner (examiner);
}

static void
test_bytes_limit (void)
{
  g_autoptr(GBytes) photo = fixture_make_jpeg (64, 64, FALSE);
  DzExaminerLimits limits = usual;
  DzExaminer *examiner;
  g_autoptr(DzMeasurement) measurement = NULL;

  limits.bytes_max = g_bytes_get_size (photo) - 1;
  examiner = make_examiner (1, &limits);
  assert_unreadable (examiner, photo, "bytes");
  measurement = dz_examiner_measure (examiner, photo, NULL, NULL);
  g_assert_cmpint (measurement->format, ==, DZ_PHOTO_FORMAT_JPEG);
  end_examiner (examiner);
}

/* 65,000 × 65,000 would be 12 GB of pixels. Sixty million and one are refused, sixty are not. */
static void
test_pixels_limit (void)
{
  DzExaminer *examiner = make_examiner (1, NULL);
  g_autoptr(GBytes) photo = fixture_make_jpeg (64, 64, FALSE);
  g_autoptr(GBytes) giant = fixture_claim_size (photo, 65000, 65000);
  g_autoptr(GBytes) over = fixture_claim_size (photo, 60001, 1000);
  g_autoptr(GBytes) at_limit = fixture_claim_size (photo, 60000, 1000);
  g_autoptr(DzPicture) picture = NULL;
  g_autoptr(GError) error = NULL;

  assert_unreadable (examiner, giant, NULL);
  assert_unreadable (examiner, over, NULL);
  picture = dz_examiner_render (examiner, at_limit, 100, 100, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (picture->width, ==, 100);
  end_examiner (examiner);
}

static GBytes *
make_roster (guint n_rows)
{
  GString *text = g_string_new ("学号,姓名,代用名,身份证号,层次,专业\n");

  for (guint i = 0; i < n_rows; i++)
    g_string_append_printf (text, "2020%06u,王梦梦,,,硕士,地质资源与地质工程\n", i);
  return g_string_free_to_bytes (text);
}

/* The kernel's limit, not only our own counting: a table is not counted before it is read. */
static void
test_memory_limit (void)
{
  g_autoptr(GBytes) file = make_roster (150000);
  g_autoptr(GBytes) photo = fixture_make_jpeg (3000, 2000, TRUE);
  DzExaminerLimits limits = usual;
  g_autoptr(GError) error = NULL;
  g_autoptr(GPtrArray) rows = NULL;
  DzExaminer *examiner;

  if (DZ_SANDBOX_SANITIZED)
    {
      g_test_skip ("a sanitizer needs more address space than any limit leaves");
      return;
    }
  limits.memory_max = 64 * 1024 * 1024;
  examiner = make_examiner (1, &limits);
  rows = dz_examiner_read_roster (examiner, file, NULL, &error);
  g_assert_null (rows);
  g_assert_error (error, DZ_EXAMINER_ERROR, DZ_EXAMINER_ERROR_UNREADABLE);
  g_assert_nonnull (strstr (error->message, "memory"));
  assert_unreadable (examiner, photo, "memory");
  end_examiner (examiner);

  examiner = make_examiner (1, NULL);
  g_clear_error (&error);
  rows = dz_examiner_read_roster (examiner, file, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (rows->len, ==, 150000);
  assert_measured_like_library (examiner, photo);
  end_examiner (examiner);
}

static void
test_time_limit (void)
{
  g_autoptr(GBytes) photo = fixture_make_jpeg (3000, 2000, TRUE);
  g_autoptr(GBytes) small = fixture_make_jpeg (16, 16, FALSE);
  DzExaminerLimits limits = usual;
  g_autoptr(GError) error = NULL;
  g_autoptr(DzPicture) picture = NULL;
  DzExaminer *examiner;

  limits.timeout_ms = 1;
  examiner = make_examiner (1, &limits);
  picture = dz_examiner_render (examiner, photo, 1500, 1500, NULL, &error);
  g_assert_null (picture);
  g_assert_error (error, DZ_EXAMINER_ERROR, DZ_EXAMINER_ERROR_TIMEOUT);
  end_examiner (examiner);
}

static GPtrArray *
list_odd (const char *folder)
{
  GPtrArray *paths = g_ptr_array_new_with_free_func (g_free);
  g_autoptr(GDir) sets = g_dir_open (folder, 0, NULL);
  const char *set;

  while ((set = g_dir_read_name (sets)) != NULL)
    {
      g_autofree char *set_path = g_build_filename (folder, set, NULL);
      g_autoptr(GDir) files = g_dir_open (set_path, 0, NULL);
      const char *file;

      while (files != NULL && (file = g_dir_read_name (files)) != NULL)
        g_ptr_array_add (paths, g_build_filename (set_path, file, NULL));
    }
  return paths;
}

static void
try_odd (DzExaminer *examiner,
         const char *path)
{
  g_autoptr(GBytes) photo = fixture_load (path);
  g_autoptr(GError) measure_error = NULL;
  g_autoptr(GError) render_error = NULL;
  g_autoptr(DzMeasurement) measurement = NULL;
  g_autoptr(DzPicture) picture = NULL;

  g_test_message ("%s", path);
  measurement = dz_examiner_measure (examiner, photo, NULL, &measure_error);
  g_assert_no_error (measure_error);
  g_assert_cmpstr (measurement->problem, !=, "the decoder crashed twice");
  picture = dz_examiner_render (examiner, photo, 600, 800, NULL, &render_error);
  if (picture == NULL)
    g_assert_error (render_error, DZ_EXAMINER_ERROR, DZ_EXAMINER_ERROR_UNREADABLE);
  /* What is measured as whole can be shown. */
  if (dz_measurement_get (measurement, DZ_QUANTITY_DECODES) == 1)
    g_assert_no_error (render_error);
}

static void
test_odd (void)
{
  g_autofree char *folder = fixture_shared_file ("photos/odd");
  g_autoptr(GPtrArray) paths = NULL;
  DzExaminer *examiner;

  if (folder == NULL)
    return;
  paths = list_odd (folder);
  g_assert_cmpuint (paths->len, >, 100);
  examiner = make_examiner (1, NULL);
  for (guint i = 0; i < paths->len; i++)
    try_odd (examiner, g_ptr_array_index (paths, i));
  end_examiner (examiner);
}

/* The file with words of somebody's after its first marker: other bytes, the same picture. */
static GBytes *
add_comment (GBytes     *jpeg,
             const char *words)
{
  gsize length;
  const guint8 *data = g_bytes_get_data (jpeg, &length);
  guint8 head[] = { 0xff, 0xd8, 0xff, 0xfe, 0, 2 + strlen (words) };
  GByteArray *bytes = g_byte_array_new ();

  g_byte_array_append (bytes, head, sizeof head);
  g_byte_array_append (bytes, (const guint8 *) words, strlen (words));
  g_byte_array_append (bytes, data + 2, length - 2);
  return g_byte_array_free_to_bytes (bytes);
}

static void
test_digest (void)
{
  DzExaminer *examiner = make_examiner (1, NULL);
  g_autoptr(GBytes) photo = fixture_make_jpeg (300, 400, FALSE);
  g_autoptr(GBytes) commented = add_comment (photo, "not mine");
  g_autoptr(GBytes) other = fixture_make_jpeg (300, 401, FALSE);
  g_autoptr(GBytes) text = g_bytes_new_static ("not a photo", 11);
  g_autoptr(GError) error = NULL;
  g_autofree char *digest = dz_examiner_digest (examiner, photo, NULL, &error);
  g_autofree char *same = dz_examiner_digest (examiner, commented, NULL, &error);
  g_autofree char *another = dz_examiner_digest (examiner, other, NULL, &error);

  g_assert_no_error (error);
  g_assert_true (dz_hash_is_valid (digest));
  g_assert_cmpstr (same, ==, digest);
  g_assert_cmpstr (another, !=, digest);
  g_assert_null (dz_examiner_digest (examiner, text, NULL, &error));
  g_assert_error (error, DZ_EXAMINER_ERROR, DZ_EXAMINER_ERROR_UNREADABLE);
  end_examiner (examiner);
}

static void
test_roster (void)
{
  static const char text[] = "学号,姓名,身份证号\n202000031,𠮷㛃,\n202000031,李,\n,赵,\n4,钱,11\n";
  DzExaminer *examiner = make_examiner (1, NULL);
  g_autoptr(GError) error = NULL;
  g_autofree char *converted = NULL;
  gsize length;

  converted = g_convert (text, -1, "GB18030", "UTF-8", NULL, &length, NULL);
  for (guint round = 0; round < 2; round++)
    {
      g_autoptr(GBytes) file = round == 0 ? g_bytes_new (text, sizeof text - 1)
                                          : g_bytes_new (converted, length);
      g_autoptr(GPtrArray) rows = dz_examiner_read_roster (examiner, file, NULL, &error);
      const DzRosterRow *first;

      g_assert_no_error (error);
      g_assert_cmpuint (rows->len, ==, 4);
      first = g_ptr_array_index (rows, 0);
      g_assert_cmpuint (first->line, ==, 2);
      g_assert_cmpstr (first->identifier, ==, "202000031");
      g_assert_cmpstr (first->name, ==, "𠮷㛃");
      g_assert_cmpstr (first->id_number, ==, NULL);
      g_assert_cmpstr (first->problem, ==, NULL);
      g_assert_cmpuint (dz_roster_count_bad (rows), ==, 3);
    }
  end_examiner (examiner);
}

static void
test_bad_roster (void)
{
  DzExaminer *examiner = make_examiner (1, NULL);
  g_autoptr(GBytes) zip = g_bytes_new_static ("PK\003\004", 4);
  g_autoptr(GBytes) nothing = g_bytes_new_static ("", 0);
  g_autoptr(GError) error = NULL;

  g_assert_null (dz_examiner_read_roster (examiner, zip, NULL, &error));
  g_assert_error (error, DZ_EXAMINER_ERROR, DZ_EXAMINER_ERROR_UNREADABLE);
  g_assert_nonnull (strstr (error->message, "Excel"));
  g_clear_error (&error);
  g_assert_null (dz_examiner_read_roster (examiner, nothing, NULL, &error));
  g_assert_error (error, DZ_EXAMINER_ERROR, DZ_EXAMINER_ERROR_UNREADABLE);
  end_examiner (examiner);
}

static void
test_missing_program (void)
{
  DzExaminer *examiner = dz_examiner_new ("/nonexistent/duizhao-examiner", 1, NULL);
  g_autoptr(GBytes) photo = g_bytes_new_static ("x", 1);
  g_autoptr(GError) error = NULL;

  g_assert_false (dz_examiner_start (examiner, &error));
  g_assert_error (error, DZ_EXAMINER_ERROR, DZ_EXAMINER_ERROR_START);
  g_clear_error (&error);
  g_assert_null (dz_examiner_measure (examiner, photo, NULL, &error));
  g_assert_error (error, DZ_EXAMINER_ERROR, DZ_EXAMINER_ERROR_START);
  end_examiner (examiner);
}

static void
test_closed (void)
{
  DzExaminer *examiner = make_examiner (1, NULL);
  g_autoptr(GBytes) photo = g_bytes_new_static ("x", 1);
  g_autoptr(GError) error = NULL;

  dz_examiner_close (examiner);
  fixture_assert_no_children ();
  g_assert_null (dz_examiner_measure (examiner, photo, NULL, &error));
  g_assert_error (error, DZ_EXAMINER_ERROR, DZ_EXAMINER_ERROR_CLOSED);
  g_clear_error (&error);
  g_assert_false (dz_examiner_start (examiner, &error));
  g_assert_error (error, DZ_EXAMINER_ERROR, DZ_EXAMINER_ERROR_CLOSED);
  end_examiner (examiner);
}

static void
test_cancelled (void)
{
  DzExaminer *examiner = make_examiner (1, NULL);
  g_autoptr(GBytes) photo = g_bytes_new_static ("x", 1);
  g_autoptr(GCancellable) cancellable = g_cancellable_new ();
  g_autoptr(GError) error = NULL;

  g_cancellable_cancel (cancellable);
  g_assert_null (dz_examiner_measure (examiner, photo, cancellable, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  end_examiner (examiner);
}

typedef struct
{
  DzExaminer *examiner;
  GBytes     *photo;
  GBytes     *roster;
  guint       n_done; /* atomic */
} Crowd;

static void
ask_one (Crowd *crowd,
         guint  i)
{
  g_autoptr(GError) error = NULL;

  if (i % 3 == 0)
    {
      g_autoptr(DzMeasurement) measurement =
        dz_examiner_measure (crowd->examiner, crowd->photo, NULL, &error);

      g_assert_no_error (error);
      g_assert_cmpfloat (dz_measurement_get (measurement, DZ_QUANTITY_WIDTH), ==, 120);
    }
  else if (i % 3 == 1)
    {
      g_autoptr(DzPicture) picture =
        dz_examiner_render (crowd->examiner, crowd->photo, 10 + i, 100, NULL, &error);

      g_assert_no_error (error);
      g_assert_cmpuint (picture->width, ==, 10 + i);
    }
  else
    {
      g_autoptr(GPtrArray) rows =
        dz_examiner_read_roster (crowd->examiner, crowd->roster, NULL, &error);

      g_assert_no_error (error);
      g_assert_cmpuint (rows->len, ==, 20);
    }
  g_atomic_int_inc (&crowd->n_done);
}

static gpointer
crowd_cb (gpointer data)
{
  for (guint i = 0; i < 50; i++)
    ask_one (data, i);
  return NULL;
}

static void
test_threads (void)
{
  guint n_fds = fixture_count_fds ();
  DzExaminer *examiner = make_examiner (3, NULL);
  g_autoptr(GBytes) photo = fixture_make_jpeg (120, 160, FALSE);
  g_autoptr(GBytes) roster = make_roster (20);
  Crowd crowd = { examiner, photo, roster, 0 };
  GThread *threads[4];

  for (guint i = 0; i < G_N_ELEMENTS (threads); i++)
    threads[i] = g_thread_new ("asker", crowd_cb, &crowd);
  for (guint i = 0; i < G_N_ELEMENTS (threads); i++)
    g_thread_join (threads[i]);
  g_assert_cmpuint (crowd.n_done, ==, 200);
  end_examiner (examiner);
  g_assert_cmpuint (fixture_count_fds (), ==, n_fds);
}

typedef struct
{
  guint n_left;
  guint n_failed;
} Tally;

static void
measured_cb (GObject      *source,
             GAsyncResult *result,
             gpointer      user_data)
{
  Tally *tally = user_data;
  g_autoptr(GError) error = NULL;
  g_autoptr(DzMeasurement) measurement =
    dz_examiner_measure_finish (DZ_EXAMINER (source), result, &error);

  g_assert_true ((measurement == NULL) == (error != NULL));
  if (error != NULL)
    g_assert_error (error, DZ_EXAMINER_ERROR, DZ_EXAMINER_ERROR_CLOSED);
  tally->n_failed += error != NULL;
  tally->n_left--;
}

static void
rendered_cb (GObject      *source,
             GAsyncResult *result,
             gpointer      user_data)
{
  Tally *tally = user_data;
  g_autoptr(GError) error = NULL;
  g_autoptr(DzPicture) picture =
    dz_examiner_render_finish (DZ_EXAMINER (source), result, &error);

  g_assert_no_error (error);
  g_assert_cmpuint (picture->width, ==, 50);
  tally->n_left--;
}

/* Bounded: fatal if the answers do not come. */
static void
wait_for (Tally *tally)
{
  gint64 end = g_get_monotonic_time () + 60 * G_USEC_PER_SEC;

  while (tally->n_left > 0)
    {
      g_assert_cmpint (g_get_monotonic_time (), <, end);
      g_main_context_iteration (NULL, FALSE);
    }
}

static void
test_async (void)
{
  DzExaminer *examiner = make_examiner (2, NULL);
  g_autoptr(GBytes) photo = fixture_make_jpeg (50, 50, FALSE);
  Tally tally = { 20, 0 };

  for (guint i = 0; i < 10; i++)
    {
      dz_examiner_measure_async (examiner, photo, NULL, measured_cb, &tally);
      dz_examiner_render_async (examiner, photo, 50, 50, NULL, rendered_cb, &tally);
    }
  wait_for (&tally);
  g_assert_cmpuint (tally.n_failed, ==, 0);
  end_examiner (examiner);
}

/* Every callback comes, also of requests that were still waiting. */
static void
test_close_with_questions (void)
{
  DzExaminer *examiner = make_examiner (1, NULL);
  g_autoptr(GBytes) photo = fixture_make_jpeg (800, 800, TRUE);
  Tally tally = { 31, 0 };

  for (guint i = 0; i < 30; i++)
    dz_examiner_measure_async (examiner, photo, NULL, measured_cb, &tally);
  dz_examiner_close (examiner);
  dz_examiner_measure_async (examiner, photo, NULL, measured_cb, &tally);
  wait_for (&tally);
  g_assert_cmpuint (tally.n_failed, >, 0);
  end_examiner (examiner);
}

/* An examiner that its tasks outlive is freed in one of its own threads. */
static void
test_dropped (void)
{
  DzExaminer *examiner = make_examiner (1, NULL);
  g_autoptr(GBytes) photo = fixture_make_jpeg (50, 50, FALSE);
  Tally tally = { 3, 0 };

  for (guint i = 0; i < 3; i++)
    dz_examiner_measure_async (examiner, photo, NULL, measured_cb, &tally);
  g_object_unref (examiner);
  wait_for (&tally);
  g_assert_cmpuint (tally.n_failed, ==, 0);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/examiner/measure", test_measure);
  g_test_add_func ("/examiner/render", test_render);
  g_test_add_func ("/examiner/picture-lives-on", test_picture_lives_on);
  g_test_add_data_func ("/examiner/orientation/landscape", "Landscape", test_orientation);
  g_test_add_data_func ("/examiner/orientation/portrait", "Portrait", test_orientation);
  g_test_add_func ("/examiner/not-a-photo", test_not_a_photo);
  g_test_add_func ("/examiner/bytes-limit", test_bytes_limit);
  g_test_add_func ("/examiner/pixels-limit", test_pixels_limit);
  g_test_add_func ("/examiner/memory-limit", test_memory_limit);
  g_test_add_func ("/examiner/time-limit", test_time_limit);
  g_test_add_func ("/examiner/odd", test_odd);
  g_test_add_func ("/examiner/digest", test_digest);
  g_test_add_func ("/examiner/roster", test_roster);
  g_test_add_func ("/examiner/bad-roster", test_bad_roster);
  g_test_add_func ("/examiner/missing-program", test_missing_program);
  g_test_add_func ("/examiner/closed", test_closed);
  g_test_add_func ("/examiner/cancelled", test_cancelled);
  g_test_add_func ("/examiner/threads", test_threads);
  g_test_add_func ("/examiner/async", test_async);
  g_test_add_func ("/examiner/close-with-questions", test_close_with_questions);
  g_test_add_func ("/examiner/dropped", test_dropped);
  return g_test_run ();
}
