/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>
#include <sqlite3.h>

/* The database without the store: for what other releases, other programs and accidents do. */

/* To be closed with sqlite3_close(). */
sqlite3 *raw_open (const char *dir);
void     raw_run  (sqlite3    *db,
                   const char *sql);
/* The same on a file that nobody has open. */
void     raw_do   (const char *dir,
                   const char *sql);
/* The data of fixtures/sql/store-0001.sql as the release left it whose schema is @version. */
void     raw_make (const char *dir,
                   guint       version);
/* How many schemas there are that raw_make() knows. */
guint    raw_get_n_schemas (void);
