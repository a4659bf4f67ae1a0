/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "dz-waiting-text.h"

#include <glib/gi18n.h>

#include "dz-cache.h"

/**
 * dz_waiting_text:
 * @n_mine: commands of mine without an answer
 * @n_others: those of others at this desk
 *
 * Returns: (transfer full): how many wait here, in a word or two
 */
char *
dz_waiting_text (guint n_mine,
                 guint n_others)
{
  guint n = n_mine + n_others;

  /* TRANSLATORS: decisions that are kept at this desk until the service answers */
  return g_strdup_printf (ngettext ("%u waits", "%u wait", n), n);
}

static void
add_person (GString         *text,
            const DzWaiting *waiting)
{
  g_autofree char *line
      = g_strdup_printf (ngettext ("%u decision waits for %s to sign in here.",
                                   "%u decisions wait for %s to sign in here.",
                                   waiting->n_commands),
                         waiting->n_commands,
                         waiting->name != NULL ? waiting->name : _("somebody else"));

  g_string_append_printf (text, "%s%s", text->len > 0 ? "\n" : "", line);
}

/**
 * dz_waiting_people_text:
 * @n_mine: commands of mine without an answer
 * @others: (element-type DzWaiting): what waits for others
 *
 * Returns: (transfer full): for whom how many wait, a line each; nothing of students
 */
char *
dz_waiting_people_text (guint      n_mine,
                        GPtrArray *others)
{
  GString *text = g_string_new (NULL);

  g_return_val_if_fail (others != NULL, g_string_free (text, FALSE));

  if (n_mine > 0)
    g_string_append_printf (text,
                            ngettext ("%u decision of yours is safe on this computer until the "
                                      "service answers.",
                                      "%u decisions of yours are safe on this computer until the "
                                      "service answers.", n_mine), n_mine);
  for (guint i = 0; i < others->len; i++)
    add_person (text, g_ptr_array_index (others, i));
  return g_string_free (text, FALSE);
}

/**
 * dz_waiting_leaving_text:
 * @n_mine: commands of mine without an answer
 *
 * Returns: (transfer full): what somebody should know who signs out or quits now
 */
char *
dz_waiting_leaving_text (guint n_mine)
{
  return g_strdup_printf (
      ngettext ("%u decision has not reached the service yet. It is kept safe on this computer and "
                "goes out when you sign in here again.",
                "%u decisions have not reached the service yet. They are kept safe on this "
                "computer and go out when you sign in here again.", n_mine), n_mine);
}

/**
 * dz_waiting_listed_text:
 * @n_conflicts: how many commands were not applied
 *
 * Returns: (transfer full): the same in a word or two
 */
char *
dz_waiting_listed_text (guint n_conflicts)
{
  /* TRANSLATORS: decisions that somebody forestalled or that were refused */
  return g_strdup_printf (ngettext ("%u not applied", "%u not applied", n_conflicts), n_conflicts);
}

/* Two sentences, each whole. */
static char *
join (char *first,
      char *second)
{
  g_autofree char *a = first;
  g_autofree char *b = second;

  /* TRANSLATORS: one sentence after another */
  return g_strdup_printf (C_("sentences", "%s %s"), a, b);
}

static char *
say_ready (guint n_ready)
{
  if (n_ready == 0)
    return g_strdup (_("The service does not answer; the next photos come when it does."));
  return g_strdup_printf (
      ngettext ("The service does not answer. %u photo here can still be judged.",
                "The service does not answer. %u photos here can still be judged.", n_ready),
      n_ready);
}

/**
 * dz_waiting_offline_text:
 * @n_ready: photos that can be judged without the service
 * @n_waiting: commands of mine without an answer
 *
 * Returns: (transfer full): what the banner says while the service does not answer
 */
char *
dz_waiting_offline_text (guint n_ready,
                         guint n_waiting)
{
  if (n_waiting == 0)
    return say_ready (n_ready);
  return join (say_ready (n_ready),
               g_strdup_printf (ngettext ("%u decision waits safely on this computer.",
                                          "%u decisions wait safely on this computer.",
                                          n_waiting), n_waiting));
}
