/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "dz-twin-text.h"

#include <glib/gi18n.h>

/* What was done to the other photo. */
static const char *const forms[DZ_N_PDQ_FORMS] = {
  [DZ_PDQ_FORM_SAME] = NULL,
  [DZ_PDQ_FORM_TURNED_90] = N_("turned to the right"),
  [DZ_PDQ_FORM_TURNED_180] = N_("upside down"),
  [DZ_PDQ_FORM_TURNED_270] = N_("turned to the left"),
  [DZ_PDQ_FORM_MIRRORED] = N_("mirrored"),
  [DZ_PDQ_FORM_FLIPPED] = N_("mirrored, upside down"),
  [DZ_PDQ_FORM_TRANSPOSED] = N_("mirrored, turned to the left"),
  [DZ_PDQ_FORM_TRANSVERSED] = N_("mirrored, turned to the right"),
};

/**
 * dz_twin_is_alarming:
 * @twin: a photo like the one that is judged
 *
 * Returns: whether it is the very picture of another student, so that one of both is not who it
 *   says, or one of this student that was rejected before, so that nothing can be mended
 */
gboolean
dz_twin_is_alarming (const DzTwin *twin)
{
  g_return_val_if_fail (twin != NULL, FALSE);

  return dz_twin_is_identical (twin) && (!twin->same_student || twin->refused);
}

static const char *
say_identical (const DzTwin *twin)
{
  if (!twin->same_student)
    return _("The same picture as another student’s");
  return twin->refused ? _("The same picture was rejected before")
                       : _("The same picture as an earlier one");
}

static const char *
say_alike (const DzTwin *twin)
{
  if (!twin->same_student)
    return _("Looks like another student’s photo");
  return twin->refused ? _("Looks like a photo that was rejected before")
                       : _("Looks like an earlier photo");
}

/**
 * dz_twin_title:
 * @twin: a photo like the one that is judged
 *
 * Returns: what is remarkable, translated
 */
const char *
dz_twin_title (const DzTwin *twin)
{
  g_return_val_if_fail (twin != NULL, NULL);

  return dz_twin_is_identical (twin) ? say_identical (twin) : say_alike (twin);
}

/**
 * dz_twin_who:
 * @twin: a photo like the one that is judged
 *
 * Returns: (transfer full): whose it is
 */
char *
dz_twin_who (const DzTwin *twin)
{
  g_return_val_if_fail (twin != NULL, NULL);

  if (twin->same_student)
    return g_strdup (_("This student, an earlier attempt"));
  if (twin->name == NULL)
    return g_strdup (_("Another student"));
  if (twin->identifier == NULL)
    return g_strdup (twin->name);
  return g_strdup_printf ("%s %s", twin->name, twin->identifier);
}

static char *
say_likeness (const DzTwin *twin)
{
  switch (twin->kind)
    {
    case DZ_TWIN_BYTES:
      return g_strdup (_("the same file"));
    case DZ_TWIN_PIXELS:
      return g_strdup (_("the same pixels in another file"));
    case DZ_TWIN_ALIKE:
    default:
      /* TRANSLATORS: how alike two photos are: bits of a fingerprint of the picture */
      return g_strdup_printf (twin->by_face ? _("alike faces, %u of 256 bits differ")
                                            : _("alike pictures, %u of 256 bits differ"),
                              twin->distance);
    }
}

/**
 * dz_twin_how:
 * @twin: a photo like the one that is judged
 *
 * Returns: (transfer full): how alike they are, in a few words
 */
char *
dz_twin_how (const DzTwin *twin)
{
  g_autofree char *likeness = NULL;

  g_return_val_if_fail (twin != NULL && twin->form < DZ_N_PDQ_FORMS, NULL);

  likeness = say_likeness (twin);
  if (forms[twin->form] == NULL)
    return g_steal_pointer (&likeness);
  return g_strdup_printf ("%s · %s", _(forms[twin->form]), likeness);
}

/**
 * dz_twin_how_among:
 * @twins: (element-type DzTwin): photos like the one that is judged
 * @position: one of them, from 0
 *
 * Returns: (transfer full): how alike they are, and which it is where there are several
 */
char *
dz_twin_how_among (GPtrArray *twins,
                   guint      position)
{
  g_autofree char *how = NULL;

  g_return_val_if_fail (twins != NULL && position < twins->len, NULL);

  how = dz_twin_how (g_ptr_array_index (twins, position));
  if (twins->len == 1)
    return g_steal_pointer (&how);
  /* TRANSLATORS: which of how many photos it is, and how alike it is */
  return g_strdup_printf (_("%u of %u · %s"), position + 1, twins->len, how);
}
