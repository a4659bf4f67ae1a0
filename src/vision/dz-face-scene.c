/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "dz-face-scene.h"

#include "dz-face-mesh.h"
#include "dz-face-pose.h"
#include "dz-face-search.h"
#include "dz-person-mask.h"

#include <math.h>

/* What portraits and drawn people have at least; a weaker answer must be confirmed by the mesh. */
#define SURE_OF_FACE 0.8f
#define CONFIRMED_MAX 8
/* The mesh always returns a face (vision-models.md). Where there is one, its eyes, nose and mouth
 * are those of the detector: on 86 portraits and drawings within 0.19 of the eyes' distance. */
#define POINTS_AGREE 0.35
#define LEAST_PRESENCE 0.5f
/* A portrait's face, brows to chin, takes a quarter of the picture's longer edge or more; where the
 * largest one takes less than this, smaller ones may stand beside it. */
#define SMALL_FACE 0.2f
/* Halves and quarters of the longer edge. */
#define PART_LEVELS 2

/* The mesh's points that the detector gives too, in its order. */
static const guint16 shared_points[] = { 468, 473, 4, 13 };

static gboolean
points_agree (const DzDetection *face,
              const DzFacePoint *points)
{
  const float *left = face->points[DZ_DETECTED_EYE_LEFT];
  const float *right = face->points[DZ_DETECTED_EYE_RIGHT];
  double room = POINTS_AGREE * hypot (right[0] - left[0], right[1] - left[1]);

  for (guint i = 0; i < G_N_ELEMENTS (shared_points); i++)
    {
      const DzFacePoint *point = &points[shared_points[i]];

      if (!(hypot (point->x - face->points[i][0], point->y - face->points[i][1]) <= room))
        return FALSE;
    }
  return TRUE;
}

/* Whether the mesh finds in a face what the detector did. */
static gboolean
confirm (DzModels          *models,
         DzPyramid         *pyramid,
         const DzDetection *face,
         DzFacePoint       *points,
         gboolean          *confirmed,
         GError           **error)
{
  float presence = 0;

  if (!dz_face_mesh_find (models->mesh, pyramid, face, points, &presence, error))
    return FALSE;
  *confirmed = presence >= LEAST_PRESENCE && points_agree (face, points);
  return TRUE;
}

/* The largest face is the one that is measured. One that is not sure counts if the mesh confirms
 * it: not where there are too many to ask, nor in a turned picture, where other things look like
 * weak faces too often. */
static gboolean
keep_faces (DzFaceScene   *self,
            DzModels      *models,
            DzPyramid     *pyramid,
            const GArray  *found,
            GError       **error)
{
  DzFacePoint others[DZ_FACE_POINTS];
  guint n_asked = 0;

  for (guint i = 0; i < found->len && self->n_faces < DZ_FACES_MAX; i++)
    {
      const DzDetection *face = &g_array_index (found, DzDetection, i);
      gboolean stands = self->turn_deg == 0 && dz_detection_is_upright (face);
      gboolean measured = stands && self->n_faces == 0;
      gboolean sure = face->box.score >= SURE_OF_FACE;
      gboolean confirmed = FALSE;

      if ((measured || (stands && !sure)) && n_asked++ < CONFIRMED_MAX
          && !confirm (models, pyramid, face, measured ? self->points : others, &confirmed, error))
        return FALSE;
      if (sure || confirmed)
        self->faces[self->n_faces++] = face->box;
      self->has_points |= measured && confirmed;
    }
  if (self->n_faces == 0)
    self->turn_deg = 0;
  return TRUE;
}

static gboolean
is_small (const DzFaceScene *self)
{
  const DzFaceBox *face = &self->faces[0];

  return self->turn_deg == 0
         && MAX (face->width, face->height)
              < SMALL_FACE * MAX (self->view->width, self->view->height);
}

/* What else there is in parts of the picture, where nobody was seen in the whole or only somebody
 * small: what counts for nobody must not hide a crowd. */
