/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * DzJpegQuality:
 * @quality: the IJG quality 1…100 whose tables are nearest to those of the file
 * @residual: sum of the differences to them; 0 = exactly the tables of an IJG encoder
 */
typedef struct
{
  guint quality;
  guint residual;
} DzJpegQuality;

DzJpegQuality dz_jpeg_quality_estimate  (const guint16 luma[64],
                                         const guint16 chroma[64]);
void          dz_jpeg_quality_fill_luma (guint         quality,
                                         guint16       luma[64]);

G_END_DECLS
