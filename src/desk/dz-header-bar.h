/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "dz-sync.h"

G_BEGIN_DECLS

#define DZ_TYPE_HEADER_BAR (dz_header_bar_get_type ())
G_DECLARE_FINAL_TYPE (DzHeaderBar, dz_header_bar, DZ, HEADER_BAR, GtkWidget)

/**
 * DzHeaderBar:
 *
 * The window's header bar: its pages and menu, what waits at this desk, and, while somebody works,
 * how the queue and the service stand.
 *
 * Signal "closed": the menu, the filter or the list of holders closes.
 */
void dz_header_bar_set_views       (DzHeaderBar  *self,
                                    AdwViewStack *views);
void dz_header_bar_set_title       (DzHeaderBar  *self,
                                    const char   *title);
void dz_header_bar_set_outbox      (DzHeaderBar  *self,
                                    DzSync       *sync);
void dz_header_bar_set_sync        (DzHeaderBar  *self,
                                    DzSync       *sync);
void dz_header_bar_set_working     (DzHeaderBar  *self,
                                    gboolean      working);
void dz_header_bar_show_connection (DzHeaderBar  *self,
                                    DzConnection  connection);
void dz_header_bar_open_filter     (DzHeaderBar  *self);
void dz_header_bar_open_holders    (DzHeaderBar  *self);

G_END_DECLS
