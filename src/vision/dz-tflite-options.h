/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "dz-flatbuffer.h"
#include "dz-tflite.h"

G_BEGIN_DECLS

gboolean dz_tflite_find_kind    (gint32             builtin,
                                 const char        *custom,
                                 gint32             version,
                                 DzTfliteKind      *kind);
gboolean dz_tflite_read_options (DzTfliteOperator  *self,
                                 const DzFlatTable *table,
                                 GError           **error);

G_END_DECLS
