/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "dz-framing.h"

#include <math.h>

#include "dz-profile-private.h"

/* A photo that is right as it came is delivered whole. Of any other the frame is sought in which
 * the head is within the profile's bands, or as little beyond them as can be, and nearest to their
 * middles. Nothing is enlarged. */

/* Between two frames it counts first how far places lie beyond their bands, then how far from the
 * middles of them. */
#define OUTSIDE_WEIGHT 1e6

/* A frame's edge lies on a whole px, and so places are right to one. */
#define ROUNDING_PX 1.0

/* A turn by less is not seen, degrees. */
#define ROTATION_PARTS 10

/* The head, px of the photo after its turn. */
typedef struct
{
  double crown;
  double eyes;
  double chin;
  double left;
  double right;
  double middle;
} Head;

typedef struct
{
  const DzProfile *profile;
  double           width;    /* of the upright photo, px */
  double           height;
  double           rotation; /* clockwise, degrees */
  Head             head;
} Scene;

static double
get (const DzMeasurement *measurement,
     DzQuantity           quantity)
{
  return dz_measurement_get (measurement, quantity);
}

/* The eyes are made level as far as the profile allows a turn. */
static double
find_rotation (const DzMeasurement *measurement,
               const DzProfile     *profile)
{
  double roll = get (measurement, DZ_QUANTITY_ROLL);
  double most = profile->delivery.rotation_max;

  if (isnan (roll) || most <= 0)
    return 0;
  return round (CLAMP (-roll, -most, most) * ROTATION_PARTS) / ROTATION_PARTS;
}

static void
turn (const Scene *scene,
      double      *x,
      double      *y)
{
  DzCrop turned = { .rotation = scene->rotation };

  dz_crop_turn (&turned, scene->width, scene->height, x, y);
}

static double
turn_x (const Scene *scene,
        double       x,
        double       y)
{
  turn (scene, &x, &y);
  return x;
}

static double
turn_y (const Scene *scene,
        double       x,
        double       y)
{
  turn (scene, &x, &y);
  return y;
}

static void
find_head (Scene               *scene,
           const DzMeasurement *measurement)
{
  double eyes = (get (measurement, DZ_QUANTITY_EYE_LEFT_Y)
                 + get (measurement, DZ_QUANTITY_EYE_RIGHT_Y)) / 2;
  double middle = get (measurement, DZ_QUANTITY_FACE_MIDDLE_X);
  double chin_x = get (measurement, DZ_QUANTITY_CHIN_X);
  /* A crown that is not to be trusted holds nothing. */
  double crown = get (measurement, DZ_QUANTITY_CROWN_ROUGH) == 0
                   ? get (measurement, DZ_QUANTITY_CROWN_Y) : NAN;

  scene->head = (Head) {
    turn_y (scene, middle, crown),
    turn_y (scene, middle, eyes),
    turn_y (scene, isnan (chin_x) ? middle : chin_x, get (measurement, DZ_QUANTITY_CHIN_Y)),
    turn_x (scene, get (measurement, DZ_QUANTITY_FACE_LEFT_X), eyes),
    turn_x (scene, get (measurement, DZ_QUANTITY_FACE_RIGHT_X), eyes),
    turn_x (scene, middle, eyes),
  };
}

static void
find_places (const Scene  *scene,
             const DzCrop *crop,
             double       *places)
{
  const DzPositionLimits *limits = &scene->profile->position;
  const Head *head = &scene->head;

  places[DZ_FRAMING_CROWN] = (head->crown - crop->y) / crop->height * limits->standard_height;
  places[DZ_FRAMING_EYES] = (head->eyes - crop->y) / crop->height * limits->standard_height;
  places[DZ_FRAMING_FACE] = (head->right - head->left) / crop->width * limits->standard_width;
  places[DZ_FRAMING_HEAD] = (head->chin - head->crown) / crop->height * 100;
  places[DZ_FRAMING_CENTRE] = ((head->middle - crop->x) / crop->width - 0.5) * 100;
}

static DzRange
get_range (const Scene    *scene,
           DzFramingPlace  place,
           gboolean        warn)
{
  const DzPositionLimits *limits = &scene->profile->position;
  const DzBand *bands[] = {
    [DZ_FRAMING_CROWN] = &limits->crown,
    [DZ_FRAMING_EYES] = &limits->eyes,
    [DZ_FRAMING_FACE] = &limits->face_width,
    [DZ_FRAMING_HEAD] = &limits->head_height,
  };
  double off = warn ? limits->off_centre.warn : limits->off_centre.pass;

  if (place == DZ_FRAMING_CENTRE)
    return (DzRange) { -off, off };
  return warn ? bands[place]->warn : bands[place]->pass;
}

