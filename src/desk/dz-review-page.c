/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "dz-review-page-private.h"

#include <glib/gi18n.h>

#include "dz-key-badge.h"
#include "dz-keys-layer.h"
#include "dz-settings.h"
#include "dz-widget.h"
#include "dz-wrap-box.h"
#include "dz-zoom-menu.h"

/* After so long with a new size photos are rendered for it. */
#define RESIZED_MS 100

G_DEFINE_FINAL_TYPE (DzReviewPage, dz_review_page, GTK_TYPE_WIDGET)

enum
{
  PROP_SCHOOL_TITLE = 1,
  PROP_GUIDES_SHOWN,
  PROP_WALL_SHOWN,
  PROP_CLIPPED_SHOWN,
  PROP_ZOOM,
  PROP_FRAME_SHOWN,
  PROP_SIDE_SHOWN,
  N_PROPS
};

static GParamSpec *pspecs[N_PROPS];

/*< private >
 * dz_review_page_set_school_title:
 * @self: a page
 * @title: (transfer full) (nullable): school and level of the photo that is shown
 */
void
dz_review_page_set_school_title (DzReviewPage *self,
                                 char         *title)
{
  g_autofree char *old = self->school_title;

  self->school_title = title;
  if (g_strcmp0 (old, title) != 0)
    g_object_notify_by_pspec (G_OBJECT (self), pspecs[PROP_SCHOOL_TITLE]);
}

/*< private >
 * dz_review_page_show_side:
 * @self: a page
 * @name: DZ_SIDE_FACTS, DZ_SIDE_REJECT …
 *
 * Shows another page of the side. Beside the facts the photo has the keyboard.
 */
void
dz_review_page_show_side (DzReviewPage *self,
                          const char   *name)
{
  g_debug ("side %s", name);
  gtk_stack_set_visible_child_name (self->side, name);
  dz_side_fold_set_pinned (self->fold, !dz_review_page_shows_facts (self));
  if (dz_review_page_shows_facts (self))
    gtk_widget_grab_focus (GTK_WIDGET (self));
  dz_review_page_update_actions (self);
}

/*< private >
 * dz_review_page_shows_facts:
 * @self: a page
 *
 * Returns: whether the facts stand beside the photo, and nothing is being composed there
 */
gboolean
dz_review_page_shows_facts (DzReviewPage *self)
{
  return g_strcmp0 (gtk_stack_get_visible_child_name (self->side), DZ_SIDE_FACTS) == 0;
}

static gboolean
take_size_cb (gpointer user_data)
{
  DzReviewPage *self = user_data;
  guint width;
  guint height;

  self->size_id = 0;
  if (!dz_photo_view_get_room (self->photo, &width, &height))
    return G_SOURCE_REMOVE;
  self->room_width = width;
  self->room_height = height;
  dz_texture_cache_set_size (self->textures, width, height);
  dz_review_page_size_others (self);
  dz_review_page_size_close_ups (self);
  self->sized = TRUE;
  return G_SOURCE_REMOVE;
}

/*< private >
 * dz_review_page_photo_resized:
 * @self: a page
 *
 * Has photos rendered for the room that they have now. A window that is dragged wider passes sizes
 * that nobody will look at. While two photos stand side by side, what comes next is still rendered
 * for one.
 */
void
dz_review_page_photo_resized (DzReviewPage *self)
{
  dz_review_page_link (self);
  if (self->textures == NULL || self->comparing)
    return;
  if (!self->sized)
    take_size_cb (self);
  else if (self->size_id == 0)
    self->size_id = g_timeout_add (RESIZED_MS, take_size_cb, self);
}

/* An id says nothing about whom it names. */
static void
photo_painted_cb (DzReviewPage *self)
{
  if (self->shown != NULL)
    g_debug ("shown %s", dz_queue_item_get_id (self->shown));
  dz_review_page_go_on (self);
}

