/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "dz-judging.h"

G_BEGIN_DECLS

/**
 * DzGuideKind:
 * @DZ_GUIDE_CROWN: top edge to crown, POS-01
 * @DZ_GUIDE_EYES: top edge to eye line, POS-02
 * @DZ_GUIDE_HEAD: crown to chin, POS-04
 * @DZ_GUIDE_FACE: cheek to cheek, POS-03
 * @DZ_GUIDE_CENTRE: middle of the face to the middle of the photo, POS-05
 *
 * A length or a place that is drawn over the photo against what the profile allows.
 */
typedef enum
{
  DZ_GUIDE_CROWN,
  DZ_GUIDE_EYES,
  DZ_GUIDE_HEAD,
  DZ_GUIDE_FACE,
  DZ_GUIDE_CENTRE,
  DZ_N_GUIDES,
} DzGuideKind;

/**
 * DzGuideSpan:
 * @min: smaller end, NaN where there is none
 * @max: greater end
 *
 * A stretch of the photo, in its px.
 */
typedef struct
{
  double min;
  double max;
} DzGuideSpan;

/**
 * DzGuideBand:
 * @pass: what is fine; NaN where the profile says nothing of it
 * @warn: what is not refused, around it
 *
 * Where the end of a guide may be.
 */
typedef struct
{
  DzGuideSpan pass;
  DzGuideSpan warn;
} DzGuideBand;

/**
 * DzGuide:
 * @outcome: what the rule says of it
 * @corrected: whether a line that was moved changed it
 * @measured: from where to where it goes; both ends are one for a place; NaN where unmeasured
 * @bands: where the first and the second end may be
 * @name: (transfer none): what it is, translated
 * @value: as the finding says it, "78 px"; "" where unmeasured
 * @limit: likewise, "50–110 px"
 */
typedef struct
{
  DzOutcome   outcome;
  gboolean    corrected;
  DzGuideSpan measured;
  DzGuideBand bands[2];
  const char *name;
  char       *value;
  char       *limit;
} DzGuide;

/**
 * DzPhotoGuides:
 * @width: of the upright photo, px
 * @height: likewise
 * @face: cheek to cheek, which lines keep clear of; NaN where no face was found
 * @lines: y of the lines that can be moved; NaN where unmeasured
 * @moved: whether the reviewer has set them
 * @guides: one of each kind
 *
 * What is drawn over a photo: its measured lines against the profile's bands. All in px of the
 * upright photo.
 */
typedef struct
{
  double      width;
  double      height;
  DzGuideSpan face;
  double      lines[DZ_N_LINES];
  gboolean    moved[DZ_N_LINES];
  DzGuide     guides[DZ_N_GUIDES];
} DzPhotoGuides;

DzPhotoGuides *dz_photo_guides_new        (DzJudging           *judging);
void           dz_photo_guides_free       (DzPhotoGuides       *self);
gboolean       dz_photo_guides_draw_rule  (const char          *rule);
char          *dz_photo_guides_say_line   (const DzPhotoGuides *self,
                                           DzLine               line);
double         dz_photo_guides_line_start (const DzPhotoGuides *self,
                                           DzLine               line);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (DzPhotoGuides, dz_photo_guides_free)

G_END_DECLS
