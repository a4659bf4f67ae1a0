/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "dz-id.h"
#include "dz-roster-row.h"
#include "examiner-fixture.h"

#include <glib/gstdio.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

typedef enum
{
  MEASURE,
  RENDER,
  ROSTER,
  DIGEST,
} Kind;

typedef struct
{
  const char *how;
  Kind        kind;
  int         code; /* DzExaminerError after two tries; -1: a measurement that does not decode */
} Case;

#define FALLBACK -1

/* Long enough for a good helper, which looks for faces, on a machine that has other work. */
#define HANGS_MS 500

static const Case cases[] = {
  { "start-dies", MEASURE, DZ_EXAMINER_ERROR_START },
  { "start-noise", MEASURE, DZ_EXAMINER_ERROR_START },
  { "start-empty", MEASURE, DZ_EXAMINER_ERROR_START },
  { "start-models-and-problem", MEASURE, DZ_EXAMINER_ERROR_START },
  { "start-models-and-fault", MEASURE, DZ_EXAMINER_ERROR_START },
  { "start-no-models-no-problem", MEASURE, DZ_EXAMINER_ERROR_START },
  { "start-unknown-problem", MEASURE, DZ_EXAMINER_ERROR_START },
  { "broken", MEASURE, DZ_EXAMINER_ERROR_START },
  { "broken", RENDER, DZ_EXAMINER_ERROR_START },
  { "dies", MEASURE, FALLBACK },
  { "dies", RENDER, DZ_EXAMINER_ERROR_CRASHED },
  { "dies", ROSTER, DZ_EXAMINER_ERROR_CRASHED },
  { "crashed", MEASURE, FALLBACK },
  { "crashed", RENDER, DZ_EXAMINER_ERROR_CRASHED },
  { "hangs", MEASURE, DZ_EXAMINER_ERROR_TIMEOUT },
  { "timed-out", MEASURE, DZ_EXAMINER_ERROR_TIMEOUT },
  { "timed-out", RENDER, DZ_EXAMINER_ERROR_TIMEOUT },
  { "other-id", MEASURE, DZ_EXAMINER_ERROR_LIED },
  { "other-kind", RENDER, DZ_EXAMINER_ERROR_LIED },
  { "other-magic", MEASURE, DZ_EXAMINER_ERROR_LIED },
  { "other-version", MEASURE, DZ_EXAMINER_ERROR_LIED },
  { "other-length", MEASURE, DZ_EXAMINER_ERROR_LIED },
  { "unknown-status", MEASURE, DZ_EXAMINER_ERROR_LIED },
  { "long-frame", MEASURE, DZ_EXAMINER_ERROR_LIED },
  { "noise", MEASURE, DZ_EXAMINER_ERROR_LIED },
  { "noise", RENDER, DZ_EXAMINER_ERROR_LIED },
  { "noise", ROSTER, DZ_EXAMINER_ERROR_LIED },
  { "reason-noise", RENDER, DZ_EXAMINER_ERROR_LIED },
  { "reason-empty", RENDER, DZ_EXAMINER_ERROR_LIED },
  { "gift", MEASURE, DZ_EXAMINER_ERROR_LIED },
  { "value-out-of-range", MEASURE, DZ_EXAMINER_ERROR_LIED },
  { "value-nan", MEASURE, DZ_EXAMINER_ERROR_LIED },
  { "value-too-many-pixels", MEASURE, DZ_EXAMINER_ERROR_LIED },
  { "value-no-pixels", MEASURE, DZ_EXAMINER_ERROR_LIED },
  { "value-no-size", MEASURE, DZ_EXAMINER_ERROR_LIED },
  { "value-no-bytes", MEASURE, DZ_EXAMINER_ERROR_LIED },
  { "value-other-file", MEASURE, DZ_EXAMINER_ERROR_LIED },
  { "value-no-verdict", MEASURE, DZ_EXAMINER_ERROR_LIED },
  { "value-half-verdict", MEASURE, DZ_EXAMINER_ERROR_LIED },
  { "value-no-reason", MEASURE, DZ_EXAMINER_ERROR_LIED },
  { "value-not-jpeg", MEASURE, DZ_EXAMINER_ERROR_LIED },
  { "value-unknown-format", MEASURE, DZ_EXAMINER_ERROR_LIED },
  { "picture-wide", RENDER, DZ_EXAMINER_ERROR_LIED },
  { "picture-high", RENDER, DZ_EXAMINER_ERROR_LIED },
  { "picture-empty", RENDER, DZ_EXAMINER_ERROR_LIED },
  { "picture-short-rows", RENDER, DZ_EXAMINER_ERROR_LIED },
  { "picture-long-rows", RENDER, DZ_EXAMINER_ERROR_LIED },
  { "picture-overflow", RENDER, DZ_EXAMINER_ERROR_LIED },
  { "picture-kept", RENDER, DZ_EXAMINER_ERROR_LIED },
  { "picture-presealed", RENDER, DZ_EXAMINER_ERROR_LIED },
  { "rows-out-of-order", ROSTER, DZ_EXAMINER_ERROR_LIED },
  { "rows-miscounted", ROSTER, DZ_EXAMINER_ERROR_LIED },
  { "rows-beyond-buffer", ROSTER, DZ_EXAMINER_ERROR_LIED },
  { "rows-too-many", ROSTER, DZ_EXAMINER_ERROR_LIED },
  { "rows-hidden", ROSTER, DZ_EXAMINER_ERROR_LIED },
  { "rows-own-words", ROSTER, DZ_EXAMINER_ERROR_LIED },
  { "rows-noise", ROSTER, DZ_EXAMINER_ERROR_LIED },
  { "dies", DIGEST, DZ_EXAMINER_ERROR_CRASHED },
  { "other-kind", DIGEST, DZ_EXAMINER_ERROR_LIED },
  { "noise", DIGEST, DZ_EXAMINER_ERROR_LIED },
  { "digest-empty", DIGEST, DZ_EXAMINER_ERROR_LIED },
  { "digest-short", DIGEST, DZ_EXAMINER_ERROR_LIED },
  { "digest-loud", DIGEST, DZ_EXAMINER_ERROR_LIED },
  { "digest-no-hex", DIGEST, DZ_EXAMINER_ERROR_LIED },
};

