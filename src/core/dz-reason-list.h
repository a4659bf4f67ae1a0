/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "dz-decision.h"
#include "dz-reason.h"

G_BEGIN_DECLS

/**
 * DzReasonList:
 *
 * The reasons of a service, every version of them: those that can be given now, and those of old
 * decisions. It does not change once it was given away, and may be shared between threads.
 */
typedef struct _DzReasonList DzReasonList;

DzReasonList   *dz_reason_list_new          (void);
DzReasonList   *dz_reason_list_new_builtin  (void);
DzReasonList   *dz_reason_list_ref          (DzReasonList     *self);
void            dz_reason_list_unref        (DzReasonList     *self);
void            dz_reason_list_add          (DzReasonList     *self,
                                             DzReason         *reason);
GPtrArray      *dz_reason_list_get_all      (DzReasonList     *self);
GPtrArray      *dz_reason_list_list_current (DzReasonList     *self);
const DzReason *dz_reason_list_find         (DzReasonList     *self,
                                             const char       *code);
const DzReason *dz_reason_list_find_version (DzReasonList     *self,
                                             const char       *code,
                                             guint             version);
const DzReason *dz_reason_list_find_given   (DzReasonList     *self,
                                             const DzDecision *decision,
                                             guint             i);
guint           dz_reason_list_get_revision (DzReasonList     *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (DzReasonList, dz_reason_list_unref)

G_END_DECLS