/* From the middle of its band, in halves of it: up to 1 a place is right. */
static double
distance (const Scene    *scene,
          const double   *places,
          DzFramingPlace  place)
{
  DzRange range = get_range (scene, place, FALSE);
  double half = fmax ((range.max - range.min) / 2, 1e-9);

  return isnan (places[place]) ? 0 : fabs (places[place] - (range.min + range.max) / 2) / half;
}

static double
cost (const Scene  *scene,
      const DzCrop *crop)
{
  double places[DZ_N_FRAMING_PLACES];
  double outside = 0;
  double inside = 0;

  find_places (scene, crop, places);
  for (guint i = 0; i < DZ_N_FRAMING_PLACES; i++)
    {
      double off = distance (scene, places, i);

      outside += pow (fmax (off - 1, 0), 2);
      inside += pow (off, 2);
    }
  return outside * OUTSIDE_WEIGHT + inside;
}

/* A place that is px away from where it should be only because edges lie on whole ones is right. */
static gboolean
is_within (const Scene    *scene,
           const DzCrop   *crop,
           const double   *places,
           DzFramingPlace  place,
           gboolean        warn)
{
  DzRange range = get_range (scene, place, warn);
  gboolean percent = place == DZ_FRAMING_HEAD || place == DZ_FRAMING_CENTRE;
  double px = percent ? 100.0 / crop->width
                      : scene->profile->position.standard_width / crop->width;
  double slack = px * ROUNDING_PX;

  return isnan (places[place])
         || (places[place] >= range.min - slack && places[place] <= range.max + slack);
}

static gboolean
are_within (const Scene  *scene,
            const DzCrop *crop,
            gboolean      warn)
{
  double places[DZ_N_FRAMING_PLACES];

  find_places (scene, crop, places);
  for (guint i = 0; i < DZ_N_FRAMING_PLACES; i++)
    if (!is_within (scene, crop, places, i, warn))
      return FALSE;
  return TRUE;
}

/* Where the frame's upper edge has to be so that this place is right. */
static DzRange
find_top (const Scene    *scene,
          DzFramingPlace  place,
          double          y,
          double          height)
{
  DzRange range = get_range (scene, place, FALSE);
  double px = height / scene->profile->position.standard_height;

  return (DzRange) { y - range.max * px, y - range.min * px };
}

/* Crown and eyes pull at the frame, the narrower band harder; within both bands it is right. */
static double
choose_top (const Scene *scene,
            double       height)
{
  DzRange eyes = find_top (scene, DZ_FRAMING_EYES, scene->head.eyes, height);
  DzRange crown = find_top (scene, DZ_FRAMING_CROWN, scene->head.crown, height);
  double eyes_weight = 1 / pow (fmax (eyes.max - eyes.min, 1e-9), 2);
  double crown_weight = 1 / pow (fmax (crown.max - crown.min, 1e-9), 2);
  double top = (eyes.min + eyes.max) / 2;
  double least = fmax (eyes.min, crown.min);
  double most = fmin (eyes.max, crown.max);

  if (isnan (crown.min))
    return top;
  top = (top * eyes_weight + (crown.min + crown.max) / 2 * crown_weight)
        / (eyes_weight + crown_weight);
  return least <= most ? CLAMP (top, least, most) : top;
}

/* How far the middle of a turned frame may be from that of the photo, along one of its sides. */
static double
find_reach (double photo,
            double along,
            double across,
            double angle)
{
  double reach = (photo - along * cos (angle) - across * fabs (sin (angle))) / 2;

  /* Whole px may put a corner one further. */
  return angle == 0 ? reach : reach - 1;
}

/* Moves the frame onto the photo, by the least; FALSE where it is larger. */
static gboolean
keep_on_photo (const Scene *scene,
               DzCrop      *crop,
               double       x,
               double       y)
{
  double angle = scene->rotation * G_PI / 180;
  double reach_x = find_reach (scene->width, crop->width, crop->height, angle);
  double reach_y = find_reach (scene->height, crop->height, crop->width, angle);
  double from_x = x + crop->width / 2.0 - scene->width / 2;
  double from_y = y + crop->height / 2.0 - scene->height / 2;
  double u = from_x * cos (angle) + from_y * sin (angle);
  double v = from_y * cos (angle) - from_x * sin (angle);

  if (reach_x < 0 || reach_y < 0)
    return FALSE;
  u = CLAMP (u, -reach_x, reach_x);
  v = CLAMP (v, -reach_y, reach_y);
  crop->x = (int) round (u * cos (angle) - v * sin (angle) + scene->width / 2
                         - crop->width / 2.0);
  crop->y = (int) round (u * sin (angle) + v * cos (angle) + scene->height / 2
                         - crop->height / 2.0);
  return dz_crop_fits (crop, scene->width, scene->height);
}

