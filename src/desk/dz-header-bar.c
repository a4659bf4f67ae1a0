/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "dz-header-bar.h"

#include <glib/gi18n.h>

#include "dz-filter-popover.h"
#include "dz-holders-popover.h"
#include "dz-key-tip.h"
#include "dz-keys-layer.h"
#include "dz-review-text.h"
#include "dz-tasks-badge.h"
#include "dz-waiting-badge.h"
#include "dz-widget.h"

/* Of the title, before other things make room for it; in logical pixels. */
#define TITLE_WIDTH 120

/* What goes where there is no room, one after the other. The only page needs no button; the school
 * stands over the photo's record as well; tasks are in the menu, and a banner tells when the
 * service does not answer. */
typedef enum
{
  FOLD_NONE,
  FOLD_SHORT,    /* numbers without words, no button for the page */
  FOLD_SHORTER,  /* what waits or was not applied in numbers too */
  FOLD_UNTITLED,
  FOLD_BARE,     /* no tasks, no sign of the connection */
  N_FOLDS
} Fold;

struct _DzHeaderBar
{
  GtkWidget         parent_instance;

  GtkWidget        *bar;            /* unowned, template child */
  AdwWindowTitle   *title;          /* unowned, template child */
  AdwViewSwitcher  *switcher;       /* unowned, template child */
  GtkMenuButton    *menu;           /* unowned, template child */
  GtkWidget        *status;         /* unowned, template child */
  GtkWidget        *no_faces;       /* unowned, template child */
  GtkMenuButton    *filter_button;  /* unowned, template child */
  DzFilterPopover  *filter;         /* unowned, template child */
  GtkMenuButton    *holders_button; /* unowned, template child */
  DzHoldersPopover *holders;        /* unowned, template child */
  DzTasksBadge     *tasks;          /* unowned, template child */
  DzWaitingBadge   *waiting;        /* unowned, template child */
  GtkLabel         *counts;         /* unowned, template child */
  GtkImage         *connection;     /* unowned, template child */

  DzSync           *sync;           /* owned, nullable: while somebody works */
  Fold              fold;
  Fold              next_fold;       /* that there is room for */
  int               widths[N_FOLDS]; /* that each needs, 0 as long as it was never shown */
  guint             fold_id;         /* source, 0 for none */
};

G_DEFINE_FINAL_TYPE (DzHeaderBar, dz_header_bar, GTK_TYPE_WIDGET)

enum
{
  CLOSED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static void
show_counts (DzHeaderBar *self)
{
  guint n_free;
  guint n_mine;
  guint n_others;
  g_autofree char *text = NULL;
  g_autofree char *short_text = NULL;

  g_object_get (self->sync, "counts-free", &n_free, "counts-mine", &n_mine, "counts-others",
                &n_others, NULL);
  text = dz_review_counts_text (n_free, n_mine, n_others);
  short_text = g_strdup_printf ("%u·%u·%u", n_free, n_mine, n_others);
  gtk_label_set_label (self->counts, self->fold == FOLD_NONE ? text : short_text);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->holders_button),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL, text, -1);
}

/* Why, and what it means for the findings beside the photo. */
static void
show_models (DzHeaderBar *self)
{
  const char *sentence
    = dz_models_problem_to_sentence (dz_sync_get_models_problem (self->sync));
  g_autofree char *text = NULL;

  gtk_widget_set_visible (self->no_faces, sentence != NULL);
  if (sentence == NULL)
    return;
  text = g_strdup_printf ("%s\n%s", _(sentence),
                          _("What only a face could tell stands as unmeasured."));
  gtk_widget_set_tooltip_text (self->no_faces, text);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->no_faces), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  text, -1);
}

static const char *
say_connection (DzConnection connection)
{
  switch (connection)
    {
    case DZ_CONNECTION_ONLINE:
      return _("Connected to the service");
    case DZ_CONNECTION_OFFLINE:
      return _("The service does not answer");
    case DZ_CONNECTION_EXPIRED:
      return _("Signed out by the service");
    case DZ_CONNECTION_SIGNED_OUT:
    default:
      return _("Signed out");
    }
}

