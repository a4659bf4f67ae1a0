/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rush-record.h"

#include <json-glib/json-glib.h>
#include <stdio.h>
#include <string.h>

#define PAGE 1000

struct _RushRecord
{
  GHashTable *done; /* owned (element-type utf8 GString), by submission */
};

static void
free_string (gpointer string)
{
  g_string_free (string, TRUE);
}

RushRecord *
rush_record_new (void)
{
  RushRecord *self = g_new0 (RushRecord, 1);

  self->done = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, free_string);
  return self;
}

void
rush_record_free (RushRecord *self)
{
  g_hash_table_unref (self->done);
  g_free (self);
}

static int
compare_codes (gconstpointer a,
               gconstpointer b)
{
  return strcmp (*(const char *const *) a, *(const char *const *) b);
}

void
rush_record_add (RushRecord *self,
                 const char *subject,
                 const char *what,
                 GPtrArray  *codes,
                 const char *note)
{
  g_autoptr(GPtrArray) sorted = codes;
  GString *line = g_hash_table_lookup (self->done, subject);

  if (line == NULL)
    {
      line = g_string_new (NULL);
      g_hash_table_insert (self->done, g_strdup (subject), line);
    }
  g_string_append_printf (line, "%s%s", line->len > 0 ? ", " : "", what);
  if (sorted != NULL)
    g_ptr_array_sort (sorted, compare_codes);
  for (guint i = 0; sorted != NULL && i < sorted->len; i++)
    g_string_append_printf (line, " %s", (const char *) g_ptr_array_index (sorted, i));
  if (note != NULL)
    g_string_append_printf (line, " “%s”", note);
}

guint
rush_record_count (RushRecord *self)
{
  return g_hash_table_size (self->done);
}

guint
rush_record_compare (RushRecord *self,
                     RushRecord *other,
                     gboolean    aloud)
{
  guint n_alike = 0;
  GHashTableIter iter;
  const char *subject;
  const GString *mine;

  g_hash_table_iter_init (&iter, self->done);
  while (g_hash_table_iter_next (&iter, (gpointer *) &subject, (gpointer *) &mine))
    {
      const GString *theirs = g_hash_table_lookup (other->done, subject);

      if (theirs != NULL && g_string_equal (mine, theirs))
        n_alike++;
      else if (aloud)
        printf ("%s: pressed %s; the service has %s\n", subject, mine->str,
                theirs != NULL ? theirs->str : "nothing");
    }
  return n_alike;
}

char *
rush_record_say_frame (const DzCrop *frame)
{
  return g_strdup_printf ("covers %u×%u at %d,%d by %.2f° as %u×%u, rendering %u", frame->width,
                          frame->height, frame->x, frame->y, frame->rotation,
                          frame->output_width, frame->output_height, frame->rendering);
}

/* ---- the history ---- */

static guint
read_uint (JsonObject *object,
           const char *member)
{
  return (guint) json_object_get_int_member (object, member);
}

static char *
read_frame (JsonObject *detail)
{
  DzCrop frame = DZ_CROP_NONE;
  JsonObject *crop = NULL;

  if (!json_object_get_null_member (detail, "crop"))
    crop = json_object_get_object_member (detail, "crop");
  if (crop != NULL)
    frame = (DzCrop) {
      .x = (int) json_object_get_int_member (crop, "x"),
      .y = (int) json_object_get_int_member (crop, "y"),
      .width = read_uint (crop, "width"), .height = read_uint (crop, "height"),
      .rotation = json_object_get_double_member (crop, "rotation"),
      .output_width = read_uint (crop, "output_width"),
      .output_height = read_uint (crop, "output_height"),
      .rendering = read_uint (crop, "rendering"),
    };
  return rush_record_say_frame (&frame);
}

/* @member: of each element, NULL where the elements are the codes */
static GPtrArray *
read_codes (JsonObject *detail,
            const char *array,
            const char *member)
{
  GPtrArray *codes = g_ptr_array_new_with_free_func (g_free);
  JsonArray *found;

  if (detail == NULL || !json_object_has_member (detail, array))
    return codes;
  found = json_object_get_array_member (detail, array);
  for (guint i = 0; i < json_array_get_length (found); i++)
    g_ptr_array_add (codes,
                     g_strdup (member != NULL
                                 ? json_object_get_string_member (
                                     json_array_get_object_element (found, i), member)
                                 : json_array_get_string_element (found, i)));
  return codes;
}

/* The detail is kept as the text of which the entry's hash is made. */
static JsonNode *
parse_detail (JsonObject *entry)
{
  const char *text = json_object_get_string_member_with_default (entry, "detail", NULL);

  return text != NULL ? json_from_string (text, NULL) : NULL;
}

static void
read_decision (RushRecord *self,
               JsonObject *entry)
{
  const char *outcome = json_object_get_string_member (entry, "outcome");
  g_autoptr(JsonNode) node = parse_detail (entry);
  JsonObject *detail = node != NULL ? json_node_get_object (node) : NULL;
  gboolean approved = g_str_equal (outcome, "approve");
  GPtrArray *codes = approved ? read_codes (detail, "overrides", "rule")
                              : read_codes (detail, "reasons", NULL);

  if (approved && detail != NULL)
    g_ptr_array_add (codes, read_frame (detail));
  rush_record_add (self, json_object_get_string_member (entry, "subject"), outcome, codes,
                   detail != NULL
                     ? json_object_get_string_member_with_default (detail, "note", NULL)
                     : NULL);
}

static void
read_entry (RushRecord *self,
            JsonObject *entry)
{
  const char *kind = json_object_get_string_member (entry, "kind");
  const char *subject = json_object_get_string_member (entry, "subject");

  if (g_strcmp0 (json_object_get_string_member_with_default (entry, "actor_name", NULL),
                 RUSH_REVIEWER)
      != 0)
    return;
  if (g_str_equal (kind, "decide"))
    read_decision (self, entry);
  else if (g_str_equal (kind, "undo") || g_str_equal (kind, "return"))
    rush_record_add (self, subject, kind, NULL, NULL);
  else if (g_str_equal (kind, "escalate"))
    {
      GPtrArray *codes = g_ptr_array_new_with_free_func (g_free);

      g_ptr_array_add (codes, g_strdup (json_object_get_string_member (entry, "outcome")));
      rush_record_add (self, subject, kind, codes, NULL);
    }
}

static char *
ask_history (RushWorld *world,
             guint      from)
{
  g_autofree char *first = g_strdup_printf ("%u", from);
  const char *const argv[] = { g_getenv ("DZ_CTL"), "audit", "list", "--service",
                               world->service->staff_url, "--name", RUSH_HEAD, "--from", first,
                               "--limit", G_STRINGIFY (PAGE), "--json", NULL };

  g_setenv ("DUIZHAO_PASSWORD", RUSH_PASSWORD, TRUE);
  return dz_test_run (argv, NULL, 0);
}

RushRecord *
rush_record_read (RushWorld *world)
{
  RushRecord *self = rush_record_new ();
  guint n_lines = PAGE;

  for (guint from = 1; n_lines == PAGE; from += PAGE)
    {
      g_autofree char *text = g_strchomp (ask_history (world, from));
      g_auto(GStrv) lines = g_strsplit (text, "\n", -1);

      n_lines = *text != '\0' ? g_strv_length (lines) : 0;
      for (guint i = 0; i < n_lines; i++)
        {
          g_autoptr(GError) error = NULL;
          g_autoptr(JsonNode) node = json_from_string (lines[i], &error);

          if (node == NULL)
            g_error ("%s", error->message);
          read_entry (self, json_node_get_object (node));
        }
    }
  return self;
}
