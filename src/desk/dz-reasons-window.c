/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "dz-reasons-window.h"

#include <glib/gi18n.h>

#include "dz-asking-sign.h"
#include "dz-question.h"
#include "dz-reason-card.h"
#include "dz-reason-form.h"
#include "dz-sync-oversight.h"
#include "dz-toast.h"
#include "dz-widget.h"

struct _DzReasonsWindow
{
  AdwWindow        parent_instance;

  AdwToastOverlay *toasts;      /* unowned, template child */
  GtkStack        *stack;       /* unowned, template child: "list", "form" */
  GtkListBox      *list;        /* unowned, template child */
  GtkToggleButton *all;         /* unowned, template child */
  GtkWidget       *add;         /* unowned, template child */
  DzAskingSign    *sign;        /* unowned, template child */
  AdwWindowTitle  *title;       /* unowned, template child */
  DzReasonForm    *form;        /* unowned, template child */
  DzSync          *sync;        /* owned, nullable */
  GCancellable    *cancellable; /* owned, nullable: of what is on its way */
  DzReason        *retiring;    /* owned, nullable: what it is asked about */
  char            *wanted;      /* owned, nullable: the code to choose in the list */
  gboolean         closing;     /* as soon as what is on its way has ended well */
  gboolean         leaving;     /* it was asked whether what is written may go */
};

G_DEFINE_FINAL_TYPE (DzReasonsWindow, dz_reasons_window, ADW_TYPE_WINDOW)

static void
say (DzReasonsWindow *self,
     const char      *sentence)
{
  AdwToast *toast = dz_toast_new (sentence);

  dz_toast_fit (toast, GTK_WIDGET (self->toasts));
  adw_toast_overlay_add_toast (self->toasts, toast);
}

static gboolean
is_writing (DzReasonsWindow *self)
{
  return g_strcmp0 (gtk_stack_get_visible_child_name (self->stack), "form") == 0;
}

/* ---- the list ---- */

static DzReasonCard *
get_chosen (DzReasonsWindow *self)
{
  GtkListBoxRow *row = gtk_list_box_get_selected_row (self->list);

  return row != NULL ? DZ_REASON_CARD (row) : NULL;
}

static void
show_asking (DzReasonsWindow *self)
{
  if (self->cancellable != NULL)
    dz_asking_sign_begin (self->sign);
  else
    dz_asking_sign_end (self->sign);
}

/* What was retired is brought back as its next version; earlier versions only tell. */
static void
update (DzReasonsWindow *self)
{
  DzReasonCard *chosen;
  gboolean is_free;
  gboolean is_last;

  if (self->sync == NULL)
    return; /* the window is going, and its rows with it */
  show_asking (self);
  chosen = get_chosen (self);
  is_free = !is_writing (self) && self->cancellable == NULL;
  is_last = chosen != NULL && dz_reason_card_is_last (chosen);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "reasons.add", is_free);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "reasons.change", is_free && is_last);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "reasons.retire",
                                 is_free && is_last &&
                                 dz_reason_card_get_reason (chosen)->retired_us == 0);
}

static void
choose_wanted (DzReasonsWindow *self)
{
  GtkListBoxRow *row;

  for (int i = 0; (row = gtk_list_box_get_row_at_index (self->list, i)) != NULL; i++)
    if (g_strcmp0 (dz_reason_card_get_reason (DZ_REASON_CARD (row))->code, self->wanted) == 0 &&
        dz_reason_card_is_last (DZ_REASON_CARD (row)))
      {
        gtk_list_box_select_row (self->list, row);
        return;
      }
  gtk_list_box_select_row (self->list, gtk_list_box_get_row_at_index (self->list, 0));
}

static void
focus_list (DzReasonsWindow *self)
{
  GtkListBoxRow *row = gtk_list_box_get_selected_row (self->list);

  gtk_widget_grab_focus (row != NULL ? GTK_WIDGET (row) : GTK_WIDGET (self->list));
}