static void
thumb_chosen_cb (DzReviewPage *self,
                 DzQueueItem  *item)
{
  guint position;

  if (!self->busy && dz_review_page_shows_facts (self)
      && dz_review_page_find_position (dz_sync_get_queue (self->sync),
                                       dz_queue_item_get_id (item), &position))
    {
      self->steps = 0;
      dz_review_page_go_to (self, position);
    }
}

static gboolean
dz_review_page_grab_focus (GtkWidget *widget)
{
  DzReviewPage *self = DZ_REVIEW_PAGE (widget);

  return gtk_widget_grab_focus (dz_review_page_shows_sheet (self) ? GTK_WIDGET (self->sheet)
                                                                  : GTK_WIDGET (self->photo));
}

/* The photo is where the keyboard is given; Tab goes through all there is, in order, and out. */
static gboolean
dz_review_page_focus (GtkWidget        *widget,
                      GtkDirectionType  direction)
{
  DzReviewPage *self = DZ_REVIEW_PAGE (widget);

  return gtk_widget_child_focus (dz_review_page_shows_sheet (self) ? GTK_WIDGET (self->sheet)
                                                                   : self->single, direction);
}

static gboolean
shows_overlay (DzReviewPage  *self,
               DzOverlayKind  kind)
{
  return dz_overlay_layer_get_kind (dz_photo_view_get_overlay (self->photo)) == kind;
}

static void
overlay_changed_cb (DzReviewPage *self)
{
  g_object_notify_by_pspec (G_OBJECT (self), pspecs[PROP_WALL_SHOWN]);
  g_object_notify_by_pspec (G_OBJECT (self), pspecs[PROP_CLIPPED_SHOWN]);
}

static void
dz_review_page_get_property (GObject    *object,
                             guint       property_id,
                             GValue     *value,
                             GParamSpec *pspec)
{
  DzReviewPage *self = DZ_REVIEW_PAGE (object);

  if (property_id == PROP_SCHOOL_TITLE)
    g_value_set_string (value, self->school_title);
  else if (property_id == PROP_GUIDES_SHOWN)
    g_value_set_boolean (value, self->guides_shown);
  else if (property_id == PROP_WALL_SHOWN)
    g_value_set_boolean (value, shows_overlay (self, DZ_OVERLAY_WALL));
  else if (property_id == PROP_CLIPPED_SHOWN)
    g_value_set_boolean (value, shows_overlay (self, DZ_OVERLAY_CLIPPED));
  else if (property_id == PROP_FRAME_SHOWN)
    g_value_set_boolean (value, self->frame_shown);
  else if (property_id == PROP_SIDE_SHOWN)
    g_value_set_boolean (value, dz_side_fold_get_side_shown (self->fold));
  else if (property_id == PROP_ZOOM)
    g_value_set_static_string (
        value, dz_zoom_to_nick (dz_photo_view_get_viewport (self->photo)->zoom));
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property_id, pspec);
}

static void
dz_review_page_set_property (GObject      *object,
                             guint         property_id,
                             const GValue *value,
                             GParamSpec   *pspec)
{
  DzReviewPage *self = DZ_REVIEW_PAGE (object);

  if (property_id == PROP_GUIDES_SHOWN)
    dz_review_page_set_guides_shown (self, g_value_get_boolean (value));
  else if (property_id == PROP_WALL_SHOWN)
    dz_review_page_show_overlay (self, DZ_OVERLAY_WALL, g_value_get_boolean (value));
  else if (property_id == PROP_CLIPPED_SHOWN)
    dz_review_page_show_overlay (self, DZ_OVERLAY_CLIPPED, g_value_get_boolean (value));
  else if (property_id == PROP_FRAME_SHOWN)
    dz_review_page_set_frame_shown (self, g_value_get_boolean (value));
  else if (property_id == PROP_SIDE_SHOWN)
    dz_side_fold_set_side_shown (self->fold, g_value_get_boolean (value));
  else if (property_id == PROP_ZOOM)
    dz_review_page_set_zoom (self, g_value_get_string (value));
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property_id, pspec);
}