static void
forget_sync (DzHeaderBar *self)
{
  if (self->sync == NULL)
    return;
  g_signal_handlers_disconnect_by_data (self->sync, self);
  g_clear_object (&self->sync);
}

static void
connect_sync (DzHeaderBar *self)
{
  static const char *const counts[]
      = { "notify::counts-free", "notify::counts-mine", "notify::counts-others" };

  for (guint i = 0; i < G_N_ELEMENTS (counts); i++)
    g_signal_connect_object (self->sync, counts[i], G_CALLBACK (show_counts), self,
                             G_CONNECT_SWAPPED);
  g_signal_connect_object (self->sync, "notify::models-problem", G_CALLBACK (show_models), self,
                           G_CONNECT_SWAPPED);
  show_counts (self);
  show_models (self);
}

static void
show_fold (DzHeaderBar *self)
{
  gboolean working = gtk_widget_get_visible (self->status);

  gtk_widget_set_visible (GTK_WIDGET (self->title), self->fold < FOLD_UNTITLED);
  gtk_widget_set_visible (GTK_WIDGET (self->switcher), self->fold == FOLD_NONE && working);
  gtk_widget_set_visible (GTK_WIDGET (self->tasks), self->fold < FOLD_BARE);
  gtk_widget_set_visible (GTK_WIDGET (self->connection), self->fold < FOLD_BARE);
  dz_tasks_badge_set_brief (self->tasks, self->fold >= FOLD_SHORT);
  dz_waiting_badge_set_brief (self->waiting, self->fold >= FOLD_SHORTER);
  if (self->sync != NULL)
    show_counts (self);
}

static gboolean
fold_cb (gpointer user_data)
{
  DzHeaderBar *self = user_data;

  self->fold_id = 0;
  self->fold = self->next_fold;
  show_fold (self);
  gtk_widget_queue_allocate (GTK_WIDGET (self)); /* on to the next one, if this changed nothing */
  return G_SOURCE_REMOVE;
}

static int
measure_bar (DzHeaderBar *self)
{
  int minimum;

  gtk_widget_measure (self->bar, GTK_ORIENTATION_HORIZONTAL, -1, &minimum, NULL, NULL, NULL);
  return minimum;
}

/* A window may always be made narrow: what has no room then goes. */
static void
dz_header_bar_measure (GtkWidget      *widget,
                       GtkOrientation  orientation,
                       int             for_size,
                       int            *minimum,
                       int            *natural,
                       int            *minimum_baseline,
                       int            *natural_baseline)
{
  DzHeaderBar *self = DZ_HEADER_BAR (widget);

  gtk_widget_measure (self->bar, orientation, -1, minimum, natural, NULL, NULL);
  if (orientation == GTK_ORIENTATION_HORIZONTAL && self->fold < FOLD_BARE)
    *minimum = 0;
}

/* What comes or goes while less is shown makes the whole as much wider or narrower. */
static void
note_width (DzHeaderBar *self,
            int          minimum)
{
  int width = self->fold < FOLD_UNTITLED ? minimum + TITLE_WIDTH : minimum;
  int change = width - self->widths[self->fold];

  for (guint i = 0; self->widths[self->fold] != 0 && i < self->fold; i++)
    self->widths[i] += change;
  self->widths[self->fold] = width;
}

static Fold
choose_fold (DzHeaderBar *self,
             int          width)
{
  if (width < self->widths[self->fold])
    return MIN (self->fold + 1, FOLD_BARE);
  if (self->fold > FOLD_NONE && width >= self->widths[self->fold - 1])
    return self->fold - 1;
  return self->fold;
}

/* What is seen must not change while places are given out: it does just after. */
static void
dz_header_bar_size_allocate (GtkWidget *widget,
                             int        width,
                             int        height,
                             int        baseline)
{
  DzHeaderBar *self = DZ_HEADER_BAR (widget);
  int minimum = measure_bar (self);

  gtk_widget_allocate (self->bar, MAX (width, minimum), height, baseline, NULL);
  note_width (self, minimum);
  self->next_fold = choose_fold (self, width);
  if (self->fold_id == 0 && self->next_fold != self->fold)
    self->fold_id = g_idle_add (fold_cb, self);
}

