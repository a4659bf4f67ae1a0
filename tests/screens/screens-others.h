/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "screens-desk.h"

G_BEGIN_DECLS

/* Somebody else at another desk, who is asked over HTTP what they do. */

void screens_others_open     (ScreensDesk  *self);
void screens_others_close    (ScreensDesk  *self);
/* Holds what nobody holds yet, and lets go of all that again. */
void screens_others_hold     (ScreensDesk  *self);
void screens_others_let_go   (ScreensDesk  *self);
/* The reviewer's photo is given back, and the other rejects it. */
void screens_others_reject   (ScreensDesk  *self,
                              const DzItem *item);
/* The reviewer rejects one that fits at another desk, and leaves another one to a supervisor. */
void screens_others_reject_and_escalate (ScreensDesk     *self,
                                         ScreensItemTest  fits);
/* The head reopens what was rejected so, once it is in effect. */
void screens_others_reopen   (void);
/* It is given back, and the other holds it. */
void screens_others_take     (ScreensDesk  *self,
                              const DzItem *item);

G_END_DECLS
