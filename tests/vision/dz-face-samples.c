/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "dz-face-samples.h"

#include "dz-jpeg-decoder.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

static char *
portrait_path (const char *name)
{
  const char *shared = g_getenv ("DZ_SHARED_DIR");

  return g_build_filename (shared != NULL ? shared : "../shared", "photos", name, NULL);
}

static void
label_free (gpointer data)
{
  DzPortraitLabel *label = data;

  g_free (label->file);
  g_free (label);
}

static double
number_of (const char *cell)
{
  return *cell != '\0' ? g_ascii_strtod (cell, NULL) : NAN;
}

/* File first, pupils in the last four columns. */
static DzPortraitLabel *
read_label (const char *line)
{
  g_auto(GStrv) cells = g_strsplit (line, ",", -1);
  guint n = g_strv_length (cells);
  DzPortraitLabel *label = g_new0 (DzPortraitLabel, 1);

  g_assert_cmpuint (n, >, 4);
  label->file = g_strdup (cells[0]);
  for (guint i = 0; i < 2; i++)
    {
      label->pupil_x[i] = number_of (cells[n - 4 + 2 * i]);
      label->pupil_y[i] = number_of (cells[n - 3 + 2 * i]);
    }
  return label;
}

GPtrArray *
dz_sample_labels (void)
{
  g_autofree char *path = portrait_path ("portraits.csv");
  g_autofree char *text = NULL;
  g_auto(GStrv) lines = NULL;
  GPtrArray *labels;

  if (!g_file_get_contents (path, &text, NULL, NULL))
    {
      g_test_skip ("the portraits are not there");
      return NULL;
    }
  lines = g_strsplit (text, "\n", -1);
  labels = g_ptr_array_new_with_free_func (label_free);
  for (guint i = 1; lines[i] != NULL; i++)
    {
      if (*g_strstrip (lines[i]) != '\0')
        g_ptr_array_add (labels, read_label (lines[i]));
    }
  return labels;
}

DzPixels *
dz_sample_portrait (const char *file,
                    guint       edge)
{
  g_autofree char *folder = portrait_path ("portraits");
  g_autofree char *path = g_build_filename (folder, file, NULL);
  g_autofree char *data = NULL;
  g_autoptr(GError) error = NULL;
  DzPixels *pixels;
  gsize length;

  g_file_get_contents (path, &data, &length, &error);
  g_assert_no_error (error);
  pixels = dz_jpeg_decode ((const guint8 *) data, length, NULL, edge, edge, NULL, &error);
  g_assert_no_error (error);
  return pixels;
}

DzPixels *
dz_sample_drawn (guint32             seed,
                 guint               width,
                 DzPortraitGeometry *truth)
{
  g_autoptr(GRand) rand = g_rand_new_with_seed (seed);
  DzPortraitGeometry ignored;
  DzPortrait portrait;

  dz_portrait_init_random (&portrait, rand);
  portrait.width = width;
  portrait.height = width * 4 / 3;
  return dz_portrait_paint (&portrait, truth != NULL ? truth : &ignored);
}

DzPixels *
dz_sample_canvas (guint  width,
                  guint  height,
                  guint8 grey)
{
  DzPixels *canvas = dz_pixels_new (width, height);

  memset (canvas->data, grey, dz_pixels_size (width, height));
  return canvas;
}

void
dz_sample_paste (DzPixels       *canvas,
                 const DzPixels *picture,
                 guint           x,
                 guint           y)
{
  g_assert_cmpuint (x + picture->width, <=, canvas->width);
  g_assert_cmpuint (y + picture->height, <=, canvas->height);
  for (guint row = 0; row < picture->height; row++)
    memcpy (dz_pixels_at (canvas, x, y + row), dz_pixels_at (picture, 0, row),
            4 * (gsize) picture->width);
}

DzPixels *
dz_sample_cut (const DzPixels *picture,
               guint           x,
               guint           y,
               guint           width,
               guint           height)
{
  DzPixels *part = dz_pixels_new (width, height);

  g_assert_cmpuint (x + width, <=, picture->width);
  g_assert_cmpuint (y + height, <=, picture->height);
  for (guint row = 0; row < height; row++)
    memcpy (dz_pixels_at (part, 0, row), dz_pixels_at (picture, x, y + row), 4 * (gsize) width);
  return part;
}

DzPixels *
dz_sample_turned (const DzPixels *picture,
                  guint           turn_deg)
{
  gboolean lies = turn_deg % 180 != 0;
  guint right = picture->width - 1;
  guint bottom = picture->height - 1;
  DzPixels *turned = dz_pixels_new (lies ? picture->height : picture->width,
                                    lies ? picture->width : picture->height);

  for (guint y = 0; y <= bottom; y++)
    {
      for (guint x = 0; x <= right; x++)
        {
          guint to_x = turn_deg == 90 ? bottom - y : turn_deg == 180 ? right - x :
                       turn_deg == 270 ? y : x;
          guint to_y = turn_deg == 90 ? x : turn_deg == 180 ? bottom - y :
                       turn_deg == 270 ? right - x : y;

          memcpy (dz_pixels_at (turned, to_x, to_y), dz_pixels_at (picture, x, y), 4);
        }
    }
  return turned;
}

DzFaceScene *
dz_sample_scene (DzModels       *models,
                 const DzPixels *view)
{
  g_autoptr(GError) error = NULL;
  DzFaceScene *scene = dz_face_scene_new (models, view, 1, &error);

  g_assert_no_error (error);
  return scene;
}
