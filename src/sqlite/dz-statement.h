/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "dz-sqlite.h"

G_BEGIN_DECLS

/**
 * DzStatement:
 *
 * A prepared statement, bound from the left and read from the left. @sql is always a constant of
 * the program; what comes from outside is only ever bound. A mistake in binding is kept and told by
 * the next step, so that calls may stand in a row.
 */
typedef struct _DzStatement DzStatement;

/**
 * DzStep:
 * @DZ_STEP_FAILED: an error is set
 * @DZ_STEP_ROW: a row can be read
 * @DZ_STEP_DONE: no more rows
 */
typedef enum
{
  DZ_STEP_FAILED,
  DZ_STEP_ROW,
  DZ_STEP_DONE,
} DzStep;

DzStatement *dz_statement_new          (sqlite3     *db,
                                        const char  *sql,
                                        const char  *doing,
                                        GError     **error);
void         dz_statement_free         (DzStatement *self);
void         dz_statement_bind_text    (DzStatement *self,
                                        const char  *text);
void         dz_statement_bind_int64   (DzStatement *self,
                                        gint64       value);
void         dz_statement_bind_double  (DzStatement *self,
                                        double       value);
void         dz_statement_bind_blob    (DzStatement *self,
                                        gconstpointer data,
                                        gsize        length);
DzStep       dz_statement_step         (DzStatement *self,
                                        GError     **error);
gboolean     dz_statement_run          (DzStatement *self,
                                        GError     **error);
void         dz_statement_reset        (DzStatement *self);
int          dz_statement_get_changes  (DzStatement *self);
const char  *dz_statement_get_text     (DzStatement *self,
                                        int          column);
char        *dz_statement_dup_text     (DzStatement *self,
                                        int          column);
gint64       dz_statement_get_int64    (DzStatement *self,
                                        int          column);
double       dz_statement_get_double   (DzStatement *self,
                                        int          column);
gconstpointer dz_statement_get_blob    (DzStatement *self,
                                        int          column,
                                        gsize       *length);
gboolean     dz_statement_is_null      (DzStatement *self,
                                        int          column);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (DzStatement, dz_statement_free)

G_END_DECLS
