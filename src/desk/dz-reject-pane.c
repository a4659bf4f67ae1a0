/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "dz-reject-pane.h"

#include <glib/gi18n.h>

#include "dz-finding.h"
#include "dz-key-badge.h"
#include "dz-reason-row.h"
#include "dz-widget.h"

/* In the order of the keyboard. */
static const char *const number_keys[] = { "1", "2", "3", "4", "5", "6", "7", "8", "9", "0" };

struct _DzRejectPane
{
  GtkWidget          parent_instance;

  GtkLabel          *heading;       /* unowned, template child */
  GtkScrolledWindow *scroller;      /* unowned, template child */
  GtkListBox        *list;          /* unowned, template child */
  GtkEditable       *note;          /* unowned, template child */
  GtkEditable       *internal_note; /* unowned, template child */
  GtkLabel          *letter_heading; /* unowned, template child */
  GtkLabel          *letter;        /* unowned, template child */
  GPtrArray         *findings;      /* owned, (element-type DzFinding) copies */
  GPtrArray         *choices;       /* owned, (element-type DzReasonChoice), of @findings */
};

G_DEFINE_FINAL_TYPE (DzRejectPane, dz_reject_pane, GTK_TYPE_WIDGET)

enum
{
  SEND,
  CANCEL,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static GPtrArray *
list_chosen (DzRejectPane *self)
{
  g_autoptr(GPtrArray) chosen = g_ptr_array_new ();
  GtkWidget *row = gtk_widget_get_first_child (GTK_WIDGET (self->list));

  for (; row != NULL; row = gtk_widget_get_next_sibling (row))
    if (DZ_IS_REASON_ROW (row) && dz_reason_row_get_chosen (DZ_REASON_ROW (row)))
      g_ptr_array_add (chosen, (gpointer) dz_reason_row_get_choice (DZ_REASON_ROW (row)));
  return g_steal_pointer (&chosen);
}

static gboolean
needs_note (GPtrArray *chosen)
{
  for (guint i = 0; i < chosen->len; i++)
    {
      const DzReasonChoice *choice = g_ptr_array_index (chosen, i);

      if (choice->reason->needs_note)
        return TRUE;
    }
  return FALSE;
}

static char *
dup_note (GtkEditable *entry)
{
  g_autofree char *note = g_strstrip (g_strdup (gtk_editable_get_text (entry)));

  return *note != '\0' ? g_steal_pointer (&note) : NULL;
}

/* Why it cannot be sent yet; NULL where it can. */
static const char *
say_what_is_missing (DzRejectPane *self,
                     GPtrArray    *chosen)
{
  g_autofree char *note = dup_note (self->note);

  if (chosen->len == 0)
    return _("Choose at least one reason.");
  if (needs_note (chosen) && note == NULL)
    return _("Write to the student what is wrong.");
  return NULL;
}

static void
update (DzRejectPane *self)
{
  g_autoptr(GPtrArray) chosen = list_chosen (self);
  const char *missing = say_what_is_missing (self, chosen);
  g_autofree char *letter = dz_reject_pane_dup_letter (self);

  gtk_widget_action_set_enabled (GTK_WIDGET (self), "reject.send", missing == NULL);
  /* What we ask of the reviewer must not look like what the student is told. */
  gtk_label_set_label (self->letter_heading, missing != NULL ? _("Before it can be sent")
                                                             : _("The student will read"));
  gtk_label_set_label (self->letter, missing != NULL ? missing : letter);
}

static void
send_action (GtkWidget  *widget,
             const char *action_name,
             GVariant   *parameter)
{
  g_signal_emit (widget, signals[SEND], 0);
}

static void
cancel_action (GtkWidget  *widget,
               const char *action_name,
               GVariant   *parameter)
{
  g_signal_emit (widget, signals[CANCEL], 0);
}

static void
toggle_action (GtkWidget  *widget,
               const char *action_name,
               GVariant   *parameter)
{
  DzRejectPane *self = DZ_REJECT_PANE (widget);
  GtkListBoxRow *row
      = gtk_list_box_get_row_at_index (self->list, (int) g_variant_get_uint32 (parameter));

  if (row != NULL)
    dz_reason_row_toggle (DZ_REASON_ROW (row));
}

static void
row_activated_cb (DzRejectPane *self,
                  DzReasonRow  *row)
{
  dz_reason_row_toggle (row);
}

static void
note_changed_cb (DzRejectPane *self)
{
  update (self);
}

/* GtkText commits what an input method has open before it says "activate". */
static void
entry_activated_cb (DzRejectPane *self)
{
  gtk_widget_activate_action (GTK_WIDGET (self), "reject.send", NULL);
}

/* Enter on a row would toggle it; here it sends, and Space toggles. Tab would go through all the
 * rows, as the arrows do; here it goes to the notes. */
static gboolean
list_key_cb (DzRejectPane    *self,
             guint            keyval,
             guint            keycode,
             GdkModifierType  state)
{
  if (keyval == GDK_KEY_Tab || keyval == GDK_KEY_KP_Tab)
    return gtk_widget_grab_focus (GTK_WIDGET (self->note));
  if (keyval != GDK_KEY_Return && keyval != GDK_KEY_KP_Enter && keyval != GDK_KEY_ISO_Enter)
    return GDK_EVENT_PROPAGATE;
  gtk_widget_activate_action (GTK_WIDGET (self), "reject.send", NULL);
  return GDK_EVENT_STOP;
}

static void
dz_reject_pane_dispose (GObject *object)
{
  DzRejectPane *self = DZ_REJECT_PANE (object);

  dz_widget_drop_children (GTK_WIDGET (self));
  g_clear_pointer (&self->choices, g_ptr_array_unref);
  g_clear_pointer (&self->findings, g_ptr_array_unref);

  G_OBJECT_CLASS (dz_reject_pane_parent_class)->dispose (object);
}

static void
bind_template (GtkWidgetClass *widget_class)
{
  g_type_ensure (DZ_TYPE_KEY_BADGE);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/duizhao/Duizhao/dz-reject-pane.ui");
  gtk_widget_class_bind_template_child (widget_class, DzRejectPane, heading);
  gtk_widget_class_bind_template_child (widget_class, DzRejectPane, scroller);
  gtk_widget_class_bind_template_child (widget_class, DzRejectPane, list);
  gtk_widget_class_bind_template_child (widget_class, DzRejectPane, note);
  gtk_widget_class_bind_template_child (widget_class, DzRejectPane, internal_note);
  gtk_widget_class_bind_template_child (widget_class, DzRejectPane, letter_heading);
  gtk_widget_class_bind_template_child (widget_class, DzRejectPane, letter);
  gtk_widget_class_bind_template_callback (widget_class, row_activated_cb);
  gtk_widget_class_bind_template_callback (widget_class, note_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, entry_activated_cb);
  gtk_widget_class_bind_template_callback (widget_class, list_key_cb);
}

static void
dz_reject_pane_class_init (DzRejectPaneClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = dz_reject_pane_dispose;

  signals[SEND] = g_signal_new ("send", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL,
                                NULL, NULL, G_TYPE_NONE, 0);
  signals[CANCEL] = g_signal_new ("cancel", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL,
                                  NULL, NULL, G_TYPE_NONE, 0);

  gtk_widget_class_install_action (widget_class, "reject.send", NULL, send_action);
  gtk_widget_class_install_action (widget_class, "reject.cancel", NULL, cancel_action);
  gtk_widget_class_install_action (widget_class, "reject.toggle", "u", toggle_action);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "reject.cancel", NULL);
  dz_widget_bind_numbers (widget_class, G_N_ELEMENTS (number_keys), "reject.toggle");

