/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "dz-contact-sheet.h"

#include <glib/gi18n.h>
#include <pango/pangocairo.h>

#include "dz-ctl-command.h"

#define COLUMNS 8
#define GAP 10
#define CAPTION_LINES 3
#define CAPTION_PX 12
#define CAPTION_HEIGHT (CAPTION_LINES * 17)
#define CELL_STEP_X (DZ_CONTACT_SHEET_CELL_WIDTH + GAP)
#define CELL_STEP_Y (DZ_CONTACT_SHEET_CELL_HEIGHT + CAPTION_HEIGHT + GAP)

typedef struct
{
  cairo_surface_t *surface; /* owned */
  char *caption; /* owned */
} Cell;

struct _DzContactSheet
{
  GPtrArray *cells; /* owned, (element-type Cell) */
};

static void
cell_free (Cell *cell)
{
  cairo_surface_destroy (cell->surface);
  g_free (cell->caption);
  g_free (cell);
}

/**
 * dz_contact_sheet_new:
 *
 * Returns: (transfer full): a sheet without pictures
 */
DzContactSheet *
dz_contact_sheet_new (void)
{
  DzContactSheet *self = g_new0 (DzContactSheet, 1);

  self->cells = g_ptr_array_new_with_free_func ((GDestroyNotify) cell_free);
  return self;
}

/**
 * dz_contact_sheet_free:
 * @self: (transfer full) (nullable): a sheet
 */
void
dz_contact_sheet_free (DzContactSheet *self)
{
  if (self == NULL)
    return;
  g_ptr_array_unref (self->cells);
  g_free (self);
}

static void
copy_row (const guint8 *from,
          guint32      *to,
          guint         width)
{
  for (guint x = 0; x < width; x++, from += 3)
    to[x] = (guint32) from[0] << 16 | (guint32) from[1] << 8 | from[2];
}

static cairo_surface_t *
make_surface (const DzPicture *picture)
{
  cairo_surface_t *surface = cairo_image_surface_create (CAIRO_FORMAT_RGB24, picture->width,
                                                         picture->height);
  const guint8 *pixels = g_bytes_get_data (picture->pixels, NULL);
  guint8 *data = cairo_image_surface_get_data (surface);

  for (guint y = 0; data != NULL && y < picture->height; y++)
    copy_row (pixels + y * picture->stride,
              (guint32 *) (data + y * cairo_image_surface_get_stride (surface)), picture->width);
  cairo_surface_mark_dirty (surface);
  return surface;
}

/**
 * dz_contact_sheet_add:
 * @self: a sheet
 * @picture: (transfer none) (nullable): a picture no larger than a cell; %NULL where there is none
 *   to show
 * @caption: the words under it, cut after three lines
 *
 * Adds a picture. From DZ_CONTACT_SHEET_MAX on there is no room and it is left out.
 */
void
dz_contact_sheet_add (DzContactSheet *self,
                      DzPicture      *picture,
                      const char     *caption)
{
  Cell *cell;

  g_return_if_fail (self != NULL && caption != NULL);

  if (self->cells->len >= DZ_CONTACT_SHEET_MAX)
    return;
  cell = g_new0 (Cell, 1);
  cell->surface = picture != NULL ? make_surface (picture)
                                  : cairo_image_surface_create (CAIRO_FORMAT_RGB24, 1, 1);
  cell->caption = g_strdup (caption);
  g_ptr_array_add (self->cells, cell);
}

/**
 * dz_contact_sheet_get_n:
 * @self: a sheet
 *
 * Returns: how many pictures it shows
 */
guint
dz_contact_sheet_get_n (DzContactSheet *self)
{
  g_return_val_if_fail (self != NULL, 0);

  return self->cells->len;
}

static void
draw_caption (cairo_t    *cr,
              const char *caption)
{
  g_autoptr(PangoLayout) layout = pango_cairo_create_layout (cr);
  PangoFontDescription *font = pango_font_description_from_string ("Sans");

  pango_font_description_set_absolute_size (font, CAPTION_PX * PANGO_SCALE);
  pango_layout_set_font_description (layout, font);
  pango_font_description_free (font);
  pango_layout_set_width (layout, DZ_CONTACT_SHEET_CELL_WIDTH * PANGO_SCALE);
  pango_layout_set_height (layout, -CAPTION_LINES);
  pango_layout_set_wrap (layout, PANGO_WRAP_WORD_CHAR);
  pango_layout_set_ellipsize (layout, PANGO_ELLIPSIZE_END);
  pango_layout_set_text (layout, caption, -1);
  pango_cairo_show_layout (cr, layout);
}

static void
draw_cell (cairo_t    *cr,
           const Cell *cell,
           double      x,
           double      y)
{
  cairo_set_source_surface (cr, cell->surface, x, y);
  cairo_paint (cr);
  cairo_set_source_rgb (cr, 0.1, 0.1, 0.1);
  cairo_move_to (cr, x, y + DZ_CONTACT_SHEET_CELL_HEIGHT + 2);
  draw_caption (cr, cell->caption);
}

static cairo_status_t
draw (const DzContactSheet *self,
      const char           *path)
{
  guint columns = CLAMP (self->cells->len, 1, COLUMNS);
  guint rows = MAX (1, (self->cells->len + COLUMNS - 1) / COLUMNS);
  cairo_surface_t *sheet = cairo_image_surface_create (CAIRO_FORMAT_RGB24,
                                                       columns * CELL_STEP_X + GAP,
                                                       rows * CELL_STEP_Y + GAP);
  cairo_t *cr = cairo_create (sheet);
  cairo_status_t status;

  cairo_set_source_rgb (cr, 1, 1, 1);
  cairo_paint (cr);
  for (guint i = 0; i < self->cells->len; i++)
    draw_cell (cr, g_ptr_array_index (self->cells, i), GAP + i % COLUMNS * CELL_STEP_X,
               GAP + i / COLUMNS * CELL_STEP_Y);
  cairo_destroy (cr);
  status = cairo_surface_write_to_png (sheet, path);
  cairo_surface_destroy (sheet);
  return status;
}

/**
 * dz_contact_sheet_save:
 * @self: a sheet
 * @path: the file to write
 * @error: return location; DZ_CTL_ERROR
 *
 * Writes the sheet as PNG; one without pictures is a blank cell.
 *
 * Returns: whether it was written
 */
gboolean
dz_contact_sheet_save (DzContactSheet *self,
                       const char     *path,
                       GError        **error)
{
  cairo_status_t status = draw (self, path);
  g_autofree char *shown = g_filename_display_name (path);

  if (status == CAIRO_STATUS_SUCCESS)
    return TRUE;
  return dz_ctl_refuse (error, _("The contact sheet %s cannot be written: %s."), shown,
                        cairo_status_to_string (status));
}
