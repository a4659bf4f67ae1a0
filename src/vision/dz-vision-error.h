/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * DZ_VISION_ERROR:
 *
 * The domain of what can be wrong with the models or their runtime.
 */
#define DZ_VISION_ERROR (dz_vision_error_quark ())

/**
 * DzVisionError:
 * @DZ_VISION_ERROR_MISSING: a model file is not there or cannot be read
 * @DZ_VISION_ERROR_ALTERED: a file is not the one this program was built for (SHA-256)
 * @DZ_VISION_ERROR_FORMAT: bytes that are not a model this program can read; the message says where
 * @DZ_VISION_ERROR_RUNTIME: the runtime could not be initialised or refused a graph
 */
typedef enum
{
  DZ_VISION_ERROR_MISSING,
  DZ_VISION_ERROR_ALTERED,
  DZ_VISION_ERROR_FORMAT,
  DZ_VISION_ERROR_RUNTIME,
} DzVisionError;

GQuark dz_vision_error_quark (void);

G_END_DECLS
