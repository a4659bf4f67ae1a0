/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "dz-item.h"
#include "dz-sheet.h"

G_BEGIN_DECLS

char *dz_sheet_say_who     (const DzItem *item) G_GNUC_WARN_UNUSED_RESULT;
char *dz_sheet_say_none    (const guint   counts[DZ_N_SHEET_BARS]) G_GNUC_WARN_UNUSED_RESULT;
char *dz_sheet_say_count   (guint         n_photos,
                            guint         n_pulled) G_GNUC_WARN_UNUSED_RESULT;
char *dz_sheet_say_loading (guint         n_there,
                            guint         n_photos) G_GNUC_WARN_UNUSED_RESULT;
char *dz_sheet_say_looking (guint         left_ms) G_GNUC_WARN_UNUSED_RESULT;
char *dz_sheet_say_missing (guint         n_photos) G_GNUC_WARN_UNUSED_RESULT;
char *dz_sheet_say_approve (guint         n_kept) G_GNUC_WARN_UNUSED_RESULT;
char *dz_sheet_say_done    (guint         n_approved,
                            guint         n_alone) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
