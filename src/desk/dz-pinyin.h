/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * DzPinyin:
 *
 * Spells Chinese in Latin letters. Making one reads tables and takes a while: not on the main
 * thread.
 */
typedef struct _DzPinyin DzPinyin;

DzPinyin *dz_pinyin_new   (void);
void      dz_pinyin_free  (DzPinyin   *self);
char     *dz_pinyin_spell (DzPinyin   *self,
                           const char *text);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (DzPinyin, dz_pinyin_free)

G_END_DECLS
