/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "screens-picture.h"

#include <cairo.h>
#include <string.h>

#include <X11/Xlib.h>
#include <X11/Xutil.h>

#include "dz-test-wait.h"

/* The screen rests when so many looks in a row find it the same. */
#define LOOK_MS 60
#define N_ALIKE 4
#define REST_MS_MAX 6000

struct _ScreensPicture
{
  char    *folder;  /* owned */
  Display *display; /* owned */
  guint    n_taken;
};

ScreensPicture *
screens_picture_new (const char *folder)
{
  ScreensPicture *self = g_new0 (ScreensPicture, 1);

  self->folder = g_strdup (folder);
  self->display = XOpenDisplay (NULL);
  if (self->display == NULL || g_mkdir_with_parents (folder, 0755) != 0)
    g_error ("no display, or no folder %s", folder);
  return self;
}

void
screens_picture_free (ScreensPicture *self)
{
  XCloseDisplay (self->display);
  g_free (self->folder);
  g_free (self);
}

static XImage *
look (ScreensPicture *self)
{
  int screen = DefaultScreen (self->display);
  XImage *image = XGetImage (self->display, DefaultRootWindow (self->display), 0, 0,
                             (guint) DisplayWidth (self->display, screen),
                             (guint) DisplayHeight (self->display, screen), AllPlanes, ZPixmap);

  if (image == NULL || image->bits_per_pixel != 32)
    g_error ("the screen gives no picture of 32 bits");
  return image;
}

static gboolean
is_alike (XImage *one,
          XImage *other)
{
  return other != NULL
         && memcmp (one->data, other->data, (gsize) one->bytes_per_line * (gsize) one->height) == 0;
}

static gboolean
is_over (gpointer until_us)
{
  return g_get_monotonic_time () >= *(gint64 *) until_us;
}

/* The program that is looked at is this one, and goes on meanwhile. */
static void
pass_time (void)
{
  gint64 until_us = g_get_monotonic_time () + LOOK_MS * 1000;

  dz_test_wait_for (is_over, &until_us, 10, "time passes");
}

static XImage *
look_at_rest (ScreensPicture *self)
{
  XImage *last = NULL;
  guint n_alike = 0;

  for (guint ms = 0; ms < REST_MS_MAX && n_alike < N_ALIKE; ms += LOOK_MS)
    {
      XImage *now;

      pass_time ();
      now = look (self);
      n_alike = is_alike (now, last) ? n_alike + 1 : 0;
      if (last != NULL)
        XDestroyImage (last);
      last = now;
    }
  if (n_alike < N_ALIKE)
    g_print ("  it moves\n");
  return last;
}

static void
write_file (const char *file,
            XImage     *image)
{
  cairo_surface_t *surface
    = cairo_image_surface_create_for_data ((guchar *) image->data, CAIRO_FORMAT_RGB24,
                                           image->width, image->height, image->bytes_per_line);
  cairo_status_t status = cairo_surface_write_to_png (surface, file);

  cairo_surface_destroy (surface);
  if (status != CAIRO_STATUS_SUCCESS)
    g_error ("%s: %s", file, cairo_status_to_string (status));
}

void
screens_picture_take (ScreensPicture *self,
                      const char     *name)
{
  g_autofree char *file = g_strdup_printf ("%s/%02u-%s.png", self->folder, ++self->n_taken, name);
  XImage *image;

  g_print ("%s\n", file);
  image = look_at_rest (self);
  write_file (file, image);
  XDestroyImage (image);
}
