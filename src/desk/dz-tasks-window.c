/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "dz-tasks-window.h"

#include <glib/gi18n.h>
#include <string.h>

#include "dz-asking-sign.h"
#include "dz-question.h"
#include "dz-sync-oversight.h"
#include "dz-task-pane.h"
#include "dz-task-row.h"
#include "dz-toast.h"
#include "dz-widget.h"

struct _DzTasksWindow
{
  AdwWindow        parent_instance;

  AdwToastOverlay *toasts;      /* unowned, template child */
  GtkLabel        *problem;     /* unowned, template child */
  DzAskingSign    *sign;        /* unowned, template child */
  GtkStack        *stack;       /* unowned, template child: "asking", "none", "list" */
  GtkListBox      *list;        /* unowned, template child */
  DzTaskPane      *pane;        /* unowned, template child */
  DzSync          *sync;        /* owned, nullable */
  DzExaminer      *examiner;    /* owned, nullable */
  GCancellable    *cancellable; /* owned, nullable: of what is on its way */
  char            *shown;       /* owned, nullable: key of the task in the pane */
  char            *ending;      /* owned, nullable: key of the task that is to end */
  GHashTable      *words;       /* owned: key of a task → what was written about it */
  const char      *done;        /* nullable: what is said when what is on its way is done; what
                                 * changes nothing says nothing */
};

G_DEFINE_FINAL_TYPE (DzTasksWindow, dz_tasks_window, ADW_TYPE_WINDOW)

enum
{
  JUDGE,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static void ask (DzTasksWindow *self);

/* What ends by being decided has no id. */
static const char *
key_of (const DzTask *task)
{
  return task->id != NULL ? task->id : task->submission;
}

static const DzTask *
get_chosen (DzTasksWindow *self)
{
  GtkListBoxRow *row = gtk_list_box_get_selected_row (self->list);

  return row != NULL ? dz_task_row_get_task (DZ_TASK_ROW (row)) : NULL;
}

static void
say_problem (DzTasksWindow *self,
             const char    *sentence)
{
  gtk_label_set_label (self->problem, sentence != NULL ? sentence : "");
  gtk_widget_set_visible (GTK_WIDGET (self->problem), sentence != NULL);
}

/* ---- the pane ---- */

static gboolean
is_reopenable (const DzSubmission *standing)
{
  return standing != NULL && (standing->state == DZ_STATE_APPROVED ||
                              standing->state == DZ_STATE_REJECTED);
}

static void
update (DzTasksWindow *self)
{
  const DzTask *chosen;
  gboolean endable;

  if (self->sync == NULL)
    return; /* the window is going, and its rows with it */
  chosen = get_chosen (self);
  endable = chosen != NULL && chosen->id != NULL && self->cancellable == NULL;
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "tasks.finish", endable);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "tasks.reopen",
                                 endable && is_reopenable (dz_task_pane_get_standing (self->pane)));
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "tasks.judge",
                                 chosen != NULL && chosen->id == NULL
                                   && chosen->judge == DZ_TASK_JUDGE_ANY);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "tasks.refresh", self->cancellable == NULL);
  if (self->cancellable != NULL)
    dz_asking_sign_begin (self->sign);
  else
    dz_asking_sign_end (self->sign);
}

/* Nothing that was written is lost by looking at another task. */
static void
keep_words (DzTasksWindow *self)
{
  if (self->shown != NULL)
    g_hash_table_insert (self->words, g_strdup (self->shown), dz_task_pane_dup_words (self->pane));
}

static void
open_pane (DzTasksWindow *self,
           const DzTask  *task)
{
  const char *words;

  keep_words (self);
  g_free (self->shown);
  self->shown = g_strdup (key_of (task));
  words = g_hash_table_lookup (self->words, self->shown);
  dz_task_pane_open (self->pane, self->sync, self->examiner, task, words != NULL ? words : "");
}

