/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "dz-oversight.h"
#include "oversight-world.h"

G_BEGIN_DECLS

/* A window with what supervisors find in its menu, at a real service. */
typedef struct
{
  World                 world;
  GtkApplicationWindow *main;
  DzExaminer           *examiner;
  DzOversight          *oversight;
} Desk;

/* @roles: a #DzRole as a pointer, of who sits there. */
void       desk_set_up        (Desk         *self,
                               gconstpointer roles);
void       desk_tear_down     (Desk         *self,
                               gconstpointer roles);
/* %NULL for none that is open. */
GtkWindow *desk_find_window   (GType         type);
/* Opens what an action opens, once it says @text, and gives it the keyboard. */
GtkWindow *desk_open          (Desk         *self,
                               const char   *action,
                               GType         type,
                               const char   *text);
/* A label that is seen and says that, perhaps among other things; %NULL for none. */
GtkWidget *desk_find_said     (GtkWidget    *root,
                               const char   *text);
void       desk_wait_said     (GtkWindow    *window,
                               const char   *text);
GtkWindow *desk_wait_question (void);
/* As its button does it. */
void       desk_answer        (GtkWindow    *question,
                               const char   *response);

G_END_DECLS
