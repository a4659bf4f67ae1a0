/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib/gi18n.h>

#include "dz-ctl-command.h"
#include "dz-delivery-note.h"

static void
print_note (const DzDeliveryNote *note,
            gboolean              as_json)
{
  g_autoptr(JsonNode) node = NULL;
  g_autofree char *text = NULL;

  if (as_json)
    {
      node = dz_delivery_note_to_json (note);
      dz_ctl_print_json (node);
      return;
    }
  text = dz_delivery_note_to_text (note);
  g_print ("%s", text);
}

/**
 * dz_ctl_deliver_note:
 * @command: its row
 * @argv: the name and what follows it
 * @error: return location
 *
 * Prints the delivery note of a window, as it would be now.
 *
 * Returns: whether it could be read
 */
gboolean
dz_ctl_deliver_note (const DzCtlCommand *command,
                     char              **argv,
                     GError            **error)
{
  gboolean as_json = FALSE;
  const GOptionEntry entries[] = {
    { "json", 0, 0, G_OPTION_ARG_NONE, &as_json, N_("Print a line of JSON"), NULL },
    G_OPTION_ENTRY_NULL
  };
  g_autoptr(DzCtlTarget) target = dz_ctl_target_new ();
  g_autoptr(DzDeliveryFacts) facts = NULL;
  g_autoptr(DzDeliveryNote) note = NULL;
  g_autofree char *window = NULL;
  g_auto(GStrv) rest = NULL;

  if (!dz_ctl_parse (command, argv, entries, target, &rest, error) ||
      !dz_ctl_expect (rest, 1, 1, error))
    return FALSE;
  window = dz_ctl_dup_text (rest[0], error);
  if (window == NULL || !dz_ctl_target_open (target, FALSE, error))
    return FALSE;
  facts = dz_ctl_target_get_delivery_facts (target, window, error);
  if (facts == NULL)
    return FALSE;
  note = dz_delivery_note_new (g_steal_pointer (&facts));
  print_note (note, as_json);
  return TRUE;
}
