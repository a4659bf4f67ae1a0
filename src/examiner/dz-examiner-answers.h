/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "dz-examiner-frame.h"

G_BEGIN_DECLS

/* Reads one kind's answer, trusting nothing: @output is the output buffer or -1. */
typedef gpointer (*DzExaminerRead) (const DzExaminerRequest *request,
                                    GBytes                  *body,
                                    int                      output,
                                    GError                 **error);

gpointer  dz_examiner_read_measurement   (const DzExaminerRequest *request,
                                          GBytes                  *body,
                                          int                      output,
                                          GError                 **error);
gpointer  dz_examiner_read_picture       (const DzExaminerRequest *request,
                                          GBytes                  *body,
                                          int                      output,
                                          GError                 **error);
gpointer  dz_examiner_read_rows          (const DzExaminerRequest *request,
                                          GBytes                  *body,
                                          int                      output,
                                          GError                 **error);
gpointer  dz_examiner_read_digest        (const DzExaminerRequest *request,
                                          GBytes                  *body,
                                          int                      output,
                                          GError                 **error);
char     *dz_examiner_read_sentence      (GBytes                  *body,
                                          GError                 **error);

G_END_DECLS
