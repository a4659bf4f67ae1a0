/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <json-glib/json-glib.h>

G_BEGIN_DECLS

/**
 * DzWireWrite:
 * @record: a record
 *
 * Writes one record.
 *
 * Returns: (transfer full): its JSON
 */
typedef JsonNode *(*DzWireWrite) (gconstpointer record);

void      dz_wire_set_number  (JsonObject         *object,
                               const char         *member,
                               double              value);
void      dz_wire_set_strings (JsonObject         *object,
                               const char         *member,
                               const char *const  *strings);
void      dz_wire_set_records (JsonObject         *object,
                               const char         *member,
                               GPtrArray          *records,
                               DzWireWrite         write);
JsonNode *dz_wire_take_object (JsonObject         *object);

G_END_DECLS
