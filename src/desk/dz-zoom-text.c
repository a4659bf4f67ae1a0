/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "dz-zoom-text.h"

#include <glib/gi18n.h>
#include <math.h>

static const char *const names[DZ_N_ZOOMS] = {
  [DZ_ZOOM_FIT] = NC_ ("zoom", "Whole photo"),
  [DZ_ZOOM_FACE] = NC_ ("zoom", "Face"),
  [DZ_ZOOM_EYES] = NC_ ("zoom", "Eyes"),
  [DZ_ZOOM_SHOULDERS] = NC_ ("zoom", "Shoulders and background"),
  [DZ_ZOOM_PIXELS] = NC_ ("zoom", "Pixel by pixel"),
  [DZ_ZOOM_FREE] = NC_ ("zoom", "Part of the photo"),
};

static gboolean
needs_face (DzZoom zoom)
{
  return zoom == DZ_ZOOM_FACE || zoom == DZ_ZOOM_EYES || zoom == DZ_ZOOM_SHOULDERS;
}

/**
 * dz_zoom_say:
 * @zoom: what fills the view
 * @guessed: whether no face was found
 * @percent: px of the screen for 100 of the photo; NaN where the photo's size is not known
 *
 * Returns: (transfer full): it in words, "Face 240 %"
 */
char *
dz_zoom_say (DzZoom   zoom,
             gboolean guessed,
             double   percent)
{
  g_autofree char *size = NULL;
  g_autofree char *said = NULL;

  g_return_val_if_fail (zoom < DZ_N_ZOOMS, NULL);

  /* TRANSLATORS: how large a photo is shown; the space before the sign is a narrow one */
  size = isfinite (percent) ? g_strdup_printf (_("%.0f %%"), percent) : g_strdup ("");
  said = g_strdup_printf ("%s %s", g_dpgettext2 (NULL, "zoom", names[zoom]), size);
  g_strchomp (said);
  if (!guessed || !needs_face (zoom))
    return g_steal_pointer (&said);
  /* TRANSLATORS: %s is what is shown, "Face 240 %" */
  return g_strdup_printf (_("%s: no face was found, this is where one should be"), said);
}
