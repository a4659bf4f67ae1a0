/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "dz-held-item-private.h"

struct _DzHeldItem
{
  GObject parent_instance;

  DzItem     *item;    /* owned */
  DzCommand  *command; /* owned */
  DzHeldState state;
  gint64      ends_us; /* monotonic; 0 while waiting */
};

enum
{
  PROP_STATE = 1,
  N_PROPS,
};

static GParamSpec *pspecs[N_PROPS];

G_DEFINE_FINAL_TYPE (DzHeldItem, dz_held_item, G_TYPE_OBJECT)

static void
dz_held_item_get_property (GObject    *object,
                           guint       property_id,
                           GValue     *value,
                           GParamSpec *pspec)
{
  DzHeldItem *self = DZ_HELD_ITEM (object);

  switch (property_id)
    {
    case PROP_STATE:
      g_value_set_int (value, self->state);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property_id, pspec);
    }
}

static void
dz_held_item_finalize (GObject *object)
{
  DzHeldItem *self = DZ_HELD_ITEM (object);

  g_clear_pointer (&self->item, dz_item_free);
  g_clear_pointer (&self->command, dz_command_free);
  G_OBJECT_CLASS (dz_held_item_parent_class)->finalize (object);
}

static void
dz_held_item_class_init (DzHeldItemClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->get_property = dz_held_item_get_property;
  object_class->finalize = dz_held_item_finalize;
  pspecs[PROP_STATE] = g_param_spec_int ("state", NULL, NULL,
                                         DZ_HELD_WAITING, DZ_HELD_ASKED, DZ_HELD_WAITING,
                                         G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, pspecs);
}

static void
dz_held_item_init (DzHeldItem *self)
{
}

/**
 * dz_held_item_new:
 * @item: (transfer full): the submission that was decided
 * @command: (transfer full): the decision
 *
 * Returns: (transfer full): a decision that waits in the outbox
 */
DzHeldItem *
dz_held_item_new (DzItem    *item,
                  DzCommand *command)
{
  DzHeldItem *self = g_object_new (DZ_TYPE_HELD_ITEM, NULL);

  self->item = item;
  self->command = command;
  return self;
}

/**
 * dz_held_item_get_item:
 * @self: a held decision
 *
 * Returns: (transfer none): the submission that was decided
 */
const DzItem *
dz_held_item_get_item (DzHeldItem *self)
{
  g_return_val_if_fail (DZ_IS_HELD_ITEM (self), NULL);

  return self->item;
}

/**
 * dz_held_item_get_command:
 * @self: a held decision
 *
 * Returns: (transfer none): the decision as it was sent
 */
const DzCommand *
dz_held_item_get_command (DzHeldItem *self)
{
  g_return_val_if_fail (DZ_IS_HELD_ITEM (self), NULL);

  return self->command;
}

/**
 * dz_held_item_get_state:
 * @self: a held decision
 *
 * Returns: where it stands
 */
DzHeldState
dz_held_item_get_state (DzHeldItem *self)
{
  g_return_val_if_fail (DZ_IS_HELD_ITEM (self), DZ_HELD_SEALED);

  return self->state;
}

/**
 * dz_held_item_get_seconds_left:
 * @self: a held decision
 *
 * Returns: whole seconds until it seals, rounded up; 0 where it is sealed or the service has not
 *   said yet
 */
guint
dz_held_item_get_seconds_left (DzHeldItem *self)
{
  gint64 left_us;

  g_return_val_if_fail (DZ_IS_HELD_ITEM (self), 0);

  left_us = self->ends_us - g_get_monotonic_time ();
  if (self->state != DZ_HELD_UNDOABLE || left_us <= 0)
    return 0;
  return (guint) ((left_us + G_TIME_SPAN_SECOND - 1) / G_TIME_SPAN_SECOND);
}

/* The service has committed the decision and holds it until @ends_us, monotonic. */
void
dz_held_item_set_hold (DzHeldItem *self,
                       gint64      ends_us)
{
  self->ends_us = ends_us;
  if (self->state != DZ_HELD_WAITING)
    return;
  self->state = DZ_HELD_UNDOABLE;
  g_object_notify_by_pspec (G_OBJECT (self), pspecs[PROP_STATE]);
}

/* It took effect; @state is one of those that say so. */
void
dz_held_item_set_sealed (DzHeldItem *self,
                         DzHeldState state)
{
  g_return_if_fail (state >= DZ_HELD_SEALED);

  if (self->state == state)
    return;
  self->state = state;
  g_object_notify_by_pspec (G_OBJECT (self), pspecs[PROP_STATE]);
}
