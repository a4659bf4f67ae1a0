/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * DzProgressPage:
 *
 * Says what the program is doing before it can be used, or why it cannot. Signals "retry",
 * "cancel", and "wait-no-longer" (action "page.leave") while somebody leaves.
 */
#define DZ_TYPE_PROGRESS_PAGE (dz_progress_page_get_type ())
G_DECLARE_FINAL_TYPE (DzProgressPage, dz_progress_page, DZ, PROGRESS_PAGE, GtkWidget)

void dz_progress_page_show_status  (DzProgressPage *self,
                                    const char     *status);
void dz_progress_page_show_leaving (DzProgressPage *self,
                                    const char     *status);
void dz_progress_page_show_problem (DzProgressPage *self,
                                    const char     *sentence);

G_END_DECLS
