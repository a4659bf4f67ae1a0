/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * ScreensPicture:
 *
 * Looks at the whole screen of an X server, with all windows and menus that are open on it, and
 * keeps what it sees as numbered files.
 */
typedef struct _ScreensPicture ScreensPicture;

/* @folder: where the pictures go; it is made */
ScreensPicture *screens_picture_new  (const char     *folder);
void            screens_picture_free (ScreensPicture *self);
/* Waits until nothing moves any more, and keeps that. What never rests is kept as it is, and that
 * is said. */
void            screens_picture_take (ScreensPicture *self,
                                      const char     *name);

G_END_DECLS
