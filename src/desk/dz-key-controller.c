/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "dz-key-controller.h"

#include "dz-key-guard.h"
#include "dz-key-layout.h"
#include "dz-keys-down.h"

#include <string.h>

struct _DzKeyController
{
  GObject             parent_instance;

  GtkWindow          *window;     /* unowned, nullable: once it is closed */
  DzKeymap           *keymap;     /* owned */
  DzKeyPlaceFunc      place_func;
  GtkEventController *early;      /* unowned, on @window: before what has the keyboard */
  GtkEventController *late;       /* unowned, on @window: after it */
  DzKeyGuard         *guard;      /* owned */
  GHashTable         *held;       /* owned, keycode → DzKeyAction whose key is down */
  gboolean            fresh;      /* whether the key was not down before */
  gboolean            repeating;  /* while an action is called again for a key that is held */
};

G_DEFINE_FINAL_TYPE (DzKeyController, dz_key_controller, G_TYPE_OBJECT)

/* What moves about in the window, or presses what has the keyboard, or leaves it. */
static gboolean
is_for_focus (guint           keyval,
              GdkModifierType state)
{
  if ((state & (GDK_CONTROL_MASK | GDK_ALT_MASK)) != 0)
    return FALSE;
  switch (keyval)
    {
    case GDK_KEY_Return:
    case GDK_KEY_KP_Enter:
    case GDK_KEY_ISO_Enter:
    case GDK_KEY_space:
    case GDK_KEY_KP_Space:
    case GDK_KEY_Escape:
    case GDK_KEY_Home:
    case GDK_KEY_End:
    case GDK_KEY_KP_Home:
    case GDK_KEY_KP_End:
      return TRUE;
    default:
      return dz_key_controller_may_repeat (keyval);
    }
}

/**
 * dz_key_controller_may_repeat:
 * @keyval: a key that is held down
 *
 * Returns: whether it may act again and again where the keymap has nothing for it: keys that move
 *   but never decide
 */
gboolean
dz_key_controller_may_repeat (guint keyval)
{
  switch (keyval)
    {
    case GDK_KEY_Left:
    case GDK_KEY_Right:
    case GDK_KEY_Up:
    case GDK_KEY_Down:
    case GDK_KEY_KP_Left:
    case GDK_KEY_KP_Right:
    case GDK_KEY_KP_Up:
    case GDK_KEY_KP_Down:
    case GDK_KEY_Page_Up:
    case GDK_KEY_Page_Down:
    case GDK_KEY_KP_Page_Up:
    case GDK_KEY_KP_Page_Down:
    case GDK_KEY_Tab:
    case GDK_KEY_KP_Tab:
    case GDK_KEY_ISO_Left_Tab:
      return TRUE;
    default:
      return FALSE;
    }
}

static gboolean
types_text (GtkWidget *focus)
{
  return focus != NULL && (GTK_IS_EDITABLE (focus) || GTK_IS_TEXT_VIEW (focus));
}

/* A menu or a popover that is open has its keys for itself. */
static gboolean
is_elsewhere (DzKeyController *self,
              GtkWidget       *focus)
{
  return focus != NULL && gtk_widget_get_native (focus) != GTK_NATIVE (self->window);
}

static gboolean
is_action_of (GtkWidget  *widget,
              const char *name)
{
  GType owner;
  const char *found = NULL;
  const GVariantType *type = NULL;
  const char *property = NULL;

  for (guint i = 0; gtk_widget_class_query_action (GTK_WIDGET_GET_CLASS (widget), i, &owner,
                                                   &found, &type, &property); i++)
    if (g_str_equal (found, name))
      return TRUE;
  return G_IS_ACTION_MAP (widget) && g_str_has_prefix (name, "win.")
         && g_action_map_lookup_action (G_ACTION_MAP (widget), name + strlen ("win.")) != NULL;
}

static gboolean
is_action_of_program (DzKeyController *self,
                      const char      *name)
{
  GtkApplication *application = gtk_window_get_application (self->window);

  return application != NULL && g_str_has_prefix (name, "app.")
         && g_action_map_lookup_action (G_ACTION_MAP (application), name + strlen ("app.")) != NULL;
}

/* What gtk_widget_activate_action() returns says of an action that is off what it says of one that
 * nobody has; the key of the first must not go on to mean something else. */
static gboolean
has_action (DzKeyController *self,
            GtkWidget       *target,
            const char      *name)
{
  for (GtkWidget *widget = target; widget != NULL; widget = gtk_widget_get_parent (widget))
    if (is_action_of (widget, name))
      return TRUE;
  return is_action_of_program (self, name);
}

