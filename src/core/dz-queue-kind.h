/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * DzQueueKind:
 * @DZ_QUEUE_REVIEW: what waits for any reviewer
 * @DZ_QUEUE_SUPERVISOR: what was quarantined or escalated
 *
 * From where submissions are leased.
 */
typedef enum
{
  DZ_QUEUE_REVIEW,
  DZ_QUEUE_SUPERVISOR,
} DzQueueKind;

const char *dz_queue_kind_to_nick   (DzQueueKind  kind);
gboolean    dz_queue_kind_from_nick (const char  *nick,
                                     DzQueueKind *kind);

G_END_DECLS
