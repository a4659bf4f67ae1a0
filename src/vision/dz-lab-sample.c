/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "dz-lab-sample.h"

/* A patch is 5×5 samples in a square of this side, in E (calibration §2). */
#define PATCH_SIDE 0.03f
#define PATCH_STEPS 5
#define SHADE_WEIGHT 0.7f

/**
 * dz_lab_sample_add:
 * @self: a sample
 * @frame: the face
 * @u: place along the eye line, in E
 * @v: place down the face, in E
 *
 * Takes the colour of one place; nothing where that lies outside of the picture.
 */
void
dz_lab_sample_add (DzLabSample       *self,
                   const DzFaceFrame *frame,
                   float              u,
                   float              v)
{
  g_return_if_fail (self != NULL && frame != NULL);

  if (self->n_values < DZ_LAB_SAMPLE_MAX &&
      dz_face_frame_lab (frame, u, v, &self->values[self->n_values]))
    self->n_values++;
}

/**
 * dz_lab_sample_add_patches:
 * @self: a sample
 * @frame: the face
 * @points: (array length=n_points): points of the mesh
 * @n_points: how many
 *
 * Takes 5×5 colours round each point, in a square of 0.03 E (calibration §2).
 */
void
dz_lab_sample_add_patches (DzLabSample       *self,
                           const DzFaceFrame *frame,
                           const guint16     *points,
                           guint              n_points)
{
  g_return_if_fail (self != NULL && frame != NULL && points != NULL);

  for (guint i = 0; i < n_points; i++)
    {
      float u, v;

      dz_face_frame_uv (frame, points[i], &u, &v);
      for (int k = 0; k < DZ_LAB_SAMPLE_PATCH; k++)
        dz_lab_sample_add (self, frame,
                           u + PATCH_SIDE * ((k % PATCH_STEPS) / (PATCH_STEPS - 1.0f) - 0.5f),
                           v + PATCH_SIDE * ((k / PATCH_STEPS) / (PATCH_STEPS - 1.0f) - 0.5f));
    }
}

/**
 * dz_lab_shade_distance:
 * @one: a colour
 * @other: another
 *
 * Compares materials: lightness counts for 0.7, for the same skin or hair lies in many shades
 * (calibration §3).
 *
 * Returns: ΔE76 with a smaller ΔL
 */
float
dz_lab_shade_distance (const DzLab *one,
                       const DzLab *other)
{
  DzLab shaded;

  g_return_val_if_fail (one != NULL && other != NULL, 0);

  shaded = (DzLab) { other->L + SHADE_WEIGHT * (one->L - other->L), one->a, one->b };
  return dz_lab_distance (&shaded, other);
}

/**
 * dz_lab_sample_median:
 * @self: a sample
 * @median: (out): its median, each channel for itself
 *
 * Returns: whether there was anything to take a median of
 */
gboolean
dz_lab_sample_median (const DzLabSample *self,
                      DzLab             *median)
{
  g_return_val_if_fail (self != NULL && median != NULL, FALSE);

  if (self->n_values == 0)
    return FALSE;
  *median = dz_lab_median (self->values, self->n_values);
  return TRUE;
}
