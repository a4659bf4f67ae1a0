/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "dz-models.h"

#include "dz-config.h"
#include "dz-mesh-refinement.h"

#include <gio/gio.h>
#include <glib/gi18n.h>

/* The two files, as data/models/package-lock.json pins their packages and data/models/SHA256SUMS
 * pins them (reference/vision-models.md). */
typedef struct
{
  const char *package;
  const char *version;
  const char *name;
  goffset     size; /* in bytes */
  const char *sha256;
} ModelFile;

static const ModelFile face_file = {
  "@mediapipe/face_mesh", "0.4.1657299874", "face_mesh_solution_packed_assets.data", 3986256,
  "dbe5905c582c0462cdaea17e7e6ecea92edaa8cccc515c5e2e7291f2cbb5fb99",
};

static const ModelFile mask_file = {
  "@mediapipe/selfie_segmentation", "0.1.1675465747", "selfie_segmentation.tflite", 249024,
  "8d13b7fae74af625c641226813616a2117bd6bca19eb3b75574621fc08557f27",
};

/* Where the parts of the face file lie, as the package's face_mesh_solution_packed_assets_loader.js
 * says. */
typedef struct
{
  gsize offset;
  gsize length;
} Part;

static const Part mesh_part = { 0, 2495952 };
static const Part canonical_part = { 3737848, 19376 };
static const Part detector_part = { 3757224, 229032 };

static char *
path_of (const ModelFile *file,
         const char      *folder)
{
  return g_build_filename (folder, file->package, file->name, NULL);
}

static void
say_altered (const ModelFile *file,
             const char      *path,
             GError         **error)
{
  g_set_error (error, DZ_VISION_ERROR, DZ_VISION_ERROR_ALTERED,
               _("%s is not the file of the npm package %s %s that this program was built for."),
               path, file->package, file->version);
}

static gboolean
check_size (const ModelFile *file,
            const char      *path,
            GError         **error)
{
  g_autoptr(GFile) at = g_file_new_for_path (path);
  g_autoptr(GFileInfo) info = NULL;

  info = g_file_query_info (at, G_FILE_ATTRIBUTE_STANDARD_TYPE "," G_FILE_ATTRIBUTE_STANDARD_SIZE,
                            G_FILE_QUERY_INFO_NONE, NULL, NULL);
  if (info == NULL)
    {
      g_set_error (error, DZ_VISION_ERROR, DZ_VISION_ERROR_MISSING,
                   _("The face models are not installed: there is no %s (npm package %s %s)."),
                   path, file->package, file->version);
      return FALSE;
    }
  if (g_file_info_get_file_type (info) == G_FILE_TYPE_REGULAR &&
      g_file_info_get_size (info) == file->size)
    return TRUE;
  say_altered (file, path, error);
  return FALSE;
}

static guint8 *
read_file (const ModelFile *file,
           const char      *folder,
           GError         **error)
{
  g_autofree char *path = path_of (file, folder);
  g_autofree char *data = NULL;
  g_autofree char *sha256 = NULL;
  g_autoptr(GError) reason = NULL;
  gsize length;

  if (!check_size (file, path, error))
    return NULL;
  if (!g_file_get_contents (path, &data, &length, &reason))
    {
      g_set_error (error, DZ_VISION_ERROR, DZ_VISION_ERROR_MISSING,
                   _("The face models cannot be read: %s"), reason->message);
      return NULL;
    }
  sha256 = g_compute_checksum_for_data (G_CHECKSUM_SHA256, (const guchar *) data, length);
  if (length == (gsize) file->size && g_str_equal (sha256, file->sha256))
    return (guint8 *) g_steal_pointer (&data);
  say_altered (file, path, error);
  return NULL;
}

static gboolean
has_shape (const DzTensorShape *shape,
           guint                rows,
           guint                columns,
           guint                channels)
{
  DzTensorShape wanted = { 4, { 1, rows, columns, channels } };

  return dz_tensor_shape_equal (shape, &wanted);
}

