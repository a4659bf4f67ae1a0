/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * DzFormField:
 *
 * A line of text that may be long: its title above it, wrapped where it does not fit, and below it
 * what it is for, or what is wrong with it.
 *
 * Properties: "title" (with a mnemonic), "hint" (nullable), "editable".
 *
 * Signals: "changed": another text. "activate": Enter.
 */
#define DZ_TYPE_FORM_FIELD (dz_form_field_get_type ())
G_DECLARE_FINAL_TYPE (DzFormField, dz_form_field, DZ, FORM_FIELD, GtkWidget)

char *dz_form_field_dup_text    (DzFormField *self);
void  dz_form_field_set_text    (DzFormField *self,
                                 const char  *text);
void  dz_form_field_set_hint    (DzFormField *self,
                                 const char  *hint);
void  dz_form_field_set_problem (DzFormField *self,
                                 const char  *sentence);

G_END_DECLS
