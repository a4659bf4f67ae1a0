/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "dz-key.h"

G_BEGIN_DECLS

guint dz_key_layout_list_meant (GdkEvent *event,
                                DzKey     meant[DZ_KEY_MAX_MEANT]);

gboolean dz_key_layout_choose  (GdkEvent *event,
                                DzKey    *key) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
