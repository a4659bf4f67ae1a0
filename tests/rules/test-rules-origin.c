/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rules-fixture.h"

#include <math.h>

static const RuleCase cases[] = {
  { "ORIG-01", DZ_QUANTITY_HAS_GPS, 0, 'p' },
  { "ORIG-01", DZ_QUANTITY_HAS_GPS, NAN, 'u' },
  { "ORIG-02", DZ_QUANTITY_DOUBLE_JPEG, 0.61, 'p' },
  { "ORIG-02", DZ_QUANTITY_DOUBLE_JPEG, 0.6, 'n' },
  { "ORIG-02", DZ_QUANTITY_DOUBLE_JPEG, NAN, 'u' },
  { "ORIG-02", DZ_QUANTITY_QUALITY, 85, 'p' },
  { "ORIG-02", DZ_QUANTITY_QUALITY, 84, 'u' }, /* single compression looks alike there */
  { "ORIG-02", DZ_QUANTITY_QUALITY, NAN, 'u' },
  { "ORIG-03", DZ_QUANTITY_WIDTH, 960, 'u' },
  { "ORIG-04", DZ_QUANTITY_SKIN_DETAIL, 0.035, 'p' },
  { "ORIG-04", DZ_QUANTITY_SKIN_DETAIL, 0.034, 'u' },
  { "ORIG-04", DZ_QUANTITY_SKIN_DETAIL, NAN, 'u' },
  { "ORIG-04", DZ_QUANTITY_FACE_SPAN, 79, 'u' },
  { "ORIG-05", DZ_QUANTITY_HASH_QUALITY, 50, 'p' },
  { "ORIG-05", DZ_QUANTITY_HASH_QUALITY, 49, 'p' }, /* by the face */
  { "ORIG-05", DZ_QUANTITY_HASH_QUALITY, NAN, 'u' },
  { "ORIG-06", DZ_QUANTITY_HASH_QUALITY, NAN, 'u' },
  { "ORIG-07", DZ_QUANTITY_HASH_QUALITY, NAN, 'u' },
};

static void
test_limits (void)
{
  rules_check_cases (cases, G_N_ELEMENTS (cases));
}

static void
test_editing (void)
{
  g_autoptr(DzMeasurement) measurement = rules_make_clean ();
  g_autoptr(DzFinding) opened = NULL;
  g_autoptr(DzFinding) changed = NULL;
  g_autoptr(DzFinding) another_format = NULL;

  g_ptr_array_add (measurement->marks, dz_edit_mark_new ("editor", "Adobe Photoshop", FALSE));
  g_ptr_array_add (measurement->marks, dz_edit_mark_new ("date", "modified later", FALSE));
  opened = rules_judge (measurement, "ORIG-01");
  assert_says (opened, 'w');
  g_assert_cmpstr (opened->text, ==, "Adobe Photoshop, modified later");
  g_assert_cmpfloat (opened->value, ==, 2);
  g_ptr_array_add (measurement->marks, dz_edit_mark_new ("beauty", "IsChangeFacelift", TRUE));
  changed = rules_judge (measurement, "ORIG-01");
  assert_says (changed, 'f');
  g_assert_cmpint (changed->authority, ==, DZ_AUTHORITY_ASSIST);
  g_assert_cmpstr (changed->text, ==, "IsChangeFacelift");
  measurement->format = DZ_PHOTO_FORMAT_PNG;
  another_format = rules_judge (measurement, "ORIG-01");
  assert_says (another_format, 'u');
}

/* A rank says something in a window that is large enough; it only ever asks for a look. */
static void
test_smooth (void)
{
  static const struct
  {
    guint n_photos;
    double rank, detail;
    char says;
  } windows[] = {
    { 100, 4.9, 0.08, 'n' }, { 100, 5, 0.08, 'p' },    { 99, 1, 0.08, 'u' },
    { 100, NAN, 0.08, 'u' }, { 100, 50, 0.034, 'u' },  { 100, 1, 0.034, 'n' },
  };

  for (guint i = 0; i < G_N_ELEMENTS (windows); i++)
    {
      g_autoptr(DzMeasurement) measurement = rules_make_clean ();
      g_autoptr(DzPeers) peers = rules_make_peers ();
      g_autoptr(DzFinding) finding = NULL;

      peers->n_photos = windows[i].n_photos;
      peers->skin_detail_rank = windows[i].rank;
      dz_measurement_set (measurement, DZ_QUANTITY_SKIN_DETAIL, windows[i].detail);
      finding = rules_judge_full (measurement, NULL, peers, rules_fixture_profile (), "ORIG-04");
      assert_says (finding, windows[i].says);
      g_assert_cmpfloat (finding->value, ==, windows[i].detail);
      g_assert_cmpint (finding->authority, ==, DZ_AUTHORITY_HUMAN);
      g_assert_false (dz_region_is_empty (&finding->region));
    }
}

