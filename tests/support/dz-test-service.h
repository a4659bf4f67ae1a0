/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

/* The real duizhao-service as a process of its own, found by the environment
 * variable DZ_SERVICE. */
typedef struct
{
  GSubprocess *process;      /* owned */
  char        *students_url; /* owned */
  char        *staff_url;    /* owned */
} DzTestService;

/* Starts it on @data_dir and waits until it says that it is ready. %NULL addresses mean a free
 * port; those of an earlier run let its clients find the new one. */
DzTestService *dz_test_service_start (const char    *data_dir,
                                      const char    *students,
                                      const char    *staff);
/* Ends it as a power cut would. */
void           dz_test_service_kill  (DzTestService *self);
/* Asks it to end, and fails the test unless it ends well. */
void           dz_test_service_stop  (DzTestService *self);
void           dz_test_service_free  (DzTestService *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (DzTestService, dz_test_service_free)

/* What @launcher starts is killed when this program ends in any way: left over after a failure, it
 * would keep the harness waiting. */
void dz_test_bind_to_us (GSubprocessLauncher *launcher);

/* Runs a program to its end, feeding it @input; fails the test unless it exits with @status. */
char *dz_test_run (const char *const *argv,
                   const char        *input,
                   int                status);
