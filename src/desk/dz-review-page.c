/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "dz-review-page-private.h"

#include <glib/gi18n.h>

#include "dz-attempt-row.h"
#include "dz-repeat-filter.h"
#include "dz-review-text.h"
#include "dz-widget.h"

/* Rendered ahead of the reviewer and kept behind. */
#define N_AHEAD 8
#define N_BEHIND 4

#define TEXTURE_BUDGET_BYTES (96 * 1024 * 1024)
#define THUMB_BUDGET_BYTES (8 * 1024 * 1024)

/* A photo that is not there by then gets a spinner. */
#define LATE_MS 200

G_DEFINE_FINAL_TYPE (DzReviewPage, dz_review_page, GTK_TYPE_WIDGET)

enum
{
  PROP_SCHOOL_TITLE = 1,
  N_PROPS
};

static GParamSpec *pspecs[N_PROPS];

static gboolean
is_same (DzQueueItem *a,
         DzQueueItem *b)
{
  return a != NULL && b != NULL
         && g_str_equal (dz_queue_item_get_id (a), dz_queue_item_get_id (b));
}

static void
set_school_title (DzReviewPage *self,
                  char         *title)
{
  g_autofree char *old = self->school_title;

  self->school_title = title;
  if (g_strcmp0 (old, title) != 0)
    g_object_notify_by_pspec (G_OBJECT (self), pspecs[PROP_SCHOOL_TITLE]);
}

static void
show_earlier (DzReviewPage *self,
              GPtrArray    *earlier)
{
  GtkWidget *row;
  guint n_earlier = earlier != NULL ? earlier->len : 0;

  while ((row = gtk_widget_get_first_child (GTK_WIDGET (self->earlier))) != NULL)
    gtk_list_box_remove (self->earlier, row);
  for (guint i = 0; i < n_earlier; i++)
    gtk_list_box_append (self->earlier, dz_attempt_row_new (g_ptr_array_index (earlier, i)));
  gtk_widget_set_visible (self->earlier_card, n_earlier > 0);
}

static void
show_facts (DzReviewPage *self,
            const DzItem *item)
{
  dz_record_pane_set_item (self->record, item);
  dz_findings_pane_set_findings (self->findings, item->submission->findings);
  show_earlier (self, item->earlier);
  gtk_adjustment_set_value (gtk_scrolled_window_get_vadjustment (self->facts), 0);
  set_school_title (self, dz_review_school_title (item));
}

static void
stop_waiting (DzReviewPage *self)
{
  g_clear_handle_id (&self->late_id, g_source_remove);
  self->late = FALSE;
  dz_photo_view_set_waiting (self->photo, FALSE);
}

static gboolean
late_cb (gpointer user_data)
{
  DzReviewPage *self = user_data;

  self->late_id = 0;
  self->late = TRUE;
  dz_photo_view_set_waiting (self->photo, TRUE);
  dz_review_page_update_actions (self);
  return G_SOURCE_REMOVE;
}

static void
start_waiting (DzReviewPage *self)
{
  if (self->late_id == 0 && !self->late)
    self->late_id = g_timeout_add (LATE_MS, late_cb, self);
}

static void
show_photo (DzReviewPage *self,
            GdkTexture   *texture,
            const GError *error)
{
  g_autofree char *problem = NULL;

  if (texture != NULL && is_same (self->wanted, self->shown)
      && dz_photo_view_get_texture (self->photo) != NULL)
    dz_photo_view_replace (self->photo, texture);
  else if (texture != NULL)
    dz_photo_view_show_texture (self->photo, texture);
  else
    {
      problem = dz_review_problem_text (error->message);
      dz_photo_view_show_problem (self->photo, problem);
    }
}

/* Photo and record change in the same frame: one student's face never stands beside another's
 * name. Until the photo is there, all of the screen stays as it is. */