  bind_template (widget_class);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
}

static void
dz_reject_pane_init (DzRejectPane *self)
{
  self->findings = dz_findings_new ();
  self->choices = dz_reason_choices_new (self->findings);
  gtk_widget_init_template (GTK_WIDGET (self));
  update (self);
}

static void
fill_list (DzRejectPane *self)
{
  GtkWidget *row;

  dz_widget_empty_list (self->list);
  g_clear_pointer (&self->choices, g_ptr_array_unref);
  self->choices = dz_reason_choices_new (self->findings);
  for (guint i = 0; i < self->choices->len; i++)
    {
      row = dz_reason_row_new (g_ptr_array_index (self->choices, i),
                               i < G_N_ELEMENTS (number_keys) ? number_keys[i] : "");
      g_signal_connect_object (row, "notify::chosen", G_CALLBACK (update), self,
                               G_CONNECT_SWAPPED);
      gtk_list_box_append (self->list, row);
    }
}

static void
copy_findings (DzRejectPane *self,
               GPtrArray    *findings)
{
  g_ptr_array_set_size (self->findings, 0);
  g_ptr_array_extend (self->findings, findings, (GCopyFunc) (void (*) (void)) dz_finding_copy,
                      NULL);
}

/**
 * dz_reject_pane_open:
 * @self: a pane that is visible
 * @item: what would be returned; read only now
 * @findings: (element-type DzFinding): what the rules say of it; copied
 *
 * Begins a return: the failing rules' reasons are chosen, the notes are empty, and the list has the
 * keyboard.
 */
