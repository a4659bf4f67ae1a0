/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "dz-store-commands.h"
#include "dz-store-reasons.h"

G_BEGIN_DECLS

/* The reasons' rows, within a transaction. */

DzReasonList *dz_store_load_reasons      (DzStore             *self,
                                          GError             **error);
gboolean      dz_store_write_reason      (DzStore             *self,
                                          const DzReason      *reason,
                                          const char          *actor,
                                          GError             **error);
gboolean      dz_store_end_reason        (DzStore             *self,
                                          const DzReason      *reason,
                                          const char          *actor,
                                          GError             **error);
gboolean      dz_store_fill_reasons      (DzStore             *self,
                                          GError             **error);

/* In dz-store-given.c: the reasons of one refusal. */
gboolean      dz_store_check_given       (DzStore             *self,
                                          const DzApplication *application,
                                          DzReasonList        *reasons,
                                          GError             **error);
gboolean      dz_store_write_given       (DzStore             *self,
                                          const char          *decision,
                                          const DzApplication *application,
                                          GError             **error);
gboolean      dz_store_load_given        (DzStore             *self,
                                          const char          *id,
                                          DzDecision          *decision,
                                          GError             **error);

G_END_DECLS
