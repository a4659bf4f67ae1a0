/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

/* What must be true of a service and a desk however often they were killed. */
typedef struct
{
  const char *data;        /* the service's folder, of which nobody uses anything any more */
  const char *desk_dir;    /* the desk's folder, likewise */
  GHashTable *kept;        /* submissions whose decision was seen safe on the desk's disk */
  GHashTable *shown;       /* nullable: submissions that were ever on the desk's screen */
  guint       n_commands;  /* out: in the desk's outbox */
  guint       n_applied;   /* out: … that are done */
  guint       n_conflicts; /* out: … that are listed */
  guint       n_decided;   /* out: decisions in the history */
  guint       n_lost;      /* out: of @kept neither done nor listed */
  guint       n_twice;     /* out: decided more than once */
  guint       n_entries;   /* out: of the history, which is whole */
} FaultCheck;

/* Fails the test unless every decision that was kept is applied once or listed as a conflict,
 * nothing waits or was refused, nothing was decided that was not commanded or never shown, and the
 * history verifies. */
void fault_check_run (FaultCheck *self);
/* Prints what became of the commands. */
void fault_check_print (const FaultCheck *self,
                        guint             n_rounds);
