/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "dz-oversight.h"

#include "dz-reasons-window.h"
#include "dz-tasks-window.h"

struct _DzOversight
{
  GObject               parent_instance;

  GtkApplicationWindow *window;   /* unowned */
  DzSync               *sync;     /* owned, nullable: while somebody works */
  DzExaminer           *examiner; /* owned, nullable: likewise */
  GtkWindow            *reasons;  /* unowned, nullable: while it is open */
  GtkWindow            *tasks;    /* unowned, nullable: while it is open */
};

G_DEFINE_FINAL_TYPE (DzOversight, dz_oversight, G_TYPE_OBJECT)

enum
{
  JUDGE,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

/* A window that has been closed lives on until the service has answered it. */
static void
closed_cb (DzOversight *self,
           GtkWindow   *window)
{
  if (self->reasons == window)
    self->reasons = NULL;
  if (self->tasks == window)
    self->tasks = NULL;
}

static void
present (DzOversight *self,
         GtkWindow  **place,
         GtkWindow   *window)
{
  *place = window;
  g_signal_connect_object (window, "unrealize", G_CALLBACK (closed_cb), self, G_CONNECT_SWAPPED);
  gtk_window_set_transient_for (window, GTK_WINDOW (self->window));
  gtk_window_set_modal (window, TRUE);
  gtk_window_present (window);
}

static void
reasons_action (GSimpleAction *action,
                GVariant      *parameter,
                gpointer       user_data)
{
  DzOversight *self = user_data;

  if (self->reasons == NULL)
    present (self, &self->reasons, dz_reasons_window_new (self->sync));
}

static void
judge_cb (DzOversight *self,
          const char  *submission)
{
  g_autofree char *kept = g_strdup (submission);

  gtk_window_destroy (self->tasks);
  g_signal_emit (self, signals[JUDGE], 0, kept);
}

static void
tasks_action (GSimpleAction *action,
              GVariant      *parameter,
              gpointer       user_data)
{
  DzOversight *self = user_data;

  if (self->tasks != NULL)
    return;
  present (self, &self->tasks, dz_tasks_window_new (self->sync, self->examiner));
  g_signal_connect_object (self->tasks, "judge", G_CALLBACK (judge_cb), self, G_CONNECT_SWAPPED);
}

static void
enable (DzOversight *self,
        const char  *action,
        gboolean     enabled)
{
  GAction *found = g_action_map_lookup_action (G_ACTION_MAP (self->window), action);

  g_simple_action_set_enabled (G_SIMPLE_ACTION (found), enabled);
}

/* As the service lets them. */
static void
enable_for (DzOversight *self,
            DzRole       roles)
{
  enable (self, "reasons", (roles & (DZ_ROLE_SUPERVISOR | DZ_ROLE_ADMINISTRATOR)) != 0);
  enable (self, "tasks", (roles & DZ_ROLE_SUPERVISOR) != 0);
}

static void
close_window (GtkWindow **place)
{
  if (*place != NULL)
    gtk_window_destroy (*place);
}

static void
dz_oversight_dispose (GObject *object)
{
  DzOversight *self = DZ_OVERSIGHT (object);

  close_window (&self->reasons);
  close_window (&self->tasks);
  g_clear_object (&self->sync);
  g_clear_object (&self->examiner);

  G_OBJECT_CLASS (dz_oversight_parent_class)->dispose (object);
}

static void
dz_oversight_class_init (DzOversightClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = dz_oversight_dispose;
  signals[JUDGE] = g_signal_new ("judge", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL,
                                 NULL, NULL, G_TYPE_NONE, 1, G_TYPE_STRING);
}

static void
dz_oversight_init (DzOversight *self)
{
}

/**
 * dz_oversight_new:
 * @window: the window that gets the actions; it owns what is returned
 *
 * Returns: (transfer full): the actions, all of them off
 */
DzOversight *
dz_oversight_new (GtkApplicationWindow *window)
{
  static const GActionEntry entries[] = {
    { .name = "reasons", .activate = reasons_action },
    { .name = "tasks", .activate = tasks_action },
  };
  DzOversight *self;

  g_return_val_if_fail (GTK_IS_APPLICATION_WINDOW (window), NULL);

  self = g_object_new (DZ_TYPE_OVERSIGHT, NULL);
  self->window = window;
  g_action_map_add_action_entries (G_ACTION_MAP (window), entries, G_N_ELEMENTS (entries), self);
  enable_for (self, 0);
  return self;
}

/**
 * dz_oversight_open:
 * @self: the actions
 * @sync: the client; somebody has signed in
 * @examiner: gives pixels; started
 *
 * Lets them do what their roles allow.
 */
void
dz_oversight_open (DzOversight *self,
                   DzSync      *sync,
                   DzExaminer  *examiner)
{
  g_return_if_fail (DZ_IS_OVERSIGHT (self) && DZ_IS_SYNC (sync) && DZ_IS_EXAMINER (examiner));
  g_return_if_fail (dz_sync_get_user (sync) != NULL);

  g_set_object (&self->sync, sync);
  g_set_object (&self->examiner, examiner);
  enable_for (self, dz_sync_get_user (sync)->roles);
}

/**
 * dz_oversight_close:
 * @self: the actions
 *
 * Nobody works here any more: closes what is open and turns the actions off.
 */
void
dz_oversight_close (DzOversight *self)
{
  g_return_if_fail (DZ_IS_OVERSIGHT (self));

  enable_for (self, 0);
  close_window (&self->reasons);
  close_window (&self->tasks);
  g_clear_object (&self->sync);
  g_clear_object (&self->examiner);
}