static DzPeers *
make_twin (gboolean   same_student,
           gboolean   refused,
           DzTwinKind kind,
           DzPdqForm  form,
           gboolean   by_face,
           guint      distance)
{
  DzPeers *peers = rules_make_peers ();
  DzTwin *twin = dz_twin_new ();

  twin->same_student = same_student;
  twin->refused = refused;
  twin->kind = kind;
  twin->form = form;
  twin->by_face = by_face;
  twin->distance = distance;
  g_ptr_array_add (peers->twins, twin);
  return peers;
}

/* What another photo makes of ORIG-05, ORIG-06 and ORIG-07. */
static const struct
{
  gboolean same_student, refused;
  DzTwinKind kind;
  DzPdqForm form;
  gboolean by_face;
  guint distance;
  const char *says;
} twins[] = {
  /* another student's */
  { FALSE, FALSE, DZ_TWIN_BYTES, DZ_PDQ_FORM_SAME, FALSE, 0, "fpp" },
  { FALSE, TRUE, DZ_TWIN_PIXELS, DZ_PDQ_FORM_SAME, FALSE, 0, "fpp" },
  { FALSE, FALSE, DZ_TWIN_ALIKE, DZ_PDQ_FORM_SAME, FALSE, 20, "wpp" },
  { FALSE, FALSE, DZ_TWIN_ALIKE, DZ_PDQ_FORM_SAME, FALSE, 21, "ppp" },
  { FALSE, FALSE, DZ_TWIN_ALIKE, DZ_PDQ_FORM_SAME, TRUE, 12, "wpp" },
  { FALSE, FALSE, DZ_TWIN_ALIKE, DZ_PDQ_FORM_SAME, TRUE, 13, "ppp" },
  { FALSE, FALSE, DZ_TWIN_ALIKE, DZ_PDQ_FORM_MIRRORED, TRUE, 12, "wpp" },
  /* an earlier one of the same student */
  { TRUE, FALSE, DZ_TWIN_BYTES, DZ_PDQ_FORM_SAME, FALSE, 0, "ppp" },
  { TRUE, TRUE, DZ_TWIN_BYTES, DZ_PDQ_FORM_SAME, FALSE, 0, "ppf" },
  { TRUE, TRUE, DZ_TWIN_PIXELS, DZ_PDQ_FORM_SAME, FALSE, 0, "ppf" },
  { TRUE, TRUE, DZ_TWIN_ALIKE, DZ_PDQ_FORM_SAME, FALSE, 20, "ppw" },
  { TRUE, TRUE, DZ_TWIN_ALIKE, DZ_PDQ_FORM_SAME, FALSE, 21, "ppp" },
  { TRUE, FALSE, DZ_TWIN_ALIKE, DZ_PDQ_FORM_MIRRORED, FALSE, 8, "pwp" },
  { TRUE, FALSE, DZ_TWIN_ALIKE, DZ_PDQ_FORM_TURNED_90, TRUE, 12, "pwp" },
  { TRUE, TRUE, DZ_TWIN_ALIKE, DZ_PDQ_FORM_TURNED_180, FALSE, 4, "pww" },
};

static void
test_twins (void)
{
  static const char *const rules[] = { "ORIG-05", "ORIG-06", "ORIG-07" };
  static const DzAuthority authorities[] = { DZ_AUTHORITY_ASSIST, DZ_AUTHORITY_ASSIST,
                                             DZ_AUTHORITY_AUTO };
  g_autoptr(DzMeasurement) measurement = rules_make_clean ();

  for (guint i = 0; i < G_N_ELEMENTS (twins); i++)
    {
      g_autoptr(DzPeers) peers = make_twin (twins[i].same_student, twins[i].refused, twins[i].kind,
                                            twins[i].form, twins[i].by_face, twins[i].distance);

      for (guint r = 0; r < G_N_ELEMENTS (rules); r++)
        {
          g_autoptr(DzFinding) finding =
            rules_judge_full (measurement, NULL, peers, rules_fixture_profile (), rules[r]);

          g_test_message ("twin %u, %s", i, rules[r]);
          assert_says (finding, twins[i].says[r]);
          g_assert_cmpint (finding->authority, ==, authorities[r]);
          if (finding->outcome != DZ_OUTCOME_PASS)
            {
              g_assert_cmpfloat (finding->value, ==, twins[i].distance);
              g_assert_cmpstr (finding->unit, ==, "bit");
              g_assert_cmpstr (finding->limit, ==, twins[i].by_face ? "> 12" : "> 20");
              g_assert_nonnull (finding->why);
            }
        }
    }
}

