/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Keys are shown where they act while they are asked for, and the first ones once. */
#include "dz-window-keys.h"

#include "desk-display.h"
#include "dz-first-keys.h"
#include "dz-key-badge.h"
#include "dz-keys-layer.h"
#include "dz-test-wait.h"

#define SCHEMA "io.github.duizhao.Duizhao"
#define DRAWN_S 20

typedef struct
{
  GSettings    *settings;
  GtkWidget    *window;
  GtkWidget    *approve; /* a button with its key on it */
  GtkWidget    *skip;    /* one without */
  GtkWidget    *photo;
  GtkWidget    *strip;
  DzWindowKeys *keys;
} Desk;

static DzKeyPlaces place;

static DzKeyPlaces
find_place (GtkWindow  *window,
            GtkWidget **target)
{
  return place;
}

static void
ignore_cb (GSimpleAction *action,
           GVariant      *parameter,
           gpointer       user_data)
{
}

static void
add_review_actions (GtkWidget *window)
{
  static const GActionEntry entries[] = {
    { .name = "approve", .activate = ignore_cb },
    { .name = "skip", .activate = ignore_cb },
  };
  g_autoptr(GSimpleActionGroup) group = g_simple_action_group_new ();

  g_action_map_add_action_entries (G_ACTION_MAP (group), entries, G_N_ELEMENTS (entries), NULL);
  gtk_widget_insert_action_group (window, "review", G_ACTION_GROUP (group));
}

static GtkWidget *
new_button (const char *action,
            GtkWidget  *child)
{
  GtkWidget *button = gtk_button_new ();

  gtk_actionable_set_action_name (GTK_ACTIONABLE (button), action);
  gtk_button_set_child (GTK_BUTTON (button), child);
  return button;
}

static GtkWidget *
new_content (Desk *desk)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);

  desk->strip = gtk_label_new ("strip");
  desk->photo = gtk_label_new ("photo");
  desk->approve = new_button ("review.approve", dz_key_badge_new ("review.approve"));
  desk->skip = new_button ("review.skip", gtk_label_new ("skip it"));
  gtk_widget_set_vexpand (desk->photo, TRUE);
  dz_keys_layer_tell (desk->strip, "review.previous review.next");
  dz_keys_layer_tell (desk->photo, DZ_KEYS_LAYER_REST);
  gtk_box_append (GTK_BOX (box), desk->strip);
  gtk_box_append (GTK_BOX (box), desk->photo);
  gtk_box_append (GTK_BOX (box), desk->approve);
  gtk_box_append (GTK_BOX (box), desk->skip);
  return box;
}

static gboolean
is_mapped (gpointer data)
{
  return gtk_widget_get_mapped (data);
}

static void
open_desk (Desk *desk)
{
  place = DZ_KEY_PLACE_PHOTO;
  desk->settings = g_settings_new (SCHEMA);
  g_settings_reset (desk->settings, "first-keys-seen");
  desk->window = adw_application_window_new (NULL);
  add_review_actions (desk->window);
  desk->keys = dz_window_keys_new (ADW_APPLICATION_WINDOW (desk->window), find_place,
                                   desk->settings);
  adw_application_window_set_content (ADW_APPLICATION_WINDOW (desk->window), new_content (desk));
  dz_window_keys_cover (desk->keys);
  gtk_window_set_default_size (GTK_WINDOW (desk->window), 1000, 700);
  gtk_window_present (GTK_WINDOW (desk->window));
  dz_test_wait_for (is_mapped, desk->skip, DRAWN_S, "the window is there");
}

static void
close_desk (Desk *desk)
{
  dz_window_keys_close (desk->keys);
  gtk_window_destroy (GTK_WINDOW (desk->window));
  dz_test_wait_finalized (desk->keys);
  dz_test_wait_finalized (desk->settings);
}

static GtkWidget *
get_layer (Desk *desk)
{
  return desk_display_find (desk->window, DZ_TYPE_KEYS_LAYER);
}

static void
ask (Desk *desk)
{
  g_assert_true (gtk_widget_activate_action (desk->window, "win.keys", NULL));
}

/* Each key once: on the button that has it, at the one that has not, at what was told, and the
 * others in a list. */
static void
test_in_place (void)
{
  Desk desk;
  GtkWidget *layer;
  GtkWidget *badge;

  open_desk (&desk);
  layer = get_layer (&desk);
  badge = desk_display_find (desk.approve, DZ_TYPE_KEY_BADGE);
  g_assert_false (gtk_widget_get_visible (layer));
  g_assert_false (gtk_widget_has_css_class (badge, "dz-key-shown"));
  ask (&desk);
  g_assert_true (gtk_widget_get_visible (layer));
  g_assert_true (gtk_widget_has_css_class (badge, "dz-key-shown"));
  g_assert_null (desk_display_find_text (layer, "A"));
  g_assert_nonnull (desk_display_find_text (layer, "S"));
  g_assert_null (desk_display_find_text (layer, "Skip the photo"));
  g_assert_nonnull (desk_display_find_text (layer, "Previous photo"));
  g_assert_nonnull (desk_display_find_text (layer, "Reject the photo"));
  g_assert_null (desk_display_find_text (layer, "Reject with these reasons"));
  dz_keys_layer_close (DZ_KEYS_LAYER (layer));
  g_assert_false (gtk_widget_has_css_class (badge, "dz-key-shown"));
  g_assert_null (gtk_widget_get_first_child (layer));
  close_desk (&desk);
}

/* Where the hint of the upper edge and those of the lower one leave little room between them, the
 * list of the rest still stands upright, inside of the layer, and is no smaller than it must be. */
