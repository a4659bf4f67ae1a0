/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "dz-filter-popover.h"

#include <glib/gi18n.h>

#include "dz-asking-sign.h"
#include "dz-filter-memory.h"
#include "dz-filter-text.h"

struct _DzFilterPopover
{
  GtkPopover    parent_instance;

  GtkDropDown  *school;      /* unowned, template child: all, then @schools */
  GtkDropDown  *window;      /* unowned, template child: all, then @shown */
  GtkDropDown  *verdict;     /* unowned, template child: as #DzFilterVerdict */
  GtkDropDown  *attempt;     /* unowned, template child: as #DzFilterAttempt */
  GtkDropDown  *waited;      /* unowned, template child: as dz_filter_get_wait() */
  DzAskingSign *sign;        /* unowned, template child: which schools and windows there are */
  GtkLabel     *problem;     /* unowned, template child */
  GtkWidget    *apply;       /* unowned, template child */

  DzSync       *sync;        /* owned, nullable */
  GPtrArray    *windows;     /* owned (element-type DzQueueWindow): as the service said last */
  GPtrArray    *schools;     /* owned (element-type utf8): codes, as they stand in @school */
  GPtrArray    *shown;       /* owned (element-type utf8): window ids, as they stand in @window */
  GCancellable *cancellable; /* owned, nullable: of the question under way */
  gboolean      filling;
};

G_DEFINE_FINAL_TYPE (DzFilterPopover, dz_filter_popover, GTK_TYPE_POPOVER)

/* The position of @code in a list that begins with "all"; that of "all" where it is NULL. */
static guint
find_position (GPtrArray  *codes,
               const char *code)
{
  for (guint i = 0; code != NULL && i < codes->len; i++)
    if (g_str_equal (g_ptr_array_index (codes, i), code))
      return i + 1;
  return 0;
}

static const char *
get_chosen (GPtrArray   *codes,
            GtkDropDown *list)
{
  guint position = gtk_drop_down_get_selected (list);

  return position > 0 && position <= codes->len ? g_ptr_array_index (codes, position - 1) : NULL;
}

static guint
count_free (DzFilterPopover *self,
            const char      *school)
{
  guint n_free = 0;

  for (guint i = 0; i < self->windows->len; i++)
    {
      const DzQueueWindow *window = g_ptr_array_index (self->windows, i);

      if (g_str_equal (window->school, school))
        n_free += window->n_free;
    }
  return n_free;
}

static void
append_counted (GtkStringList *names,
                const char    *name,
                guint          n_free)
{
  g_autofree char *text = NULL;

  /* TRANSLATORS: a school or window, and how many of its photos nobody has */
  text = g_strdup_printf (_("%s (%u free)"), name, n_free);
  gtk_string_list_append (names, text);
}

static void
add_school (DzFilterPopover     *self,
            GtkStringList       *names,
            const DzQueueWindow *window)
{
  g_autofree char *name = dz_filter_school_label (window);

  if (find_position (self->schools, window->school) > 0)
    return;
  g_ptr_array_add (self->schools, g_strdup (window->school));
  append_counted (names, name, count_free (self, window->school));
}

/* What is asked for now stands there too, whatever the service tells of. */
static void
fill_schools (DzFilterPopover *self,
              const char      *chosen)
{
  g_autoptr(GtkStringList) names = gtk_string_list_new (NULL);

  gtk_string_list_append (names, _("All schools"));
  g_ptr_array_set_size (self->schools, 0);
  for (guint i = 0; i < self->windows->len; i++)
    add_school (self, names, g_ptr_array_index (self->windows, i));
  if (chosen != NULL && find_position (self->schools, chosen) == 0)
    {
      g_ptr_array_add (self->schools, g_strdup (chosen));
      gtk_string_list_append (names, chosen);
    }
  gtk_drop_down_set_model (self->school, G_LIST_MODEL (names));
  gtk_drop_down_set_selected (self->school, find_position (self->schools, chosen));
}

