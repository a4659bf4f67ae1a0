/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "dz-cache.h"
#include "dz-signed-head.h"

G_BEGIN_DECLS

/**
 * DzMirror:
 *
 * A desk's copy of the history of one service: a file that only ever believes what follows from
 * what it holds already, so that a service that changes or cuts its past is found out by the next
 * desk that looks. A witness is kept with what a person must not lose, not with what may be fetched
 * again: its folder is one under $XDG_DATA_HOME.
 *
 * Every function blocks on the disk, none needs a main loop: an object belongs to one worker
 * thread. Several objects, in threads or processes, may have the same file open; one that reads
 * sees what another has added from its next call on.
 */
typedef struct _DzMirror DzMirror;

DzMirror *dz_mirror_open        (const char         *dir,
                                 const guint8       *service,
                                 GError            **error);
void      dz_mirror_close       (DzMirror           *self);
gboolean  dz_mirror_set_aside   (const char         *dir,
                                 const guint8       *service,
                                 char              **aside,
                                 GError            **error);
gboolean  dz_mirror_check_note  (DzMirror           *self,
                                 GError            **error);
gboolean  dz_mirror_refresh     (DzMirror           *self,
                                 GError            **error);
gint64    dz_mirror_get_seq     (DzMirror           *self);
gint64    dz_mirror_get_epoch   (DzMirror           *self);
gboolean  dz_mirror_pin_key     (DzMirror           *self,
                                 const guint8       *key,
                                 GError            **error);
gboolean  dz_mirror_read_rotation (DzMirror         *self,
                                 gint64             *seq,
                                 GError            **error);
gboolean  dz_mirror_meet_head   (DzMirror           *self,
                                 const DzSignedHead *head,
                                 GError            **error);
gboolean  dz_mirror_keep_head   (DzMirror           *self,
                                 const DzSignedHead *head,
                                 GError            **error);
gboolean  dz_mirror_read_head   (DzMirror           *self,
                                 DzSignedHead       *head,
                                 GError            **error);
gboolean  dz_mirror_take        (DzMirror           *self,
                                 gint64              after,
                                 const guint8       *feed,
                                 gsize               length,
                                 GError            **error);
gboolean  dz_mirror_begin_epoch (DzMirror           *self,
                                 const DzSignedHead *head,
                                 const DzSignedHead *old,
                                 gint64              after,
                                 const guint8       *feed,
                                 gsize               length,
                                 GError            **error);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (DzMirror, dz_mirror_close)

G_END_DECLS
