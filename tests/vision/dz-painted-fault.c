/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "dz-painted-fault.h"

#include <math.h>

#include "dz-vision-samples.h"
#include "dz-vision.h"

DzMeasurement *
dz_painted_fault_measure (const DzPaintedPeople *people,
                          DzModels              *models,
                          guint32                person,
                          const DzPaintedFault  *fault)
{
  g_autoptr(DzMeasurement) measurement = dz_measurement_new ();
  g_autoptr(GRand) rand = g_rand_new_with_seed (person);
  g_autoptr(DzPixels) view = NULL;
  g_autoptr(GError) error = NULL;
  DzPortrait portrait;

  dz_portrait_init_random (&portrait, rand);
  if (people->bare_eyes)
    portrait.glasses = DZ_GLASSES_NONE;
  portrait.width = people->width;
  portrait.height = people->width * 4 / 3;
  if (fault != NULL)
    fault->paint (&portrait);
  view = dz_portrait_paint (&portrait, NULL);
  dz_vision_measure (models, view, measurement, &error);
  g_assert_no_error (error);
  return g_steal_pointer (&measurement);
}

/* How far a fault is past its limit; below 0 it is not seen. */
static double
excess (const DzPaintedFault *self,
        const DzMeasurement  *measurement)
{
  double one = dz_measurement_get (measurement, self->one) - self->limit;
  double other = dz_measurement_get (measurement, self->other) - self->limit;

  g_assert_false (isnan (one) || isnan (other));
  g_test_message ("%s: %.4f", self->name, MAX (self->sign * one, self->sign * other));
  return MAX (self->sign * one, self->sign * other);
}

void
dz_painted_fault_assert_unseen (const DzPaintedFault *self,
                                const DzMeasurement  *measurement)
{
  g_assert_cmpfloat (excess (self, measurement), <, 0);
}

void
dz_painted_fault_assert_seen (const DzPaintedFault *self,
                              const DzMeasurement  *measurement)
{
  g_assert_cmpfloat (excess (self, measurement), >=, 0);
}

static void
assert_seen_on (const DzPaintedPeople *people,
                DzModels              *models,
                guint32                person,
                const DzPaintedFault  *faults,
                gsize                  n_faults)
{
  g_autoptr(DzMeasurement) measurement = NULL;

  for (gsize i = 0; i < n_faults; i++)
    {
      if (i == 0 || faults[i].paint != faults[i - 1].paint)
        {
          g_clear_pointer (&measurement, dz_measurement_free);
          measurement = dz_painted_fault_measure (people, models, person, &faults[i]);
        }
      g_test_message ("person %u", person);
      dz_painted_fault_assert_seen (&faults[i], measurement);
    }
}

void
dz_painted_faults_assert_seen (const DzPaintedPeople *people,
                               const DzPaintedFault  *faults,
                               gsize                  n_faults)
{
  g_autoptr(DzModels) models = dz_sample_models ();

  for (guint32 person = 0; models != NULL && person < people->n_people; person++)
    assert_seen_on (people, models, person, faults, n_faults);
}
