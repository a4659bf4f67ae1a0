/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * DzByteReader:
 *
 * Takes big-endian numbers and runs of bytes from the front of others. Once there were too few it
 * gives nothing more, so that only its end has to be checked.
 */
typedef struct
{
  const guint8 *at;   /* %NULL once it has given up */
  gsize         left;
} DzByteReader;

DzByteReader  dz_byte_reader_over        (const guint8 *bytes,
                                          gsize         length);
const guint8 *dz_byte_reader_take        (DzByteReader *self,
                                          gsize         length);
guint64       dz_byte_reader_take_number (DzByteReader *self,
                                          gsize         length);
void          dz_byte_reader_give_up     (DzByteReader *self);
gboolean      dz_byte_reader_is_finished (DzByteReader *self);

G_END_DECLS
