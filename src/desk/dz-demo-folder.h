/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * DzDemoFolder:
 *
 * A fresh folder with the data of a sample school, for as long as the program runs.
 *
 * Signal "progress" (guint done, guint total): how much of it is there.
 */
#define DZ_TYPE_DEMO_FOLDER (dz_demo_folder_get_type ())
G_DECLARE_FINAL_TYPE (DzDemoFolder, dz_demo_folder, DZ, DEMO_FOLDER, GObject)

DzDemoFolder *dz_demo_folder_new          (void);
void          dz_demo_folder_fill_async   (DzDemoFolder         *self,
                                           const char           *program,
                                           GCancellable         *cancellable,
                                           GAsyncReadyCallback   callback,
                                           gpointer              user_data);
gboolean      dz_demo_folder_fill_finish  (DzDemoFolder         *self,
                                           GAsyncResult         *result,
                                           GError              **error);
void          dz_demo_folder_remove       (DzDemoFolder         *self);
const char   *dz_demo_folder_get_data_dir (DzDemoFolder         *self);
const char   *dz_demo_folder_get_desk_dir (DzDemoFolder         *self);

G_END_DECLS
