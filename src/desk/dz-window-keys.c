/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "dz-window-keys.h"

#include "dz-first-keys.h"
#include "dz-key-guard.h"
#include "dz-keys-down.h"
#include "dz-keys-layer.h"
#include "dz-preferences.h"
#include "dz-shortcuts.h"

#define SEEN "first-keys-seen"

/* Who holds the key for longer only wants to look: the keys go when it goes up. */
#define HELD_US (500 * 1000)

struct _DzWindowKeys
{
  GObject               parent_instance;

  AdwApplicationWindow *window;     /* unowned, nullable: once it is closed */
  DzKeyPlaceFunc        place_func;
  GSettings            *settings;   /* owned, nullable */
  DzKeymap             *keymap;     /* owned */
  DzKeyController      *controller; /* owned */
  DzKeysLayer          *layer;      /* unowned, nullable: over the content of @window */
  DzFirstKeys          *first;      /* unowned, nullable: over the content of @window */
  gint64                opened_us;  /* when @layer was opened */
  DzKeyGuard           *guard;      /* owned */
  guint                 swallowed;  /* hardware code of what has closed @first; 0 for none */
  gboolean              closed_now; /* whether the key that is down has closed @layer */
};

G_DEFINE_FINAL_TYPE (DzWindowKeys, dz_window_keys, G_TYPE_OBJECT)

/* ---- in place ---- */

static gboolean
is_open (gpointer layer)
{
  return layer != NULL && gtk_widget_get_visible (layer);
}

static void
keys_action (GSimpleAction *action,
             GVariant      *parameter,
             gpointer       user_data)
{
  DzWindowKeys *self = user_data;
  GtkWidget *target = GTK_WIDGET (self->window);

  if (self->closed_now || self->layer == NULL)
    return;
  self->opened_us = g_get_monotonic_time ();
  dz_keys_layer_open (self->layer, self->place_func (GTK_WINDOW (self->window), &target));
}

static void
keys_let_go_action (GSimpleAction *action,
                    GVariant      *parameter,
                    gpointer       user_data)
{
  DzWindowKeys *self = user_data;

  if (is_open (self->layer) && g_get_monotonic_time () - self->opened_us > HELD_US)
    dz_keys_layer_close (self->layer);
}

/* Any key ends what is shown. It acts besides, but not on a photo below the card, which the
 * reviewer has hardly seen. */
static gboolean
pressed_cb (DzWindowKeys       *self,
            guint               keyval,
            guint               keycode,
            GdkModifierType     state,
            GtkEventController *controller)
{
  if (gdk_key_event_is_modifier (gtk_event_controller_get_current_event (controller)))
    return GDK_EVENT_PROPAGATE;
  /* What a held key repeats decides no more than the key itself. */
  if (!dz_key_guard_press (self->guard, keycode,
                           gtk_event_controller_get_current_event_time (controller)))
    return self->swallowed == keycode ? GDK_EVENT_STOP : GDK_EVENT_PROPAGATE;
  self->swallowed = 0;
  self->closed_now = is_open (self->layer);
  if (is_open (self->first))
    {
      self->swallowed = keycode;
      dz_first_keys_close (self->first);
      return GDK_EVENT_STOP;
    }
  if (!self->closed_now)
    return GDK_EVENT_PROPAGATE;
  dz_keys_layer_close (self->layer);
  return keyval == GDK_KEY_Escape ? GDK_EVENT_STOP : GDK_EVENT_PROPAGATE;
}

static void
released_cb (DzWindowKeys       *self,
             guint               keyval,
             guint               keycode,
             GdkModifierType     state,
             GtkEventController *controller)
{
  guint32 time_ms = gtk_event_controller_get_current_event_time (controller);

  dz_key_guard_release (self->guard, keycode, time_ms);
  if (self->controller != NULL)
    dz_key_controller_release (self->controller, keycode, time_ms);
}

static void
active_changed_cb (DzWindowKeys *self)
{
  dz_keys_down_look (self->guard, GTK_WINDOW (self->window));
}

static void
clicked_cb (DzWindowKeys *self)
{
  if (is_open (self->layer))
    dz_keys_layer_close (self->layer);
}

/* ---- lists ---- */

static void
present (DzWindowKeys *self,
         GtkWindow    *window)
{
  gtk_window_set_transient_for (window, GTK_WINDOW (self->window));
  gtk_window_set_modal (window, TRUE);
  gtk_window_present (window);
}

static void
shortcuts_action (GSimpleAction *action,
                  GVariant      *parameter,
                  gpointer       user_data)
{
  DzWindowKeys *self = user_data;

  present (self, dz_shortcuts_new (self->keymap));
}

