/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "dz-face-pose.h"

#include <math.h>

/* Points as stiff as a skull, not all in one plane. */
static void
make_face (DzCanonicalFace *face)
{
  for (guint i = 0; i < DZ_CANONICAL_POINTS; i++)
    {
      face->points[i][0] = 7 * sin (0.7 * i);
      face->points[i][1] = 9 * cos (1.3 * i);
      face->points[i][2] = 4 * sin (2.1 * i + 1);
    }
}

/* Turns a point of the canonical face: first the roll, then the pitch, then the yaw; the picture
 * has y downward and z away from the camera. */
static DzFacePoint
turn (const float p[3],
      double      yaw_deg,
      double      pitch_deg,
      double      roll_deg)
{
  double a = roll_deg * G_PI / 180;
  double b = pitch_deg * G_PI / 180;
  double c = yaw_deg * G_PI / 180;
  double x = p[0] * cos (a) - p[1] * sin (a);
  double y = p[0] * sin (a) + p[1] * cos (a);
  double y2 = y * cos (b) - p[2] * sin (b);
  double z2 = y * sin (b) + p[2] * cos (b);

  return (DzFacePoint) { 300 + 11 * (x * cos (c) + z2 * sin (c)), 200 - 11 * y2,
                         5 - 11 * (z2 * cos (c) - x * sin (c)) };
}

static void
test_angles (void)
{
  static const double cases[][3] = {
    { 0, 0, 0 }, { 10, 0, 0 }, { -35, 0, 0 }, { 0, 12, 0 }, { 0, -40, 0 }, { 0, 0, 5 },
    { 0, 0, -160 }, { 8, -7, 3 }, { -50, 25, -20 }, { 80, 60, 100 },
  };
  DzCanonicalFace face;
  DzFacePoint points[DZ_FACE_POINTS] = { 0 };

  make_face (&face);
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      DzFacePose pose;

      for (guint k = 0; k < DZ_CANONICAL_POINTS; k++)
        points[k] = turn (face.points[k], cases[i][0], cases[i][1], cases[i][2]);
      g_assert_true (dz_face_pose_fit (&face, points, &pose));
      g_assert_cmpfloat_with_epsilon (pose.yaw_deg, cases[i][0], 1e-3);
      g_assert_cmpfloat_with_epsilon (pose.pitch_deg, cases[i][1], 1e-3);
      g_assert_cmpfloat_with_epsilon (pose.roll_deg, cases[i][2], 1e-3);
    }
}

/* Only the points that are stiff count. */
static void
test_mouth (void)
{
  static const guint16 lips[] = { 13, 14, 78, 308, 17, 0, 61, 291 };
  DzCanonicalFace face;
  DzFacePoint points[DZ_FACE_POINTS] = { 0 };
  DzFacePose pose;

  make_face (&face);
  for (guint k = 0; k < DZ_CANONICAL_POINTS; k++)
    points[k] = turn (face.points[k], 7, 6, 0);
  for (guint i = 0; i < G_N_ELEMENTS (lips); i++)
    points[lips[i]] = (DzFacePoint) { 1e5, -1e5, 1e4 };
  g_assert_true (dz_face_pose_fit (&face, points, &pose));
  g_assert_cmpfloat_with_epsilon (pose.yaw_deg, 7, 1e-3);
  g_assert_cmpfloat_with_epsilon (pose.pitch_deg, 6, 1e-3);
}

/* Nothing to fit, or nonsense, is no crash. */
static void
test_nonsense (void)
{
  DzCanonicalFace face = { 0 };
  DzFacePoint points[DZ_FACE_POINTS] = { 0 };
  DzFacePose pose;

  dz_face_pose_fit (&face, points, &pose);
  make_face (&face);
  dz_face_pose_fit (&face, points, &pose);
  points[33].x = NAN;
  g_assert_false (dz_face_pose_fit (&face, points, &pose));
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/vision/face-pose/angles", test_angles);
  g_test_add_func ("/vision/face-pose/mouth", test_mouth);
  g_test_add_func ("/vision/face-pose/nonsense", test_nonsense);
  return g_test_run ();
}