static void
chosen_cb (DzTasksWindow *self)
{
  const DzTask *chosen;

  if (self->sync == NULL)
    return;
  chosen = get_chosen (self);
  if (chosen != NULL && g_strcmp0 (self->shown, key_of (chosen)) != 0)
    open_pane (self, chosen);
  update (self);
}

/* ---- the list ---- */

static GtkListBoxRow *
find_shown (DzTasksWindow *self)
{
  GtkListBoxRow *row;

  for (int i = 0; (row = gtk_list_box_get_row_at_index (self->list, i)) != NULL; i++)
    if (g_strcmp0 (key_of (dz_task_row_get_task (DZ_TASK_ROW (row))), self->shown) == 0)
      return row;
  return gtk_list_box_get_row_at_index (self->list, 0);
}

static gboolean
is_written_in (DzTasksWindow *self)
{
  GtkWidget *focus = gtk_window_get_focus (GTK_WINDOW (self));

  return focus != NULL && gtk_widget_is_ancestor (focus, GTK_WIDGET (self->pane));
}

/* The pane asks anew how its task stands; where somebody is writing about it they go on. */
static void
choose_again (DzTasksWindow *self)
{
  GtkListBoxRow *row = find_shown (self);
  gboolean written = self->shown != NULL && row != NULL && is_written_in (self)
                     && g_str_equal (key_of (dz_task_row_get_task (DZ_TASK_ROW (row))),
                                     self->shown);

  keep_words (self);
  g_clear_pointer (&self->shown, g_free);
  if (row == NULL)
    {
      dz_task_pane_close (self->pane);
      return;
    }
  gtk_list_box_select_row (self->list, row);
  if (!written)
    gtk_widget_grab_focus (GTK_WIDGET (row));
}

static void
show_tasks (DzTasksWindow *self,
            GPtrArray     *tasks)
{
  dz_widget_empty_list (self->list);
  for (guint i = 0; i < tasks->len; i++)
    gtk_list_box_append (self->list, dz_task_row_new (g_ptr_array_index (tasks, i)));
  gtk_stack_set_visible_child_name (self->stack, tasks->len > 0 ? "list" : "none");
  choose_again (self);
}

static void
end_exchange (DzTasksWindow *self)
{
  g_clear_object (&self->cancellable);
  update (self);
}

static void
loaded_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr(DzTasksWindow) self = user_data;
  g_autoptr(GError) error = NULL;
  g_autoptr(GPtrArray) tasks = dz_sync_load_tasks_finish (DZ_SYNC (source), result, &error);

  if (self->sync == NULL)
    return;
  end_exchange (self);
  if (tasks != NULL)
    show_tasks (self, tasks);
  else if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    say_problem (self, error->message);
}

static void
ask (DzTasksWindow *self)
{
  self->cancellable = g_cancellable_new ();
  self->done = NULL;
  update (self);
  dz_sync_load_tasks_async (self->sync, self->cancellable, loaded_cb, g_object_ref (self));
}

static void
refresh_action (GtkWidget  *widget,
                const char *action_name,
                GVariant   *parameter)
{
  DzTasksWindow *self = DZ_TASKS_WINDOW (widget);

  say_problem (self, NULL);
  if (self->cancellable == NULL)
    ask (self);
}

/* ---- ending a task ---- */

/* Another task may be looked at by now. */
static void
say_done (DzTasksWindow *self)
{
  AdwToast *toast = dz_toast_new (self->done);

  dz_toast_fit (toast, GTK_WIDGET (self->toasts));
  adw_toast_overlay_add_toast (self->toasts, toast);
  if (self->ending != NULL)
    g_hash_table_remove (self->words, self->ending);
  if (g_strcmp0 (self->shown, self->ending) == 0)
    g_clear_pointer (&self->shown, g_free);
}

