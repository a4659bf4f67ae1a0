/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "dz-examiner-frame.h"
#include "dz-models.h"

G_BEGIN_DECLS

/**
 * DzHelperJob:
 * @request: what is asked
 * @input: (nullable): its bytes, @request's input_length of them; %NULL where that is 0
 * @output: (nullable): room for the answer's bulk, @request's output_length of it
 * @models: (nullable): what a photo is looked at with
 *
 * One request with its buffers in memory. Whoever does it needs neither files nor sockets.
 */
typedef struct
{
  const DzExaminerRequest *request;
  const guint8            *input;
  guint8                  *output;
  DzModels                *models;
} DzHelperJob;

DzExaminerStatus dz_helper_job_run (const DzHelperJob  *self,
                                    GVariant          **body);

G_END_DECLS
