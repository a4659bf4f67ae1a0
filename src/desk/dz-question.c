/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "dz-question.h"

/* AdwMessageDialog gives way to another class in libadwaita 1.6; this is the one place for it. */

#define STAY "stay"
#define GO_ON "go-on"

typedef struct
{
  DzQuestionFunc  func;
  GObject        *user_data; /* owned */
} Question;

static void
question_free (gpointer  data,
               GClosure *closure)
{
  Question *question = data;

  g_object_unref (question->user_data);
  g_free (question);
}

static void
response_cb (AdwMessageDialog *dialog,
             const char       *response,
             Question         *question)
{
  if (g_str_equal (response, GO_ON))
    question->func (question->user_data);
}

/**
 * dz_question_ask:
 * @parent: where it is asked
 * @heading: the question, in a few words
 * @body: what it is about
 * @stay: the answer that changes nothing, also given with Escape
 * @go_on: the other answer
 * @func: called for the other answer
 * @user_data: for @func; kept until the question is gone
 *
 * Asks a question before the window.
 *
 * Returns: (transfer none): the question, which belongs to GTK
 */
GtkWindow *
dz_question_ask (GtkWindow      *parent,
                 const char     *heading,
                 const char     *body,
                 const char     *stay,
                 const char     *go_on,
                 DzQuestionFunc  func,
                 GObject        *user_data)
{
  Question *question = g_new0 (Question, 1);
  GtkWidget *dialog;

  g_return_val_if_fail (GTK_IS_WINDOW (parent) && heading != NULL && body != NULL, NULL);
  g_return_val_if_fail (func != NULL && G_IS_OBJECT (user_data), NULL);

  question->func = func;
  question->user_data = g_object_ref (user_data);
  dialog = adw_message_dialog_new (parent, heading, body);
  adw_message_dialog_add_responses (ADW_MESSAGE_DIALOG (dialog), STAY, stay, GO_ON, go_on, NULL);
  adw_message_dialog_set_default_response (ADW_MESSAGE_DIALOG (dialog), STAY);
  adw_message_dialog_set_close_response (ADW_MESSAGE_DIALOG (dialog), STAY);
  g_signal_connect_data (dialog, "response", G_CALLBACK (response_cb), question, question_free, 0);
  gtk_window_present (GTK_WINDOW (dialog));
  return GTK_WINDOW (dialog);
}