static void
preferences_action (GSimpleAction *action,
                    GVariant      *parameter,
                    gpointer       user_data)
{
  DzWindowKeys *self = user_data;

  present (self, GTK_WINDOW (dz_preferences_new (self->keymap, self->settings)));
}

static void
first_keys_action (GSimpleAction *action,
                   GVariant      *parameter,
                   gpointer       user_data)
{
  DzWindowKeys *self = user_data;

  if (self->first != NULL)
    dz_first_keys_open (self->first);
}

static void
first_closed_cb (DzWindowKeys *self)
{
  if (self->settings != NULL)
    g_settings_set_boolean (self->settings, SEEN, TRUE);
}

/* ---- in menus ---- */

/* The application takes its keys before a text does: letters and signs are none of them. */
static char **
list_menu_keys (DzWindowKeys      *self,
                const DzKeyAction *action)
{
  g_autoptr(GStrvBuilder) builder = g_strv_builder_new ();
  guint n_keys;
  const DzKey *keys = dz_keymap_get_keys (self->keymap, action, &n_keys);

  for (guint i = 0; i < n_keys; i++)
    {
      g_autofree char *name = dz_key_dup_name (&keys[i]);

      if (!dz_key_types (&keys[i]))
        g_strv_builder_add (builder, name);
    }
  return g_strv_builder_end (builder);
}

/* Menus show the keys that the application knows, and its other windows listen to them. */
static void
show_in_menus (DzWindowKeys *self)
{
  GtkApplication *application = gtk_window_get_application (GTK_WINDOW (self->window));
  guint n_actions;
  const DzKeyAction *actions = dz_key_table_get (&n_actions);

  for (guint i = 0; application != NULL && i < n_actions; i++)
    if ((actions[i].flags & DZ_KEY_FOREIGN) == 0 && actions[i].places == DZ_KEY_PLACES_ALL)
      {
        g_auto(GStrv) names = list_menu_keys (self, &actions[i]);

        gtk_application_set_accels_for_action (application, actions[i].action,
                                               (const char *const *) names);
      }
}

/* ---- the object ---- */

static void
dz_window_keys_finalize (GObject *object)
{
  DzWindowKeys *self = DZ_WINDOW_KEYS (object);

  dz_window_keys_close (self);
  dz_key_guard_free (self->guard);
  g_clear_object (&self->settings);
  g_clear_object (&self->keymap);

  G_OBJECT_CLASS (dz_window_keys_parent_class)->finalize (object);
}

static void
dz_window_keys_class_init (DzWindowKeysClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = dz_window_keys_finalize;
}

static void
dz_window_keys_init (DzWindowKeys *self)
{
  self->guard = dz_key_guard_new ();
}

static void
add_actions (DzWindowKeys *self)
{
  static const GActionEntry entries[] = {
    { .name = "keys", .activate = keys_action },
    { .name = "keys-let-go", .activate = keys_let_go_action },
    { .name = "first-keys", .activate = first_keys_action },
    { .name = "shortcuts", .activate = shortcuts_action },
    { .name = "preferences", .activate = preferences_action },
  };

  g_action_map_add_action_entries (G_ACTION_MAP (self->window), entries, G_N_ELEMENTS (entries),
                                   self);
}