/* What the lies are made from. */
static const Case plausible[] = {
  { "value-plausible", MEASURE, 0 },
  { "rows-plausible", ROSTER, 0 },
  { "digest-plausible", DIGEST, 0 },
};

typedef struct
{
  DzExaminer *examiner;
  GBytes     *photo;
  GBytes     *roster;
  char       *starts; /* path of the file that counts them */
  guint       n_fds;
} Fixture;

static const char roster_text[] = "name,student number\nWang,1\nLi,2\n";

static void
set_up (Fixture    *fixture,
        const char *how,
        guint       times,
        guint       timeout_ms)
{
  DzExaminerLimits limits = DZ_EXAMINER_LIMITS_DEFAULT;
  const char *folder = g_getenv ("DZ_EXAMINER_BAD");
  g_autofree char *how_path = g_build_filename (folder, "how", NULL);
  g_autofree char *text = g_strdup_printf ("%s %u", how, times);

  g_assert_true (g_file_set_contents (how_path, text, -1, NULL));
  fixture->starts = g_build_filename (folder, "starts", NULL);
  g_unlink (fixture->starts);
  fixture->n_fds = fixture_count_fds ();
  fixture->photo = fixture_make_jpeg (40, 60, FALSE);
  fixture->roster = g_bytes_new_static (roster_text, sizeof roster_text - 1);
  limits.timeout_ms = timeout_ms;
  limits.pixels_max = 1000000;
  fixture->examiner = dz_examiner_new (g_getenv ("DZ_BAD_HELPER"), 1, &limits);
}

static void
tear_down (Fixture *fixture)
{
  dz_examiner_close (fixture->examiner);
  g_assert_finalize_object (fixture->examiner);
  fixture_assert_no_children ();
  g_assert_cmpuint (fixture_count_fds (), ==, fixture->n_fds);
  g_bytes_unref (fixture->photo);
  g_bytes_unref (fixture->roster);
  g_unlink (fixture->starts);
  g_free (fixture->starts);
}

static guint
count_starts (Fixture *fixture)
{
  g_autofree char *text = NULL;

  g_assert_true (g_file_get_contents (fixture->starts, &text, NULL, NULL));
  return strlen (text);
}

