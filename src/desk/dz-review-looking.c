/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "dz-review-page-private.h"

#include <glib/gi18n.h>
#include <math.h>

#include "dz-finding-text.h"
#include "dz-framing-text.h"

/* What is shown of the photo besides itself: guides, the place of a finding, moved lines. */

/* A step of the keyboard is a pixel of a photo of 480×640, as limits are told. */
#define STANDARD_HEIGHT 640.0

static DzFindingsPane *
get_findings (DzReviewPage *self)
{
  return dz_facts_pane_get_findings (self->facts);
}

/*< private >
 * dz_review_page_may_look:
 * @self: a page
 *
 * Returns: whether there is a photo to look at, and nothing is being composed from what it shows
 */
gboolean
dz_review_page_may_look (DzReviewPage *self)
{
  return self->shown != NULL && dz_review_page_shows_facts (self)
         && dz_photo_view_get_texture (self->photo) != NULL;
}

/* The rule that the reviewer has stepped to: one of all, or of those that stand in the way. */
static const char *
get_current_rule (DzReviewPage *self)
{
  const char *side = gtk_stack_get_visible_child_name (self->side);

  return g_strcmp0 (side, DZ_SIDE_OVERRIDE) == 0
           ? dz_override_pane_get_rule (self->override)
           : dz_findings_pane_get_current (get_findings (self));
}

static gboolean
holds_line (DzReviewPage *self)
{
  return dz_guides_layer_get_held (dz_photo_view_get_guides (self->photo)) != DZ_GUIDE_NO_LINE;
}

/* The photo has the keyboard, so that a screen reader speaks of it: of what stands beside it, else
 * of the line that is held, else of the finding that is stepped to, else of what nobody must
 * overlook, else of what is delivered or seen of it. */
static void
describe_photo (DzReviewPage *self)
{
  const char *rule = get_current_rule (self);
  const DzFinding *finding = rule != NULL ? dz_judging_find (self->judging, rule) : NULL;
  DzGuidesLayer *layer = dz_photo_view_get_guides (self->photo);
  const DzPhotoGuides *guides = dz_guides_layer_get_guides (layer);
  int held = dz_guides_layer_get_held (layer);
  g_autofree char *text = NULL;

  if (self->comparing || self->instead != NULL)
    text = dz_review_page_say_compared (self);
  else if (held != DZ_GUIDE_NO_LINE && guides != NULL)
    text = dz_photo_guides_say_line (guides, (DzLine) held);
  else if (finding != NULL)
    text = dz_finding_spoken_text (finding, NULL);
  else if (dz_review_page_get_alarm (self) != NULL)
    text = g_strdup (dz_review_page_get_alarm (self));
  else if (dz_review_page_shows_frame (self))
    text = dz_framing_say (dz_judging_get_framing (self->judging));
  else if (dz_photo_view_get_viewport (self->photo)->zoom != DZ_ZOOM_FIT)
    text = dz_photo_view_dup_zoom_text (self->photo);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->photo), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION,
                                  text != NULL ? text : "", -1);
}

/* A photo of a camera has more to show than its picture on the screen; what is enlarged of it is
 * rendered when the reviewer first asks, and for this photo only. */
static void
want_close_up (DzReviewPage *self)
{
  const DzMeasurement *measurement = dz_judging_get_measurement (self->judging);
  GdkTexture *texture = dz_photo_view_get_texture (self->photo);
  g_autoptr(GPtrArray) wanted = g_ptr_array_new ();

  if (measurement == NULL || texture == NULL
      || !(dz_measurement_get (measurement, DZ_QUANTITY_WIDTH) > gdk_texture_get_width (texture)))
    return;
  g_ptr_array_add (wanted, self->shown);
  dz_texture_cache_want (self->close_ups, wanted);
}

/*< private >
 * dz_review_page_show_region:
 * @self: a page
 *
 * Shows the place of the finding that the reviewer has stepped to, as sharp as it is at hand. A
 * line that is held wants the whole photo.
 */
