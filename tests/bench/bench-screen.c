/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "bench-screen.h"

#include <gio/gio.h>
#include <string.h>
#include <sys/ipc.h>
#include <sys/shm.h>
#include <unistd.h>

#include <X11/Xatom.h>
#include <X11/Xlib.h>
#include <X11/Xutil.h>
#include <X11/extensions/XShm.h>
#include <X11/extensions/XTest.h>

#include "bench-figures.h"
#include "coded-photos.h"
#include "dz-test-service.h"

/* Every so many pixels one is compared; so many of them must differ for a change: a cursor that
 * blinks or the dot of a spinner is none. */
#define SAMPLE_STEP 3
#define CHANGED_MIN 64
#define COLOUR_BITS 0x00f8f8f8

#define CALM_MS 450
#define CALM_MS_MAX 60000

#define CELL_MIN 6
#define CELL_MAX 120

struct _BenchScreen
{
  GSubprocess    *server;  /* owned */
  GSubprocess    *manager; /* owned */
  char           *name;    /* owned */
  Display        *display; /* owned */
  XShmSegmentInfo segment;
  XImage         *image;   /* owned */
  guint32        *kept;    /* owned: a picture of before */
  gsize           n_pixels;
  double          code_x;  /* centre of the first cell */
  double          code_y;
  double          cell;    /* side, 0 where no code was found yet */
};

static void
stop (const char *sentence)
{
  g_printerr ("bench-screen: %s\n", sentence);
  exit (1);
}

/* ---- opening ---- */

static char *
read_line_of (GSubprocess *process)
{
  g_autoptr(GDataInputStream) lines
    = g_data_input_stream_new (g_subprocess_get_stdout_pipe (process));

  return g_data_input_stream_read_line (lines, NULL, NULL, NULL);
}

static void
start_server (BenchScreen *self,
              guint        width,
              guint        height)
{
  g_autoptr(GSubprocessLauncher) launcher
    = g_subprocess_launcher_new (G_SUBPROCESS_FLAGS_STDOUT_PIPE);
  g_autofree char *size = g_strdup_printf ("%ux%ux24", width, height);
  g_autofree char *number = NULL;
  g_autoptr(GError) error = NULL;

  dz_test_bind_to_us (launcher);
  self->server = g_subprocess_launcher_spawn (launcher, &error, "Xvfb", "-displayfd", "1",
                                              "-screen", "0", size, "-noreset", "-nolisten", "tcp",
                                              NULL);
  if (self->server == NULL)
    stop (error->message);
  number = read_line_of (self->server);
  if (number == NULL)
    stop ("Xvfb does not start");
  self->name = g_strconcat (":", number, NULL);
}

static void
start_manager (BenchScreen *self)
{
  g_autoptr(GSubprocessLauncher) launcher
    = g_subprocess_launcher_new (G_SUBPROCESS_FLAGS_STDOUT_SILENCE
                                 | G_SUBPROCESS_FLAGS_STDERR_SILENCE);
  g_autoptr(GError) error = NULL;

  dz_test_bind_to_us (launcher);
  g_subprocess_launcher_setenv (launcher, "DISPLAY", self->name, TRUE);
  self->manager = g_subprocess_launcher_spawn (launcher, &error, "openbox", NULL);
  if (self->manager == NULL)
    stop (error->message);
}

static void
open_image (BenchScreen *self)
{
  int screen = DefaultScreen (self->display);

  self->image = XShmCreateImage (self->display, DefaultVisual (self->display, screen),
                                 (guint) DefaultDepth (self->display, screen), ZPixmap, NULL,
                                 &self->segment, (guint) DisplayWidth (self->display, screen),
                                 (guint) DisplayHeight (self->display, screen));
  if (self->image == NULL || self->image->bits_per_pixel != 32)
    stop ("the screen gives no pictures of 32 bits by MIT-SHM");
  self->n_pixels = (gsize) self->image->bytes_per_line / 4 * (gsize) self->image->height;
  self->segment.shmid = shmget (IPC_PRIVATE, self->n_pixels * 4, IPC_CREAT | 0600);
  self->segment.shmaddr = self->image->data = shmat (self->segment.shmid, NULL, 0);
  XShmAttach (self->display, &self->segment);
  XSync (self->display, False);
  shmctl (self->segment.shmid, IPC_RMID, NULL);
  self->kept = g_new0 (guint32, self->n_pixels);
}

