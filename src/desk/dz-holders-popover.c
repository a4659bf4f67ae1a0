/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "dz-holders-popover.h"

#include <glib/gi18n.h>

#include "dz-asking-sign.h"
#include "dz-time.h"
#include "dz-widget.h"

/* Of "2022-05-10 09:58:03", the hour and minute: nobody holds anything for a day. */
#define CLOCK_BEGINS 11
#define CLOCK_LENGTH 5

struct _DzHoldersPopover
{
  GtkPopover    parent_instance;

  GtkWidget    *content;     /* unowned, template child */
  GtkListBox   *list;        /* unowned, template child */
  DzAskingSign *sign;        /* unowned, template child */
  GtkLabel     *note;        /* unowned, template child */

  DzSync       *sync;        /* owned, nullable */
  GCancellable *cancellable; /* owned, nullable: of the question under way */
};

G_DEFINE_FINAL_TYPE (DzHoldersPopover, dz_holders_popover, GTK_TYPE_POPOVER)

static void ask (DzHoldersPopover *self);

static void
say (DzHoldersPopover *self,
     const char       *text)
{
  gtk_label_set_label (self->note, text);
  gtk_widget_set_visible (GTK_WIDGET (self->note), *text != '\0');
}

static char *
dup_clock (gint64 time_us)
{
  g_autofree char *when = dz_time_format (time_us);

  return g_strndup (when + CLOCK_BEGINS, CLOCK_LENGTH);
}

/**
 * dz_holder_text:
 * @holder: who holds how much
 *
 * Returns: (transfer full): how much until when, "12 photos until 14:32"
 */
char *
dz_holder_text (const DzQueueHolder *holder)
{
  g_autofree char *until = NULL;

  g_return_val_if_fail (holder != NULL, NULL);

  until = dup_clock (holder->last_us);
  /* TRANSLATORS: %u photos that somebody holds until %s, a time of day */
  return g_strdup_printf (ngettext ("%u photo until %s", "%u photos until %s", holder->n_leases),
                          holder->n_leases, until);
}

static gboolean
is_me (DzHoldersPopover    *self,
       const DzQueueHolder *holder)
{
  const DzUser *user = dz_sync_get_user (self->sync);

  return user != NULL && g_str_equal (user->id, holder->user);
}

static gboolean
may_recall (DzHoldersPopover    *self,
            const DzQueueHolder *holder)
{
  const DzUser *user = dz_sync_get_user (self->sync);

  return user != NULL && (user->roles & DZ_ROLE_SUPERVISOR) != 0 && !is_me (self, holder);
}

static void
recalled_cb (GObject      *source,
             GAsyncResult *result,
             gpointer      user_data)
{
  g_autoptr(DzHoldersPopover) self = user_data;
  g_autoptr(GError) error = NULL;
  g_autofree char *text = NULL;
  guint n_recalled;

  if (dz_sync_recall_finish (DZ_SYNC (source), result, &n_recalled, &error))
    text = g_strdup_printf (ngettext ("%u photo is free again.", "%u photos are free again.",
                                      n_recalled), n_recalled);
  if (self->sync != DZ_SYNC (source) ||
      g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  say (self, text != NULL ? text : error->message);
  ask (self); /* who it was may have gone by, or is offered anew */
}

static void
release_cb (DzHoldersPopover *self,
            GtkWidget        *button)
{
  const char *user = g_object_get_data (G_OBJECT (button), "user");

  if (self->sync == NULL)
    return;
  gtk_widget_set_sensitive (button, FALSE);
  dz_asking_sign_begin (self->sign);
  dz_sync_recall_async (self->sync, user, recalled_cb, g_object_ref (self));
}

static GtkWidget *
new_release (DzHoldersPopover    *self,
             const DzQueueHolder *holder)
{
  GtkWidget *button = gtk_button_new_with_label (_("Release"));
  g_autofree char *label = NULL;

  /* TRANSLATORS: %s is the name of a reviewer, whose photos go back to the queue */
  label = g_strdup_printf (_("Give the photos of %s back to the queue; it stands in the history"),
                           holder->name);
  gtk_widget_set_tooltip_text (button, label);
  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, label,
                                  -1);
  g_object_set_data_full (G_OBJECT (button), "user", g_strdup (holder->user), g_free);
  g_signal_connect_object (button, "clicked", G_CALLBACK (release_cb), self, G_CONNECT_SWAPPED);
  return button;
}

static GtkWidget *
new_label (const char *text,
           float       xalign)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_xalign (GTK_LABEL (label), xalign);
  return label;
}

