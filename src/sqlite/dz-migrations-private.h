/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "dz-sqlite.h"

gboolean dz_migrations_check_numbers (sqlite3              *db,
                                      const char           *file,
                                      const DzSqliteSchema *schema,
                                      gint64               *version,
                                      GError              **error);
gboolean dz_migrations_check_open    (sqlite3              *db,
                                      const char           *file,
                                      const DzSqliteSchema *schema,
                                      GError              **error);
gboolean dz_migrations_run           (sqlite3              *db,
                                      const char           *file,
                                      const DzSqliteSchema *schema,
                                      GError              **error);