void
dz_reject_pane_open (DzRejectPane *self,
                     const DzItem *item,
                     GPtrArray    *findings)
{
  g_autofree char *heading = NULL;
  GtkListBoxRow *first;

  g_return_if_fail (DZ_IS_REJECT_PANE (self));
  g_return_if_fail (item != NULL && findings != NULL);

  /* TRANSLATORS: %s is the student's name; the photo goes back with reasons */
  heading = g_strdup_printf (_("Reject the photo of %s"), item->student->name);
  gtk_label_set_label (self->heading, heading);
  copy_findings (self, findings);
  fill_list (self);
  gtk_editable_set_text (self->note, "");
  gtk_editable_set_text (self->internal_note, "");
  gtk_adjustment_set_value (gtk_scrolled_window_get_vadjustment (self->scroller), 0);
  update (self);
  first = gtk_list_box_get_row_at_index (self->list, 0);
  if (first != NULL)
    gtk_widget_grab_focus (GTK_WIDGET (first));
}

/**
 * dz_reject_pane_dup_decision:
 * @self: a pane
 *
 * Returns: (transfer full): the decision as it is composed now
 */
DzDecision *
dz_reject_pane_dup_decision (DzRejectPane *self)
{
  g_autoptr(DzDecision) decision = dz_decision_new ();
  g_autoptr(GPtrArray) chosen = NULL;
  g_autoptr(GStrvBuilder) codes = g_strv_builder_new ();

  g_return_val_if_fail (DZ_IS_REJECT_PANE (self), NULL);

  chosen = list_chosen (self);
  for (guint i = 0; i < chosen->len; i++)
    {
      const DzReasonChoice *choice = g_ptr_array_index (chosen, i);

      g_strv_builder_add (codes, choice->reason->code);
    }
  decision->verdict = DZ_VERDICT_REJECT;
  decision->reasons = g_strv_builder_end (codes);
  decision->note = dup_note (self->note);
  decision->internal_note = dup_note (self->internal_note);
  return g_steal_pointer (&decision);
}

/**
 * dz_reject_pane_dup_letter:
 * @self: a pane
 *
 * Returns: (transfer full): what the student will read, in Chinese
 */
char *
dz_reject_pane_dup_letter (DzRejectPane *self)
{
  g_autoptr(GPtrArray) chosen = NULL;
  g_autofree char *note = NULL;

  g_return_val_if_fail (DZ_IS_REJECT_PANE (self), NULL);

  chosen = list_chosen (self);
  note = dup_note (self->note);
  return dz_reason_letter_zh (chosen, note);
}
