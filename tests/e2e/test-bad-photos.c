/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What is no portrait, from its bytes through a helper to the findings a reviewer reads: an honest
 * outcome for each, and nothing that passes because nobody measured it. */
#include "bad-pictures.h"
#include "dz-examiner.h"
#include "dz-face-samples.h"
#include "dz-models.h"
#include "dz-rules.h"

#include <math.h>
#include <string.h>
#include <sys/resource.h>

#define PERSON_WIDTH 720
#define PERSON_HEIGHT 960

/* What can be said of a face only. */
static const char *const face_rules[] = {
  "BG-03",   "BG-04",    "POS-01",   "POS-02",   "POS-03",   "POS-04",   "POS-05",  "POSE-01",
  "POSE-02", "POSE-03",  "EYE-01",   "EYE-02",   "EYE-03",   "MOUTH-01", "HAIR-01", "EAR-01",
  "GLASS-01", "GLASS-02", "GLASS-03", "HEAD-01", "ACC-01",   "CLOTH-01", "MAKE-01", "LIGHT-01",
  "LIGHT-02", "LIGHT-03", "LIGHT-04", "SHARP-01", "COL-01",
};

/* What is too fine for a small face. */
static const char *const fine_rules[] = {
  "EYE-01", "EYE-03", "MOUTH-01", "HAIR-01", "EAR-01", "GLASS-01", "GLASS-02",
};

static DzExaminer *examiner;
static DzProfile *profile;

/* What was found on one photo. */
typedef struct
{
  DzMeasurement *measurement; /* owned */
  GPtrArray     *findings;    /* owned */
} Case;

static void
case_clear (Case *self)
{
  g_clear_pointer (&self->measurement, dz_measurement_free);
  g_clear_pointer (&self->findings, g_ptr_array_unref);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Case, case_clear)

static double
get (const Case *self,
     DzQuantity  quantity)
{
  return dz_measurement_get (self->measurement, quantity);
}

static const DzFinding *
find (const Case *self,
      const char *rule)
{
  const DzFinding *finding = dz_findings_find (self->findings, rule);

  g_assert_nonnull (finding);
  return finding;
}

/* One face that passes was found, once, upright and whole; what is not measured says why. */
static void
assert_honest (const Case *self)
{
  gboolean seen = dz_measurement_has (self->measurement, DZ_QUANTITY_FACE_SPAN);

  for (guint i = 0; i < self->findings->len; i++)
    {
      const DzFinding *finding = g_ptr_array_index (self->findings, i);

      if (finding->outcome == DZ_OUTCOME_UNMEASURED)
        g_assert_true (finding->why != NULL && *finding->why != '\0');
    }
  for (guint i = 0; i < G_N_ELEMENTS (face_rules) && !seen; i++)
    {
      g_test_message ("%s", face_rules[i]);
      g_assert_cmpint (find (self, face_rules[i])->outcome, ==, DZ_OUTCOME_UNMEASURED);
    }
  if (find (self, "FACE-01")->outcome != DZ_OUTCOME_PASS)
    return;
  g_assert_cmpfloat (get (self, DZ_QUANTITY_FACES), ==, 1);
  g_assert_cmpfloat (get (self, DZ_QUANTITY_FACE_TURN), ==, 0);
  g_assert_cmpfloat (get (self, DZ_QUANTITY_FACE_CUT), ==, 0);
  g_assert_true (seen);
}

