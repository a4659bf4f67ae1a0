/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "dz-store-held.h"

#include "dz-store-leases.h"
#include "dz-store-private.h"
#include "dz-store-rows.h"

#define DOING "reading what is held"

static DzItem *
item_from_row (DzStatement *row)
{
  DzItem *item = dz_item_new ();

  item->lease->id = dz_statement_dup_text (row, 0);
  item->lease->submission = dz_statement_dup_text (row, 1);
  item->lease->user = dz_statement_dup_text (row, 2);
  item->lease->expires_us = dz_statement_get_int64 (row, 3);
  dz_state_from_nick (dz_statement_get_text (row, 4), &item->lease->origin);
  item->lease->origin = dz_lease_tell_origin (item->lease->origin);
  return item;
}

/* Those that rest longest, and of these the one that takes effect next first. */
static GPtrArray *
list_leases (DzStore      *self,
             const DzUser *user,
             gint64        now_us,
             gint64        before_us,
             const char   *before,
             GError      **error)
{
  g_autoptr(GPtrArray) items = g_ptr_array_new_with_free_func ((GDestroyNotify) dz_item_free);
  g_autoptr(DzStatement) rows = dz_query_new (self, DOING, DZ_HELD_OF_USER,
                                              DZ_VALUES (DZ_TEXT (user->id), DZ_INT (now_us),
                                                         DZ_INT (DZ_STORE_HELD_MAX),
                                                         DZ_INT (before_us), DZ_TEXT (before)),
                                              error);
  DzStep step;

  while ((step = dz_query_step (rows, error)) == DZ_STEP_ROW)
    g_ptr_array_insert (items, 0, item_from_row (rows));
  return step == DZ_STEP_DONE ? g_steal_pointer (&items) : NULL;
}

/* Taking the decision back withdraws the waivers that it made, at its own time. */
static void
drop_own_waivers (DzItem *item)
{
  const DzDecision *decision = item->submission->decision;

  for (guint i = item->waivers->len; decision != NULL && i > 0; i--)
    {
      const DzWaiver *waiver = g_ptr_array_index (item->waivers, i - 1);

      if (waiver->granted_us == decision->decided_us &&
          g_strcmp0 (waiver->granted_by, decision->decided_by) == 0)
        g_ptr_array_remove_index (item->waivers, i - 1);
    }
}

/* As it is judged again once the decision is taken back. */
static gboolean
fill (DzStore *self,
      DzItem  *item,
      GError **error)
{
  if (!dz_store_fill_item (self, item, error))
    return FALSE;
  drop_own_waivers (item);
  g_ptr_array_set_size (item->submission->findings, 0);
  return dz_store_load_findings (self, item->submission, NULL, error);
}

/**
 * dz_store_list_held:
 * @self: a store
 * @user: whose decisions
 * @before_us: those that rest longer are left out, one has them; %G_MAXINT64 for none
 * @before: submission id: of those that rest just as long, this one and those with a greater id are
 * @now_us: (out): the time by which each hold_until_us is meant
 * @error: return location
 *
 * Lists a user's decisions that are not in effect yet, from whichever desk they came; where there
 * are more than DZ_STORE_HELD_MAX, those that rest longest, and the others by another call, with
 * what ends first of these: whatever is taken back or decided meanwhile, none is passed over. Each
 * is as it is judged again once it is taken back: the findings are those of the measured lines,
 * waivers that the decision made are left out, and its lease is the one under which it was decided.
 *
 * Returns: (transfer full) (nullable) (element-type DzItem): the submissions with decision and
 *   version, in the order in which they take effect
 */
GPtrArray *
dz_store_list_held (DzStore      *self,
                    const DzUser *user,
                    gint64        before_us,
                    const char   *before,
                    gint64       *now_us,
                    GError      **error)
{
  g_autoptr(DzTransaction) transaction = NULL;
  g_autoptr(GPtrArray) items = NULL;

  g_return_val_if_fail (self != NULL && user != NULL && before != NULL && now_us != NULL, NULL);

  transaction = dz_transaction_begin_read (self, DOING, error);
  if (transaction == NULL || !dz_store_read_time (self, now_us, error))
    return NULL;
  items = list_leases (self, user, *now_us, before_us, before, error);
  for (guint i = 0; items != NULL && i < items->len; i++)
    {
      if (!fill (self, g_ptr_array_index (items, i), error))
        return NULL;
    }
  return g_steal_pointer (&items);
}
