/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

/* The sample school that `duizhaoctl demo seed` makes, for a service to be started on; the program
 * is found by the environment variable DZ_CTL. Seeding takes seconds: one for a program. */
typedef struct
{
  char *data;          /* owned: folder */
  char *reviewer;      /* owned: judges photos */
  char *password;      /* owned */
  char *head;          /* owned: may do everything */
  char *head_password; /* owned */
} DzTestSchool;

DzTestSchool *dz_test_school_new          (void);
/* Removes the folder too. */
void          dz_test_school_free         (DzTestSchool *self);
/* What `duizhaoctl audit list` prints of the history of the service at @url, to the head; @how: one
 * more option, or %NULL. */
char         *dz_test_school_list_history (DzTestSchool *self,
                                           const char   *url,
                                           const char   *how);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (DzTestSchool, dz_test_school_free)