static void
show_list (DzReasonsWindow *self)
{
  DzReasonList *reasons = dz_sync_get_reasons (self->sync);
  GPtrArray *all = dz_reason_list_get_all (reasons);
  gboolean with_all = gtk_toggle_button_get_active (self->all);
  DzReasonCard *chosen = get_chosen (self);
  GtkWidget *focus = gtk_window_get_focus (GTK_WINDOW (self));
  gboolean had_focus = focus != NULL && gtk_widget_is_ancestor (focus, GTK_WIDGET (self->list));

  if (self->wanted == NULL && chosen != NULL)
    self->wanted = g_strdup (dz_reason_card_get_reason (chosen)->code);
  dz_widget_empty_list (self->list);
  for (guint i = 0; i < all->len; i++)
    {
      const DzReason *reason = g_ptr_array_index (all, i);

      if (with_all || reason->retired_us == 0)
        gtk_list_box_append (self->list, dz_reason_card_new (
          reason, dz_reason_list_find_version (reasons, reason->code, 0) == reason));
    }
  choose_wanted (self);
  g_clear_pointer (&self->wanted, g_free);
  if (had_focus)
    focus_list (self);
  update (self);
}

static void
reasons_changed_cb (DzReasonsWindow *self)
{
  show_list (self);
  if (is_writing (self))
    dz_reason_form_set_list (self->form, dz_sync_get_reasons (self->sync));
}

static void
open_list (DzReasonsWindow *self)
{
  gtk_stack_set_visible_child_name (self->stack, "list");
  adw_window_title_set_title (self->title, _("Reasons"));
  gtk_widget_set_visible (GTK_WIDGET (self->all), TRUE);
  gtk_widget_set_visible (self->add, TRUE);
  update (self);
  focus_list (self);
}

/* ---- writing ---- */

static void
open_form (DzReasonsWindow *self,
           const DzReason  *base)
{
  dz_reason_form_open (self->form, base, dz_sync_get_reasons (self->sync));
  gtk_stack_set_visible_child_name (self->stack, "form");
  adw_window_title_set_title (self->title, base != NULL ? _("Change a Reason")
                                                        : _("Add a Reason"));
  gtk_widget_set_visible (GTK_WIDGET (self->all), FALSE);
  gtk_widget_set_visible (self->add, FALSE);
  update (self);
  gtk_widget_grab_focus (GTK_WIDGET (self->form));
}

static void
add_action (GtkWidget  *widget,
            const char *action_name,
            GVariant   *parameter)
{
  open_form (DZ_REASONS_WINDOW (widget), NULL);
}

static void
change_action (GtkWidget  *widget,
               const char *action_name,
               GVariant   *parameter)
{
  DzReasonsWindow *self = DZ_REASONS_WINDOW (widget);
  DzReasonCard *chosen = get_chosen (self);

  if (chosen != NULL)
    open_form (self, dz_reason_card_get_reason (chosen));
}

static void
activated_cb (DzReasonsWindow *self)
{
  gtk_widget_activate_action (GTK_WIDGET (self), "reasons.change", NULL);
}

static void
end_exchange (DzReasonsWindow *self)
{
  g_clear_object (&self->cancellable);
  dz_reason_form_set_busy (self->form, FALSE);
  update (self);
}

static void
say_saved (DzReasonsWindow *self,
           const DzReason  *reason)
{
  /* TRANSLATORS: the label of a reason, and a number */
  g_autofree char *text = g_strdup_printf (_("“%s” is given from now on, as version %u."),
                                           reason->label_zh, reason->version);

  g_free (self->wanted);
  self->wanted = g_strdup (reason->code);
  open_list (self);
  say (self, text);
}

/* Whoever closes it while something is saved sees whether it was, before it is closed. */
static void
close_if_wanted (DzReasonsWindow *self,
                 gboolean         done)
{
  gboolean closing = self->closing;

  self->closing = FALSE;
  if (closing && done)
    gtk_window_destroy (GTK_WINDOW (self));
}

