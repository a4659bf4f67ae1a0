/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "dz-held-item.h"

G_BEGIN_DECLS

char       *dz_held_text        (guint             n_held);
char       *dz_held_last_text   (const char       *name,
                                 const DzDecision *decision,
                                 DzHeldState       state,
                                 guint             seconds_left);
char       *dz_held_when_text   (DzHeldState       state,
                                 guint             seconds_left);
gboolean    dz_held_is_undoable (DzHeldItem       *item);
DzHeldItem *dz_held_find_last   (GListModel       *held);
guint       dz_held_count       (GListModel       *held);

G_END_DECLS
