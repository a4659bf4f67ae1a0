/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * DzLevel:
 *
 * 学历层次. The notice's window is for master's students (研究生).
 */
typedef enum
{
  DZ_LEVEL_ASSOCIATE, /* 专科 */
  DZ_LEVEL_BACHELOR,  /* 本科 */
  DZ_LEVEL_MASTER,    /* 硕士 */
  DZ_LEVEL_DOCTOR,    /* 博士 */
  DZ_N_LEVELS,
} DzLevel;

const char *dz_level_to_nick   (DzLevel     level);
gboolean    dz_level_from_nick (const char *nick,
                                DzLevel    *level);
const char *dz_level_to_zh     (DzLevel     level);
const char *dz_level_name      (DzLevel     level);
char       *dz_level_join      (guint       levels);
gboolean    dz_level_from_text (const char *text,
                                DzLevel    *level);

G_END_DECLS
