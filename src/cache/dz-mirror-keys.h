/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "dz-mirror-private.h"

G_BEGIN_DECLS

/* What a mirror thinks of a key. */
typedef enum
{
  DZ_KEY_UNKNOWN,
  DZ_KEY_ANNOUNCED, /* by an entry, which no believed key has signed yet */
  DZ_KEY_BELIEVED,
} DzKeyStanding;

gboolean dz_mirror_read_standing (DzMirror           *self,
                                  const guint8       *key,
                                  gint64              seq,
                                  DzKeyStanding      *standing,
                                  GError            **error);
gboolean dz_mirror_believe_keys  (DzMirror           *self,
                                  const DzSignedHead *head,
                                  GError            **error);
gboolean dz_mirror_pin_first     (DzMirror           *self,
                                  const guint8       *key,
                                  GError            **error);
gboolean dz_mirror_keys_cut      (DzMirror           *self,
                                  gint64              seq,
                                  GError            **error);

G_END_DECLS