/* Asks; whatever comes is right in itself. Returns whether the file was read. */
static gboolean
ask (Fixture *fixture,
     Kind     kind,
     GError **error)
{
  g_autoptr(DzMeasurement) measurement = NULL;
  g_autoptr(DzPicture) picture = NULL;
  g_autoptr(GPtrArray) rows = NULL;
  g_autofree char *digest = NULL;

  switch (kind)
    {
    case MEASURE:
      measurement = dz_examiner_measure (fixture->examiner, fixture->photo, NULL, error);
      return measurement != NULL
             && dz_measurement_get (measurement, DZ_QUANTITY_DECODES) == 1
             && dz_measurement_get (measurement, DZ_QUANTITY_WIDTH) == 40;
    case RENDER:
      picture = dz_examiner_render (fixture->examiner, fixture->photo, 20, 30, NULL, error);
      return picture != NULL && picture->width == 20 && picture->height == 30;
    case DIGEST:
      digest = dz_examiner_digest (fixture->examiner, fixture->photo, NULL, error);
      return digest != NULL && dz_hash_is_valid (digest);
    case ROSTER:
    default:
      rows = dz_examiner_read_roster (fixture->examiner, fixture->roster, NULL, error);
      return rows != NULL && rows->len == 2 && dz_roster_count_bad (rows) == 0;
    }
}

static void
assert_works (Fixture *fixture)
{
  for (Kind kind = MEASURE; kind <= DIGEST; kind++)
    {
      g_autoptr(GError) error = NULL;

      g_assert_true (ask (fixture, kind, &error));
      g_assert_no_error (error);
    }
}

static void
assert_fallback (Fixture *fixture)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(DzMeasurement) measurement =
    dz_examiner_measure (fixture->examiner, fixture->photo, NULL, &error);

  g_assert_no_error (error);
  g_assert_cmpint (measurement->format, ==, DZ_PHOTO_FORMAT_JPEG);
  g_assert_cmpfloat (dz_measurement_get (measurement, DZ_QUANTITY_DECODES), ==, 0);
  g_assert_cmpstr (measurement->problem, ==, "the decoder crashed twice");
  g_assert_false (dz_measurement_has (measurement, DZ_QUANTITY_WIDTH));
}

/* Two bad helpers: the request fails in the way foreseen, and the pool works afterwards. */
static void
test_twice (gconstpointer data)
{
  const Case *c = data;
  guint n_bad = c->code == DZ_EXAMINER_ERROR_START ? 1 : 2;
  g_autoptr(GError) error = NULL;
  Fixture fixture;

  set_up (&fixture, c->how, n_bad, g_str_equal (c->how, "hangs") ? HANGS_MS : 10000);
  if (c->code == FALLBACK)
    {
      assert_fallback (&fixture);
    }
  else
    {
      g_assert_false (ask (&fixture, c->kind, &error));
      g_assert_error (error, DZ_EXAMINER_ERROR, c->code);
      g_test_message ("%s", error->message);
    }
  g_assert_cmpuint (count_starts (&fixture), ==, n_bad);
  assert_works (&fixture);
  g_assert_cmpuint (count_starts (&fixture), ==, n_bad + 1);
  tear_down (&fixture);
}

/* One bad helper: the second try is answered by a good one, and nobody notices. */
static void
test_once (gconstpointer data)
{
  const Case *c = data;
  g_autoptr(GError) error = NULL;
  Fixture fixture;

  if (c->code == DZ_EXAMINER_ERROR_START)
    return;
  set_up (&fixture, c->how, 1, g_str_equal (c->how, "hangs") ? HANGS_MS : 10000);
  g_assert_true (ask (&fixture, c->kind, &error));
  g_assert_no_error (error);
  g_assert_cmpuint (count_starts (&fixture), ==, 2);
  tear_down (&fixture);
}

/* That the lies about values are found out by what is wrong in each, and by nothing else. */
static void
test_plausible (gconstpointer data)
{
  const Case *c = data;
  g_autoptr(GError) error = NULL;
  Fixture fixture;

  set_up (&fixture, c->how, 1, 10000);
  g_assert_true (ask (&fixture, c->kind, &error));
  g_assert_no_error (error);
  g_assert_cmpuint (count_starts (&fixture), ==, 1);
  tear_down (&fixture);
}

/* A helper that somebody ended while it was idle says nothing about the next file. */
static void
test_ended_while_idle (void)
{
  Fixture fixture;
  g_autofree char *children = NULL;
  g_autofree char *path = NULL;
  g_autoptr(GError) error = NULL;

  set_up (&fixture, "dies", 0, 10000);
  assert_works (&fixture);
  path = g_strdup_printf ("/proc/self/task/%d/children", (int) getpid ());
  if (!g_file_get_contents (path, &children, NULL, NULL) || *children == '\0')
    {
      g_test_skip ("this kernel does not list children");
      tear_down (&fixture);
      return;
    }
  g_assert_cmpint (kill (atoi (children), SIGKILL), ==, 0);
  assert_works (&fixture);
  g_assert_cmpuint (count_starts (&fixture), ==, 2);
  tear_down (&fixture);
}

