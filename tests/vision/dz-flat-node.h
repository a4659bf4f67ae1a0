/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* A piece of a FlatBuffer that a test writes: a table with fields, or a vector. Whatever a node is
 * given it owns, and writing it frees it. */
typedef struct _DzFlatNode DzFlatNode;

DzFlatNode *dz_flat_node_table    (void);
DzFlatNode *dz_flat_node_bytes    (gconstpointer  data,
                                   gsize          length);
DzFlatNode *dz_flat_node_text     (const char    *text);
DzFlatNode *dz_flat_node_ints     (const gint32  *ints,
                                   guint          n);
DzFlatNode *dz_flat_node_list     (void);
void        dz_flat_node_set_byte (DzFlatNode    *self,
                                   guint          field,
                                   guint8         value);
void        dz_flat_node_set_int  (DzFlatNode    *self,
                                   guint          field,
                                   gint32         value);
void        dz_flat_node_set      (DzFlatNode    *self,
                                   guint          field,
                                   DzFlatNode    *child);
void        dz_flat_node_add      (DzFlatNode    *self,
                                   DzFlatNode    *child);
GBytes     *dz_flat_node_write    (DzFlatNode    *self,
                                   const char    *identifier);

G_END_DECLS
