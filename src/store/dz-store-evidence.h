/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <json-glib/json-glib.h>

#include "dz-store-commands.h"

G_BEGIN_DECLS

/**
 * DzEvidence:
 * @findings: (element-type DzFinding): what the reviewer saw the rules say, with corrected lines
 *   where there are any
 * @waivers: (element-type DzWaiver): the student's that stand
 * @measured: (nullable): the numbers before the correction; %NULL without one
 * @changed: (nullable) (element-type DzFinding): what the correction made of findings; %NULL
 *   without one
 *
 * On what a decision was made, within its transaction.
 */
typedef struct
{
  GPtrArray     *findings; /* owned */
  GPtrArray     *waivers;  /* owned */
  DzMeasurement *measured; /* owned */
  GPtrArray     *changed;  /* owned */
} DzEvidence;

DzEvidence *dz_store_gather_evidence (DzStore             *self,
                                      const DzApplication *application,
                                      GError             **error);
void        dz_evidence_free         (DzEvidence          *self);
gboolean    dz_evidence_check        (const DzEvidence    *self,
                                      const DzDecision    *decision,
                                      GError             **error);
void        dz_detail_add_evidence   (JsonBuilder         *detail,
                                      const DzEvidence    *evidence,
                                      const DzDecision    *decision);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (DzEvidence, dz_evidence_free)

/* In dz-store-exceptions.c. */
gboolean    dz_store_write_exceptions (DzStore             *self,
                                       const DzApplication *application,
                                       const char          *decision,
                                       const DzEvidence    *evidence,
                                       GError             **error);

G_END_DECLS
