/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "dz-reject-pane.h"

#include <glib/gi18n.h>

#include "dz-finding.h"
#include "dz-key-badge.h"
#include "dz-letter-reopened.h"
#include "dz-reason-chooser.h"
#include "dz-wrap-box.h"

struct _DzRejectPane
{
  DzComposePane      parent_instance;

  GtkLabel          *heading;        /* unowned, template child */
  DzReasonChooser   *chooser;        /* unowned, template child */
  GtkEditable       *note;           /* unowned, template child */
  GtkEditable       *internal_note;  /* unowned, template child */
  GtkCheckButton    *final;          /* unowned, template child */
  GtkWidget         *final_why;      /* unowned, template child */
  GtkLabel          *letter_heading; /* unowned, template child */
  GtkScrolledWindow *phone;          /* unowned, template child */
  GtkLabel          *letter;         /* unowned, template child */
  GPtrArray         *findings;       /* owned, (element-type DzFinding) copies */
  gboolean           reopened;       /* the student was told of another decision before */
  gboolean           retakes_over;     /* the student could send no other photo */
  gboolean           noting;         /* whether the end of the letter is being written */
};

G_DEFINE_FINAL_TYPE (DzRejectPane, dz_reject_pane, DZ_TYPE_COMPOSE_PANE)

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

/* Why it cannot be sent yet; NULL where it can. */
static const char *
say_what_is_missing (DzRejectPane *self)
{
  g_autoptr(GPtrArray) chosen = dz_reason_chooser_list_chosen (self->chooser);
  g_autofree char *note = dz_compose_pane_dup_words (self->note);

  if (chosen->len == 0)
    return _("Choose at least one reason.");
  if (chosen->len > DZ_DECISION_REASONS_MAX)
    return _("Choose fewer reasons.");
  if (needs_note (chosen) && note == NULL)
    return _("Write to the student what is wrong.");
  return NULL;
}

static void
update (DzRejectPane *self)
{
  const char *missing = say_what_is_missing (self);
  g_autofree char *letter = dz_reject_pane_dup_letter (self);

  gtk_widget_action_set_enabled (GTK_WIDGET (self), "reject.send", missing == NULL);
  /* What we ask of the reviewer must not look like what the student is told. */
  gtk_label_set_label (self->letter_heading,
                       missing != NULL ? _("Before it can be sent")
                                       : _("What the student's phone will show"));
  if (missing != NULL)
    gtk_widget_remove_css_class (GTK_WIDGET (self->phone), "dz-phone");
  else
    gtk_widget_add_css_class (GTK_WIDGET (self->phone), "dz-phone");
  gtk_label_set_label (self->letter, missing != NULL ? missing : letter);
}

/* A letter that is longer than its card shows what is being written of it: whether another photo
 * may follow and the reasons at its beginning, or the note at its end. */
static void
grown_cb (DzRejectPane *self)
{
  GtkAdjustment *adjustment = gtk_scrolled_window_get_vadjustment (self->phone);

  gtk_adjustment_set_value (adjustment, self->noting ? gtk_adjustment_get_upper (adjustment) : 0);
}

static void
note_changed_cb (DzRejectPane *self)
{
  self->noting = TRUE;
  update (self);
  grown_cb (self);
}

static void
chosen_cb (DzRejectPane *self)
{
  self->noting = FALSE;
  update (self);
  grown_cb (self);
}

static void
toggle_action (GtkWidget  *widget,
               const char *action_name,
               GVariant   *parameter)
{
  dz_reason_chooser_toggle (DZ_REJECT_PANE (widget)->chooser, g_variant_get_uint32 (parameter));
}

static void
find_action (GtkWidget  *widget,
             const char *action_name,
             GVariant   *parameter)
{
  dz_reason_chooser_find (DZ_REJECT_PANE (widget)->chooser);
}

static void
final_action (GtkWidget  *widget,
              const char *action_name,
              GVariant   *parameter)
{
  DzRejectPane *self = DZ_REJECT_PANE (widget);

  gtk_check_button_set_active (self->final, !gtk_check_button_get_active (self->final));
}

