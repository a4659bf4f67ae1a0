/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "dz-helper-vision.h"

#include "dz-vision.h"

#include <stdio.h>
#include <string.h>

/* Longest path that is told; the frame has room for more. */
#define PATH_BYTES_MAX 4096

static DzModelsProblem
problem_of (const GError *error)
{
  if (g_error_matches (error, DZ_VISION_ERROR, DZ_VISION_ERROR_MISSING))
    return DZ_MODELS_PROBLEM_MISSING;
  if (g_error_matches (error, DZ_VISION_ERROR, DZ_VISION_ERROR_ALTERED))
    return DZ_MODELS_PROBLEM_ALTERED;
  return DZ_MODELS_PROBLEM_UNUSABLE;
}

/* As it can be shown to a person. */
static char *
find_fault (const char *folder)
{
  g_autofree char *path = dz_models_find_fault (folder);
  g_autofree char *shown = path != NULL ? g_filename_display_name (path) : NULL;

  return shown != NULL && strlen (shown) <= PATH_BYTES_MAX ? g_steal_pointer (&shown) : NULL;
}

/**
 * dz_helper_vision_init:
 * @self: (out caller-allocates): what the helper sees with
 *
 * Loads the models and rehearses what is done with them. Where that cannot be, the helper works
 * without, and the program hears which file is to blame; where they are there all the same, its
 * standard error says so, too.
 */
void
dz_helper_vision_init (DzHelperVision *self)
{
  g_autofree char *folder = dz_models_find_folder ();
  g_autoptr(GError) error = NULL;

  *self = (DzHelperVision) { .problem = DZ_MODELS_PROBLEM_NONE };
  self->models = dz_models_load (folder, &error);
  if (self->models != NULL)
    {
      dz_vision_rehearse (self->models);
      return;
    }
  self->problem = problem_of (error);
  if (self->problem != DZ_MODELS_PROBLEM_UNUSABLE)
    self->fault = find_fault (folder);
  if (self->problem != DZ_MODELS_PROBLEM_MISSING)
    fprintf (stderr, "duizhao-examiner: %s\n", error->message);
}

/**
 * dz_helper_vision_clear:
 * @self: what the helper saw with
 */
void
dz_helper_vision_clear (DzHelperVision *self)
{
  g_clear_pointer (&self->models, dz_models_free);
  g_clear_pointer (&self->fault, g_free);
}
