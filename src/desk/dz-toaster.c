/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "dz-toaster.h"

#include "dz-toast.h"

/* Until then a toast moves in. One that libadwaita 1.2 is asked to move out meanwhile is freed when
 * it is out, and what moves it in goes on with freed memory (adw-toast-overlay.c: REPLACE_DURATION
 * is 500 ms, HIDE_DURATION 300 ms, free_toast_info() stops neither). What moves goes by the time of
 * frames, and stands still where a busy machine paints none; so does this. */
#define MOVED_IN_MS 500

struct _DzToaster
{
  GObject          parent_instance;

  AdwToastOverlay *overlay; /* weak, nullable: where toasts are seen */
  GPtrArray       *toasts;  /* owned (element-type AdwToast): what is there, then what waits */
  GPtrArray       *leaving; /* owned (element-type AdwToast): go once they have moved in */
  AdwToast        *answer;  /* weak, nullable: what the last key was answered */
  gint64           came_us; /* when the first of @toasts was first painted, 0 before, frame time */
  guint            moving_id; /* tick of @overlay while the first of @toasts moves in, else 0 */
  guint            leave_id;  /* source, 0 for none */
};

G_DEFINE_FINAL_TYPE (DzToaster, dz_toaster, G_TYPE_OBJECT)

static gboolean
move_in_cb (GtkWidget     *overlay,
            GdkFrameClock *clock,
            gpointer       user_data)
{
  DzToaster *self = user_data;
  gint64 now_us = gdk_frame_clock_get_frame_time (clock);

  if (self->came_us == 0)
    self->came_us = now_us;
  if (now_us - self->came_us <= MOVED_IN_MS * 1000)
    return G_SOURCE_CONTINUE;
  self->moving_id = 0;
  return G_SOURCE_REMOVE;
}

static void
stop_moving (DzToaster *self)
{
  if (self->moving_id != 0 && self->overlay != NULL)
    gtk_widget_remove_tick_callback (GTK_WIDGET (self->overlay), self->moving_id);
  self->moving_id = 0;
}

static void
begin_moving (DzToaster *self)
{
  stop_moving (self);
  self->came_us = 0;
  self->moving_id = gtk_widget_add_tick_callback (GTK_WIDGET (self->overlay), move_in_cb, self,
                                                  NULL);
}

static void
dz_toaster_dispose (GObject *object)
{
  DzToaster *self = DZ_TOASTER (object);

  g_clear_handle_id (&self->leave_id, g_source_remove);
  stop_moving (self);
  g_clear_weak_pointer (&self->overlay);
  g_ptr_array_set_size (self->leaving, 0);
  g_ptr_array_set_size (self->toasts, 0);

  G_OBJECT_CLASS (dz_toaster_parent_class)->dispose (object);
}

static void
dz_toaster_finalize (GObject *object)
{
  g_ptr_array_unref (DZ_TOASTER (object)->toasts);
  g_ptr_array_unref (DZ_TOASTER (object)->leaving);
  g_clear_weak_pointer (&DZ_TOASTER (object)->answer);

  G_OBJECT_CLASS (dz_toaster_parent_class)->finalize (object);
}

static void
dz_toaster_class_init (DzToasterClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = dz_toaster_dispose;
  G_OBJECT_CLASS (klass)->finalize = dz_toaster_finalize;
}

static void
dz_toaster_init (DzToaster *self)
{
  self->toasts = g_ptr_array_new_with_free_func (g_object_unref);
  self->leaving = g_ptr_array_new_with_free_func (g_object_unref);
}

/**
 * dz_toaster_new:
 *
 * Returns: (transfer full): a toaster with nowhere to say anything yet
 */
DzToaster *
dz_toaster_new (void)
{
  return g_object_new (DZ_TYPE_TOASTER, NULL);
}

/* After the one that is gone the next one comes at once. */
static void
dismissed_cb (DzToaster *self,
              AdwToast  *toast)
{
  guint position;

  g_ptr_array_remove (self->leaving, toast);
  if (!g_ptr_array_find (self->toasts, toast, &position))
    return;
  g_ptr_array_remove_index (self->toasts, position);
  if (position == 0 && self->toasts->len > 0 && self->overlay != NULL)
    begin_moving (self);
}

