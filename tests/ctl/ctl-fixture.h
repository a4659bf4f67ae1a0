/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>
#include <json-glib/json-glib.h>

#include "dz-test-service.h"

G_BEGIN_DECLS

/* The real program in a folder of its own, and the real service where one is wanted. */

typedef struct
{
  char          *dir;      /* owned: a folder for files */
  char          *data;     /* owned: a data directory in it, not there yet */
  char          *language; /* owned, nullable: what LANGUAGE says, English unless set */
  char          *locale;   /* owned, nullable: what LC_ALL says, C.UTF-8 unless set */
  char          *password; /* owned, nullable: what DUIZHAO_PASSWORD says */
  const char    *models;   /* unowned, nullable: where the models are looked for */
  DzTestService *service;  /* owned, nullable */
  const char    *staff;    /* unowned, nullable: its staff address */
} Fixture;

void fixture_set_up    (Fixture      *self,
                        gconstpointer user_data);
void fixture_tear_down (Fixture      *self,
                        gconstpointer user_data);

typedef struct
{
  int   status;
  char *out; /* owned */
  char *err; /* owned */
} Run;

/* Runs duizhaoctl with @words, a list of texts that ends with NULL, @input on stdin. */
Run     *fixture_run         (Fixture     *self,
                              const char  *input,
                              ...) G_GNUC_NULL_TERMINATED;
void     run_free            (Run         *run);
void     run_assert          (const Run   *run,
                              int          status,
                              const char  *in_out,
                              const char  *in_err);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (Run, run_free)

char    *fixture_path        (Fixture     *self,
                              const char  *name);
char    *fixture_write       (Fixture     *self,
                              const char  *name,
                              const void  *bytes,
                              gssize       length);
char    *fixture_write_photo (Fixture     *self,
                              const char  *name,
                              gboolean     png);
GStrv    fixture_list_data   (Fixture     *self);
void     fixture_add_admin   (Fixture     *self);
void     fixture_start_service (Fixture   *self);
void     fixture_stop_service  (Fixture   *self);

G_END_DECLS