static void
dz_header_bar_dispose (GObject *object)
{
  g_clear_handle_id (&DZ_HEADER_BAR (object)->fold_id, g_source_remove);
  forget_sync (DZ_HEADER_BAR (object));
  dz_widget_drop_children (GTK_WIDGET (object));

  G_OBJECT_CLASS (dz_header_bar_parent_class)->dispose (object);
}

static void
bind_children (GtkWidgetClass *widget_class)
{
  gtk_widget_class_bind_template_child (widget_class, DzHeaderBar, bar);
  gtk_widget_class_bind_template_child (widget_class, DzHeaderBar, title);
  gtk_widget_class_bind_template_child (widget_class, DzHeaderBar, switcher);
  gtk_widget_class_bind_template_child (widget_class, DzHeaderBar, menu);
  gtk_widget_class_bind_template_child (widget_class, DzHeaderBar, status);
  gtk_widget_class_bind_template_child (widget_class, DzHeaderBar, no_faces);
  gtk_widget_class_bind_template_child (widget_class, DzHeaderBar, filter_button);
  gtk_widget_class_bind_template_child (widget_class, DzHeaderBar, filter);
  gtk_widget_class_bind_template_child (widget_class, DzHeaderBar, holders_button);
  gtk_widget_class_bind_template_child (widget_class, DzHeaderBar, holders);
  gtk_widget_class_bind_template_child (widget_class, DzHeaderBar, tasks);
  gtk_widget_class_bind_template_child (widget_class, DzHeaderBar, waiting);
  gtk_widget_class_bind_template_child (widget_class, DzHeaderBar, counts);
  gtk_widget_class_bind_template_child (widget_class, DzHeaderBar, connection);
}

static void
dz_header_bar_class_init (DzHeaderBarClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = dz_header_bar_dispose;
  signals[CLOSED] = g_signal_new ("closed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL,
                                  NULL, NULL, G_TYPE_NONE, 0);
  g_type_ensure (DZ_TYPE_FILTER_POPOVER);
  g_type_ensure (DZ_TYPE_HOLDERS_POPOVER);
  g_type_ensure (DZ_TYPE_TASKS_BADGE);
  g_type_ensure (DZ_TYPE_WAITING_BADGE);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/duizhao/Duizhao/dz-header-bar.ui");
  bind_children (widget_class);
  widget_class->measure = dz_header_bar_measure;
  widget_class->size_allocate = dz_header_bar_size_allocate;
}

static void
tell_keys (DzHeaderBar *self)
{
  dz_key_tip_follow (GTK_WIDGET (self->menu), "win.menu", _("Main Menu"));
  dz_key_tip_follow (GTK_WIDGET (self->filter_button), "win.filter",
                     _("Choose which photos to judge"));
  dz_key_tip_follow (GTK_WIDGET (self->holders_button), "win.holders",
                     _("Photos in the queue: nobody has them, I have them, others have them. "
                       "Who holds them, and until when"));
  dz_keys_layer_tell (GTK_WIDGET (self->menu), "win.menu");
  dz_keys_layer_tell (GTK_WIDGET (self->filter_button), "win.filter");
  dz_keys_layer_tell (GTK_WIDGET (self->holders_button), "win.holders");
}

static void
closed_cb (DzHeaderBar *self)
{
  g_signal_emit (self, signals[CLOSED], 0);
}

static void
watch_popovers (DzHeaderBar *self)
{
  GtkMenuButton *const buttons[] = { self->menu, self->filter_button, self->holders_button };

  for (guint i = 0; i < G_N_ELEMENTS (buttons); i++)
    g_signal_connect_object (gtk_menu_button_get_popover (buttons[i]), "closed",
                             G_CALLBACK (closed_cb), self, G_CONNECT_SWAPPED);
}

