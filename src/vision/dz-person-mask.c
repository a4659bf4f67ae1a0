/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "dz-person-mask.h"

#include "dz-face-region.h"

#define LAST (DZ_MASK_EDGE - 1)

static const DzFaceRegionInput input = { DZ_MASK_EDGE, DZ_FACE_REGION_SPREAD, 0, 1 };

/* Where a place of the view as it is stands in the view as it was turned. */
static guint
turned_index (guint x,
              guint y,
              guint turn_deg)
{
  switch (turn_deg)
    {
    case 90: return x * DZ_MASK_EDGE + (LAST - y);
    case 180: return (LAST - y) * DZ_MASK_EDGE + (LAST - x);
    case 270: return (LAST - x) * DZ_MASK_EDGE + y;
    default: return y * DZ_MASK_EDGE + x;
    }
}

static void
turn_back (const float *turned,
           guint        turn_deg,
           float       *mask)
{
  for (guint y = 0; y < DZ_MASK_EDGE; y++)
    {
      for (guint x = 0; x < DZ_MASK_EDGE; x++)
        {
          float value = turned[turned_index (x, y, turn_deg)];

          /* What compares with nothing is no probability. */
          *mask++ = value > 0 ? MIN (value, 1) : 0;
        }
    }
}

/**
 * dz_person_mask_find:
 * @network: the person mask
 * @pyramid: over the view
 * @turn_deg: 0, 90, 180 or 270: the clockwise turn of the view that puts people upright
 * @mask: (out caller-allocates): probabilities, of the view as it is, stretched to a square
 * @error: return location; DZ_VISION_ERROR_RUNTIME
 *
 * Tells people from what is behind them (vision-models.md, Graphs).
 *
 * Returns: whether the network ran
 */
gboolean
dz_person_mask_find (DzNetwork *network,
                     DzPyramid *pyramid,
                     guint      turn_deg,
                     float      mask[DZ_MASK_EDGE * DZ_MASK_EDGE],
                     GError   **error)
{
  DzFaceRegion whole;

  dz_face_region_init_whole (&whole, pyramid->levels[0], turn_deg);
  dz_face_region_sample (&whole, pyramid, &input, dz_network_borrow_input (network));
  if (!dz_network_run (network, error))
    return FALSE;
  turn_back (dz_network_borrow_output (network, 0), turn_deg, mask);
  return TRUE;
}
