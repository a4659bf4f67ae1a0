/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "dz-wire-problem.h"

#include "dz-wire-reader.h"
#include "dz-wire-writer.h"

/**
 * dz_wire_problem_new:
 * @code: a stable word
 * @zh: a sentence, Chinese
 * @en: the same in English
 *
 * Returns: (transfer full): a problem
 */
DzWireProblem *
dz_wire_problem_new (const char *code,
                     const char *zh,
                     const char *en)
{
  DzWireProblem *self = g_new0 (DzWireProblem, 1);

  self->code = g_strdup (code);
  self->zh = g_strdup (zh);
  self->en = g_strdup (en);
  return self;
}

/**
 * dz_wire_problem_free:
 * @self: (transfer full) (nullable): a problem
 */
void
dz_wire_problem_free (DzWireProblem *self)
{
  if (self == NULL)
    return;
  g_free (self->code);
  g_free (self->zh);
  g_free (self->en);
  g_free (self);
}

/**
 * dz_wire_problem_to_json:
 * @self: a problem
 *
 * Returns: (transfer full): {"error": {"code", "zh", "en"}}
 */
JsonNode *
dz_wire_problem_to_json (const DzWireProblem *self)
{
  JsonObject *inner = json_object_new ();
  JsonObject *outer = json_object_new ();

  json_object_set_string_member (inner, "code", self->code);
  json_object_set_string_member (inner, "zh", self->zh);
  json_object_set_string_member (inner, "en", self->en);
  json_object_set_object_member (outer, "error", inner);
  return dz_wire_take_object (outer);
}

static gpointer
read_inner (JsonNode *node,
            GError  **error)
{
  g_autoptr(DzWireProblem) self = g_new0 (DzWireProblem, 1);
  g_auto(DzWireReader) reader = dz_wire_reader_over (node);

  self->code = dz_wire_reader_dup_string (&reader, "code");
  self->zh = dz_wire_reader_dup_string (&reader, "zh");
  self->en = dz_wire_reader_dup_string (&reader, "en");
  return dz_wire_reader_finish (&reader, error) ? g_steal_pointer (&self) : NULL;
}

/**
 * dz_wire_problem_from_json:
 * @node: the body of an answer that refuses
 * @error: return location; DZ_WIRE_ERROR_SHAPE
 *
 * Reads the problem of an answer, whatever else the answer holds.
 *
 * Returns: (transfer full) (nullable): the problem
 */
DzWireProblem *
dz_wire_problem_from_json (JsonNode *node,
                           GError  **error)
{
  g_auto(DzWireReader) reader = dz_wire_reader_over (node);
  g_autoptr(DzWireProblem) self = dz_wire_reader_read_record (&reader, "error", read_inner);

  return dz_wire_reader_finish (&reader, error) ? g_steal_pointer (&self) : NULL;
}
