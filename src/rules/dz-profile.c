/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "dz-profile-private.h"

#include "dz-json-guard.h"
#include "dz-profile-reader.h"
#include "dz-profiles-resource.h"

#include <string.h>

#define BYTES_MAX (64 * 1024)
#define DEPTH_MAX 8
#define RESOURCE_FOLDER "/io/github/duizhao/profiles/"

G_DEFINE_QUARK (dz-profile-error-quark, dz_profile_error)

/* What to know of a parser while it works. It keeps the last of two members of one name, silently,
 * and a limit that stands twice has to be seen by whoever wrote it; and it forgets the line of an
 * error with its scanner. */
typedef struct
{
  GHashTable *n_members; /* unowned, JsonObject → how many members were read */
  DzProfileLines *lines; /* unowned, of the members */
  char *duplicate;       /* owned, nullable, the first member that stands twice */
  guint line;            /* of the error or the duplicate */
} Watch;

static void
object_member_cb (JsonParser *parser,
                  JsonObject *object,
                  const char *name,
                  gpointer    user_data)
{
  Watch *watch = user_data;
  guint n = GPOINTER_TO_UINT (g_hash_table_lookup (watch->n_members, object)) + 1;

  g_hash_table_insert (watch->n_members, object, GUINT_TO_POINTER (n));
  dz_profile_lines_add (watch->lines, object, name, json_parser_get_current_line (parser));
  if (watch->duplicate == NULL && n > json_object_get_size (object))
    {
      watch->duplicate = g_strdup (name);
      watch->line = json_parser_get_current_line (parser);
    }
}

static void
error_cb (JsonParser   *parser,
          const GError *error,
          gpointer      user_data)
{
  Watch *watch = user_data;

  watch->line = json_parser_get_current_line (parser);
}

/* "<data>:2:7: Parse error: …" without the place, which is told in our words. */
static const char *
skip_place (const char *message)
{
  const char *what = strstr (message, "Parse error: ");

  return what != NULL ? what + strlen ("Parse error: ") : message;
}

static gboolean
load (JsonParser     *parser,
      const char     *text,
      gsize           length,
      DzProfileLines *lines,
      GError        **error)
{
  g_autoptr(GHashTable) n_members = g_hash_table_new (NULL, NULL);
  g_autoptr(GError) local = NULL;
  g_autofree char *duplicate = NULL;
  Watch watch = { n_members, lines, NULL, 0 };
  gboolean loaded;

  g_signal_connect (parser, "object-member", G_CALLBACK (object_member_cb), &watch);
  g_signal_connect (parser, "error", G_CALLBACK (error_cb), &watch);
  loaded = json_parser_load_from_data (parser, text, length, &local);
  g_signal_handlers_disconnect_by_data (parser, &watch);
  duplicate = watch.duplicate != NULL ? g_utf8_make_valid (watch.duplicate, -1) : NULL;
  g_free (watch.duplicate);
  if (!loaded)
    {
      g_autofree char *what = g_utf8_make_valid (skip_place (local->message), -1);

      g_set_error (error, DZ_PROFILE_ERROR, DZ_PROFILE_ERROR_SYNTAX, "line %u: %s", watch.line,
                   what);
    }
  else if (duplicate != NULL)
    g_set_error (error, DZ_PROFILE_ERROR, DZ_PROFILE_ERROR_SYNTAX,
                 "line %u: “%s” stands twice in one object", watch.line, duplicate);
  return loaded && duplicate == NULL;
}

/**
 * dz_profile_parse:
 * @json: text of a profile, as data/profiles/profile.schema.json describes it
 * @error: return location; DZ_PROFILE_ERROR_SYNTAX, whose message begins with the line
 *   ("line 3: …"), or DZ_PROFILE_ERROR_FIELD, whose message begins with line and field
 *   ("line 16: file.dpi: …")
 *
 * Reads a profile strictly: every field must be there, known, of its type and in its range.
 *
 * Returns: (transfer full) (nullable): a profile
 */
DzProfile *
dz_profile_parse (GBytes  *json,
                  GError **error)
{
  g_autoptr(DzProfileLines) lines = dz_profile_lines_new ();
  g_autoptr(JsonParser) parser = NULL;
  g_autoptr(DzProfile) self = NULL;
  const char *text;
  gsize length;

  g_return_val_if_fail (json != NULL, NULL);

  text = g_bytes_get_data (json, &length);
  if (length > BYTES_MAX)
    {
      g_set_error (error, DZ_PROFILE_ERROR, DZ_PROFILE_ERROR_SYNTAX,
                   "%" G_GSIZE_FORMAT " bytes; a profile has at most %d", length, BYTES_MAX);
      return NULL;
    }
  parser = json_parser_new_immutable ();
  if (!dz_json_guard (text, length, DEPTH_MAX, error) ||
      !load (parser, text, length, lines, error))
    return NULL;
  self = g_new0 (DzProfile, 1);
  g_atomic_ref_count_init (&self->ref_count);
  self->json = g_bytes_ref (json);
  self->hash = g_compute_checksum_for_bytes (G_CHECKSUM_SHA256, json);
  if (!dz_profile_read (self, json_node_get_object (json_parser_get_root (parser)), lines,
                        error))
    return NULL;
  return g_steal_pointer (&self);
}