static GtkWidget *
new_name (DzHoldersPopover    *self,
          const DzQueueHolder *holder)
{
  g_autofree char *name = NULL;
  GtkWidget *label;

  /* TRANSLATORS: %s is the name of who reads this */
  name = is_me (self, holder) ? g_strdup_printf (_("%s (you)"), holder->name)
                              : g_strdup (holder->name);
  label = new_label (name, 0);
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  dz_widget_tell_whole (GTK_LABEL (label));
  gtk_widget_set_hexpand (label, TRUE);
  return label;
}

static GtkWidget *
new_row (DzHoldersPopover    *self,
         const DzQueueHolder *holder)
{
  GtkWidget *row = gtk_list_box_row_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);
  g_autofree char *text = dz_holder_text (holder);
  GtkWidget *held = new_label (text, 1);

  gtk_widget_add_css_class (held, "numeric");
  gtk_box_append (GTK_BOX (box), new_name (self, holder));
  gtk_box_append (GTK_BOX (box), held);
  if (may_recall (self, holder))
    gtk_box_append (GTK_BOX (box), new_release (self, holder));
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), box);
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), FALSE);
  return row;
}

/* With no row to give it to, or none any more, keys would judge the photo behind. */
static void
keep_keyboard (DzHoldersPopover *self)
{
  GtkWidget *focus;

  if (!gtk_widget_get_mapped (GTK_WIDGET (self)))
    return;
  focus = gtk_root_get_focus (gtk_widget_get_root (GTK_WIDGET (self)));
  if (focus == NULL || !gtk_widget_is_ancestor (focus, GTK_WIDGET (self)))
    gtk_widget_grab_focus (self->content);
}

static void
show_holders (DzHoldersPopover *self,
              GPtrArray        *holders)
{
  dz_widget_empty_list (self->list);
  for (guint i = 0; i < holders->len; i++)
    gtk_list_box_append (self->list, new_row (self, g_ptr_array_index (holders, i)));
  gtk_widget_set_visible (GTK_WIDGET (self->list), holders->len > 0);
  if (holders->len == 0 && *gtk_label_get_label (self->note) == '\0')
    say (self, _("Nobody holds a photo now."));
  keep_keyboard (self);
}

static void
listed_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr(DzHoldersPopover) self = user_data;
  g_autoptr(GError) error = NULL;
  g_autoptr(GPtrArray) holders
      = dz_sync_load_holders_finish (DZ_SYNC (source), result, &error);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED) || self->sync != DZ_SYNC (source))
    return;
  g_clear_object (&self->cancellable);
  dz_asking_sign_end (self->sign);
  if (holders == NULL)
    say (self, error->message);
  else
    show_holders (self, holders);
}

static void
stop_asking (DzHoldersPopover *self)
{
  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
}

static void
ask (DzHoldersPopover *self)
{
  if (self->sync == NULL)
    return;
  stop_asking (self);
  self->cancellable = g_cancellable_new ();
  dz_asking_sign_begin (self->sign);
  dz_sync_load_holders_async (self->sync, self->cancellable, listed_cb, g_object_ref (self));
}

static void
show_cb (DzHoldersPopover *self)
{
  say (self, "");
  keep_keyboard (self);
  ask (self);
}

static void
dz_holders_popover_dispose (GObject *object)
{
  DzHoldersPopover *self = DZ_HOLDERS_POPOVER (object);

  stop_asking (self);
  g_clear_object (&self->sync);

  G_OBJECT_CLASS (dz_holders_popover_parent_class)->dispose (object);
}

static void
dz_holders_popover_class_init (DzHoldersPopoverClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = dz_holders_popover_dispose;
  g_type_ensure (DZ_TYPE_ASKING_SIGN);
  gtk_widget_class_set_template_from_resource (
      widget_class, "/io/github/duizhao/Duizhao/dz-holders-popover.ui");
  gtk_widget_class_bind_template_child (widget_class, DzHoldersPopover, content);
  gtk_widget_class_bind_template_child (widget_class, DzHoldersPopover, list);
  gtk_widget_class_bind_template_child (widget_class, DzHoldersPopover, sign);
  gtk_widget_class_bind_template_child (widget_class, DzHoldersPopover, note);
  gtk_widget_class_bind_template_callback (widget_class, show_cb);
}

static void
dz_holders_popover_init (DzHoldersPopover *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * dz_holders_popover_set_sync:
 * @self: a popover
 * @sync: (nullable): whom to ask; %NULL for nobody
 */
void
dz_holders_popover_set_sync (DzHoldersPopover *self,
                             DzSync           *sync)
{
  g_return_if_fail (DZ_IS_HOLDERS_POPOVER (self) && (sync == NULL || DZ_IS_SYNC (sync)));

  gtk_popover_popdown (GTK_POPOVER (self));
  stop_asking (self);
  dz_widget_empty_list (self->list);
  g_set_object (&self->sync, sync);
}
