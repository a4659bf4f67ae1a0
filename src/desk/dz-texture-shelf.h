/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gdk/gdk.h>

G_BEGIN_DECLS

/**
 * DzTextureShelf:
 *
 * Photos that were rendered, or why they could not be, by submission: as many as a budget of bytes
 * allows, and whatever is wanted just now.
 */
typedef struct _DzTextureShelf DzTextureShelf;

DzTextureShelf *dz_texture_shelf_new          (gsize           budget_bytes)
  G_GNUC_WARN_UNUSED_RESULT;
void            dz_texture_shelf_free         (DzTextureShelf *self);
void            dz_texture_shelf_put          (DzTextureShelf *self,
                                               const char     *submission,
                                               GdkTexture     *texture,
                                               GError         *error,
                                               guint           generation);
GdkTexture     *dz_texture_shelf_get          (DzTextureShelf *self,
                                               const char     *submission);
const GError   *dz_texture_shelf_get_error    (DzTextureShelf *self,
                                               const char     *submission);
gboolean        dz_texture_shelf_is_current   (DzTextureShelf *self,
                                               const char     *submission,
                                               guint           generation);
guint           dz_texture_shelf_count_fitting (DzTextureShelf *self,
                                               GPtrArray      *items,
                                               gsize           pixels_each);
void            dz_texture_shelf_want         (DzTextureShelf *self,
                                               GPtrArray      *items,
                                               gsize           pixels_each);
void            dz_texture_shelf_forget_failed (DzTextureShelf *self);
void            dz_texture_shelf_clear        (DzTextureShelf *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (DzTextureShelf, dz_texture_shelf_free)

G_END_DECLS
