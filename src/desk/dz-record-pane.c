/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "dz-record-pane.h"

#include <glib/gi18n.h>

#include "dz-attempt-text.h"
#include "dz-judging-text.h"
#include "dz-key-badge.h"
#include "dz-reveal-popover.h"
#include "dz-rule-name.h"
#include "dz-widget.h"
#include "dz-wrap-box.h"

#include <string.h>

struct _DzRecordPane
{
  GtkWidget  parent_instance;

  GtkLabel  *name;       /* unowned, template child */
  GtkLabel  *alias;      /* unowned, template child */
  GtkLabel  *identifier; /* unowned, template child */
  GtkLabel  *attempt;    /* unowned, template child */
  GtkLabel  *id_number;  /* unowned, template child */
  GtkLabel  *major;      /* unowned, template child */
  GtkLabel  *waivers;    /* unowned, template child */
  GtkWidget *admission;  /* unowned, template child */
  GtkWidget *reveal;     /* unowned, template child: a button to be held */
  GtkPopover *why;       /* unowned, template child */

  char      *masked;     /* owned, nullable: the ID number as the service masked it */
};

G_DEFINE_FINAL_TYPE (DzRecordPane, dz_record_pane, GTK_TYPE_WIDGET)

enum
{
  ASKED,
  WHY,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static void
hold (DzRecordPane *self,
      gboolean      held)
{
  gtk_widget_activate_action (GTK_WIDGET (self), "review.reveal", "b", held);
}

static gboolean
is_pressing_key (GdkEvent *event)
{
  guint keyval = gdk_key_event_get_keyval (event);

  return keyval == GDK_KEY_space || keyval == GDK_KEY_KP_Space || keyval == GDK_KEY_Return
         || keyval == GDK_KEY_KP_Enter || keyval == GDK_KEY_ISO_Enter;
}

/* A button's own gesture knows only that it was clicked in the end. */
static gboolean
reveal_event_cb (DzRecordPane *self,
                 GdkEvent     *event)
{
  GdkEventType type = gdk_event_get_event_type (event);

  if ((type == GDK_KEY_PRESS || type == GDK_KEY_RELEASE) && is_pressing_key (event))
    {
      hold (self, type == GDK_KEY_PRESS);
      return GDK_EVENT_STOP;
    }
  if (type == GDK_TOUCH_BEGIN
      || (type == GDK_BUTTON_PRESS && gdk_button_event_get_button (event) == GDK_BUTTON_PRIMARY))
    hold (self, TRUE);
  else if (type == GDK_BUTTON_RELEASE || type == GDK_TOUCH_END || type == GDK_TOUCH_CANCEL
           || type == GDK_GRAB_BROKEN)
    hold (self, FALSE);
  return GDK_EVENT_PROPAGATE;
}

/* The release of its key goes to whatever has the keyboard then. */
static void
reveal_left_cb (DzRecordPane *self)
{
  hold (self, FALSE);
}

static void
why_chosen_cb (DzRecordPane *self,
               const char   *code,
               const char   *words)
{
  g_signal_emit (self, signals[WHY], 0, code, words);
}

static void
why_closed_cb (DzRecordPane *self)
{
  g_signal_emit (self, signals[ASKED], 0);
}

/* Whoever does not see the record any more holds nothing of it. */
static void
dz_record_pane_unmap (GtkWidget *widget)
{
  hold (DZ_RECORD_PANE (widget), FALSE);
  gtk_popover_popdown (DZ_RECORD_PANE (widget)->why);

  GTK_WIDGET_CLASS (dz_record_pane_parent_class)->unmap (widget);
}

static void
dz_record_pane_dispose (GObject *object)
{
  DzRecordPane *self = DZ_RECORD_PANE (object);

  dz_widget_drop_children (GTK_WIDGET (self));
  g_clear_pointer (&self->masked, g_free);

  G_OBJECT_CLASS (dz_record_pane_parent_class)->dispose (object);
}

static void
dz_record_pane_class_init (DzRecordPaneClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = dz_record_pane_dispose;
  widget_class->unmap = dz_record_pane_unmap;
  signals[WHY] = g_signal_new ("why", DZ_TYPE_RECORD_PANE, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                               G_TYPE_NONE, 2, G_TYPE_STRING, G_TYPE_STRING);
  signals[ASKED] = g_signal_new ("asked", DZ_TYPE_RECORD_PANE, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                 NULL, G_TYPE_NONE, 0);
  g_type_ensure (DZ_TYPE_KEY_BADGE);
  g_type_ensure (DZ_TYPE_REVEAL_POPOVER);
  g_type_ensure (DZ_TYPE_WRAP_BOX);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/duizhao/Duizhao/dz-record-pane.ui");
  gtk_widget_class_bind_template_child (widget_class, DzRecordPane, name);
  gtk_widget_class_bind_template_child (widget_class, DzRecordPane, alias);
  gtk_widget_class_bind_template_child (widget_class, DzRecordPane, identifier);
  gtk_widget_class_bind_template_child (widget_class, DzRecordPane, attempt);
  gtk_widget_class_bind_template_child (widget_class, DzRecordPane, id_number);
  gtk_widget_class_bind_template_child (widget_class, DzRecordPane, major);
  gtk_widget_class_bind_template_child (widget_class, DzRecordPane, waivers);
  gtk_widget_class_bind_template_child (widget_class, DzRecordPane, admission);
  gtk_widget_class_bind_template_child (widget_class, DzRecordPane, reveal);
  gtk_widget_class_bind_template_child (widget_class, DzRecordPane, why);
  gtk_widget_class_bind_template_callback (widget_class, reveal_event_cb);
  gtk_widget_class_bind_template_callback (widget_class, reveal_left_cb);
  gtk_widget_class_bind_template_callback (widget_class, why_chosen_cb);
  gtk_widget_class_bind_template_callback (widget_class, why_closed_cb);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
}

static void
dz_record_pane_init (DzRecordPane *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  dz_widget_tell_whole (self->name);
  dz_widget_tell_whole (self->alias);
  dz_widget_tell_whole (self->identifier);
  dz_widget_tell_whole (self->id_number);
  dz_widget_tell_whole (self->major);
}

static void
set_optional (GtkLabel   *label,
              const char *text)
{
  gboolean given = text != NULL && *text != '\0';

  gtk_label_set_label (label, given ? text : "");
  gtk_widget_set_visible (GTK_WIDGET (label), given);
}

static void
show_id_number (DzRecordPane *self,
                const char   *number)
{
  g_autofree char *text = NULL;

  if (number != NULL && *number != '\0')
    /* TRANSLATORS: %s is a Chinese ID number, partly hidden by asterisks */
    text = g_strdup_printf (_("ID number %s"), number);
  set_optional (self->id_number, text);
  if (text != NULL && number != self->masked)
    explicit_bzero (text, strlen (text));
}

static void
show_alias (DzRecordPane    *self,
            const DzStudent *student)
{
  g_autofree char *text = NULL;

  if (student->alias != NULL && *student->alias != '\0')
    /* TRANSLATORS: %s is another name of the student in the register */
    text = g_strdup_printf (_("also %s"), student->alias);
  set_optional (self->alias, text);
}

/* Each in a line: the rule, and why it does not apply to this student. */
static void
show_waivers (DzRecordPane *self,
              GPtrArray    *waivers)
{
  g_autoptr(GString) text = g_string_new (NULL);

  for (guint i = 0; i < waivers->len; i++)
    {
      const DzWaiver *waiver = g_ptr_array_index (waivers, i);
      g_autofree char *why = dz_judging_waiver_text (waiver);

      g_string_append_printf (text, "%s%s · %s", i > 0 ? "\n" : "", dz_rule_name (waiver->rule),
                              why);
    }
  set_optional (self->waivers, text->str);
}

/**
 * dz_record_pane_set_item:
 * @self: a pane
 * @item: whose record to show; read only now
 *
 * Shows another student's record.
 */
void
dz_record_pane_set_item (DzRecordPane *self,
                         const DzItem *item)
{
  g_autofree char *attempt = NULL;

  g_return_if_fail (DZ_IS_RECORD_PANE (self));
  g_return_if_fail (item != NULL && item->student != NULL && item->submission != NULL);

  attempt = dz_attempt_title (item->submission->attempt);
  gtk_label_set_label (self->name, item->student->name);
  gtk_label_set_label (self->identifier, item->student->identifier);
  gtk_label_set_label (self->attempt, attempt);
  show_alias (self, item->student);
  g_free (self->masked);
  self->masked = g_strdup (item->student->id_number);
  show_id_number (self, self->masked);
  gtk_widget_set_visible (self->reveal, dz_record_pane_hides (self));
  set_optional (self->major, item->student->major);
  show_waivers (self, item->waivers);
  gtk_widget_set_visible (self->admission, item->admission != NULL);
}

/**
 * dz_record_pane_hides:
 * @self: a pane
 *
 * Returns: whether something of the record is masked
 */
gboolean
dz_record_pane_hides (DzRecordPane *self)
{
  g_return_val_if_fail (DZ_IS_RECORD_PANE (self), FALSE);

  return self->masked != NULL && strchr (self->masked, '*') != NULL;
}

/**
 * dz_record_pane_ask_why:
 * @self: a pane that is shown and hides something
 *
 * Asks for the reason to look at it; "why" tells it.
 */
void
dz_record_pane_ask_why (DzRecordPane *self)
{
  graphene_rect_t bounds;

  g_return_if_fail (DZ_IS_RECORD_PANE (self));

  if (!gtk_widget_compute_bounds (self->reveal, GTK_WIDGET (self), &bounds))
    return;
  gtk_popover_set_pointing_to (self->why,
                               &(GdkRectangle) { (int) bounds.origin.x, (int) bounds.origin.y,
                                                 (int) bounds.size.width,
                                                 (int) bounds.size.height });
  gtk_popover_popup (self->why);
}

/**
 * dz_record_pane_stop_asking:
 * @self: a pane
 *
 * Asks for no reason any more. Nothing happens where none is asked for.
 */
void
dz_record_pane_stop_asking (DzRecordPane *self)
{
  g_return_if_fail (DZ_IS_RECORD_PANE (self));

  dz_reveal_popover_withdraw (DZ_REVEAL_POPOVER (self->why));
}

/**
 * dz_record_pane_show_number:
 * @self: a pane
 * @number: (nullable): the whole ID number; %NULL to show it as the service masked it
 *
 * Shows the number for as long as somebody looks. Nothing of it is kept but what is on the screen.
 */
void
dz_record_pane_show_number (DzRecordPane *self,
                            const char   *number)
{
  g_return_if_fail (DZ_IS_RECORD_PANE (self));

  show_id_number (self, number != NULL ? number : self->masked);
  /* Where the label has no room for it, the pointer may have it told all of it; that stays. */
  gtk_widget_trigger_tooltip_query (GTK_WIDGET (self->id_number));
}
