/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

char *dz_waiting_text         (guint      n_mine,
                               guint      n_others);
char *dz_waiting_people_text  (guint      n_mine,
                               GPtrArray *others);
char *dz_waiting_leaving_text (guint      n_mine);
char *dz_waiting_listed_text  (guint      n_conflicts);
char *dz_waiting_offline_text (guint      n_ready,
                               guint      n_waiting);

G_END_DECLS
