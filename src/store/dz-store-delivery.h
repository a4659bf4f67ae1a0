/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "dz-delivery-facts.h"
#include "dz-store.h"

G_BEGIN_DECLS

DzDeliveryFacts *dz_store_get_delivery_facts (DzStore    *self,
                                              const char *window,
                                              GError    **error);

G_END_DECLS
