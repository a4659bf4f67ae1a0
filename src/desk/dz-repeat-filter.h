/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

GtkEventController *dz_repeat_filter_new (GtkWindow *window);
gboolean            dz_repeat_may_pass   (guint      keyval);

G_END_DECLS
