/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "dz-ctl-password.h"

#include <fcntl.h>
#include <glib/gi18n.h>
#include <stdio.h>
#include <string.h>
#include <termios.h>
#include <unistd.h>

#include "dz-ctl-command.h"

#define VARIABLE "DUIZHAO_PASSWORD"
#define LINE_BYTES_MAX 1024

/* One line, byte by byte: what follows it is not ours to read. */
static char *
read_line (int fd)
{
  g_autoptr(GString) line = g_string_new (NULL);
  char c;

  while (line->len < LINE_BYTES_MAX && read (fd, &c, 1) == 1 && c != '\n')
    g_string_append_c (line, c);
  if (line->len > 0 && line->str[line->len - 1] == '\r')
    g_string_truncate (line, line->len - 1);
  return g_string_free (g_steal_pointer (&line), FALSE);
}

static void
write_all (int         fd,
           const char *text)
{
  if (write (fd, text, strlen (text)) < 0)
    g_info ("the terminal does not take the prompt"); /* the answer may be typed all the same */
}

/* Silent before the question is there: who types at once must not be shown either. */
static char *
ask_silently (int         terminal,
              const char *prompt)
{
  struct termios before;
  gboolean known = tcgetattr (terminal, &before) == 0;
  struct termios silent = before;
  char *answer;

  if (known)
    {
      silent.c_lflag &= ~(tcflag_t) ECHO;
      tcsetattr (terminal, TCSAFLUSH, &silent);
    }
  write_all (terminal, prompt);
  answer = read_line (terminal);
  if (known)
    tcsetattr (terminal, TCSADRAIN, &before);
  write_all (terminal, "\n");
  return answer;
}

static int
open_terminal (GError    **error,
               const char *instead)
{
  int terminal = open ("/dev/tty", O_RDWR | O_CLOEXEC | O_NOCTTY);

  if (terminal < 0)
    dz_ctl_refuse_usage (error, "%s", instead);
  return terminal;
}

/**
 * dz_ctl_password_of_caller:
 * @name: who signs in
 * @error: return location; DZ_CTL_ERROR_USAGE where there is no terminal to ask at
 *
 * Takes the password from the environment, or asks for it without showing it. It is never an
 * argument, which everybody on the machine could read.
 *
 * Returns: (transfer full) (nullable): the password
 */
char *
dz_ctl_password_of_caller (const char *name,
                           GError    **error)
{
  const char *set = g_getenv (VARIABLE);
  g_autofree char *prompt = g_strdup_printf (_("Password of %s: "), name);
  char *password;
  int terminal;

  if (set != NULL)
    return g_strdup (set);
  terminal = open_terminal (error, _("There is no terminal to ask for the password; put it into "
                                     "DUIZHAO_PASSWORD."));
  if (terminal < 0)
    return NULL;
  password = ask_silently (terminal, prompt);
  close (terminal);
  return password;
}

/**
 * dz_ctl_password_for_user:
 * @name: whose password it will be
 * @error: return location; DZ_CTL_ERROR_USAGE where there is no terminal to ask at, or the two do
 *   not agree
 *
 * Asks twice for a new password without showing it.
 *
 * Returns: (transfer full) (nullable): the password
 */
char *
dz_ctl_password_for_user (const char *name,
                          GError    **error)
{
  g_autofree char *prompt = g_strdup_printf (_("New password for %s: "), name);
  g_autofree char *first = NULL;
  g_autofree char *second = NULL;
  int terminal = open_terminal (error, _("There is no terminal to ask for the password; use "
                                         "--password-stdin."));

  if (terminal < 0)
    return NULL;
  first = ask_silently (terminal, prompt);
  second = ask_silently (terminal, _("Once more: "));
  close (terminal);
  if (g_str_equal (first, second))
    return g_steal_pointer (&first);
  dz_ctl_refuse_usage (error, _("The two passwords are not the same."));
  return NULL;
}

/**
 * dz_ctl_password_from_stdin:
 * @error: return location; DZ_CTL_ERROR_USAGE where stdin is at its end
 *
 * Returns: (transfer full) (nullable): the first line of stdin
 */
char *
dz_ctl_password_from_stdin (GError **error)
{
  g_autofree char *password = read_line (STDIN_FILENO);

  if (*password != '\0')
    return g_steal_pointer (&password);
  dz_ctl_refuse_usage (error, _("There is no password on stdin."));
  return NULL;
}
