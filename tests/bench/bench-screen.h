/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * BenchScreen:
 *
 * A screen of our own, with a window manager, looked at and typed to from outside: whatever program
 * shows a window there needs no change to be timed.
 */
typedef struct _BenchScreen BenchScreen;

#define BENCH_NO_CODE (-1)

BenchScreen *bench_screen_new         (guint         width,
                                       guint         height);
void         bench_screen_free        (BenchScreen  *self);
const char  *bench_screen_get_name    (BenchScreen  *self);
/* Waits for a window and gives it the whole screen. */
gboolean     bench_screen_maximize    (BenchScreen  *self,
                                       guint         timeout_ms);
void         bench_screen_press       (BenchScreen  *self,
                                       const char   *key);
void         bench_screen_press_with  (BenchScreen  *self,
                                       const char   *key,
                                       gboolean      shifted);
/* Down and up by itself; meanwhile the X server repeats it. */
void         bench_screen_hold        (BenchScreen  *self,
                                       const char   *key,
                                       gboolean      down);
void         bench_screen_type        (BenchScreen  *self,
                                       const char   *text);
/* Takes a picture. */
void         bench_screen_look        (BenchScreen  *self);
/* Whether the picture differs from the one that was kept, by more than a cursor. */
gboolean     bench_screen_has_changed (BenchScreen  *self);
void         bench_screen_keep        (BenchScreen  *self);
/* Until nothing moves for a while, such as for what is to be fetched and rendered ahead. */
void         bench_screen_wait_calm   (BenchScreen  *self);
/* Looks for a photo's code in the picture, and from then on reads it there. */
gboolean     bench_screen_find_code   (BenchScreen  *self);
int          bench_screen_read_code   (BenchScreen  *self);
void         bench_screen_forget_code (BenchScreen  *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (BenchScreen, bench_screen_free)

G_END_DECLS
