/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "dz-reason-list.h"
#include "dz-submission.h"
#include "dz-wire.h"

G_BEGIN_DECLS

const char *dz_public_state_of           (DzState             state);
JsonNode   *dz_public_submission_to_json (const DzSubmission *submission,
                                       DzReasonList       *reasons,
                                       GPtrArray          *waivers);

G_END_DECLS