static void
show_wanted (DzReviewPage *self)
{
  const char *id = dz_queue_item_get_id (self->wanted);
  GdkTexture *texture = dz_texture_cache_get (self->textures, id);
  const GError *error = dz_texture_cache_get_error (self->textures, id);

  /* Only a view that is on the screen has a size to render for. */
  gtk_stack_set_visible_child_name (self->stack, "photo");
  if (texture == NULL && error == NULL)
    {
      start_waiting (self);
      return;
    }
  stop_waiting (self);
  show_photo (self, texture, error);
  if (self->shown != self->wanted)
    {
      if (!is_same (self->wanted, self->shown))
        dz_review_page_show_side (self, FALSE);
      show_facts (self, dz_queue_item_get_item (self->wanted));
      g_set_object (&self->shown, self->wanted);
      gtk_widget_set_opacity (GTK_WIDGET (self->side), 1);
    }
  dz_review_page_update_actions (self);
}

static void
texture_changed_cb (DzReviewPage *self,
                    const char   *submission)
{
  if (self->wanted != NULL && g_str_equal (dz_queue_item_get_id (self->wanted), submission))
    show_wanted (self);
}

static void
want_position (GPtrArray  *wanted,
               GListModel *queue,
               gint64      position)
{
  DzQueueItem *item
      = position >= 0 ? g_list_model_get_item (queue, (guint) position) : NULL;

  if (item != NULL)
    g_ptr_array_add (wanted, item);
}

/* Nearest first, and ahead before behind: that is where the reviewer goes. */
static void
want_neighbours (DzReviewPage *self)
{
  g_autoptr(GPtrArray) wanted = g_ptr_array_new_with_free_func (g_object_unref);
  GListModel *queue = dz_sync_get_queue (self->sync);

  want_position (wanted, queue, self->position);
  for (guint i = 1; i <= N_AHEAD; i++)
    {
      want_position (wanted, queue, (gint64) self->position + i);
      if (i <= N_BEHIND)
        want_position (wanted, queue, (gint64) self->position - i);
    }
  dz_texture_cache_want (self->textures, wanted);
  dz_queue_strip_show (self->strip, queue, self->position);
}

static void
show_empty (DzReviewPage *self)
{
  guint n_free = 0;
  guint n_others = 0;
  g_autofree char *text = NULL;

  g_object_get (self->sync, "counts-free", &n_free, "counts-others", &n_others, NULL);
  text = dz_review_empty_text (n_free, n_others);
  adw_status_page_set_description (self->empty, text);
  gtk_stack_set_visible_child_name (self->stack, "empty");
}

static void
go_nowhere (DzReviewPage *self)
{
  g_clear_object (&self->wanted);
  g_clear_object (&self->shown);
  dz_sync_set_looked_at (self->sync, NULL);
  gtk_widget_set_opacity (GTK_WIDGET (self->side), 0);
  self->position = 0;
  stop_waiting (self);
  dz_photo_view_show_texture (self->photo, NULL);
  dz_review_page_show_side (self, FALSE);
  set_school_title (self, NULL);
  dz_queue_strip_show (self->strip, dz_sync_get_queue (self->sync), 0);
  show_empty (self);
  dz_review_page_update_actions (self);
}

/*< private >
 * dz_review_page_go_to:
 * @self: a page with a client
 * @position: in the queue; past its end means the last
 *
 * Goes to another photo of the queue, or says that there is none.
 */
void
dz_review_page_go_to (DzReviewPage *self,
                      guint         position)
{
  GListModel *queue = dz_sync_get_queue (self->sync);
  guint n_items = g_list_model_get_n_items (queue);
  g_autoptr(DzQueueItem) item = NULL;

  if (n_items == 0)
    {
      go_nowhere (self);
      return;
    }
  self->position = MIN (position, n_items - 1);
  item = g_list_model_get_item (queue, self->position);
  g_set_object (&self->wanted, item);
  dz_sync_set_looked_at (self->sync, item);
  want_neighbours (self);
  show_wanted (self);
}

static gboolean
find_position (GListModel *queue,
               const char *submission,
               guint      *position)
{
  for (guint i = 0; submission != NULL && i < g_list_model_get_n_items (queue); i++)
    {
      g_autoptr(DzQueueItem) item = g_list_model_get_item (queue, i);

      if (g_str_equal (dz_queue_item_get_id (item), submission))
        {
          *position = i;
          return TRUE;
        }
    }
  return FALSE;
}

