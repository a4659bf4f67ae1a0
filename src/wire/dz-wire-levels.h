/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "dz-wire-reader.h"

G_BEGIN_DECLS

/* A set of levels (1 << DzLevel) as a list of their words, for records of this room. */

void  dz_wire_set_levels  (JsonObject   *object,
                           const char   *member,
                           guint         levels);
guint dz_wire_read_levels (DzWireReader *reader,
                           const char   *member);

G_END_DECLS
