/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "dz-review-page-private.h"

#include <glib/gi18n.h>

#include "dz-held-text.h"

/* What of my decisions is taken back, each press one. What a press means is settled when it comes,
 * and not when its turn comes: a decision that takes effect meanwhile must not have another one
 * taken back in its place. */

/**
 * Undo:
 * @held: what is to be taken back; %NULL for what was on its way to the disk then
 * @submission: whose decision that was; %NULL where @held is not
 * @chosen: whether it was picked from the tray, and is not just what was decided last
 *
 * Waits for its turn.
 */
typedef struct
{
  DzHeldItem *held;       /* owned, nullable */
  char       *submission; /* owned, nullable */
  gboolean    chosen;
} Undo;

static void
undo_free (gpointer data)
{
  Undo *undo = data;

  g_clear_object (&undo->held);
  g_free (undo->submission);
  g_free (undo);
}

static void
push_held (DzReviewPage *self,
           DzHeldItem   *held,
           gboolean      chosen)
{
  Undo *undo = g_new0 (Undo, 1);

  undo->held = g_object_ref (held);
  undo->chosen = chosen;
  g_queue_push_tail (&self->undos, undo);
}

static void
push_written (DzReviewPage *self,
              const char   *submission)
{
  Undo *undo = g_new0 (Undo, 1);

  undo->submission = g_strdup (submission);
  g_queue_push_tail (&self->undos, undo);
}

static const char *
get_submission (DzHeldItem *held)
{
  return dz_held_item_get_command (held)->submission;
}

static gboolean
waits_written (DzReviewPage *self,
               const char   *submission)
{
  for (GList *link = self->undos.head; link != NULL; link = link->next)
    if (g_strcmp0 (((Undo *) link->data)->submission, submission) == 0)
      return TRUE;
  return FALSE;
}

static gboolean
is_taken (DzReviewPage *self,
          DzHeldItem   *held)
{
  for (GList *link = self->undos.head; link != NULL; link = link->next)
    if (((Undo *) link->data)->held == held)
      return TRUE;
  return held == self->undoing || waits_written (self, get_submission (held));
}

static void
undone_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr(DzReviewPage) self = user_data;
  g_autoptr(GError) error = NULL;

  dz_sync_undo_finish (DZ_SYNC (source), result, &error);
  if (self->sync != DZ_SYNC (source))
    return;
  self->busy = FALSE;
  g_clear_object (&self->undoing);
  if (error != NULL)
    g_clear_pointer (&self->awaited, g_free);
  else if (self->awaited != NULL)
    dz_review_page_follow_queue (self);
  dz_review_page_update_actions (self);
  dz_review_page_end_write (self, error);
}

/* What is offered beside the word of the last decision would take back the one before it. */
static void
undo_now (DzReviewPage *self,
          DzHeldItem   *held)
{
  if (!dz_held_is_undoable (held))
    {
      dz_review_page_say (self, _("Too late to undo: the decision has taken effect and the "
                                  "student is told."));
      return;
    }
  self->busy = TRUE;
  g_set_object (&self->undoing, held);
  g_free (self->awaited);
  self->awaited = g_strdup (dz_held_item_get_item (held)->submission->id);
  dz_toaster_withdraw (self->toaster, "review.undo");
  dz_sync_undo_async (self->sync, held, undone_cb, g_object_ref (self));
}

/**
 * dz_review_page_undo:
 * @self: a page
 * @held: one of my decisions
 *
 * Takes a decision back; its photo is shown next. While another command is on its way to the disk,
 * it waits for that, and for what is to be taken back before. Where it has taken effect meanwhile,
 * the page says so.
 */
void
dz_review_page_undo (DzReviewPage *self,
                     DzHeldItem   *held)
{
  g_return_if_fail (DZ_IS_REVIEW_PAGE (self) && DZ_IS_HELD_ITEM (held));

  if (self->sync == NULL || is_taken (self, held))
    return;
  if (self->busy)
    push_held (self, held, TRUE);
  else
    undo_now (self, held);
}

static gboolean
has_sealed (DzReviewPage *self)
{
  return g_list_model_get_n_items (dz_sync_get_sealed (self->sync)) > 0;
}

/* (transfer full) (nullable): what was decided last and is not being taken back already. */
static DzHeldItem *
find_last (DzReviewPage *self)
{
  GListModel *decisions = dz_sync_get_held (self->sync);
  g_autoptr(GListStore) resting = g_list_store_new (DZ_TYPE_HELD_ITEM);

  for (guint i = 0; i < g_list_model_get_n_items (decisions); i++)
    {
      g_autoptr(DzHeldItem) held = g_list_model_get_item (decisions, i);

      if (!is_taken (self, held))
        g_list_store_append (resting, held);
    }
  return dz_held_find_last (G_LIST_MODEL (resting));
}