/* What waits can go at any time; the second may have been moving in when the first one took its
 * place. Nothing moves where nobody sees it. */
static gboolean
may_leave (DzToaster *self,
           AdwToast  *toast)
{
  guint position;

  if (!g_ptr_array_find (self->toasts, toast, &position) || position > 1)
    return TRUE;
  return self->moving_id == 0 || self->overlay == NULL
         || !gtk_widget_get_mapped (GTK_WIDGET (self->overlay));
}

static gboolean
leave_cb (gpointer user_data)
{
  DzToaster *self = user_data;

  for (guint i = self->leaving->len; i > 0; i--)
    {
      g_autoptr(AdwToast) toast = g_object_ref (g_ptr_array_index (self->leaving, i - 1));

      if (may_leave (self, toast))
        adw_toast_dismiss (toast);
    }
  if (self->leaving->len > 0)
    return G_SOURCE_CONTINUE;
  self->leave_id = 0;
  return G_SOURCE_REMOVE;
}

/* A frame that is due is painted first: what is left behind elsewhere has no tick here. */
static void
leave_later (DzToaster *self,
             AdwToast  *toast)
{
  adw_toast_set_button_label (toast, NULL);
  g_ptr_array_add (self->leaving, g_object_ref (toast));
  g_clear_handle_id (&self->leave_id, g_source_remove);
  self->leave_id = g_timeout_add_full (G_PRIORITY_LOW, MOVED_IN_MS, leave_cb, self, NULL);
}

/* While it moves out its button can be pressed still, and does nothing any more. */
static void
leave (DzToaster *self,
       AdwToast  *toast)
{
  adw_toast_set_action_name (toast, NULL);
  if (may_leave (self, toast))
    adw_toast_dismiss (toast);
  else
    leave_later (self, toast);
}

/* A toast belongs to the overlay that it was given to, for good. */
static AdwToast *
copy_toast (AdwToast *toast)
{
  AdwToast *copy = dz_toast_new (dz_toast_get_sentence (toast));

  adw_toast_set_button_label (copy, adw_toast_get_button_label (toast));
  adw_toast_set_action_name (copy, adw_toast_get_action_name (toast));
  adw_toast_set_action_target_value (copy, adw_toast_get_action_target_value (toast));
  adw_toast_set_priority (copy, adw_toast_get_priority (toast));
  adw_toast_set_timeout (copy, adw_toast_get_timeout (toast));
  return copy;
}

static void
add (DzToaster *self,
     AdwToast  *toast)
{
  gboolean first = self->toasts->len == 0
                   || adw_toast_get_priority (toast) == ADW_TOAST_PRIORITY_HIGH;

  if (first)
    begin_moving (self);
  g_ptr_array_insert (self->toasts, first ? 0 : -1, g_object_ref (toast));
  g_signal_connect_object (toast, "dismissed", G_CALLBACK (dismissed_cb), self, G_CONNECT_SWAPPED);
  dz_toast_fit (toast, GTK_WIDGET (self->overlay));
  adw_toast_overlay_add_toast (self->overlay, toast);
}

/* Last first, so that none comes before it goes. */
static void
leave_all (DzToaster *self)
{
  for (guint i = self->toasts->len; i > 0; i--)
    leave (self, g_ptr_array_index (self->toasts, i - 1));
}

/* What was withdrawn does not come along. */
static GPtrArray *
copy_toasts (DzToaster *self)
{
  GPtrArray *copies = g_ptr_array_new_with_free_func (g_object_unref);

  for (guint i = 0; i < self->toasts->len; i++)
    {
      AdwToast *toast = g_ptr_array_index (self->toasts, i);
      AdwToast *copy;

      if (g_ptr_array_find (self->leaving, toast, NULL))
        continue;
      copy = copy_toast (toast);
      if (toast == self->answer)
        g_set_weak_pointer (&self->answer, copy);
      g_ptr_array_add (copies, copy);
    }
  return copies;
}

