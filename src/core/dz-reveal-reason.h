/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * DzRevealReason:
 * @code: stable code, "same-person"; stored for years
 * @label: it in a few words, to be translated
 * @needs_words: whether it says nothing without the person's own words
 *
 * Why somebody looks at what is hidden of a student's record, where that is often the same.
 */
typedef struct
{
  const char *code;
  const char *label;
  gboolean    needs_words;
} DzRevealReason;

const DzRevealReason *dz_reveal_reasons_get (guint      *n_reasons);
const DzRevealReason *dz_reveal_reason_find (const char *code);

G_END_DECLS
