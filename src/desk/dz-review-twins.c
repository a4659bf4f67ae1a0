/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "dz-review-page-private.h"

#include <glib/gi18n.h>

#include "dz-twin-text.h"

/* The photo that is judged beside one that is, or looks like, it. */

static GPtrArray *
get_twins (DzReviewPage *self)
{
  return dz_queue_item_get_item (self->shown)->twins;
}

static void
open_twin (DzReviewPage *self,
           guint         position)
{
  GtkWidget *photo = GTK_WIDGET (self->photo);
  int scale = gtk_widget_get_scale_factor (photo);

  self->compared = position;
  self->comparing = TRUE;
  dz_review_page_update_guides (self);
  dz_twin_view_open (self->twin, self->sync, self->examiner, get_twins (self), position,
                     (guint) (gtk_widget_get_width (photo) * scale),
                     (guint) (gtk_widget_get_height (photo) * scale));
}

/*< private >
 * dz_review_page_say_compared:
 * @self: a page on which two photos are compared
 *
 * Returns: (transfer full): what stands beside the photo, for a screen reader
 */
char *
dz_review_page_say_compared (DzReviewPage *self)
{
  return dz_twin_spoken_text (get_twins (self), self->compared);
}

/*< private >
 * dz_review_page_stop_comparing:
 * @self: a page
 *
 * Shows the photo alone again.
 */
void
dz_review_page_stop_comparing (DzReviewPage *self)
{
  if (!self->comparing)
    return;
  self->comparing = FALSE;
  dz_review_page_update_guides (self);
  dz_twin_view_close (self->twin);
}

/*< private >
 * dz_review_page_compare:
 * @self: a page
 *
 * Shows the closest photo beside the one that is judged, then the next one, after the last none.
 */
void
dz_review_page_compare (DzReviewPage *self)
{
  guint next = self->comparing ? self->compared + 1 : 0;

  if (!dz_review_page_may_look (self))
    return;
  if (next < get_twins (self)->len)
    open_twin (self, next);
  else if (self->comparing)
    dz_review_page_stop_comparing (self);
  else
    dz_review_page_say (self, _("No other photo is known that looks like this one."));
  dz_review_page_show_region (self);
}
