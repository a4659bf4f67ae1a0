/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "dz-toaster.h"

/* Until then a toast moves in, and libadwaita 1.2 must not be asked to move it out as well. */
#define MOVED_IN_US (500 * 1000)

struct _DzToaster
{
  GObject          parent_instance;

  AdwToastOverlay *overlay; /* unowned, nullable: where toasts are seen */
  GPtrArray       *toasts;  /* owned (element-type AdwToast): those that are there, or wait */
  AdwToast        *answer;  /* weak, nullable: what the last key was answered */
  gint64           answered_us; /* when it was added, monotonic */
};

G_DEFINE_FINAL_TYPE (DzToaster, dz_toaster, G_TYPE_OBJECT)

static void
dz_toaster_dispose (GObject *object)
{
  g_ptr_array_set_size (DZ_TOASTER (object)->toasts, 0);

  G_OBJECT_CLASS (dz_toaster_parent_class)->dispose (object);
}

static void
dz_toaster_finalize (GObject *object)
{
  g_ptr_array_unref (DZ_TOASTER (object)->toasts);
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

static void
dismissed_cb (DzToaster *self,
              AdwToast  *toast)
{
  g_ptr_array_remove (self->toasts, toast);
}

/* A toast belongs to the overlay that it was given to, for good. */
static AdwToast *
copy_toast (AdwToast *toast)
{
  AdwToast *copy = adw_toast_new (adw_toast_get_title (toast));

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
  g_ptr_array_add (self->toasts, g_object_ref (toast));
  g_signal_connect_object (toast, "dismissed", G_CALLBACK (dismissed_cb), self, G_CONNECT_SWAPPED);
  adw_toast_overlay_add_toast (self->overlay, toast);
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
  g_autoptr(GPtrArray) before = NULL;

  g_return_if_fail (DZ_IS_TOASTER (self) && ADW_IS_TOAST_OVERLAY (overlay));

  if (self->overlay == overlay)
    return;
  before = g_steal_pointer (&self->toasts);
  self->toasts = g_ptr_array_new_with_free_func (g_object_unref);
  self->overlay = overlay;
  for (guint i = 0; i < before->len; i++)
    {
      AdwToast *toast = g_ptr_array_index (before, i);
      AdwToast *copy = copy_toast (toast);

      if (toast == self->answer)
        g_set_weak_pointer (&self->answer, copy);
      add (self, copy);
      adw_toast_dismiss (toast);
    }
}

static gboolean
says (DzToaster  *self,
      const char *title)
{
  for (guint i = 0; i < self->toasts->len; i++)
    if (g_str_equal (adw_toast_get_title (g_ptr_array_index (self->toasts, i)), title))
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
  g_autofree char *escaped = NULL;

  g_return_if_fail (DZ_IS_TOASTER (self) && sentence != NULL && self->overlay != NULL);

  escaped = g_markup_escape_text (sentence, -1);
  if (!says (self, escaped))
    add (self, adw_toast_new (escaped));
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
  g_autofree char *escaped = NULL;

  g_return_if_fail (DZ_IS_TOASTER (self) && sentence != NULL && self->overlay != NULL);

  escaped = g_markup_escape_text (sentence, -1);
  if (is_there (self, self->answer) && g_get_monotonic_time () - self->answered_us < MOVED_IN_US)
    {
      adw_toast_set_title (self->answer, escaped);
      return;
    }
  if (is_there (self, self->answer))
    adw_toast_dismiss (self->answer);
  g_set_weak_pointer (&self->answer, adw_toast_new (escaped));
  self->answered_us = g_get_monotonic_time ();
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
  g_autofree char *escaped = NULL;
  AdwToast *toast;

  g_return_if_fail (DZ_IS_TOASTER (self) && sentence != NULL && self->overlay != NULL);
  g_return_if_fail (label != NULL && action_name != NULL);

  escaped = g_markup_escape_text (sentence, -1);
  toast = adw_toast_new (escaped);
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
        adw_toast_dismiss (toast);
    }
}
