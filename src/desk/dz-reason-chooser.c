/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "dz-reason-chooser.h"

#include "dz-reason-index.h"
#include "dz-reason-row.h"
#include "dz-widget.h"

/* In the order of the keyboard. */
static const char *const number_keys[] = { "1", "2", "3", "4", "5", "6", "7", "8", "9", "0" };

struct _DzReasonChooser
{
  GtkWidget          parent_instance;

  GtkEntry          *entry;       /* unowned, template child */
  GtkScrolledWindow *scroller;    /* unowned, template child */
  GtkListBox        *list;        /* unowned, template child */
  GPtrArray         *findings;    /* owned, (element-type DzFinding) copies */
  GPtrArray         *choices;     /* owned, nullable (element-type DzReasonChoice) */
  DzReasonList      *offered;     /* owned, nullable: what @choices are of */
  DzReasonList      *reasons;     /* owned: what they are of next time */
  DzReasonIndex     *index;       /* owned, nullable: of @reasons, once it is made */
  GCancellable      *cancellable; /* owned, nullable: of the index that is being made */
  gboolean           composing;   /* whether an input method has the keys */
};

G_DEFINE_FINAL_TYPE (DzReasonChooser, dz_reason_chooser, GTK_TYPE_WIDGET)

enum
{
  CHANGED,
  SEND,
  LEAVE,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

/* What is chosen stays in sight, so that nothing is sent unseen. */
static gboolean
is_shown (DzReasonChooser *self,
          DzReasonRow     *row)
{
  const char *typed = gtk_editable_get_text (GTK_EDITABLE (self->entry));
  const DzReason *reason = dz_reason_row_get_choice (row)->reason;

  if (dz_reason_row_get_chosen (row))
    return TRUE;
  return self->index != NULL ? dz_reason_index_matches (self->index, reason, typed)
                             : dz_reason_matches_word (reason, typed);
}

static gboolean
filter_cb (GtkListBoxRow *row,
           gpointer       self)
{
  return is_shown (self, DZ_REASON_ROW (row));
}

static DzReasonRow *
row_at (DzReasonChooser *self,
        int              i)
{
  return (DzReasonRow *) gtk_list_box_get_row_at_index (self->list, i);
}

/* The numbers stay with their rows until something else is typed, though the choice changes. */
static void
update_rows (DzReasonChooser *self)
{
  guint n_shown = 0;
  DzReasonRow *row;

  gtk_list_box_invalidate_filter (self->list);
  for (int i = 0; (row = row_at (self, i)) != NULL; i++)
    {
      gboolean numbered = is_shown (self, row) && n_shown < G_N_ELEMENTS (number_keys);

      dz_reason_row_set_key (row, numbered ? number_keys[n_shown++] : "");
    }
}

static void
typed_cb (DzReasonChooser *self)
{
  update_rows (self);
  gtk_adjustment_set_value (gtk_scrolled_window_get_vadjustment (self->scroller), 0);
}

static void
preedit_cb (DzReasonChooser *self,
            const char      *preedit)
{
  self->composing = *preedit != '\0';
}

static void
focus_list (DzReasonChooser *self)
{
  DzReasonRow *row;

  for (int i = 0; (row = row_at (self, i)) != NULL; i++)
    if (is_shown (self, row))
      {
        gtk_widget_grab_focus (GTK_WIDGET (row));
        return;
      }
}

static void
row_activated_cb (DzReasonChooser *self,
                  DzReasonRow     *row)
{
  dz_reason_row_toggle (row);
}

static void
chosen_cb (DzReasonChooser *self)
{
  g_signal_emit (self, signals[CHANGED], 0);
}

/* Enter on a row would toggle it; here it sends, and Space toggles. Tab would go through all the
 * rows, as the arrows do; here it goes to what stands below. */
static gboolean
leave_or_send (DzReasonChooser *self,
               guint            keyval,
               GdkModifierType  state)
{
  if ((state & (GDK_CONTROL_MASK | GDK_ALT_MASK)) != 0)
    return GDK_EVENT_PROPAGATE;
  if (keyval == GDK_KEY_Tab || keyval == GDK_KEY_KP_Tab)
    {
      gtk_editable_select_region (GTK_EDITABLE (self->entry), 0, 0);
      g_signal_emit (self, signals[LEAVE], 0);
    }
  else if (keyval == GDK_KEY_Return || keyval == GDK_KEY_KP_Enter || keyval == GDK_KEY_ISO_Enter)
    g_signal_emit (self, signals[SEND], 0);
  else
    return GDK_EVENT_PROPAGATE;
  return GDK_EVENT_STOP;
}

/* A letter begins to look for a reason. */
static gboolean
list_key_cb (DzReasonChooser       *self,
             guint                  keyval,
             guint                  keycode,
             GdkModifierType        state,
             GtkEventControllerKey *controller)
{
  guint32 letter = gdk_keyval_to_unicode (keyval);
  GtkEditable *text = gtk_editable_get_delegate (GTK_EDITABLE (self->entry));

  if (leave_or_send (self, keyval, state))
    return GDK_EVENT_STOP;
  if ((state & (GDK_CONTROL_MASK | GDK_ALT_MASK | GDK_SUPER_MASK)) != 0
      || !g_unichar_isalpha (letter))
    return GDK_EVENT_PROPAGATE;
  gtk_entry_grab_focus_without_selecting (self->entry);
  return gtk_event_controller_key_forward (controller, GTK_WIDGET (text));
}

static int
digit_of (guint keyval)
{
  if (keyval >= GDK_KEY_0 && keyval <= GDK_KEY_9)
    return (int) (keyval - GDK_KEY_0);
  return keyval >= GDK_KEY_KP_0 && keyval <= GDK_KEY_KP_9 ? (int) (keyval - GDK_KEY_KP_0) : -1;
}

static gboolean
clear (DzReasonChooser *self)
{
  if (gtk_entry_get_text_length (self->entry) == 0)
    return GDK_EVENT_PROPAGATE;
  gtk_editable_set_text (GTK_EDITABLE (self->entry), "");
  focus_list (self);
  return GDK_EVENT_STOP;
}

/* No reason has a digit in its name, so that digits choose here too; while an input method composes
 * they are its own. */
static gboolean
entry_key_cb (DzReasonChooser *self,
              guint            keyval,
              guint            keycode,
              GdkModifierType  state)
{
  int digit = digit_of (keyval);

  if (self->composing)
    return GDK_EVENT_PROPAGATE;
  if (leave_or_send (self, keyval, state))
    return GDK_EVENT_STOP;
  if (keyval == GDK_KEY_Escape)
    return clear (self);
  if (keyval == GDK_KEY_Down || keyval == GDK_KEY_KP_Down)
    {
      focus_list (self);
      return GDK_EVENT_STOP;
    }
  if (digit < 0 || (state & (GDK_CONTROL_MASK | GDK_ALT_MASK)) != 0)
    return GDK_EVENT_PROPAGATE;
  dz_reason_chooser_toggle (self, (guint) (digit + 9) % 10);
  gtk_editable_select_region (GTK_EDITABLE (self->entry), 0, -1); /* what is typed next is new */
  return GDK_EVENT_STOP;
}

static void
stop_indexing (DzReasonChooser *self)
{
  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
}

static void
dz_reason_chooser_dispose (GObject *object)
{
  DzReasonChooser *self = DZ_REASON_CHOOSER (object);

  stop_indexing (self);
  dz_widget_drop_children (GTK_WIDGET (self));
  g_clear_pointer (&self->choices, g_ptr_array_unref);
  g_clear_pointer (&self->findings, g_ptr_array_unref);
  g_clear_pointer (&self->offered, dz_reason_list_unref);
  g_clear_pointer (&self->reasons, dz_reason_list_unref);
  g_clear_pointer (&self->index, dz_reason_index_free);

  G_OBJECT_CLASS (dz_reason_chooser_parent_class)->dispose (object);
}

static guint
add_signal (DzReasonChooserClass *klass,
            const char           *name)
{
  return g_signal_new (name, G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                       G_TYPE_NONE, 0);
}

static void
dz_reason_chooser_class_init (DzReasonChooserClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = dz_reason_chooser_dispose;

  signals[CHANGED] = add_signal (klass, "changed");
  signals[SEND] = add_signal (klass, "send");
  signals[LEAVE] = add_signal (klass, "leave");

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/duizhao/Duizhao/dz-reason-chooser.ui");
  gtk_widget_class_bind_template_child (widget_class, DzReasonChooser, entry);
  gtk_widget_class_bind_template_child (widget_class, DzReasonChooser, scroller);
  gtk_widget_class_bind_template_child (widget_class, DzReasonChooser, list);
  gtk_widget_class_bind_template_callback (widget_class, row_activated_cb);
  gtk_widget_class_bind_template_callback (widget_class, typed_cb);
  gtk_widget_class_bind_template_callback (widget_class, entry_key_cb);
  gtk_widget_class_bind_template_callback (widget_class, list_key_cb);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
}

static void
dz_reason_chooser_init (DzReasonChooser *self)
{
  self->findings = dz_findings_new ();
  self->reasons = dz_reason_list_new_builtin ();
  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_list_box_set_filter_func (self->list, filter_cb, self, NULL);
  g_signal_connect_object (gtk_editable_get_delegate (GTK_EDITABLE (self->entry)),
                           "preedit-changed", G_CALLBACK (preedit_cb), self, G_CONNECT_SWAPPED);
}

static void
indexed_cb (GObject      *source,
            GAsyncResult *result,
            gpointer      user_data)
{
  g_autoptr(DzReasonChooser) self = user_data;
  g_autoptr(DzReasonIndex) index = dz_reason_index_new_finish (result, NULL);

  if (index == NULL)
    return; /* nobody waits for it any more */
  g_clear_object (&self->cancellable);
  g_clear_pointer (&self->index, dz_reason_index_free);
  self->index = g_steal_pointer (&index);
  update_rows (self);
}

/**
 * dz_reason_chooser_set_reasons:
 * @self: a chooser
 * @reasons: the reasons as they are now
 *
 * Offers these the next time; what is being chosen now stays as it is. Pinyin finds them as soon as
 * they are spelt, which happens elsewhere.
 */
void
dz_reason_chooser_set_reasons (DzReasonChooser *self,
                               DzReasonList    *reasons)
{
  g_return_if_fail (DZ_IS_REASON_CHOOSER (self) && reasons != NULL);

  stop_indexing (self);
  dz_reason_list_ref (reasons);
  dz_reason_list_unref (self->reasons);
  self->reasons = reasons;
  self->cancellable = g_cancellable_new ();
  dz_reason_index_new_async (reasons, self->cancellable, indexed_cb, g_object_ref (self));
}

/**
 * dz_reason_chooser_get_reasons:
 * @self: a chooser
 *
 * Returns: (transfer none): the reasons that it offers
 */
DzReasonList *
dz_reason_chooser_get_reasons (DzReasonChooser *self)
{
  g_return_val_if_fail (DZ_IS_REASON_CHOOSER (self), NULL);

  return self->offered != NULL ? self->offered : self->reasons;
}

static void
fill_list (DzReasonChooser *self)
{
  dz_widget_empty_list (self->list);
  g_clear_pointer (&self->choices, g_ptr_array_unref);
  g_clear_pointer (&self->offered, dz_reason_list_unref);
  self->offered = dz_reason_list_ref (self->reasons);
  self->choices = dz_reason_choices_new (self->offered, self->findings);
  for (guint i = 0; i < self->choices->len; i++)
    {
      GtkWidget *row = dz_reason_row_new (g_ptr_array_index (self->choices, i));

      g_signal_connect_object (row, "notify::chosen", G_CALLBACK (chosen_cb), self,
                               G_CONNECT_SWAPPED);
      gtk_list_box_append (self->list, row);
    }
}

static void
copy_findings (DzReasonChooser *self,
               GPtrArray       *findings)
{
  g_ptr_array_set_size (self->findings, 0);
  g_ptr_array_extend (self->findings, findings, (GCopyFunc) (void (*) (void)) dz_finding_copy,
                      NULL);
}

/**
 * dz_reason_chooser_open:
 * @self: a chooser that is visible
 * @findings: (element-type DzFinding): what the rules say of a photo; copied
 *
 * Begins anew: the failing rules' reasons are chosen, nothing is looked for, and the list has the
 * keyboard.
 */
void
dz_reason_chooser_open (DzReasonChooser *self,
                        GPtrArray       *findings)
{
  g_return_if_fail (DZ_IS_REASON_CHOOSER (self) && findings != NULL);

  /* The rows look at the choices, and go before them. */
  dz_widget_empty_list (self->list);
  copy_findings (self, findings);
  gtk_editable_set_text (GTK_EDITABLE (self->entry), "");
  fill_list (self);
  typed_cb (self);
  focus_list (self);
  g_signal_emit (self, signals[CHANGED], 0);
}

/**
 * dz_reason_chooser_toggle:
 * @self: a chooser
 * @position: 0 for the row with the first number
 *
 * Chooses a reason, or no longer; nothing where no row has that number.
 */
void
dz_reason_chooser_toggle (DzReasonChooser *self,
                          guint            position)
{
  DzReasonRow *row;

  g_return_if_fail (DZ_IS_REASON_CHOOSER (self));

  if (position >= G_N_ELEMENTS (number_keys))
    return;
  for (int i = 0; (row = row_at (self, i)) != NULL; i++)
    if (g_str_equal (dz_reason_row_get_key (row), number_keys[position]))
      {
        dz_reason_row_toggle (row);
        return;
      }
}

/**
 * dz_reason_chooser_choose:
 * @self: a chooser that is open
 * @codes: (nullable): reason codes
 *
 * Chooses these and no others; those that are not offered any more cannot be chosen.
 */
void
dz_reason_chooser_choose (DzReasonChooser *self,
                          GStrv            codes)
{
  DzReasonRow *row;

  g_return_if_fail (DZ_IS_REASON_CHOOSER (self));

  for (int i = 0; (row = row_at (self, i)) != NULL; i++)
    {
      const char *code = dz_reason_row_get_choice (row)->reason->code;
      gboolean wanted = codes != NULL && g_strv_contains ((const char *const *) codes, code);

      if (dz_reason_row_get_chosen (row) != wanted)
        dz_reason_row_toggle (row);
    }
}

/**
 * dz_reason_chooser_find:
 * @self: a chooser
 *
 * Gives the keyboard to the words that are looked for.
 */
void
dz_reason_chooser_find (DzReasonChooser *self)
{
  g_return_if_fail (DZ_IS_REASON_CHOOSER (self));

  gtk_widget_grab_focus (GTK_WIDGET (self->entry));
}

/**
 * dz_reason_chooser_list_chosen:
 * @self: a chooser
 *
 * Returns: (transfer container) (element-type DzReasonChoice): what is chosen, in the list's order;
 *   good until it is opened again
 */
GPtrArray *
dz_reason_chooser_list_chosen (DzReasonChooser *self)
{
  g_autoptr(GPtrArray) chosen = g_ptr_array_new ();
  DzReasonRow *row;

  g_return_val_if_fail (DZ_IS_REASON_CHOOSER (self), NULL);

  for (int i = 0; (row = row_at (self, i)) != NULL; i++)
    if (dz_reason_row_get_chosen (row))
      g_ptr_array_add (chosen, (gpointer) dz_reason_row_get_choice (row));
  return g_steal_pointer (&chosen);
}
