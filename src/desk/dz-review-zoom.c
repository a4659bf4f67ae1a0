/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "dz-review-page-private.h"

#include "dz-framing-text.h"

/* How much of the photo is seen, and how sharp it must be for that. */

/* A press of a key moves the photo by so much of the view. */
#define PAN_SHARE 0.125

/* Sharper pixels that are not there by then get a spinner. */
#define SHARPER_LATE_MS 400

/* What was looked at closely is not rendered again at the size that the next photo needs; that one
 * says itself whether it is looked at closely, too. */
static void
forget_close_up (DzReviewPage *self)
{
  g_autoptr(GPtrArray) nothing = g_ptr_array_new ();

  if (self->close_ups != NULL)
    dz_texture_cache_want (self->close_ups, nothing);
}

/*< private >
 * dz_review_page_hold_photo:
 * @self: a page
 *
 * Tells the view where the face is, so that it looks at this photo as at the one before. A line
 * that is being moved must not move the photo below it: what the program measured holds it.
 */
void
dz_review_page_hold_photo (DzReviewPage *self)
{
  const DzMeasurement *measured = dz_judging_get_measured (self->judging);
  DzProfile *profile = dz_judging_get_profile (self->judging);
  DzProfileBands bands;
  DzPhotoAnchor anchor;
  gboolean known;

  forget_close_up (self);
  if (profile != NULL)
    dz_profile_get_bands (profile, &bands);
  known = measured != NULL
          && dz_photo_anchor_measure (&anchor, measured, profile != NULL ? &bands : NULL);
  dz_photo_view_set_anchor (self->photo, known ? &anchor : NULL);
}

/*< private >
 * dz_review_page_wants_sharper:
 * @self: a page
 *
 * Returns: whether the photo is shown larger than it was rendered
 */
gboolean
dz_review_page_wants_sharper (DzReviewPage *self)
{
  GdkTexture *texture = dz_photo_view_get_texture (self->photo);

  return texture != NULL && dz_photo_view_get_viewport (self->photo)->zoom != DZ_ZOOM_FIT
         && dz_photo_view_get_wanted_width (self->photo) > (guint) gdk_texture_get_width (texture);
}

static gboolean
sharper_late_cb (gpointer user_data)
{
  DzReviewPage *self = user_data;

  self->sharper_id = 0;
  self->sharper_late = TRUE;
  dz_photo_view_set_waiting (self->photo, TRUE);
  return G_SOURCE_REMOVE;
}

/*< private >
 * dz_review_page_await_sharper:
 * @self: a page
 * @wanted: whether the reviewer looks closely
 *
 * Tells in the corner of the photo that sharper pixels of it are on their way, where that takes
 * long. Looking at the whole photo again ends it; what of another photo is on its way does not
 * matter.
 */
void
dz_review_page_await_sharper (DzReviewPage *self,
                              gboolean      wanted)
{
  gboolean awaited = wanted && self->close_ups != NULL && self->shown != NULL
                     && dz_texture_cache_awaits (self->close_ups,
                                                 dz_queue_item_get_id (self->shown));

  if (awaited && self->sharper_id == 0 && !self->sharper_late)
    self->sharper_id = g_timeout_add (SHARPER_LATE_MS, sharper_late_cb, self);
  if (awaited)
    return;
  g_clear_handle_id (&self->sharper_id, g_source_remove);
  if (self->sharper_late)
    dz_photo_view_set_waiting (self->photo, self->late);
  self->sharper_late = FALSE;
}

/*< private >
 * dz_review_page_size_close_ups:
 * @self: a page with a client
 *
 * Says how large the photo is rendered where it is looked at closely: as large as regions are
 * shown, and all of its pixels only where the reviewer zooms further.
 */
void
dz_review_page_size_close_ups (DzReviewPage *self)
{
  GtkWidget *photo = GTK_WIDGET (self->photo);
  const DzMeasurement *measurement = dz_judging_get_measurement (self->judging);
  int scale = gtk_widget_get_scale_factor (photo);
  double width = gtk_widget_get_width (photo) * scale * DZ_REGION_ENLARGE_MAX;
  double height = gtk_widget_get_height (photo) * scale * DZ_REGION_ENLARGE_MAX;

  if (self->close_ups == NULL || !(width > 0 && height > 0))
    return;
  if (measurement != NULL && dz_review_page_wants_sharper (self)
      && dz_photo_view_get_wanted_width (self->photo) > width)
    {
      width = MAX (width, dz_measurement_get (measurement, DZ_QUANTITY_WIDTH));
      height = MAX (height, dz_measurement_get (measurement, DZ_QUANTITY_HEIGHT));
    }
  dz_texture_cache_set_size (self->close_ups, (guint) width, (guint) height);
}

