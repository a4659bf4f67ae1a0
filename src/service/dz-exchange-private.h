/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "dz-exchange.h"

#include "dz-service-error.h"
#include "dz-service-private.h"

G_BEGIN_DECLS

/* An exchange stands in two files: how it goes, and how it is refused before its body is there. */

#define DZ_EXCHANGE_DATA "dz-exchange"

typedef enum
{
  DZ_EXCHANGE_HEADERS, /* waits for a request */
  DZ_EXCHANGE_BODY,    /* it comes in */
  DZ_EXCHANGE_WORK,    /* a worker has it; the client may wait */
  DZ_EXCHANGE_ANSWER,  /* it goes out */
} DzExchangePhase;

typedef struct
{
  DzService         *service;    /* owned */
  DzListener         listener;
  SoupServerMessage *message;    /* unowned: this lives on it */
  const DzRoute     *route;      /* unowned, nullable */
  GHashTable        *params;     /* owned, nullable */
  DzExchangePhase    phase;
  gsize              body_max;
  gsize              received;   /* bytes of the body */
  gint64             body_since_us; /* monotonic */
  gboolean           counted;    /* among the calls that a clean end waits for */
  gint64             deadline_us; /* monotonic; 0 for none */
  GSource           *timer;      /* owned, nullable */
  gboolean           refused;
  gboolean           gone;       /* the connection has ended */
  guint              refuse_status;  /* for the refusal in the middle */
  DzWireProblem     *refuse_problem; /* owned, nullable */
} DzExchange;

void     dz_exchange_stop_timer      (DzExchange          *self);
void     dz_exchange_respond_problem (DzExchange          *self,
                                      guint                status,
                                      const DzWireProblem *problem);
gboolean dz_exchange_has_two_lengths (SoupMessageHeaders  *headers);
void     dz_exchange_refuse          (DzExchange          *self,
                                      const GError        *error);
void     dz_exchange_refuse_code     (DzExchange          *self,
                                      DzServiceError       code);

G_END_DECLS