/* What was given up may have arrived; then the list shows it. */
static void
saved_cb (GObject      *source,
          GAsyncResult *result,
          gpointer      user_data)
{
  g_autoptr(DzReasonsWindow) self = user_data;
  g_autoptr(GError) error = NULL;
  g_autoptr(DzReason) reason = dz_sync_change_reason_finish (DZ_SYNC (source), result, &error);

  if (self->sync == NULL)
    return;
  end_exchange (self);
  if (reason != NULL)
    say_saved (self, reason);
  else if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    dz_reason_form_say (self->form, _("You gave up waiting. It may have been saved all the same; "
                                      "the list shows it then."));
  else
    dz_reason_form_say (self->form, error->message);
  close_if_wanted (self, reason != NULL);
}

static void
save_cb (DzReasonsWindow *self)
{
  g_autoptr(DzReason) words = dz_reason_form_check (self->form);

  if (words == NULL || self->cancellable != NULL)
    return;
  self->cancellable = g_cancellable_new ();
  update (self);
  dz_reason_form_set_busy (self->form, TRUE);
  dz_sync_add_reason_async (self->sync, words, dz_reason_form_get_last (self->form),
                            self->cancellable, saved_cb, g_object_ref (self));
}

/* ---- retiring ---- */

static void
retired_cb (GObject      *source,
            GAsyncResult *result,
            gpointer      user_data)
{
  g_autoptr(DzReasonsWindow) self = user_data;
  g_autoptr(GError) error = NULL;
  g_autoptr(DzReason) reason = dz_sync_change_reason_finish (DZ_SYNC (source), result, &error);
  g_autofree char *text = NULL;

  if (self->sync == NULL)
    return;
  end_exchange (self);
  if (reason != NULL)
    /* TRANSLATORS: the label of a reason */
    text = g_strdup_printf (_("“%s” is given no more."), reason->label_zh);
  else if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    text = g_strdup (_("You gave up waiting. It may be done all the same."));
  say (self, text != NULL ? text : error->message);
  close_if_wanted (self, reason != NULL);
}

static void
retire (gpointer user_data)
{
  DzReasonsWindow *self = user_data;

  if (self->sync == NULL || self->retiring == NULL || self->cancellable != NULL)
    return;
  self->cancellable = g_cancellable_new ();
  update (self);
  dz_sync_retire_reason_async (self->sync, self->retiring, self->cancellable, retired_cb,
                               g_object_ref (self));
}

static void
retire_action (GtkWidget  *widget,
               const char *action_name,
               GVariant   *parameter)
{
  DzReasonsWindow *self = DZ_REASONS_WINDOW (widget);
  DzReasonCard *chosen = get_chosen (self);
  g_autofree char *heading = NULL;

  if (chosen == NULL)
    return;
  g_clear_pointer (&self->retiring, dz_reason_free);
  self->retiring = dz_reason_copy (dz_reason_card_get_reason (chosen));
  /* TRANSLATORS: the label of a reason */
  heading = g_strdup_printf (_("Retire “%s”?"), self->retiring->label_zh);
  dz_question_ask (GTK_WINDOW (self), heading,
                   _("No reviewer can give it any more. Decisions that gave it keep it, and it can "
                     "be brought back."), _("_Keep"), _("_Retire"), retire, G_OBJECT (self));
}

/* ---- leaving ---- */

static void
drop_form (gpointer user_data)
{
  DzReasonsWindow *self = user_data;

  if (self->sync == NULL)
    return;
  if (self->leaving)
    gtk_window_destroy (GTK_WINDOW (self));
  else
    open_list (self);
}

static void
ask_dropping (DzReasonsWindow *self,
              gboolean         leaving)
{
  self->leaving = leaving;
  dz_question_ask (GTK_WINDOW (self), _("Drop what you have written?"),
                   _("It has not been saved."), _("_Go On Writing"), _("_Drop It"), drop_form,
                   G_OBJECT (self));
}

/* First the waiting, then the form, then the window. */
static void
leave_action (GtkWidget  *widget,
              const char *action_name,
              GVariant   *parameter)
{
  DzReasonsWindow *self = DZ_REASONS_WINDOW (widget);

  if (self->cancellable != NULL)
    g_cancellable_cancel (self->cancellable);
  else if (!is_writing (self))
    gtk_window_close (GTK_WINDOW (self));
  else if (dz_reason_form_is_changed (self->form))
    ask_dropping (self, FALSE);
  else
    open_list (self);
}