static gboolean
activate (DzKeyController *self,
          const char      *detailed,
          gboolean         numbered,
          guint            position)
{
  GtkWidget *target = GTK_WIDGET (self->window);
  g_autofree char *name = NULL;
  g_autoptr(GVariant) parameter = NULL;

  self->place_func (self->window, &target);
  if (numbered)
    return gtk_widget_activate_action (target, detailed, "u", position)
           || has_action (self, target, detailed);
  if (!g_action_parse_detailed_name (detailed, &name, &parameter, NULL))
    return FALSE;
  return gtk_widget_activate_action_variant (target, name, parameter)
         || has_action (self, target, name);
}

static const DzKeyAction *
find_action (DzKeyController *self,
             GdkEvent        *event,
             guint           *position)
{
  GtkWidget *target = GTK_WIDGET (self->window);
  DzKeyPlaces place = self->place_func (self->window, &target);
  DzKey meant[DZ_KEY_MAX_MEANT];
  guint n_meant = dz_key_layout_list_meant (event, meant);

  return dz_keymap_find (self->keymap, place, meant, n_meant, position);
}

static gboolean
act (DzKeyController    *self,
     GtkEventController *controller,
     guint               keyval,
     guint               keycode)
{
  guint position = 0;
  const DzKeyAction *action
      = find_action (self, gtk_event_controller_get_current_event (controller), &position);
  gboolean acted;

  if (action == NULL || (action->flags & DZ_KEY_FOREIGN) != 0)
    return self->fresh || dz_key_controller_may_repeat (keyval) ? GDK_EVENT_PROPAGATE
                                                                 : GDK_EVENT_STOP;
  if (!self->fresh && (action->flags & DZ_KEY_REPEATS) == 0)
    return GDK_EVENT_STOP;
  self->repeating = !self->fresh;
  acted = activate (self, action->action, (action->flags & DZ_KEY_NUMBERS) != 0, position);
  self->repeating = FALSE;
  if (!acted)
    return GDK_EVENT_PROPAGATE;
  if (action->released != NULL)
    g_hash_table_insert (self->held, GUINT_TO_POINTER (keycode), (gpointer) action);
  return GDK_EVENT_STOP;
}

/* A held Enter must press a button once only. */
static gboolean
pass_early (DzKeyController *self,
            guint            keyval)
{
  return self->fresh || dz_key_controller_may_repeat (keyval) ? GDK_EVENT_PROPAGATE
                                                              : GDK_EVENT_STOP;
}

static gboolean
pressed_early_cb (DzKeyController    *self,
                  guint               keyval,
                  guint               keycode,
                  GdkModifierType     state,
                  GtkEventController *controller)
{
  GtkWidget *focus = gtk_window_get_focus (self->window);

  self->fresh = dz_key_guard_press (self->guard, keycode,
                                    gtk_event_controller_get_current_event_time (controller));
  if (types_text (focus))
    return GDK_EVENT_PROPAGATE;
  if (is_elsewhere (self, focus) || is_for_focus (keyval, state))
    return pass_early (self, keyval);
  return act (self, controller, keyval, keycode);
}

static gboolean
pressed_late_cb (DzKeyController    *self,
                 guint               keyval,
                 guint               keycode,
                 GdkModifierType     state,
                 GtkEventController *controller)
{
  GtkWidget *focus = gtk_window_get_focus (self->window);

  if (is_elsewhere (self, focus))
    return GDK_EVENT_PROPAGATE;
  if (types_text (focus) ? !dz_key_types (&(DzKey) { keyval, state })
                         : is_for_focus (keyval, state))
    return act (self, controller, keyval, keycode);
  return GDK_EVENT_PROPAGATE;
}

static void
let_go (DzKeyController   *self,
        const DzKeyAction *action)
{
  if (self->window != NULL)
    activate (self, action->released, FALSE, 0);
}

static void
released_cb (DzKeyController    *self,
             guint               keyval,
             guint               keycode,
             GdkModifierType     state,
             GtkEventController *controller)
{
  dz_key_controller_release (self, keycode,
                             gtk_event_controller_get_current_event_time (controller));
}

/* Another window has the keyboard, and we do not see keys go up or down; or we have it again, with
 * what is held still. */
static void
active_changed_cb (DzKeyController *self)
{
  GHashTableIter iter;
  gpointer action;

  if (self->window != NULL)
    dz_keys_down_look (self->guard, self->window);
  g_hash_table_iter_init (&iter, self->held);
  while (g_hash_table_iter_next (&iter, NULL, &action))
    {
      g_hash_table_iter_remove (&iter);
      let_go (self, action);
    }
}

