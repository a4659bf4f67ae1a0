/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "dz-mirror.h"

G_BEGIN_DECLS

/**
 * DzMirrorCheck:
 * @entries: how many entries were read
 * @first_bad: number of the first that does not hold, 0 where all do
 * @problem: (nullable): what is wrong with it, a sentence that names it
 * @signed_seq: the last entry that a signed head vouches for; those after it only follow from it
 * @heads: how many signed heads the history passes through
 * @left_behind: how many entries a restored service no longer has
 *
 * What a verification of a copy found.
 */
typedef struct
{
  gint64 entries;
  gint64 first_bad;
  char  *problem;
  gint64 signed_seq;
  gint64 heads;
  gint64 left_behind;
} DzMirrorCheck;

/**
 * DzMirrorProgress:
 * @done: how many entries were read
 * @all: how many there are
 * @data: given with the call
 *
 * Called now and then, in the thread that verifies.
 */
typedef void (*DzMirrorProgress) (gint64   done,
                                  gint64   all,
                                  gpointer data);

void     dz_mirror_check_clear (DzMirrorCheck    *self);
gboolean dz_mirror_verify      (DzMirror         *self,
                                DzMirrorProgress  progress,
                                gpointer          data,
                                GCancellable     *cancellable,
                                DzMirrorCheck    *check,
                                GError          **error);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (DzMirrorCheck, dz_mirror_check_clear)

G_END_DECLS
