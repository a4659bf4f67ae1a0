/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "dz-heads.h"
#include "dz-store.h"

G_BEGIN_DECLS

/* Heads are signed by themselves when the history has grown for this long. */
#define DZ_STORE_SIGN_US ((gint64) G_TIME_SPAN_HOUR)

/* The most entries of one page of the feed; about three megabytes. */
#define DZ_STORE_FEED_MAX 10000

gboolean dz_store_sign_head   (DzStore            *self,
                               DzSignedHead       *head,
                               GError            **error);
gboolean dz_store_sign_due    (DzStore            *self,
                               GError            **error);
DzHeads *dz_store_read_heads  (DzStore            *self,
                               GError            **error);
gboolean dz_store_check_head  (DzStore            *self,
                               const DzSignedHead *kept,
                               DzHeadVerdict      *verdict,
                               GError            **error);
gboolean dz_store_rotate_key  (DzStore            *self,
                               const char         *actor,
                               DzSignedHead       *head,
                               GError            **error);
gboolean dz_store_begin_epoch (DzStore            *self,
                               const DzSignedHead *kept,
                               const char         *actor,
                               DzSignedHead       *head,
                               GError            **error);
GBytes  *dz_store_read_feed   (DzStore            *self,
                               gint64              after,
                               guint               limit,
                               GError            **error);

G_END_DECLS
