/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "dz-store-register.h"

G_BEGIN_DECLS

/* Within a transaction. */

/**
 * DzBinding:
 * @window: window id
 * @student: student id
 *
 * For which record an identity speaks.
 */
typedef struct
{
  char *window;
  char *student;
} DzBinding;

void       dz_binding_clear            (DzBinding   *self);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (DzBinding, dz_binding_clear)

gboolean   dz_store_find_binding       (DzStore     *self,
                                        const char  *identity,
                                        gint64       now_us,
                                        DzBinding   *binding,
                                        GError     **error);
DzStudent *dz_store_get_masked_student (DzStore     *self,
                                        const char  *id,
                                        GError     **error);

G_END_DECLS