typedef struct
{
  Fixture      *fixture;
  GCancellable *cancellable;
  GError       *error;
} Asker;

static gpointer
asker_cb (gpointer data)
{
  Asker *asker = data;
  g_autoptr(DzMeasurement) measurement =
    dz_examiner_measure (asker->fixture->examiner, asker->fixture->photo, asker->cancellable,
                         &asker->error);

  g_assert_null (measurement);
  return NULL;
}

static void
wait_for_start (Fixture *fixture)
{
  gint64 end = g_get_monotonic_time () + 20 * G_USEC_PER_SEC;

  while (!g_file_test (fixture->starts, G_FILE_TEST_EXISTS))
    {
      g_assert_cmpint (g_get_monotonic_time (), <, end);
      g_thread_yield ();
    }
}

/* One asker is at the hanging helper, the other waits for its place; both let go at once. */
static void
let_go (gboolean by_closing,
        GQuark   domain,
        int      code)
{
  g_autoptr(GCancellable) cancellable = g_cancellable_new ();
  gint64 begin = g_get_monotonic_time ();
  Fixture fixture;
  Asker askers[2] = { { &fixture, cancellable, NULL }, { &fixture, cancellable, NULL } };
  GThread *threads[2];

  set_up (&fixture, "hangs", 9, 60000);
  for (guint i = 0; i < G_N_ELEMENTS (threads); i++)
    threads[i] = g_thread_new ("asker", asker_cb, &askers[i]);
  wait_for_start (&fixture);
  if (by_closing)
    dz_examiner_close (fixture.examiner);
  else
    g_cancellable_cancel (cancellable);
  for (guint i = 0; i < G_N_ELEMENTS (threads); i++)
    {
      g_thread_join (threads[i]);
      g_assert_error (askers[i].error, domain, code);
      g_clear_error (&askers[i].error);
    }
  g_assert_cmpint (g_get_monotonic_time () - begin, <, 30 * G_USEC_PER_SEC);
  tear_down (&fixture);
}

static void
test_cancel (void)
{
  let_go (FALSE, G_IO_ERROR, G_IO_ERROR_CANCELLED);
}

static void
test_close (void)
{
  let_go (TRUE, DZ_EXAMINER_ERROR, DZ_EXAMINER_ERROR_CLOSED);
}

static void
remove_folder (const char *folder)
{
  g_autofree char *how = g_build_filename (folder, "how", NULL);

  g_unlink (how);
  g_rmdir (folder);
}

int
main (int   argc,
      char *argv[])
{
  static const char *const kinds[] = { "measure", "render", "roster", "digest" };

  g_autofree char *folder = g_dir_make_tmp ("dz-bad-helper-XXXXXX", NULL);
  int result;

  g_test_init (&argc, &argv, NULL);
  /* The good helper of these tests needs no models, and starts the sooner. */
  g_setenv ("DUIZHAO_MODELS", "/nowhere", TRUE);
  /* For all tests, since nothing may be set once there are threads. */
  g_setenv ("DZ_EXAMINER_BAD", folder, TRUE);
  g_setenv ("DZ_EXAMINER_REAL", g_getenv ("DZ_EXAMINER"), TRUE);
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      const Case *c = &cases[i];
      g_autofree char *twice = g_strdup_printf ("/bad/%s/%s/twice", c->how, kinds[c->kind]);
      g_autofree char *once = g_strdup_printf ("/bad/%s/%s/once", c->how, kinds[c->kind]);

      g_test_add_data_func (twice, c, test_twice);
      if (c->code != DZ_EXAMINER_ERROR_START)
        g_test_add_data_func (once, c, test_once);
    }
  g_test_add_data_func ("/bad/plausible/measure", &plausible[0], test_plausible);
  g_test_add_data_func ("/bad/plausible/roster", &plausible[1], test_plausible);
  g_test_add_func ("/bad/ended-while-idle", test_ended_while_idle);
  g_test_add_func ("/bad/cancel", test_cancel);
  g_test_add_func ("/bad/close", test_close);
  result = g_test_run ();
  remove_folder (folder);
  return result;
}
