/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Takes a picture of each state of the workstation, in the language and the colours that the
 * environment asks for, on the whole of the screen that there is. The first argument is a folder;
 * more name groups of states, where not all are wanted. */
#include "screens-others.h"
#include "screens-states.h"

typedef struct
{
  const char *name;
  void (*take) (ScreensDesk *);
} Group;

/* Of who judges photos. */
static const Group groups[] = {
  { "looking", screens_take_looking },
  { "judging", screens_take_judging },
  { "comparing", screens_take_comparing },
  { "windows", screens_take_windows },
  { "sheet", screens_take_sheet },
  { "waiting", screens_take_waiting },
  { "offline", screens_take_offline },
  { "conflicts", screens_take_conflicts },
  { "held", screens_take_held },
  { "narrow", screens_take_narrow },
  { "empty", screens_take_empty },
};

static gboolean
is_wanted (const char        *name,
           const char *const *wanted)
{
  return *wanted == NULL || g_strv_contains (wanted, name);
}

static void
take_starting (ScreensDesk       *desk,
               const char *const *wanted)
{
  if (is_wanted ("starting", wanted))
    screens_take_starting (desk);
}

static void
take_reviewer (ScreensDesk       *desk,
               const char *const *wanted)
{
  screens_open_window (desk, dz_test_proxy_get_url (desk->proxy));
  screens_sign_in (desk, desk->reviewer, desk->password);
  screens_close_first_keys (desk, is_wanted ("looking", wanted) ? "first-keys" : NULL);
  for (guint i = 0; i < G_N_ELEMENTS (groups); i++)
    if (is_wanted (groups[i].name, wanted))
      groups[i].take (desk);
  if (is_wanted ("leaving", wanted))
    screens_take_leaving (desk);
  else
    screens_do (desk, "win.sign-out");
}

static void
take_head (ScreensDesk       *desk,
           const char *const *wanted)
{
  if (!is_wanted ("oversight", wanted))
    return;
  screens_others_let_go (desk);
  screens_prepare_oversight (desk);
  screens_sign_in (desk, desk->head, desk->head_password);
  screens_wait_photo (desk);
  screens_take_oversight (desk);
}

int
main (int   argc,
      char *argv[])
{
  ScreensDesk desk = { NULL };
  const char *const *wanted;

  if (argc < 2)
    {
      g_printerr ("usage: %s FOLDER [GROUP…]\n", argv[0]);
      return 2;
    }
  screens_desk_open (&desk, &argc, &argv);
  wanted = (const char *const *) argv + 2;
  take_starting (&desk, wanted);
  screens_others_open (&desk);
  take_reviewer (&desk, wanted);
  take_head (&desk, wanted);
  screens_close_window (&desk);
  screens_others_close (&desk);
  screens_desk_close (&desk);
  return 0;
}