/*< private >
 * dz_review_page_zoomed:
 * @self: a page
 *
 * More or less of the photo is seen now.
 */
void
dz_review_page_zoomed (DzReviewPage *self)
{
  g_debug ("zoom %s", dz_zoom_to_nick (dz_photo_view_get_viewport (self->photo)->zoom));
  dz_review_page_size_close_ups (self);
  dz_review_page_size_others (self);
  dz_review_page_link (self);
  dz_review_page_show_region (self);
  g_object_notify (G_OBJECT (self), "zoom");
}

/*< private >
 * dz_review_page_set_zoom:
 * @self: a page
 * @nick: what of the photo is to fill the view, of #DzZoom
 */
void
dz_review_page_set_zoom (DzReviewPage *self,
                         const char   *nick)
{
  DzZoom zoom;

  if (dz_zoom_from_nick (nick, &zoom))
    dz_photo_view_zoom_to (self->photo, zoom);
}

static void
pixels_action (GtkWidget  *widget,
               const char *action_name,
               GVariant   *parameter)
{
  dz_photo_view_toggle_pixels (DZ_REVIEW_PAGE (widget)->photo);
}

static void
pan_action (GtkWidget  *widget,
            const char *action_name,
            GVariant   *parameter)
{
  DzReviewPage *self = DZ_REVIEW_PAGE (widget);
  int across;
  int down;

  g_variant_get (parameter, "(ii)", &across, &down);
  /* The arrow says where the eye goes; the photo moves the other way. */
  dz_photo_view_pan (self->photo,
                     -across * PAN_SHARE * gtk_widget_get_width (GTK_WIDGET (self->photo)),
                     -down * PAN_SHARE * gtk_widget_get_height (GTK_WIDGET (self->photo)));
}

/* Where the program has not found the head, nothing but the reviewer's eye says whether the frame
 * leaves out what matters: it is seen unasked, unless it leaves out nothing. */
static gboolean
must_be_seen (DzReviewPage *self)
{
  const DzMeasurement *measurement = dz_judging_get_measurement (self->judging);
  const DzFraming *framing;

  if (measurement == NULL || dz_framing_knows_head (measurement))
    return FALSE;
  framing = dz_judging_get_framing (self->judging);
  return framing != NULL && framing->problem == DZ_FRAMING_NO_FACE
         && (framing->crop.width < dz_measurement_get (measurement, DZ_QUANTITY_WIDTH)
             || framing->crop.height < dz_measurement_get (measurement, DZ_QUANTITY_HEIGHT));
}

/*< private >
 * dz_review_page_shows_frame:
 * @self: a page
 *
 * Returns: whether what is delivered is shown over this photo
 */
gboolean
dz_review_page_shows_frame (DzReviewPage *self)
{
  return !self->comparing && dz_photo_view_get_texture (self->photo) != NULL
         && (self->frame_shown || must_be_seen (self));
}

/*< private >
 * dz_review_page_update_frame:
 * @self: a page
 *
 * Shows over the photo what of it is delivered, where that is wanted or must be seen, with the
 * lines as they are now.
 */
void
dz_review_page_update_frame (DzReviewPage *self)
{
  DzFrameLayer *layer = dz_photo_view_get_frame (self->photo);
  const DzFraming *framing;
  g_autofree char *text = NULL;

  if (!dz_review_page_shows_frame (self))
    {
      dz_frame_layer_show (layer, NULL, NULL);
      return;
    }
  framing = dz_judging_get_framing (self->judging);
  text = dz_framing_say (framing);
  dz_frame_layer_show (layer, framing != NULL ? &framing->crop : NULL, text);
}

/*< private >
 * dz_review_page_set_frame_shown:
 * @self: a page
 * @shown: whether what is delivered is shown over photos
 */
void
dz_review_page_set_frame_shown (DzReviewPage *self,
                                gboolean      shown)
{
  if (self->frame_shown == shown)
    return;
  self->frame_shown = shown;
  g_debug ("frame %s", shown ? "shown" : "hidden");
  dz_review_page_update_frame (self);
  dz_review_page_show_region (self);
  g_object_notify (G_OBJECT (self), "frame-shown");
}

/*< private >
 * dz_review_page_install_zoom:
 * @widget_class: the page's class
 */
void
dz_review_page_install_zoom (GtkWidgetClass *widget_class)
{
  gtk_widget_class_install_property_action (widget_class, "review.zoom", "zoom");
  gtk_widget_class_install_property_action (widget_class, "review.frame", "frame-shown");
  gtk_widget_class_install_action (widget_class, "review.zoom-pixels", NULL, pixels_action);
  gtk_widget_class_install_action (widget_class, "review.pan", "(ii)", pan_action);
}
