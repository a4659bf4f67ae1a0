/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "dz-other-photo.h"

#include <glib/gi18n.h>

#include "dz-attempt-text.h"
#include "dz-twin-text.h"

/* A cache of photos asks of a submission no more than which it is and which photo it has. */
static DzQueueItem *
new_item (const char *submission,
          const char *photo)
{
  DzItem *item = dz_item_new ();

  item->submission->id = g_strdup (submission);
  item->submission->photo = g_strdup (photo);
  return dz_queue_item_new (item);
}

static DzOtherPhoto *
new_other (DzOtherKind          kind,
           guint                position,
           const DzMeasurement *face,
           const char          *submission,
           const char          *photo)
{
  DzOtherPhoto *self = g_new0 (DzOtherPhoto, 1);

  self->kind = kind;
  self->position = position;
  self->item = new_item (submission, photo);
  self->anchored = face != NULL && dz_photo_anchor_measure (&self->anchor, face, NULL);
  return self;
}

/**
 * dz_other_photo_new_attempt:
 * @item: what is judged; read only now
 * @position: of its earlier attempts, 0 for the last one
 * @reasons: the reasons, those of old decisions too
 *
 * Returns: (transfer full): that attempt's photo
 */
DzOtherPhoto *
dz_other_photo_new_attempt (const DzItem *item,
                            guint         position,
                            DzReasonList *reasons)
{
  const DzSubmission *earlier;
  DzOtherPhoto *self;
  g_autofree char *title = NULL;
  g_autofree char *time = NULL;

  g_return_val_if_fail (item != NULL && position < item->earlier->len, NULL);
  g_return_val_if_fail (reasons != NULL, NULL);

  earlier = g_ptr_array_index (item->earlier, position);
  self = new_other (DZ_OTHER_ATTEMPT, position, dz_item_find_face (item, earlier->id), earlier->id,
                    earlier->photo);
  title = dz_attempt_title (earlier->attempt);
  time = dz_attempt_time (earlier);
  self->who = g_strdup_printf ("%s · %s", title, time);
  self->how = dz_attempt_verdict (earlier, reasons);
  return self;
}

/**
 * dz_other_photo_new_twin:
 * @item: what is judged; read only now
 * @position: of its twins, 0 for the closest one
 *
 * Returns: (transfer full): that twin's photo
 */
DzOtherPhoto *
dz_other_photo_new_twin (const DzItem *item,
                         guint         position)
{
  const DzTwin *twin;
  DzOtherPhoto *self;

  g_return_val_if_fail (item != NULL && position < item->twins->len, NULL);

  twin = g_ptr_array_index (item->twins, position);
  self = new_other (DZ_OTHER_TWIN, position, dz_item_find_face (item, twin->submission),
                    twin->submission, twin->photo);
  self->who = dz_twin_who (twin);
  self->how = dz_twin_how_among (item->twins, position);
  return self;
}

/**
 * dz_other_photo_new_admission:
 * @item: what is judged, of a student whose school brought such a photo; read only now
 *
 * Returns: (transfer full): the photo that the student was admitted with
 */
DzOtherPhoto *
dz_other_photo_new_admission (const DzItem *item)
{
  const DzAdmission *admission;
  DzOtherPhoto *self;

  g_return_val_if_fail (item != NULL && item->admission != NULL, NULL);

  admission = item->admission;
  /* It is of no submission; among those of submissions its hash is a name like no other. */
  self = new_other (DZ_OTHER_ADMISSION, 0, admission->face, admission->photo, admission->photo);
  self->who = g_strdup (_("Admission photo"));
  self->how = g_strdup (_("from the school"));
  return self;
}

/**
 * dz_other_photo_free:
 * @self: (transfer full) (nullable): a photo
 */
void
dz_other_photo_free (DzOtherPhoto *self)
{
  if (self == NULL)
    return;
  g_object_unref (self->item);
  g_free (self->who);
  g_free (self->how);
  g_free (self);
}

/**
 * dz_other_photo_find_attempt:
 * @item: what is judged
 * @position: (out): which of its earlier attempts to look at first
 *
 * Returns: whether there is one whose photo is kept
 */
gboolean
dz_other_photo_find_attempt (const DzItem *item,
                             guint        *position)
{
  const DzSubmission *returned;

  g_return_val_if_fail (item != NULL && position != NULL, FALSE);

  returned = dz_item_find_returned (item);
  return returned != NULL && g_ptr_array_find (item->earlier, returned, position);
}

/**
 * dz_other_photo_get_id:
 * @self: a photo
 *
 * Returns: (transfer none): id of its submission; of an admission photo, its hash
 */
const char *
dz_other_photo_get_id (const DzOtherPhoto *self)
{
  g_return_val_if_fail (self != NULL, NULL);
  return dz_queue_item_get_id (self->item);
}

/**
 * dz_other_photo_get_anchor:
 * @self: a photo
 *
 * Returns: (transfer none) (nullable): what holds it
 */
const DzPhotoAnchor *
dz_other_photo_get_anchor (const DzOtherPhoto *self)
{
  g_return_val_if_fail (self != NULL, NULL);
  return self->anchored ? &self->anchor : NULL;
}

/**
 * dz_other_photo_say_beside:
 * @self: a photo beside the one that is judged
 *
 * Returns: (transfer full): what a screen reader says of it
 */
char *
dz_other_photo_say_beside (const DzOtherPhoto *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  /* TRANSLATORS: whose photo stands beside the one that is judged, and what is to say of it */
  return g_strdup_printf (_("Beside it: %s, %s"), self->who, self->how);
}

/**
 * dz_other_photo_say_instead:
 * @self: a photo in the place of the one that is judged
 *
 * Returns: (transfer full): what a screen reader says of it
 */
char *
dz_other_photo_say_instead (const DzOtherPhoto *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  /* TRANSLATORS: whose photo stands for a moment in the place of the one that is judged */
  return g_strdup_printf (_("In its place: %s, %s"), self->who, self->how);
}

/**
 * dz_other_photo_say_line:
 * @self: a photo in the place of the one that is judged
 *
 * Returns: (transfer full): which photo it is, in a line that stands over it
 */
char *
dz_other_photo_say_line (const DzOtherPhoto *self)
{
  g_return_val_if_fail (self != NULL, NULL);
  return g_strdup_printf ("%s · %s", self->who, self->how);
}