static gboolean
look_closer (DzFaceScene  *self,
             DzModels     *models,
             DzPyramid    *pyramid,
             GArray       *found,
             GError      **error)
{
  if (self->n_faces == 0)
    g_array_set_size (found, 0);
  for (guint level = 1; level <= PART_LEVELS && (self->n_faces == 0 || level == 1); level++)
    {
      if (!dz_face_search_parts (models->detector, pyramid, level, found, error))
        return FALSE;
      self->n_faces = 0;
      self->has_points = FALSE;
      if (!keep_faces (self, models, pyramid, found, error))
        return FALSE;
    }
  return TRUE;
}

static gboolean
find_faces (DzFaceScene  *self,
            DzModels     *models,
            DzPyramid    *pyramid,
            GError      **error)
{
  g_autoptr(GArray) found = dz_face_search (models->detector, pyramid, &self->turn_deg, error);

  if (found == NULL || !keep_faces (self, models, pyramid, found, error))
    return FALSE;
  if (self->n_faces > 0 && !is_small (self))
    return TRUE;
  return look_closer (self, models, pyramid, found, error);
}

static void
find_pose (DzFaceScene           *self,
           const DzCanonicalFace *canonical)
{
  DzFacePose pose;

  if (!self->has_points)
    return;
  self->has_points = dz_face_pose_fit (canonical, self->points, &pose);
  if (!self->has_points)
    return;
  self->yaw_deg = pose.yaw_deg;
  self->pitch_deg = pose.pitch_deg;
}

/**
 * dz_face_scene_new:
 * @models: the networks
 * @view: an upright picture, which must outlive the scene
 * @scale: px of the photo to one px of @view
 * @error: return location; DZ_VISION_ERROR_RUNTIME, DZ_VISION_ERROR_FORMAT
 *
 * Looks at a picture: faces, in the four right-angle turns where none stands upright, and in parts
 * of it where none or only a small one is seen; the mesh of the largest one, if it stands upright;
 * people.
 *
 * Returns: (transfer full) (nullable): what was seen, which may be nobody
 */
DzFaceScene *
dz_face_scene_new (DzModels       *models,
                   const DzPixels *view,
                   double          scale,
                   GError        **error)
{
  g_autoptr(DzFaceScene) self = NULL;
  g_autoptr(DzPyramid) pyramid = NULL;

  g_return_val_if_fail (models != NULL && view != NULL && scale > 0, NULL);

  self = g_new0 (DzFaceScene, 1);
  self->view = view;
  self->scale = scale;
  pyramid = dz_pyramid_new (view);
  if (!find_faces (self, models, pyramid, error))
    return NULL;
  find_pose (self, &models->canonical);
  if (!dz_person_mask_find (models->mask, pyramid, self->turn_deg, self->mask, error))
    return NULL;
  return g_steal_pointer (&self);
}

/**
 * dz_face_scene_free:
 * @self: (transfer full) (nullable): a scene
 */
void
dz_face_scene_free (DzFaceScene *self)
{
  g_free (self);
}

/**
 * dz_face_scene_mask:
 * @self: a scene
 * @x: px of the view, pixel centres at halves
 * @y: likewise
 *
 * Returns: the probability that a person is there, bilinear; outside of the view that of its border
 */
float
dz_face_scene_mask (const DzFaceScene *self,
                    float              x,
                    float              y)
{
  float u = CLAMP (x / self->view->width * DZ_MASK_EDGE - 0.5f, 0, DZ_MASK_EDGE - 1);
  float v = CLAMP (y / self->view->height * DZ_MASK_EDGE - 0.5f, 0, DZ_MASK_EDGE - 1);
  guint left = MIN ((guint) u, DZ_MASK_EDGE - 2);
  guint top = MIN ((guint) v, DZ_MASK_EDGE - 2);
  const float *upper = &self->mask[top * DZ_MASK_EDGE + left];
  const float *lower = upper + DZ_MASK_EDGE;

  u -= left;
  v -= top;
  return (1 - v) * ((1 - u) * upper[0] + u * upper[1])
         + v * ((1 - u) * lower[0] + u * lower[1]);
}
