/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "dz-queue-filter.h"
#include "dz-store-queue.h"

G_BEGIN_DECLS

/* What of the queue is offered to whom, and in which order. Within a transaction. */

/**
 * DzOffer:
 * @user: to whom
 * @queue: from where
 * @filter: (nullable): what they want of it
 * @now_us: the time
 *
 * A question for submissions that wait.
 */
typedef struct
{
  const DzUser        *user;
  DzQueueKind          queue;
  const DzQueueFilter *filter;
  gint64               now_us;
} DzOffer;

/* The submissions that fit, by who asks (?1), since when what they passed on is not offered to them
 * (?2), how many (?3), window (?4), school (?5), two outcomes (?6, ?7), attempts from and to (?8,
 * ?9), and when they came at the latest (?10). The index that @where begins holds all of it. */
#define DZ_OFFERS_FIT \
  " AND (?5 IS NULL OR window_id IN (SELECT id FROM windows WHERE school_code = ?5))" \
  " AND (?6 IS NULL OR outcome IN (?6, ?7)) AND attempt BETWEEN ?8 AND ?9 AND received_us <= ?10"
#define DZ_OFFERS_NEW \
  " AND NOT EXISTS (SELECT 1 FROM leases WHERE leases.submission_id = submissions.id" \
  "  AND leases.user_id = ?1 AND leases.ended IN ('skip', 'escalate') AND leases.ended_us > ?2)"
/* Who decided it never judges it again (design.md, States). What was undone was no decision. */
#define DZ_OFFERS_OTHERS \
  " AND NOT EXISTS (SELECT 1 FROM decisions WHERE decisions.submission_id = submissions.id" \
  "  AND decisions.user_id = ?1 AND decisions.undone_us IS NULL)"
#define DZ_OFFERS_IN(states, window) \
  "SELECT id, state FROM submissions WHERE state IN (" states ")" window DZ_OFFERS_FIT \
  DZ_OFFERS_NEW DZ_OFFERS_OTHERS " ORDER BY received_us, id LIMIT ?3"
#define DZ_OFFERS_REVIEW DZ_OFFERS_IN ("'pending'", "")
#define DZ_OFFERS_REVIEW_OF_WINDOW DZ_OFFERS_IN ("'pending'", " AND window_id = ?4")
#define DZ_OFFERS_SUPERVISOR DZ_OFFERS_IN ("'quarantined', 'escalated'", "")
#define DZ_OFFERS_SUPERVISOR_OF_WINDOW \
  DZ_OFFERS_IN ("'quarantined', 'escalated'", " AND window_id = ?4")
/* Windows that close within the time (?1 to ?2), the first to close first. */
#define DZ_OFFERS_CLOSING \
  "SELECT id FROM windows WHERE retake_ends_us > ?1 AND retake_ends_us <= ?2" \
  " ORDER BY retake_ends_us, id"
/* The order in which what is leased is shown: ?3 and ?4 as ?1 and ?2 above. */
#define DZ_OFFERS_ORDER \
  " ORDER BY CASE WHEN windows.retake_ends_us > ?3 AND windows.retake_ends_us <= ?4" \
  "  THEN windows.retake_ends_us ELSE 9223372036854775807 END," \
  " submissions.received_us, submissions.id"

gboolean   dz_offer_check           (DzStore             *self,
                                     const DzQueueFilter *filter,
                                     GError             **error);
GPtrArray *dz_offer_list            (DzStore             *self,
                                     const DzOffer       *offer,
                                     guint                limit,
                                     GError             **error);
gboolean   dz_offer_count           (DzStore             *self,
                                     const DzOffer       *offer,
                                     guint               *n_fitting,
                                     GError             **error);
gboolean   dz_offer_fits            (DzStore             *self,
                                     const DzOffer       *offer,
                                     const char          *submission,
                                     gboolean            *fits,
                                     GError             **error);

G_END_DECLS
