/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "oversight-desk.h"

#include <string.h>

#include "desk-keys.h"
#include "dz-test-wait.h"

void
desk_set_up (Desk         *self,
             gconstpointer roles)
{
  const DzExaminerLimits limits = DZ_EXAMINER_LIMITS_DEFAULT;
  g_autoptr(GError) error = NULL;

  world_open (&self->world, (DzRole) GPOINTER_TO_UINT (roles));
  self->main = g_object_new (GTK_TYPE_APPLICATION_WINDOW, "title", "Desk", NULL);
  gtk_window_present (GTK_WINDOW (self->main));
  self->examiner = dz_examiner_new (NULL, 1, &limits);
  dz_examiner_start (self->examiner, &error);
  g_assert_no_error (error);
  self->oversight = dz_oversight_new (self->main);
  dz_oversight_open (self->oversight, self->world.sync, self->examiner);
}

void
desk_tear_down (Desk         *self,
                gconstpointer roles)
{
  dz_oversight_close (self->oversight);
  g_clear_object (&self->oversight);
  gtk_window_destroy (GTK_WINDOW (self->main));
  dz_examiner_close (self->examiner);
  g_clear_object (&self->examiner);
  world_close (&self->world);
}

/* ---- looking ---- */

typedef struct
{
  GtkWidget  *root;
  const char *text;
} Sought;

GtkWidget *
desk_find_said (GtkWidget  *root,
                const char *text)
{
  GtkWidget *found = NULL;

  if (!gtk_widget_get_mapped (root))
    return NULL;
  if (GTK_IS_LABEL (root) && strstr (gtk_label_get_text (GTK_LABEL (root)), text) != NULL)
    return root;
  for (GtkWidget *child = gtk_widget_get_first_child (root); child != NULL && found == NULL;
       child = gtk_widget_get_next_sibling (child))
    found = desk_find_said (child, text);
  return found;
}

static gboolean
is_said (gpointer data)
{
  const Sought *sought = data;

  return desk_find_said (sought->root, sought->text) != NULL;
}

void
desk_wait_said (GtkWindow  *window,
                const char *text)
{
  Sought sought = { GTK_WIDGET (window), text };

  dz_test_wait_for (is_said, &sought, WORLD_WAIT_S, text);
}

/* ---- windows ---- */

GtkWindow *
desk_find_window (GType type)
{
  GListModel *windows = gtk_window_get_toplevels ();

  for (guint i = 0; i < g_list_model_get_n_items (windows); i++)
    {
      g_autoptr(GtkWindow) window = g_list_model_get_item (windows, i);

      if (g_type_is_a (G_OBJECT_TYPE (window), type))
        return window;
    }
  return NULL;
}

GtkWindow *
desk_open (Desk       *self,
           const char *action,
           GType       type,
           const char *text)
{
  GtkWindow *window;

  g_assert_true (gtk_widget_activate_action (GTK_WIDGET (self->main), action, NULL));
  window = desk_find_window (type);
  g_assert_nonnull (window);
  desk_wait_said (window, text);
  desk_keys_focus (window);
  return window;
}

static gboolean
is_asked (gpointer data)
{
  return desk_find_window (ADW_TYPE_MESSAGE_DIALOG) != NULL;
}

GtkWindow *
desk_wait_question (void)
{
  dz_test_wait_for (is_asked, NULL, WORLD_WAIT_S, "a question");
  return desk_find_window (ADW_TYPE_MESSAGE_DIALOG);
}

void
desk_answer (GtkWindow  *question,
             const char *response)
{
  adw_message_dialog_response (ADW_MESSAGE_DIALOG (question), response);
  gtk_window_destroy (question);
}
