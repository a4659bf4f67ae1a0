/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "screens-desk.h"

G_BEGIN_DECLS

/* What is photographed, in this order: each leaves the desk as it found it, but for decisions. */

/* Before anybody has signed in. */
void screens_take_starting  (ScreensDesk *self);
/* The card over somebody's first photo; @name: (nullable): of its picture. */
void screens_close_first_keys (ScreensDesk *self,
                               const char  *name);
/* One photo after the other, and what stands beside it. */
void screens_take_looking   (ScreensDesk *self);
void screens_take_judging   (ScreensDesk *self);
void screens_take_comparing (ScreensDesk *self);
/* Windows, menus and popovers. */
void screens_take_windows   (ScreensDesk *self);
void screens_take_sheet     (ScreensDesk *self);
/* The service keeps its answers, also to whoever names the administrator. */
void screens_take_waiting   (ScreensDesk *self);
void screens_take_set_up_waiting (ScreensDesk *self);
/* The service does not answer; somebody else was faster; decisions rest, and take effect. */
void screens_take_offline   (ScreensDesk *self);
void screens_take_conflicts (ScreensDesk *self);
void screens_take_held      (ScreensDesk *self);
void screens_take_narrow    (ScreensDesk *self);
/* Nothing to judge. */
void screens_take_empty     (ScreensDesk *self);
/* Signs out, of a service that does not answer. */
void screens_take_leaving   (ScreensDesk *self);
/* What a supervisor has; the reviewer has prepared some of it before. */
void screens_prepare_oversight (ScreensDesk *self);
void screens_take_oversight (ScreensDesk *self);

G_END_DECLS
