/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "dz-portrait.h"

G_BEGIN_DECLS

/**
 * DzPortraitFile:
 * @quality: IJG quality 1…100
 * @subsampling: 444, 422 or 420
 * @dpi: density; 0 for none
 * @software: (nullable): the program that the metadata name
 * @taken_at: (nullable): DateTimeOriginal, "2022:04:18 10:21:05"
 * @modified_at: (nullable): DateTime, likewise
 * @meitu: whether Meitu's notes are in the metadata
 * @facelift: whether those notes say that the face was changed
 * @preview_bytes: size of a segment that stands for a camera's embedded preview; 0 for none, at
 *   most 65,000
 *
 * How a portrait is made into a file. Start from dz_portrait_file_init().
 */
typedef struct
{
  guint       quality;
  guint       subsampling;
  guint       dpi;
  const char *software;
  const char *taken_at;
  const char *modified_at;
  gboolean    meitu;
  gboolean    facelift;
  guint       preview_bytes;
} DzPortraitFile;

void    dz_portrait_file_init (DzPortraitFile        *self);
GBytes *dz_portrait_to_jpeg   (const DzPortrait      *self,
                               const DzPortraitFile  *file,
                               DzPortraitGeometry    *truth,
                               GError               **error);
GBytes *dz_portrait_to_png    (const DzPortrait      *self,
                               DzPortraitGeometry    *truth,
                               GError               **error);

G_END_DECLS
