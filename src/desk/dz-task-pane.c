/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "dz-task-pane.h"

#include <glib/gi18n.h>

#include "dz-filter-text.h"
#include "dz-form-field.h"
#include "dz-photo-view.h"
#include "dz-sync-oversight.h"
#include "dz-task-text.h"
#include "dz-widget.h"

/* Largest that is of use in the pane, px: a photo of 480×640 at twice its size. */
#define PHOTO_WIDTH_MAX 960
#define PHOTO_HEIGHT_MAX 1280

struct _DzTaskPane
{
  GtkWidget     parent_instance;

  DzPhotoView  *photo;       /* unowned, template child */
  GtkLabel     *kind;        /* unowned, template child */
  GtkLabel     *whose;       /* unowned, template child */
  GtkLabel     *school;      /* unowned, template child */
  GtkLabel     *window;      /* unowned, template child */
  GtkLabel     *asked;       /* unowned, template child */
  GtkLabel     *said;        /* unowned, template child */
  GtkLabel     *draft;       /* unowned, template child */
  GtkLabel     *twin;        /* unowned, template child */
  GtkLabel     *standing;    /* unowned, template child */
  GtkLabel     *way;         /* unowned, template child */
  DzFormField  *words;       /* unowned, template child */

  DzSync       *sync;        /* owned, nullable: while a task is shown */
  DzExaminer   *examiner;    /* owned, nullable: likewise */
  GCancellable *cancellable; /* owned, nullable: likewise */
  DzItem       *item;        /* owned, nullable: how it stands, once that is known */
};

G_DEFINE_FINAL_TYPE (DzTaskPane, dz_task_pane, GTK_TYPE_WIDGET)

enum
{
  HEARD,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

/* An empty line is none. */
static void
take (GtkLabel *label,
      char     *text)
{
  g_autofree char *owned = text;

  gtk_label_set_label (label, owned != NULL ? owned : "");
  gtk_widget_set_visible (GTK_WIDGET (label), owned != NULL);
}

static void
stop (DzTaskPane *self)
{
  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_clear_object (&self->sync);
  g_clear_object (&self->examiner);
  g_clear_pointer (&self->item, dz_item_free);
}

/* ---- the photo ---- */

static void
show_picture (DzTaskPane      *self,
              const DzPicture *picture,
              const GError    *error)
{
  g_autoptr(GdkTexture) texture = NULL;

  dz_photo_view_set_waiting (self->photo, FALSE);
  if (picture == NULL)
    {
      dz_photo_view_show_problem (self->photo, error->message);
      return;
    }
  texture = gdk_memory_texture_new ((int) picture->width, (int) picture->height,
                                    GDK_MEMORY_R8G8B8, picture->pixels, picture->stride);
  dz_photo_view_show_texture (self->photo, texture);
}

static void
rendered_cb (GObject      *source,
             GAsyncResult *result,
             gpointer      user_data)
{
  g_autoptr(DzTaskPane) self = user_data;
  g_autoptr(GError) error = NULL;
  g_autoptr(DzPicture) picture = dz_examiner_render_finish (DZ_EXAMINER (source), result, &error);

  if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    show_picture (self, picture, error);
}

static void
loaded_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr(DzTaskPane) self = user_data;
  g_autoptr(GError) error = NULL;
  g_autoptr(GBytes) bytes = dz_sync_load_photo_finish (DZ_SYNC (source), result, &error);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  if (bytes == NULL)
    show_picture (self, NULL, error);
  else
    dz_examiner_render_async (self->examiner, bytes, PHOTO_WIDTH_MAX, PHOTO_HEIGHT_MAX,
                              self->cancellable, rendered_cb, g_object_ref (self));
}

/* ---- how it stands ---- */

/* A window that has closed and of which nothing waits is not listed any more. */
static void
windows_cb (GObject      *source,
            GAsyncResult *result,
            gpointer      user_data)
{
  g_autoptr(DzTaskPane) self = user_data;
  g_autoptr(GError) error = NULL;
  g_autoptr(GPtrArray) windows = dz_sync_load_windows_finish (DZ_SYNC (source), result, &error);

  if (windows == NULL)
    g_debug ("asking for windows: %s", error->message);
  for (guint i = 0; windows != NULL && self->item != NULL && i < windows->len; i++)
    {
      const DzQueueWindow *window = g_ptr_array_index (windows, i);

      if (g_str_equal (window->window, self->item->submission->window))
        take (self->window, dz_filter_window_label (window));
    }
}

static void
standing_cb (GObject      *source,
             GAsyncResult *result,
             gpointer      user_data)
{
  g_autoptr(DzTaskPane) self = user_data;
  g_autoptr(GError) error = NULL;
  DzItem *item = dz_sync_load_standing_finish (DZ_SYNC (source), result, &error);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  self->item = item;
  take (self->standing,
        item != NULL ? dz_task_text_standing (item, dz_sync_get_reasons (self->sync))
                     : g_strdup (error->message));
  if (item != NULL)
    dz_sync_load_windows_async (self->sync, self->cancellable, windows_cb, g_object_ref (self));
  g_signal_emit (self, signals[HEARD], 0);
}

static void
words_changed_cb (DzTaskPane *self)
{
  dz_form_field_set_problem (self->words, NULL);
}

static void
dz_task_pane_dispose (GObject *object)
{
  stop (DZ_TASK_PANE (object));
  dz_widget_drop_children (GTK_WIDGET (object));

  G_OBJECT_CLASS (dz_task_pane_parent_class)->dispose (object);
}