/**
 * dz_toaster_move_to:
 * @self: a toaster
 * @overlay: where toasts are seen from now on; it outlives @self
 *
 * What was said and is still there, or waits, comes along.
 */
void
dz_toaster_move_to (DzToaster       *self,
                    AdwToastOverlay *overlay)
{
  g_autoptr(GPtrArray) copies = NULL;

  g_return_if_fail (DZ_IS_TOASTER (self) && ADW_IS_TOAST_OVERLAY (overlay));

  if (self->overlay == overlay)
    return;
  copies = copy_toasts (self);
  leave_all (self);
  g_ptr_array_set_size (self->toasts, 0);
  stop_moving (self);
  g_set_weak_pointer (&self->overlay, overlay);
  for (guint i = 0; i < copies->len; i++)
    add (self, g_object_ref (g_ptr_array_index (copies, i)));
}

static gboolean
says (DzToaster  *self,
      const char *sentence)
{
  for (guint i = 0; i < self->toasts->len; i++)
    if (g_str_equal (dz_toast_get_sentence (g_ptr_array_index (self->toasts, i)), sentence))
      return TRUE;
  return FALSE;
}

/**
 * dz_toaster_say:
 * @self: a toaster that has an overlay
 * @sentence: something a person should know
 *
 * What goes wrong again every few seconds is said once while its toast is there: toasts wait for
 * each other, and would go on long after it is right again.
 */
void
dz_toaster_say (DzToaster  *self,
                const char *sentence)
{
  g_return_if_fail (DZ_IS_TOASTER (self) && sentence != NULL && self->overlay != NULL);

  if (!says (self, sentence))
    add (self, dz_toast_new (sentence));
}

static gboolean
is_there (DzToaster *self,
          AdwToast  *toast)
{
  return toast != NULL && g_ptr_array_find (self->toasts, toast, NULL);
}

/**
 * dz_toaster_answer:
 * @self: a toaster that has an overlay
 * @sentence: what a key or a click did, or why it did nothing
 *
 * Says so in the place of what was answered before: toasts wait for each other, and a fast hand
 * would read over one photo of what it did to another.
 */
void
dz_toaster_answer (DzToaster  *self,
                   const char *sentence)
{
  g_return_if_fail (DZ_IS_TOASTER (self) && sentence != NULL && self->overlay != NULL);

  if (is_there (self, self->answer) && !may_leave (self, self->answer))
    {
      dz_toast_set_sentence (self->answer, sentence);
      return;
    }
  if (is_there (self, self->answer))
    adw_toast_dismiss (self->answer);
  g_set_weak_pointer (&self->answer, dz_toast_new (sentence));
  add (self, self->answer);
}

/**
 * dz_toaster_offer:
 * @self: a toaster that has an overlay
 * @sentence: something a person should know
 * @label: of a button, with what can be done about it
 * @action_name: what the button does
 * @priority: whether it waits for what is shown just now
 *
 * Says something, and offers to do something about it.
 */
void
dz_toaster_offer (DzToaster       *self,
                  const char      *sentence,
                  const char      *label,
                  const char      *action_name,
                  AdwToastPriority priority)
{
  AdwToast *toast;

  g_return_if_fail (DZ_IS_TOASTER (self) && sentence != NULL && self->overlay != NULL);
  g_return_if_fail (label != NULL && action_name != NULL);

  toast = dz_toast_new (sentence);
  adw_toast_set_button_label (toast, label);
  adw_toast_set_action_name (toast, action_name);
  adw_toast_set_priority (toast, priority);
  add (self, toast);
}

/**
 * dz_toaster_withdraw:
 * @self: a toaster
 * @action_name: what was offered
 *
 * Takes back every offer of that: it would be about something else now.
 */
void
dz_toaster_withdraw (DzToaster  *self,
                     const char *action_name)
{
  g_return_if_fail (DZ_IS_TOASTER (self) && action_name != NULL);

  for (guint i = self->toasts->len; i > 0; i--)
    {
      AdwToast *toast = g_ptr_array_index (self->toasts, i - 1);

      if (g_strcmp0 (adw_toast_get_action_name (toast), action_name) == 0)
        leave (self, toast);
    }
}
