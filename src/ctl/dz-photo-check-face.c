/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "dz-photo-check-face.h"

#include <glib/gi18n.h>
#include <math.h>

#include "dz-wire-writer.h"

typedef struct
{
  const char *member;
  DzQuantity  quantity;
} Number;

typedef struct
{
  const char *member;
  DzQuantity  x;
  DzQuantity  y;
} Place;

/* Counts, degrees, shares and px of the upright photo. */
static const Number numbers[] = {
  { "faces", DZ_QUANTITY_FACES },
  { "score", DZ_QUANTITY_FACE_SCORE },
  { "second_share", DZ_QUANTITY_SECOND_FACE_SHARE },
  { "turn", DZ_QUANTITY_FACE_TURN },
  { "cut", DZ_QUANTITY_FACE_CUT },
  { "span", DZ_QUANTITY_FACE_SPAN },
  { "crown_y", DZ_QUANTITY_CROWN_Y },
  { "crown_rough", DZ_QUANTITY_CROWN_ROUGH },
  { "left_x", DZ_QUANTITY_FACE_LEFT_X },
  { "right_x", DZ_QUANTITY_FACE_RIGHT_X },
  { "middle_x", DZ_QUANTITY_FACE_MIDDLE_X },
  { "roll", DZ_QUANTITY_ROLL },
  { "yaw", DZ_QUANTITY_YAW },
  { "pitch", DZ_QUANTITY_PITCH },
  { "shoulder_tilt", DZ_QUANTITY_SHOULDER_TILT },
};

static const Place places[] = {
  { "eye_left", DZ_QUANTITY_EYE_LEFT_X, DZ_QUANTITY_EYE_LEFT_Y },
  { "eye_right", DZ_QUANTITY_EYE_RIGHT_X, DZ_QUANTITY_EYE_RIGHT_Y },
  { "mouth", DZ_QUANTITY_MOUTH_X, DZ_QUANTITY_MOUTH_Y },
  { "chin", DZ_QUANTITY_CHIN_X, DZ_QUANTITY_CHIN_Y },
  { "shoulder_left", DZ_QUANTITY_SHOULDER_LEFT_X, DZ_QUANTITY_SHOULDER_LEFT_Y },
  { "shoulder_right", DZ_QUANTITY_SHOULDER_RIGHT_X, DZ_QUANTITY_SHOULDER_RIGHT_Y },
};

static void
set_place (JsonObject          *object,
           const Place         *place,
           const DzMeasurement *measurement)
{
  JsonArray *array;

  if (!dz_measurement_has (measurement, place->x) || !dz_measurement_has (measurement, place->y))
    {
      json_object_set_null_member (object, place->member);
      return;
    }
  array = json_array_new ();
  json_array_add_double_element (array, dz_measurement_get (measurement, place->x));
  json_array_add_double_element (array, dz_measurement_get (measurement, place->y));
  json_object_set_array_member (object, place->member, array);
}

/**
 * dz_photo_check_face_to_json:
 * @self: a check that was run and has a measurement
 *
 * Returns: (transfer full): an object with the members models and models_problem, of which one is
 *   null; models_fault, the path of the file to blame; the numbers and places of the face, null
 *   where they were not measured
 */
JsonNode *
dz_photo_check_face_to_json (const DzPhotoCheck *self)
{
  const DzMeasurement *measurement = self->measurement;
  JsonObject *object = json_object_new ();
  const char *problem = self->models_problem != DZ_MODELS_PROBLEM_NONE
                          ? dz_models_problem_to_nick (self->models_problem) : NULL;

  json_object_set_string_member (object, "models", measurement->models);
  json_object_set_string_member (object, "models_problem", problem);
  json_object_set_string_member (object, "models_fault", self->models_fault);
  for (guint i = 0; i < G_N_ELEMENTS (numbers); i++)
    dz_photo_check_set_number (object, numbers[i].member,
                               dz_measurement_get (measurement, numbers[i].quantity));
  for (guint i = 0; i < G_N_ELEMENTS (places); i++)
    set_place (object, &places[i], measurement);
  return dz_wire_take_object (object);
}

static double
get (const DzMeasurement *measurement,
     DzQuantity           quantity)
{
  return dz_measurement_get (measurement, quantity);
}

static void
append_places (GString             *text,
               const DzMeasurement *m)
{
  double eyes_y = (get (m, DZ_QUANTITY_EYE_LEFT_Y) + get (m, DZ_QUANTITY_EYE_RIGHT_Y)) / 2;
  double width = get (m, DZ_QUANTITY_FACE_RIGHT_X) - get (m, DZ_QUANTITY_FACE_LEFT_X);
  double crown_y = get (m, DZ_QUANTITY_CROWN_Y);
  double chin_y = get (m, DZ_QUANTITY_CHIN_Y);

  if (isnan (eyes_y + width + crown_y + chin_y))
    return;
  g_string_append (text, "  ");
  /* Translators: heights from the upper edge of the photo, in pixels */
  g_string_append_printf (text, _("crown %.0f, eyes %.0f, chin %.0f; face %.0f px wide"), crown_y,
                          eyes_y, chin_y, width);
  g_string_append_c (text, '\n');
}

/* Why no face was looked for, and what somebody has to put right. */
static void
append_problem (GString            *text,
                const DzPhotoCheck *self)
{
  const char *problem = dz_models_problem_to_sentence (self->models_problem);

  if (problem == NULL)
    return;
  g_string_append_printf (text, "  %s\n", _(problem));
  if (self->models_fault == NULL)
    return;
  g_string_append (text, "  ");
  if (self->models_problem == DZ_MODELS_PROBLEM_MISSING)
    g_string_append_printf (text, _("This file is not there or cannot be read: %s"),
                            self->models_fault);
  else
    g_string_append_printf (text, _("This file is another one or damaged: %s"),
                            self->models_fault);
  g_string_append_c (text, '\n');
}

/**
 * dz_photo_check_face_to_text:
 * @self: a check that was run and has a measurement
 *
 * Returns: (transfer full): lines for a person in their language; empty where the file holds no
 *   picture
 */
char *
dz_photo_check_face_to_text (const DzPhotoCheck *self)
{
  const DzMeasurement *measurement = self->measurement;
  g_autoptr(GString) text = g_string_new (NULL);
  guint n_faces;

  append_problem (text, self);
  if (!dz_measurement_has (measurement, DZ_QUANTITY_FACES))
    return g_string_free (g_steal_pointer (&text), FALSE);
  n_faces = get (measurement, DZ_QUANTITY_FACES);
  g_string_append (text, "  ");
  g_string_append_printf (text, ngettext ("%u face", "%u faces", n_faces), n_faces);
  g_string_append_c (text, '\n');
  if (n_faces > 0 && get (measurement, DZ_QUANTITY_FACE_TURN) != 0)
    g_string_append_printf (text, "  %s\n", _("the photo lies on its side or on its head"));
  append_places (text, measurement);
  return g_string_free (g_steal_pointer (&text), FALSE);
}