/* What another did meanwhile is seen in the list; what was written stays. */
static void
ended_cb (GObject      *source,
          GAsyncResult *result,
          gpointer      user_data)
{
  g_autoptr(DzTasksWindow) self = user_data;
  g_autoptr(GError) error = NULL;
  gboolean done = dz_sync_finish_task_finish (DZ_SYNC (source), result, &error);

  if (self->sync == NULL)
    return;
  end_exchange (self);
  if (done)
    say_done (self);
  else if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    say_problem (self, _("You gave up waiting. It may be done all the same."));
  else
    say_problem (self, error->message);
  if (done || g_error_matches (error, DZ_SYNC_ERROR, DZ_SYNC_ERROR_GONE))
    ask (self);
}

static GCancellable *
begin (DzTasksWindow *self,
       const char    *done)
{
  say_problem (self, NULL);
  self->done = done;
  g_free (self->ending);
  self->ending = g_strdup (self->shown);
  self->cancellable = g_cancellable_new ();
  update (self);
  return self->cancellable;
}

/* Returns: (transfer full) (nullable): what was written, where it is enough */
static char *
dup_enough (DzTasksWindow *self,
            gboolean       needed)
{
  g_autofree char *words = dz_task_pane_dup_words (self->pane);

  if (strlen (words) > DZ_DECISION_NOTE_MAX)
    dz_task_pane_need_words (self->pane, _("That is too long. Say it in fewer words."));
  else if (needed && *words == '\0')
    dz_task_pane_need_words (self->pane, _("Say why the decision is taken back."));
  else
    return g_steal_pointer (&words);
  return NULL;
}

static void
finish_action (GtkWidget  *widget,
               const char *action_name,
               GVariant   *parameter)
{
  DzTasksWindow *self = DZ_TASKS_WINDOW (widget);
  const DzTask *chosen = get_chosen (self);
  g_autofree char *words = chosen != NULL ? dup_enough (self, FALSE) : NULL;
  GCancellable *cancellable;

  if (words == NULL || chosen->id == NULL || self->cancellable != NULL)
    return;
  cancellable = begin (self, _("The task is done."));
  dz_sync_finish_task_async (self->sync, chosen->id, *words != '\0' ? words : NULL, cancellable,
                             ended_cb, g_object_ref (self));
}

static void
reopen (gpointer user_data)
{
  DzTasksWindow *self = user_data;
  const DzSubmission *standing;
  g_autofree char *words = NULL;
  GCancellable *cancellable;

  if (self->sync == NULL || self->cancellable != NULL)
    return;
  standing = dz_task_pane_get_standing (self->pane);
  words = is_reopenable (standing) ? dup_enough (self, TRUE) : NULL;
  if (words == NULL)
    return;
  cancellable = begin (self, _("The photo waits for somebody else."));
  dz_sync_reopen_async (self->sync, standing, dz_task_pane_get_shown_ms (self->pane), words,
                        cancellable, ended_cb, g_object_ref (self));
}

static void
reopen_action (GtkWidget  *widget,
               const char *action_name,
               GVariant   *parameter)
{
  DzTasksWindow *self = DZ_TASKS_WINDOW (widget);
  g_autofree char *words = dup_enough (self, TRUE);

  if (words == NULL)
    return;
  dz_question_ask (GTK_WINDOW (self), _("Take the decision back?"),
                   _("The student is told that the result holds no more. The photo waits for "
                     "somebody who has never decided it."), _("_Let It Stand"), _("_Reopen"),
                   reopen, G_OBJECT (self));
}

static void
judge_action (GtkWidget  *widget,
              const char *action_name,
              GVariant   *parameter)
{
  const DzTask *chosen = get_chosen (DZ_TASKS_WINDOW (widget));

  if (chosen != NULL && chosen->id == NULL)
    g_signal_emit (widget, signals[JUDGE], 0, chosen->submission);
}

/* ---- the window ---- */

