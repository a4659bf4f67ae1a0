/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "dz-detail-aspects.h"

#include <string.h>

#define KIND "decide" /* the one kind whose detail has aspects to say */

static JsonArray *
get_array (JsonObject *object,
           const char *name)
{
  JsonNode *node = json_object_get_member (object, name);

  return node != NULL && JSON_NODE_HOLDS_ARRAY (node) ? json_node_get_array (node) : NULL;
}

static const char *
get_text (JsonNode *node)
{
  return node != NULL && json_node_get_value_type (node) == G_TYPE_STRING
           ? json_node_get_string (node) : NULL;
}

/* "background@2" is the second version of the reason "background". */
static GStrv
read_reasons (JsonArray *array)
{
  g_autoptr(GStrvBuilder) reasons = g_strv_builder_new ();
  guint length = array != NULL ? json_array_get_length (array) : 0;
  guint n = 0;

  for (guint i = 0; i < length && n < DZ_ASPECT_REASONS_MAX; i++)
    {
      const char *said = get_text (json_array_get_element (array, i));
      gsize bytes = said != NULL ? strcspn (said, "@") : 0;
      g_autofree char *code = g_strndup (said, bytes);

      if (bytes == 0 || bytes > DZ_ASPECT_REASON_MAX)
        continue;
      g_strv_builder_add (reasons, code);
      n++;
    }
  return n > 0 ? g_strv_builder_end (reasons) : NULL;
}

/* @findings are "POS-04:fail:38.2 %" and the like. */
static gboolean
has_failed (JsonArray  *findings,
            const char *rule)
{
  g_autofree char *beginning = g_strconcat (rule, ":fail", NULL);
  guint length = findings != NULL ? json_array_get_length (findings) : 0;

  for (guint i = 0; i < length; i++)
    {
      const char *said = get_text (json_array_get_element (findings, i));

      if (said != NULL && g_str_has_prefix (said, beginning))
        return TRUE;
    }
  return FALSE;
}

/* A rule that warned may be waived with the approval, which is nothing against it. */
static gboolean
overrides_failing (JsonObject *detail)
{
  JsonArray *overrides = get_array (detail, "overrides");
  guint length = overrides != NULL ? json_array_get_length (overrides) : 0;

  for (guint i = 0; i < length; i++)
    {
      JsonNode *node = json_array_get_element (overrides, i);
      JsonObject *override = JSON_NODE_HOLDS_OBJECT (node) ? json_node_get_object (node) : NULL;
      const char *rule = override != NULL ? get_text (json_object_get_member (override, "rule"))
                                          : NULL;

      if (rule != NULL && has_failed (get_array (detail, "findings"), rule))
        return TRUE;
    }
  return FALSE;
}

static DzAspectFlags
read_flags (JsonObject *detail)
{
  JsonNode *correction = json_object_get_member (detail, "correction");
  DzAspectFlags flags = 0;

  if (g_strcmp0 (get_text (json_object_get_member (detail, "verdict")), "approve") == 0 &&
      overrides_failing (detail))
    flags |= DZ_ASPECT_AGAINST_RULE;
  if (json_object_has_member (detail, "sheet_ms"))
    flags |= DZ_ASPECT_SHEET;
  if (correction != NULL && JSON_NODE_HOLDS_OBJECT (correction) &&
      json_object_get_size (json_node_get_object (correction)) > 0)
    flags |= DZ_ASPECT_CORRECTED;
  return flags;
}

/**
 * dz_entry_aspects_are_in_detail:
 * @kind: kind of an entry
 *
 * Returns: whether details of this kind say what the entry is found by
 */
gboolean
dz_entry_aspects_are_in_detail (const char *kind)
{
  return g_str_equal (kind, KIND);
}

/**
 * dz_entry_aspects_take_detail:
 * @self: aspects; their reasons and flags are replaced
 * @kind: kind of the entry
 * @detail: (nullable): its detail
 *
 * Takes reasons and flags from a detail: the one place that says what a decision is found by.
 * Whoever writes an entry asks it, and whoever opens the detail later can hold the entry's aspects
 * against what it says. A detail of a form that is not known says nothing.
 */
void
dz_entry_aspects_take_detail (DzEntryAspects *self,
                              const char     *kind,
                              JsonObject     *detail)
{
  g_return_if_fail (self != NULL && kind != NULL);

  g_clear_pointer (&self->reasons, g_strfreev);
  self->flags = 0;
  if (detail == NULL || !dz_entry_aspects_are_in_detail (kind))
    return;
  self->reasons = read_reasons (get_array (detail, "reasons"));
  self->flags = read_flags (detail);
}
