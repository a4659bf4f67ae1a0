/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "dz-models-problem.h"
#include "dz-models.h"

G_BEGIN_DECLS

/**
 * DzHelperVision:
 * @models: (nullable): the networks, warmed
 * @problem: why there are none
 * @fault: (nullable): path of the file that is missing or altered, valid UTF-8
 *
 * What the helper sees with. Children inherit it.
 */
typedef struct
{
  DzModels       *models; /* owned */
  DzModelsProblem problem;
  char           *fault;  /* owned */
} DzHelperVision;

void dz_helper_vision_init  (DzHelperVision *self);
void dz_helper_vision_clear (DzHelperVision *self);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (DzHelperVision, dz_helper_vision_clear)

G_END_DECLS
