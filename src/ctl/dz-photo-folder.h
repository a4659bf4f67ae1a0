/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

#define DZ_PHOTO_FOLDER_FILES_MAX 20000 /* several times the largest school's students of a year */
#define DZ_PHOTO_FOLDER_BYTES_MAX ((guint64) 4 * 1024 * 1024 * 1024)
#define DZ_PHOTO_FOLDER_FILE_BYTES_MAX (20 * 1024 * 1024) /* examiner and service take no more */

/**
 * DzPhotoFile:
 * @name: of the file, as it may be printed
 * @path: where it is
 * @stem: the name without its ending, of which width does not count
 * @problem: (nullable): why it is not looked at, untranslated
 *
 * A file of a folder of photos.
 */
typedef struct
{
  char       *name;
  char       *path;
  char       *stem;
  const char *problem; /* unowned, constant */
} DzPhotoFile;

GPtrArray *dz_photo_folder_list (const char        *path,
                                 GError           **error);
GBytes    *dz_photo_file_load   (const DzPhotoFile *self,
                                 const char       **problem);

G_END_DECLS