static void
bind_children (GtkWidgetClass *widget_class)
{
  gtk_widget_class_bind_template_child (widget_class, DzTaskPane, photo);
  gtk_widget_class_bind_template_child (widget_class, DzTaskPane, kind);
  gtk_widget_class_bind_template_child (widget_class, DzTaskPane, whose);
  gtk_widget_class_bind_template_child (widget_class, DzTaskPane, school);
  gtk_widget_class_bind_template_child (widget_class, DzTaskPane, window);
  gtk_widget_class_bind_template_child (widget_class, DzTaskPane, asked);
  gtk_widget_class_bind_template_child (widget_class, DzTaskPane, said);
  gtk_widget_class_bind_template_child (widget_class, DzTaskPane, draft);
  gtk_widget_class_bind_template_child (widget_class, DzTaskPane, twin);
  gtk_widget_class_bind_template_child (widget_class, DzTaskPane, standing);
  gtk_widget_class_bind_template_child (widget_class, DzTaskPane, way);
  gtk_widget_class_bind_template_child (widget_class, DzTaskPane, words);
  gtk_widget_class_bind_template_callback (widget_class, words_changed_cb);
}

static void
dz_task_pane_class_init (DzTaskPaneClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = dz_task_pane_dispose;
  signals[HEARD] = g_signal_new ("heard", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL,
                                 NULL, NULL, G_TYPE_NONE, 0);
  g_type_ensure (DZ_TYPE_FORM_FIELD);
  g_type_ensure (DZ_TYPE_PHOTO_VIEW);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/duizhao/Duizhao/dz-task-pane.ui");
  bind_children (widget_class);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
}

static void
dz_task_pane_init (DzTaskPane *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

static void
show_task (DzTaskPane   *self,
           const DzTask *task)
{
  DzReasonList *reasons = dz_sync_get_reasons (self->sync);

  take (self->kind, dz_task_text_kind (task));
  take (self->whose, dz_task_text_whose (task));
  take (self->school, g_strdup (task->school_name));
  take (self->window, NULL);
  take (self->asked, dz_task_text_asked (task));
  take (self->said, dz_task_text_said (task));
  take (self->draft, task->opinions != NULL ? dz_task_text_opinions (task->opinions, reasons)
                                            : dz_task_text_draft (task, reasons));
  take (self->twin, dz_task_text_twin (task));
  take (self->way, dz_task_text_way (task));
  take (self->standing, g_strdup (_("Asking how it stands …")));
  gtk_widget_set_visible (GTK_WIDGET (self->words), task->id != NULL);
}

/* Whoever is writing there keeps their place. */
static void
show_words (DzTaskPane *self,
            const char *words)
{
  g_autofree char *written = dz_form_field_dup_text (self->words);

  if (!g_str_equal (written, words))
    dz_form_field_set_text (self->words, words);
}

/**
 * dz_task_pane_open:
 * @self: a pane
 * @sync: the client; a supervisor has signed in
 * @examiner: gives pixels; started
 * @task: what waits for a supervisor
 * @words: what they have written about it before
 *
 * Shows it, and asks how it stands.
 */
void
dz_task_pane_open (DzTaskPane   *self,
                   DzSync       *sync,
                   DzExaminer   *examiner,
                   const DzTask *task,
                   const char   *words)
{
  g_return_if_fail (DZ_IS_TASK_PANE (self) && DZ_IS_SYNC (sync) && DZ_IS_EXAMINER (examiner));
  g_return_if_fail (task != NULL && words != NULL);

  stop (self);
  self->sync = g_object_ref (sync);
  self->examiner = g_object_ref (examiner);
  self->cancellable = g_cancellable_new ();
  show_task (self, task);
  show_words (self, words);
  dz_photo_view_show_texture (self->photo, NULL);
  dz_photo_view_set_waiting (self->photo, TRUE);
  dz_sync_load_standing_async (sync, task->submission, self->cancellable, standing_cb,
                               g_object_ref (self));
  dz_sync_load_picture_async (sync, task->photo, self->cancellable, loaded_cb,
                              g_object_ref (self));
}

/**
 * dz_task_pane_close:
 * @self: a pane
 *
 * Shows nothing any more.
 */
void
dz_task_pane_close (DzTaskPane *self)
{
  g_return_if_fail (DZ_IS_TASK_PANE (self));

  stop (self);
  dz_photo_view_show_texture (self->photo, NULL);
}

/**
 * dz_task_pane_get_standing:
 * @self: a pane
 *
 * Returns: (transfer none) (nullable): the submission as it stands; %NULL until that is known
 */
const DzSubmission *
dz_task_pane_get_standing (DzTaskPane *self)
{
  g_return_val_if_fail (DZ_IS_TASK_PANE (self), NULL);

  return self->item != NULL ? self->item->submission : NULL;
}

/**
 * dz_task_pane_get_shown_ms:
 * @self: a pane
 *
 * Returns: for how long the photo has been on the screen, ms
 */
guint
dz_task_pane_get_shown_ms (DzTaskPane *self)
{
  g_return_val_if_fail (DZ_IS_TASK_PANE (self), 0);

  return dz_photo_view_get_shown_ms (self->photo);
}

/**
 * dz_task_pane_dup_words:
 * @self: a pane
 *
 * Returns: (transfer full): what the supervisor has written; may be empty
 */
char *
dz_task_pane_dup_words (DzTaskPane *self)
{
  g_return_val_if_fail (DZ_IS_TASK_PANE (self), NULL);

  return dz_form_field_dup_text (self->words);
}

/**
 * dz_task_pane_need_words:
 * @self: a pane
 * @sentence: what is wrong with what the supervisor has written
 *
 * Says so where it is written.
 */
void
dz_task_pane_need_words (DzTaskPane *self,
                         const char *sentence)
{
  g_return_if_fail (DZ_IS_TASK_PANE (self) && sentence != NULL);

  dz_form_field_set_problem (self->words, sentence);
  gtk_widget_grab_focus (GTK_WIDGET (self->words));
}
