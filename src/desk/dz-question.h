/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

/**
 * DzQuestionFunc:
 * @user_data: given with the question
 *
 * What is done where the answer is to go on.
 */
typedef void (*DzQuestionFunc) (gpointer user_data);

GtkWindow *dz_question_ask (GtkWindow      *parent,
                            const char     *heading,
                            const char     *body,
                            const char     *stay,
                            const char     *go_on,
                            DzQuestionFunc  func,
                            GObject        *user_data);

G_END_DECLS