static void
assert_upright (GtkWidget *layer,
                GtkWidget *list,
                int        height)
{
  const graphene_point_t corners[] = { { 0, 0 }, { 0, (float) gtk_widget_get_height (list) } };
  graphene_point_t upper;
  graphene_point_t lower;

  g_assert_true (gtk_widget_compute_point (list, layer, &corners[0], &upper));
  g_assert_true (gtk_widget_compute_point (list, layer, &corners[1], &lower));
  g_assert_cmpfloat (upper.y, >=, 0);
  g_assert_cmpfloat (lower.y, <=, height + 1);
  g_assert_cmpfloat (lower.y - upper.y, >, MIN (height, gtk_widget_get_height (list)) / 5.0);
}

static gboolean
has_height (gpointer data)
{
  return gtk_widget_get_height (data) > 0;
}

static void
test_low (void)
{
  Desk desk;
  GtkWidget *layer;
  GtkWidget *list;

  open_desk (&desk);
  layer = get_layer (&desk);
  dz_test_wait_for (has_height, desk.skip, DRAWN_S, "all has its place");
  ask (&desk);
  list = desk_display_find_text (layer, "Reject the photo");
  while (gtk_widget_get_parent (list) != layer)
    list = gtk_widget_get_parent (list);
  for (int height = 700; height >= 40; height--)
    {
      gtk_widget_allocate (layer, 1000, height, -1, NULL);
      assert_upright (layer, list, height);
    }
  close_desk (&desk);
}

/* A supervisor's keys are shown to supervisors. */
static void
test_off (void)
{
  Desk desk;
  GtkWidget *layer;
  g_autoptr(GSimpleAction) tasks = g_simple_action_new ("tasks", NULL);

  open_desk (&desk);
  layer = get_layer (&desk);
  g_action_map_add_action (G_ACTION_MAP (desk.window), G_ACTION (tasks));
  ask (&desk);
  g_assert_nonnull (desk_display_find_text (layer, "Tasks that wait for a supervisor"));
  dz_keys_layer_close (DZ_KEYS_LAYER (layer));
  g_simple_action_set_enabled (tasks, FALSE);
  ask (&desk);
  g_assert_null (desk_display_find_text (layer, "Tasks that wait for a supervisor"));
  close_desk (&desk);
}

/* Beside the reasons to reject there are other keys, and those of the photo are not in colour. */
static void
test_place (void)
{
  Desk desk;
  GtkWidget *layer;
  GtkWidget *badge;

  open_desk (&desk);
  place = DZ_KEY_PLACE_REJECT;
  layer = get_layer (&desk);
  badge = desk_display_find (desk.approve, DZ_TYPE_KEY_BADGE);
  ask (&desk);
  g_assert_false (gtk_widget_has_css_class (badge, "dz-key-shown"));
  g_assert_nonnull (desk_display_find_text (layer, "Reject with these reasons"));
  g_assert_null (desk_display_find_text (layer, "Previous photo"));
  close_desk (&desk);
}

/* A button's key stands at its upper edge, the list in the middle of the photo, all inside of the
 * window. */
static void
test_where (void)
{
  Desk desk;
  GtkWidget *layer;
  GtkWidget *hint;
  graphene_rect_t bounds;
  graphene_rect_t button;

  open_desk (&desk);
  layer = get_layer (&desk);
  ask (&desk);
  hint = desk_display_find_text (layer, "S");
  dz_test_wait_for (is_mapped, hint, DRAWN_S, "the key is there");
  while (g_main_context_pending (NULL) || gtk_widget_get_width (hint) == 0)
    g_main_context_iteration (NULL, TRUE);
  g_assert_true (gtk_widget_compute_bounds (hint, layer, &bounds));
  g_assert_true (gtk_widget_compute_bounds (desk.skip, layer, &button));
  g_assert_cmpfloat_with_epsilon (bounds.origin.x + bounds.size.width / 2,
                                  button.origin.x + button.size.width / 2, 2);
  g_assert_cmpfloat (bounds.origin.y, <, button.origin.y);
  g_assert_cmpfloat (bounds.origin.y + bounds.size.height, >, button.origin.y);
  close_desk (&desk);
}

/* They are shown to who works for the first time, and not again; the menu does. */
static void
test_first_keys (void)
{
  Desk desk;
  GtkWidget *first;

  open_desk (&desk);
  first = desk_display_find (desk.window, DZ_TYPE_FIRST_KEYS);
  g_assert_false (gtk_widget_get_visible (first));
  dz_window_keys_set_working (desk.keys, TRUE);
  g_assert_true (gtk_widget_get_visible (first));
  g_assert_false (g_settings_get_boolean (desk.settings, "first-keys-seen"));
  dz_window_keys_set_working (desk.keys, FALSE);
  g_assert_false (gtk_widget_get_visible (first));
  dz_window_keys_set_working (desk.keys, TRUE);
  dz_first_keys_close (DZ_FIRST_KEYS (first));
  g_assert_true (g_settings_get_boolean (desk.settings, "first-keys-seen"));
  dz_window_keys_set_working (desk.keys, TRUE);
  g_assert_false (gtk_widget_get_visible (first));
  gtk_widget_activate_action (desk.window, "win.first-keys", NULL);
  g_assert_true (gtk_widget_get_visible (first));
  close_desk (&desk);
}

int
main (int    argc,
      char **argv)
{
  if (!desk_display_open (&argc, &argv))
    return 0;
  g_test_add_func ("/window-keys/in-place", test_in_place);
  g_test_add_func ("/window-keys/low", test_low);
  g_test_add_func ("/window-keys/off", test_off);
  g_test_add_func ("/window-keys/place", test_place);
  g_test_add_func ("/window-keys/where", test_where);
  g_test_add_func ("/window-keys/first-keys", test_first_keys);
  return g_test_run ();
}
