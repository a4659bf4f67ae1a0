/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "dz-photo-guides.h"

#include <glib/gi18n.h>
#include <math.h>

#include "dz-finding-text.h"
#include "dz-outcome-look.h"
#include "dz-profile-bands.h"

#define NO_SPAN ((DzGuideSpan) { NAN, NAN })

/* Where a line begins that is neither measured nor told by a band: below the middle of the photo,
 * where a chin is. It only saves the reviewer some way. */
#define START_SHARE 0.6

static const struct
{
  const char *rule;
  const char *name;
} kinds[] = {
  /* TRANSLATORS: a few letters over the photo: where the top of the head is */
  [DZ_GUIDE_CROWN] = { "POS-01", N_("Crown") },
  /* TRANSLATORS: a few letters over the photo: where the eyes are */
  [DZ_GUIDE_EYES] = { "POS-02", N_("Eyes") },
  /* TRANSLATORS: a few letters over the photo: how high the head is */
  [DZ_GUIDE_HEAD] = { "POS-04", N_("Head") },
  /* TRANSLATORS: a few letters over the photo: how wide the face is */
  [DZ_GUIDE_FACE] = { "POS-03", N_("Face") },
  /* TRANSLATORS: a few letters over the photo: how far the face is from the middle */
  [DZ_GUIDE_CENTRE] = { "POS-05", N_("Centre") },
};

static const char *const line_names[] = {
  [DZ_LINE_CROWN] = N_("Crown"),
  [DZ_LINE_EYES] = N_("Eyes"),
  [DZ_LINE_CHIN] = N_("Chin"),
};

static DzGuideSpan
span (double min,
      double max)
{
  return isfinite (min) && isfinite (max) ? (DzGuideSpan) { min, max } : NO_SPAN;
}

static void
say (DzGuide   *guide,
     DzJudging *judging,
     guint      kind)
{
  const DzFinding *finding = dz_judging_find (judging, kinds[kind].rule);

  guide->name = _(kinds[kind].name);
  guide->outcome = finding != NULL ? finding->outcome : DZ_OUTCOME_UNMEASURED;
  guide->corrected = dz_judging_is_corrected (judging, kinds[kind].rule);
  guide->value = finding != NULL ? dz_finding_value_text (finding) : g_strdup ("");
  guide->limit = finding != NULL ? dz_finding_limit_text (finding) : g_strdup ("");
  guide->measured = NO_SPAN;
  for (guint i = 0; i < G_N_ELEMENTS (guide->bands); i++)
    guide->bands[i] = (DzGuideBand) { NO_SPAN, NO_SPAN };
}

/* The two ends of a share of @whole, in px. */
static DzGuideBand
band_of (const DzProfileBand *share,
         double               whole)
{
  return (DzGuideBand) { span (share->pass_min * whole, share->pass_max * whole),
                         span (share->warn_min * whole, share->warn_max * whole) };
}

static DzGuideSpan
before (double      end,
        DzGuideSpan length)
{
  return span (end - length.max, end - length.min);
}

static DzGuideSpan
after (double      end,
       DzGuideSpan length)
{
  return span (end + length.min, end + length.max);
}

static DzGuideBand
halve (DzGuideBand band)
{
  return (DzGuideBand) { { band.pass.min / 2, band.pass.max / 2 },
                         { band.warn.min / 2, band.warn.max / 2 } };
}

static void
place (DzPhotoGuides *self)
{
  double crown = self->lines[DZ_LINE_CROWN];
  double eyes = self->lines[DZ_LINE_EYES];

  self->guides[DZ_GUIDE_CROWN].measured = span (crown, crown);
  self->guides[DZ_GUIDE_EYES].measured = span (eyes, eyes);
  self->guides[DZ_GUIDE_HEAD].measured = span (crown, self->lines[DZ_LINE_CHIN]);
  self->guides[DZ_GUIDE_FACE].measured = self->face;
}

/* A length has no place of its own: above this chin, the crown may be there; to both sides of this
 * face's middle, its cheeks. */
static void
place_bands (DzPhotoGuides   *self,
             const DzProfile *profile)
{
  double chin = self->lines[DZ_LINE_CHIN];
  double middle = (self->face.min + self->face.max) / 2;
  DzProfileBands bands;
  DzGuideBand head;
  DzGuideBand half;

  dz_profile_get_bands (profile, &bands);
  head = band_of (&bands.head_height, self->height);
  half = halve (band_of (&bands.face_width, self->width));
  self->guides[DZ_GUIDE_CROWN].bands[0] = band_of (&bands.crown, self->height);
  self->guides[DZ_GUIDE_EYES].bands[0] = band_of (&bands.eyes, self->height);
  self->guides[DZ_GUIDE_CENTRE].bands[0] = band_of (&bands.centre, self->width);
  self->guides[DZ_GUIDE_HEAD].bands[0]
    = (DzGuideBand) { before (chin, head.pass), before (chin, head.warn) };
  self->guides[DZ_GUIDE_FACE].bands[0]
    = (DzGuideBand) { before (middle, half.pass), before (middle, half.warn) };
  self->guides[DZ_GUIDE_FACE].bands[1]
    = (DzGuideBand) { after (middle, half.pass), after (middle, half.warn) };
}

