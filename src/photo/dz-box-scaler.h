/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "dz-pixels.h"

G_BEGIN_DECLS

typedef struct _DzBoxScaler DzBoxScaler;

DzBoxScaler *dz_box_scaler_new  (guint         width,
                                 guint         height,
                                 guint         orientation,
                                 DzPixels     *pixels);
void         dz_box_scaler_push (DzBoxScaler  *self,
                                 const guint8 *row);
void         dz_box_scaler_free (DzBoxScaler  *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (DzBoxScaler, dz_box_scaler_free)

G_END_DECLS
