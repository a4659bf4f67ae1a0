/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * DzKey:
 * @keyval: what the key is called on a Latin keyboard, small letters; the number pad's keys have
 *   names of their own
 * @modifiers: what is held with it
 *
 * A key that may mean something.
 */
typedef struct
{
  guint           keyval;
  GdkModifierType modifiers;
} DzKey;

/* A pressed key may be meant in so many ways. */
#define DZ_KEY_MAX_MEANT 4

gboolean dz_key_parse     (const char      *accelerator,
                           DzKey           *key) G_GNUC_WARN_UNUSED_RESULT;
char    *dz_key_dup_name  (const DzKey     *key) G_GNUC_WARN_UNUSED_RESULT;
char    *dz_key_dup_label (const DzKey     *key) G_GNUC_WARN_UNUSED_RESULT;
gboolean dz_key_is_equal  (const DzKey     *a,
                           const DzKey     *b);
gboolean dz_key_is_on_pad (const DzKey     *key);
gboolean dz_key_types     (const DzKey     *key);
guint    dz_key_list_meant (guint            keycode,
                            guint            plain,
                            guint            typed,
                            GdkModifierType  state,
                            DzKey            meant[DZ_KEY_MAX_MEANT]);

G_END_DECLS
