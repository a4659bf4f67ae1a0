/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "dz-photo-view-private.h"

#include "dz-photo-tiles.h"

/* What stands over the photo, or in its place. */

/*< private >
 * dz_photo_view_add_alarm:
 * @self: a view that is being made
 *
 * Makes room for an alarm: a shape and words, since who does not see its colour sees them.
 */
void
dz_photo_view_add_alarm (DzPhotoView *self)
{
  GtkWidget *shape = gtk_image_new_from_icon_name ("dz-fail-symbolic");

  self->alarm = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 9);
  self->alarm_label = GTK_LABEL (gtk_label_new (NULL));
  gtk_label_set_wrap (self->alarm_label, TRUE);
  gtk_box_append (GTK_BOX (self->alarm), shape);
  gtk_box_append (GTK_BOX (self->alarm), GTK_WIDGET (self->alarm_label));
  gtk_widget_add_css_class (self->alarm, "dz-photo-alarm");
  gtk_widget_set_halign (self->alarm, GTK_ALIGN_START); /* guides have words in the middle */
  gtk_widget_set_valign (self->alarm, GTK_ALIGN_START);
  gtk_widget_set_can_target (self->alarm, FALSE);
  gtk_widget_set_visible (self->alarm, FALSE);
  gtk_widget_set_parent (self->alarm, GTK_WIDGET (self));
}

static graphene_rect_t
find_other (DzPhotoView *self)
{
  graphene_rect_t bounds = dz_photo_view_find_bounds (self);
  DzPhotoAnchor anchor;

  dz_photo_view_get_anchor (self, &anchor);
  return dz_photo_viewport_lay (&bounds, &anchor, &self->other_anchor);
}

/*< private >
 * dz_photo_view_snapshot_other:
 * @self: a view over whose photo another one lies
 * @snapshot: a snapshot
 *
 * Paints the other photo. Nothing that is said of this one is drawn over it.
 */
void
dz_photo_view_snapshot_other (DzPhotoView *self,
                              GtkSnapshot *snapshot)
{
  graphene_rect_t bounds = find_other (self);

  dz_photo_tiles_snapshot (self->other, snapshot, &bounds,
                           &GRAPHENE_RECT_INIT (0, 0,
                                                gtk_widget_get_width (GTK_WIDGET (self)),
                                                gtk_widget_get_height (GTK_WIDGET (self))));
  gtk_widget_snapshot_child (GTK_WIDGET (self), GTK_WIDGET (self->other_label), snapshot);
}

/**
 * dz_photo_view_lay_over:
 * @self: a view that shows a photo
 * @other: (nullable): another photo; %NULL for none
 * @anchor: (nullable): what holds it; %NULL where not even its size was measured
 * @words: (nullable): which photo it is, where there is one
 *
 * Shows another photo in the place of this one, its eyes on those of this and its face as large.
 * While it lies there this photo is not on the screen, and when it is gone this one has to be seen
 * anew.
 */
void
dz_photo_view_lay_over (DzPhotoView         *self,
                        GdkTexture          *other,
                        const DzPhotoAnchor *anchor,
                        const char          *words)
{
  GdkTexture *laid;

  g_return_if_fail (DZ_IS_PHOTO_VIEW (self));

  laid = self->texture != NULL ? other : NULL;
  if (!g_set_object (&self->other, laid))
    return;
  if (self->other != NULL && anchor != NULL)
    self->other_anchor = *anchor;
  else if (self->other != NULL)
    dz_photo_anchor_guess (&self->other_anchor, gdk_texture_get_width (other),
                           gdk_texture_get_height (other), NULL);
  gtk_label_set_label (self->other_label, words != NULL ? words : "");
  gtk_widget_set_visible (GTK_WIDGET (self->other_label), self->other != NULL);
  dz_screen_time_restart (self->time);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

/**
 * dz_photo_view_is_laid_over:
 * @self: a view
 *
 * Returns: whether another photo stands in the place of its own
 */
gboolean
dz_photo_view_is_laid_over (DzPhotoView *self)
{
  g_return_val_if_fail (DZ_IS_PHOTO_VIEW (self), FALSE);
  return self->other != NULL;
}

/**
 * dz_photo_view_set_alarm:
 * @self: a view
 * @sentence: (nullable): what nobody must overlook; %NULL for nothing
 *
 * Says it above the photo, until another photo is shown.
 */
void
dz_photo_view_set_alarm (DzPhotoView *self,
                         const char  *sentence)
{
  g_return_if_fail (DZ_IS_PHOTO_VIEW (self));

  gtk_label_set_label (self->alarm_label, sentence != NULL ? sentence : "");
  gtk_widget_set_visible (self->alarm, sentence != NULL);
}
