/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fuzz-entry.h"

#include <string.h>

#include "dz-wire.h"

#define READ(name, type)                                                                          \
  G_STMT_START                                                                                    \
  {                                                                                               \
    g_autoptr(GError) read_error = NULL;                                                          \
    g_autoptr(type) record = dz_wire_##name##_from_json (node, &read_error);                     \
    if ((record == NULL) != (read_error != NULL))                                                 \
      g_error ("there must be a record or an error, and only one of them");                       \
    if (record != NULL)                                                                           \
      json_node_unref (dz_wire_##name##_to_json (record));                                        \
  }                                                                                               \
  G_STMT_END

static void
read_all (JsonNode *node)
{
  READ (command, DzCommand);
  READ (command_answer, DzCommandAnswer);
  READ (decision, DzDecision);
  READ (delivery_facts, DzDeliveryFacts);
  READ (entry, DzEntry);
  READ (finding, DzFinding);
  READ (item, DzItem);
  READ (lease, DzLease);
  READ (measurement, DzMeasurement);
  READ (override, DzOverride);
  READ (problem, DzWireProblem);
  READ (queue_counts, DzQueueCounts);
  READ (school, DzSchool);
  READ (student, DzStudent);
  READ (submission, DzSubmission);
  READ (task, DzTask);
  READ (twin, DzTwin);
  READ (user, DzUser);
  READ (waiver, DzWaiver);
  READ (window, DzWindow);
}

int
LLVMFuzzerTestOneInput (const uint8_t *data,
                        size_t         size)
{
  g_autoptr(GBytes) bytes = g_bytes_new (data, size);
  g_autoptr(GError) error = NULL;
  g_autoptr(JsonNode) node = dz_wire_parse (bytes, DZ_WIRE_REQUEST_BYTES_MAX, &error);
  g_autoptr(GBytes) printed = NULL;
  g_autoptr(JsonNode) again = NULL;

  if ((node == NULL) != (error != NULL))
    g_error ("there must be a value or an error, and only one of them");
  if (node == NULL)
    return 0;
  read_all (node);
  printed = dz_wire_print (node);
  again = dz_wire_parse (printed, DZ_WIRE_ANSWER_BYTES_MAX, &error);
  if (again == NULL)
    g_error ("what was printed cannot be read: %s", error->message);
  return 0;
}
