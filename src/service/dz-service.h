/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>
#include <libsoup/soup.h>

#include "dz-passwords.h"
#include "dz-store.h"

G_BEGIN_DECLS

/**
 * DzServiceOptions:
 * @examiner: (nullable): path of the helper; %NULL for the usual place
 * @n_helpers: helpers at most
 * @credential: (nullable): the one-time credential that names the first administrator, and that
 *   signs in once
 * @password_cost: what a guess of a password costs
 * @n_workers: questions to the store worked on at once, of the staff and as many of the students
 * @connections_max: connections at most, of each listener, so that no crowd of students keeps a
 *   desk out
 * @bodies_bytes_max: bytes at most of all bodies that are being received or worked on, of each
 *   listener. One body may have 20 MB, and there may be hundreds
 * @headers_ms: longest time for a request's headers, a TLS handshake included
 * @idle_ms: longest silence between two requests of a connection
 * @body_ms: longest silence within a body
 * @answer_ms: longest time in which a client takes nothing of an answer
 * @clock_ms: how often decisions are sealed and leases expired; 0 for never
 * @clock: (nullable): the store's clock, for tests
 * @clock_data: handed to @clock
 */
typedef struct
{
  const char     *examiner;
  guint           n_helpers;
  const char     *credential;
  DzPasswordCost  password_cost;
  guint           n_workers;
  guint           connections_max;
  gsize           bodies_bytes_max;
  guint           headers_ms;
  guint           idle_ms;
  guint           body_ms;
  guint           answer_ms;
  guint           clock_ms;
  DzStoreClock    clock;
  gpointer        clock_data;
} DzServiceOptions;

#define DZ_SERVICE_OPTIONS_DEFAULT \
  { NULL, 2, NULL, DZ_PASSWORD_COST_MODERATE, 8, 512, (gsize) 512 * 1024 * 1024, 10000, 60000,   \
    15000, 60000, 1000, NULL, NULL }

/**
 * DzService:
 *
 * The agency's service over one data directory, on the servers given to it. Belongs to the thread
 * that made it; the work is done by its workers.
 */
#define DZ_TYPE_SERVICE (dz_service_get_type ())
G_DECLARE_FINAL_TYPE (DzService, dz_service, DZ, SERVICE, GObject)

DzService *dz_service_new             (const char              *data_dir,
                                       const DzServiceOptions  *options);
gboolean   dz_service_start           (DzService               *self,
                                       GError                 **error);
void       dz_service_attach_students (DzService               *self,
                                       SoupServer              *server);
void       dz_service_attach_staff    (DzService               *self,
                                       SoupServer              *server);
void       dz_service_close           (DzService               *self);

G_END_DECLS
