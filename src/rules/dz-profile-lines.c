/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "dz-profile-lines.h"

struct _DzProfileLines
{
  GHashTable *objects; /* owned, JsonObject (unowned) → owned (name → line) */
};

/**
 * dz_profile_lines_new:
 *
 * Returns: (transfer full): lines of a text of which nothing was read yet
 */
DzProfileLines *
dz_profile_lines_new (void)
{
  DzProfileLines *self = g_new0 (DzProfileLines, 1);

  self->objects = g_hash_table_new_full (NULL, NULL, NULL, (GDestroyNotify) g_hash_table_unref);
  return self;
}

/**
 * dz_profile_lines_free:
 * @self: (transfer full) (nullable): lines
 */
void
dz_profile_lines_free (DzProfileLines *self)
{
  if (self == NULL)
    return;
  g_hash_table_unref (self->objects);
  g_free (self);
}

/**
 * dz_profile_lines_add:
 * @self: lines
 * @object: an object of the text, which must outlive @self
 * @name: one of its members
 * @line: where it ends, from 1
 *
 * Keeps a line.
 */
void
dz_profile_lines_add (DzProfileLines *self,
                      JsonObject     *object,
                      const char     *name,
                      guint           line)
{
  GHashTable *members;

  g_return_if_fail (self != NULL && object != NULL && name != NULL);

  members = g_hash_table_lookup (self->objects, object);
  if (members == NULL)
    {
      members = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
      g_hash_table_insert (self->objects, object, members);
    }
  g_hash_table_insert (members, g_strdup (name), GUINT_TO_POINTER (line));
}

/* Where the last of an object's members ends. */
static guint
find_last (GHashTable *members)
{
  GHashTableIter iter;
  gpointer line;
  guint last = 0;

  g_hash_table_iter_init (&iter, members);
  while (g_hash_table_iter_next (&iter, NULL, &line))
    last = MAX (last, GPOINTER_TO_UINT (line));
  return last;
}

/**
 * dz_profile_lines_find:
 * @self: lines
 * @object: (nullable): an object of the text
 * @path: a member of it, or of an object within: "size_bytes.over"; "" for @object itself
 * @otherwise: for an object without members
 *
 * Returns: the line where the member ends; of one that is missing, where the last one that is there
 *   does
 */
guint
dz_profile_lines_find (const DzProfileLines *self,
                       JsonObject           *object,
                       const char           *path,
                       guint                 otherwise)
{
  g_auto(GStrv) names = NULL;
  guint line = otherwise;

  g_return_val_if_fail (self != NULL && path != NULL, otherwise);

  names = g_strsplit (path, ".", -1);
  for (guint i = 0; object != NULL; i++)
    {
      GHashTable *members = g_hash_table_lookup (self->objects, object);
      JsonNode *member = names[i] != NULL ? json_object_get_member (object, names[i]) : NULL;

      if (members == NULL)
        break;
      line = member != NULL ? GPOINTER_TO_UINT (g_hash_table_lookup (members, names[i]))
                            : find_last (members);
      object = member != NULL && JSON_NODE_HOLDS_OBJECT (member) && names[i + 1] != NULL
                 ? json_node_get_object (member) : NULL;
    }
  return line;
}
