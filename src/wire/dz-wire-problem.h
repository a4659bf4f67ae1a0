/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <json-glib/json-glib.h>

G_BEGIN_DECLS

/**
 * DzWireProblem:
 * @code: a stable word, "no-match"
 * @zh: what a person should know and do, Chinese
 * @en: the same in English
 *
 * Why a request was refused. Every answer with a status of 400 or more carries one as
 * {"error": {"code", "zh", "en"}}.
 */
typedef struct
{
  char *code;
  char *zh;
  char *en;
} DzWireProblem;

DzWireProblem *dz_wire_problem_new       (const char           *code,
                                          const char           *zh,
                                          const char           *en);
void           dz_wire_problem_free      (DzWireProblem        *self);
JsonNode      *dz_wire_problem_to_json   (const DzWireProblem  *self);
DzWireProblem *dz_wire_problem_from_json (JsonNode             *node,
                                          GError              **error);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (DzWireProblem, dz_wire_problem_free)

G_END_DECLS
