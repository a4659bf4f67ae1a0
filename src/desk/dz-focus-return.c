/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "dz-focus-return.h"

struct _DzFocusReturn
{
  GObject    parent_instance;

  GtkWindow *window;  /* unowned, nullable: once it is closed */
  GtkWidget *page;    /* unowned, in @window */
  GtkWidget *last;    /* weak, nullable: what had the keyboard on @page */
  guint      soon_id; /* source, 0 for none */
  gboolean   later;   /* once no other window is over this one */
};

G_DEFINE_FINAL_TYPE (DzFocusReturn, dz_focus_return, G_TYPE_OBJECT)

/* What is in an open popover of the page is not on the page. */
static gboolean
is_on_page (DzFocusReturn *self,
            GtkWidget     *widget)
{
  return gtk_widget_is_ancestor (widget, self->page)
         && gtk_widget_get_native (widget) == GTK_NATIVE (self->window);
}

static void
remember (DzFocusReturn *self)
{
  GtkWidget *focus = gtk_window_get_focus (self->window);

  if (focus != NULL && is_on_page (self, focus))
    g_set_weak_pointer (&self->last, focus);
}

/* In another popover, or on the page by now, it was given on purpose. */
static gboolean
is_astray (DzFocusReturn *self)
{
  GtkWidget *focus = gtk_window_get_focus (self->window);

  if (focus == NULL || !gtk_widget_get_mapped (focus))
    return TRUE;
  return gtk_widget_get_native (focus) == GTK_NATIVE (self->window) && !is_on_page (self, focus);
}

/* What a menu opens is there before the menu has gone. */
static gboolean
is_covered (DzFocusReturn *self)
{
  g_autoptr(GList) windows = gtk_window_list_toplevels ();

  for (GList *at = windows; at != NULL; at = at->next)
    if (gtk_window_get_transient_for (at->data) == self->window
        && gtk_widget_get_mapped (at->data))
      return TRUE;
  return FALSE;
}

/* Marked text would be taken away by the next letter. */
static void
give_back (DzFocusReturn *self)
{
  if (self->last == NULL || !gtk_widget_get_mapped (self->last)
      || !gtk_widget_is_sensitive (self->last))
    gtk_widget_grab_focus (self->page);
  else if (GTK_IS_TEXT (self->last))
    gtk_text_grab_focus_without_selecting (GTK_TEXT (self->last));
  else
    gtk_widget_grab_focus (self->last);
}

static gboolean
return_cb (gpointer user_data)
{
  DzFocusReturn *self = user_data;

  self->soon_id = 0;
  self->later = is_covered (self);
  if (!self->later && gtk_widget_get_mapped (self->page) && is_astray (self))
    give_back (self);
  return G_SOURCE_REMOVE;
}

/* GTK gives the keyboard back within a window by itself, unless what had it has gone meanwhile. */
static void
active_changed_cb (DzFocusReturn *self)
{
  if (gtk_window_is_active (self->window)
      && (self->later || gtk_window_get_focus (self->window) == NULL))
    dz_focus_return_soon (self);
}

static void
dz_focus_return_dispose (GObject *object)
{
  dz_focus_return_close (DZ_FOCUS_RETURN (object));

  G_OBJECT_CLASS (dz_focus_return_parent_class)->dispose (object);
}

static void
dz_focus_return_class_init (DzFocusReturnClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = dz_focus_return_dispose;
}

static void
dz_focus_return_init (DzFocusReturn *self)
{
}

/**
 * dz_focus_return_new:
 * @window: a window
 * @page: what in it is worked with
 *
 * Returns: (transfer full): what brings the keyboard back; close it before the window goes
 */
DzFocusReturn *
dz_focus_return_new (GtkWindow *window,
                     GtkWidget *page)
{
  DzFocusReturn *self;

  g_return_val_if_fail (GTK_IS_WINDOW (window) && GTK_IS_WIDGET (page), NULL);

  self = g_object_new (DZ_TYPE_FOCUS_RETURN, NULL);
  self->window = window;
  self->page = page;
  g_signal_connect_object (window, "notify::focus-widget", G_CALLBACK (remember), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (window, "notify::is-active", G_CALLBACK (active_changed_cb), self,
                           G_CONNECT_SWAPPED);
  return self;
}

/**
 * dz_focus_return_soon:
 * @self: what brings the keyboard back
 *
 * Something over the window closes. Once it has, the page has the keyboard again, unless something
 * else was opened that has it, or the page is not seen.
 */
void
dz_focus_return_soon (DzFocusReturn *self)
{
  g_return_if_fail (DZ_IS_FOCUS_RETURN (self));

  if (self->window != NULL && self->soon_id == 0)
    self->soon_id = g_idle_add (return_cb, self);
}

/**
 * dz_focus_return_close:
 * @self: what brings the keyboard back
 *
 * Lets go of the window. Nothing happens the second time.
 */
void
dz_focus_return_close (DzFocusReturn *self)
{
  g_return_if_fail (DZ_IS_FOCUS_RETURN (self));

  g_clear_handle_id (&self->soon_id, g_source_remove);
  g_clear_weak_pointer (&self->last);
  if (self->window != NULL)
    g_signal_handlers_disconnect_by_data (self->window, self);
  self->window = NULL;
}
