/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "dz-measurement.h"
#include "dz-query.h"
#include "dz-store-entries.h"
#include "dz-submission.h"

G_BEGIN_DECLS

/* Submissions with what belongs to them, within a transaction. */

typedef enum
{
  DZ_LOAD_PLAIN,
  DZ_LOAD_FINDINGS,
} DzLoad;

DzSubmission *dz_store_load_submission (DzStore       *self,
                                        const char    *id,
                                        DzLoad         load,
                                        GError       **error);
DzDecision   *dz_store_load_decision   (DzStore       *self,
                                        const char    *id,
                                        GError       **error);
GPtrArray    *dz_store_load_submissions (DzStore      *self,
                                        const char    *doing,
                                        const char    *sql,
                                        const DzValue *values,
                                        DzLoad         load,
                                        GError       **error);
gboolean      dz_store_write_findings  (DzStore       *self,
                                        const char    *submission,
                                        GPtrArray     *findings,
                                        GError       **error);
gboolean      dz_store_write_changed_findings (DzStore *self,
                                        const char    *decision,
                                        GPtrArray     *changed,
                                        GError       **error);
gboolean      dz_store_load_findings   (DzStore       *self,
                                        DzSubmission  *submission,
                                        const char    *decision,
                                        GError       **error);
gboolean      dz_store_load_exceptions (DzStore       *self,
                                        const char    *id,
                                        DzDecision    *decision,
                                        GError       **error);
DzMeasurement *dz_store_parse_measurement (const char *json,
                                        GError       **error);
void          dz_detail_add_findings   (JsonBuilder   *detail,
                                        GPtrArray     *findings);

G_END_DECLS
