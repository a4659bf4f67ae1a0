/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>
#include <sqlite3.h>

G_BEGIN_DECLS

/**
 * DZ_SQLITE_ERROR:
 *
 * The domain of SQLite files. The rooms above turn it into their own, by code.
 */
#define DZ_SQLITE_ERROR (dz_sqlite_error_quark ())

/**
 * DzSqliteError:
 * @DZ_SQLITE_ERROR_OPEN: missing, unreadable, not a database, or another program's
 * @DZ_SQLITE_ERROR_TOO_NEW: written by a newer release; nothing was touched
 * @DZ_SQLITE_ERROR_BUSY: another process holds the write lock for too long
 * @DZ_SQLITE_ERROR_DISK: the disk is full or failed
 * @DZ_SQLITE_ERROR_DAMAGED: the file contradicts itself
 * @DZ_SQLITE_ERROR_CONSTRAINT: a row would break a promise of its table
 * @DZ_SQLITE_ERROR_SQL: our bug
 */
typedef enum
{
  DZ_SQLITE_ERROR_OPEN,
  DZ_SQLITE_ERROR_TOO_NEW,
  DZ_SQLITE_ERROR_BUSY,
  DZ_SQLITE_ERROR_DISK,
  DZ_SQLITE_ERROR_DAMAGED,
  DZ_SQLITE_ERROR_CONSTRAINT,
  DZ_SQLITE_ERROR_SQL,
} DzSqliteError;

GQuark dz_sqlite_error_quark (void);

/**
 * DzSqliteSchema:
 * @application_id: PRAGMA application_id of files of this kind
 * @resource: the steps, a GResource that is kept as long as the program runs
 * @path: the folder in @resource with the steps "NNNN-what.sql", numbered from 0001 without a gap
 *
 * What kind of file it is and how it came to its present form.
 */
typedef struct
{
  int         application_id;
  GResource  *resource;
  const char *path;
} DzSqliteSchema;

sqlite3 *dz_sqlite_open      (const char            *file,
                              const DzSqliteSchema  *schema,
                              GError               **error);
void     dz_sqlite_close     (sqlite3               *db);
gboolean dz_sqlite_exec      (sqlite3               *db,
                              const char            *sql,
                              const char            *doing,
                              GError               **error);
void     dz_sqlite_set_error (sqlite3               *db,
                              const char            *doing,
                              GError               **error);
guint    dz_sqlite_get_version (sqlite3             *db);

G_END_DECLS
