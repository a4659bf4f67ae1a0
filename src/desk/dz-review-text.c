/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "dz-review-text.h"

#include <glib/gi18n.h>


/**
 * dz_review_school_title:
 * @item: what is being judged
 *
 * Returns: (transfer full): its school and level, "11414 中国石油大学(北京) · 硕士"
 */
char *
dz_review_school_title (const DzItem *item)
{
  g_return_val_if_fail (item != NULL, NULL);

  return g_strdup_printf ("%s %s · %s", item->student->school,
                          item->school_name != NULL ? item->school_name : "",
                          dz_level_name (item->student->level));
}

/**
 * dz_review_empty_text:
 * @n_free: photos that nobody has
 * @n_others: photos that others have
 *
 * Returns: (transfer full): why there is nothing to judge
 */
char *
dz_review_empty_text (guint n_free,
                      guint n_others)
{
  if (n_free > 0)
    return g_strdup_printf (
        ngettext ("%u photo is free and comes by itself; what you skipped comes after a while.",
                  "%u photos are free and come by themselves; what you skipped comes after a "
                  "while.", n_free), n_free);
  if (n_others > 0)
    return g_strdup_printf (
        ngettext ("Others are judging %u photo. What they give back comes here.",
                  "Others are judging %u photos. What they give back comes here.", n_others),
        n_others);
  return g_strdup (_("Photos that students send appear here by themselves."));
}

/**
 * dz_review_unfitting_text:
 * @n_free: photos that nobody has
 *
 * Returns: (transfer full): that none of them is what the reviewer asked for
 */
char *
dz_review_unfitting_text (guint n_free)
{
  return g_strdup_printf (ngettext ("%u photo is free, but it does not fit what you chose.",
                                    "%u photos are free, but none fits what you chose.", n_free),
                          n_free);
}

/**
 * dz_review_counts_text:
 * @n_free: photos that nobody has
 * @n_mine: photos leased by me
 * @n_others: photos leased by others
 *
 * Returns: (transfer full): the three numbers of the queue in one line
 */
char *
dz_review_counts_text (guint n_free,
                       guint n_mine,
                       guint n_others)
{
  /* TRANSLATORS: photos in the queue: that nobody has, that I have, that others have */
  return g_strdup_printf (_("free %u · mine %u · others %u"), n_free, n_mine, n_others);
}

/**
 * dz_review_problem_beside_text:
 * @reason: why a photo with which another one is compared could not be rendered
 * @retry_key: (nullable): the key that fetches again; %NULL for none
 *
 * Returns: (transfer full): what the reviewer is told in place of that photo
 */
char *
dz_review_problem_beside_text (const char *reason,
                               const char *retry_key)
{
  g_return_val_if_fail (reason != NULL, NULL);

  if (retry_key == NULL)
    return g_strdup_printf (_("This photo cannot be shown.\n%s"), reason);
  /* TRANSLATORS: the first %s is the reason, the second a key */
  return g_strdup_printf (_("This photo cannot be shown.\n%s\n\nTry again with %s."), reason,
                          retry_key);
}

/**
 * dz_review_problem_text:
 * @reason: why a photo could not be rendered
 * @skip_key: (nullable): the key that skips it; %NULL for none
 * @retry_key: (nullable): the key that fetches again; %NULL for none
 *
 * Returns: (transfer full): what the reviewer is told in place of the photo
 */
char *
dz_review_problem_text (const char *reason,
                        const char *skip_key,
                        const char *retry_key)
{
  g_return_val_if_fail (reason != NULL, NULL);

  if (skip_key == NULL || retry_key == NULL)
    return g_strdup_printf (_("This photo cannot be shown.\n%s\n\nWhat was not shown cannot be "
                              "decided. It can be skipped."), reason);
  /* TRANSLATORS: the first %s is the reason, the others are keys */
  return g_strdup_printf (_("This photo cannot be shown.\n%s\n\nWhat was not shown cannot be "
                            "decided. Skip it with %s, or try again with %s."), reason, skip_key,
                          retry_key);
}