/**
 * dz_profile_find:
 * @id: (nullable): id of a built-in profile, "graduate-2022"
 * @error: return location; DZ_PROFILE_ERROR_UNKNOWN
 *
 * Returns: (transfer full) (nullable): the profile
 */
DzProfile *
dz_profile_find (const char *id,
                 GError    **error)
{
  g_auto(GStrv) ids = dz_profile_list ();
  g_autofree char *path = g_strconcat (RESOURCE_FOLDER, id, ".json", NULL);
  g_autoptr(GBytes) json = NULL;

  if (id == NULL || !g_strv_contains ((const char *const *) ids, id))
    {
      g_set_error (error, DZ_PROFILE_ERROR, DZ_PROFILE_ERROR_UNKNOWN,
                   "there is no profile “%s”", id != NULL ? id : "");
      return NULL;
    }
  json = g_resource_lookup_data (dz_profiles_get_resource (), path, G_RESOURCE_LOOKUP_FLAGS_NONE,
                                 error);
  return json != NULL ? dz_profile_parse (json, error) : NULL;
}

/**
 * dz_profile_list:
 *
 * Returns: (transfer full) (array zero-terminated=1): ids of the built-in profiles
 */
char **
dz_profile_list (void)
{
  char **ids = g_resource_enumerate_children (dz_profiles_get_resource (), RESOURCE_FOLDER,
                                              G_RESOURCE_LOOKUP_FLAGS_NONE, NULL);

  for (guint i = 0; ids != NULL && ids[i] != NULL; i++)
    *g_strrstr (ids[i], ".json") = '\0';
  return ids != NULL ? ids : g_new0 (char *, 1);
}

/**
 * dz_profile_find_by_hash:
 * @hash: (nullable): the content hash of an examination
 * @error: return location; DZ_PROFILE_ERROR_UNKNOWN
 *
 * Finds the very limits that judged a photo. Under its id a newer release may have others.
 *
 * Returns: (transfer full) (nullable): the built-in profile with that content
 */
DzProfile *
dz_profile_find_by_hash (const char *hash,
                         GError    **error)
{
  g_auto(GStrv) ids = dz_profile_list ();

  for (guint i = 0; ids[i] != NULL; i++)
    {
      g_autoptr(DzProfile) profile = dz_profile_find (ids[i], NULL);

      if (profile != NULL && g_strcmp0 (profile->hash, hash) == 0)
        return g_steal_pointer (&profile);
    }
  g_set_error (error, DZ_PROFILE_ERROR, DZ_PROFILE_ERROR_UNKNOWN,
               "no profile of this release has the content %.16s", hash != NULL ? hash : "");
  return NULL;
}

/**
 * dz_profile_ref:
 * @self: a profile
 *
 * Returns: (transfer full): @self
 */
DzProfile *
dz_profile_ref (DzProfile *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  g_atomic_ref_count_inc (&self->ref_count);
  return self;
}

/**
 * dz_profile_unref:
 * @self: (transfer full) (nullable): a profile
 */
void
dz_profile_unref (DzProfile *self)
{
  if (self == NULL || !g_atomic_ref_count_dec (&self->ref_count))
    return;
  for (guint i = 0; i < self->wall.n_colours; i++)
    g_free (self->wall.colours[i].name);
  g_bytes_unref (self->json);
  g_free (self->hash);
  g_free (self->id);
  g_free (self->version);
  g_free (self->title_zh);
  g_free (self->title_en);
  g_free (self);
}

/**
 * dz_profile_get_id:
 * @self: a profile
 *
 * Returns: (transfer none): the name that windows refer to
 */
const char *
dz_profile_get_id (const DzProfile *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return self->id;
}

/**
 * dz_profile_get_version:
 * @self: a profile
 *
 * Returns: (transfer none): its version, as written
 */
const char *
dz_profile_get_version (const DzProfile *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return self->version;
}

/**
 * dz_profile_get_hash:
 * @self: a profile
 *
 * Returns: (transfer none): SHA-256 of its bytes, in hex
 */
const char *
dz_profile_get_hash (const DzProfile *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return self->hash;
}

/**
 * dz_profile_get_title:
 * @self: a profile
 *
 * Returns: (transfer none): its title in English
 */
const char *
dz_profile_get_title (const DzProfile *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return self->title_en;
}

/**
 * dz_profile_get_title_zh:
 * @self: a profile
 *
 * Returns: (transfer none): its title in Chinese
 */
const char *
dz_profile_get_title_zh (const DzProfile *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return self->title_zh;
}

/**
 * dz_profile_get_alike:
 * @self: a profile
 *
 * Returns: how close the hashes of duplicates lie, for who looks for them
 */
DzAlikeLimits
dz_profile_get_alike (const DzProfile *self)
{
  const DzOriginLimits *origin = &self->origin;
  DzAlikeLimits limits = { (guint) origin->alike_whole_bits, (guint) origin->alike_face_bits,
                           origin->alike_detail };

  return limits;
}

/**
 * dz_profile_get_json:
 * @self: a profile
 *
 * Returns: (transfer none): its bytes, as they were read
 */
GBytes *
dz_profile_get_json (const DzProfile *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return self->json;
}