/* First the waiting for what may be done or not, then the window. Nobody waits for a list. */
static void
leave_action (GtkWidget  *widget,
              const char *action_name,
              GVariant   *parameter)
{
  DzTasksWindow *self = DZ_TASKS_WINDOW (widget);

  if (self->cancellable != NULL && self->done != NULL)
    g_cancellable_cancel (self->cancellable);
  else
    gtk_window_close (GTK_WINDOW (self));
}

/* Without a list there is nothing to stay for. */
static void
left_cb (DzTasksWindow *self)
{
  if (g_strcmp0 (gtk_stack_get_visible_child_name (self->stack), "asking") == 0)
    gtk_window_close (GTK_WINDOW (self));
  else
    g_cancellable_cancel (self->cancellable);
}

static void
dz_tasks_window_dispose (GObject *object)
{
  DzTasksWindow *self = DZ_TASKS_WINDOW (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_clear_object (&self->sync);
  g_clear_object (&self->examiner);
  g_clear_pointer (&self->shown, g_free);
  g_clear_pointer (&self->ending, g_free);
  g_clear_pointer (&self->words, g_hash_table_unref);

  G_OBJECT_CLASS (dz_tasks_window_parent_class)->dispose (object);
}

static void
bind_template (GtkWidgetClass *widget_class)
{
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/duizhao/Duizhao/dz-tasks-window.ui");
  gtk_widget_class_bind_template_child (widget_class, DzTasksWindow, toasts);
  gtk_widget_class_bind_template_child (widget_class, DzTasksWindow, problem);
  gtk_widget_class_bind_template_child (widget_class, DzTasksWindow, sign);
  gtk_widget_class_bind_template_child (widget_class, DzTasksWindow, stack);
  gtk_widget_class_bind_template_child (widget_class, DzTasksWindow, list);
  gtk_widget_class_bind_template_child (widget_class, DzTasksWindow, pane);
  gtk_widget_class_bind_template_callback (widget_class, chosen_cb);
  gtk_widget_class_bind_template_callback (widget_class, update);
  gtk_widget_class_bind_template_callback (widget_class, left_cb);
}

static void
dz_tasks_window_class_init (DzTasksWindowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = dz_tasks_window_dispose;
  signals[JUDGE] = g_signal_new ("judge", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL,
                                 NULL, NULL, G_TYPE_NONE, 1, G_TYPE_STRING);
  g_type_ensure (DZ_TYPE_ASKING_SIGN);
  g_type_ensure (DZ_TYPE_TASK_PANE);
  gtk_widget_class_install_action (widget_class, "tasks.finish", NULL, finish_action);
  gtk_widget_class_install_action (widget_class, "tasks.reopen", NULL, reopen_action);
  gtk_widget_class_install_action (widget_class, "tasks.judge", NULL, judge_action);
  gtk_widget_class_install_action (widget_class, "tasks.refresh", NULL, refresh_action);
  gtk_widget_class_install_action (widget_class, "tasks.leave", NULL, leave_action);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "tasks.leave", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_F5, 0, "tasks.refresh", NULL);
  bind_template (widget_class);
}

static void
dz_tasks_window_init (DzTasksWindow *self)
{
  self->words = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * dz_tasks_window_new:
 * @sync: the client; a supervisor has signed in
 * @examiner: gives pixels; started
 *
 * Returns: (transfer none): a window, which belongs to GTK
 */
GtkWindow *
dz_tasks_window_new (DzSync     *sync,
                     DzExaminer *examiner)
{
  DzTasksWindow *self;

  g_return_val_if_fail (DZ_IS_SYNC (sync) && DZ_IS_EXAMINER (examiner), NULL);

  self = g_object_new (DZ_TYPE_TASKS_WINDOW, NULL);
  self->sync = g_object_ref (sync);
  self->examiner = g_object_ref (examiner);
  gtk_stack_set_visible_child_name (self->stack, "asking");
  ask (self);
  return GTK_WINDOW (self);
}