/* GtkText commits what an input method has open before it says "activate". */
static void
send_cb (DzRejectPane *self)
{
  gtk_widget_activate_action (GTK_WIDGET (self), "reject.send", NULL);
}

static void
leave_cb (DzRejectPane *self)
{
  gtk_widget_grab_focus (GTK_WIDGET (self->note));
}

static void
dz_reject_pane_dispose (GObject *object)
{
  DzRejectPane *self = DZ_REJECT_PANE (object);

  G_OBJECT_CLASS (dz_reject_pane_parent_class)->dispose (object);
  g_clear_pointer (&self->findings, g_ptr_array_unref);
}

static void
bind_template (GtkWidgetClass *widget_class)
{
  g_type_ensure (DZ_TYPE_KEY_BADGE);
  g_type_ensure (DZ_TYPE_REASON_CHOOSER);
  g_type_ensure (DZ_TYPE_WRAP_BOX);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/duizhao/Duizhao/dz-reject-pane.ui");
  gtk_widget_class_bind_template_child (widget_class, DzRejectPane, heading);
  gtk_widget_class_bind_template_child (widget_class, DzRejectPane, chooser);
  gtk_widget_class_bind_template_child (widget_class, DzRejectPane, note);
  gtk_widget_class_bind_template_child (widget_class, DzRejectPane, internal_note);
  gtk_widget_class_bind_template_child (widget_class, DzRejectPane, final);
  gtk_widget_class_bind_template_child (widget_class, DzRejectPane, final_why);
  gtk_widget_class_bind_template_child (widget_class, DzRejectPane, letter_heading);
  gtk_widget_class_bind_template_child (widget_class, DzRejectPane, phone);
  gtk_widget_class_bind_template_child (widget_class, DzRejectPane, letter);
  gtk_widget_class_bind_template_callback (widget_class, note_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, chosen_cb);
  gtk_widget_class_bind_template_callback (widget_class, send_cb);
  gtk_widget_class_bind_template_callback (widget_class, leave_cb);
}

static void
dz_reject_pane_class_init (DzRejectPaneClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = dz_reject_pane_dispose;
  dz_compose_pane_class_install (DZ_COMPOSE_PANE_CLASS (klass), "reject.send", "reject.cancel");

  gtk_widget_class_install_action (widget_class, "reject.toggle", "u", toggle_action);
  gtk_widget_class_install_action (widget_class, "reject.find", NULL, find_action);
  gtk_widget_class_install_action (widget_class, "reject.final", NULL, final_action);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "reject.cancel", NULL);

  bind_template (widget_class);
}

static void
dz_reject_pane_init (DzRejectPane *self)
{
  self->findings = dz_findings_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
  g_signal_connect_object (gtk_scrolled_window_get_vadjustment (self->phone), "notify::upper",
                           G_CALLBACK (grown_cb), self, G_CONNECT_SWAPPED);
  update (self);
}

/**
 * dz_reject_pane_set_reasons:
 * @self: a pane
 * @reasons: the reasons as they are now
 *
 * Offers these the next time it is opened.
 */
void
dz_reject_pane_set_reasons (DzRejectPane *self,
                            DzReasonList *reasons)
{
  g_return_if_fail (DZ_IS_REJECT_PANE (self) && reasons != NULL);

  dz_reason_chooser_set_reasons (self->chooser, reasons);
}

static void
copy_findings (DzRejectPane *self,
               GPtrArray    *findings)
{
  g_ptr_array_set_size (self->findings, 0);
  g_ptr_array_extend (self->findings, findings, (GCopyFunc) (void (*) (void)) dz_finding_copy,
                      NULL);
}

/* Where no other photo can follow there is nothing to choose, and it is said why. */
static void
show_final (DzRejectPane *self,
            gboolean      final)
{
  gtk_check_button_set_active (self->final, final || self->retakes_over);
  gtk_widget_set_sensitive (GTK_WIDGET (self->final), !self->retakes_over);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "reject.final", !self->retakes_over);
  gtk_widget_set_visible (self->final_why, self->retakes_over);
}

