/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "dz-keymap.h"

G_BEGIN_DECLS

GtkWindow *dz_shortcuts_new      (DzKeymap          *keymap) G_GNUC_WARN_UNUSED_RESULT;
GtkWidget *dz_shortcuts_new_keys (DzKeymap          *keymap,
                                  const DzKeyAction *action) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
