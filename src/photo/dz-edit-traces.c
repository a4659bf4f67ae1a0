/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "dz-edit-traces.h"

#include <string.h>

/* Names that editors write of themselves (photo-standards §3.8), in lower case. */
static const char *const editors[] = {
  "photoshop", "lightroom", "gimp", "snapseed", "picsart", "vsco", "canva", "pixlr", "fotor",
  "paint.net", "affinity", "acd systems", "acdsee", "applemark", "picresize", "gd-jpeg",
  "meitu", "美图", "美颜", "com.mt.mtxx",
};
/* Names of which nobody has shown a real file; some are also common words, so they are looked for
 * only where a program's name stands. */
static const char *const unverified[] = {
  "xingtu", "醒图", "ulike", "轻颜", "b612", "snow", "facetune", "beautycam", "retouch", "faceu",
};

static gboolean
names_one_of (const char        *lower,
              const char *const *names,
              guint              n_names)
{
  for (guint i = 0; i < n_names; i++)
    {
      if (strstr (lower, names[i]) != NULL)
        return TRUE;
    }
  return FALSE;
}

/**
 * dz_edit_traces_add:
 * @marks: (element-type DzEditMark): where to add
 * @kind: "editor" or "date"
 * @text: what was found
 *
 * Adds a weak mark, once, while there is room.
 */
void
dz_edit_traces_add (GPtrArray  *marks,
                    const char *kind,
                    const char *text)
{
  g_autoptr(DzEditMark) mark = NULL;

  g_return_if_fail (marks != NULL && kind != NULL && text != NULL);

  mark = dz_edit_mark_new (kind, text, FALSE);
  for (guint i = 0; i < marks->len; i++)
    {
      const DzEditMark *other = g_ptr_array_index (marks, i);

      if (g_str_equal (other->kind, mark->kind) && g_str_equal (other->text, mark->text))
        return;
    }
  if (marks->len < DZ_MEASUREMENT_MARKS_MAX)
    g_ptr_array_add (marks, g_steal_pointer (&mark));
}

/**
 * dz_edit_traces_add_from:
 * @marks: (element-type DzEditMark): where to add
 * @text: (nullable): a field of the metadata
 * @names_program: whether the field is for the name of a program
 *
 * Adds a mark where @text names an editor. The words of @text itself are kept: they carry the
 * version.
 */
void
dz_edit_traces_add_from (GPtrArray  *marks,
                         const char *text,
                         gboolean    names_program)
{
  g_autofree char *valid = NULL;
  g_autofree char *lower = NULL;

  g_return_if_fail (marks != NULL);

  if (text == NULL || *text == '\0')
    return;
  valid = g_utf8_make_valid (text, -1);
  g_strstrip (valid);
  lower = g_utf8_strdown (valid, -1);
  if (names_one_of (lower, editors, G_N_ELEMENTS (editors)) ||
      (names_program && names_one_of (lower, unverified, G_N_ELEMENTS (unverified))))
    dz_edit_traces_add (marks, "editor", valid);
}

/* The value behind a property's name: name="value" or <name>value<. */
static char *
dup_value (const char *after_name)
{
  const char *value = after_name + strspn (after_name, " \t\r\n");
  gsize length;

  if (*value == '=')
    {
      value++;
      value += strspn (value, " \t\r\n");
      if (*value != '"' && *value != '\'')
        return NULL;
      length = strcspn (value + 1, "\"'<>");
      return g_strndup (value + 1, length);
    }
  if (*value != '>')
    return NULL;
  length = strcspn (value + 1, "<");
  return g_strndup (value + 1, length);
}

/**
 * dz_edit_traces_add_xmp:
 * @marks: (element-type DzEditMark): where to add
 * @xmp: an XMP packet, perhaps broken
 *
 * Looks for the programs that an XMP packet says the picture was made or changed with. The packet
 * is searched, not parsed: two properties do not need an XML parser before foreign bytes.
 */
void
dz_edit_traces_add_xmp (GPtrArray  *marks,
                        const char *xmp)
{
  static const char *const properties[] = { "CreatorTool", "softwareAgent" };

  g_return_if_fail (marks != NULL && xmp != NULL);

  for (guint i = 0; i < G_N_ELEMENTS (properties); i++)
    {
      const char *at = xmp;

      while (marks->len < DZ_MEASUREMENT_MARKS_MAX && (at = strstr (at, properties[i])) != NULL)
        {
          g_autofree char *value = NULL;

          at += strlen (properties[i]);
          value = dup_value (at);
          dz_edit_traces_add_from (marks, value, TRUE);
        }
    }
}