BenchScreen *
bench_screen_new (guint width,
                  guint height)
{
  BenchScreen *self = g_new0 (BenchScreen, 1);

  start_server (self, width, height);
  self->display = XOpenDisplay (self->name);
  if (self->display == NULL)
    stop ("the screen does not open");
  start_manager (self);
  open_image (self);
  return self;
}

void
bench_screen_free (BenchScreen *self)
{
  if (self == NULL)
    return;
  XShmDetach (self->display, &self->segment);
  XDestroyImage (self->image);
  XCloseDisplay (self->display);
  g_subprocess_force_exit (self->manager);
  g_subprocess_force_exit (self->server);
  g_clear_object (&self->manager);
  g_clear_object (&self->server);
  g_free (self->kept);
  g_free (self->name);
  g_free (self);
}

const char *
bench_screen_get_name (BenchScreen *self)
{
  return self->name;
}

/* ---- windows ---- */

static Window
find_client (BenchScreen *self)
{
  Window root = DefaultRootWindow (self->display);
  Window found = None;
  Atom type;
  int format;
  gulong n_items, left;
  guchar *data = NULL;

  if (XGetWindowProperty (self->display, root, XInternAtom (self->display, "_NET_CLIENT_LIST",
                                                            False),
                          0, 64, False, XA_WINDOW, &type, &format, &n_items, &left, &data)
        == Success
      && data != NULL && n_items > 0)
    found = ((Window *) data)[n_items - 1];
  if (data != NULL)
    XFree (data);
  return found;
}

static void
ask_manager (BenchScreen *self,
             Window       window)
{
  XEvent event = { .xclient = { .type = ClientMessage, .window = window, .format = 32 } };

  event.xclient.message_type = XInternAtom (self->display, "_NET_WM_STATE", False);
  event.xclient.data.l[0] = 1;
  event.xclient.data.l[1]
    = (long) XInternAtom (self->display, "_NET_WM_STATE_MAXIMIZED_HORZ", False);
  event.xclient.data.l[2]
    = (long) XInternAtom (self->display, "_NET_WM_STATE_MAXIMIZED_VERT", False);
  event.xclient.data.l[3] = 1;
  XSendEvent (self->display, DefaultRootWindow (self->display), False,
              SubstructureRedirectMask | SubstructureNotifyMask, &event);
  XSync (self->display, False);
}

gboolean
bench_screen_maximize (BenchScreen *self,
                       guint        timeout_ms)
{
  gint64 end_us = g_get_monotonic_time () + timeout_ms * G_TIME_SPAN_MILLISECOND;

  while (g_get_monotonic_time () < end_us)
    {
      Window window = find_client (self);

      if (window != None)
        {
          ask_manager (self, window);
          return TRUE;
        }
      g_usleep (1000);
    }
  return FALSE;
}

/* ---- keys ---- */

static void
send_key (BenchScreen *self,
          KeySym       keysym,
          gboolean     shifted)
{
  KeyCode code = XKeysymToKeycode (self->display, keysym);
  KeyCode shift = XKeysymToKeycode (self->display, XStringToKeysym ("Shift_L"));

  if (code == 0)
    stop ("the keyboard lacks a key");
  if (shifted)
    XTestFakeKeyEvent (self->display, shift, True, 0);
  XTestFakeKeyEvent (self->display, code, True, 0);
  XTestFakeKeyEvent (self->display, code, False, 0);
  if (shifted)
    XTestFakeKeyEvent (self->display, shift, False, 0);
  XFlush (self->display);
}

void
bench_screen_press (BenchScreen *self,
                    const char  *key)
{
  send_key (self, XStringToKeysym (key), FALSE);
}

void
bench_screen_press_with (BenchScreen *self,
                         const char  *key,
                         gboolean     shifted)
{
  send_key (self, XStringToKeysym (key), shifted);
}

void
bench_screen_hold (BenchScreen *self,
                   const char  *key,
                   gboolean     down)
{
  KeyCode code = XKeysymToKeycode (self->display, XStringToKeysym (key));

  XTestFakeKeyEvent (self->display, code, down, 0);
  XFlush (self->display);
}

/* ASCII only. */
void
bench_screen_type (BenchScreen *self,
                   const char  *text)
{
  for (; *text != '\0'; text++)
    send_key (self, (KeySym) *text, g_ascii_isupper (*text));
}

/* ---- pictures ---- */

void
bench_screen_look (BenchScreen *self)
{
  XShmGetImage (self->display, DefaultRootWindow (self->display), self->image, 0, 0, AllPlanes);
}

