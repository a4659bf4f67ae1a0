/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "dz-face-pose.h"

#include <math.h>

/* The stiff points of calibration §13. */
static const guint16 stiff[] = {
  33,  133, 263, 362, 168, 6,  197, 195, 5,  4,  1,   2,   98, 327, 10,  151,
  9,   8,   127, 356, 234, 454, 93, 323, 54, 284, 103, 332, 67, 297, 109, 338,
};

#define N_STIFF G_N_ELEMENTS (stiff)

typedef struct
{
  double from[N_STIFF][3];
  double to[N_STIFF][3];
} Pairs;

static void
centre (double (*points)[3])
{
  for (guint k = 0; k < 3; k++)
    {
      double mean = 0;

      for (guint i = 0; i < N_STIFF; i++)
        mean += points[i][k] / N_STIFF;
      for (guint i = 0; i < N_STIFF; i++)
        points[i][k] -= mean;
    }
}

/* The picture's y grows downward and its z away from the camera. */
static void
gather (const DzCanonicalFace *canonical,
        const DzFacePoint     *points,
        Pairs                 *pairs)
{
  for (guint i = 0; i < N_STIFF; i++)
    {
      const DzFacePoint *point = &points[stiff[i]];

      for (guint k = 0; k < 3; k++)
        pairs->from[i][k] = canonical->points[stiff[i]][k];
      pairs->to[i][0] = point->x;
      pairs->to[i][1] = -point->y;
      pairs->to[i][2] = -point->z;
    }
  centre (pairs->from);
  centre (pairs->to);
}

/* B. K. P. Horn, Closed-form solution of absolute orientation using unit quaternions, 1987, §4: the
 * symmetric matrix whose greatest eigenvector is the rotation. With equal weights it is Umeyama's
 * (1991), without a singular value decomposition. */
static void
fill_horn (const Pairs *pairs,
           double       n[4][4])
{
  double s[3][3] = { { 0 } };

  for (guint i = 0; i < N_STIFF; i++)
    {
      for (guint a = 0; a < 3; a++)
        for (guint b = 0; b < 3; b++)
          s[a][b] += pairs->from[i][a] * pairs->to[i][b];
    }
  n[0][0] = s[0][0] + s[1][1] + s[2][2];
  n[0][1] = n[1][0] = s[1][2] - s[2][1];
  n[0][2] = n[2][0] = s[2][0] - s[0][2];
  n[0][3] = n[3][0] = s[0][1] - s[1][0];
  n[1][1] = s[0][0] - s[1][1] - s[2][2];
  n[1][2] = n[2][1] = s[0][1] + s[1][0];
  n[1][3] = n[3][1] = s[2][0] + s[0][2];
  n[2][2] = -s[0][0] + s[1][1] - s[2][2];
  n[2][3] = n[3][2] = s[1][2] + s[2][1];
  n[3][3] = -s[0][0] - s[1][1] + s[2][2];
}

/* One turn of Jacobi's method in the plane of @p and @q, on the matrix and on its vectors. */
static void
turn_plane (double n[4][4],
            double vectors[4][4],
            guint  p,
            guint  q)
{
  double angle = 0.5 * atan2 (2 * n[p][q], n[q][q] - n[p][p]);
  double c = cos (angle);
  double s = sin (angle);

  for (guint k = 0; k < 4; k++)
    {
      double a = n[k][p];
      double b = n[k][q];
      double v = vectors[k][p];
      double w = vectors[k][q];

      n[k][p] = c * a - s * b;
      n[k][q] = s * a + c * b;
      vectors[k][p] = c * v - s * w;
      vectors[k][q] = s * v + c * w;
    }
  for (guint k = 0; k < 4; k++)
    {
      double a = n[p][k];
      double b = n[q][k];

      n[p][k] = c * a - s * b;
      n[q][k] = s * a + c * b;
    }
}

/* Jacobi converges by squares: after a few sweeps nothing is left beside the diagonal. */
static void
find_greatest (double n[4][4],
               double greatest[4])
{
  double vectors[4][4] = { { 1, 0, 0, 0 }, { 0, 1, 0, 0 }, { 0, 0, 1, 0 }, { 0, 0, 0, 1 } };
  guint best = 0;

  for (guint sweep = 0; sweep < 12; sweep++)
    {
      for (guint p = 0; p < 3; p++)
        for (guint q = p + 1; q < 4; q++)
          turn_plane (n, vectors, p, q);
    }
  for (guint i = 1; i < 4; i++)
    best = n[i][i] > n[best][best] ? i : best;
  for (guint i = 0; i < 4; i++)
    greatest[i] = vectors[i][best];
}

/**
 * dz_face_pose_fit:
 * @canonical: the mean face
 * @points: the mesh on a picture
 * @pose: (out caller-allocates): how the head is held
 *
 * Fits the canonical face to a mesh by its stiff points, which do not depend on the mouth, by least
 * squares with equal weights, and reads the angles off the rotation (calibration §13).
 *
 * Returns: whether there is such a rotation
 */
gboolean
dz_face_pose_fit (const DzCanonicalFace *canonical,
                  const DzFacePoint     *points,
                  DzFacePose            *pose)
{
  Pairs pairs;
  double n[4][4];
  double q[4];
  double r[3][3];

  g_return_val_if_fail (canonical != NULL && points != NULL && pose != NULL, FALSE);

  gather (canonical, points, &pairs);
  fill_horn (&pairs, n);
  find_greatest (n, q);
  r[0][2] = 2 * (q[1] * q[3] + q[0] * q[2]);
  r[1][2] = 2 * (q[2] * q[3] - q[0] * q[1]);
  r[2][2] = 1 - 2 * (q[1] * q[1] + q[2] * q[2]);
  r[1][0] = 2 * (q[1] * q[2] + q[0] * q[3]);
  r[1][1] = 1 - 2 * (q[1] * q[1] + q[3] * q[3]);
  pose->yaw_deg = atan2 (r[0][2], r[2][2]) * 180 / G_PI;
  pose->pitch_deg = asin (CLAMP (-r[1][2], -1, 1)) * 180 / G_PI;
  pose->roll_deg = atan2 (r[1][0], r[1][1]) * 180 / G_PI;
  return isfinite (pose->yaw_deg) && isfinite (pose->pitch_deg) && isfinite (pose->roll_deg);
}
