/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "dz-conflict-item-private.h"

#include "dz-wire.h"

#include <string.h>

struct _DzConflictItem
{
  GObject parent_instance;

  DzConflict *conflict; /* owned */
  DzCommand  *draft;    /* owned, nullable: what cannot be read any more has none */
  DzItem     *standing; /* owned, nullable */
  gboolean    heard;    /* @standing is the service's word, and not what was decided on */
};

enum
{
  PROP_HEARD = 1,
  N_PROPS,
};

static GParamSpec *pspecs[N_PROPS];

G_DEFINE_FINAL_TYPE (DzConflictItem, dz_conflict_item, G_TYPE_OBJECT)

static void
dz_conflict_item_get_property (GObject    *object,
                               guint       property_id,
                               GValue     *value,
                               GParamSpec *pspec)
{
  if (property_id == PROP_HEARD)
    g_value_set_boolean (value, DZ_CONFLICT_ITEM (object)->heard);
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property_id, pspec);
}

static void
dz_conflict_item_finalize (GObject *object)
{
  DzConflictItem *self = DZ_CONFLICT_ITEM (object);

  dz_conflict_free (self->conflict);
  dz_command_free (self->draft);
  dz_item_free (self->standing);
  G_OBJECT_CLASS (dz_conflict_item_parent_class)->finalize (object);
}

static void
dz_conflict_item_class_init (DzConflictItemClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->get_property = dz_conflict_item_get_property;
  object_class->finalize = dz_conflict_item_finalize;
  pspecs[PROP_HEARD] = g_param_spec_boolean ("heard", NULL, NULL, FALSE,
                                             G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, pspecs);
}

static void
dz_conflict_item_init (DzConflictItem *self)
{
}

static DzCommand *
parse_draft (const DzConflict *conflict)
{
  g_autoptr(GBytes) body = g_bytes_new (conflict->body, strlen (conflict->body));
  g_autoptr(JsonNode) node = dz_wire_parse (body, DZ_WIRE_REQUEST_BYTES_MAX, NULL);

  return node != NULL ? dz_wire_command_from_json (node, NULL) : NULL;
}

/**
 * dz_conflict_item_new:
 * @conflict: a command that was not applied
 * @standing: (nullable): what it was about, as this desk knew it
 *
 * Returns: (transfer full): an entry of the list
 */
DzConflictItem *
dz_conflict_item_new (const DzConflict *conflict,
                      const DzItem     *standing)
{
  DzConflictItem *self = g_object_new (DZ_TYPE_CONFLICT_ITEM, NULL);

  self->conflict = dz_conflict_copy (conflict);
  self->draft = parse_draft (conflict);
  self->standing = standing != NULL ? dz_item_copy (standing) : NULL;
  return self;
}

/* @standing: (transfer full): the service's word, without findings or lease. */
void
dz_conflict_item_set_standing (DzConflictItem *self,
                               DzItem         *standing)
{
  dz_item_free (self->standing);
  self->standing = standing;
  self->heard = TRUE;
  g_object_notify_by_pspec (G_OBJECT (self), pspecs[PROP_HEARD]);
}

/**
 * dz_conflict_item_get_conflict:
 * @self: an entry
 *
 * Returns: (transfer none): the command that was not applied, and why
 */
const DzConflict *
dz_conflict_item_get_conflict (DzConflictItem *self)
{
  g_return_val_if_fail (DZ_IS_CONFLICT_ITEM (self), NULL);

  return self->conflict;
}

/**
 * dz_conflict_item_get_draft:
 * @self: an entry
 *
 * Returns: (transfer none) (nullable): the command as it was sent
 */
const DzCommand *
dz_conflict_item_get_draft (DzConflictItem *self)
{
  g_return_val_if_fail (DZ_IS_CONFLICT_ITEM (self), NULL);

  return self->draft;
}

/**
 * dz_conflict_item_get_standing:
 * @self: an entry
 *
 * Returns: (transfer none) (nullable): the student and, once it was heard, how the submission
 *   stands now; %NULL where this desk has not heard whom it is about
 */
const DzItem *
dz_conflict_item_get_standing (DzConflictItem *self)
{
  g_return_val_if_fail (DZ_IS_CONFLICT_ITEM (self), NULL);

  return self->standing;
}

/**
 * dz_conflict_item_is_heard:
 * @self: an entry
 *
 * Returns: whether the service has said how the submission stands
 */
gboolean
dz_conflict_item_is_heard (DzConflictItem *self)
{
  g_return_val_if_fail (DZ_IS_CONFLICT_ITEM (self), FALSE);

  return self->heard;
}

/**
 * dz_conflict_item_get_contest:
 * @self: an entry
 *
 * Returns: what can be done about it besides adopting what the other did
 */
DzContest
dz_conflict_item_get_contest (DzConflictItem *self)
{
  g_return_val_if_fail (DZ_IS_CONFLICT_ITEM (self), DZ_CONTEST_UNKNOWN);

  if (!self->heard)
    return DZ_CONTEST_UNKNOWN;
  if (self->standing->submission->decision != NULL)
    return DZ_CONTEST_ASK;
  return self->standing->submission->state == DZ_STATE_PENDING ||
                 self->standing->submission->state == DZ_STATE_LEASED
             ? DZ_CONTEST_RETAKE
             : DZ_CONTEST_NONE;
}