/**
 * dz_reject_pane_open:
 * @self: a pane that is visible
 * @item: what would be returned; read only now
 * @findings: (element-type DzFinding): what the rules say of it; copied
 *
 * Begins a return: the failing rules' reasons are chosen, the notes are empty, another photo may
 * follow as far as there is time and an attempt left, and the list has the keyboard.
 */
void
dz_reject_pane_open (DzRejectPane *self,
                     const DzItem *item,
                     GPtrArray    *findings)
{
  g_autofree char *heading = NULL;

  g_return_if_fail (DZ_IS_REJECT_PANE (self));
  g_return_if_fail (item != NULL && findings != NULL);

  /* TRANSLATORS: %s is the student's name; the photo goes back with reasons */
  heading = g_strdup_printf (_("Reject the photo of %s"), item->student->name);
  gtk_label_set_label (self->heading, heading);
  copy_findings (self, findings);
  self->reopened = item->submission->reopened;
  self->retakes_over = item->submission->retakes_over;
  gtk_editable_set_text (self->note, "");
  gtk_editable_set_text (self->internal_note, "");
  show_final (self, FALSE);
  dz_reason_chooser_open (self->chooser, self->findings);
}

/* A version that the service did not say is the one that it gives now. */
static void
add_reasons (DzRejectPane *self,
             DzDecision   *decision)
{
  g_autoptr(GPtrArray) chosen = dz_reason_chooser_list_chosen (self->chooser);
  g_autoptr(GStrvBuilder) codes = g_strv_builder_new ();

  for (guint i = 0; i < chosen->len && i < DZ_DECISION_REASONS_MAX; i++)
    {
      const DzReasonChoice *choice = g_ptr_array_index (chosen, i);

      g_strv_builder_add (codes, choice->reason->code);
      decision->reason_versions[i] = choice->reason->version;
    }
  decision->reasons = g_strv_builder_end (codes);
}

/**
 * dz_reject_pane_dup_decision:
 * @self: a pane
 *
 * Returns: (transfer full): the decision as it is composed now; that no other photo can follow for
 *   time or attempts is no part of it, for a longer collection ends that
 */
DzDecision *
dz_reject_pane_dup_decision (DzRejectPane *self)
{
  g_autoptr(DzDecision) decision = dz_decision_new ();

  g_return_val_if_fail (DZ_IS_REJECT_PANE (self), NULL);

  decision->verdict = DZ_VERDICT_REJECT;
  add_reasons (self, decision);
  decision->note = dz_compose_pane_dup_words (self->note);
  decision->internal_note = dz_compose_pane_dup_words (self->internal_note);
  decision->retake = self->retakes_over || !gtk_check_button_get_active (self->final);
  return g_steal_pointer (&decision);
}

/**
 * dz_reject_pane_take_up:
 * @self: a pane that is open
 * @draft: a refusal that was composed before, and was not applied
 *
 * Goes on with it.
 */
void
dz_reject_pane_take_up (DzRejectPane     *self,
                        const DzDecision *draft)
{
  g_return_if_fail (DZ_IS_REJECT_PANE (self) && draft != NULL);

  dz_reason_chooser_choose (self->chooser, draft->reasons);
  gtk_editable_set_text (self->note, draft->note != NULL ? draft->note : "");
  gtk_editable_set_text (self->internal_note,
                         draft->internal_note != NULL ? draft->internal_note : "");
  show_final (self, !draft->retake);
}

/**
 * dz_reject_pane_dup_letter:
 * @self: a pane
 *
 * Returns: (transfer full): what the student will read, in Chinese: what the service says of the
 *   same decision
 */
char *
dz_reject_pane_dup_letter (DzRejectPane *self)
{
  g_autoptr(DzDecision) decision = NULL;
  g_autofree char *letter = NULL;

  g_return_val_if_fail (DZ_IS_REJECT_PANE (self), NULL);

  decision = dz_reject_pane_dup_decision (self);
  letter = dz_letter_say (decision, self->findings, dz_reason_chooser_get_reasons (self->chooser),
                          self->retakes_over);
  return self->reopened ? dz_letter_replace (letter) : g_steal_pointer (&letter);
}