/*< private >
 * dz_review_page_follow_queue:
 * @self: a page with a client
 *
 * Finds the reviewer's place in a queue that has changed: what undo brought back, else the same
 * photo, else the one that took its place.
 */
void
dz_review_page_follow_queue (DzReviewPage *self)
{
  GListModel *queue = dz_sync_get_queue (self->sync);
  guint position = self->position;

  if (find_position (queue, self->awaited, &position))
    g_clear_pointer (&self->awaited, g_free);
  else if (self->wanted != NULL)
    find_position (queue, dz_queue_item_get_id (self->wanted), &position);
  dz_review_page_go_to (self, position);
}

/*< private >
 * dz_review_page_show_side:
 * @self: a page
 * @reject: whether to show the reasons to return the photo, in place of its facts
 */
void
dz_review_page_show_side (DzReviewPage *self,
                          gboolean      reject)
{
  g_debug ("side %s", reject ? "reject" : "facts");
  gtk_stack_set_visible_child_name (self->side, reject ? "reject" : "facts");
  if (!reject)
    gtk_widget_grab_focus (GTK_WIDGET (self));
  dz_review_page_update_actions (self);
}

static void
photo_resized_cb (DzReviewPage *self)
{
  GtkWidget *photo = GTK_WIDGET (self->photo);
  int scale = gtk_widget_get_scale_factor (photo);
  int width = gtk_widget_get_width (photo) * scale;
  int height = gtk_widget_get_height (photo) * scale;

  if (self->textures != NULL && width > 0 && height > 0)
    dz_texture_cache_set_size (self->textures, (guint) width, (guint) height);
}

/* An id says nothing about whom it names. */
static void
photo_painted_cb (DzReviewPage *self)
{
  if (self->shown != NULL)
    g_debug ("shown %s", dz_queue_item_get_id (self->shown));
}

static void
thumb_chosen_cb (DzReviewPage *self,
                 DzQueueItem  *item)
{
  guint position;

  if (!self->busy && g_str_equal (gtk_stack_get_visible_child_name (self->side), "facts")
      && find_position (dz_sync_get_queue (self->sync), dz_queue_item_get_id (item), &position))
    dz_review_page_go_to (self, position);
}

static void
counts_changed_cb (DzReviewPage *self)
{
  if (self->wanted == NULL)
    show_empty (self);
}

static void
connection_changed_cb (DzReviewPage *self)
{
  int connection;

  g_object_get (self->sync, "connection", &connection, NULL);
  if (connection != DZ_CONNECTION_ONLINE)
    return;
  dz_texture_cache_retry (self->textures);
  dz_texture_cache_retry (self->thumbs);
}

static gboolean
dz_review_page_grab_focus (GtkWidget *widget)
{
  return gtk_widget_grab_focus (GTK_WIDGET (DZ_REVIEW_PAGE (widget)->photo));
}

static void
dz_review_page_root (GtkWidget *widget)
{
  DzReviewPage *self = DZ_REVIEW_PAGE (widget);
  GtkRoot *root;

  GTK_WIDGET_CLASS (dz_review_page_parent_class)->root (widget);

  root = gtk_widget_get_root (widget);
  if (!GTK_IS_WINDOW (root))
    return;
  self->repeat_filter = g_object_ref (dz_repeat_filter_new (GTK_WINDOW (root)));
  gtk_widget_add_controller (GTK_WIDGET (root), self->repeat_filter);
}

static void
dz_review_page_unroot (GtkWidget *widget)
{
  DzReviewPage *self = DZ_REVIEW_PAGE (widget);

  if (self->repeat_filter != NULL)
    gtk_widget_remove_controller (gtk_event_controller_get_widget (self->repeat_filter),
                                  self->repeat_filter);
  g_clear_object (&self->repeat_filter);

  GTK_WIDGET_CLASS (dz_review_page_parent_class)->unroot (widget);
}

