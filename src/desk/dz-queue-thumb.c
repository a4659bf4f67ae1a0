/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "dz-queue-thumb.h"

#include <glib/gi18n.h>

#include "dz-outcome-look.h"
#include "dz-widget.h"

struct _DzQueueThumb
{
  GtkButton    parent_instance;

  GtkPicture  *picture; /* unowned, template child */
  GtkImage    *shape;   /* unowned, template child */
  DzQueueItem *item;    /* owned, nullable */
  gboolean     current; /* whether it is the photo in the middle */
};

G_DEFINE_FINAL_TYPE (DzQueueThumb, dz_queue_thumb, GTK_TYPE_BUTTON)

static void
dz_queue_thumb_dispose (GObject *object)
{
  g_clear_object (&DZ_QUEUE_THUMB (object)->item);

  G_OBJECT_CLASS (dz_queue_thumb_parent_class)->dispose (object);
}

static void
dz_queue_thumb_class_init (DzQueueThumbClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = dz_queue_thumb_dispose;
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/duizhao/Duizhao/dz-queue-thumb.ui");
  gtk_widget_class_bind_template_child (widget_class, DzQueueThumb, picture);
  gtk_widget_class_bind_template_child (widget_class, DzQueueThumb, shape);
}

static char *
say_item (const DzItem *item)
{
  return g_strdup_printf ("%s, %s", item->student->name,
                          dz_outcome_word (dz_findings_verdict (item->submission->findings)));
}

static void
dz_queue_thumb_init (DzQueueThumb *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * dz_queue_thumb_new:
 *
 * Returns: (transfer floating): a thumbnail of nothing
 */
GtkWidget *
dz_queue_thumb_new (void)
{
  return g_object_new (DZ_TYPE_QUEUE_THUMB, NULL);
}

static void
show_verdict (DzQueueThumb *self,
              const DzItem *item)
{
  DzOutcome verdict = dz_findings_verdict (item->submission->findings);
  g_autofree char *spoken = say_item (item);

  gtk_image_set_from_icon_name (self->shape, dz_outcome_icon_name (verdict));
  gtk_widget_set_css_classes (
      GTK_WIDGET (self->shape),
      (const char *[]) { "dz-thumb-shape", dz_outcome_css_class (verdict), NULL });
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, spoken, -1);
  dz_widget_take_tooltip (GTK_WIDGET (self), g_steal_pointer (&spoken));
}

/**
 * dz_queue_thumb_set_item:
 * @self: a thumbnail
 * @item: (nullable): what it stands for; %NULL hides it
 *
 * Stands for another submission. The picture is set apart from it.
 */
void
dz_queue_thumb_set_item (DzQueueThumb *self,
                         DzQueueItem  *item)
{
  g_return_if_fail (DZ_IS_QUEUE_THUMB (self));
  g_return_if_fail (item == NULL || DZ_IS_QUEUE_ITEM (item));

  if (g_set_object (&self->item, item) && item != NULL)
    show_verdict (self, dz_queue_item_get_item (item));
  gtk_widget_set_visible (GTK_WIDGET (self), item != NULL);
}

/**
 * dz_queue_thumb_get_item:
 * @self: a thumbnail
 *
 * Returns: (nullable): what it stands for
 */
DzQueueItem *
dz_queue_thumb_get_item (DzQueueThumb *self)
{
  g_return_val_if_fail (DZ_IS_QUEUE_THUMB (self), NULL);
  return self->item;
}

/**
 * dz_queue_thumb_set_texture:
 * @self: a thumbnail
 * @texture: (nullable): the small photo
 *
 * Shows a photo, or the bare frame.
 */
void
dz_queue_thumb_set_texture (DzQueueThumb *self,
                            GdkTexture   *texture)
{
  g_return_if_fail (DZ_IS_QUEUE_THUMB (self));

  if (gtk_picture_get_paintable (self->picture) != (GdkPaintable *) texture)
    gtk_picture_set_paintable (self->picture, (GdkPaintable *) texture);
}

/**
 * dz_queue_thumb_set_current:
 * @self: a thumbnail
 * @current: whether it is the photo in the middle
 *
 * Marks the thumbnail of the photo that is being judged.
 */
void
dz_queue_thumb_set_current (DzQueueThumb *self,
                            gboolean      current)
{
  g_return_if_fail (DZ_IS_QUEUE_THUMB (self));

  if (self->current == current)
    return;
  self->current = current;
  if (current)
    gtk_widget_add_css_class (GTK_WIDGET (self), "current");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (self), "current");
}
