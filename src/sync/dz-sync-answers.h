/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <json-glib/json-glib.h>

#include "dz-queue-counts.h"
#include "dz-user.h"
#include "dz-wire-problem.h"

G_BEGIN_DECLS

/* What the service answers to a desk, beyond single records. Each read_… is a #DzApiParser. */

/**
 * DzSessionAnswer:
 * @token: what to show with every request
 * @user: who signed in
 */
typedef struct
{
  char   *token;
  DzUser *user;
} DzSessionAnswer;

/**
 * DzLeaseAnswer:
 * @items: (element-type DzItem): everything this desk holds
 * @counts: how much waits
 */
typedef struct
{
  GPtrArray     *items;
  DzQueueCounts *counts;
} DzLeaseAnswer;

/**
 * DzHeldAnswer:
 * @items: (element-type DzItem): what somebody decided and can still take back, as it is judged
 *   again then
 * @now_us: what the service's clock said
 */
typedef struct
{
  GPtrArray *items;
  gint64     now_us;
} DzHeldAnswer;

void     dz_session_answer_free (DzSessionAnswer *self);
void     dz_lease_answer_free   (DzLeaseAnswer   *self);
void     dz_held_answer_free    (DzHeldAnswer    *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (DzSessionAnswer, dz_session_answer_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (DzLeaseAnswer, dz_lease_answer_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (DzHeldAnswer, dz_held_answer_free)

const char *dz_sync_sentence_of (const DzWireProblem *problem);
GError     *dz_sync_new_stranger_error (void);

gpointer dz_sync_read_info    (guint      status,
                               JsonNode  *json,
                               GError   **error);
gpointer dz_sync_read_session (guint      status,
                               JsonNode  *json,
                               GError   **error);
gpointer dz_sync_read_leases  (guint      status,
                               JsonNode  *json,
                               GError   **error);
gpointer dz_sync_read_held    (guint      status,
                               JsonNode  *json,
                               GError   **error);
gpointer dz_sync_read_lost    (guint      status,
                               JsonNode  *json,
                               GError   **error);
gpointer dz_sync_read_holders (guint      status,
                               JsonNode  *json,
                               GError   **error);
gpointer dz_sync_read_windows (guint      status,
                               JsonNode  *json,
                               GError   **error);
gpointer dz_sync_read_released (guint     status,
                               JsonNode  *json,
                               GError   **error);
gpointer dz_sync_read_reasons (guint      status,
                               JsonNode  *json,
                               GError   **error);
gpointer dz_sync_read_nothing (guint      status,
                               JsonNode  *json,
                               GError   **error);
gpointer dz_sync_read_standing (guint     status,
                               JsonNode  *json,
                               GError   **error);

/* What dz_sync_read_taken() answers, as a pointer. */
#define DZ_SYNC_TAKEN 1
#define DZ_SYNC_NOT_TAKEN 2

gpointer dz_sync_read_taken   (guint      status,
                               JsonNode  *json,
                               GError   **error);

G_END_DECLS