void
dz_review_page_show_region (DzReviewPage *self)
{
  const char *rule = get_current_rule (self);
  const DzFinding *finding = rule != NULL ? dz_judging_find (self->judging, rule) : NULL;
  gboolean somewhere
    = finding != NULL && !dz_region_is_empty (&finding->region) && !holds_line (self);
  GdkTexture *close_up;
  gboolean wanted;

  describe_photo (self);
  /* Of what the guides measure, larger pixels say nothing. */
  dz_photo_view_show_region (self->photo, somewhere ? &finding->region : NULL,
                             rule != NULL && !dz_photo_guides_draw_rule (rule));
  if (self->shown == NULL || self->close_ups == NULL)
    return;
  wanted = somewhere || dz_review_page_wants_sharper (self);
  if (wanted)
    want_close_up (self);
  dz_review_page_await_sharper (self, wanted);
  close_up = dz_texture_cache_get (self->close_ups, dz_queue_item_get_id (self->shown));
  dz_photo_view_set_close_up (self->photo, close_up);
}

/*< private >
 * dz_review_page_judging_changed:
 * @self: a page
 *
 * Draws the guides anew: a line was moved, or another photo is judged.
 */
void
dz_review_page_judging_changed (DzReviewPage *self)
{
  dz_photo_view_take_guides (self->photo, dz_photo_guides_new (self->judging));
  dz_overlay_layer_set_numbers (dz_photo_view_get_overlay (self->photo),
                                dz_judging_get_measurement (self->judging));
  dz_review_page_hold_photo (self);
  dz_photo_view_set_alarm (self->photo, dz_review_page_get_alarm (self));
  dz_review_page_update_frame (self);
  dz_review_page_show_region (self);
}

/* What is stepped to must be seen. */
static void
show_whole_place (DzReviewPage *self)
{
  graphene_rect_t place;
  graphene_rect_t view = GRAPHENE_RECT_INIT (0, 0, gtk_widget_get_width (GTK_WIDGET (self->photo)),
                                             gtk_widget_get_height (GTK_WIDGET (self->photo)));

  if (dz_region_layer_get_bounds (dz_photo_view_get_region (self->photo), &place)
      && !graphene_rect_contains_rect (&view, &place))
    dz_photo_view_zoom_to (self->photo, DZ_ZOOM_FIT);
}

static void
step (DzReviewPage *self,
      int           by)
{
  DzFindingsPane *findings = get_findings (self);
  DzFindingRow *row;

  if (!dz_review_page_may_look (self) || !dz_findings_pane_step (findings, by))
    return;
  row = dz_findings_pane_get_current_row (findings);
  if (row != NULL)
    dz_facts_pane_scroll_to (self->facts, GTK_WIDGET (row));
  dz_guides_layer_hold (dz_photo_view_get_guides (self->photo), DZ_GUIDE_NO_LINE);
  dz_review_page_show_region (self);
  show_whole_place (self);
}

static void
step_action (GtkWidget  *widget,
             const char *action_name,
             GVariant   *parameter)
{
  step (DZ_REVIEW_PAGE (widget), g_variant_get_int32 (parameter));
}

/*< private >
 * dz_review_page_leave_findings:
 * @self: a page
 *
 * Shows the photo alone and as it is again, with no finding and no line picked.
 */
void
dz_review_page_leave_findings (DzReviewPage *self)
{
  dz_review_page_stop_comparing (self);
  dz_findings_pane_leave (get_findings (self));
  dz_guides_layer_hold (dz_photo_view_get_guides (self->photo), DZ_GUIDE_NO_LINE);
  dz_overlay_layer_show (dz_photo_view_get_overlay (self->photo), DZ_OVERLAY_NONE);
  dz_review_page_show_region (self);
}

static void
leave_action (GtkWidget  *widget,
              const char *action_name,
              GVariant   *parameter)
{
  DzReviewPage *self = DZ_REVIEW_PAGE (widget);

  dz_review_page_leave_findings (self);
  dz_photo_view_zoom_to (self->photo, DZ_ZOOM_FIT);
  gtk_widget_grab_focus (widget);
}

