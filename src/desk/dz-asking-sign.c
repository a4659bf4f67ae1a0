/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "dz-asking-sign.h"

#include "dz-key-badge.h"
#include "dz-widget.h"

/* What takes longer is told: within the second that a person stays with what they did (J. Nielsen,
 * Usability Engineering, 1993, §5.5). */
#define LATE_MS 400

struct _DzAskingSign
{
  GtkWidget   parent_instance;

  GtkSpinner *spinner; /* unowned, template child */
  GtkWidget  *leave;   /* unowned, template child */
  guint       late_id; /* source, 0 for none */
  GtkWidget  *root;    /* unowned, nullable: the window in which it is seen */
  GtkEventController *keys; /* unowned, nullable: on @root */
};

G_DEFINE_FINAL_TYPE (DzAskingSign, dz_asking_sign, GTK_TYPE_WIDGET)

enum
{
  PROP_LEAVABLE = 1,
  N_PROPS
};

enum
{
  LEFT,
  N_SIGNALS
};

static GParamSpec *pspecs[N_PROPS];
static guint signals[N_SIGNALS];

static void
set_shown (DzAskingSign *self,
           gboolean      shown)
{
  g_clear_handle_id (&self->late_id, g_source_remove);
  gtk_widget_set_visible (GTK_WIDGET (self), shown);
  gtk_spinner_set_spinning (self->spinner, shown);
}

static gboolean
late_cb (gpointer user_data)
{
  DzAskingSign *self = user_data;

  self->late_id = 0;
  set_shown (self, TRUE);
  return G_SOURCE_REMOVE;
}

static void
leave_cb (DzAskingSign *self)
{
  g_signal_emit (self, signals[LEFT], 0);
}

/* ---- Escape ---- */

/* A menu or a popover that is open has its keys for itself. */
static gboolean
pressed_cb (DzAskingSign *self,
            guint         keyval)
{
  GtkWidget *focus = gtk_window_get_focus (GTK_WINDOW (self->root));

  if (keyval != GDK_KEY_Escape ||
      (focus != NULL && gtk_widget_get_native (focus) != GTK_NATIVE (self->root)))
    return GDK_EVENT_PROPAGATE;
  leave_cb (self);
  return GDK_EVENT_STOP;
}

/* Before whatever else Escape would leave: a toast takes it, too. */
static void
dz_asking_sign_map (GtkWidget *widget)
{
  DzAskingSign *self = DZ_ASKING_SIGN (widget);
  GtkRoot *root = gtk_widget_get_root (widget);

  GTK_WIDGET_CLASS (dz_asking_sign_parent_class)->map (widget);

  if (!gtk_widget_get_visible (self->leave) || !GTK_IS_WINDOW (root))
    return;
  self->root = GTK_WIDGET (root);
  self->keys = gtk_event_controller_key_new ();
  gtk_event_controller_set_propagation_phase (self->keys, GTK_PHASE_CAPTURE);
  g_signal_connect_object (self->keys, "key-pressed", G_CALLBACK (pressed_cb), self,
                           G_CONNECT_SWAPPED);
  gtk_widget_add_controller (self->root, self->keys);
}

static void
dz_asking_sign_unmap (GtkWidget *widget)
{
  DzAskingSign *self = DZ_ASKING_SIGN (widget);

  if (self->keys != NULL)
    gtk_widget_remove_controller (self->root, self->keys);
  self->keys = NULL;
  self->root = NULL;

  GTK_WIDGET_CLASS (dz_asking_sign_parent_class)->unmap (widget);
}

/* ---- the widget ---- */

static void
dz_asking_sign_get_property (GObject    *object,
                             guint       property_id,
                             GValue     *value,
                             GParamSpec *pspec)
{
  if (property_id == PROP_LEAVABLE)
    g_value_set_boolean (value, gtk_widget_get_visible (DZ_ASKING_SIGN (object)->leave));
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property_id, pspec);
}

static void
dz_asking_sign_set_property (GObject      *object,
                             guint         property_id,
                             const GValue *value,
                             GParamSpec   *pspec)
{
  if (property_id == PROP_LEAVABLE)
    gtk_widget_set_visible (DZ_ASKING_SIGN (object)->leave, g_value_get_boolean (value));
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property_id, pspec);
}

static void
dz_asking_sign_dispose (GObject *object)
{
  g_clear_handle_id (&DZ_ASKING_SIGN (object)->late_id, g_source_remove);
  dz_widget_drop_children (GTK_WIDGET (object));

  G_OBJECT_CLASS (dz_asking_sign_parent_class)->dispose (object);
}

static void
install (GObjectClass *object_class)
{
  pspecs[PROP_LEAVABLE] = g_param_spec_boolean ("leavable", NULL, NULL, TRUE,
                                                G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, pspecs);
  signals[LEFT] = g_signal_new ("left", DZ_TYPE_ASKING_SIGN, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                NULL, G_TYPE_NONE, 0);
}

static void
dz_asking_sign_class_init (DzAskingSignClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->get_property = dz_asking_sign_get_property;
  object_class->set_property = dz_asking_sign_set_property;
  object_class->dispose = dz_asking_sign_dispose;
  widget_class->map = dz_asking_sign_map;
  widget_class->unmap = dz_asking_sign_unmap;
  install (object_class);
  g_type_ensure (DZ_TYPE_KEY_BADGE);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/duizhao/Duizhao/dz-asking-sign.ui");
  gtk_widget_class_bind_template_child (widget_class, DzAskingSign, spinner);
  gtk_widget_class_bind_template_child (widget_class, DzAskingSign, leave);
  gtk_widget_class_bind_template_callback (widget_class, leave_cb);
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_STATUS);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
}

static void
dz_asking_sign_init (DzAskingSign *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * dz_asking_sign_begin:
 * @self: a sign
 *
 * The service is asked: the sign comes unless it answers soon. Nothing happens the second time.
 */
void
dz_asking_sign_begin (DzAskingSign *self)
{
  g_return_if_fail (DZ_IS_ASKING_SIGN (self));

  if (self->late_id == 0 && !dz_asking_sign_is_shown (self))
    self->late_id = g_timeout_add (LATE_MS, late_cb, self);
}

/**
 * dz_asking_sign_show:
 * @self: a sign
 *
 * The service is asked, and somebody has waited enough: the sign comes at once.
 */
void
dz_asking_sign_show (DzAskingSign *self)
{
  g_return_if_fail (DZ_IS_ASKING_SIGN (self));

  set_shown (self, TRUE);
}

/**
 * dz_asking_sign_end:
 * @self: a sign
 *
 * Nobody waits any more. Nothing happens where nobody has.
 */
void
dz_asking_sign_end (DzAskingSign *self)
{
  g_return_if_fail (DZ_IS_ASKING_SIGN (self));

  set_shown (self, FALSE);
}

/**
 * dz_asking_sign_is_shown:
 * @self: a sign
 *
 * Returns: whether it is there
 */
gboolean
dz_asking_sign_is_shown (DzAskingSign *self)
{
  g_return_val_if_fail (DZ_IS_ASKING_SIGN (self), FALSE);

  return gtk_widget_get_visible (GTK_WIDGET (self));
}
