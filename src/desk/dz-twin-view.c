/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "dz-twin-view.h"

#include "dz-widget.h"

struct _DzTwinView
{
  GtkWidget     parent_instance;

  DzPhotoView  *photo;       /* unowned, template child */
  GtkLabel     *who;         /* unowned, template child */
  GtkLabel     *how;         /* unowned, template child */
};

G_DEFINE_FINAL_TYPE (DzTwinView, dz_twin_view, GTK_TYPE_WIDGET)

static void
dz_twin_view_dispose (GObject *object)
{
  dz_widget_drop_children (GTK_WIDGET (object));

  G_OBJECT_CLASS (dz_twin_view_parent_class)->dispose (object);
}

static void
dz_twin_view_class_init (DzTwinViewClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = dz_twin_view_dispose;
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
  dz_widget_tell_whole (self->who);
  dz_widget_tell_whole (self->how);
}

/**
 * dz_twin_view_open:
 * @self: a view
 * @who: whose photo it will show
 * @how: what is to say of it
 *
 * Makes room for another photo, which is on its way.
 */
void
dz_twin_view_open (DzTwinView *self,
                   const char *who,
                   const char *how)
{
  g_return_if_fail (DZ_IS_TWIN_VIEW (self));
  g_return_if_fail (who != NULL && how != NULL);

  dz_photo_view_show_texture (self->photo, NULL);
  dz_photo_view_set_waiting (self->photo, TRUE);
  gtk_label_set_label (self->who, who);
  gtk_label_set_label (self->how, how);
  gtk_widget_set_visible (GTK_WIDGET (self), TRUE);
}

/**
 * dz_twin_view_show:
 * @self: a view that is open
 * @texture: the other photo, or the same one sharper
 * @anchor: (nullable): what holds it; %NULL where not even its size was measured
 */
void
dz_twin_view_show (DzTwinView          *self,
                   GdkTexture          *texture,
                   const DzPhotoAnchor *anchor)
{
  g_return_if_fail (DZ_IS_TWIN_VIEW (self) && GDK_IS_TEXTURE (texture));

  dz_photo_view_set_waiting (self->photo, FALSE);
  if (dz_photo_view_get_texture (self->photo) != NULL)
    dz_photo_view_replace (self->photo, texture);
  else
    dz_photo_view_show_texture (self->photo, texture);
  dz_photo_view_set_anchor (self->photo, anchor);
}

/**
 * dz_twin_view_show_problem:
 * @self: a view that is open
 * @sentence: why there is no photo to see
 */
void
dz_twin_view_show_problem (DzTwinView *self,
                           const char *sentence)
{
  g_return_if_fail (DZ_IS_TWIN_VIEW (self) && sentence != NULL);

  dz_photo_view_set_waiting (self->photo, FALSE);
  dz_photo_view_show_problem (self->photo, sentence);
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

  dz_photo_view_set_waiting (self->photo, FALSE);
  dz_photo_view_show_texture (self->photo, NULL);
  gtk_widget_set_visible (GTK_WIDGET (self), FALSE);
}

/**
 * dz_twin_view_get_photo:
 * @self: a view
 *
 * Returns: (transfer none): what shows the photo
 */
DzPhotoView *
dz_twin_view_get_photo (DzTwinView *self)
{
  g_return_val_if_fail (DZ_IS_TWIN_VIEW (self), NULL);
  return self->photo;
}
