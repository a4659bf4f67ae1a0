/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "dz-form-field.h"

#include "dz-widget.h"

struct _DzFormField
{
  GtkWidget    parent_instance;

  GtkLabel    *title;   /* unowned, template child */
  GtkTextView *view;    /* unowned, template child */
  GtkLabel    *hint;    /* unowned, template child */
  GtkLabel    *problem; /* unowned, template child */

  guint        grow_id; /* source, 0 for none */
};

G_DEFINE_FINAL_TYPE (DzFormField, dz_form_field, GTK_TYPE_WIDGET)

enum
{
  PROP_TITLE = 1,
  PROP_HINT,
  PROP_EDITABLE,
  N_PROPS
};

enum
{
  CHANGED,
  ACTIVATE,
  N_SIGNALS
};

static GParamSpec *pspecs[N_PROPS];
static guint signals[N_SIGNALS];

static void
changed_cb (DzFormField *self)
{
  g_signal_emit (self, signals[CHANGED], 0);
}

/* Enter ends the line. It comes here after the input method has had it, which may want it for the
 * word that is being written. */
static void
insert_cb (GtkTextBuffer *buffer,
           GtkTextIter   *where,
           const char    *text,
           int            length,
           DzFormField   *self)
{
  if (length != 1 || *text != '\n')
    return;
  g_signal_stop_emission_by_name (buffer, "insert-text");
  g_signal_emit (self, signals[ACTIVATE], 0);
}

static void
set_title (DzFormField *self,
           const char  *title)
{
  gtk_label_set_text_with_mnemonic (self->title, title);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->view), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  gtk_label_get_text (self->title), -1);
}

