/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "dz-twin-view.h"

#include "dz-photo-view.h"
#include "dz-twin-text.h"
#include "dz-widget.h"

struct _DzTwinView
{
  GtkWidget     parent_instance;

  DzPhotoView  *photo;       /* unowned, template child */
  GtkLabel     *who;         /* unowned, template child */
  GtkLabel     *how;         /* unowned, template child */

  DzExaminer   *examiner;    /* owned, nullable: while a photo is on its way */
  GCancellable *cancellable; /* owned, nullable: likewise */
  guint         max_width;   /* px */
  guint         max_height;  /* px */
};

G_DEFINE_FINAL_TYPE (DzTwinView, dz_twin_view, GTK_TYPE_WIDGET)

enum
{
  LOADED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static void
stop_loading (DzTwinView *self)
{
  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_clear_object (&self->examiner);
  dz_photo_view_set_waiting (self->photo, FALSE);
}

static void
dz_twin_view_dispose (GObject *object)
{
  DzTwinView *self = DZ_TWIN_VIEW (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_clear_object (&self->examiner);
  dz_widget_drop_children (GTK_WIDGET (self));

  G_OBJECT_CLASS (dz_twin_view_parent_class)->dispose (object);
}

static void
dz_twin_view_class_init (DzTwinViewClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = dz_twin_view_dispose;
  signals[LOADED] = g_signal_new ("loaded", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL,
                                  NULL, NULL, G_TYPE_NONE, 0);
  g_type_ensure (DZ_TYPE_PHOTO_VIEW);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/duizhao/Duizhao/dz-twin-view.ui");
  gtk_widget_class_bind_template_child (widget_class, DzTwinView, photo);
  gtk_widget_class_bind_template_child (widget_class, DzTwinView, who);
  gtk_widget_class_bind_template_child (widget_class, DzTwinView, how);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
}

static void
dz_twin_view_init (DzTwinView *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

static void
finish_loading (DzTwinView      *self,
                const DzPicture *picture,
                const GError    *error)
{
  g_autoptr(GdkTexture) texture = NULL;

  stop_loading (self);
  if (picture == NULL)
    dz_photo_view_show_problem (self->photo, error->message);
  else
    {
      texture = gdk_memory_texture_new ((int) picture->width, (int) picture->height,
                                        GDK_MEMORY_R8G8B8, picture->pixels, picture->stride);
      dz_photo_view_show_texture (self->photo, texture);
    }
  g_signal_emit (self, signals[LOADED], 0);
}

static void
rendered_cb (GObject      *source,
             GAsyncResult *result,
             gpointer      user_data)
{
  g_autoptr(DzTwinView) self = user_data;
  g_autoptr(GError) error = NULL;
  g_autoptr(DzPicture) picture
    = dz_examiner_render_finish (DZ_EXAMINER (source), result, &error);

  if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    finish_loading (self, picture, error);
}

static void
loaded_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr(DzTwinView) self = user_data;
  g_autoptr(GError) error = NULL;
  g_autoptr(GBytes) bytes = dz_sync_load_photo_finish (DZ_SYNC (source), result, &error);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  if (bytes == NULL)
    finish_loading (self, NULL, error);
  else
    dz_examiner_render_async (self->examiner, bytes, self->max_width, self->max_height,
                              self->cancellable, rendered_cb, g_object_ref (self));
}

static void
show_words (DzTwinView *self,
            GPtrArray  *twins,
            guint       position)
{
  g_autofree char *who = dz_twin_who (g_ptr_array_index (twins, position));
  g_autofree char *how = dz_twin_how_among (twins, position);

  gtk_label_set_label (self->who, who);
  gtk_label_set_label (self->how, how);
}

/**
 * dz_twin_view_open:
 * @self: a view
 * @sync: gives the bytes
 * @examiner: gives the pixels; started
 * @twins: (element-type DzTwin): photos like the one that is judged; read only now
 * @position: which of them, from 0
 * @max_width: widest that is of use, px
 * @max_height: highest, px
 *
 * Shows another photo as soon as it is there.
 */
void
dz_twin_view_open (DzTwinView   *self,
                   DzSync       *sync,
                   DzExaminer   *examiner,
                   GPtrArray    *twins,
                   guint         position,
                   guint         max_width,
                   guint         max_height)
{
  g_return_if_fail (DZ_IS_TWIN_VIEW (self));
  g_return_if_fail (DZ_IS_SYNC (sync) && DZ_IS_EXAMINER (examiner));
  g_return_if_fail (twins != NULL && position < twins->len);
  g_return_if_fail (max_width > 0 && max_height > 0);

  stop_loading (self);
  dz_photo_view_show_texture (self->photo, NULL);
  show_words (self, twins, position);
  self->examiner = g_object_ref (examiner);
  self->cancellable = g_cancellable_new ();
  self->max_width = max_width;
  self->max_height = max_height;
  dz_photo_view_set_waiting (self->photo, TRUE);
  gtk_widget_set_visible (GTK_WIDGET (self), TRUE);
  dz_sync_load_twin_async (sync, g_ptr_array_index (twins, position), self->cancellable, loaded_cb,
                           g_object_ref (self));
}

/**
 * dz_twin_view_close:
 * @self: a view
 *
 * Shows no other photo any more.
 */
void
dz_twin_view_close (DzTwinView *self)
{
  g_return_if_fail (DZ_IS_TWIN_VIEW (self));

  stop_loading (self);
  dz_photo_view_show_texture (self->photo, NULL);
  gtk_widget_set_visible (GTK_WIDGET (self), FALSE);
}

/**
 * dz_twin_view_get_texture:
 * @self: a view
 *
 * Returns: (transfer none) (nullable): the photo it shows
 */
GdkTexture *
dz_twin_view_get_texture (DzTwinView *self)
{
  g_return_val_if_fail (DZ_IS_TWIN_VIEW (self), NULL);
  return dz_photo_view_get_texture (self->photo);
}