static void
add_window (DzFilterPopover     *self,
            GtkStringList       *names,
            const DzQueueWindow *window,
            const char          *school)
{
  g_autofree char *label = dz_filter_window_label (window);
  g_autofree char *whole = NULL;

  if (school != NULL && !g_str_equal (window->school, school))
    return;
  if (school == NULL)
    whole = g_strdup_printf ("%s %s", window->school, label);
  g_ptr_array_add (self->shown, g_strdup (window->window));
  append_counted (names, whole != NULL ? whole : label, window->n_free);
}

/* Those of the chosen school. */
static void
fill_windows (DzFilterPopover *self,
              const char      *chosen)
{
  g_autoptr(GtkStringList) names = gtk_string_list_new (NULL);
  const char *school = get_chosen (self->schools, self->school);

  gtk_string_list_append (names, _("All windows"));
  g_ptr_array_set_size (self->shown, 0);
  for (guint i = 0; i < self->windows->len; i++)
    add_window (self, names, g_ptr_array_index (self->windows, i), school);
  if (chosen != NULL && find_position (self->shown, chosen) == 0)
    {
      g_ptr_array_add (self->shown, g_strdup (chosen));
      gtk_string_list_append (names, _("one window"));
    }
  gtk_drop_down_set_model (self->window, G_LIST_MODEL (names));
  gtk_drop_down_set_selected (self->window, find_position (self->shown, chosen));
}

static void
fill_places (DzFilterPopover *self,
             const char      *school,
             const char      *window)
{
  self->filling = TRUE;
  fill_schools (self, school);
  fill_windows (self, window);
  self->filling = FALSE;
}

static void
school_changed_cb (DzFilterPopover *self)
{
  if (!self->filling)
    fill_windows (self, NULL);
}

static void
windows_cb (GObject      *source,
            GAsyncResult *result,
            gpointer      user_data)
{
  g_autoptr(DzFilterPopover) self = user_data;
  g_autoptr(GError) error = NULL;
  GPtrArray *windows = dz_sync_load_windows_finish (DZ_SYNC (source), result, &error);
  g_autofree char *school = NULL;
  g_autofree char *window = NULL;

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  g_clear_object (&self->cancellable);
  dz_asking_sign_end (self->sign);
  gtk_label_set_label (self->problem, error != NULL ? error->message : "");
  gtk_widget_set_visible (GTK_WIDGET (self->problem), error != NULL);
  if (windows == NULL)
    return;
  school = g_strdup (get_chosen (self->schools, self->school));
  window = g_strdup (get_chosen (self->shown, self->window));
  g_ptr_array_unref (self->windows);
  self->windows = windows;
  fill_places (self, school, window);
}

static void
stop_asking (DzFilterPopover *self)
{
  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
}

static void
show_cb (DzFilterPopover *self)
{
  const DzQueueFilter *filter;

  if (self->sync == NULL)
    return;
  filter = dz_sync_get_filter (self->sync);
  fill_places (self, filter->school, filter->window);
  gtk_drop_down_set_selected (self->verdict, filter->verdict);
  gtk_drop_down_set_selected (self->attempt, filter->attempt);
  gtk_drop_down_set_selected (self->waited, dz_filter_find_wait (filter->waited_min));
  gtk_widget_set_visible (GTK_WIDGET (self->problem), FALSE);
  stop_asking (self);
  self->cancellable = g_cancellable_new ();
  dz_asking_sign_begin (self->sign);
  dz_sync_load_windows_async (self->sync, self->cancellable, windows_cb, g_object_ref (self));
  gtk_widget_grab_focus (GTK_WIDGET (self->school));
}

static void
apply_cb (DzFilterPopover *self)
{
  g_autoptr(DzQueueFilter) filter = dz_queue_filter_new ();

  filter->school = g_strdup (get_chosen (self->schools, self->school));
  filter->window = g_strdup (get_chosen (self->shown, self->window));
  filter->verdict = (DzFilterVerdict) gtk_drop_down_get_selected (self->verdict);
  filter->attempt = (DzFilterAttempt) gtk_drop_down_get_selected (self->attempt);
  filter->waited_min = dz_filter_get_wait (gtk_drop_down_get_selected (self->waited));
  gtk_popover_popdown (GTK_POPOVER (self));
  if (self->sync != NULL)
    dz_filter_memory_apply (self->sync, filter);
}