/* A line that is to be moved must be seen. */
static void
pick_line_action (GtkWidget  *widget,
                  const char *action_name,
                  GVariant   *parameter)
{
  DzReviewPage *self = DZ_REVIEW_PAGE (widget);
  DzGuidesLayer *guides = dz_photo_view_get_guides (self->photo);
  int held = dz_guides_layer_get_held (guides);

  if (!dz_review_page_may_look (self))
    return;
  if (!dz_judging_can_move (self->judging))
    {
      dz_toaster_answer (self->toaster, _("The lines of this photo cannot be moved: it was not "
                                          "measured, or judged by limits that this program does "
                                          "not have."));
      return;
    }
  dz_review_page_stop_comparing (self);
  dz_review_page_set_guides_shown (self, TRUE);
  dz_guides_layer_hold (guides, held + 1 < DZ_N_LINES ? held + 1 : DZ_GUIDE_NO_LINE);
  dz_review_page_show_region (self);
}

static void
move_line_action (GtkWidget  *widget,
                  const char *action_name,
                  GVariant   *parameter)
{
  DzReviewPage *self = DZ_REVIEW_PAGE (widget);
  DzGuidesLayer *layer = dz_photo_view_get_guides (self->photo);
  const DzPhotoGuides *guides = dz_guides_layer_get_guides (layer);
  int held = dz_guides_layer_get_held (layer);
  double by_px;

  if (!dz_review_page_may_look (self) || guides == NULL || held == DZ_GUIDE_NO_LINE)
    return;
  by_px = MAX (1, round (guides->height / STANDARD_HEIGHT)) * g_variant_get_int32 (parameter);
  dz_judging_move (self->judging, (DzLine) held,
                   dz_photo_guides_line_start (guides, (DzLine) held) + by_px);
}

/* The line that is held, or all of them. */
static void
put_back_action (GtkWidget  *widget,
                 const char *action_name,
                 GVariant   *parameter)
{
  DzReviewPage *self = DZ_REVIEW_PAGE (widget);
  int held = dz_guides_layer_get_held (dz_photo_view_get_guides (self->photo));

  if (!dz_review_page_may_look (self))
    return;
  if (held == DZ_GUIDE_NO_LINE)
    dz_judging_put_all_back (self->judging);
  else
    dz_judging_put_back (self->judging, (DzLine) held);
}

/*< private >
 * dz_review_page_line_moved:
 * @self: a page
 * @line: a #DzLine
 * @y: where the pointer drags it, in px of the photo
 *
 * Moves the line, unless the reviewer is composing something from what it says.
 */
void
dz_review_page_line_moved (DzReviewPage *self,
                           guint         line,
                           double        y)
{
  if (dz_review_page_may_look (self) && dz_judging_can_move (self->judging))
    dz_judging_move (self->judging, (DzLine) line, y);
}

/*< private >
 * dz_review_page_show_overlay:
 * @self: a page
 * @kind: an overlay
 * @shown: whether it lies over the photo; then no other does
 */
void
dz_review_page_show_overlay (DzReviewPage  *self,
                             DzOverlayKind  kind,
                             gboolean       shown)
{
  DzOverlayLayer *overlay = dz_photo_view_get_overlay (self->photo);

  if (shown && dz_review_page_may_look (self))
    dz_overlay_layer_show (overlay, kind);
  else if (dz_overlay_layer_get_kind (overlay) == kind)
    dz_overlay_layer_show (overlay, DZ_OVERLAY_NONE);
}

/*< private >
 * dz_review_page_install_looking:
 * @widget_class: the page's class
 */
void
dz_review_page_install_looking (GtkWidgetClass *widget_class)
{
  gtk_widget_class_install_action (widget_class, "review.step", "i", step_action);
  gtk_widget_class_install_action (widget_class, "review.leave", NULL, leave_action);
  gtk_widget_class_install_action (widget_class, "review.pick-line", NULL, pick_line_action);
  gtk_widget_class_install_action (widget_class, "review.move-line", "i", move_line_action);
  gtk_widget_class_install_action (widget_class, "review.put-back", NULL, put_back_action);
  gtk_widget_class_install_property_action (widget_class, "review.guides", "guides-shown");
  gtk_widget_class_install_property_action (widget_class, "review.wall", "wall-shown");
  gtk_widget_class_install_property_action (widget_class, "review.clipped", "clipped-shown");
  gtk_widget_class_install_property_action (widget_class, "review.side", "side-shown");
}
