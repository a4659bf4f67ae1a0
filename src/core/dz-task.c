/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "dz-task.h"

#include "dz-nick-private.h"

static const char *const kind_nicks[] = { "quarantine", "sealed-twin", "request", "escalation",
                                           "disagreement" };
static const char *const judge_nicks[] = { "any", "others", "nobody" };

/**
 * dz_task_new:
 *
 * Returns: (transfer full): an empty task
 */
DzTask *
dz_task_new (void)
{
  return g_new0 (DzTask, 1);
}

static gpointer
copy_decision_cb (gconstpointer decision,
                  gpointer      user_data)
{
  return dz_decision_copy (decision);
}

/**
 * dz_task_copy:
 * @self: a task
 *
 * Returns: (transfer full): a deep copy
 */
DzTask *
dz_task_copy (const DzTask *self)
{
  DzTask *copy;

  g_return_val_if_fail (self != NULL, NULL);

  copy = g_new (DzTask, 1);
  *copy = *self;
  copy->id = g_strdup (self->id);
  copy->submission = g_strdup (self->submission);
  copy->photo = g_strdup (self->photo);
  copy->school_name = g_strdup (self->school_name);
  copy->name = g_strdup (self->name);
  copy->identifier = g_strdup (self->identifier);
  copy->twin = self->twin != NULL ? dz_twin_copy (self->twin) : NULL;
  copy->asked_by = g_strdup (self->asked_by);
  copy->reason = g_strdup (self->reason);
  copy->code = g_strdup (self->code);
  copy->opinions = self->opinions != NULL
                     ? g_ptr_array_copy (self->opinions, (GCopyFunc) copy_decision_cb, NULL)
                     : NULL;
  copy->draft = self->draft != NULL ? dz_decision_copy (self->draft) : NULL;
  return copy;
}

/**
 * dz_task_free:
 * @self: (transfer full) (nullable): a task
 */
void
dz_task_free (DzTask *self)
{
  if (self == NULL)
    return;
  g_free (self->id);
  g_free (self->submission);
  g_free (self->photo);
  g_free (self->school_name);
  g_free (self->name);
  g_free (self->identifier);
  dz_twin_free (self->twin);
  g_free (self->asked_by);
  g_free (self->reason);
  g_free (self->code);
  dz_decision_free (self->draft);
  g_clear_pointer (&self->opinions, g_ptr_array_unref);
  g_free (self);
}

/**
 * dz_task_kind_to_nick:
 * @kind: a kind
 *
 * Returns: (transfer none): the word used in tables and JSON
 */
const char *
dz_task_kind_to_nick (DzTaskKind kind)
{
  g_return_val_if_fail (kind < G_N_ELEMENTS (kind_nicks), NULL);

  return kind_nicks[kind];
}

/**
 * dz_task_kind_from_nick:
 * @nick: (nullable): a word from a table or JSON
 * @kind: (out): the kind it names
 *
 * Returns: whether @nick names a kind
 */
gboolean
dz_task_kind_from_nick (const char *nick,
                        DzTaskKind *kind)
{
  guint value;

  if (!dz_nick_find (kind_nicks, G_N_ELEMENTS (kind_nicks), nick, &value))
    return FALSE;
  *kind = value;
  return TRUE;
}

/**
 * dz_task_judge_to_nick:
 * @judge: who may judge
 *
 * Returns: (transfer none): the word used in JSON
 */
const char *
dz_task_judge_to_nick (DzTaskJudge judge)
{
  g_return_val_if_fail (judge < G_N_ELEMENTS (judge_nicks), NULL);

  return judge_nicks[judge];
}

/**
 * dz_task_judge_from_nick:
 * @nick: (nullable): a word from JSON
 * @judge: (out): who may judge
 *
 * Returns: whether @nick says so
 */
gboolean
dz_task_judge_from_nick (const char  *nick,
                         DzTaskJudge *judge)
{
  guint value;

  if (!dz_nick_find (judge_nicks, G_N_ELEMENTS (judge_nicks), nick, &value))
    return FALSE;
  *judge = value;
  return TRUE;
}