static DzNetwork *
build (DzModels     *self,
       const guint8 *data,
       Part          part,
       guint         side,
       GError      **error)
{
  g_autoptr(DzNetwork) network =
    dz_network_new (data + part.offset, part.length, self->scratch, error);

  if (network == NULL)
    return NULL;
  if (has_shape (dz_network_get_input (network), side, side, 3))
    return g_steal_pointer (&network);
  g_set_error (error, DZ_VISION_ERROR, DZ_VISION_ERROR_FORMAT,
               "building a network: its input is not a picture of %u×%u pixels", side, side);
  return NULL;
}

static gboolean
build_faces (DzModels      *self,
             const guint8  *data,
             GError       **error)
{
  self->detector = build (self, data, detector_part, 128, error);
  if (self->detector == NULL)
    return FALSE;
  self->mesh = build (self, data, mesh_part, 192, error);
  return self->mesh != NULL && dz_mesh_check (self->mesh, error) &&
         dz_canonical_face_init (&self->canonical, data + canonical_part.offset,
                                 canonical_part.length, error);
}

/**
 * dz_models_find_folder:
 *
 * Finds where the packages lie: the folder that the environment's DUIZHAO_MODELS names, else that
 * of the source tree where there is one, else where they are installed.
 *
 * Returns: (transfer full): a folder like node_modules; whether they are there is seen at the load
 */
char *
dz_models_find_folder (void)
{
  const char *set = g_getenv ("DUIZHAO_MODELS");
  g_autofree char *source = NULL;

  if (set != NULL && *set != '\0')
    return g_strdup (set);
  source = g_build_filename (DZ_SOURCE_DIR, "data", "models", "node_modules", NULL);
  if (g_file_test (source, G_FILE_TEST_IS_DIR))
    return g_steal_pointer (&source);
  return g_build_filename (DZ_DATA_DIR, "models", NULL);
}

/**
 * dz_models_load:
 * @folder: where the packages lie, as dz_models_find_folder() says
 * @error: return location; %DZ_VISION_ERROR_MISSING, %DZ_VISION_ERROR_ALTERED or
 *   %DZ_VISION_ERROR_RUNTIME. Of the first two the message is a sentence for a person; the program
 *   goes on without faces.
 *
 * Reads the models of both packages, checks that they are the very files this program was built
 * for, and makes them ready to run. To be called before a sandbox closes.
 *
 * Returns: (transfer full) (nullable): the models, or %NULL on error
 */
DzModels *
dz_models_load (const char *folder,
                GError    **error)
{
  g_autoptr(DzModels) self = NULL;
  g_autofree guint8 *face = NULL;
  g_autofree guint8 *mask = NULL;

  g_return_val_if_fail (folder != NULL, NULL);

  face = read_file (&face_file, folder, error);
  if (face == NULL)
    return NULL;
  mask = read_file (&mask_file, folder, error);
  if (mask == NULL)
    return NULL;
  self = g_new0 (DzModels, 1);
  self->scratch = dz_scratch_new ();
  self->mask = build (self, mask, (Part) { 0, mask_file.size }, 256, error);
  if (self->mask == NULL || !build_faces (self, face, error))
    return NULL;
  self->version = g_strdup_printf ("%s@%s %s@%s", face_file.package, face_file.version,
                                   mask_file.package, mask_file.version);
  return g_steal_pointer (&self);
}

/**
 * dz_models_find_fault:
 * @folder: where the packages lie, as dz_models_find_folder() says
 *
 * Looks which file is to blame where dz_models_load() found one missing or altered.
 *
 * Returns: (transfer full) (nullable): its path; %NULL where the files are those this program was
 *   built for
 */
char *
dz_models_find_fault (const char *folder)
{
  static const ModelFile *const files[] = { &face_file, &mask_file };

  g_return_val_if_fail (folder != NULL, NULL);

  for (guint i = 0; i < G_N_ELEMENTS (files); i++)
    {
      g_autofree guint8 *data = read_file (files[i], folder, NULL);

      if (data == NULL)
        return path_of (files[i], folder);
    }
  return NULL;
}

void
dz_models_free (DzModels *self)
{
  if (self == NULL)
    return;
  g_clear_pointer (&self->detector, dz_network_free);
  g_clear_pointer (&self->mesh, dz_network_free);
  g_clear_pointer (&self->mask, dz_network_free);
  g_clear_pointer (&self->scratch, dz_scratch_free);
  g_free (self->version);
  g_free (self);
}
