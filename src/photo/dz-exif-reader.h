/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * DzExifFacts:
 * @orientation: 1…8; 1 where absent or impossible
 * @dpi: XResolution in dots an inch; 0 where absent
 * @has_gps: whether there is a location; the place itself is never read
 * @software: (nullable): valid UTF-8, as are the others
 * @artist: (nullable):
 * @user_comment: (nullable):
 * @taken_at: (nullable): DateTimeOriginal, as local time without a zone, read as UTC
 * @modified_at: (nullable): DateTime, likewise
 *
 * What an EXIF block says, as far as it matters here.
 */
typedef struct
{
  guint      orientation;
  double     dpi;
  gboolean   has_gps;
  char      *software;
  char      *artist;
  char      *user_comment;
  GDateTime *taken_at;
  GDateTime *modified_at;
} DzExifFacts;

DzExifFacts *dz_exif_read       (const guint8 *payload,
                                 gsize         length);
void         dz_exif_facts_free (DzExifFacts  *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (DzExifFacts, dz_exif_facts_free)

G_END_DECLS
