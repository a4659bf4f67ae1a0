/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "dz-demo-folder.h"

#include <glib/gi18n.h>
#include <signal.h>
#include <stdio.h>

#include "dz-embedded-service.h"

struct _DzDemoFolder
{
  GObject      parent_instance;

  char        *root;       /* owned, nullable: before it is filled and after it is removed */
  char        *data_dir;   /* owned, nullable: the service's */
  char        *desk_dir;   /* owned, nullable: the workstation's */
  GSubprocess *seeding;    /* owned, nullable */
  char        *last_words; /* owned, nullable: the seeder's last line that is no progress */
};

G_DEFINE_FINAL_TYPE (DzDemoFolder, dz_demo_folder, G_TYPE_OBJECT)

enum
{
  PROGRESS,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static void
dz_demo_folder_finalize (GObject *object)
{
  DzDemoFolder *self = DZ_DEMO_FOLDER (object);

  g_free (self->root);
  g_free (self->data_dir);
  g_free (self->desk_dir);
  g_free (self->last_words);
  g_clear_object (&self->seeding);

  G_OBJECT_CLASS (dz_demo_folder_parent_class)->finalize (object);
}

static void
dz_demo_folder_class_init (DzDemoFolderClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = dz_demo_folder_finalize;

  signals[PROGRESS] = g_signal_new ("progress", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0,
                                    NULL, NULL, NULL, G_TYPE_NONE, 2, G_TYPE_UINT, G_TYPE_UINT);
}

static void
dz_demo_folder_init (DzDemoFolder *self)
{
}

/**
 * dz_demo_folder_new:
 *
 * Returns: (transfer full): a folder that is not made yet
 */
DzDemoFolder *
dz_demo_folder_new (void)
{
  return g_object_new (DZ_TYPE_DEMO_FOLDER, NULL);
}

static void read_next_line (GDataInputStream *stream,
                            GTask            *task);

static void
hear_line (DzDemoFolder *self,
           const char   *line)
{
  guint done;
  guint total;

  if (sscanf (line, "progress %u %u", &done, &total) == 2)
    {
      g_signal_emit (self, signals[PROGRESS], 0, done, total);
      return;
    }
  g_free (self->last_words);
  self->last_words = g_strdup (line);
}

/* Only when nothing more can be said is it known what was said last. */
static void
seeded_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr(GTask) task = user_data;
  DzDemoFolder *self = g_task_get_source_object (task);
  GSubprocess *process = G_SUBPROCESS (source);

  g_subprocess_wait_finish (process, result, NULL);
  if (g_task_return_error_if_cancelled (task))
    return;
  if (g_subprocess_get_successful (process))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_new_error (task, DZ_START_ERROR, DZ_START_ERROR_DEMO,
                             /* TRANSLATORS: %s is what the failing program said */
                             _("The sample school could not be made: %s"),
                             self->last_words != NULL ? self->last_words : "?");
}

static void
line_cb (GObject      *source,
         GAsyncResult *result,
         gpointer      user_data)
{
  g_autoptr(GTask) task = user_data;
  DzDemoFolder *self = g_task_get_source_object (task);
  GDataInputStream *stream = G_DATA_INPUT_STREAM (source);
  g_autofree char *line = g_data_input_stream_read_line_finish_utf8 (stream, result, NULL, NULL);

  if (line != NULL)
    {
      hear_line (self, line);
      read_next_line (stream, task);
      return;
    }
  if (g_cancellable_is_cancelled (g_task_get_cancellable (task)))
    g_subprocess_send_signal (self->seeding, SIGTERM);
  g_subprocess_wait_async (self->seeding, NULL, seeded_cb, g_steal_pointer (&task));
}

static void
read_next_line (GDataInputStream *stream,
                GTask            *task)
{
  g_data_input_stream_read_line_async (stream, G_PRIORITY_DEFAULT, g_task_get_cancellable (task),
                                       line_cb, g_object_ref (task));
}

static gboolean
make_folders (DzDemoFolder  *self,
              GError       **error)
{
  self->root = g_dir_make_tmp ("duizhao-demo-XXXXXX", error);
  if (self->root == NULL)
    return FALSE;
  self->data_dir = g_build_filename (self->root, "service", NULL);
  self->desk_dir = g_build_filename (self->root, "desk", NULL);
  return TRUE;
}

