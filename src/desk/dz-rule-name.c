/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "dz-rule-name.h"

#include <glib/gi18n.h>

/* A few words for each rule of photo-standards §4.1, short enough for one column. */
static const struct
{
  const char *rule;
  const char *name;
} names[] = {
  { "FILE-01", N_("JPEG file") },
  { "FILE-02", N_("File size") },
  { "FILE-03", N_("Pixels") },
  { "FILE-04", N_("Width to height") },
  { "FILE-05", N_("Colour photo") },
  { "FILE-06", N_("Compression quality") },
  { "FILE-07", N_("Resolution tag") },
  { "ORIG-01", N_("Traces of editing") },
  { "ORIG-02", N_("Saved twice") },
  { "ORIG-03", N_("Photo of a photo") },
  { "ORIG-04", N_("Smoothed skin") },
  { "ORIG-05", N_("Same as another student") },
  { "ORIG-06", N_("Mirrored or turned") },
  { "ORIG-07", N_("Rejected before") },
  { "BG-01", N_("Background colour") },
  { "BG-02", N_("Background evenness") },
  { "BG-03", N_("Shadow on background") },
  { "BG-04", N_("Clothes against background") },
  { "POS-01", N_("Space above the head") },
  { "POS-02", N_("Eye line") },
  { "POS-03", N_("Face width") },
  { "POS-04", N_("Head height") },
  { "POS-05", N_("Centred") },
  { "POSE-01", N_("Head upright") },
  { "POSE-02", N_("Facing the camera") },
  { "POSE-03", N_("Shoulders level") },
  { "FACE-01", N_("One face") },
  { "EYE-01", N_("Eyes open") },
  { "EYE-02", N_("Looking at the camera") },
  { "EYE-03", N_("No red-eye") },
  { "MOUTH-01", N_("Lips closed") },
  { "HAIR-01", N_("Brows and eyes free of hair") },
  { "EAR-01", N_("Both ears") },
  { "GLASS-01", N_("Glare on glasses") },
  { "GLASS-02", N_("Tinted glasses") },
  { "GLASS-03", N_("Glasses as usual") },
  { "HEAD-01", N_("Head uncovered") },
  { "ACC-01", N_("Earrings, necklace") },
  { "CLOTH-01", N_("Clothes") },
  { "MAKE-01", N_("Make-up") },
  { "LIGHT-01", N_("Even light") },
  { "LIGHT-02", N_("Highlights") },
  { "LIGHT-03", N_("Exposure") },
  { "LIGHT-04", N_("Tonal range") },
  { "SHARP-01", N_("Sharpness") },
  { "COL-01", N_("Natural colour") },
  { "REC-01", N_("Identifier and ID number") },
  { "REC-02", N_("One sender, one student") },
  { "REC-03", N_("Photo and record agree") },
  { "REC-04", N_("Age of the photo") },
  { "STYLE-01", N_("Snapshot or selfie") },
};

/**
 * dz_rule_name:
 * @rule: a rule's id, "FILE-02"
 *
 * Returns: its translated name; @rule itself where this release does not know it
 */
const char *
dz_rule_name (const char *rule)
{
  g_return_val_if_fail (rule != NULL, NULL);

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    if (g_str_equal (names[i].rule, rule))
      return _(names[i].name);
  return rule;
}

/**
 * dz_rule_nth:
 * @position: from 0, in the order of photo-standards §4.1
 *
 * Returns: (transfer none) (nullable): a rule's id; %NULL after the last
 */
const char *
dz_rule_nth (guint position)
{
  return position < G_N_ELEMENTS (names) ? names[position].rule : NULL;
}