static void
dz_review_page_get_property (GObject    *object,
                             guint       property_id,
                             GValue     *value,
                             GParamSpec *pspec)
{
  if (property_id == PROP_SCHOOL_TITLE)
    g_value_set_string (value, DZ_REVIEW_PAGE (object)->school_title);
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property_id, pspec);
}

static void
dz_review_page_dispose (GObject *object)
{
  DzReviewPage *self = DZ_REVIEW_PAGE (object);

  dz_review_page_close (self);
  g_clear_pointer (&self->school_title, g_free);
  g_clear_pointer (&self->said, g_free);
  dz_widget_drop_children (GTK_WIDGET (self));

  G_OBJECT_CLASS (dz_review_page_parent_class)->dispose (object);
}

static void
bind_children (GtkWidgetClass *widget_class)
{
  gtk_widget_class_bind_template_child (widget_class, DzReviewPage, toasts);
  gtk_widget_class_bind_template_child (widget_class, DzReviewPage, strip);
  gtk_widget_class_bind_template_child (widget_class, DzReviewPage, stack);
  gtk_widget_class_bind_template_child (widget_class, DzReviewPage, empty);
  gtk_widget_class_bind_template_child (widget_class, DzReviewPage, photo);
  gtk_widget_class_bind_template_child (widget_class, DzReviewPage, side);
  gtk_widget_class_bind_template_child (widget_class, DzReviewPage, facts);
  gtk_widget_class_bind_template_child (widget_class, DzReviewPage, record);
  gtk_widget_class_bind_template_child (widget_class, DzReviewPage, findings);
  gtk_widget_class_bind_template_child (widget_class, DzReviewPage, earlier_card);
  gtk_widget_class_bind_template_child (widget_class, DzReviewPage, earlier);
  gtk_widget_class_bind_template_child (widget_class, DzReviewPage, reject);
  gtk_widget_class_bind_template_child (widget_class, DzReviewPage, tray);
}

static void
reject_cancel_cb (DzReviewPage *self)
{
  dz_review_page_show_side (self, FALSE);
}

static void
bind_callbacks (GtkWidgetClass *widget_class)
{
  gtk_widget_class_bind_template_callback (widget_class, photo_painted_cb);
  gtk_widget_class_bind_template_callback (widget_class, photo_resized_cb);
  gtk_widget_class_bind_template_callback (widget_class, thumb_chosen_cb);
  gtk_widget_class_bind_template_callback (widget_class, reject_cancel_cb);
  gtk_widget_class_bind_template_callback_full (widget_class, "reject_send_cb",
                                                G_CALLBACK (dz_review_page_reject_send));
}

static void
ensure_types (void)
{
  g_type_ensure (DZ_TYPE_FINDINGS_PANE);
  g_type_ensure (DZ_TYPE_HELD_TRAY);
  g_type_ensure (DZ_TYPE_PHOTO_VIEW);
  g_type_ensure (DZ_TYPE_QUEUE_STRIP);
  g_type_ensure (DZ_TYPE_RECORD_PANE);
  g_type_ensure (DZ_TYPE_REJECT_PANE);
}

static void
dz_review_page_class_init (DzReviewPageClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = dz_review_page_dispose;
  object_class->get_property = dz_review_page_get_property;
  widget_class->grab_focus = dz_review_page_grab_focus;
  widget_class->root = dz_review_page_root;
  widget_class->unroot = dz_review_page_unroot;

  pspecs[PROP_SCHOOL_TITLE] = g_param_spec_string (
      "school-title", NULL, NULL, NULL,
      G_PARAM_READABLE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, pspecs);

  ensure_types ();
  dz_review_page_install_actions (widget_class);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/duizhao/Duizhao/dz-review-page.ui");
  bind_children (widget_class);
  bind_callbacks (widget_class);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
}

static void
dz_review_page_init (DzReviewPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  dz_review_page_update_actions (self);
}

