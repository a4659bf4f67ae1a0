/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* Photos as files under their SHA-256: photos/ab/abcdef….jpg, and photos/incoming/ for those that
 * are being written. Knows nothing of rows. */
typedef struct _DzPhotoFiles DzPhotoFiles;

/* A photo whose bytes are on the disk, but not under its name yet. Goes when it is freed. */
typedef struct _DzPhotoDraft DzPhotoDraft;

DzPhotoFiles *dz_photo_files_new        (const char    *data_dir);
void          dz_photo_files_free       (DzPhotoFiles  *self);
DzPhotoDraft *dz_photo_files_write      (DzPhotoFiles  *self,
                                         GBytes        *photo,
                                         GError       **error);
gboolean      dz_photo_files_keep       (DzPhotoFiles  *self,
                                         DzPhotoDraft  *draft,
                                         GError       **error);
GBytes       *dz_photo_files_read       (DzPhotoFiles  *self,
                                         const char    *sha256,
                                         GError       **error);
gboolean      dz_photo_files_remove     (DzPhotoFiles  *self,
                                         const char    *sha256,
                                         GError       **error);
GPtrArray    *dz_photo_files_list       (DzPhotoFiles  *self,
                                         GError       **error);
gboolean      dz_photo_files_sweep_drafts (DzPhotoFiles *self,
                                         guint         *n_swept,
                                         GError       **error);
const char   *dz_photo_draft_get_sha256 (DzPhotoDraft  *self);
void          dz_photo_draft_free       (DzPhotoDraft  *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (DzPhotoFiles, dz_photo_files_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (DzPhotoDraft, dz_photo_draft_free)

G_END_DECLS