static void
take_lines (DzPhotoGuides *self,
            DzJudging     *judging)
{
  for (guint line = 0; line < DZ_N_LINES; line++)
    {
      self->lines[line] = dz_judging_get_line (judging, (DzLine) line);
      self->moved[line] = dz_judging_is_moved (judging, (DzLine) line);
    }
}

/**
 * dz_photo_guides_new:
 * @judging: a photo and its lines
 *
 * Returns: (transfer full) (nullable): what to draw over it; %NULL where not even the size of the
 *   photo was measured
 */
DzPhotoGuides *
dz_photo_guides_new (DzJudging *judging)
{
  const DzMeasurement *measurement;
  DzPhotoGuides *self;
  double middle;

  g_return_val_if_fail (DZ_IS_JUDGING (judging), NULL);

  measurement = dz_judging_get_measurement (judging);
  if (measurement == NULL || !dz_measurement_has (measurement, DZ_QUANTITY_WIDTH)
      || !dz_measurement_has (measurement, DZ_QUANTITY_HEIGHT))
    return NULL;
  self = g_new0 (DzPhotoGuides, 1);
  self->width = dz_measurement_get (measurement, DZ_QUANTITY_WIDTH);
  self->height = dz_measurement_get (measurement, DZ_QUANTITY_HEIGHT);
  self->face = span (dz_measurement_get (measurement, DZ_QUANTITY_FACE_LEFT_X),
                     dz_measurement_get (measurement, DZ_QUANTITY_FACE_RIGHT_X));
  take_lines (self, judging);
  for (guint kind = 0; kind < DZ_N_GUIDES; kind++)
    say (&self->guides[kind], judging, kind);
  middle = dz_measurement_get (measurement, DZ_QUANTITY_FACE_MIDDLE_X);
  self->guides[DZ_GUIDE_CENTRE].measured = span (middle, middle);
  place (self);
  if (dz_judging_get_profile (judging) != NULL)
    place_bands (self, dz_judging_get_profile (judging));
  return self;
}

/**
 * dz_photo_guides_free:
 * @self: (transfer full) (nullable): guides
 */
void
dz_photo_guides_free (DzPhotoGuides *self)
{
  if (self == NULL)
    return;
  for (guint kind = 0; kind < DZ_N_GUIDES; kind++)
    {
      g_free (self->guides[kind].value);
      g_free (self->guides[kind].limit);
    }
  g_free (self);
}

/**
 * dz_photo_guides_draw_rule:
 * @rule: a rule's id
 *
 * Returns: whether guides show what it measures
 */
gboolean
dz_photo_guides_draw_rule (const char *rule)
{
  g_return_val_if_fail (rule != NULL, FALSE);

  for (guint kind = 0; kind < DZ_N_GUIDES; kind++)
    if (g_str_equal (kinds[kind].rule, rule))
      return TRUE;
  return FALSE;
}

/**
 * dz_photo_guides_say_line:
 * @self: guides
 * @line: a line
 *
 * Returns: (transfer full): the line and what is measured by it, in one line for a screen reader
 */
char *
dz_photo_guides_say_line (const DzPhotoGuides *self,
                          DzLine               line)
{
  static const DzGuideKind by_line[] = {
    [DZ_LINE_CROWN] = DZ_GUIDE_CROWN,
    [DZ_LINE_EYES] = DZ_GUIDE_EYES,
    [DZ_LINE_CHIN] = DZ_GUIDE_HEAD,
  };
  const DzGuide *guide;

  g_return_val_if_fail (self != NULL && line < DZ_N_LINES, NULL);

  guide = &self->guides[by_line[line]];
  if (*guide->value == '\0')
    return g_strdup_printf ("%s, %s", _(line_names[line]), dz_outcome_word (guide->outcome));
  return g_strdup_printf ("%s, %s, %s", _(line_names[line]), guide->value,
                          dz_outcome_word (guide->outcome));
}

/**
 * dz_photo_guides_line_start:
 * @self: guides
 * @line: a line
 *
 * Returns: where it is, or where it begins when the reviewer sets one that was not measured, in px
 *   from the top
 */
double
dz_photo_guides_line_start (const DzPhotoGuides *self,
                            DzLine               line)
{
  const DzGuideSpan *band;

  g_return_val_if_fail (self != NULL && line < DZ_N_LINES, NAN);

  if (isfinite (self->lines[line]))
    return self->lines[line];
  band = &self->guides[line == DZ_LINE_CROWN ? DZ_GUIDE_CROWN : DZ_GUIDE_EYES].bands[0].pass;
  if (line != DZ_LINE_CHIN && isfinite (band->min))
    return (band->min + band->max) / 2;
  return self->height * START_SHARE;
}
