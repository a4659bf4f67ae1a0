/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "dz-accuracy.h"
#include "dz-drawn-faults.h"

#include <math.h>

/* Whole numbers of people; `-m slow` takes the 500 that the accuracy is promised for. */
#define PEOPLE_QUICK 25
#define PEOPLE_SLOW 500
#define FAULTY_QUICK 12
#define FAULTY_SLOW 500

#define LINE_SHARE 0.02 /* of the height, or of the width for the face */
#define ROLL_DEG 1
#define PERCENT 95

static DzAccuracy *accuracy;

static guint
n_people (guint quick,
          guint slow)
{
  return g_test_slow () ? slow : quick;
}

/* One number a person: shares of the height, the width of the face a share of the picture's width,
 * the roll in degrees. */
typedef struct
{
  double *eyes;
  double *crown;
  double *chin;
  double *width;
  double *roll;
} Errors;

static void
measure_person (DzAccuracy *self,
                guint       i,
                gpointer    user_data)
{
  Errors *errors = user_data;
  DzPortraitGeometry truth;
  g_autoptr(GBytes) jpeg = dz_drawn_fault_paint (&dz_drawn_faults[0], i, &truth);
  g_autoptr(DzMeasurement) m = dz_accuracy_measure (self, jpeg);
  double eyes = (dz_measurement_get (m, DZ_QUANTITY_EYE_LEFT_Y) +
                 dz_measurement_get (m, DZ_QUANTITY_EYE_RIGHT_Y)) / 2;
  double crown = dz_measurement_get (m, DZ_QUANTITY_CROWN_Y);
  double chin = dz_measurement_get (m, DZ_QUANTITY_CHIN_Y);
  double width = dz_measurement_get (m, DZ_QUANTITY_FACE_RIGHT_X) -
                 dz_measurement_get (m, DZ_QUANTITY_FACE_LEFT_X);
  double true_width = truth.face_right_x - truth.face_left_x;

  errors->eyes[i] = fabs (eyes - dz_portrait_geometry_eye_y (&truth)) / truth.height;
  errors->crown[i] = fabs (crown - truth.crown.y) / truth.height;
  errors->chin[i] = fabs (chin - truth.chin.y) / truth.height;
  errors->width[i] = fabs (width - true_width) / truth.width;
  errors->roll[i] = fabs (dz_measurement_get (m, DZ_QUANTITY_ROLL) - truth.roll_deg);
}

static void
assert_within (const char   *name,
               const double *errors,
               guint         n,
               double        limit)
{
  guint n_within = 0;
  double worst = 0;

  for (guint i = 0; i < n; i++)
    {
      n_within += errors[i] <= limit;
      worst = fmax (worst, errors[i]);
      if (!(errors[i] <= limit))
        g_test_message ("%s of person %u is off by %.4f", name, i, errors[i]);
    }
  g_test_message ("%s: %u of %u within %g, the worst %.4f", name, n_within, n, limit, worst);
  if (n_within < n)
    g_test_fail_printf ("%s: %u of %u within %g", name, n_within, n, limit);
}

static void
test_geometry (void)
{
  guint n = n_people (PEOPLE_QUICK, PEOPLE_SLOW);
  g_autofree double *numbers = g_new0 (double, 5 * (gsize) n);
  Errors errors = { numbers, numbers + n, numbers + 2 * n, numbers + 3 * n, numbers + 4 * n };

  if (accuracy == NULL)
    {
      g_test_skip ("the models are not installed");
      return;
    }
  dz_accuracy_run (accuracy, n, measure_person, &errors);
  assert_within ("the eye line", errors.eyes, n, LINE_SHARE);
  assert_within ("the crown", errors.crown, n, LINE_SHARE);
  assert_within ("the chin", errors.chin, n, LINE_SHARE);
  assert_within ("the width of the face", errors.width, n, LINE_SHARE);
  assert_within ("the roll", errors.roll, n, ROLL_DEG);
}

typedef struct
{
  const DzDrawnFault *fault;
  DzFaultScore score;
} Trial;

static void
try_person (DzAccuracy *self,
            guint       i,
            gpointer    user_data)
{
  Trial *trial = user_data;
  DzPortraitGeometry truth;
  g_autofree char *which = g_strdup_printf ("%u", i);
  g_autoptr(GBytes) jpeg = dz_drawn_fault_paint (trial->fault, i, &truth);
  g_autoptr(DzMeasurement) measurement = dz_accuracy_measure (self, jpeg);
  g_autoptr(GPtrArray) findings = dz_accuracy_judge (self, measurement);

  dz_accuracy_lock (self);
  dz_fault_score_add (&trial->score, findings, &trial->fault->fault, which);
  dz_accuracy_unlock (self);
}

static void
test_fault (gconstpointer data)
{
  Trial trial = { .fault = data };
  g_autofree char *line = NULL;

  if (accuracy == NULL)
    {
      g_test_skip ("the models are not installed");
      return;
    }
  dz_fault_score_init (&trial.score, trial.fault->name);
  dz_accuracy_run (accuracy, n_people (FAULTY_QUICK, FAULTY_SLOW), try_person, &trial);
  line = dz_fault_score_describe (&trial.score);
  g_test_message ("%s", line);
  if (!dz_fault_score_reaches (&trial.score, PERCENT, PERCENT))
    g_test_fail_printf ("%s", line);
  dz_fault_score_clear (&trial.score);
}

int
main (int    argc,
      char **argv)
{
  int status;

  g_test_init (&argc, &argv, NULL);
  accuracy = dz_accuracy_new ();
  g_test_add_func ("/drawn-people/geometry", test_geometry);
  for (guint i = 0; i < dz_n_drawn_faults; i++)
    {
      g_autofree char *path = g_strdup_printf ("/drawn-people/%s", dz_drawn_faults[i].name);

      g_strdelimit (path, " ", '-');
      g_test_add_data_func (path, &dz_drawn_faults[i], test_fault);
    }
  status = g_test_run ();
  g_clear_pointer (&accuracy, dz_accuracy_free);
  return status;
}
