/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "dz-resources.h"

#include "dz-roster-row.h"
#include "dz-service-error.h"
#include "dz-service-private.h"
#include "dz-store-register.h"

/* A file of another kind has thousands of bad rows; nobody reads them all. */
#define ROWS_TOLD_MAX 1000

static void
tell_rows (DzCall    *call,
           GPtrArray *rows)
{
  JsonArray *list = json_array_new ();
  JsonNode *node = json_node_new (JSON_NODE_ARRAY);

  for (guint i = 0; i < rows->len && json_array_get_length (list) < ROWS_TOLD_MAX; i++)
    {
      const DzRosterRow *row = g_ptr_array_index (rows, i);
      JsonObject *object;

      if (row->problem == NULL)
        continue;
      object = json_object_new ();
      json_object_set_int_member (object, "line", row->line);
      json_object_set_string_member (object, "problem", row->problem);
      json_array_add_object_element (list, object);
    }
  json_node_take_array (node, list);
  dz_call_add_detail (call, "rows", node);
}

static gboolean
check_rows (DzCall    *call,
            GPtrArray *rows,
            GError   **error)
{
  if (dz_roster_count_bad (rows) == 0)
    return TRUE;
  tell_rows (call, rows);
  g_set_error_literal (error, DZ_SERVICE_ERROR, DZ_SERVICE_ERROR_BAD_ROWS, "bad rows");
  return FALSE;
}

static gboolean
read_level (DzCall  *call,
            DzLevel *level,
            gboolean *has_level,
            GError **error)
{
  const char *text = dz_call_get_query (call, "level");

  *has_level = text != NULL;
  if (text == NULL || dz_level_from_nick (text, level))
    return TRUE;
  g_set_error_literal (error, DZ_SERVICE_ERROR, DZ_SERVICE_ERROR_BAD_REQUEST, "level");
  return FALSE;
}

/* The store finds what only the register can tell, and writes it into the rows. */
static gboolean
import (DzCall         *call,
        GPtrArray      *rows,
        const DzLevel  *level_of_all,
        DzRosterChange *change,
        GError        **error)
{
  DzStore *store = dz_call_get_store (call, error);
  g_autoptr(GError) local_error = NULL;

  if (store == NULL)
    return FALSE;
  if (dz_store_import_roster (store, dz_call_get_param (call, "code"), level_of_all, rows,
                              dz_call_get_user (call)->id, change, &local_error))
    return TRUE;
  if (check_rows (call, rows, error))
    g_propagate_error (error, g_steal_pointer (&local_error));
  return FALSE;
}

/* Before anything is said of the rows, which may be right for another school. */
static gboolean
check_school (DzCall  *call,
              GError **error)
{
  DzStore *store = dz_call_get_store (call, error);
  g_autoptr(DzSchool) school = NULL;

  if (store == NULL)
    return FALSE;
  school = dz_store_get_school (store, dz_call_get_param (call, "code"), error);
  return school != NULL;
}

gboolean
dz_resource_import_roster (DzCall  *call,
                           GError **error)
{
  DzExaminer *examiner = dz_service_get_examiner (dz_call_get_service (call));
  g_autoptr(GPtrArray) rows = NULL;
  DzRosterChange change = { 0, 0, 0 };
  JsonObject *reply;
  gboolean has_level;
  DzLevel level;

  if (!check_school (call, error) || !read_level (call, &level, &has_level, error))
    return FALSE;
  rows = dz_examiner_read_roster (examiner, dz_call_get_body (call), NULL, error);
  if (rows == NULL || !check_rows (call, rows, error) ||
      !import (call, rows, has_level ? &level : NULL, &change, error))
    return FALSE;
  reply = json_object_new ();
  json_object_set_int_member (reply, "added", change.added);
  json_object_set_int_member (reply, "changed", change.changed);
  json_object_set_int_member (reply, "same", change.same);
  dz_call_reply (call, 200, dz_wire_take_object (reply));
  return TRUE;
}