/* @jpeg is taken. */
static void
examine (Case   *self,
         GBytes *jpeg)
{
  g_autoptr(GBytes) bytes = jpeg;
  g_autoptr(GError) error = NULL;

  self->measurement = dz_examiner_measure (examiner, bytes, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpfloat (get (self, DZ_QUANTITY_BYTES), ==, g_bytes_get_size (bytes));
  self->findings = dz_rules_judge (self->measurement, NULL, NULL, profile);
  assert_honest (self);
}

/* "FACE-01 fail" and others like it, each followed by "; ". */
static void
assert_says (const Case *self,
             const char *expected)
{
  g_auto(GStrv) parts = g_strsplit (expected, "; ", -1);

  for (guint i = 0; parts[i] != NULL; i++)
    {
      const char *space = strchr (parts[i], ' ');
      g_autofree char *rule = g_strndup (parts[i], space - parts[i]);
      const DzFinding *finding = find (self, rule);

      g_test_message ("%s: %s, %s", rule, dz_outcome_to_nick (finding->outcome), finding->why);
      g_assert_cmpstr (dz_outcome_to_nick (finding->outcome), ==, space + 1);
    }
}

static void
assert_never_passes (const Case        *self,
                     const char *const *rules,
                     guint              n_rules)
{
  for (guint i = 0; i < n_rules; i++)
    {
      g_test_message ("%s", rules[i]);
      g_assert_cmpint (find (self, rules[i])->outcome, !=, DZ_OUTCOME_PASS);
    }
}

/* Nothing of a face, and each rule says why. */
static void
assert_no_face (const Case *self,
                const char *why)
{
  g_assert_cmpstr (find (self, "FACE-01")->why, ==, why);
  for (guint i = 0; i < G_N_ELEMENTS (fine_rules); i++)
    g_assert_cmpstr (find (self, fine_rules[i])->why, ==, why);
  assert_says (self, "FACE-01 fail; POS-01 unmeasured; POSE-02 unmeasured; LIGHT-01 unmeasured");
}

/* A person: photographed where the portraits are at hand, else painted. */
static DzPixels *
make_person (guint index)
{
  static const char *const files[] = { "003_03.jpg", "005_03.jpg" };
  const char *shared = g_getenv ("DZ_SHARED_DIR");
  g_autofree char *path = g_build_filename (shared != NULL ? shared : "../shared", "photos",
                                            "portraits", files[index], NULL);
  g_autoptr(DzPixels) whole = NULL;

  if (!g_file_test (path, G_FILE_TEST_EXISTS))
    return dz_sample_drawn (index, PERSON_WIDTH, NULL);
  whole = dz_sample_portrait (files[index], PERSON_HEIGHT);
  return dz_sample_cut (whole, (whole->width - PERSON_WIDTH) / 2, 0, PERSON_WIDTH,
                        whole->height);
}

/* Both a photographed and a painted person come through as what they are. */
static void
test_portrait (void)
{
  g_autoptr(DzPixels) person = make_person (0);
  g_autoptr(DzPixels) drawn = dz_sample_drawn (1, PERSON_WIDTH, NULL);
  g_auto(Case) one = { NULL, NULL };
  g_auto(Case) other = { NULL, NULL };

  examine (&one, bad_jpeg (person));
  assert_says (&one, "FILE-01 pass; FILE-03 pass; FILE-05 pass; FACE-01 pass; POS-02 pass");
  examine (&other, bad_jpeg (drawn));
  assert_says (&other, "FILE-01 pass; FILE-03 pass; FILE-05 pass; FACE-01 pass; EYE-01 pass");
}

static void
test_nobody (void)
{
  g_autoptr(DzPixels) wall = dz_sample_canvas (PERSON_WIDTH, PERSON_HEIGHT, 180);
  g_autoptr(DzPixels) noise = dz_sample_canvas (PERSON_WIDTH, PERSON_HEIGHT, 0);
  g_autoptr(GRand) rand = g_rand_new_with_seed (1);
  g_auto(Case) blank = { NULL, NULL };
  g_auto(Case) loud = { NULL, NULL };

  for (gsize i = 0; i < dz_pixels_size (noise->width, noise->height); i++)
    noise->data[i] = g_rand_int (rand);
  examine (&blank, bad_jpeg (wall));
  assert_no_face (&blank, "no face was found");
  examine (&loud, bad_jpeg (noise));
  assert_no_face (&loud, "no face was found");
  assert_says (&loud, "BG-02 fail");
}

static void
test_two (void)
{
  g_autoptr(DzPixels) one = make_person (0);
  g_autoptr(DzPixels) other = make_person (1);
  g_autoptr(DzPixels) both = dz_sample_canvas (2 * PERSON_WIDTH, one->height, 220);
  g_auto(Case) found = { NULL, NULL };

  dz_sample_paste (both, one, 0, 0);
  dz_sample_paste (both, other, PERSON_WIDTH, 0);
  examine (&found, bad_jpeg (both));
  assert_says (&found, "FACE-01 fail; FILE-04 fail; POS-05 fail");
  g_assert_cmpfloat (find (&found, "FACE-01")->value, ==, 2);
  g_assert_cmpstr (find (&found, "FACE-01")->why, ==, "there is more than one face");
}

static void
test_twenty (void)
{
  g_autoptr(DzPixels) one = make_person (0);
  g_autoptr(DzPixels) other = make_person (1);
  g_autoptr(DzPixels) class = dz_sample_canvas (1200, 1280, 220);
  g_auto(Case) found = { NULL, NULL };

  for (guint i = 0; i < 20; i++)
    {
      g_autoptr(DzPixels) small = bad_stretched (i % 2 == 0 ? one : other, 240, 320);

      dz_sample_paste (class, small, i % 5 * 240, i / 5 * 320);
    }
  examine (&found, bad_jpeg (class));
  assert_says (&found, "FACE-01 fail");
  g_assert_cmpfloat (find (&found, "FACE-01")->value, ==, 20);
  assert_never_passes (&found, fine_rules, G_N_ELEMENTS (fine_rules));
}

/* A child on the arm, or an old print held up: a person two fifths as tall is said to be there, one
 * half as tall counts as a second. */
static void
test_second (void)
{
  static const struct { guint width; const char *says, *why; } sizes[] = {
    { 300, "FACE-01 warn", "there may be a second, small face" },
    { 390, "FACE-01 fail", "there is more than one face" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (sizes); i++)
    {
      g_autoptr(DzPixels) photo = make_person (0);
      g_autoptr(DzPixels) person = make_person (1);
      g_autoptr(DzPixels) small = bad_stretched (person, sizes[i].width, sizes[i].width * 4 / 3);
      g_autoptr(DzPixels) wide = dz_sample_canvas (photo->width + small->width, photo->height, 200);
      g_auto(Case) found = { NULL, NULL };

      dz_sample_paste (wide, photo, 0, 0);
      dz_sample_paste (wide, small, photo->width, photo->height - small->height);
      examine (&found, bad_jpeg (wide));
      assert_says (&found, sizes[i].says);
      g_assert_cmpstr (find (&found, "FACE-01")->why, ==, sizes[i].why);
    }
}

/* What an even fill of colour shows: a face at most, and never a clear one of a person. */
static void
test_cartoon (void)
{
  g_autoptr(DzPixels) cartoon = bad_cartoon ();
  g_auto(Case) found = { NULL, NULL };

  examine (&found, bad_jpeg (cartoon));
  assert_never_passes (&found, (const char *const[]) { "FACE-01", "LIGHT-04" }, 2);
}

static void
test_drawing (void)
{
  g_autoptr(DzPixels) photo = make_person (0);
  g_autoptr(DzPixels) drawing = bad_drawing (photo);
  g_auto(Case) found = { NULL, NULL };

  examine (&found, bad_jpeg (drawing));
  assert_says (&found, "FILE-05 fail; STYLE-01 unmeasured");
  assert_never_passes (&found, (const char *const[]) { "COL-01", "LIGHT-02", "BG-01" }, 3);
}

/* White marble is a grey picture; sandstone has a colour, but not that of skin. */
static void
test_statue (void)
{
  static const guint8 marble[3] = { 236, 236, 234 };
  static const guint8 bronze[3] = { 120, 150, 128 };
  g_autoptr(DzPixels) photo = make_person (0);
  g_autoptr(DzPixels) white = bad_statue (photo, marble);
  g_autoptr(DzPixels) green = bad_statue (photo, bronze);
  g_auto(Case) pale = { NULL, NULL };
  g_auto(Case) old = { NULL, NULL };

  examine (&pale, bad_jpeg (white));
  assert_says (&pale, "FILE-05 fail; COL-01 unmeasured; STYLE-01 unmeasured");
  examine (&old, bad_jpeg (green));
  assert_says (&old, "COL-01 warn; BG-01 fail; STYLE-01 unmeasured");
}

static void
test_turned (void)
{
  g_autoptr(DzPixels) photo = make_person (0);

  for (guint turn = 90; turn < 360; turn += 90)
    {
      g_autoptr(DzPixels) turned = dz_sample_turned (photo, turn);
      g_auto(Case) found = { NULL, NULL };

      examine (&found, bad_jpeg (turned));
      assert_no_face (&found, "the face stands upright only after the photo is turned");
      g_assert_cmpfloat (get (&found, DZ_QUANTITY_FACE_TURN), ==, 360 - turn);
    }
}

static void
test_tiny (void)
{
  g_autoptr(DzPixels) photo = make_person (0);
  g_autoptr(DzPixels) small = bad_stretched (photo, 50, 50);
  g_auto(Case) found = { NULL, NULL };

  examine (&found, bad_jpeg (small));
  assert_says (&found, "FILE-02 fail; FILE-03 fail; FILE-04 fail");
  g_assert_true (dz_findings_refuse (found.findings));
  assert_never_passes (&found, fine_rules, G_N_ELEMENTS (fine_rules));
}

/* One px wide, one px high, and a dot. */
static void
test_strips (void)
{
  static const guint sizes[][2] = { { 1, 4000 }, { 4000, 1 }, { 1, 1 } };
  g_autoptr(DzPixels) photo = make_person (0);

  for (guint i = 0; i < G_N_ELEMENTS (sizes); i++)
    {
      g_auto(Case) found = { NULL, NULL };

      examine (&found, bad_jpeg_stretched (photo, sizes[i][0], sizes[i][1], FALSE));
      assert_says (&found, "FILE-03 fail; FILE-04 fail; FACE-01 fail");
      assert_no_face (&found, "no face was found");
      g_assert_true (dz_findings_refuse (found.findings));
    }
}

/* The same face as in the small photo it is made of, in the px of the large one. */
static void
assert_large (guint    width,
              guint    height,
              gboolean progressive)
{
  g_autoptr(DzPixels) photo = make_person (0);
  g_auto(Case) small = { NULL, NULL };
  g_auto(Case) large = { NULL, NULL };

  examine (&small, bad_jpeg (photo));
  examine (&large, bad_jpeg_stretched (photo, width, height, progressive));
  assert_says (&large, "FILE-01 pass; FILE-03 pass; FACE-01 pass");
  g_assert_cmpfloat_with_epsilon (get (&large, DZ_QUANTITY_EYE_LEFT_Y) / height,
                                  get (&small, DZ_QUANTITY_EYE_LEFT_Y) / photo->height, 0.005);
}

static void
test_large (void)
{
  assert_large (6000, 8000, FALSE);
}

/* 60 million pixels are the most that is taken; a helper stays within 512 MB. What is larger, or
 * needs more to decode, is refused with a sentence. */
static void
test_largest (void)
{
  g_autoptr(DzPixels) photo = make_person (0);
  g_auto(Case) beyond = { NULL, NULL };
  g_auto(Case) progressive = { NULL, NULL };
  struct rusage usage;

  if (!g_test_slow ())
    {
      g_test_skip ("more than 60 million pixels take seconds; -m slow asks for them");
      return;
    }
  assert_large (6708, 8944, FALSE);
  examine (&beyond, bad_jpeg_stretched (photo, 7000, 9000, FALSE));
  assert_says (&beyond, "FILE-01 fail; FACE-01 unmeasured");
  g_assert_nonnull (strstr (beyond.measurement->problem, "pixels"));
  examine (&progressive, bad_jpeg_stretched (photo, 6708, 8944, TRUE));
  g_test_message ("progressive: %s", progressive.measurement->problem);
  g_assert_true (get (&progressive, DZ_QUANTITY_DECODES) == 1
                 || progressive.measurement->problem != NULL);
  dz_examiner_close (examiner);
  g_assert_cmpint (getrusage (RUSAGE_CHILDREN, &usage), ==, 0);
  g_test_message ("largest helper: %ld KB", usage.ru_maxrss);
  g_assert_cmpint (usage.ru_maxrss, <=, 512 * 1024);
}

static void
test_grey (void)
{
  g_autoptr(DzPixels) photo = make_person (0);
  g_auto(Case) found = { NULL, NULL };

  examine (&found, bad_jpeg_grey (photo));
  assert_says (&found, "FILE-05 fail; COL-01 unmeasured; FACE-01 pass");
  g_assert_cmpint (find (&found, "FILE-05")->authority, ==, DZ_AUTHORITY_AUTO);
  g_assert_true (dz_findings_refuse (found.findings));
}

/* Four inks, upright or inverted, are the same person before the same wall. */
static void
test_cmyk (void)
{
  g_autoptr(DzPixels) photo = dz_sample_drawn (1, PERSON_WIDTH, NULL);
  g_auto(Case) rgb = { NULL, NULL };

  examine (&rgb, bad_jpeg (photo));
  for (guint adobe = 0; adobe < 2; adobe++)
    {
      g_auto(Case) found = { NULL, NULL };

      examine (&found, bad_jpeg_cmyk (photo, adobe));
      assert_says (&found, "FILE-01 pass; FILE-05 warn; FACE-01 pass");
      g_assert_cmpstr (find (&found, "FILE-05")->why, ==, "CMYK or another colour model");
      g_assert_false (dz_findings_refuse (found.findings));
      g_assert_cmpfloat_with_epsilon (get (&found, DZ_QUANTITY_WALL_L),
                                      get (&rgb, DZ_QUANTITY_WALL_L), 3);
      g_assert_cmpfloat_with_epsilon (get (&found, DZ_QUANTITY_EYE_LEFT_Y),
                                      get (&rgb, DZ_QUANTITY_EYE_LEFT_Y), 4);
    }
}

/* The frame goes through the face: left, top, right, bottom. What lies beyond it passes nothing. */
static void
test_cut (void)
{
  static const char *const gone[4][6] = {
    { "EYE-01", "EYE-03", "POSE-01", "POSE-02", "HAIR-01", "POS-03" },
    { "EYE-01", "EYE-03", "POSE-01", "POSE-02", "HAIR-01", "POS-01" },
    { "EYE-01", "EYE-03", "POSE-01", "POSE-02", "HAIR-01", "POS-03" },
    { "MOUTH-01", "POSE-02", "POS-04", "MOUTH-01", "MOUTH-01", "MOUTH-01" },
  };
  g_autoptr(DzPixels) photo = make_person (0);
  g_auto(Case) whole = { NULL, NULL };
  double eye_y, mouth_y;

  examine (&whole, bad_jpeg (photo));
  eye_y = get (&whole, DZ_QUANTITY_EYE_LEFT_Y);
  mouth_y = get (&whole, DZ_QUANTITY_MOUTH_Y);
  for (guint i = 0; i < 4; i++)
    {
      guint left = i == 0 ? get (&whole, DZ_QUANTITY_EYE_LEFT_X) : 0;
      guint top = i == 1 ? eye_y + 10 : 0;
      guint right = i == 2 ? get (&whole, DZ_QUANTITY_EYE_RIGHT_X) : photo->width;
      guint bottom = i == 3 ? mouth_y - 10 : photo->height;
      g_autoptr(DzPixels) part = dz_sample_cut (photo, left, top, right - left, bottom - top);
      g_auto(Case) found = { NULL, NULL };

      examine (&found, bad_jpeg (part));
      g_test_message ("side %u: %.0f faces, cut %.2f", i, get (&found, DZ_QUANTITY_FACES),
                      get (&found, DZ_QUANTITY_FACE_CUT));
      assert_says (&found, "FACE-01 fail; FILE-04 fail");
      assert_never_passes (&found, gone[i], G_N_ELEMENTS (gone[i]));
    }
}

static gboolean
has_models (void)
{
  g_autofree char *folder = dz_models_find_folder ();
  g_autoptr(DzModels) models = dz_models_load (folder, NULL);

  return models != NULL;
}

static void
test_no_models (void)
{
  g_test_skip ("the models are not installed");
}

static void
start (void)
{
  g_autoptr(GError) error = NULL;

  examiner = dz_examiner_new (NULL, 1, NULL);
  dz_examiner_start (examiner, &error);
  g_assert_no_error (error);
  profile = dz_profile_find ("graduate-2022", &error);
  g_assert_no_error (error);
}

static void
add_tests (void)
{
  g_test_add_func ("/bad-photos/portrait", test_portrait);
  g_test_add_func ("/bad-photos/nobody", test_nobody);
  g_test_add_func ("/bad-photos/two", test_two);
  g_test_add_func ("/bad-photos/twenty", test_twenty);
  g_test_add_func ("/bad-photos/second", test_second);
  g_test_add_func ("/bad-photos/cartoon", test_cartoon);
  g_test_add_func ("/bad-photos/drawing", test_drawing);
  g_test_add_func ("/bad-photos/statue", test_statue);
  g_test_add_func ("/bad-photos/turned", test_turned);
  g_test_add_func ("/bad-photos/tiny", test_tiny);
  g_test_add_func ("/bad-photos/strips", test_strips);
  g_test_add_func ("/bad-photos/large", test_large);
  g_test_add_func ("/bad-photos/grey", test_grey);
  g_test_add_func ("/bad-photos/cmyk", test_cmyk);
  g_test_add_func ("/bad-photos/cut", test_cut);
  /* The last one: it closes the examiner, so that what its helper used is counted. */
  g_test_add_func ("/bad-photos/largest", test_largest);
}

int
main (int   argc,
      char *argv[])
{
  int result;

  g_test_init (&argc, &argv, NULL);
  if (!has_models ())
    {
      g_test_add_func ("/bad-photos/models", test_no_models);
      return g_test_run ();
    }
  start ();
  add_tests ();
  result = g_test_run ();
  dz_examiner_close (examiner);
  g_clear_object (&examiner);
  g_clear_pointer (&profile, dz_profile_unref);
  return result;
}
