/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "dz-face-cues.h"

#include "dz-pdq-hasher.h"

/* What is hashed, in E round the middle of the eyes: the face with its hair, and as little of the
 * wall as may be, so that a copy with another wall is found too. */
#define LEFT -0.8f
#define TOP -0.9f
#define RIGHT 0.8f
#define BOTTOM 1.25f

/* Samples each way, three to two of the hash's. */
#define EDGE 96

static DzPixels *
align (const DzFaceFrame *frame)
{
  DzPixels *pixels = dz_pixels_new (EDGE, EDGE);

  for (guint y = 0; pixels != NULL && y < EDGE; y++)
    {
      guint8 *p = dz_pixels_at (pixels, 0, y);
      float v = TOP + (BOTTOM - TOP) * (y + 0.5f) / EDGE;

      for (guint x = 0; x < EDGE; x++, p += 4)
        {
          float rgb[3];

          dz_face_frame_rgb (frame, LEFT + (RIGHT - LEFT) * (x + 0.5f) / EDGE, v, rgb);
          for (guint c = 0; c < 3; c++)
            p[c] = rgb[c] + 0.5f;
        }
    }
  return pixels;
}

/**
 * dz_cue_face_hash:
 * @frame: a face
 * @measurement: what is set: the hashes of the face and their quality
 *
 * Hashes the face after its eyes were brought to one place, so that a copy which was cut, turned a
 * little or put before another wall is found (photo-standards §3.10). A face smaller than
 * DZ_FACE_SPAN_MIN is hashed no worse than others: 64 samples each way is all that a hash sees.
 */
void
dz_cue_face_hash (const DzFaceFrame *frame,
                  DzMeasurement     *measurement)
{
  g_autoptr(DzPixels) pixels = NULL;

  g_return_if_fail (frame != NULL && measurement != NULL);

  pixels = align (frame);
  if (pixels != NULL)
    dz_measurement_set (measurement, DZ_QUANTITY_FACE_HASH_QUALITY,
                        dz_pdq_hasher_hash (pixels, measurement->face_hashes));
}
