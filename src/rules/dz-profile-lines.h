/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <json-glib/json-glib.h>

G_BEGIN_DECLS

/**
 * DzProfileLines:
 *
 * In which line of a text each member of its objects stands. A parser forgets that, and who wrote a
 * wrong limit looks for it.
 */
typedef struct _DzProfileLines DzProfileLines;

DzProfileLines *dz_profile_lines_new  (void);
void            dz_profile_lines_free (DzProfileLines       *self);
void            dz_profile_lines_add  (DzProfileLines       *self,
                                       JsonObject           *object,
                                       const char           *name,
                                       guint                 line);
guint           dz_profile_lines_find (const DzProfileLines *self,
                                       JsonObject           *object,
                                       const char           *path,
                                       guint                 otherwise);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (DzProfileLines, dz_profile_lines_free)

G_END_DECLS
