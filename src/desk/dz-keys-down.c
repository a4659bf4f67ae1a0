/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "dz-keys-down.h"

#ifdef DZ_HAVE_X11
#include <X11/Xlib.h>
#include <gdk/x11/gdkx.h>

static void
take_up (DzKeyGuard *guard,
         const char *down)
{
  for (guint i = 0; i < 256; i++)
    {
      if ((down[i / 8] & (1 << (i % 8))) != 0)
        dz_key_guard_press (guard, i, 0);
    }
}
#endif

/**
 * dz_keys_down_look:
 * @guard: who knows which keys are down
 * @window: a window that has got the keyboard, or has lost it
 *
 * Forgets all keys, whose ways up another window may have seen, and takes up those that are down
 * now. An X server goes on repeating a key that was pressed in another window; a Wayland compositor
 * leaves repeating to who saw the key go down (wl_keyboard.enter), so that nothing is to be known
 * there.
 */
void
dz_keys_down_look (DzKeyGuard *guard,
                   GtkWindow  *window)
{
  g_return_if_fail (guard != NULL && GTK_IS_WINDOW (window));

  dz_key_guard_forget (guard);
#ifdef DZ_HAVE_X11
  if (gtk_window_is_active (window))
    {
      GdkDisplay *display = gtk_widget_get_display (GTK_WIDGET (window));
      char down[32]; /* XQueryKeymap(3): a bit for each of 256 keycodes */

      if (GDK_IS_X11_DISPLAY (display))
        {
          XQueryKeymap (gdk_x11_display_get_xdisplay (display), down);
          take_up (guard, down);
        }
    }
#endif
}
