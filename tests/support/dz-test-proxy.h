/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

/* What becomes of one exchange. */
typedef enum
{
  DZ_TEST_FAULT_NONE,
  DZ_TEST_FAULT_CUT_REQUEST,    /* the service never hears of it */
  DZ_TEST_FAULT_CUT_ANSWER,     /* the service does it, and its answer is lost */
  DZ_TEST_FAULT_TRUNCATE,       /* half of the answer arrives */
  DZ_TEST_FAULT_DELAY,          /* it arrives late */
  DZ_TEST_FAULT_REPEAT_REQUEST, /* the service gets it twice; the second answer arrives */
  DZ_TEST_FAULT_REPEAT_ANSWER,  /* the answer arrives twice */
  DZ_TEST_FAULT_OLDER_ANSWER,   /* the service does it; what it said to one before arrives, as from
                                 * a proxy that is one answer behind */
  DZ_N_TEST_FAULTS,
  /* Not among those that are chosen by lot, for it does not end by itself: the service does it, and
   * its answer is kept until dz_test_proxy_let_go(). */
  DZ_TEST_FAULT_HOLD_ANSWER = DZ_N_TEST_FAULTS,
} DzTestFault;

#define DZ_TEST_PROXY_DELAY_MS 300

/* Stands between a client and an HTTP service on this machine, and spoils what passes when it is
 * told. It works in threads of its own, so that a client may wait for it in any way. It knows whole
 * requests and answers with a Content-Length, which is all that our service speaks. */
typedef struct _DzTestProxy DzTestProxy;

/* Called in a thread of the proxy for every request, "POST /api/v1/commands". */
typedef DzTestFault (*DzTestFaultFunc) (const char *request,
                                        gpointer    data);

/* @url: "http://127.0.0.1:4567", where nobody needs to listen yet. */
DzTestProxy *dz_test_proxy_start      (const char      *url);
void         dz_test_proxy_free       (DzTestProxy     *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (DzTestProxy, dz_test_proxy_free)

/* Where it listens. */
const char  *dz_test_proxy_get_url    (DzTestProxy     *self);
/* Of all exchanges from now on. */
void         dz_test_proxy_set_fault  (DzTestProxy     *self,
                                       DzTestFault      fault);
/* Chooses instead, for each by itself; %NULL for no longer. */
void         dz_test_proxy_set_func   (DzTestProxy     *self,
                                       DzTestFaultFunc  func,
                                       gpointer         data);
/* Lets the answers pass that were held so far. */
void         dz_test_proxy_let_go     (DzTestProxy     *self);
/* A dead network: what is under way ends, and what comes ends at once, until it is mended. */
void         dz_test_proxy_cut        (DzTestProxy     *self);
void         dz_test_proxy_mend       (DzTestProxy     *self);
/* How often that was done so far. */
guint        dz_test_proxy_count      (DzTestProxy     *self,
                                       DzTestFault      fault);
