/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "dz-store.h"
#include "dz-submission.h"

G_BEGIN_DECLS

/**
 * DzMessage:
 * @id: sequence number
 * @student: student id
 * @submission: submission id
 * @kind: "approved", "rejected", or "reopened" where one of these holds no more
 * @text: what the student is told, Chinese
 * @created_us: when it was written, with the seal or the reopening
 *
 * A message to a student, written in the transaction that seals or reopens the decision.
 */
typedef struct
{
  gint64 id;
  char  *student;
  char  *submission;
  char  *kind;
  char  *text;
  gint64 created_us;
} DzMessage;

void dz_message_free (DzMessage *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (DzMessage, dz_message_free)

GPtrArray *dz_store_list_messages (DzStore     *self,
                                   gint64       after,
                                   guint        limit,
                                   GError     **error);

/* Within a write transaction. */
gboolean   dz_store_write_message (DzStore            *self,
                                   const DzSubmission *submission,
                                   DzState             kind,
                                   const char         *text,
                                   GError            **error);

G_END_DECLS
