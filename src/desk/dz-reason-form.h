/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "dz-reason-list.h"

G_BEGIN_DECLS

/**
 * DzReasonForm:
 *
 * Where a supervisor writes a reason, or other words for one. What is wrong is said where it is
 * wrong, and what the student will read stands below each sentence.
 *
 * Signals: "save": Enter or the button. "cancel": Escape or the other.
 */
#define DZ_TYPE_REASON_FORM (dz_reason_form_get_type ())
G_DECLARE_FINAL_TYPE (DzReasonForm, dz_reason_form, DZ, REASON_FORM, GtkWidget)

void      dz_reason_form_open       (DzReasonForm   *self,
                                     const DzReason *base,
                                     DzReasonList   *list);
void      dz_reason_form_set_list   (DzReasonForm   *self,
                                     DzReasonList   *list);
DzReason *dz_reason_form_check      (DzReasonForm   *self);
guint     dz_reason_form_get_last   (DzReasonForm   *self);
gboolean  dz_reason_form_is_changed (DzReasonForm   *self);
void      dz_reason_form_say        (DzReasonForm   *self,
                                     const char     *sentence);
void      dz_reason_form_set_busy   (DzReasonForm   *self,
                                     gboolean        busy);

G_END_DECLS
