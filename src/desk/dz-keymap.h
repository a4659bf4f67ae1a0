/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "dz-key-table.h"
#include "dz-key.h"

G_BEGIN_DECLS

#define DZ_TYPE_KEYMAP (dz_keymap_get_type ())
G_DECLARE_FINAL_TYPE (DzKeymap, dz_keymap, DZ, KEYMAP, GObject)

/**
 * DzKeymap:
 *
 * Which key does what: the table's keys, and what the reviewer has changed of them, which stands in
 * the settings.
 *
 * Emits "changed" when a key does something else than before.
 */
DzKeymap          *dz_keymap_new           (GSettings         *settings);
const DzKey       *dz_keymap_get_keys      (DzKeymap          *self,
                                            const DzKeyAction *action,
                                            guint             *n_keys);
char              *dz_keymap_dup_label     (DzKeymap          *self,
                                            const DzKeyAction *action);
const DzKeyAction *dz_keymap_find          (DzKeymap          *self,
                                            DzKeyPlaces        place,
                                            const DzKey       *meant,
                                            guint              n_meant,
                                            guint             *position);
const DzKeyAction *dz_keymap_find_conflict (DzKeymap          *self,
                                            const DzKeyAction *action,
                                            const DzKey       *key);
gboolean           dz_keymap_is_reserved   (DzKeymap          *self,
                                            const DzKeyAction *action,
                                            const DzKey       *key);
void               dz_keymap_set_key       (DzKeymap          *self,
                                            const DzKeyAction *action,
                                            const DzKey       *key);
void               dz_keymap_change_key    (DzKeymap          *self,
                                            const DzKeyAction *action,
                                            const DzKey       *old,
                                            const DzKey       *key);
gboolean           dz_keymap_is_changed    (DzKeymap          *self,
                                            const DzKeyAction *action);
void               dz_keymap_reset         (DzKeymap          *self,
                                            const DzKeyAction *action);
void               dz_keymap_reset_all     (DzKeymap          *self);

void               dz_keymap_attach        (DzKeymap          *self,
                                            GtkWindow         *window);
DzKeymap          *dz_keymap_of            (GtkWidget         *widget);
char              *dz_keymap_dup_label_of  (GtkWidget         *widget,
                                            const char        *action);

G_END_DECLS
