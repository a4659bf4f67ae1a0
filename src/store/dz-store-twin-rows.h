/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "dz-store-twins.h"
#include "dz-submission.h"

G_BEGIN_DECLS

/* Within a transaction. */

/* dz-store-traits.c */
DzPdq      dz_store_turn_hash     (const DzPdq         *hash);
gboolean   dz_store_write_traits  (DzStore             *self,
                                   const DzSubmission  *submission,
                                   const DzMeasurement *measurement,
                                   gboolean             searched,
                                   GError             **error);
gboolean   dz_store_read_newest_traits (DzStore        *self,
                                   gint64              *id,
                                   GError             **error);

/* dz-store-twins.c */
gboolean   dz_store_write_twins   (DzStore             *self,
                                   const char          *submission,
                                   GPtrArray           *twins,
                                   GError             **error);
GPtrArray *dz_store_load_twins    (DzStore             *self,
                                   const char          *submission,
                                   guint                limit,
                                   GError             **error);

/* dz-store-quarantine.c */
gboolean   dz_store_has_stranger  (GPtrArray           *twins);
gboolean   dz_store_quarantine_new (DzStore            *self,
                                   const char          *submission,
                                   GPtrArray           *twins,
                                   GError             **error);
gboolean   dz_store_quarantine_others (DzStore         *self,
                                   const char          *submission,
                                   GPtrArray           *twins,
                                   GError             **error);

G_END_DECLS
