/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "dz-sheet-text.h"

#include <glib/gi18n.h>

/**
 * dz_sheet_say_who:
 * @item: a submission
 *
 * Returns: (transfer full): whose photo it is, on one short line: the name, and the number as the
 *   service masks it
 */
char *
dz_sheet_say_who (const DzItem *item)
{
  const DzStudent *student;

  g_return_val_if_fail (item != NULL, NULL);

  student = item->student;
  return g_strdup_printf ("%s  %s", student->name,
                          student->id_number != NULL ? student->id_number : student->identifier);
}

static void
add_line (GString    *text,
          const char *format,
          guint       n_photos)
{
  g_autofree char *number = g_strdup_printf ("%u", n_photos);
  g_auto(GStrv) parts = g_strsplit (format, "%u", 2);
  g_autofree char *line = g_strjoinv (number, parts);

  if (n_photos == 0)
    return;
  if (text->len > 0)
    g_string_append_c (text, '\n');
  g_string_append (text, line);
}

/**
 * dz_sheet_say_none:
 * @counts: how many photos at hand each bar keeps from a contact sheet
 *
 * Returns: (transfer full): why there is none
 */
char *
dz_sheet_say_none (const guint counts[DZ_N_SHEET_BARS])
{
  g_autoptr(GString) text = g_string_new (NULL);
  guint n_finding;
  guint n_attempt = counts[DZ_SHEET_BAR_ATTEMPT];
  guint n_apart = counts[DZ_SHEET_BAR_SET_APART];
  guint n_forbidden = counts[DZ_SHEET_BAR_FORBIDDEN];

  n_finding = counts[DZ_SHEET_BAR_FINDING] + counts[DZ_SHEET_BAR_UNEXAMINED];
  add_line (text, ngettext ("%u photo has a finding that does not pass, or was not measured.",
                            "%u photos have a finding that does not pass, or was not measured.",
                            n_finding), n_finding);
  add_line (text, ngettext ("%u photo is not the student's first one.",
                            "%u photos are not the student's first ones.", n_attempt), n_attempt);
  add_line (text, ngettext ("%u photo was set apart.", "%u photos were set apart.", n_apart),
            n_apart);
  add_line (text, ngettext ("%u photo is of a school that wants every photo judged alone.",
                            "%u photos are of schools that want every photo judged alone.",
                            n_forbidden), n_forbidden);
  if (text->len == 0)
    g_string_append (text, _("There is no photo at hand."));
  return g_string_free (g_steal_pointer (&text), FALSE);
}

/**
 * dz_sheet_say_count:
 * @n_photos: how many photos stand on the sheet
 * @n_pulled: how many of them are judged alone
 *
 * Returns: (transfer full): a line of it
 */
char *
dz_sheet_say_count (guint n_photos,
                    guint n_pulled)
{
  if (n_pulled == 0)
    return g_strdup_printf (ngettext ("%u photo that passes the automatic checks",
                                      "%u photos that pass the automatic checks", n_photos),
                            n_photos);
  return g_strdup_printf (ngettext ("%u photo, %u pulled out", "%u photos, %u pulled out",
                                    n_photos), n_photos, n_pulled);
}

/**
 * dz_sheet_say_loading:
 * @n_there: how many photos are on the screen
 * @n_photos: how many are to come
 *
 * Returns: (transfer full): what the sheet waits for
 */
char *
dz_sheet_say_loading (guint n_there,
                      guint n_photos)
{
  return g_strdup_printf (_("Fetching photos: %u of %u are here."), n_there, n_photos);
}

/**
 * dz_sheet_say_looking:
 * @left_ms: how long the sheet has to stand still, ms; 0 for no longer
 *
 * Returns: (transfer full): what the reviewer does now
 */
char *
dz_sheet_say_looking (guint left_ms)
{
  guint left_s = (left_ms + 999) / 1000;

  if (left_ms == 0)
    return g_strdup (_("Pull out whatever is to be judged alone, and approve the rest."));
  return g_strdup_printf (ngettext ("Look at every face. In %u second the rest can be approved.",
                                    "Look at every face. In %u seconds the rest can be approved.",
                                    left_s), left_s);
}

/**
 * dz_sheet_say_missing:
 * @n_photos: how many photos of the sheet cannot be shown
 *
 * Returns: (transfer full): what becomes of them, and what can be done about it
 */
char *
dz_sheet_say_missing (guint n_photos)
{
  return g_strdup_printf (
    ngettext ("%u photo cannot be shown and stays out. Choose it to try again.",
              "%u photos cannot be shown and stay out. Choose one to try again.", n_photos),
    n_photos);
}

/**
 * dz_sheet_say_approve:
 * @n_kept: how many photos are left
 *
 * Returns: (transfer full): what a button says
 */
char *
dz_sheet_say_approve (guint n_kept)
{
  return g_strdup_printf (ngettext ("Approve %u Photo", "Approve %u Photos", n_kept), n_kept);
}

/**
 * dz_sheet_say_done:
 * @n_approved: how many photos were approved together
 * @n_alone: how many were pulled out
 *
 * Returns: (transfer full): what happened
 */
char *
dz_sheet_say_done (guint n_approved,
                   guint n_alone)
{
  g_autofree char *approved
    = g_strdup_printf (ngettext ("Approved %u photo.", "Approved %u photos.", n_approved),
                       n_approved);
  g_autofree char *alone = NULL;

  if (n_alone == 0)
    return g_steal_pointer (&approved);
  alone = g_strdup_printf (ngettext ("%u was pulled out, and comes now.",
                                     "%u were pulled out, and come now.", n_alone), n_alone);
  return g_strdup_printf (C_("sentences", "%s %s"), approved, alone);
}
