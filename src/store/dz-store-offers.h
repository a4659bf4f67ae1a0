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
/* What waits for a second judge (@state says whether it does) is not for who was told what the
 * first one decided, by a conflict or to ask a supervisor about it; nor for the last supervisor who
 * could weigh both, as long as somebody else can judge. Roles are words joined by commas. */
#define DZ_OFFERS_ROLE(role) "',' || others.roles || ',' LIKE '%," role ",%'"
#define DZ_OFFERS_UNDECIDED \
  " others.id <> ?1 AND others.id NOT IN (SELECT user_id FROM decisions" \
  "  WHERE decisions.submission_id = submissions.id AND decisions.undone_us IS NULL)"
#define DZ_OFFERS_BLIND(state) \
  " AND (" state " <> 'second-review' OR (" \
  "  NOT EXISTS (SELECT 1 FROM commands WHERE commands.submission_id = submissions.id" \
  "   AND commands.user_id = ?1 AND commands.conflict = 1)" \
  "  AND NOT EXISTS (SELECT 1 FROM tasks WHERE tasks.kind = 'request'" \
  "   AND tasks.submission_id = submissions.id AND tasks.asked_by = ?1)" \
  "  AND (NOT EXISTS (SELECT 1 FROM users AS others WHERE others.id = ?1" \
  "    AND " DZ_OFFERS_ROLE ("supervisor") ")" \
  "   OR EXISTS (SELECT 1 FROM users AS others WHERE " DZ_OFFERS_ROLE ("supervisor") \
  "    AND" DZ_OFFERS_UNDECIDED ")" \
  "   OR NOT EXISTS (SELECT 1 FROM users AS others WHERE " DZ_OFFERS_ROLE ("reviewer") \
  "    AND" DZ_OFFERS_UNDECIDED "))))"
#define DZ_OFFERS_IN(states, window) \
  "SELECT id, state FROM submissions WHERE state IN (" states ")" window DZ_OFFERS_FIT \
  DZ_OFFERS_NEW DZ_OFFERS_OTHERS " ORDER BY received_us, id LIMIT ?3"
/* Each half is read in the order of its index, and no more of it than is wanted. */
#define DZ_OFFERS_HALF(wanted, window, blind) \
  "SELECT id, state, received_us FROM submissions WHERE state = '" wanted "'" window \
  DZ_OFFERS_FIT DZ_OFFERS_NEW DZ_OFFERS_OTHERS blind
#define DZ_OFFERS_BOTH(window) \
  DZ_OFFERS_HALF ("pending", window, "") " UNION ALL " \
  DZ_OFFERS_HALF ("second-review", window, DZ_OFFERS_BLIND ("state")) \
  " ORDER BY received_us, id LIMIT ?3"
#define DZ_OFFERS_REVIEW DZ_OFFERS_BOTH ("")
#define DZ_OFFERS_REVIEW_OF_WINDOW DZ_OFFERS_BOTH (" AND window_id = ?4")
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
