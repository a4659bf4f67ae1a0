/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "dz-test-models.h"

#include <gio/gio.h>
#include <glib/gstdio.h>

#define FACE "@mediapipe/face_mesh/face_mesh_solution_packed_assets.data"
#define MASK "@mediapipe/selfie_segmentation/selfie_segmentation.tflite"

/* The face detector lies in the face file: a whole model of its own. */
#define DETECTOR_OFFSET 3757224
#define DETECTOR_LENGTH 229032

static gboolean
has_both (const char *folder)
{
  g_autofree char *face = g_build_filename (folder, FACE, NULL);
  g_autofree char *mask = g_build_filename (folder, MASK, NULL);

  return g_file_test (face, G_FILE_TEST_IS_REGULAR) && g_file_test (mask, G_FILE_TEST_IS_REGULAR);
}

char *
dz_test_models_folder (void)
{
  const char *set = g_getenv ("DUIZHAO_MODELS");
  g_autofree char *source = g_build_filename (g_getenv ("G_TEST_SRCDIR"), "..", "data", "models",
                                              "node_modules", NULL);

  if (set != NULL && has_both (set))
    return g_strdup (set);
  if (has_both (source))
    return g_steal_pointer (&source);
  g_test_skip ("the models are not installed");
  return NULL;
}

gboolean
dz_test_models_is_missing (DzTestModelsFault kind)
{
  return kind == DZ_TEST_MODELS_NO_FACE || kind == DZ_TEST_MODELS_NO_MASK;
}

static GByteArray *
load (const char *folder,
      const char *name)
{
  g_autofree char *path = g_build_filename (folder, name, NULL);
  g_autoptr(GError) error = NULL;
  char *data;
  gsize length;

  g_file_get_contents (path, &data, &length, &error);
  g_assert_no_error (error);
  return g_byte_array_new_take ((guint8 *) data, length);
}

static void
save (const char *folder,
      const char *name,
      GByteArray *bytes)
{
  g_autofree char *path = g_build_filename (folder, name, NULL);
  g_autofree char *parent = g_path_get_dirname (path);

  g_assert_cmpint (g_mkdir_with_parents (parent, 0700), ==, 0);
  g_assert_true (g_file_set_contents (path, (const char *) bytes->data, bytes->len, NULL));
}

static void
spoil_face (GByteArray        *face,
            DzTestModelsFault  kind)
{
  if (kind == DZ_TEST_MODELS_FACE_BIT)
    face->data[face->len / 2] ^= 4;
  else if (kind == DZ_TEST_MODELS_FACE_SHORT)
    g_byte_array_set_size (face, face->len - 1);
}

static void
spoil_mask (GByteArray        *mask,
            const GByteArray  *face,
            DzTestModelsFault  kind)
{
  if (kind == DZ_TEST_MODELS_MASK_BIT)
    mask->data[mask->len / 2] ^= 4;
  else if (kind == DZ_TEST_MODELS_MASK_SHORT)
    g_byte_array_set_size (mask, mask->len - 1);
  else if (kind == DZ_TEST_MODELS_MASK_EMPTY)
    g_byte_array_set_size (mask, 0);
  else if (kind == DZ_TEST_MODELS_OTHER_MODEL)
    {
      g_byte_array_set_size (mask, 0);
      g_byte_array_append (mask, face->data + DETECTOR_OFFSET, DETECTOR_LENGTH);
    }
}

char *
dz_test_models_spoil (const char         *folder,
                      DzTestModelsFault   kind,
                      const char        **fault)
{
  gboolean of_face = kind == DZ_TEST_MODELS_NO_FACE || kind == DZ_TEST_MODELS_FACE_BIT
                     || kind == DZ_TEST_MODELS_FACE_SHORT;
  char *copy = g_dir_make_tmp ("models-XXXXXX", NULL);
  g_autofree char *place = g_build_filename (copy, MASK, NULL);
  g_autoptr(GByteArray) face = load (folder, FACE);
  g_autoptr(GByteArray) mask = load (folder, MASK);

  spoil_mask (mask, face, kind);
  spoil_face (face, kind);
  if (kind != DZ_TEST_MODELS_NO_FACE)
    save (copy, FACE, face);
  if (kind == DZ_TEST_MODELS_FOLDER)
    g_assert_cmpint (g_mkdir_with_parents (place, 0700), ==, 0);
  else if (kind != DZ_TEST_MODELS_NO_MASK)
    save (copy, MASK, mask);
  *fault = of_face ? FACE : MASK;
  return copy;
}
