/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

gboolean dz_wire_check_syntax (const char  *text,
                               gsize        length,
                               guint        depth_max,
                               GError     **error);