static void
cancel_cb (DzReasonsWindow *self)
{
  gtk_widget_activate_action (GTK_WIDGET (self), "reasons.leave", NULL);
}

static gboolean
dz_reasons_window_close_request (GtkWindow *window)
{
  DzReasonsWindow *self = DZ_REASONS_WINDOW (window);

  if (self->cancellable != NULL)
    {
      self->closing = TRUE;
      return TRUE;
    }
  if (!is_writing (self) || !dz_reason_form_is_changed (self->form))
    return GTK_WINDOW_CLASS (dz_reasons_window_parent_class)->close_request (window);
  ask_dropping (self, TRUE);
  return TRUE;
}

/* ---- the window ---- */

static void
dz_reasons_window_dispose (GObject *object)
{
  DzReasonsWindow *self = DZ_REASONS_WINDOW (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  if (self->sync != NULL)
    g_signal_handlers_disconnect_by_data (self->sync, self);
  g_clear_object (&self->sync);
  g_clear_pointer (&self->retiring, dz_reason_free);
  g_clear_pointer (&self->wanted, g_free);

  G_OBJECT_CLASS (dz_reasons_window_parent_class)->dispose (object);
}

static void
bind_template (GtkWidgetClass *widget_class)
{
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/duizhao/Duizhao/dz-reasons-window.ui");
  gtk_widget_class_bind_template_child (widget_class, DzReasonsWindow, toasts);
  gtk_widget_class_bind_template_child (widget_class, DzReasonsWindow, stack);
  gtk_widget_class_bind_template_child (widget_class, DzReasonsWindow, list);
  gtk_widget_class_bind_template_child (widget_class, DzReasonsWindow, all);
  gtk_widget_class_bind_template_child (widget_class, DzReasonsWindow, add);
  gtk_widget_class_bind_template_child (widget_class, DzReasonsWindow, sign);
  gtk_widget_class_bind_template_child (widget_class, DzReasonsWindow, title);
  gtk_widget_class_bind_template_child (widget_class, DzReasonsWindow, form);
  gtk_widget_class_bind_template_callback (widget_class, update);
  gtk_widget_class_bind_template_callback (widget_class, show_list);
  gtk_widget_class_bind_template_callback (widget_class, activated_cb);
  gtk_widget_class_bind_template_callback (widget_class, save_cb);
  gtk_widget_class_bind_template_callback (widget_class, cancel_cb);
}

static void
dz_reasons_window_class_init (DzReasonsWindowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = dz_reasons_window_dispose;
  GTK_WINDOW_CLASS (klass)->close_request = dz_reasons_window_close_request;
  g_type_ensure (DZ_TYPE_ASKING_SIGN);
  g_type_ensure (DZ_TYPE_REASON_FORM);
  gtk_widget_class_install_action (widget_class, "reasons.add", NULL, add_action);
  gtk_widget_class_install_action (widget_class, "reasons.change", NULL, change_action);
  gtk_widget_class_install_action (widget_class, "reasons.retire", NULL, retire_action);
  gtk_widget_class_install_action (widget_class, "reasons.leave", NULL, leave_action);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "reasons.leave", NULL);
  bind_template (widget_class);
}

static void
dz_reasons_window_init (DzReasonsWindow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * dz_reasons_window_new:
 * @sync: the client; a supervisor or an administrator has signed in
 *
 * Returns: (transfer none): a window, which belongs to GTK
 */
GtkWindow *
dz_reasons_window_new (DzSync *sync)
{
  DzReasonsWindow *self;

  g_return_val_if_fail (DZ_IS_SYNC (sync), NULL);

  self = g_object_new (DZ_TYPE_REASONS_WINDOW, NULL);
  self->sync = g_object_ref (sync);
  g_signal_connect_object (sync, "notify::reasons", G_CALLBACK (reasons_changed_cb), self,
                           G_CONNECT_SWAPPED);
  show_list (self);
  open_list (self);
  return GTK_WINDOW (self);
}
