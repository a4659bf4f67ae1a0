/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef struct _DzBlockiness DzBlockiness;

DzBlockiness *dz_blockiness_new  (guint         width,
                                  guint         height);
void          dz_blockiness_push (DzBlockiness *self,
                                  const guint8 *row);
double        dz_blockiness_get  (DzBlockiness *self);
void          dz_blockiness_free (DzBlockiness *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (DzBlockiness, dz_blockiness_free)

G_END_DECLS
