/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "dz-demo-school.h"

G_BEGIN_DECLS

/**
 * DzDemoStudio:
 *
 * Paints what a demo school's students send, ahead and on several threads.
 */
typedef struct _DzDemoStudio DzDemoStudio;

/**
 * DzDemoStudioPainted:
 * @n_painted: how many are painted
 * @n_wanted: how many there will be
 * @user_data: given with it
 *
 * Told on the thread that waits, one call for each.
 */
typedef void (*DzDemoStudioPainted) (guint    n_painted,
                                     guint    n_wanted,
                                     gpointer user_data);

DzDemoStudio           *dz_demo_studio_new      (DzDemoSchool        *school);
void                    dz_demo_studio_free     (DzDemoStudio        *self);
gboolean                dz_demo_studio_wait     (DzDemoStudio        *self,
                                                 DzDemoStudioPainted  painted,
                                                 gpointer             user_data,
                                                 GError             **error);
const DzDemoSubmission *dz_demo_studio_get      (DzDemoStudio        *self,
                                                 guint                i);
guint                   dz_demo_studio_get_n    (DzDemoStudio        *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (DzDemoStudio, dz_demo_studio_free)

G_END_DECLS