static gboolean
place_crop (const Scene *scene,
            guint        height,
            DzCrop      *crop)
{
  const DzDeliveryLimits *limits = &scene->profile->delivery;
  double width = round (height * limits->output_width / limits->output_height);

  *crop = (DzCrop) { 0, 0, (guint) width, height, scene->rotation, (guint) limits->output_width,
                     (guint) limits->output_height, DZ_CROP_RENDERING };
  return keep_on_photo (scene, crop, scene->head.middle - width / 2,
                        choose_top (scene, height));
}

static gboolean
try_whole (const Scene *scene,
           DzCrop      *crop)
{
  return scene->rotation == 0 && place_crop (scene, (guint) scene->height, crop)
         && crop->width == (guint) scene->width && are_within (scene, crop, FALSE);
}

static gboolean
find_best (const Scene *scene,
           DzCrop      *best)
{
  double least = INFINITY;
  guint from = (guint) scene->profile->delivery.output_height;
  guint to = (guint) scene->height;

  if (try_whole (scene, best))
    return TRUE;
  for (guint height = from; height <= to; height++)
    {
      DzCrop crop;
      double of_this;

      if (!place_crop (scene, height, &crop))
        continue;
      of_this = cost (scene, &crop);
      if (of_this < least)
        {
          least = of_this;
          *best = crop;
        }
    }
  return isfinite (least);
}

static gboolean
is_known (double y,
          double min,
          double max)
{
  return isnan (y) || (y >= min && y <= max);
}

static gboolean
has_whole_face (const Scene  *scene,
                const DzCrop *crop)
{
  const Head *head = &scene->head;
  double right = crop->x + (double) crop->width;
  double bottom = crop->y + (double) crop->height;

  return is_known (head->crown, crop->y, bottom) && is_known (head->chin, crop->y, bottom)
         && is_known (head->eyes, crop->y, bottom) && is_known (head->left, crop->x, right)
         && is_known (head->right, crop->x, right);
}

static gboolean
init_scene (Scene               *scene,
            const DzMeasurement *measurement,
            const DzProfile     *profile)
{
  scene->profile = profile;
  scene->width = get (measurement, DZ_QUANTITY_WIDTH);
  scene->height = get (measurement, DZ_QUANTITY_HEIGHT);
  scene->rotation = find_rotation (measurement, profile);
  find_head (scene, measurement);
  return scene->width > 0 && scene->height > 0;
}

/* The least size that every photo has to have, in that of the photo. */
static double
find_shortage (const Scene *scene)
{
  return fmax (scene->profile->delivery.output_width / scene->width,
               scene->profile->delivery.output_height / scene->height);
}

static DzFramingProblem
judge (DzFraming   *self,
       const Scene *scene)
{
  const DzPositionLimits *limits = &scene->profile->position;

  if (are_within (scene, &self->crop, FALSE))
    return DZ_FRAMING_FINE;
  if (self->crop.height > self->output_height
      || is_within (scene, &self->crop, self->places, DZ_FRAMING_FACE, FALSE)
      || self->places[DZ_FRAMING_FACE] > limits->face_width.pass.max)
    return DZ_FRAMING_OUTSIDE;
  self->enlarge = limits->face_width.pass.min / self->places[DZ_FRAMING_FACE];
  return DZ_FRAMING_FAR;
}

/* Where the head is not known nothing of the photo is left out that need not be, and nothing is
 * turned. */
static void
frame_all (DzFraming   *self,
           const Scene *scene)
{
  double ratio = (double) self->output_width / self->output_height;
  double height = fmin (scene->height, floor (scene->width / ratio));
  double width = round (height * ratio);

  self->problem = DZ_FRAMING_NO_FACE;
  self->crop = (DzCrop) { (int) ((scene->width - width) / 2),
                          (int) ((scene->height - height) / 2), (guint) width, (guint) height, 0,
                          self->output_width, self->output_height, DZ_CROP_RENDERING };
}

static void
fail (DzFraming        *self,
      DzFramingProblem  problem,
      double            enlarge)
{
  self->crop = (DzCrop) DZ_CROP_NONE;
  self->problem = problem;
  self->enlarge = enlarge;
}

/**
 * dz_framing_knows_head:
 * @measurement: the numbers of a photo
 *
 * Returns: whether they tell enough of the head for a frame about it
 */
