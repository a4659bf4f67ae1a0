/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "dz-item.h"

G_BEGIN_DECLS

char *dz_review_school_title (const DzItem *item);
char *dz_review_empty_text   (guint         n_free,
                              guint         n_others);
char *dz_review_unfitting_text (guint n_free);
char *dz_review_counts_text  (guint         n_free,
                              guint         n_mine,
                              guint         n_others);
char *dz_review_problem_text (const char   *reason,
                              const char   *skip_key,
                              const char   *retry_key);
char *dz_review_problem_beside_text (const char *reason,
                                     const char *retry_key);

G_END_DECLS
