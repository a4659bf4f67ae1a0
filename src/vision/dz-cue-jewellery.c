/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "dz-face-cues.h"

#include <math.h>

/*
 * Earrings and necklaces (photo-standards §4.1, ACC-01): small bright things below the ears and on
 * the neck. A hint for the crop that the reviewer sees; it is not calibrated.
 */

/* Steps of the grids, in E. */
#define STEP 0.015f
/* The boxes: beside the jaw, from the lobe down; and the neck below the chin. */
#define EAR_INNER -0.06f
#define EAR_OUTER 0.26f
#define EAR_FIRST 0.40f
#define EAR_END 0.95f
#define NECK_HALF 0.45f
#define NECK_FIRST 0.12f
#define NECK_END 0.55f
/* A thing is small where what lies this far off on both sides is darker, or of the person or the
 * wall, in E. */
#define REACH 0.07f
#define BRIGHTER 14
/* Metal and pearls shine: what is darker than this is a shadow or a seam. */
#define LIGHT_MIN 45
/* It is no skin, hair or wall, nor an edge between two of them, where it differs by this, ΔE. */
#define STRANGE 20
#define N_DIRECTIONS 4
/* As calibration §2 tells a wall: a ring hangs at the edge of the person. */
#define MASK_MIN 0.05f

/* What was looked at and what stood out. */
typedef struct
{
  guint n_seen;
  guint n_bright;
} Tally;

/* Where something may hang: the side whose colours count, and whether below the chin. */
typedef struct
{
  guint    side;
  gboolean on_neck;
  float    u;
  float    v;
} Place;

/* From a colour to the nearest mixture of two others: what an edge between them looks like. */
static float
distance_to_mixture (const DzLab *lab,
                     const DzLab *one,
                     const DzLab *other)
{
  DzLab way = { other->L - one->L, other->a - one->a, other->b - one->b };
  float length = way.L * way.L + way.a * way.a + way.b * way.b;
  float along = (lab->L - one->L) * way.L + (lab->a - one->a) * way.a + (lab->b - one->b) * way.b;
  float share = length > 0 ? CLAMP (along / length, 0, 1) : 0;
  DzLab mixture = { one->L + share * way.L, one->a + share * way.a, one->b + share * way.b };

  return dz_lab_distance (lab, &mixture);
}

static gboolean
is_strange (const DzFaceColours *colours,
            guint                side,
            const DzLab         *lab)
{
  const DzLab *hair = &colours->hair;
  const DzLab *skin = &colours->skin[side];
  const DzLab *wall = colours->has_wall[side] ? &colours->wall[side] : hair;

  return distance_to_mixture (lab, hair, skin) >= STRANGE &&
         distance_to_mixture (lab, hair, wall) >= STRANGE &&
         distance_to_mixture (lab, skin, wall) >= STRANGE;
}

/* Skin, or skin in the shade of the chin: a mixture of it with something black, more than half. */
static gboolean
is_shaded_skin (const DzLab *skin,
                const DzLab *lab)
{
  const DzLab black = { 0, 0, 0 };

  return lab->L > skin->L / 2 && distance_to_mixture (lab, &black, skin) < STRANGE;
}

/* Whether what lies beside a strange place is of another thing. On the neck that is skin alone: a
 * white collar lies between skin and a jacket. */
static gboolean
is_other (const DzFaceFrame   *frame,
          const DzFaceColours *colours,
          const Place         *place,
          float                du,
          float                dv,
          float                light)
{
  DzLab lab;

  if (!dz_face_frame_lab (frame, place->u + du, place->v + dv, &lab))
    return FALSE;
  if (place->on_neck)
    return is_shaded_skin (&colours->skin[place->side], &lab);
  return light > lab.L + BRIGHTER || !is_strange (colours, place->side, &lab);
}

/* Small along one line at least: a stud, a ring, a chain. */
static gboolean
is_small (const DzFaceFrame   *frame,
          const DzFaceColours *colours,
          const Place         *place,
          float                light)
{
  static const float DIRECTIONS[N_DIRECTIONS][2] = {
    { 1, 0 }, { 0, 1 }, { 0.7071f, 0.7071f }, { 0.7071f, -0.7071f },
  };

  for (guint i = 0; i < N_DIRECTIONS; i++)
    {
      float du = REACH * DIRECTIONS[i][0];
      float dv = REACH * DIRECTIONS[i][1];

      if (is_other (frame, colours, place, du, dv, light) &&
          is_other (frame, colours, place, -du, -dv, light))
        return TRUE;
    }
  return FALSE;
}

static void
look_at (const DzFaceFrame   *frame,
         const DzFaceColours *colours,
         const Place         *place,
         Tally               *tally)
{
  DzLab lab;

  if (!dz_face_frame_lab (frame, place->u, place->v, &lab) ||
      dz_face_frame_mask (frame, place->u, place->v) < MASK_MIN)
    return;
  tally->n_seen++;
  if (lab.L >= LIGHT_MIN && is_strange (colours, place->side, &lab))
    tally->n_bright += is_small (frame, colours, place, lab.L);
}

static void
look_below_ear (const DzFaceFrame   *frame,
                const DzFaceColours *colours,
                guint                side,
                Tally               *tally)
{
  float outward = side == 0 ? -1 : 1;
  Place place = { side, FALSE, 0, 0 };
  float jaw_u, jaw_v;

  dz_face_frame_uv (frame, side == 0 ? 132 : 361, &jaw_u, &jaw_v);
  for (place.v = EAR_FIRST; place.v <= EAR_END; place.v += STEP)
    for (float t = EAR_INNER; t <= EAR_OUTER; t += STEP)
      {
        place.u = jaw_u + outward * t;
        look_at (frame, colours, &place, tally);
      }
}

static void
look_at_neck (const DzFaceFrame   *frame,
              const DzFaceColours *colours,
              guint                side,
              Tally               *tally)
{
  float outward = side == 0 ? -1 : 1;
  Place place = { side, TRUE, 0, 0 };
  float chin_u, chin_v;

  dz_face_frame_uv (frame, 152, &chin_u, &chin_v);
  for (place.v = chin_v + NECK_FIRST; place.v <= chin_v + NECK_END; place.v += STEP)
    for (float t = STEP / 2; t <= NECK_HALF; t += STEP)
      {
        place.u = chin_u + outward * t;
        look_at (frame, colours, &place, tally);
      }
}

/**
 * dz_cue_jewellery:
 * @frame: the face
 * @colours: its skin, hair and wall
 * @measurement: DZ_QUANTITY_JEWELLERY is set
 *
 * Measures how much of the boxes below the ears and on the neck is small, bright, and neither skin
 * nor hair nor wall. Silver on a white wall is not seen, and what is printed on a collar may be: a
 * mark for the reviewer's glance, no more. A small face is not judged, nor one without cheeks.
 */
void
dz_cue_jewellery (const DzFaceFrame   *frame,
                  const DzFaceColours *colours,
                  DzMeasurement       *measurement)
{
  Tally tally = { 0, 0 };

  g_return_if_fail (frame != NULL && colours != NULL && measurement != NULL);

  if (frame->span < DZ_FACE_SPAN_MIN || !colours->has_skin[0] || !colours->has_skin[1])
    return;
  for (guint side = 0; side < 2; side++)
    {
      look_below_ear (frame, colours, side, &tally);
      look_at_neck (frame, colours, side, &tally);
    }
  if (tally.n_seen > 0)
    dz_measurement_set (measurement, DZ_QUANTITY_JEWELLERY,
                        (double) tally.n_bright / tally.n_seen);
}
