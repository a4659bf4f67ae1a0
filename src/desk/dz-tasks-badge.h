/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "dz-sync.h"

G_BEGIN_DECLS

/**
 * DzTasksBadge:
 *
 * How much waits for the supervisor who sits here; nothing where nothing does. Opens it.
 */
#define DZ_TYPE_TASKS_BADGE (dz_tasks_badge_get_type ())
G_DECLARE_FINAL_TYPE (DzTasksBadge, dz_tasks_badge, DZ, TASKS_BADGE, GtkWidget)

void dz_tasks_badge_set_sync  (DzTasksBadge *self,
                               DzSync       *sync);
void dz_tasks_badge_set_brief (DzTasksBadge *self,
                               gboolean      brief);

G_END_DECLS