/* Before the controller of the keys, which was added before. */
static void
watch_keys (DzWindowKeys *self)
{
  GtkEventController *keys = gtk_event_controller_key_new ();
  GtkGesture *click = gtk_gesture_click_new ();

  gtk_event_controller_set_propagation_phase (keys, GTK_PHASE_CAPTURE);
  g_signal_connect_object (keys, "key-pressed", G_CALLBACK (pressed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (keys, "key-released", G_CALLBACK (released_cb), self,
                           G_CONNECT_SWAPPED);
  gtk_widget_add_controller (GTK_WIDGET (self->window), keys);
  gtk_event_controller_set_propagation_phase (GTK_EVENT_CONTROLLER (click), GTK_PHASE_CAPTURE);
  g_signal_connect_object (click, "pressed", G_CALLBACK (clicked_cb), self, G_CONNECT_SWAPPED);
  gtk_widget_add_controller (GTK_WIDGET (self->window), GTK_EVENT_CONTROLLER (click));
}

/**
 * dz_window_keys_new:
 * @window: a window that has no content yet
 * @place_func: tells where the reviewer is
 * @settings: (nullable): what is remembered
 *
 * Lets keys act in the window.
 *
 * Returns: (transfer full): its keys; close them before it goes
 */
DzWindowKeys *
dz_window_keys_new (AdwApplicationWindow *window,
                    DzKeyPlaceFunc        place_func,
                    GSettings            *settings)
{
  DzWindowKeys *self;

  g_return_val_if_fail (ADW_IS_APPLICATION_WINDOW (window) && place_func != NULL, NULL);
  g_return_val_if_fail (settings == NULL || G_IS_SETTINGS (settings), NULL);

  self = g_object_new (DZ_TYPE_WINDOW_KEYS, NULL);
  self->window = window;
  self->place_func = place_func;
  self->settings = settings != NULL ? g_object_ref (settings) : NULL;
  self->keymap = dz_keymap_new (settings);
  dz_keymap_attach (self->keymap, GTK_WINDOW (window));
  self->controller = dz_key_controller_new (GTK_WINDOW (window), self->keymap, place_func);
  watch_keys (self);
  add_actions (self);
  g_signal_connect_object (self->keymap, "changed", G_CALLBACK (show_in_menus), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (window, "notify::is-active", G_CALLBACK (active_changed_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (window, "notify::application", G_CALLBACK (show_in_menus), self,
                           G_CONNECT_SWAPPED);
  dz_window_keys_set_working (self, FALSE);
  return self;
}

/**
 * dz_window_keys_cover:
 * @self: a window's keys
 *
 * Lays what tells of keys over the window's content.
 */
void
dz_window_keys_cover (DzWindowKeys *self)
{
  GtkWidget *overlay = gtk_overlay_new ();
  g_autoptr(GtkWidget) content = NULL;

  g_return_if_fail (DZ_IS_WINDOW_KEYS (self) && self->window != NULL && self->layer == NULL);

  content = g_object_ref (adw_application_window_get_content (self->window));
  adw_application_window_set_content (self->window, overlay);
  gtk_overlay_set_child (GTK_OVERLAY (overlay), content);
  self->layer = DZ_KEYS_LAYER (dz_keys_layer_new (self->keymap));
  gtk_overlay_add_overlay (GTK_OVERLAY (overlay), GTK_WIDGET (self->layer));
  self->first = DZ_FIRST_KEYS (dz_first_keys_new ());
  gtk_overlay_add_overlay (GTK_OVERLAY (overlay), GTK_WIDGET (self->first));
  g_signal_connect_object (self->first, "closed", G_CALLBACK (first_closed_cb), self,
                           G_CONNECT_SWAPPED);
}

/**
 * dz_window_keys_set_working:
 * @self: a window's keys
 * @working: whether somebody reviews photos
 *
 * Shows the first keys to a reviewer who sees photos for the first time.
 */
void
dz_window_keys_set_working (DzWindowKeys *self,
                            gboolean      working)
{
  GAction *first;

  g_return_if_fail (DZ_IS_WINDOW_KEYS (self) && self->window != NULL);

  first = g_action_map_lookup_action (G_ACTION_MAP (self->window), "first-keys");
  g_simple_action_set_enabled (G_SIMPLE_ACTION (first), working);
  if (working && self->first != NULL && self->settings != NULL
      && !g_settings_get_boolean (self->settings, SEEN))
    dz_first_keys_open (self->first);
  if (!working && self->layer != NULL)
    {
      dz_keys_layer_close (self->layer);
      gtk_widget_set_visible (GTK_WIDGET (self->first), FALSE);
    }
}

/**
 * dz_window_keys_close:
 * @self: a window's keys
 *
 * Lets go of the window. Nothing happens the second time.
 */
void
dz_window_keys_close (DzWindowKeys *self)
{
  static const char *const names[]
      = { "keys", "keys-let-go", "first-keys", "shortcuts", "preferences" };

  g_return_if_fail (DZ_IS_WINDOW_KEYS (self));

  if (self->window == NULL)
    return;
  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    g_action_map_remove_action (G_ACTION_MAP (self->window), names[i]);
  g_signal_handlers_disconnect_by_data (self->window, self);
  g_signal_handlers_disconnect_by_data (self->keymap, self);
  dz_key_controller_close (self->controller);
  g_clear_object (&self->controller);
  self->layer = NULL;
  self->first = NULL;
  self->window = NULL;
}

/**
 * dz_window_keys_get_controller:
 * @self: the keys of a window
 *
 * Returns: (transfer none): what lets them act
 */
DzKeyController *
dz_window_keys_get_controller (DzWindowKeys *self)
{
  g_return_val_if_fail (DZ_IS_WINDOW_KEYS (self), NULL);
  return self->controller;
}
