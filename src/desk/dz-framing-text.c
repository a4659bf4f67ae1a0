/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "dz-framing-text.h"

#include <glib/gi18n.h>
#include <math.h>

static char *
say_size (const DzCrop *crop)
{
  double percent = 100 * dz_crop_get_scale (crop);
  g_autofree char *size = NULL;
  g_autofree char *turned = NULL;

  if (crop->width == crop->output_width && crop->height == crop->output_height)
    /* TRANSLATORS: width and height of the frame, in pixels of the photo */
    size = g_strdup_printf (_("Delivered: %u×%u px, as it is"), crop->width, crop->height);
  else
    /* TRANSLATORS: width and height of the frame, then its scale, then those of the picture */
    size = g_strdup_printf (_("Delivered: %u×%u px, scaled to %.0f %%, gives %u×%u px"),
                            crop->width, crop->height, percent, crop->output_width,
                            crop->output_height);
  if (crop->rotation == 0)
    return g_steal_pointer (&size);
  /* TRANSLATORS: %s is the sentence on size and scale; then by how many degrees it is turned */
  turned = g_strdup_printf (_("%s, turned by %.1f°"), size, crop->rotation);
  return g_steal_pointer (&turned);
}

/* @words: (transfer full): a place and its number */
static void
add_place (GString *text,
           double   value,
           char    *words)
{
  g_autofree char *owned = words;

  if (!isnan (value))
    g_string_append_printf (text, "%s%s", text->len > 0 ? " · " : "", owned);
}

/* What of the head is not known is left out. */
static char *
say_places (const DzFraming *framing)
{
  GString *text = g_string_new (NULL);
  const double *at = framing->places;

  /* TRANSLATORS: where the head is in the picture that is delivered: crown to the upper edge */
  add_place (text, at[DZ_FRAMING_CROWN],
             g_strdup_printf (_("top of the head %.0f px"), at[DZ_FRAMING_CROWN]));
  add_place (text, at[DZ_FRAMING_EYES],
             g_strdup_printf (_("eyes %.0f px"), at[DZ_FRAMING_EYES]));
  add_place (text, at[DZ_FRAMING_FACE],
             g_strdup_printf (_("width of the face %.0f px"), at[DZ_FRAMING_FACE]));
  add_place (text, at[DZ_FRAMING_HEAD],
             g_strdup_printf (_("height of the head %.1f %%"), at[DZ_FRAMING_HEAD]));
  return g_string_free (text, FALSE);
}

static char *
say_none (const DzFraming *framing)
{
  if (framing->problem == DZ_FRAMING_SMALL)
    return g_strdup_printf (_("Nothing can be delivered: the photo is smaller than %u×%u px and "
                              "would have to be enlarged %.2f times. Ask for a larger photo."),
                            framing->output_width, framing->output_height, framing->enlarge);
  if (framing->problem == DZ_FRAMING_CUT)
    return g_strdup (_("Nothing can be delivered: any frame would cut the face. Ask for a photo "
                       "that shows all of the head."));
  return g_strdup (_("Nothing can be delivered: the photo was not measured."));
}

static char *
say_problem (const DzFraming *framing)
{
  if (framing->problem == DZ_FRAMING_FAR)
    return g_strdup_printf (_("The head stays too small: it would have to be enlarged %.1f times. "
                              "Ask for a photo taken from nearer."), framing->enlarge);
  if (framing->problem == DZ_FRAMING_OUTSIDE)
    return g_strdup (_("The head cannot be brought to where the limits want it; this is the "
                       "nearest."));
  if (framing->problem == DZ_FRAMING_NO_FACE)
    return g_strdup (_("It is not known where the head is: as much of the photo is delivered as "
                       "such a picture holds."));
  return NULL;
}

/* @line: (transfer full) (nullable): may be empty */
static void
add_line (GString *text,
          char    *line)
{
  g_autofree char *owned = line;

  if (owned != NULL && *owned != '\0')
    g_string_append_printf (text, "%s%s", text->len > 0 ? "\n" : "", owned);
}

/**
 * dz_framing_say:
 * @framing: (nullable): what is delivered of a photo; %NULL where its limits are not known
 *
 * Returns: (transfer full): its size, scale and places, and what is wrong with it, in lines
 */
char *
dz_framing_say (const DzFraming *framing)
{
  g_autoptr(GString) text = NULL;

  if (framing == NULL)
    return g_strdup (_("It is not known what would be delivered: the photo was not measured, or "
                       "was judged by limits that this program does not have."));
  if (dz_crop_is_empty (&framing->crop))
    return say_none (framing);
  text = g_string_new (NULL);
  add_line (text, say_size (&framing->crop));
  add_line (text, say_places (framing));
  add_line (text, say_problem (framing));
  return g_string_free (g_steal_pointer (&text), FALSE);
}
