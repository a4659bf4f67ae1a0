/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <json-glib/json-glib.h>

#include "dz-examiner.h"
#include "dz-finding.h"
#include "dz-profile.h"

G_BEGIN_DECLS

/**
 * DzPhotoCheck:
 * @file: path as it was given
 * @sha256: (nullable): of its bytes; %NULL where they could not all be read
 * @measurement: (nullable): %NULL where it could not be measured
 * @findings: (element-type DzFinding): what the rules said, sorted; empty where it was not measured
 * @problem: (nullable): why it could not be measured, a sentence
 * @models_problem: why no face was looked for
 * @models_fault: (nullable): path of the file that is to blame for it
 *
 * What the rules say of one file. Nothing of it needs a service.
 */
typedef struct
{
  char           *file;
  char           *sha256;
  DzMeasurement  *measurement;
  GPtrArray      *findings;
  char           *problem;
  DzModelsProblem models_problem;
  char           *models_fault;
} DzPhotoCheck;

DzPhotoCheck *dz_photo_check_new     (const char         *file);
void          dz_photo_check_free    (DzPhotoCheck       *self);
void          dz_photo_check_run     (DzPhotoCheck       *self,
                                      DzExaminer         *examiner,
                                      DzProfile          *profile);
gboolean      dz_photo_check_is_good (const DzPhotoCheck *self);
JsonNode     *dz_photo_check_to_json (const DzPhotoCheck *self,
                                      const DzProfile    *profile);
char         *dz_photo_check_to_text (const DzPhotoCheck *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (DzPhotoCheck, dz_photo_check_free)

G_END_DECLS
