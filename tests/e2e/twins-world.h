/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <libsoup/soup.h>

#include "dz-test-service.h"
#include "dz-wire.h"

G_BEGIN_DECLS

/* A real service with students, a reviewer and a supervisor, asked over HTTP as their programs ask
 * it. One for a program. */

#define REVIEWER "李审"
#define TYPIST "wang"
#define TYPIST_PASSWORD "hold-and-undo"
#define N_STUDENTS 16
/* These two stand in the roster with one ID number, which refuses by rule. */
#define CLASHING 14
#define CLASHING_TOO 15

typedef struct
{
  guint          hold_s;     /* to be set before it is opened; 0 for one second */
  gboolean       types;      /* so too: whether there is a reviewer whom a keyboard can type */
  gboolean       supervises; /* so too: whether that one is a supervisor besides */
  char          *dir;        /* owned: a folder for files */
  char          *data;       /* owned */
  DzTestService *service;    /* owned */
  SoupSession   *session;    /* owned */
  char          *reviewer;   /* owned: token */
  char          *supervisor; /* owned: token */
} World;

extern World world;

void          world_open             (void);
void          world_close            (void);
char         *world_number_of        (guint         student);
JsonNode     *world_ask_staff        (const char   *method,
                                      const char   *path,
                                      const char   *token,
                                      const char   *json,
                                      guint         wanted);
/* A portrait of the wrong proportions, which proposes a reason by itself and without a model. */
GBytes       *world_paint_too_wide   (guint         seed);
/* Sends a photo as a student's phone does, who is told @state: returns the submission's id. */
char         *world_upload           (guint         student,
                                      GBytes       *photo,
                                      const char   *state);
/* The same in two steps, for a student who sends several; what they are known by from then on. */
char         *world_verify           (guint         student);
char         *world_send             (const char   *identity,
                                      GBytes       *photo,
                                      const char   *state);
GPtrArray    *world_list_tasks       (void);
const DzTask *world_find_task        (GPtrArray    *tasks,
                                      const char   *submission);
GPtrArray    *world_list_history     (void);
/* Runs duizhaoctl at the service as the supervisor; says what it printed. */
char         *world_run_ctl          (const char   *arguments);
GPtrArray    *world_lease            (const char   *token,
                                      const char   *queue);
const DzItem *world_find_item        (GPtrArray    *items,
                                      const char   *submission);
void          world_release          (const char   *token,
                                      GPtrArray    *items);
/* The reviewer decides what they have, and it seals; what waits, with a reason that fits. */
void          world_decide_as        (const DzItem *item,
                                      const DzDecision *decision);
void          world_decide           (const char   *submission,
                                      DzVerdict     verdict);
void          world_assert_state     (const char   *id,
                                      DzState       state);
void          world_assert_undecided (const char   *id);
void          world_assert_names     (const DzItem *item,
                                      const char   *other,
                                      guint         student,
                                      DzTwinKind    kind,
                                      DzPdqForm     form);

G_END_DECLS