gboolean
bench_screen_has_changed (BenchScreen *self)
{
  const guint32 *now = (const guint32 *) (gpointer) self->image->data;
  guint n_changed = 0;

  for (gsize i = 0; i < self->n_pixels && n_changed < CHANGED_MIN; i += SAMPLE_STEP)
    n_changed += ((now[i] ^ self->kept[i]) & COLOUR_BITS) != 0;
  return n_changed >= CHANGED_MIN;
}

void
bench_screen_keep (BenchScreen *self)
{
  memcpy (self->kept, self->image->data, self->n_pixels * 4);
}

void
bench_screen_wait_calm (BenchScreen *self)
{
  gint64 begin_us = g_get_monotonic_time ();
  gint64 quiet_us = begin_us;

  while (bench_ms_since (quiet_us) < CALM_MS && bench_ms_since (begin_us) < CALM_MS_MAX)
    {
      bench_screen_look (self);
      if (bench_screen_has_changed (self))
        quiet_us = g_get_monotonic_time ();
      bench_screen_keep (self);
      g_usleep (1000);
    }
}

static guint32
pixel_at (BenchScreen *self,
          int          x,
          int          y)
{
  if (x < 0 || y < 0 || x >= self->image->width || y >= self->image->height)
    return 0;
  return ((const guint32 *) (gpointer) (self->image->data + y * self->image->bytes_per_line))[x];
}

static gboolean
is_near (guint32 colour,
         guint32 wanted)
{
  for (guint shift = 0; shift < 24; shift += 8)
    if (ABS ((int) (colour >> shift & 0xff) - (int) (wanted >> shift & 0xff)) > 64)
      return FALSE;
  return TRUE;
}

static int
run_length (BenchScreen *self,
            int          x,
            int          y,
            guint32      colour)
{
  int length = 0;

  while (length < CELL_MAX && is_near (pixel_at (self, x + length, y), colour))
    length++;
  return length;
}

/* From the left edge of the magenta cell. */
static gboolean
is_code_at (BenchScreen *self,
            int          x,
            int          y)
{
  int side = run_length (self, x, y, 0xff00ff);
  int last = x + side * (CODE_CELLS - 1) + side / 2;
  int end = last + run_length (self, last, y, 0x00ffff);

  if (side < CELL_MIN || side >= CELL_MAX || !is_near (pixel_at (self, last, y), 0x00ffff)
      || !is_near (pixel_at (self, x + side / 2, y + side / 2), 0xff00ff))
    return FALSE;
  self->cell = (double) (end - x) / CODE_CELLS;
  self->code_x = x + self->cell / 2;
  self->code_y = y + self->cell / 2;
  return bench_screen_read_code (self) != BENCH_NO_CODE;
}

gboolean
bench_screen_find_code (BenchScreen *self)
{
  for (int y = 0; y < self->image->height; y++)
    for (int x = 0; x < self->image->width; x++)
      if (is_near (pixel_at (self, x, y), 0xff00ff))
        {
          if (is_code_at (self, x, y))
            return TRUE;
          x += run_length (self, x, y, 0xff00ff);
        }
  self->cell = 0;
  return FALSE;
}

void
bench_screen_forget_code (BenchScreen *self)
{
  self->cell = 0;
}

/* Most of a cell has its colour: a line over the photo may cross it. */
static gboolean
cell_is (BenchScreen *self,
         int          cell,
         guint32      colour)
{
  double step = self->cell / 6;
  guint n_alike = 0;

  for (int y = -2; y <= 2; y++)
    for (int x = -2; x <= 2; x++)
      n_alike += is_near (pixel_at (self, (int) (self->code_x + cell * self->cell + x * step),
                                    (int) (self->code_y + y * step)),
                          colour);
  return n_alike >= 15;
}

/* What is neither black nor white is no photo of ours, or not all of one. */
static int
read_bit (BenchScreen *self,
          int          cell)
{
  if (cell_is (self, cell, 0xffffff))
    return 1;
  return cell_is (self, cell, 0x000000) ? 0 : BENCH_NO_CODE;
}

int
bench_screen_read_code (BenchScreen *self)
{
  int number = 0;
  int sum = 0;

  if (self->cell == 0 || !cell_is (self, 0, 0xff00ff)
      || !cell_is (self, CODE_CELLS - 1, 0x00ffff))
    return BENCH_NO_CODE;
  for (int i = 1; i < CODE_CELLS - 1; i++)
    {
      int bit = read_bit (self, i);

      if (bit == BENCH_NO_CODE)
        return BENCH_NO_CODE;
      sum += bit;
      number = number * 2 + bit;
    }
  return sum % 2 == 0 ? number / 2 : BENCH_NO_CODE;
}
