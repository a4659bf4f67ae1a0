/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "dz-sync.h"

G_BEGIN_DECLS

/**
 * DzServiceBanner:
 *
 * Says calmly that the service does not answer, and what can be done about it.
 *
 * Signals: "sign-in-again", "start-again": its buttons.
 */
#define DZ_TYPE_SERVICE_BANNER (dz_service_banner_get_type ())
G_DECLARE_FINAL_TYPE (DzServiceBanner, dz_service_banner, DZ, SERVICE_BANNER, GtkWidget)

void dz_service_banner_show (DzServiceBanner *self,
                             DzConnection     connection,
                             gboolean         ended,
                             guint            n_ready,
                             guint            n_waiting);

G_END_DECLS