static void
connect_sync (DzReviewPage *self)
{
  g_signal_connect_object (dz_sync_get_queue (self->sync), "items-changed",
                           G_CALLBACK (dz_review_page_follow_queue), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (dz_sync_get_held (self->sync), "items-changed",
                           G_CALLBACK (dz_review_page_update_actions), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->sync, "notify::counts-free", G_CALLBACK (counts_changed_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->sync, "notify::counts-others", G_CALLBACK (counts_changed_cb),
                           self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->sync, "notify::connection", G_CALLBACK (connection_changed_cb),
                           self, G_CONNECT_SWAPPED);
}

/**
 * dz_review_page_open:
 * @self: a page that is closed
 * @sync: the client; somebody has signed in
 * @examiner: renders the photos; started
 *
 * Begins to work.
 */
void
dz_review_page_open (DzReviewPage *self,
                     DzSync       *sync,
                     DzExaminer   *examiner)
{
  g_return_if_fail (DZ_IS_REVIEW_PAGE (self));
  g_return_if_fail (DZ_IS_SYNC (sync) && DZ_IS_EXAMINER (examiner));
  g_return_if_fail (self->sync == NULL);

  self->sync = g_object_ref (sync);
  self->textures = dz_texture_cache_new (sync, examiner, TEXTURE_BUDGET_BYTES);
  self->thumbs = dz_texture_cache_new (sync, examiner, THUMB_BUDGET_BYTES);
  g_signal_connect_object (self->textures, "changed", G_CALLBACK (texture_changed_cb), self,
                           G_CONNECT_SWAPPED);
  dz_queue_strip_set_cache (self->strip, self->thumbs);
  dz_held_tray_set_model (self->tray, dz_sync_get_held (sync));
  connect_sync (self);
  photo_resized_cb (self);
  dz_review_page_go_to (self, 0);
}

static void
disconnect_sync (DzReviewPage *self)
{
  g_signal_handlers_disconnect_by_data (dz_sync_get_queue (self->sync), self);
  g_signal_handlers_disconnect_by_data (dz_sync_get_held (self->sync), self);
  g_signal_handlers_disconnect_by_data (self->sync, self);
  g_clear_object (&self->sync);
}

/**
 * dz_review_page_close:
 * @self: a page
 *
 * Shows nothing any more: somebody signs out. Nothing happens where it is closed already.
 */
void
dz_review_page_close (DzReviewPage *self)
{
  g_return_if_fail (DZ_IS_REVIEW_PAGE (self));

  if (self->sync == NULL)
    return;
  stop_waiting (self);
  g_signal_handlers_disconnect_by_data (self->textures, self);
  dz_texture_cache_close (self->textures);
  dz_texture_cache_close (self->thumbs);
  dz_queue_strip_set_cache (self->strip, NULL);
  dz_held_tray_set_model (self->tray, NULL);
  dz_photo_view_show_texture (self->photo, NULL);
  gtk_widget_set_opacity (GTK_WIDGET (self->side), 0);
  g_clear_object (&self->textures);
  g_clear_object (&self->thumbs);
  g_clear_object (&self->wanted);
  g_clear_object (&self->shown);
  g_clear_object (&self->toast);
  g_clear_pointer (&self->awaited, g_free);
  self->busy = FALSE;
  set_school_title (self, NULL);
  disconnect_sync (self);
  dz_review_page_update_actions (self);
}

static void
said_cb (DzReviewPage *self)
{
  g_clear_pointer (&self->said, g_free);
}

/**
 * dz_review_page_say:
 * @self: a page
 * @sentence: something a person should know
 *
 * Says it in a toast. What goes wrong again every few seconds is said once while its toast is
 * there: toasts wait for each other, and would go on long after it is right again.
 */
void
dz_review_page_say (DzReviewPage *self,
                    const char   *sentence)
{
  g_autofree char *escaped = NULL;
  AdwToast *toast;

  g_return_if_fail (DZ_IS_REVIEW_PAGE (self));
  g_return_if_fail (sentence != NULL);

  if (g_strcmp0 (self->said, sentence) == 0)
    return;
  g_free (self->said);
  self->said = g_strdup (sentence);
  escaped = g_markup_escape_text (sentence, -1);
  toast = adw_toast_new (escaped);
  g_signal_connect_object (toast, "dismissed", G_CALLBACK (said_cb), self, G_CONNECT_SWAPPED);
  adw_toast_overlay_add_toast (self->toasts, toast);
}
