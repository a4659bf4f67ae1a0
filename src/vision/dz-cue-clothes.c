/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "dz-face-cues.h"

#include <math.h>

/* Where the torso is looked for, in E; v from the chin (calibration §10). */
#define HALF_WIDTH 1.1f
#define BELOW_CHIN 0.30f
#define FAR_BELOW_CHIN 1.6f
#define STEP 0.05f
#define MASK_MIN 0.8f
#define TORSO_MIN 80

/* Shoulders lie out here. (In calibration §10 they begin at 0.45, where a wide neckline shows as
 * much skin as shoulder straps do.) */
#define SHOULDER_FROM 0.75f
#define SHOULDER_TO 1.4f
#define SHOULDER_BELOW_CHIN 0.45f

/* Skin is what is as near to the cheeks as this. */
#define SKIN_CHROMA 10
#define SKIN_LIGHTNESS 25
/* White cloth is no farther off than that from pale skin; it has less than this of its colour. */
#define SKIN_COLOUR_SHARE 0.6f
#define SHOULDERS_MIN 40

#define CHIN 152

typedef struct
{
  GArray *labs;        /* owned, (element-type DzLab), of clothes */
  guint   n_shoulders;
  guint   n_bare;
} Torso;

static void
torso_clear (Torso *self)
{
  g_clear_pointer (&self->labs, g_array_unref);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Torso, torso_clear)

static gboolean
mix_sides (const DzLab    labs[2],
           const gboolean has[2],
           DzLab         *lab)
{
  if (has[0] && has[1])
    *lab = (DzLab) { (labs[0].L + labs[1].L) / 2, (labs[0].a + labs[1].a) / 2,
                     (labs[0].b + labs[1].b) / 2 };
  else
    *lab = has[0] ? labs[0] : labs[1];
  return has[0] || has[1];
}

static gboolean
is_skin (const DzLab *lab,
         const DzLab *skin)
{
  return hypotf (lab->a - skin->a, lab->b - skin->b) <= SKIN_CHROMA &&
         fabsf (lab->L - skin->L) < SKIN_LIGHTNESS &&
         dz_lab_chroma (lab) >= SKIN_COLOUR_SHARE * dz_lab_chroma (skin);
}

static void
add_place (Torso             *torso,
           const DzFaceFrame *frame,
           float              u,
           float              below_chin,
           float              chin,
           const DzLab       *skin)
{
  float out = fabsf (u);
  gboolean bare;
  DzLab lab;

  if (dz_face_frame_mask (frame, u, chin + below_chin) <= MASK_MIN ||
      !dz_face_frame_lab (frame, u, chin + below_chin, &lab))
    return;
  bare = skin != NULL && is_skin (&lab, skin);
  if (!bare && out <= HALF_WIDTH)
    g_array_append_val (torso->labs, lab);
  if (out < SHOULDER_FROM || below_chin <= SHOULDER_BELOW_CHIN || skin == NULL)
    return;
  torso->n_shoulders++;
  torso->n_bare += bare;
}

static void
look_at_torso (Torso             *torso,
               const DzFaceFrame *frame,
               const DzLab       *skin)
{
  float chin;

  dz_face_frame_uv (frame, CHIN, NULL, &chin);
  torso->labs = g_array_new (FALSE, FALSE, sizeof (DzLab));
  for (float v = BELOW_CHIN; v <= FAR_BELOW_CHIN; v += STEP)
    {
      for (float u = -SHOULDER_TO; u <= SHOULDER_TO; u += STEP)
        add_place (torso, frame, u, v, chin, skin);
    }
}

/**
 * dz_cue_clothes:
 * @frame: a face
 * @colours: its colours
 * @measurement: what is set: how far the clothes' colour is from the wall's, and how much of the
 *   shoulders is bare
 *
 * Looks at what the person wears below the chin (calibration §10), the neck left out. A picture
 * that ends at the collar says nothing.
 */
void
dz_cue_clothes (const DzFaceFrame   *frame,
                const DzFaceColours *colours,
                DzMeasurement       *measurement)
{
  g_auto(Torso) torso = { 0 };
  gboolean has_skin;
  DzLab skin;
  DzLab wall;

  g_return_if_fail (frame != NULL && colours != NULL && measurement != NULL);

  has_skin = mix_sides (colours->skin, colours->has_skin, &skin);
  look_at_torso (&torso, frame, has_skin ? &skin : NULL);
  if (torso.n_shoulders >= SHOULDERS_MIN)
    dz_measurement_set (measurement, DZ_QUANTITY_BARE_SHOULDERS,
                        torso.n_bare / (double) torso.n_shoulders);
  if (torso.labs->len < TORSO_MIN || !mix_sides (colours->wall, colours->has_wall, &wall))
    return;
  skin = dz_lab_median ((const DzLab *) (gpointer) torso.labs->data, torso.labs->len);
  dz_measurement_set (measurement, DZ_QUANTITY_CLOTHES_WALL, dz_lab_distance (&skin, &wall));
}