static void
dz_review_page_dispose (GObject *object)
{
  DzReviewPage *self = DZ_REVIEW_PAGE (object);

  dz_review_page_close (self);
  g_clear_pointer (&self->school_title, g_free);
  g_clear_object (&self->reveal);
  g_clear_object (&self->toaster);
  g_clear_object (&self->settings);
  g_clear_object (&self->judging);
  g_clear_object (&self->keys);
  dz_widget_drop_children (GTK_WIDGET (self));

  G_OBJECT_CLASS (dz_review_page_parent_class)->dispose (object);
}

static void
bind_children (GtkWidgetClass *widget_class)
{
  gtk_widget_class_bind_template_child (widget_class, DzReviewPage, toasts);
  gtk_widget_class_bind_template_child (widget_class, DzReviewPage, strip);
  gtk_widget_class_bind_template_child (widget_class, DzReviewPage, filter_bar);
  gtk_widget_class_bind_template_child (widget_class, DzReviewPage, single);
  gtk_widget_class_bind_template_child (widget_class, DzReviewPage, ahead);
  gtk_widget_class_bind_template_child (widget_class, DzReviewPage, sheet);
  gtk_widget_class_bind_template_child (widget_class, DzReviewPage, stack);
  gtk_widget_class_bind_template_child (widget_class, DzReviewPage, asking_sign);
  gtk_widget_class_bind_template_child (widget_class, DzReviewPage, empty);
  gtk_widget_class_bind_template_child (widget_class, DzReviewPage, photo);
  gtk_widget_class_bind_template_child (widget_class, DzReviewPage, twin);
  gtk_widget_class_bind_template_child (widget_class, DzReviewPage, draft_note);
  gtk_widget_class_bind_template_child (widget_class, DzReviewPage, fold);
  gtk_widget_class_bind_template_child (widget_class, DzReviewPage, side);
  gtk_widget_class_bind_template_child (widget_class, DzReviewPage, facts);
  gtk_widget_class_bind_template_child (widget_class, DzReviewPage, reject);
  gtk_widget_class_bind_template_child (widget_class, DzReviewPage, override);
  gtk_widget_class_bind_template_child (widget_class, DzReviewPage, escalate);
  gtk_widget_class_bind_template_child (widget_class, DzReviewPage, tray);
  gtk_widget_class_bind_template_child (widget_class, DzReviewPage, zoom_button);
}

/*< private >
 * dz_review_page_update_guides:
 * @self: a page
 *
 * Draws guides and the frame that is delivered where they are wanted. They would lie over faces
 * that are compared, and so are gone for so long; nothing is to be switched then.
 */
void
dz_review_page_update_guides (DzReviewPage *self)
{
  gtk_widget_set_visible (GTK_WIDGET (dz_photo_view_get_guides (self->photo)),
                          self->guides_shown && !self->comparing);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "review.guides", !self->comparing);
  dz_review_page_update_frame (self);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "review.frame", !self->comparing);
}

/*< private >
 * dz_review_page_set_guides_shown:
 * @self: a page
 * @shown: whether guides are drawn over photos
 */
void
dz_review_page_set_guides_shown (DzReviewPage *self,
                                 gboolean      shown)
{
  gboolean changed = self->guides_shown != shown;

  self->guides_shown = shown;
  dz_review_page_update_guides (self);
  if (changed)
    g_object_notify_by_pspec (G_OBJECT (self), pspecs[PROP_GUIDES_SHOWN]);
}

static void
cancel_cb (DzReviewPage *self)
{
  dz_review_page_show_side (self, DZ_SIDE_FACTS);
  dz_review_page_show_region (self);
  if (self->sync != NULL)
    dz_review_page_follow_queue (self);
}

static void
side_shown_cb (DzReviewPage *self)
{
  g_object_notify_by_pspec (G_OBJECT (self), pspecs[PROP_SIDE_SHOWN]);
}