/**
 * dz_demo_folder_fill_async:
 * @self: a folder that was never filled
 * @program: path of duizhaoctl
 * @cancellable: (nullable): gives up
 * @callback: called when the sample school is there or will never be
 * @user_data: for @callback
 *
 * Makes the folder and has duizhaoctl fill it.
 */
void
dz_demo_folder_fill_async (DzDemoFolder        *self,
                           const char          *program,
                           GCancellable        *cancellable,
                           GAsyncReadyCallback  callback,
                           gpointer             user_data)
{
  g_autoptr(GTask) task = g_task_new (self, cancellable, callback, user_data);
  g_autoptr(GDataInputStream) lines = NULL;
  GError *error = NULL;

  g_return_if_fail (DZ_IS_DEMO_FOLDER (self));
  g_return_if_fail (program != NULL && self->root == NULL);

  if (make_folders (self, &error))
    self->seeding = g_subprocess_new (
        G_SUBPROCESS_FLAGS_STDOUT_SILENCE | G_SUBPROCESS_FLAGS_STDERR_PIPE, &error, program, "demo",
        "seed", "--progress", "--data", self->data_dir, NULL);
  if (self->seeding == NULL)
    {
      g_prefix_error (&error, _("Making the sample school: "));
      g_task_return_error (task, error);
      return;
    }
  lines = g_data_input_stream_new (g_subprocess_get_stderr_pipe (self->seeding));
  read_next_line (lines, task);
}

/**
 * dz_demo_folder_fill_finish:
 * @self: a folder
 * @result: as the callback got it
 * @error: return location; DZ_START_ERROR_DEMO, or an error of GIO
 *
 * Returns: whether the sample school is there
 */
gboolean
dz_demo_folder_fill_finish (DzDemoFolder  *self,
                            GAsyncResult  *result,
                            GError       **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);
  return g_task_propagate_boolean (G_TASK (result), error);
}

static void
remove_tree (GFile *file)
{
  g_autoptr(GFileEnumerator) children = g_file_enumerate_children (
      file, G_FILE_ATTRIBUTE_STANDARD_NAME "," G_FILE_ATTRIBUTE_STANDARD_TYPE,
      G_FILE_QUERY_INFO_NOFOLLOW_SYMLINKS, NULL, NULL);
  GFile *child = NULL;
  g_autoptr(GError) error = NULL;

  while (children != NULL && g_file_enumerator_iterate (children, NULL, &child, NULL, NULL) &&
         child != NULL)
    remove_tree (child);
  if (!g_file_delete (file, NULL, &error))
    g_warning ("removing the sample school: %s", error->message);
}

/* Whoever still paints would go on filling what is being removed. */
static void
end_seeding (DzDemoFolder *self)
{
  if (self->seeding == NULL)
    return;
  g_subprocess_force_exit (self->seeding);
  g_subprocess_wait (self->seeding, NULL, NULL);
}

/**
 * dz_demo_folder_remove:
 * @self: a folder
 *
 * Ends the painting where it still goes on, and removes the folder and all in it; only for when
 * the program ends and nothing else uses it any more.
 */
void
dz_demo_folder_remove (DzDemoFolder *self)
{
  g_autofree char *path = NULL;
  g_autoptr(GFile) root = NULL;

  g_return_if_fail (DZ_IS_DEMO_FOLDER (self));

  path = g_steal_pointer (&self->root);
  if (path == NULL)
    return;
  end_seeding (self);
  root = g_file_new_for_path (path);
  remove_tree (root);
}

/**
 * dz_demo_folder_get_data_dir:
 * @self: a folder
 *
 * Returns: (nullable): where the service's data are; %NULL before it is filled
 */
const char *
dz_demo_folder_get_data_dir (DzDemoFolder *self)
{
  g_return_val_if_fail (DZ_IS_DEMO_FOLDER (self), NULL);
  return self->data_dir;
}

/**
 * dz_demo_folder_get_desk_dir:
 * @self: a folder
 *
 * Returns: (nullable): where the workstation may keep its own; %NULL before it is filled
 */
const char *
dz_demo_folder_get_desk_dir (DzDemoFolder *self)
{
  g_return_val_if_fail (DZ_IS_DEMO_FOLDER (self), NULL);
  return self->desk_dir;
}