static void
dz_header_bar_init (DzHeaderBar *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_widget_set_overflow (GTK_WIDGET (self), GTK_OVERFLOW_HIDDEN);
  tell_keys (self);
  watch_popovers (self);
}

/**
 * dz_header_bar_set_views:
 * @self: a header bar
 * @views: the pages between which it switches
 */
void
dz_header_bar_set_views (DzHeaderBar  *self,
                         AdwViewStack *views)
{
  g_return_if_fail (DZ_IS_HEADER_BAR (self) && ADW_IS_VIEW_STACK (views));

  adw_view_switcher_set_stack (self->switcher, views);
}

/**
 * dz_header_bar_set_title:
 * @self: a header bar
 * @title: (nullable): the school that is worked for; %NULL for the program's name
 */
void
dz_header_bar_set_title (DzHeaderBar *self,
                         const char  *title)
{
  g_return_if_fail (DZ_IS_HEADER_BAR (self));

  adw_window_title_set_title (self->title, title != NULL ? title : _("Duizhao"));
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->title), title);
}

/**
 * dz_header_bar_set_outbox:
 * @self: a header bar
 * @sync: (nullable): the client of which it tells what waits, whoever is signed in
 */
void
dz_header_bar_set_outbox (DzHeaderBar *self,
                          DzSync      *sync)
{
  g_return_if_fail (DZ_IS_HEADER_BAR (self) && (sync == NULL || DZ_IS_SYNC (sync)));

  dz_waiting_badge_set_sync (self->waiting, sync);
}

/**
 * dz_header_bar_set_sync:
 * @self: a header bar
 * @sync: (nullable): the client with which somebody works; %NULL when the work ends
 */
void
dz_header_bar_set_sync (DzHeaderBar *self,
                        DzSync      *sync)
{
  g_return_if_fail (DZ_IS_HEADER_BAR (self) && (sync == NULL || DZ_IS_SYNC (sync)));

  forget_sync (self);
  dz_filter_popover_set_sync (self->filter, sync);
  dz_holders_popover_set_sync (self->holders, sync);
  dz_tasks_badge_set_sync (self->tasks, sync);
  if (sync == NULL)
    return;
  self->sync = g_object_ref (sync);
  connect_sync (self);
}

/**
 * dz_header_bar_set_working:
 * @self: a header bar
 * @working: whether the pages are open
 */
void
dz_header_bar_set_working (DzHeaderBar *self,
                           gboolean     working)
{
  g_return_if_fail (DZ_IS_HEADER_BAR (self));

  gtk_widget_set_visible (self->status, working);
  show_fold (self);
}

/**
 * dz_header_bar_show_connection:
 * @self: a header bar
 * @connection: how the service stands
 *
 * Shows a full disc or a ring: shape as well as colour.
 */
void
dz_header_bar_show_connection (DzHeaderBar  *self,
                               DzConnection  connection)
{
  gboolean online = connection == DZ_CONNECTION_ONLINE;
  const char *text = say_connection (connection);

  g_return_if_fail (DZ_IS_HEADER_BAR (self));

  gtk_image_set_from_icon_name (self->connection, online ? "dz-online-symbolic"
                                                         : "dz-offline-symbolic");
  gtk_widget_set_css_classes (
      GTK_WIDGET (self->connection),
      (const char *[]) { online ? "dz-connected" : "dz-disconnected", NULL });
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->connection), text);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->connection),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL, text, -1);
}

/**
 * dz_header_bar_open_filter:
 * @self: a header bar
 *
 * Opens the choice of which photos to judge.
 */
void
dz_header_bar_open_filter (DzHeaderBar *self)
{
  g_return_if_fail (DZ_IS_HEADER_BAR (self));

  gtk_menu_button_popup (self->filter_button);
}

/**
 * dz_header_bar_open_holders:
 * @self: a header bar
 *
 * Opens the list of those who hold photos.
 */
void
dz_header_bar_open_holders (DzHeaderBar *self)
{
  g_return_if_fail (DZ_IS_HEADER_BAR (self));

  gtk_menu_button_popup (self->holders_button);
}