gboolean
dz_framing_knows_head (const DzMeasurement *measurement)
{
  g_return_val_if_fail (measurement != NULL, FALSE);

  return isfinite (get (measurement, DZ_QUANTITY_EYE_LEFT_Y)
                   + get (measurement, DZ_QUANTITY_EYE_RIGHT_Y)
                   + get (measurement, DZ_QUANTITY_FACE_MIDDLE_X)
                   + get (measurement, DZ_QUANTITY_FACE_LEFT_X)
                   + get (measurement, DZ_QUANTITY_FACE_RIGHT_X));
}

/**
 * dz_framing_find:
 * @self: (out caller-allocates): what is delivered
 * @measurement: the numbers of a photo, with lines where the reviewer has moved them
 * @profile: where the head is to be, and how large the picture is
 *
 * Finds the frame of a photo. The same numbers and the same profile give the same frame.
 */
void
dz_framing_find (DzFraming           *self,
                 const DzMeasurement *measurement,
                 const DzProfile     *profile)
{
  Scene scene;

  g_return_if_fail (self != NULL && measurement != NULL && profile != NULL);

  *self = (DzFraming) { DZ_CROP_NONE, DZ_FRAMING_FINE, { NAN, NAN, NAN, NAN, NAN }, 1,
                        (guint) profile->delivery.output_width,
                        (guint) profile->delivery.output_height };
  if (!init_scene (&scene, measurement, profile))
    fail (self, DZ_FRAMING_UNMEASURED, 1);
  else if (find_shortage (&scene) > 1)
    fail (self, DZ_FRAMING_SMALL, find_shortage (&scene));
  else if (!dz_framing_knows_head (measurement))
    frame_all (self, &scene);
  else if (!find_best (&scene, &self->crop) || !has_whole_face (&scene, &self->crop))
    fail (self, DZ_FRAMING_CUT, 1);
  else
    {
      find_places (&scene, &self->crop, self->places);
      self->problem = judge (self, &scene);
    }
}

/* No place may be worse than in the frame that the rules find, unless it is not refused. */
static const char *
find_place_problem (const Scene  *scene,
                    const DzCrop *crop,
                    const DzCrop *found)
{
  double places[DZ_N_FRAMING_PLACES];
  double of_found[DZ_N_FRAMING_PLACES];

  find_places (scene, crop, places);
  find_places (scene, found, of_found);
  for (guint i = 0; i < DZ_N_FRAMING_PLACES; i++)
    if (!is_within (scene, crop, places, i, TRUE)
        && distance (scene, places, i) > distance (scene, of_found, i))
      return "the frame puts the head where the limits do not want it";
  return NULL;
}

/**
 * dz_framing_find_problem:
 * @crop: a frame from outside
 * @measurement: the numbers of its photo, with lines where the reviewer has moved them
 * @profile: the limits that judged the photo
 *
 * Holds a frame against what the rules find. It may be another one as long as it lies on the photo,
 * makes the same picture, cuts no face and puts the head where the limits do not refuse it, or
 * nearer to that than the rules do.
 *
 * Returns: (transfer none) (nullable): what is wrong with it, as the end of an English sentence
 */
const char *
dz_framing_find_problem (const DzCrop        *crop,
                         const DzMeasurement *measurement,
                         const DzProfile     *profile)
{
  DzFraming found;
  Scene scene;
  const char *problem;

  g_return_val_if_fail (crop != NULL && measurement != NULL && profile != NULL, NULL);

  problem = dz_crop_find_problem (crop);
  if (problem != NULL)
    return problem;
  dz_framing_find (&found, measurement, profile);
  if (dz_crop_is_empty (&found.crop))
    return "no frame can be made of this photo";
  if (dz_crop_equal (crop, &found.crop))
    return NULL;
  if (found.problem == DZ_FRAMING_NO_FACE)
    return "nobody knows where the head is, so the frame must be as much of the photo as it holds";
  if (crop->output_width != found.output_width || crop->output_height != found.output_height)
    return "the frame makes a picture of another size";
  if (fabs (crop->rotation) > profile->delivery.rotation_max)
    return "the frame turns the photo further than the limits allow";
  init_scene (&scene, measurement, profile);
  scene.rotation = crop->rotation;
  find_head (&scene, measurement);
  if (!dz_crop_fits (crop, scene.width, scene.height))
    return "the frame reaches beyond the photo";
  if (!has_whole_face (&scene, crop))
    return "the frame cuts the face";
  return find_place_problem (&scene, crop, &found.crop);
}
