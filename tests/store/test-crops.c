/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "exceptions-fixture.h"

#include <string.h>

static const DzCrop whole = { 0, 0, 480, 640, 0, 480, 640, DZ_CROP_RENDERING };

/* What was asked of the one who knows the rules. */
typedef struct
{
  guint  n_asked;
  double crown_y;
  DzCrop crop;
  gboolean lost; /* nobody has those limits any more */
} Asked;

static Asked asked;

/* Allows whole photos only, and no frame where it does not know the limits. */
static gboolean
frame (const char          *profile_hash,
       const DzMeasurement *measurement,
       const DzCrop        *crop,
       gpointer             user_data,
       GError             **error)
{
  Asked *now = user_data;

  g_assert_nonnull (profile_hash);
  now->n_asked++;
  now->crown_y = dz_measurement_get (measurement, DZ_QUANTITY_CROWN_Y);
  now->crop = *crop;
  if (dz_crop_equal (crop, &whole) || (now->lost && dz_crop_is_empty (crop)))
    return TRUE;
  g_set_error (error, DZ_STORE_ERROR, DZ_STORE_ERROR_INVALID, "the command is refused: not whole");
  return FALSE;
}

static void
set_up (Fixture      *fixture,
        gconstpointer data)
{
  static guint n_judged;

  fixture_set_up (fixture, data);
  asked = (Asked) { 0 };
  dz_store_set_judge (fixture->store, exceptions_judge, &n_judged);
  dz_store_set_frame (fixture->store, frame, &asked);
}

static DzCommand *
new_approval (Fixture       *fixture,
              DzSubmission **leased)
{
  g_autoptr(DzSubmission) sent = exceptions_send (fixture, 0, "photo", FALSE);
  DzCommand *command;

  *leased = exceptions_lease (fixture);
  command = fixture_approve (*leased);
  command->decision->crop = whole;
  exceptions_override (command, "BG-01", FALSE, "x");
  exceptions_override (command, "POS-04", FALSE, "x");
  return command;
}

static void
assert_refused (Fixture         *fixture,
                const DzCommand *command,
                const char      *words)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(DzSubmission) now = NULL;

  g_assert_null (dz_store_apply (fixture->store, fixture->wang, FIXTURE_DESK, command, "body",
                                 &error));
  g_assert_error (error, DZ_STORE_ERROR, DZ_STORE_ERROR_INVALID);
  g_test_message ("%s", error->message);
  g_assert_nonnull (strstr (error->message, words));
  now = dz_store_get_submission (fixture->store, command->submission, NULL);
  g_assert_cmpint (now->state, ==, DZ_STATE_LEASED);
  g_assert_cmpuint (fixture_count_entries (fixture->store, "decide"), ==, 0);
}

/* The frame is kept with the decision, and the history says what was approved. */
static void
test_kept (Fixture      *fixture,
           gconstpointer data)
{
  g_autoptr(DzSubmission) leased = NULL;
  g_autoptr(DzCommand) command = new_approval (fixture, &leased);
  g_autoptr(DzCommandAnswer) answer = fixture_apply (fixture, fixture->wang, command);
  g_autoptr(DzSubmission) held = NULL;
  g_autoptr(JsonObject) detail = NULL;
  JsonObject *crop;

  g_assert_cmpint (answer->result, ==, DZ_COMMAND_RESULT_APPLIED);
  g_assert_cmpuint (asked.n_asked, ==, 1);
  g_assert_true (dz_crop_equal (&asked.crop, &whole));
  fixture_reopen (fixture);
  held = dz_store_get_submission (fixture->store, leased->id, NULL);
  g_assert_true (dz_crop_equal (&held->decision->crop, &whole));
  detail = exceptions_last_detail (fixture, "decide");
  crop = json_object_get_object_member (detail, "crop");
  g_assert_cmpint (json_object_get_int_member (crop, "width"), ==, 480);
  g_assert_cmpint (json_object_get_int_member (crop, "output_height"), ==, 640);
  g_assert_cmpint (json_object_get_int_member (crop, "rendering"), ==, DZ_CROP_RENDERING);
  fixture_check_history (fixture);
}

/* It is checked by the lines that the same decision corrects. */
static void
test_corrected (Fixture      *fixture,
                gconstpointer data)
{
  g_autoptr(DzSubmission) leased = NULL;
  g_autoptr(DzCommand) command = new_approval (fixture, &leased);
  g_autoptr(DzCommandAnswer) answer = NULL;

  g_ptr_array_set_size (command->decision->overrides, 1);
  command->decision->correction.crown_y = 56;
  answer = fixture_apply (fixture, fixture->wang, command);
  g_assert_cmpint (answer->result, ==, DZ_COMMAND_RESULT_APPLIED);
  g_assert_cmpfloat (asked.crown_y, ==, 56);
}

/* Where the rules cannot say what is delivered an approval covers the photo alone, and the history
 * says so; where they can it is refused. */
static void
test_none (Fixture      *fixture,
           gconstpointer data)
{
  g_autoptr(DzSubmission) leased = NULL;
  g_autoptr(DzCommand) command = new_approval (fixture, &leased);
  g_autoptr(DzCommandAnswer) answer = NULL;
  g_autoptr(DzSubmission) held = NULL;
  g_autoptr(JsonObject) detail = NULL;

  command->decision->crop = (DzCrop) DZ_CROP_NONE;
  assert_refused (fixture, command, "not whole");
  asked.lost = TRUE;
  answer = fixture_apply (fixture, fixture->wang, command);
  g_assert_cmpint (answer->result, ==, DZ_COMMAND_RESULT_APPLIED);
  g_assert_cmpuint (asked.n_asked, ==, 2);
  held = dz_store_get_submission (fixture->store, leased->id, NULL);
  g_assert_true (dz_crop_is_empty (&held->decision->crop));
  detail = exceptions_last_detail (fixture, "decide");
  g_assert_true (json_object_get_null_member (detail, "crop"));
}

static void
test_refused (Fixture      *fixture,
              gconstpointer data)
{
  g_autoptr(DzSubmission) leased = NULL;
  g_autoptr(DzCommand) command = new_approval (fixture, &leased);
  g_autoptr(DzCommand) refusal = fixture_reject (leased, "blurred", NULL);

  refusal->decision->crop = whole;
  assert_refused (fixture, refusal, "a refusal delivers nothing");
  command->decision->crop.y = 1;
  assert_refused (fixture, command, "not whole");
  command->decision->crop.width = 479;
  assert_refused (fixture, command, "enlarged");
  command->decision->crop = whole;
  command->decision->crop.rendering = 2;
  assert_refused (fixture, command, "another rendering");
  g_assert_cmpuint (asked.n_asked, ==, 1);
  command->decision->crop = whole;
  dz_store_set_frame (fixture->store, NULL, NULL);
  assert_refused (fixture, command, "cannot be checked here");
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  fixture_add ("/store/crops/kept", set_up, test_kept);
  fixture_add ("/store/crops/corrected", set_up, test_corrected);
  fixture_add ("/store/crops/none", set_up, test_none);
  fixture_add ("/store/crops/refused", set_up, test_refused);
  return g_test_run ();
}
