/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "dz-measurement.h"

G_BEGIN_DECLS

/**
 * DzPhotoMetadata:
 * @orientation: EXIF 0x0112, 1…8; 1 where absent or impossible
 * @dpi: horizontal density; 0 where none
 * @has_gps: whether a location is there; the place itself is never read
 * @taken_at_days: DateTimeOriginal in days since 1970-01-01, NaN where absent
 * @marks: (element-type DzEditMark): traces of editing, at most DZ_MEASUREMENT_MARKS_MAX
 * @icc_profile: (nullable): the embedded colour profile
 *
 * What the segments of a JPEG say about it. Nothing at all is neutral: messengers strip it
 * (photo-standards §3.8).
 */
typedef struct
{
  guint      orientation;
  double     dpi;
  gboolean   has_gps;
  double     taken_at_days;
  GPtrArray *marks;
  GBytes    *icc_profile;
} DzPhotoMetadata;

DzPhotoMetadata *dz_photo_metadata_read (const guint8    *data,
                                         gsize            length);
void             dz_photo_metadata_free (DzPhotoMetadata *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (DzPhotoMetadata, dz_photo_metadata_free)

G_END_DECLS
