/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "dz-store.h"

#include "dz-statement.h"

G_BEGIN_DECLS

/* The store's way to ask its database: a constant statement, values to be bound, errors in the
 * store's words. */

/* A value to be bound. Values are always bound, never printed into a statement. */
typedef struct
{
  int           type; /* SQLITE_INTEGER …; 0 ends a list */
  const char   *text;
  gconstpointer blob;
  gsize         blob_length;
  gint64        integer;
  double        real;
} DzValue;

#define DZ_TEXT(t) { .type = SQLITE_TEXT, .text = (t) }
#define DZ_INT(i) { .type = SQLITE_INTEGER, .integer = (i) }
#define DZ_REAL(d) { .type = SQLITE_FLOAT, .real = (d) }
#define DZ_BLOB(b, n) { .type = SQLITE_BLOB, .blob = (b), .blob_length = (n) }
#define DZ_VALUES(...) ((const DzValue[]) { __VA_ARGS__ __VA_OPT__ (,) { .type = 0 } })

DzStatement *dz_query_new       (DzStore       *store,
                                 const char    *doing,
                                 const char    *sql,
                                 const DzValue *values,
                                 GError       **error);
void         dz_query_again     (DzStatement   *query,
                                 const DzValue *values);
DzStep       dz_query_step      (DzStatement   *query,
                                 GError       **error);

/* Whole statements in one call. */
gboolean     dz_store_exec      (DzStore       *self,
                                 const char    *doing,
                                 const char    *sql,
                                 GError       **error);
gboolean     dz_store_run       (DzStore       *self,
                                 const char    *doing,
                                 const char    *sql,
                                 const DzValue *values,
                                 guint         *n_changed,
                                 GError       **error);
gboolean     dz_store_read_int  (DzStore       *self,
                                 const char    *doing,
                                 const char    *sql,
                                 const DzValue *values,
                                 gint64         otherwise,
                                 gint64        *value,
                                 GError       **error);
gboolean     dz_store_read_text (DzStore       *self,
                                 const char    *doing,
                                 const char    *sql,
                                 const DzValue *values,
                                 char         **value,
                                 GError       **error);

G_END_DECLS
