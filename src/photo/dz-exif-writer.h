/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * DzExifFields:
 * @orientation: 1…8; 0 for none
 * @dpi: XResolution and YResolution; 0 for none
 * @software: (nullable): the program that wrote the file
 * @artist: (nullable): the author; Meitu writes its name here
 * @user_comment: (nullable): ASCII or UTF-8 text; Meitu writes its JSON here
 * @taken_at: (nullable): DateTimeOriginal, "2026:05:10 09:58:00"
 * @modified_at: (nullable): DateTime, likewise
 * @gps: whether to write a location (of nowhere: 0° N 0° E)
 *
 * The EXIF fields that demonstration and test photos need.
 */
typedef struct
{
  guint       orientation;
  guint       dpi;
  const char *software;
  const char *artist;
  const char *user_comment;
  const char *taken_at;
  const char *modified_at;
  gboolean    gps;
} DzExifFields;

GBytes *dz_exif_write (const DzExifFields *fields);

G_END_DECLS
