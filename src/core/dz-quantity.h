/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * DzQuantity:
 *
 * What is measured of a photo. Each has a name, a unit and the range outside of which an answer
 * is a lie, in one table (dz-quantity.c), which checks, stores and prints all of them.
 * Append only: the names are stored for years.
 */
typedef enum
{
  DZ_QUANTITY_BYTES,            /* length of the file */
  DZ_QUANTITY_DECODES,          /* 1 where every scanline decoded, else 0 */
  DZ_QUANTITY_TRUNCATED,        /* 1 where the data end early or the decoder had to guess */
  DZ_QUANTITY_TRAILING_BYTES,   /* bytes after the end-of-image marker */
  DZ_QUANTITY_WIDTH,            /* px, upright */
  DZ_QUANTITY_HEIGHT,           /* px, upright */
  DZ_QUANTITY_ORIENTATION,      /* EXIF 0x0112, 1…8; 1 where absent */
  DZ_QUANTITY_COMPONENTS,       /* 1 grey, 3 colour, 4 CMYK */
  DZ_QUANTITY_BIT_DEPTH,        /* bits a sample */
  DZ_QUANTITY_PROGRESSIVE,      /* 1 progressive, 0 sequential */
  DZ_QUANTITY_QUALITY,          /* estimated IJG quality 1…100 */
  DZ_QUANTITY_QUALITY_RESIDUAL, /* sum of table differences; 0 = exactly an IJG table */
  DZ_QUANTITY_SUBSAMPLING,      /* 444, 422, 420 …; as digits */
  DZ_QUANTITY_DPI,              /* horizontal density of JFIF or EXIF; 0 where none */
  DZ_QUANTITY_SRGB,             /* 1 no profile or sRGB, 0 another ICC profile */
  DZ_QUANTITY_GREY_DISTANCE,    /* mean |R−G| + |G−B| */
  DZ_QUANTITY_HAS_GPS,          /* 1 where a location is in the metadata (never read) */
  DZ_QUANTITY_TAKEN_AT,         /* DateTimeOriginal, days since 1970-01-01 */
  DZ_QUANTITY_WALL_L,           /* median CIELAB (D65) of the border zone */
  DZ_QUANTITY_WALL_A,
  DZ_QUANTITY_WALL_B,
  DZ_QUANTITY_WALL_CHROMA,
  DZ_QUANTITY_WALL_HUE,         /* degrees 0…360 */
  DZ_QUANTITY_WALL_SPREAD_MEAN, /* mean ΔE76 of the border zone to its median */
  DZ_QUANTITY_WALL_SPREAD_P90,  /* its 90th percentile */
  DZ_N_QUANTITIES,
} DzQuantity;

/**
 * DzQuantityInfo:
 * @name: stable name, kebab-case
 * @unit: unit, "" where it is a count or a flag
 * @min: smallest honest value
 * @max: largest honest value
 */
typedef struct
{
  const char *name;
  const char *unit;
  double      min;
  double      max;
} DzQuantityInfo;

const DzQuantityInfo *dz_quantity_get_info  (DzQuantity  quantity);
gboolean              dz_quantity_from_name (const char *name,
                                             DzQuantity *quantity);

G_END_DECLS
