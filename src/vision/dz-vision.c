/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "dz-vision.h"

#include "dz-face-cues.h"

#define REHEARSAL_PX 256

/* Px of the photo to one px of its copy. */
static double
find_scale (const DzPixels      *view,
            const DzMeasurement *measurement)
{
  if (!dz_measurement_has (measurement, DZ_QUANTITY_WIDTH))
    return 1;
  return MAX (1, dz_measurement_get (measurement, DZ_QUANTITY_WIDTH) / view->width);
}

static float
area (const DzFaceBox *face)
{
  return face->width * face->height;
}

static void
note_faces (const DzFaceScene *scene,
            DzMeasurement     *measurement)
{
  dz_measurement_set (measurement, DZ_QUANTITY_FACES, scene->n_faces);
  if (scene->n_faces == 0)
    return;
  dz_measurement_set (measurement, DZ_QUANTITY_FACE_SCORE, CLAMP (scene->faces[0].score, 0, 1));
  dz_measurement_set (measurement, DZ_QUANTITY_FACE_TURN, scene->turn_deg);
  if (scene->n_faces > 1)
    dz_measurement_set (measurement, DZ_QUANTITY_SECOND_FACE_SHARE,
                        CLAMP (area (&scene->faces[1]) / area (&scene->faces[0]), 0, 1));
}

/* What needs the picture and the mask alone stands first, so that it is measured without a face. */
static void
measure_scene (const DzFaceScene *scene,
               DzMeasurement     *measurement)
{
  note_faces (scene, measurement);
  dz_cue_wall (scene, measurement);
}

/* In the order of dz-face-cues.h. */
static void
measure_face (const DzFaceScene *scene,
              DzMeasurement     *measurement)
{
  g_autoptr(DzFaceFrame) frame = dz_face_frame_new (scene);
  DzFaceColours colours;

  if (frame == NULL)
    return;
  dz_face_colours_sample (frame, &colours);
  dz_cue_geometry (frame, measurement);
  dz_cue_shoulders (frame, measurement);
  dz_cue_eyes (frame, &colours, measurement);
  dz_cue_mouth (frame, &colours, measurement);
  dz_cue_brows (frame, &colours, measurement);
  dz_cue_ears (frame, &colours, measurement);
  dz_cue_glasses (frame, &colours, measurement);
  dz_cue_headwear (frame, &colours, measurement);
  dz_cue_jewellery (frame, &colours, measurement);
  dz_cue_clothes (frame, &colours, measurement);
  dz_cue_light (frame, &colours, measurement);
  dz_cue_sharpness (frame, measurement);
  dz_cue_skin (frame, measurement);
  dz_cue_face_hash (frame, measurement);
}

/**
 * dz_vision_measure:
 * @models: the networks
 * @view: an upright copy of the photo, in sRGB, as dz_photo_measure() gives it
 * @measurement: the photo's, with its width; what is seen is added
 * @error: return location; DZ_VISION_ERROR_RUNTIME, DZ_VISION_ERROR_FORMAT
 *
 * Looks for a face in a photo and measures it. What cannot be told stays NaN.
 *
 * Returns: whether the networks ran; if not, nothing was added
 */
gboolean
dz_vision_measure (DzModels       *models,
                   const DzPixels *view,
                   DzMeasurement  *measurement,
                   GError        **error)
{
  g_autoptr(DzFaceScene) scene = NULL;

  g_return_val_if_fail (models != NULL && view != NULL && measurement != NULL, FALSE);

  scene = dz_face_scene_new (models, view, find_scale (view, measurement), error);
  if (scene == NULL)
    return FALSE;
  g_free (measurement->models);
  measurement->models = g_strdup (models->version);
  measure_scene (scene, measurement);
  measure_face (scene, measurement);
  return TRUE;
}

/* The canonical face before a grey wall, as large as a photo of 256 px has it. */
static void
imagine (const DzCanonicalFace *canonical,
         const DzPixels        *view,
         DzFaceScene           *scene)
{
  scene->view = view;
  scene->scale = 1;
  scene->n_faces = 1;
  scene->faces[0] = (DzFaceBox) { 64, 64, 128, 128, 1 };
  scene->has_points = TRUE;
  for (guint i = 0; i < DZ_FACE_POINTS; i++)
    {
      const float *point = canonical->points[MIN (i, DZ_CANONICAL_POINTS - 1)];

      scene->points[i] = (DzFacePoint) { 128 + 8 * point[0], 128 - 8 * point[1], -8 * point[2] };
    }
}

/**
 * dz_vision_rehearse:
 * @models: the networks
 *
 * Does once what dz_vision_measure() does besides running networks, on a face that is not there, so
 * that what is computed or loaded at first use is there in every process that is forked afterwards.
 * The networks are left alone: of what they write, a child that finds it used must copy every page.
 */
void
dz_vision_rehearse (DzModels *models)
{
  g_autoptr(DzMeasurement) measurement = dz_measurement_new ();
  g_autofree DzFaceScene *scene = g_new0 (DzFaceScene, 1);
  g_autoptr(DzPixels) view = dz_pixels_new (REHEARSAL_PX, REHEARSAL_PX);

  g_return_if_fail (models != NULL);

  if (view == NULL)
    return;
  imagine (&models->canonical, view, scene);
  measure_scene (scene, measurement);
  measure_face (scene, measurement);
}