/* Where the last decision has just taken effect, the tray says so, and what can be done then. */
static void
undo_last (DzReviewPage *self)
{
  g_autoptr(DzHeldItem) last = find_last (self);

  if (last != NULL && self->busy)
    push_held (self, last, FALSE);
  else if (last != NULL)
    undo_now (self, last);
  else if (has_sealed (self))
    gtk_widget_activate_action (GTK_WIDGET (self), "win.tray", NULL);
}

static void
undo_action (GtkWidget  *widget,
             const char *action_name,
             GVariant   *parameter)
{
  DzReviewPage *self = DZ_REVIEW_PAGE (widget);

  if (self->sync == NULL || !gtk_widget_get_mapped (widget))
    return;
  if (self->deciding != NULL && !waits_written (self, self->deciding))
    push_written (self, self->deciding);
  else
    undo_last (self);
}

/*< private >
 * dz_review_page_may_undo:
 * @self: a page
 *
 * Returns: whether there is something to take back, also where it is on its way to the disk still
 */
gboolean
dz_review_page_may_undo (DzReviewPage *self)
{
  if (self->sync == NULL)
    return FALSE;
  return self->deciding != NULL
         || (dz_review_page_shows_facts (self)
             && (dz_held_count (dz_sync_get_held (self->sync)) > 0 || has_sealed (self)));
}

/*< private >
 * dz_review_page_forget_undos:
 * @self: a page
 *
 * Nothing is to be taken back any more.
 */
void
dz_review_page_forget_undos (DzReviewPage *self)
{
  g_clear_object (&self->undoing);
  g_queue_clear_full (&self->undos, undo_free);
}

/* The photo that stays is another one than the reviewer saw in their mind when they pressed; what
 * they have chosen from the tray they do mean. */
static gboolean
drop_pressed (DzReviewPage *self)
{
  gboolean dropped = FALSE;

  for (GList *link = self->undos.head, *next; link != NULL; link = next)
    {
      next = link->next;
      if (((Undo *) link->data)->chosen)
        continue;
      undo_free (link->data);
      g_queue_delete_link (&self->undos, link);
      dropped = TRUE;
    }
  return dropped;
}

static void
say_failed (DzReviewPage *self,
            const GError *error)
{
  g_autofree char *sentence = NULL;

  if (g_error_matches (error, DZ_SYNC_ERROR, DZ_SYNC_ERROR_REFUSED) || !drop_pressed (self))
    {
      dz_review_page_say (self, error->message);
      return;
    }
  /* TRANSLATORS: %s is a sentence that says why the last command could not be kept */
  sentence = g_strdup_printf (_("%s Nothing more is taken back."), error->message);
  dz_review_page_say (self, sentence);
}

/* (transfer full) (nullable) */
static DzHeldItem *
find_of (GListModel *decisions,
         const char *submission)
{
  for (guint i = g_list_model_get_n_items (decisions); i > 0; i--)
    {
      g_autoptr(DzHeldItem) held = g_list_model_get_item (decisions, i - 1);

      if (g_str_equal (get_submission (held), submission))
        return g_steal_pointer (&held);
    }
  return NULL;
}

/* What came to the disk meanwhile rests now, or has taken effect. Where it does neither, the
 * service has refused it at once, and that is said elsewhere. */
static void
take_turn (DzReviewPage *self,
           Undo         *undo)
{
  if (undo->held == NULL)
    undo->held = find_of (dz_sync_get_held (self->sync), undo->submission);
  if (undo->held == NULL)
    undo->held = find_of (dz_sync_get_sealed (self->sync), undo->submission);
  if (undo->held != NULL)
    undo_now (self, undo->held);
}

/*< private >
 * dz_review_page_end_write:
 * @self: a page whose command is on the disk, or has failed
 * @error: (nullable): why it is not on the disk
 *
 * Says what went wrong, and takes back what was to be taken back next.
 */
void
dz_review_page_end_write (DzReviewPage *self,
                          const GError *error)
{
  if (error != NULL)
    say_failed (self, error);
  while (self->sync != NULL && !self->busy && !g_queue_is_empty (&self->undos))
    {
      Undo *undo = g_queue_pop_head (&self->undos);

      take_turn (self, undo);
      undo_free (undo);
    }
}

/*< private >
 * dz_review_page_install_undo:
 * @widget_class: the page's class
 */
void
dz_review_page_install_undo (GtkWidgetClass *widget_class)
{
  gtk_widget_class_install_action (widget_class, "review.undo", NULL, undo_action);
}
