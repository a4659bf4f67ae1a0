/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "dz-mirror-rows.h"
#include "dz-mirror-verify.h"
#include "dz-test-history.h"

G_BEGIN_DECLS

/**
 * MirrorDesk:
 * @dir: where its copies lie
 * @service: the service it knows
 * @mirror: its copy of that service's history
 *
 * A desk with a copy of a history, and the service whose history it is.
 */
typedef struct
{
  char        *dir;
  DzTestChain *service;
  DzMirror    *mirror;
} MirrorDesk;

MirrorDesk *mirror_desk_new       (guint64            seed,
                                   guint              n);
void        mirror_desk_free      (MirrorDesk        *self);
void        mirror_desk_open      (MirrorDesk        *self);
void        mirror_desk_close     (MirrorDesk        *self);
char       *mirror_desk_name_file (const MirrorDesk  *self,
                                   const char        *suffix);
/* Takes all that a service has after what the desk has, and meets its head. */
gboolean    mirror_desk_catch_up  (MirrorDesk        *self,
                                   const DzTestChain *service,
                                   GError           **error);
/* Holds all that a service has against what the desk has. */
gboolean    mirror_desk_compare   (MirrorDesk        *self,
                                   const DzTestChain *service,
                                   GError           **error);
/* Whether the copy holds, as far as dz_mirror_verify() can tell. */
void        mirror_desk_assert_whole (MirrorDesk     *self);
void        mirror_desk_assert_same  (MirrorDesk     *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (MirrorDesk, mirror_desk_free)

/* Whether an error has a code and its sentence a part; clears it. */
void        mirror_assert_told    (GError           **error,
                                   DzCacheError       code,
                                   const char        *part);

G_END_DECLS
