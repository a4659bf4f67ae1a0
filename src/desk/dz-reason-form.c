/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "dz-reason-form.h"

#include <glib/gi18n.h>

#include "dz-form-field.h"
#include "dz-reason-text.h"
#include "dz-rule-picker.h"
#include "dz-widget.h"

struct _DzReasonForm
{
  GtkWidget       parent_instance;

  GtkLabel       *problem;    /* unowned, template child */
  DzFormField    *code;       /* unowned, template child */
  DzFormField    *label_zh;   /* unowned, template child */
  DzFormField    *label_en;   /* unowned, template child */
  DzFormField    *zh;         /* unowned, template child */
  DzFormField    *en;         /* unowned, template child */
  GtkCheckButton *needs_note; /* unowned, template child */
  DzRulePicker   *rules;      /* unowned, template child */
  GtkWidget      *save;       /* unowned, template child */
  GtkSpinner     *spinner;    /* unowned, template child */

  DzReason       *base;       /* owned: what is written over; empty for a new one */
  DzReasonList   *list;       /* owned, nullable: the reasons that there are */
  guint           last;       /* the last version that its writer has seen; 0 for none */
};

G_DEFINE_FINAL_TYPE (DzReasonForm, dz_reason_form, GTK_TYPE_WIDGET)

enum
{
  SAVE,
  CANCEL,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static DzReason *
new_empty (void)
{
  DzReason *reason = dz_reason_new ();

  reason->code = g_strdup ("");
  reason->rules = g_strdup ("");
  reason->label_zh = g_strdup ("");
  reason->label_en = g_strdup ("");
  reason->zh = g_strdup ("");
  reason->en = g_strdup ("");
  return reason;
}

static DzReason *
dup_words (DzReasonForm *self)
{
  DzReason *words = dz_reason_new ();

  words->code = dz_form_field_dup_text (self->code);
  words->rules = dz_rule_picker_dup_rules (self->rules);
  words->label_zh = dz_form_field_dup_text (self->label_zh);
  words->label_en = dz_form_field_dup_text (self->label_en);
  words->zh = dz_form_field_dup_text (self->zh);
  words->en = dz_form_field_dup_text (self->en);
  words->needs_note = gtk_check_button_get_active (self->needs_note);
  return words;
}

static void
show_words (DzReasonForm *self)
{
  dz_form_field_set_text (self->code, self->base->code);
  dz_form_field_set_text (self->label_zh, self->base->label_zh);
  dz_form_field_set_text (self->label_en, self->base->label_en);
  dz_form_field_set_text (self->zh, self->base->zh);
  dz_form_field_set_text (self->en, self->base->en);
  gtk_check_button_set_active (self->needs_note, self->base->needs_note);
  dz_rule_picker_set_rules (self->rules, self->base->rules);
  g_object_set (self->code, "editable", self->last == 0, NULL);
}

/* What the student reads where nothing was measured; nothing while it cannot be said. */
static void
preview (DzReasonForm *self)
{
  g_autoptr(DzReason) words = dup_words (self);
  g_autofree char *zh = NULL;
  g_autofree char *en = NULL;

  if (!dz_reason_is_wrong_in (words, DZ_REASON_PART_ZH))
    zh = dz_reason_say_zh (words, NULL);
  if (!dz_reason_is_wrong_in (words, DZ_REASON_PART_EN))
    en = dz_reason_say_en (words, NULL);
  if (zh != NULL)
    {
      /* TRANSLATORS: %s is a sentence as the student's phone will show it */
      g_autofree char *text = g_strdup_printf (_("Where nothing was measured: %s"), zh);

      dz_form_field_set_hint (self->zh, text);
    }
  else
    dz_form_field_set_hint (self->zh, NULL);
  if (en != NULL)
    {
      g_autofree char *text = g_strdup_printf (_("Where nothing was measured: %s"), en);

      dz_form_field_set_hint (self->en, text);
    }
  else
    dz_form_field_set_hint (self->en, NULL);
}

static void
clear_problem (DzReasonForm *self,
               DzFormField  *field)
{
  dz_form_field_set_problem (field, NULL);
  preview (self);
}

static void
field_changed_cb (DzReasonForm *self,
                  DzFormField  *field)
{
  if (self->base != NULL) /* not while the template is read */
    clear_problem (self, field);
}

static void
save_cb (DzReasonForm *self)
{
  if (gtk_widget_get_sensitive (self->save))
    g_signal_emit (self, signals[SAVE], 0);
}

static void
cancel_cb (DzReasonForm *self)
{
  g_signal_emit (self, signals[CANCEL], 0);
}

static gboolean
dz_reason_form_grab_focus (GtkWidget *widget)
{
  DzReasonForm *self = DZ_REASON_FORM (widget);

  return gtk_widget_grab_focus (GTK_WIDGET (self->last == 0 ? self->code : self->label_zh));
}

static void
dz_reason_form_dispose (GObject *object)
{
  DzReasonForm *self = DZ_REASON_FORM (object);

  g_clear_pointer (&self->base, dz_reason_free);
  g_clear_pointer (&self->list, dz_reason_list_unref);
  dz_widget_drop_children (GTK_WIDGET (self));

  G_OBJECT_CLASS (dz_reason_form_parent_class)->dispose (object);
}

static void
bind_children (GtkWidgetClass *widget_class)
{
  gtk_widget_class_bind_template_child (widget_class, DzReasonForm, problem);
  gtk_widget_class_bind_template_child (widget_class, DzReasonForm, code);
  gtk_widget_class_bind_template_child (widget_class, DzReasonForm, label_zh);
  gtk_widget_class_bind_template_child (widget_class, DzReasonForm, label_en);
  gtk_widget_class_bind_template_child (widget_class, DzReasonForm, zh);
  gtk_widget_class_bind_template_child (widget_class, DzReasonForm, en);
  gtk_widget_class_bind_template_child (widget_class, DzReasonForm, needs_note);
  gtk_widget_class_bind_template_child (widget_class, DzReasonForm, rules);
  gtk_widget_class_bind_template_child (widget_class, DzReasonForm, save);
  gtk_widget_class_bind_template_child (widget_class, DzReasonForm, spinner);
  gtk_widget_class_bind_template_callback (widget_class, field_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, save_cb);
  gtk_widget_class_bind_template_callback (widget_class, cancel_cb);
}

static void
dz_reason_form_class_init (DzReasonFormClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = dz_reason_form_dispose;
  widget_class->grab_focus = dz_reason_form_grab_focus;
  signals[SAVE] = g_signal_new ("save", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL,
                                NULL, NULL, G_TYPE_NONE, 0);
  signals[CANCEL] = g_signal_new ("cancel", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL,
                                  NULL, NULL, G_TYPE_NONE, 0);
  g_type_ensure (DZ_TYPE_FORM_FIELD);
  g_type_ensure (DZ_TYPE_RULE_PICKER);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/duizhao/Duizhao/dz-reason-form.ui");
  bind_children (widget_class);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
}

static void
dz_reason_form_init (DzReasonForm *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/* ---- what is wrong ---- */

static DzFormField *
find_field (DzReasonForm *self,
            DzReasonPart  part)
{
  switch (part)
    {
    case DZ_REASON_PART_CODE:
      return self->code;
    case DZ_REASON_PART_LABEL_ZH:
      return self->label_zh;
    case DZ_REASON_PART_LABEL_EN:
      return self->label_en;
    case DZ_REASON_PART_ZH:
      return self->zh;
    case DZ_REASON_PART_EN:
      return self->en;
    case DZ_REASON_PART_NONE:
    case DZ_REASON_PART_RULES:
    case DZ_N_REASON_PARTS:
    default:
      return NULL;
    }
}

static const char *
find_problem (DzReasonForm   *self,
              const DzReason *words,
              DzReasonPart    part)
{
  const char *problem = dz_reason_text_problem (words, part);

  if (problem == NULL && part == DZ_REASON_PART_CODE && self->last == 0 &&
      dz_reason_list_find_version (self->list, words->code, 0) != NULL)
    return _("There is a reason with this code. Change that one, or bring it back if it is "
             "retired.");
  return problem;
}

/* Of several the first gets the keyboard. */
static gboolean
show_problems (DzReasonForm   *self,
               const DzReason *words)
{
  GtkWidget *first = NULL;

  for (DzReasonPart part = DZ_REASON_PART_CODE; part < DZ_N_REASON_PARTS; part++)
    {
      const char *problem = find_problem (self, words, part);
      DzFormField *field = find_field (self, part);

      if (field != NULL)
        dz_form_field_set_problem (field, problem);
      else if (problem != NULL)
        dz_reason_form_say (self, problem);
      if (problem != NULL && first == NULL)
        first = field != NULL ? GTK_WIDGET (field) : GTK_WIDGET (self->rules);
    }
  if (first != NULL)
    gtk_widget_grab_focus (first);
  return first != NULL;
}

/**
 * dz_reason_form_check:
 * @self: a form
 *
 * Says what is wrong with what is written, where something is.
 *
 * Returns: (transfer full) (nullable): the words; %NULL where something is wrong with them or they
 *   are what they were
 */
DzReason *
dz_reason_form_check (DzReasonForm *self)
{
  g_autoptr(DzReason) words = NULL;

  g_return_val_if_fail (DZ_IS_REASON_FORM (self) && self->base != NULL, NULL);

  words = dup_words (self);
  dz_reason_form_say (self, NULL);
  if (show_problems (self, words))
    return NULL;
  if (self->base->retired_us != 0 || !dz_reason_says_alike (words, self->base))
    return g_steal_pointer (&words);
  dz_reason_form_say (self, _("These are the words that are given already."));
  return NULL;
}

/**
 * dz_reason_form_open:
 * @self: a form
 * @base: (nullable): the reason that gets other words; %NULL for a new one
 * @list: the reasons that there are
 */
void
dz_reason_form_open (DzReasonForm   *self,
                     const DzReason *base,
                     DzReasonList   *list)
{
  g_return_if_fail (DZ_IS_REASON_FORM (self) && list != NULL);

  dz_reason_free (self->base);
  self->base = base != NULL ? dz_reason_copy (base) : new_empty ();
  self->last = base != NULL ? base->version : 0;
  g_clear_pointer (&self->list, dz_reason_list_unref);
  self->list = dz_reason_list_ref (list);
  show_words (self);
  dz_reason_form_say (self, NULL);
  for (DzReasonPart part = DZ_REASON_PART_CODE; part < DZ_N_REASON_PARTS; part++)
    if (find_field (self, part) != NULL)
      dz_form_field_set_problem (find_field (self, part), NULL);
  preview (self);
}

/* What another wrote meanwhile is shown; who saves after that has seen it. */
static void
say_overtaken (DzReasonForm   *self,
               const DzReason *theirs)
{
  g_autofree char *sentence = dz_reason_say_zh (theirs, NULL);
  g_autofree char *text = NULL;

  if (theirs->retired_us != 0)
    /* TRANSLATORS: a name */
    text = g_strdup_printf (_("%s has retired this reason meanwhile. Save again to bring it back "
                              "with your words."),
                            theirs->retired_by != NULL ? theirs->retired_by : _("Somebody"));
  else
    /* TRANSLATORS: a name, a number, and the sentence that they wrote */
    text = g_strdup_printf (_("%s has changed this reason meanwhile, version %u: “%s” Save again "
                              "to put your words in its place."),
                            theirs->made_by != NULL ? theirs->made_by : _("Somebody"),
                            theirs->version, sentence);
  dz_reason_form_say (self, text);
}

/**
 * dz_reason_form_set_list:
 * @self: a form
 * @list: the reasons that there are now
 *
 * Tells of what another did to the reason that is being written, and keeps what stands in the form.
 */
void
dz_reason_form_set_list (DzReasonForm *self,
                         DzReasonList *list)
{
  const DzReason *theirs;

  g_return_if_fail (DZ_IS_REASON_FORM (self) && list != NULL);

  if (self->base == NULL)
    return;
  dz_reason_list_ref (list);
  g_clear_pointer (&self->list, dz_reason_list_unref);
  self->list = list;
  theirs = dz_reason_list_find_version (list, self->base->code, 0);
  if (self->last == 0 || theirs == NULL ||
      (theirs->version == self->base->version && theirs->retired_us == self->base->retired_us))
    return;
  dz_reason_free (self->base);
  self->base = dz_reason_copy (theirs);
  self->last = theirs->version;
  say_overtaken (self, theirs);
}

/**
 * dz_reason_form_get_last:
 * @self: a form
 *
 * Returns: the last version of the reason that its writer has seen; 0 for a new one
 */
guint
dz_reason_form_get_last (DzReasonForm *self)
{
  g_return_val_if_fail (DZ_IS_REASON_FORM (self), 0);

  return self->last;
}

/**
 * dz_reason_form_is_changed:
 * @self: a form
 *
 * Returns: whether something stands in it that would be lost
 */
gboolean
dz_reason_form_is_changed (DzReasonForm *self)
{
  g_autoptr(DzReason) words = NULL;

  g_return_val_if_fail (DZ_IS_REASON_FORM (self), FALSE);

  words = dup_words (self);
  return self->base != NULL && !dz_reason_says_alike (words, self->base);
}

/**
 * dz_reason_form_say:
 * @self: a form
 * @sentence: (nullable): what kept it from being saved; %NULL for nothing
 */
void
dz_reason_form_say (DzReasonForm *self,
                    const char   *sentence)
{
  g_return_if_fail (DZ_IS_REASON_FORM (self));

  gtk_label_set_label (self->problem, sentence != NULL ? sentence : "");
  gtk_widget_set_visible (GTK_WIDGET (self->problem), sentence != NULL);
}

/**
 * dz_reason_form_set_busy:
 * @self: a form
 * @busy: whether it is on its way to the service
 */
void
dz_reason_form_set_busy (DzReasonForm *self,
                         gboolean      busy)
{
  g_return_if_fail (DZ_IS_REASON_FORM (self));

  gtk_widget_set_sensitive (self->save, !busy);
  gtk_spinner_set_spinning (self->spinner, busy);
  gtk_widget_set_visible (GTK_WIDGET (self->spinner), busy);
}