static void
dz_form_field_set_property (GObject      *object,
                            guint         id,
                            const GValue *value,
                            GParamSpec   *pspec)
{
  DzFormField *self = DZ_FORM_FIELD (object);

  switch (id)
    {
    case PROP_TITLE:
      set_title (self, g_value_get_string (value));
      break;
    case PROP_HINT:
      dz_form_field_set_hint (self, g_value_get_string (value));
      break;
    case PROP_EDITABLE:
      gtk_text_view_set_editable (self->view, g_value_get_boolean (value));
      gtk_widget_set_sensitive (GTK_WIDGET (self->view), g_value_get_boolean (value));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static gboolean
dz_form_field_grab_focus (GtkWidget *widget)
{
  return gtk_widget_grab_focus (GTK_WIDGET (DZ_FORM_FIELD (widget)->view));
}

static gboolean
grow_cb (gpointer user_data)
{
  DzFormField *self = user_data;

  self->grow_id = 0;
  gtk_widget_queue_resize (GTK_WIDGET (self->view));
  return G_SOURCE_REMOVE;
}

/* How high its text is a view learns when it is given its width, and GTK forgets that it asks for
 * more room then: it asks again just after. */
static void
height_changed_cb (DzFormField   *self,
                   GtkAdjustment *height)
{
  if (self->grow_id == 0
      && gtk_adjustment_get_upper (height) > gtk_adjustment_get_page_size (height))
    self->grow_id = g_idle_add (grow_cb, self);
}

static void
watch_height (DzFormField *self)
{
  GtkAdjustment *height = gtk_adjustment_new (0, 0, 0, 0, 0, 0);

  gtk_scrollable_set_vadjustment (GTK_SCROLLABLE (self->view), height);
  g_signal_connect_object (height, "changed", G_CALLBACK (height_changed_cb), self,
                           G_CONNECT_SWAPPED);
}

static void
dz_form_field_dispose (GObject *object)
{
  dz_widget_drop_children (GTK_WIDGET (object));
  g_clear_handle_id (&DZ_FORM_FIELD (object)->grow_id, g_source_remove);

  G_OBJECT_CLASS (dz_form_field_parent_class)->dispose (object);
}

static void
install_properties (GObjectClass *object_class)
{
  const GParamFlags flags = G_PARAM_WRITABLE | G_PARAM_STATIC_STRINGS;

  pspecs[PROP_TITLE] = g_param_spec_string ("title", NULL, NULL, "", flags);
  pspecs[PROP_HINT] = g_param_spec_string ("hint", NULL, NULL, NULL, flags);
  pspecs[PROP_EDITABLE] = g_param_spec_boolean ("editable", NULL, NULL, TRUE, flags);
  g_object_class_install_properties (object_class, N_PROPS, pspecs);
}

static void
dz_form_field_class_init (DzFormFieldClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->set_property = dz_form_field_set_property;
  object_class->dispose = dz_form_field_dispose;
  widget_class->grab_focus = dz_form_field_grab_focus;
  install_properties (object_class);
  signals[CHANGED] = g_signal_new ("changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0,
                                   NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[ACTIVATE] = g_signal_new ("activate", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0,
                                    NULL, NULL, NULL, G_TYPE_NONE, 0);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/duizhao/Duizhao/dz-form-field.ui");
  gtk_widget_class_bind_template_child (widget_class, DzFormField, title);
  gtk_widget_class_bind_template_child (widget_class, DzFormField, view);
  gtk_widget_class_bind_template_child (widget_class, DzFormField, hint);
  gtk_widget_class_bind_template_child (widget_class, DzFormField, problem);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
}

static void
dz_form_field_init (DzFormField *self)
{
  GtkTextBuffer *buffer;

  gtk_widget_init_template (GTK_WIDGET (self));
  buffer = gtk_text_view_get_buffer (self->view);
  g_signal_connect_object (buffer, "insert-text", G_CALLBACK (insert_cb), self, 0);
  g_signal_connect_object (buffer, "changed", G_CALLBACK (changed_cb), self, G_CONNECT_SWAPPED);
  watch_height (self);
}

/**
 * dz_form_field_dup_text:
 * @self: a field
 *
 * Returns: (transfer full): what stands in it: one line, pasted lines joined, no space at its ends
 */
char *
dz_form_field_dup_text (DzFormField *self)
{
  GtkTextBuffer *buffer;
  GtkTextIter start;
  GtkTextIter end;
  char *text;

  g_return_val_if_fail (DZ_IS_FORM_FIELD (self), NULL);

  buffer = gtk_text_view_get_buffer (self->view);
  gtk_text_buffer_get_bounds (buffer, &start, &end);
  text = gtk_text_buffer_get_text (buffer, &start, &end, FALSE);
  return g_strstrip (g_strdelimit (text, "\n\r\t", ' '));
}

/**
 * dz_form_field_set_text:
 * @self: a field
 * @text: what stands in it from now on
 */
void
dz_form_field_set_text (DzFormField *self,
                        const char  *text)
{
  g_return_if_fail (DZ_IS_FORM_FIELD (self) && text != NULL);

  gtk_text_buffer_set_text (gtk_text_view_get_buffer (self->view), text, -1);
}

/**
 * dz_form_field_set_hint:
 * @self: a field
 * @hint: (nullable): what it is for, or what becomes of it
 */
void
dz_form_field_set_hint (DzFormField *self,
                        const char  *hint)
{
  g_return_if_fail (DZ_IS_FORM_FIELD (self));

  gtk_label_set_label (self->hint, hint != NULL ? hint : "");
  gtk_widget_set_visible (GTK_WIDGET (self->hint),
                          hint != NULL && !gtk_widget_get_visible (GTK_WIDGET (self->problem)));
}

/**
 * dz_form_field_set_problem:
 * @self: a field
 * @sentence: (nullable): what is wrong with its text; %NULL where nothing is
 */
void
dz_form_field_set_problem (DzFormField *self,
                           const char  *sentence)
{
  g_return_if_fail (DZ_IS_FORM_FIELD (self));

  gtk_label_set_label (self->problem, sentence != NULL ? sentence : "");
  gtk_widget_set_visible (GTK_WIDGET (self->problem), sentence != NULL);
  gtk_widget_set_visible (GTK_WIDGET (self->hint),
                          sentence == NULL && *gtk_label_get_label (self->hint) != '\0');
  gtk_accessible_update_state (GTK_ACCESSIBLE (self->view), GTK_ACCESSIBLE_STATE_INVALID,
                               sentence != NULL ? GTK_ACCESSIBLE_INVALID_TRUE
                                                : GTK_ACCESSIBLE_INVALID_FALSE, -1);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->view), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION,
                                  sentence != NULL ? sentence : gtk_label_get_label (self->hint),
                                  -1);
}