static void
clear_cb (DzFilterPopover *self)
{
  g_autoptr(DzQueueFilter) none = dz_queue_filter_new ();

  gtk_popover_popdown (GTK_POPOVER (self));
  if (self->sync != NULL)
    dz_filter_memory_apply (self->sync, none);
}

static void
dz_filter_popover_dispose (GObject *object)
{
  DzFilterPopover *self = DZ_FILTER_POPOVER (object);

  stop_asking (self);
  g_clear_object (&self->sync);
  g_clear_pointer (&self->windows, g_ptr_array_unref);
  g_clear_pointer (&self->schools, g_ptr_array_unref);
  g_clear_pointer (&self->shown, g_ptr_array_unref);

  G_OBJECT_CLASS (dz_filter_popover_parent_class)->dispose (object);
}

static void
dz_filter_popover_class_init (DzFilterPopoverClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = dz_filter_popover_dispose;
  g_type_ensure (DZ_TYPE_ASKING_SIGN);
  gtk_widget_class_set_template_from_resource (
      widget_class, "/io/github/duizhao/Duizhao/dz-filter-popover.ui");
  gtk_widget_class_bind_template_child (widget_class, DzFilterPopover, school);
  gtk_widget_class_bind_template_child (widget_class, DzFilterPopover, window);
  gtk_widget_class_bind_template_child (widget_class, DzFilterPopover, verdict);
  gtk_widget_class_bind_template_child (widget_class, DzFilterPopover, attempt);
  gtk_widget_class_bind_template_child (widget_class, DzFilterPopover, waited);
  gtk_widget_class_bind_template_child (widget_class, DzFilterPopover, sign);
  gtk_widget_class_bind_template_child (widget_class, DzFilterPopover, problem);
  gtk_widget_class_bind_template_child (widget_class, DzFilterPopover, apply);
  gtk_widget_class_bind_template_callback (widget_class, show_cb);
  gtk_widget_class_bind_template_callback (widget_class, school_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, apply_cb);
  gtk_widget_class_bind_template_callback (widget_class, clear_cb);
}

static void
fill_fixed (DzFilterPopover *self)
{
  g_autoptr(GtkStringList) verdicts = gtk_string_list_new (NULL);
  g_autoptr(GtkStringList) attempts = gtk_string_list_new (NULL);
  g_autoptr(GtkStringList) waits = gtk_string_list_new (NULL);

  for (guint i = 0; i < DZ_N_FILTER_VERDICTS; i++)
    gtk_string_list_append (verdicts, dz_filter_verdict_label ((DzFilterVerdict) i));
  for (guint i = 0; i < DZ_N_FILTER_ATTEMPTS; i++)
    gtk_string_list_append (attempts, dz_filter_attempt_label ((DzFilterAttempt) i));
  for (guint i = 0; i < DZ_FILTER_N_WAITS; i++)
    gtk_string_list_append (waits, dz_filter_wait_label (i));
  gtk_drop_down_set_model (self->verdict, G_LIST_MODEL (verdicts));
  gtk_drop_down_set_model (self->attempt, G_LIST_MODEL (attempts));
  gtk_drop_down_set_model (self->waited, G_LIST_MODEL (waits));
}

static void
dz_filter_popover_init (DzFilterPopover *self)
{
  self->windows = g_ptr_array_new_with_free_func ((GDestroyNotify) dz_queue_window_free);
  self->schools = g_ptr_array_new_with_free_func (g_free);
  self->shown = g_ptr_array_new_with_free_func (g_free);
  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_popover_set_default_widget (GTK_POPOVER (self), self->apply);
  fill_fixed (self);
  fill_places (self, NULL, NULL);
}

/**
 * dz_filter_popover_set_sync:
 * @self: a popover
 * @sync: (nullable): whose filter it changes; %NULL for nobody's
 */
void
dz_filter_popover_set_sync (DzFilterPopover *self,
                            DzSync          *sync)
{
  g_return_if_fail (DZ_IS_FILTER_POPOVER (self) && (sync == NULL || DZ_IS_SYNC (sync)));

  gtk_popover_popdown (GTK_POPOVER (self));
  stop_asking (self);
  g_ptr_array_set_size (self->windows, 0);
  g_set_object (&self->sync, sync);
}
