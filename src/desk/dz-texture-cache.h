/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "dz-examiner.h"
#include "dz-sync.h"

G_BEGIN_DECLS

/**
 * DzTextureCache:
 *
 * Photos as textures at one size, rendered by the helper in the order they are wanted and kept
 * while they fit a budget.
 *
 * Signal "changed" (const char *submission): the texture of that submission is there, or failed.
 * Signal "rested": all that is wanted, and that there is room for, is rendered.
 */
#define DZ_TYPE_TEXTURE_CACHE (dz_texture_cache_get_type ())
G_DECLARE_FINAL_TYPE (DzTextureCache, dz_texture_cache, DZ, TEXTURE_CACHE, GObject)

DzTextureCache *dz_texture_cache_new       (DzSync         *sync,
                                            DzExaminer     *examiner,
                                            gsize           budget_bytes);
void            dz_texture_cache_close     (DzTextureCache *self);
void            dz_texture_cache_wait_for  (DzTextureCache *self,
                                            DzTextureCache *before);
void            dz_texture_cache_set_hurried (DzTextureCache *self,
                                              gboolean        hurried);
void            dz_texture_cache_set_exact (DzTextureCache *self,
                                            gboolean        exact);
void            dz_texture_cache_set_size  (DzTextureCache *self,
                                            guint           width,
                                            guint           height);
void            dz_texture_cache_want      (DzTextureCache *self,
                                            GPtrArray      *items);
void            dz_texture_cache_retry     (DzTextureCache *self);
gboolean        dz_texture_cache_awaits    (DzTextureCache *self,
                                            const char     *submission);
GdkTexture     *dz_texture_cache_get       (DzTextureCache *self,
                                            const char     *submission);
const GError   *dz_texture_cache_get_error (DzTextureCache *self,
                                            const char     *submission);

G_END_DECLS
