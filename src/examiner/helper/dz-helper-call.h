/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "dz-examiner-frame.h"

G_BEGIN_DECLS

/**
 * DzHelperCall:
 * @request: what is asked
 * @fds: descriptors of the input and the output buffer; -1 where there is none
 *
 * A request as it travels: from the program to the helper, and on to the child that answers it.
 */
typedef struct
{
  DzExaminerRequest request;
  int               fds[DZ_EXAMINER_FDS_MAX]; /* owned */
} DzHelperCall;

void     dz_helper_call_init    (DzHelperCall        *self);
void     dz_helper_call_clear   (DzHelperCall        *self);
gssize   dz_helper_call_receive (DzHelperCall        *self,
                                 int                  socket_fd,
                                 GError             **error);
gboolean dz_helper_call_send    (const DzHelperCall  *self,
                                 int                  socket_fd);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (DzHelperCall, dz_helper_call_clear)

G_END_DECLS