static void
bind_callbacks (GtkWidgetClass *widget_class)
{
  gtk_widget_class_bind_template_callback (widget_class, photo_painted_cb);
  gtk_widget_class_bind_template_callback (widget_class, thumb_chosen_cb);
  gtk_widget_class_bind_template_callback (widget_class, cancel_cb);
  gtk_widget_class_bind_template_callback_full (widget_class, "sheet_leave_cb",
                                                G_CALLBACK (dz_review_page_close_sheet));
  gtk_widget_class_bind_template_callback_full (widget_class, "stop_asking_cb",
                                                G_CALLBACK (dz_review_page_stop_asking));
  gtk_widget_class_bind_template_callback (widget_class, side_shown_cb);
  gtk_widget_class_bind_template_callback_full (widget_class, "photo_resized_cb",
                                                G_CALLBACK (dz_review_page_photo_resized));
  gtk_widget_class_bind_template_callback_full (widget_class, "line_moved_cb",
                                                G_CALLBACK (dz_review_page_line_moved));
  gtk_widget_class_bind_template_callback_full (widget_class, "zoomed_cb",
                                                G_CALLBACK (dz_review_page_zoomed));
  gtk_widget_class_bind_template_callback_full (widget_class, "rule_marked_cb",
                                                G_CALLBACK (dz_review_page_show_region));
  gtk_widget_class_bind_template_callback_full (widget_class, "override_send_cb",
                                                G_CALLBACK (dz_review_page_override_send));
  gtk_widget_class_bind_template_callback_full (widget_class, "escalate_send_cb",
                                                G_CALLBACK (dz_review_page_escalate_send));
  gtk_widget_class_bind_template_callback_full (widget_class, "sheet_approve_cb",
                                                G_CALLBACK (dz_review_page_sheet_approve));
  gtk_widget_class_bind_template_callback_full (widget_class, "reject_send_cb",
                                                G_CALLBACK (dz_review_page_reject_send));
}

static void
ensure_types (void)
{
  g_type_ensure (DZ_TYPE_ASKING_SIGN);
  g_type_ensure (DZ_TYPE_ESCALATE_PANE);
  g_type_ensure (DZ_TYPE_FACTS_PANE);
  g_type_ensure (DZ_TYPE_FILTER_BAR);
  g_type_ensure (DZ_TYPE_HELD_TRAY);
  g_type_ensure (DZ_TYPE_KEY_BADGE);
  g_type_ensure (DZ_TYPE_OVERRIDE_PANE);
  g_type_ensure (DZ_TYPE_PHOTO_VIEW);
  g_type_ensure (DZ_TYPE_QUEUE_STRIP);
  g_type_ensure (DZ_TYPE_REJECT_PANE);
  g_type_ensure (DZ_TYPE_SIDE_FOLD);
  g_type_ensure (DZ_TYPE_SHEET_VIEW);
  g_type_ensure (DZ_TYPE_TWIN_VIEW);
  g_type_ensure (DZ_TYPE_WRAP_BOX);
}

static GParamSpec *
new_shown (const char *name,
           gboolean    at_first)
{
  return g_param_spec_boolean (name, NULL, NULL, at_first,
                               G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY
                                 | G_PARAM_STATIC_STRINGS);
}

