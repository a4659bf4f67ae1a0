/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "dz-nick-private.h"

gboolean
dz_nick_find (const char *const *nicks,
              guint              n_nicks,
              const char        *nick,
              guint             *value)
{
  for (guint i = 0; nick != NULL && i < n_nicks; i++)
    {
      if (g_str_equal (nicks[i], nick))
        {
          *value = i;
          return TRUE;
        }
    }
  return FALSE;
}
