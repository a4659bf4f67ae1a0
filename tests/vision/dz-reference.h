/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "dz-tflite.h"

G_BEGIN_DECLS

/* Runs a model one number after the other, as TensorFlow's documentation of each operator reads and
 * with no thought of speed: a second opinion on XNNPACK and on how we ask it. Gives the numbers of
 * the model's outputs, one array after the other. */
GPtrArray *dz_reference_run (const DzTflite *model,
                             const float    *input);

G_END_DECLS
