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

  /* The wall and the file, by mask and coefficients. */
  /* 1 where the wall was told from the person by the mask, 0 where the border zone stands for it */
  DZ_QUANTITY_WALL_BY_MASK,
  DZ_QUANTITY_WALL_SPREAD_P50, /* median ΔE76 of the wall to its median colour */
  /* ΔE76 between the medians of the wall's left and right (calibration §8) */
  DZ_QUANTITY_WALL_LEFT_RIGHT,
  /* likewise of its upper strip and what lies below 35 % of the height */
  DZ_QUANTITY_WALL_TOP_BOTTOM,
  DZ_QUANTITY_WALL_SHARE, /* share of the picture that is wall */
  /* share of the ring round the person that is a shadow on the wall (photo-standards §3.1) */
  DZ_QUANTITY_WALL_SHADOW,
  /* contrast across the 8 px grid to contrast elsewhere (calibration §9); only of a picture
   * measured at its native size */
  DZ_QUANTITY_BLOCKINESS,
  /* least ratio of observed to expected mass in unreachable bins (photo-standards §3.7) */
  DZ_QUANTITY_DOUBLE_JPEG,
  DZ_QUANTITY_HASH_QUALITY, /* PDQ's quality of the whole picture */
  DZ_QUANTITY_FACE_HASH_QUALITY, /* likewise of the aligned face */

  /* Where the face is, in px of the upright photo. Left and right are the picture's. */
  DZ_QUANTITY_FACES, /* people's faces in the picture */
  DZ_QUANTITY_FACE_SCORE, /* the detector's score of the largest */
  DZ_QUANTITY_SECOND_FACE_SHARE, /* area of the second largest face to that of the largest */
  /* right-angle turn, clockwise, after which the face stands upright; 0 where it does already */
  DZ_QUANTITY_FACE_TURN,
  DZ_QUANTITY_FACE_CUT, /* share of the face's points that lie outside of the picture */
  /* distance E of the outer eye corners, 33–263: the unit of the face frame */
  DZ_QUANTITY_FACE_SPAN,
  DZ_QUANTITY_EYE_LEFT_X, /* iris centre at the picture's left, on the upright photo */
  DZ_QUANTITY_EYE_LEFT_Y,
  DZ_QUANTITY_EYE_RIGHT_X,
  DZ_QUANTITY_EYE_RIGHT_Y,
  DZ_QUANTITY_CORNER_LEFT_X, /* outer eye corner 33; with 263 it gives the face frame */
  DZ_QUANTITY_CORNER_LEFT_Y,
  DZ_QUANTITY_CORNER_RIGHT_X, /* outer eye corner 263 */
  DZ_QUANTITY_CORNER_RIGHT_Y,
  DZ_QUANTITY_MOUTH_X, /* middle of the inner lips, 13 and 14 */
  DZ_QUANTITY_MOUTH_Y,
  DZ_QUANTITY_MOUTH_WIDTH, /* inner corner to inner corner, 78–308 */
  DZ_QUANTITY_CHIN_X, /* point 152 */
  DZ_QUANTITY_CHIN_Y,
  DZ_QUANTITY_CROWN_Y, /* top of the hair over the face's columns */
  /* 1 where the crown is not to be trusted: no mask, at the frame's edge, or crown to eyes
   * outside 1.1–1.65 E (calibration §12) */
  DZ_QUANTITY_CROWN_ROUGH,
  DZ_QUANTITY_FACE_LEFT_X, /* cheek outline, 234 */
  DZ_QUANTITY_FACE_RIGHT_X, /* cheek outline, 454 */
  DZ_QUANTITY_FACE_MIDDLE_X, /* middle between the eyes */
  DZ_QUANTITY_ROLL, /* of the eye line, clockwise positive */
  DZ_QUANTITY_YAW, /* of the canonical face, to the picture's right positive */
  DZ_QUANTITY_PITCH, /* of the canonical face, chin down positive, as fitted: uncorrected */
  DZ_QUANTITY_SHOULDER_TILT, /* of the line over the shoulders, clockwise positive */
  DZ_QUANTITY_SHOULDER_LEFT_X, /* point of that line at the picture's left */
  DZ_QUANTITY_SHOULDER_LEFT_Y,
  DZ_QUANTITY_SHOULDER_RIGHT_X,
  DZ_QUANTITY_SHOULDER_RIGHT_Y,

  /* Cues of the face and of what is worn. */
  /* lid opening to width (EAR) of the eye at the picture's left (calibration §7) */
  DZ_QUANTITY_EYE_OPEN_LEFT,
  DZ_QUANTITY_EYE_OPEN_RIGHT,
  DZ_QUANTITY_GAZE_X, /* iris between the corners, 0.497 straight (calibration §7) */
  DZ_QUANTITY_GAZE_Y, /* iris height to the corners, in eye widths */
  DZ_QUANTITY_RED_EYE, /* larger share of an iris that is red (photo-standards §3.5) */
  DZ_QUANTITY_LIP_GAP, /* inner lips 13–14 to their width 78–308 */
  DZ_QUANTITY_TEETH, /* bright, little red share of the inner lips */
  DZ_QUANTITY_BROW_HAIR_LEFT, /* hair share over the brow at the picture's left (calibration §4) */
  DZ_QUANTITY_BROW_HAIR_RIGHT,
  DZ_QUANTITY_EAR_LEFT, /* score S of the ear at the picture's left (calibration §3) */
  DZ_QUANTITY_EAR_RIGHT,
  DZ_QUANTITY_GLASSES, /* dark line over the nose bridge, L (calibration §5, G) */
  DZ_QUANTITY_GLASSES_SIDE, /* lines beside the nose (N) */
  DZ_QUANTITY_LENS_TINT, /* cheek to lens lightness, L (T) */
  DZ_QUANTITY_LENS_GLARE, /* bright share of the eye box, larger eye */
  /* share over the forehead that looks neither like hair nor skin (calibration §6) */
  DZ_QUANTITY_HEADWEAR,
  /* bright small blobs below the ears and on the neck, share of those boxes */
  DZ_QUANTITY_JEWELLERY,
  DZ_QUANTITY_CLOTHES_WALL, /* clothes to wall, the neck left out (calibration §10) */
  DZ_QUANTITY_BARE_SHOULDERS, /* skin share of the shoulders, out from 0.75 E */
  DZ_QUANTITY_SKIN_DETAIL, /* cheek to eye detail (calibration §11) */
  DZ_QUANTITY_LIP_CHROMA, /* chroma of the lips over that of the cheeks */

  /* Light, colour and sharpness of the face. */
  DZ_QUANTITY_LIGHT_OVERLAP, /* overlap of the cheeks' lightness, softened by 12 L (OFIQ 3) */
  /* share of the face that is burnt out: Y ≥ 247 or two channels full (OFIQ 7) */
  DZ_QUANTITY_LIGHT_HIGH,
  /* share of the face below the brows with Y ≤ 25, and far darker than its cheeks (OFIQ 6) */
  DZ_QUANTITY_LIGHT_LOW,
  DZ_QUANTITY_LIGHT_MEAN, /* mean Y / 255 of the face */
  DZ_QUANTITY_LIGHT_ENTROPY, /* entropy of the face's luminance histogram */
  DZ_QUANTITY_CHEEK_L, /* CIELAB (D65) of the cheeks */
  DZ_QUANTITY_CHEEK_A,
  DZ_QUANTITY_CHEEK_B,
  DZ_QUANTITY_COLOUR_DISTANCE, /* distance D of the cheeks (D50) to natural skin (OFIQ 11) */
  DZ_QUANTITY_SHARPNESS, /* variance of the Laplacian at E = 90 px (calibration §9, lapvar) */
  DZ_QUANTITY_SHARPNESS_RATIO, /* that to the mean squared gradient (lapten) */
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
