/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "dz-measurement.h"

G_BEGIN_DECLS

void dz_edit_traces_add      (GPtrArray  *marks,
                              const char *kind,
                              const char *text);
void dz_edit_traces_add_from (GPtrArray  *marks,
                              const char *text,
                              gboolean    names_program);
void dz_edit_traces_add_xmp  (GPtrArray  *marks,
                              const char *xmp);

G_END_DECLS