static void
dz_key_controller_finalize (GObject *object)
{
  DzKeyController *self = DZ_KEY_CONTROLLER (object);

  dz_key_controller_close (self);
  g_clear_object (&self->keymap);
  dz_key_guard_free (self->guard);
  g_hash_table_unref (self->held);

  G_OBJECT_CLASS (dz_key_controller_parent_class)->finalize (object);
}

static void
dz_key_controller_class_init (DzKeyControllerClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = dz_key_controller_finalize;
}

static void
dz_key_controller_init (DzKeyController *self)
{
  self->guard = dz_key_guard_new ();
  self->held = g_hash_table_new (NULL, NULL);
}

static GtkEventController *
add_keys (DzKeyController     *self,
          GtkPropagationPhase  phase,
          GCallback            pressed_cb)
{
  GtkEventController *keys = gtk_event_controller_key_new ();

  gtk_event_controller_set_propagation_phase (keys, phase);
  g_signal_connect_swapped (keys, "key-pressed", pressed_cb, self);
  gtk_widget_add_controller (GTK_WIDGET (self->window), keys);
  return keys;
}

/**
 * dz_key_controller_new:
 * @window: a window
 * @keymap: what keys do there
 * @place_func: tells where the reviewer is
 *
 * Lets keys act in the window until it is closed. They act before what has the keyboard, but for
 * those that are its own: text is typed, Enter presses, arrows move, Escape leaves. A key that is
 * held acts again only where it moves.
 *
 * Returns: (transfer full): what does so; close it before the window goes
 */
DzKeyController *
dz_key_controller_new (GtkWindow      *window,
                       DzKeymap       *keymap,
                       DzKeyPlaceFunc  place_func)
{
  DzKeyController *self;

  g_return_val_if_fail (GTK_IS_WINDOW (window) && DZ_IS_KEYMAP (keymap), NULL);
  g_return_val_if_fail (place_func != NULL, NULL);

  self = g_object_new (DZ_TYPE_KEY_CONTROLLER, NULL);
  self->window = window;
  self->keymap = g_object_ref (keymap);
  self->place_func = place_func;
  self->early = add_keys (self, GTK_PHASE_CAPTURE, G_CALLBACK (pressed_early_cb));
  self->late = add_keys (self, GTK_PHASE_BUBBLE, G_CALLBACK (pressed_late_cb));
  g_signal_connect_swapped (self->early, "key-released", G_CALLBACK (released_cb), self);
  g_signal_connect_object (window, "notify::is-active", G_CALLBACK (active_changed_cb), self,
                           G_CONNECT_SWAPPED);
  return self;
}

/**
 * dz_key_controller_close:
 * @self: a controller
 *
 * Lets go of the window. Nothing happens the second time.
 */
void
dz_key_controller_close (DzKeyController *self)
{
  GtkWidget *window;

  g_return_if_fail (DZ_IS_KEY_CONTROLLER (self));

  window = (GtkWidget *) g_steal_pointer (&self->window);
  if (window == NULL)
    return;
  g_signal_handlers_disconnect_by_data (window, self);
  g_signal_handlers_disconnect_by_data (self->early, self);
  g_signal_handlers_disconnect_by_data (self->late, self);
  gtk_widget_remove_controller (window, self->early);
  gtk_widget_remove_controller (window, self->late);
}

/**
 * dz_key_controller_release:
 * @self: a controller
 * @keycode: hardware code of a key that went up
 * @time_ms: when, by the clock of the display; 0 for unknown
 *
 * Lets go of a key. The controller hears of most by itself, but GTK keeps from it what another one
 * of the window has taken the press of. Nothing happens the second time, nor for a release that
 * comes late, when the key has gone down again.
 */
void
dz_key_controller_release (DzKeyController *self,
                           guint            keycode,
                           guint32          time_ms)
{
  const DzKeyAction *action;

  g_return_if_fail (DZ_IS_KEY_CONTROLLER (self));

  action = g_hash_table_lookup (self->held, GUINT_TO_POINTER (keycode));
  if (!dz_key_guard_release (self->guard, keycode, time_ms) || action == NULL)
    return;
  g_hash_table_remove (self->held, GUINT_TO_POINTER (keycode));
  let_go (self, action);
}

/**
 * dz_key_controller_is_repeating:
 * @self: a controller
 *
 * Returns: whether the action that is called now is called again for a key that is held; an action
 *   that lags behind need not catch up with those
 */
gboolean
dz_key_controller_is_repeating (DzKeyController *self)
{
  g_return_val_if_fail (DZ_IS_KEY_CONTROLLER (self), FALSE);
  return self->repeating;
}
