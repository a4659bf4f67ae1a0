/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "dz-helper-vision.h"
#include "dz-sandbox.h"

G_BEGIN_DECLS

gboolean dz_helper_warm (GError               **error);
gboolean dz_helper_run  (DzSandbox             *sandbox,
                         const DzHelperVision  *vision,
                         int                    socket_fd,
                         GError               **error);

G_END_DECLS
