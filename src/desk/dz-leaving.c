/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "dz-leaving.h"

#include <glib/gi18n.h>

#include "dz-question.h"
#include "dz-waiting-text.h"

/* What takes longer is told: within the second that a person stays with what they did (J. Nielsen,
 * Usability Engineering, 1993, §5.5). */
#define LATE_MS 400

struct _DzLeaving
{
  GObject       parent_instance;

  GtkWindow    *window;      /* unowned, nullable: once it is gone */
  DzSync       *sync;        /* owned, nullable: while somebody works */
  GtkWindow    *question;    /* unowned, nullable: whether to go on */
  GCancellable *cancellable; /* owned, nullable: while the service is told */
  guint         late_id;     /* source, 0 for none: signing out takes long */
  gboolean      quitting;    /* it was asked already */
};

G_DEFINE_FINAL_TYPE (DzLeaving, dz_leaving, G_TYPE_OBJECT)

enum
{
  GOING,
  LATE,
  GONE,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static void
dz_leaving_finalize (GObject *object)
{
  DzLeaving *self = DZ_LEAVING (object);

  dz_leaving_stop (self);
  g_clear_object (&self->sync);
  g_clear_weak_pointer (&self->question);
  g_clear_weak_pointer (&self->window);

  G_OBJECT_CLASS (dz_leaving_parent_class)->finalize (object);
}

static guint
new_signal (const char *name)
{
  return g_signal_new (name, DZ_TYPE_LEAVING, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE,
                       0);
}

static void
dz_leaving_class_init (DzLeavingClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = dz_leaving_finalize;
  signals[GOING] = new_signal ("going");
  signals[LATE] = new_signal ("late");
  signals[GONE] = new_signal ("gone");
}

static void
dz_leaving_init (DzLeaving *self)
{
}

static guint
count_waiting (DzLeaving *self)
{
  guint n = 0;

  if (self->sync != NULL)
    g_object_get (self->sync, "waiting", &n, NULL);
  return n;
}

/* Nothing is lost by going; but who goes should know that something has not arrived. */
static void
ask (DzLeaving     *self,
     const char    *heading,
     const char    *go_on,
     DzQuestionFunc func)
{
  g_autofree char *body = dz_waiting_leaving_text (count_waiting (self));

  if (self->question != NULL)
    return;
  g_set_weak_pointer (&self->question, dz_question_ask (self->window, heading, body, _("_Stay"),
                                                        go_on, func, G_OBJECT (self)));
}

/* ---- signing out ---- */

static void
signed_out_cb (GObject      *source,
               GAsyncResult *result,
               gpointer      user_data)
{
  g_autoptr(DzLeaving) self = user_data;
  g_autoptr(GError) error = NULL;

  if (!dz_sync_sign_out_finish (DZ_SYNC (source), result, &error))
    g_message ("signing out: %s", error->message);
  if (self->cancellable == NULL)
    return; /* the window has closed */
  dz_leaving_stop (self);
  g_signal_emit (self, signals[GONE], 0);
}

static gboolean
late_cb (gpointer user_data)
{
  DzLeaving *self = user_data;

  self->late_id = 0;
  g_signal_emit (self, signals[LATE], 0);
  return G_SOURCE_REMOVE;
}

static void
go (gpointer user_data)
{
  DzLeaving *self = user_data;
  g_autoptr(DzSync) sync = self->sync != NULL ? g_object_ref (self->sync) : NULL;

  if (sync == NULL)
    return;
  g_signal_emit (self, signals[GOING], 0);
  dz_leaving_stop (self);
  self->cancellable = g_cancellable_new ();
  self->late_id = g_timeout_add (LATE_MS, late_cb, self);
  dz_sync_sign_out_async (sync, self->cancellable, signed_out_cb, g_object_ref (self));
}

/* ---- quitting ---- */

static void
quit (gpointer user_data)
{
  DzLeaving *self = user_data;

  self->quitting = TRUE;
  if (self->window != NULL)
    gtk_window_close (self->window);
}

/**
 * dz_leaving_new:
 * @window: what is left
 *
 * Returns: (transfer full): the way out of it
 */
DzLeaving *
dz_leaving_new (GtkWindow *window)
{
  DzLeaving *self;

  g_return_val_if_fail (GTK_IS_WINDOW (window), NULL);

  self = g_object_new (DZ_TYPE_LEAVING, NULL);
  g_set_weak_pointer (&self->window, window);
  return self;
}

/**
 * dz_leaving_set_sync:
 * @self: a way out
 * @sync: (nullable): the client with which somebody works; %NULL when their pages are closed
 */
void
dz_leaving_set_sync (DzLeaving *self,
                     DzSync    *sync)
{
  g_return_if_fail (DZ_IS_LEAVING (self) && (sync == NULL || DZ_IS_SYNC (sync)));

  g_set_object (&self->sync, sync);
}

/**
 * dz_leaving_sign_out:
 * @self: a way out
 *
 * Signs out who works, after they said that they want to where something has not arrived.
 */
void
dz_leaving_sign_out (DzLeaving *self)
{
  g_return_if_fail (DZ_IS_LEAVING (self));

  if (count_waiting (self) > 0)
    ask (self, _("Sign out now?"), _("Sign _Out"), go);
  else
    go (self);
}

/**
 * dz_leaving_wait_no_longer:
 * @self: a way out
 *
 * Ends the waiting for the service: the person is signed out here whatever it says.
 */
void
dz_leaving_wait_no_longer (DzLeaving *self)
{
  g_return_if_fail (DZ_IS_LEAVING (self));

  g_cancellable_cancel (self->cancellable);
}

/**
 * dz_leaving_may_close:
 * @self: a way out
 *
 * Asks where something has not arrived, and closes the window when the answer is to go on.
 *
 * Returns: whether the window may close now
 */
gboolean
dz_leaving_may_close (DzLeaving *self)
{
  g_return_val_if_fail (DZ_IS_LEAVING (self), TRUE);

  if (self->quitting || count_waiting (self) == 0)
    return TRUE;
  ask (self, _("Quit now?"), _("_Quit"), quit);
  return FALSE;
}

/**
 * dz_leaving_stop:
 * @self: a way out
 *
 * Says nothing more of a signing out that is under way. Nothing happens the second time.
 */
void
dz_leaving_stop (DzLeaving *self)
{
  g_return_if_fail (DZ_IS_LEAVING (self));

  g_clear_handle_id (&self->late_id, g_source_remove);
  g_clear_object (&self->cancellable);
}
