/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "dz-reason-list.h"
#include "dz-store-leases.h"

G_BEGIN_DECLS

/**
 * DzApplication:
 * @user: who asks
 * @workstation: at which desk
 * @command: what is asked
 * @submission: the submission as it stands, with findings
 * @reasons: every reason
 *
 * One command that is being applied, within its transaction.
 */
typedef struct
{
  const DzUser       *user;
  const char         *workstation;
  const DzCommand    *command;
  const DzSubmission *submission;
  DzReasonList       *reasons;
} DzApplication;

/* Each says by @fits whether the command was applied; nothing is written where it does not fit. */
gboolean dz_store_apply_decide (DzStore             *self,
                                const DzApplication *application,
                                gboolean            *fits,
                                GError             **error);
gboolean dz_store_apply_skip   (DzStore             *self,
                                const DzApplication *application,
                                gboolean            *fits,
                                GError             **error);
gboolean dz_store_apply_ask    (DzStore             *self,
                                const DzApplication *application,
                                gboolean            *fits,
                                GError             **error);
gboolean dz_store_apply_undo   (DzStore             *self,
                                const DzApplication *application,
                                gboolean            *fits,
                                GError             **error);
gboolean dz_store_apply_escalate (DzStore           *self,
                                const DzApplication *application,
                                gboolean            *fits,
                                GError             **error);
gboolean dz_store_apply_reopen (DzStore             *self,
                                const DzApplication *application,
                                gboolean            *fits,
                                GError             **error);
gboolean dz_application_is_what_was_seen (const DzApplication *self);
/* In dz-store-decisions.c. */
gboolean dz_store_find_lease   (DzStore             *self,
                                const DzApplication *application,
                                char               **lease,
                                GError             **error);
gboolean dz_application_is_of_holder (const DzApplication *self,
                                      const DzHolder      *holder);
gboolean dz_command_check      (const DzCommand     *command,
                                DzReasonList        *reasons,
                                GError             **error);

G_END_DECLS