static void
install_properties (GObjectClass *object_class)
{
  pspecs[PROP_SCHOOL_TITLE] = g_param_spec_string (
      "school-title", NULL, NULL, NULL,
      G_PARAM_READABLE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  pspecs[PROP_GUIDES_SHOWN] = new_shown ("guides-shown", TRUE);
  pspecs[PROP_WALL_SHOWN] = new_shown ("wall-shown", FALSE);
  pspecs[PROP_CLIPPED_SHOWN] = new_shown ("clipped-shown", FALSE);
  pspecs[PROP_FRAME_SHOWN] = new_shown ("frame-shown", FALSE);
  pspecs[PROP_SIDE_SHOWN] = new_shown ("side-shown", TRUE);
  pspecs[PROP_ZOOM] = g_param_spec_string ("zoom", NULL, NULL, dz_zoom_to_nick (DZ_ZOOM_FIT),
                                           G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY
                                             | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, pspecs);
}

static void
dz_review_page_class_init (DzReviewPageClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = dz_review_page_dispose;
  object_class->get_property = dz_review_page_get_property;
  object_class->set_property = dz_review_page_set_property;
  widget_class->focus = dz_review_page_focus;
  widget_class->grab_focus = dz_review_page_grab_focus;
  install_properties (object_class);

  ensure_types ();
  dz_review_page_install_actions (widget_class);
  dz_review_page_install_deciding (widget_class);
  dz_review_page_install_undo (widget_class);
  dz_review_page_install_looking (widget_class);
  dz_review_page_install_compare (widget_class);
  dz_review_page_install_reveal (widget_class);
  dz_review_page_install_zoom (widget_class);
  dz_review_page_install_sheet (widget_class);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/duizhao/Duizhao/dz-review-page.ui");
  bind_children (widget_class);
  bind_callbacks (widget_class);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
}

/* Whatever keys are in use when it opens. */
static void
fill_zoom_menu (GtkMenuButton *button,
                gpointer       user_data)
{
  g_autoptr(DzKeymap) keymap = dz_keymap_of (GTK_WIDGET (button));
  g_autoptr(GMenuModel) menu = NULL;

  if (keymap == NULL)
    keymap = dz_keymap_new (NULL);
  else
    g_object_ref (keymap);
  menu = dz_zoom_menu_new (keymap);
  gtk_menu_button_set_menu_model (button, menu);
}

/* What acts on these has no button. */
static void
tell_keys (DzReviewPage *self)
{
  dz_keys_layer_tell (GTK_WIDGET (self->strip), "review.previous review.next");
  dz_keys_layer_tell (GTK_WIDGET (dz_facts_pane_get_findings (self->facts)),
                      "review.step(-1) review.step(1)");
  dz_keys_layer_tell (GTK_WIDGET (self->photo), DZ_KEYS_LAYER_REST);
  dz_keys_layer_tell (GTK_WIDGET (self->sheet), DZ_KEYS_LAYER_REST);
}

static gboolean
zoom_from_settings (GValue   *value,
                    GVariant *variant,
                    gpointer  user_data)
{
  g_value_set_string (value, g_variant_get_string (variant, NULL));
  return TRUE;
}

/* A place in one photo, to which somebody has gone by hand, is not sought in the next session. */
static GVariant *
zoom_to_settings (const GValue       *value,
                  const GVariantType *expected_type,
                  gpointer            user_data)
{
  DzZoom zoom;

  if (!dz_zoom_from_nick (g_value_get_string (value), &zoom) || zoom >= DZ_ZOOM_PIXELS)
    return NULL;
  return g_variant_new_string (g_value_get_string (value));
}

static void
dz_review_page_init (DzReviewPage *self)
{
  self->judging = dz_judging_new ();
  self->guides_shown = TRUE;
  self->direction = 1;
  gtk_widget_init_template (GTK_WIDGET (self));
  self->toaster = dz_toaster_new ();
  dz_toaster_move_to (self->toaster, self->toasts);
  dz_review_page_connect_reveal (self);
  g_signal_connect_object (dz_sheet_view_get_asking_sign (self->sheet), "left",
                           G_CALLBACK (dz_review_page_stop_asking), self, G_CONNECT_SWAPPED);
  dz_facts_pane_set_judging (self->facts, self->judging);
  gtk_menu_button_set_create_popup_func (self->zoom_button, fill_zoom_menu, NULL, NULL);
  tell_keys (self);
  g_signal_connect_object (self->judging, "changed", G_CALLBACK (dz_review_page_judging_changed),
                           self, G_CONNECT_SWAPPED);
  g_signal_connect_object (dz_photo_view_get_overlay (self->photo), "notify::kind",
                           G_CALLBACK (overlay_changed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (dz_twin_view_get_photo (self->twin), "zoomed",
                           G_CALLBACK (dz_review_page_other_zoomed), self, G_CONNECT_SWAPPED);
  self->settings = dz_settings_open ();
  if (self->settings != NULL)
    {
      g_settings_bind (self->settings, "show-guides", self, "guides-shown",
                       G_SETTINGS_BIND_DEFAULT);
      g_settings_bind (self->settings, "show-findings", self->fold, "beside",
                       G_SETTINGS_BIND_DEFAULT);
      g_settings_bind (self->settings, "side-width", self->fold, "side-width",
                       G_SETTINGS_BIND_DEFAULT);
      g_settings_bind_with_mapping (self->settings, "zoom", self, "zoom", G_SETTINGS_BIND_DEFAULT,
                                    zoom_from_settings, zoom_to_settings, NULL, NULL);
    }
  dz_review_page_update_actions (self);
}

/**
 * dz_review_page_say:
 * @self: a page
 * @sentence: something a person should know
 *
 * Says it in a toast, once while that is there.
 */
void
dz_review_page_say (DzReviewPage *self,
                    const char   *sentence)
{
  g_return_if_fail (DZ_IS_REVIEW_PAGE (self));
  g_return_if_fail (sentence != NULL);

  dz_toaster_say (self->toaster, sentence);
}

static gboolean
came_late (GListModel *sealed,
           const char *submission)
{
  for (guint i = g_list_model_get_n_items (sealed); i > 0; i--)
    {
      g_autoptr(DzHeldItem) item = g_list_model_get_item (sealed, i - 1);

      if (g_str_equal (dz_held_item_get_command (item)->submission, submission))
        return dz_held_item_get_state (item) == DZ_HELD_LATE;
    }
  return FALSE;
}

/**
 * dz_review_page_say_conflict:
 * @self: a page
 * @submission: whose command was not applied
 * @sentence: why, for people
 *
 * Says so as dz_review_page_say() does. Who came too late to undo is offered to ask a supervisor.
 */
void
dz_review_page_say_conflict (DzReviewPage *self,
                             const char   *submission,
                             const char   *sentence)
{
  g_return_if_fail (DZ_IS_REVIEW_PAGE (self));
  g_return_if_fail (submission != NULL && sentence != NULL);

  if (self->sync == NULL || !came_late (dz_sync_get_sealed (self->sync), submission))
    dz_toaster_say (self->toaster, sentence);
  else
    dz_toaster_offer (self->toaster, sentence, _("Ask a Supervisor"), "win.tray",
                      ADW_TOAST_PRIORITY_HIGH);
}

/**
 * dz_review_page_get_key_place:
 * @self: a page
 * @target: (out) (transfer none): whose actions the keys mean
 *
 * Returns: where on the page the reviewer is; who has sent what they have composed has left that
 */
DzKeyPlaces
dz_review_page_get_key_place (DzReviewPage  *self,
                              GtkWidget    **target)
{
  const char *side;

  g_return_val_if_fail (DZ_IS_REVIEW_PAGE (self) && target != NULL, DZ_KEY_PLACE_PHOTO);

  if (dz_review_page_shows_sheet (self))
    {
      *target = GTK_WIDGET (self->sheet);
      return DZ_KEY_PLACE_SHEET;
    }
  side = self->deciding != NULL ? DZ_SIDE_FACTS
                                : gtk_stack_get_visible_child_name (self->side);
  *target = gtk_stack_get_visible_child (self->side);
  if (g_strcmp0 (side, DZ_SIDE_REJECT) == 0)
    return DZ_KEY_PLACE_REJECT;
  if (g_strcmp0 (side, DZ_SIDE_OVERRIDE) == 0)
    return DZ_KEY_PLACE_OVERRIDE;
  if (g_strcmp0 (side, DZ_SIDE_ESCALATE) == 0)
    return DZ_KEY_PLACE_ESCALATE;
  if (g_strcmp0 (side, DZ_SIDE_FACTS) != 0)
    return DZ_KEY_PLACE_PANE;
  *target = GTK_WIDGET (self);
  return DZ_KEY_PLACE_PHOTO;
}
