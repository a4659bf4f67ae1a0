/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "dz-examiner.h"

G_BEGIN_DECLS

char   *fixture_shared_file  (const char       *path);
GBytes *fixture_load         (const char       *path);
GBytes *fixture_make_jpeg    (guint             width,
                              guint             height,
                              gboolean          progressive);
GBytes *fixture_claim_size   (GBytes           *jpeg,
                              guint             width,
                              guint             height);
guint   fixture_count_fds    (void);
void    fixture_assert_no_children (void);

G_END_DECLS