/* Only the very photo that was refused before refuses by itself. */
static void
test_refusal (void)
{
  g_autoptr(DzMeasurement) measurement = rules_make_clean ();
  g_autoptr(DzPeers) refused = make_twin (TRUE, TRUE, DZ_TWIN_BYTES, DZ_PDQ_FORM_SAME, FALSE, 0);
  g_autoptr(DzPeers) shared = make_twin (FALSE, FALSE, DZ_TWIN_BYTES, DZ_PDQ_FORM_SAME, FALSE, 0);
  g_autoptr(GPtrArray) again =
    dz_rules_judge (measurement, NULL, refused, rules_fixture_profile ());
  g_autoptr(GPtrArray) of_two =
    dz_rules_judge (measurement, NULL, shared, rules_fixture_profile ());

  g_assert_true (dz_findings_refuse (again));
  g_assert_false (dz_findings_refuse (of_two));
}

/* The closest twin is not always the one that matters to a rule. */
static void
test_several_twins (void)
{
  g_autoptr(DzMeasurement) measurement = rules_make_clean ();
  g_autoptr(DzPeers) peers = make_twin (TRUE, FALSE, DZ_TWIN_BYTES, DZ_PDQ_FORM_SAME, FALSE, 0);
  g_autoptr(DzPeers) other = make_twin (FALSE, FALSE, DZ_TWIN_ALIKE, DZ_PDQ_FORM_SAME, TRUE, 9);
  g_autoptr(DzFinding) finding = NULL;

  g_ptr_array_add (peers->twins, dz_twin_copy (g_ptr_array_index (other->twins, 0)));
  finding = rules_judge_full (measurement, NULL, peers, rules_fixture_profile (), "ORIG-05");
  assert_says (finding, 'w');
  g_assert_cmpfloat (finding->value, ==, 9);
}

/* Nobody searched, nobody found: that is no pass. */
static void
test_not_searched (void)
{
  static const char *const rules[] = { "ORIG-05", "ORIG-06", "ORIG-07" };
  g_autoptr(DzMeasurement) measurement = rules_make_clean ();
  g_autoptr(DzMeasurement) flat = rules_make_clean ();
  g_autoptr(DzPeers) peers = rules_make_peers ();
  g_autoptr(DzPeers) searched = rules_make_peers ();

  peers->searched = FALSE;
  dz_measurement_set (flat, DZ_QUANTITY_HASH_QUALITY, 49);
  dz_measurement_set (flat, DZ_QUANTITY_FACE_HASH_QUALITY, 49);
  for (guint i = 0; i < G_N_ELEMENTS (rules); i++)
    {
      DzProfile *profile = rules_fixture_profile ();
      g_autoptr(DzFinding) alone = rules_judge_full (measurement, NULL, NULL, profile, rules[i]);
      g_autoptr(DzFinding) unsearched = rules_judge_full (measurement, NULL, peers, profile,
                                                          rules[i]);
      g_autoptr(DzFinding) plain = rules_judge_full (flat, NULL, searched, profile, rules[i]);

      assert_says (alone, 'u');
      g_assert_cmpstr (alone->why, ==, "there are no other photos to compare with");
      assert_says (unsearched, 'u');
      g_assert_cmpstr (unsearched->why, ==, "other photos were not searched");
      assert_says (plain, 'u');
      g_assert_cmpstr (plain->why, ==, "the picture has too little detail to compare");
    }
}

/* What was found counts whoever searched, and however flat the picture is. */
static void
test_found_anyway (void)
{
  g_autoptr(DzMeasurement) flat = rules_make_clean ();
  g_autoptr(DzPeers) peers = make_twin (FALSE, FALSE, DZ_TWIN_PIXELS, DZ_PDQ_FORM_SAME, FALSE, 0);
  g_autoptr(DzFinding) finding = NULL;

  dz_measurement_set (flat, DZ_QUANTITY_HASH_QUALITY, 3);
  dz_measurement_set (flat, DZ_QUANTITY_FACE_HASH_QUALITY, 3);
  finding = rules_judge_full (flat, NULL, peers, rules_fixture_profile (), "ORIG-05");
  assert_says (finding, 'f');
  g_assert_cmpstr (finding->reason, ==, "duplicate");
}

int
main (int   argc,
      char *argv[])
{
  int result;

  g_test_init (&argc, &argv, NULL);
  rules_fixture_start ();
  g_test_add_func ("/rules/origin/limits", test_limits);
  g_test_add_func ("/rules/origin/editing", test_editing);
  g_test_add_func ("/rules/origin/smooth", test_smooth);
  g_test_add_func ("/rules/origin/twins", test_twins);
  g_test_add_func ("/rules/origin/refusal", test_refusal);
  g_test_add_func ("/rules/origin/several-twins", test_several_twins);
  g_test_add_func ("/rules/origin/not-searched", test_not_searched);
  g_test_add_func ("/rules/origin/found-anyway", test_found_anyway);
  result = g_test_run ();
  rules_fixture_stop ();
  return result;
}
