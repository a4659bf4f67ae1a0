/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "dz-examiner-frame.h"
#include "dz-helper.h"

#include <stdio.h>
#include <sys/socket.h>
#include <unistd.h>

enum
{
  EXIT_DONE = 0,
  EXIT_BROKEN = 1,
  EXIT_USED_WRONGLY = 2,
};

static gboolean
has_socket (void)
{
  int type = 0;
  socklen_t size = sizeof type;

  return getsockopt (DZ_EXAMINER_SOCKET_FD, SOL_SOCKET, SO_TYPE, &type, &size) == 0
         && type == SOCK_SEQPACKET;
}

/* _exit, because what runs at a usual exit may want calls that are closed by then. */
int
main (void)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(DzSandbox) sandbox = NULL;
  DzHelperVision vision = { NULL, DZ_MODELS_PROBLEM_NONE, NULL };

  if (!has_socket ())
    {
      fputs ("duizhao-examiner reads photos and tables for the other programs, which start it.\n",
             stderr);
      return EXIT_USED_WRONGLY;
    }
  sandbox = dz_sandbox_new (&error);
  dz_helper_vision_init (&vision);
  if (sandbox != NULL && dz_helper_warm (&error) && dz_sandbox_enter_parent (sandbox, &error)
      && dz_helper_run (sandbox, &vision, DZ_EXAMINER_SOCKET_FD, &error))
    _exit (EXIT_DONE);
  fprintf (stderr, "duizhao-examiner: %s\n", error->message);
  _exit (EXIT_BROKEN);
}
