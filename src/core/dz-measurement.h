/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "dz-pdq.h"
#include "dz-quantity.h"
#include "dz-region.h"

G_BEGIN_DECLS

#define DZ_MEASUREMENT_SCHEMA 2

/* Of the measures themselves: grows whenever one answers another number for the same photo, also
 * between two releases, so that stored values tell by which they were taken. 2: an ear is seen
 * behind a sideburn, and hair over a cheek. */
#define DZ_MEASURES_REVISION 2

/* The one form in which a measurement crosses a process border and is stored, and that of schema 1,
 * which had no hashes. */
#define DZ_MEASUREMENT_TYPE "(ussssa{sd}a(ssb)asas)"
#define DZ_MEASUREMENT_TYPE_1 "(ussssa{sd}a(ssb))"

#define DZ_MEASUREMENT_MARKS_MAX 16
#define DZ_MEASUREMENT_TEXT_MAX 120

/**
 * DZ_MEASUREMENT_ERROR:
 *
 * The domain of what is wrong with a measurement from outside.
 */
#define DZ_MEASUREMENT_ERROR (dz_measurement_error_quark ())

typedef enum
{
  DZ_MEASUREMENT_ERROR_SHAPE, /* a field is missing or has another type */
  DZ_MEASUREMENT_ERROR_RANGE, /* a number that cannot be true */
} DzMeasurementError;

GQuark dz_measurement_error_quark (void);

/**
 * DzPhotoFormat:
 *
 * What the first bytes of a file say it is.
 */
typedef enum
{
  DZ_PHOTO_FORMAT_UNKNOWN,
  DZ_PHOTO_FORMAT_EMPTY,
  DZ_PHOTO_FORMAT_JPEG,
  DZ_PHOTO_FORMAT_PNG,
  DZ_PHOTO_FORMAT_WEBP,
  DZ_PHOTO_FORMAT_HEIC,
  DZ_PHOTO_FORMAT_GIF,
  DZ_PHOTO_FORMAT_BMP,
  DZ_PHOTO_FORMAT_TIFF,
  DZ_PHOTO_FORMAT_JPEG2000,
  DZ_PHOTO_FORMAT_JXL,
} DzPhotoFormat;

const char *dz_photo_format_to_nick   (DzPhotoFormat  format);
gboolean    dz_photo_format_from_nick (const char    *nick,
                                       DzPhotoFormat *format);

/**
 * DzEditMark:
 * @kind: what was found: "editor" (a program's name), "beauty" (a flag that says what was changed),
 *   "date" (modified later than taken)
 * @text: the words found, at most DZ_MEASUREMENT_TEXT_MAX bytes of valid UTF-8
 * @strong: whether the mark says that the face was changed (photo-standards §3.8, Meitu flags)
 *
 * One trace of editing in a photo's metadata.
 */
typedef struct
{
  char    *kind;
  char    *text;
  gboolean strong;
} DzEditMark;

DzEditMark *dz_edit_mark_new  (const char *kind,
                               const char *text,
                               gboolean    strong);
void        dz_edit_mark_free (DzEditMark *mark);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (DzEditMark, dz_edit_mark_free)

/**
 * DzMeasurement:
 * @schema: DZ_MEASUREMENT_SCHEMA of the program that measured
 * @measurer: its name and version, and DZ_MEASURES_REVISION
 * @models: (nullable): versions of the vision models; %NULL where no face was looked for
 * @format: what the bytes are
 * @problem: (nullable): why the file could not be decoded, or what the decoder complained of;
 *   the decoder's English, for staff
 * @values: one number a quantity; NaN where it was not measured
 * @marks: (element-type DzEditMark): traces of editing
 * @hashes: PDQ of the whole picture in its eight forms; they count where DZ_QUANTITY_HASH_QUALITY
 *   was measured
 * @face_hashes: PDQ of the face, its eyes brought to one place; they count where
 *   DZ_QUANTITY_FACE_HASH_QUALITY was measured
 *
 * The numbers taken from one photo. What is not here cannot be judged.
 */
typedef struct
{
  guint         schema;
  char         *measurer;
  char         *models;
  DzPhotoFormat format;
  char         *problem;
  double        values[DZ_N_QUANTITIES];
  GPtrArray    *marks; /* owned, (element-type DzEditMark) */
  DzPdq         hashes[DZ_N_PDQ_FORMS];
  DzPdq         face_hashes[DZ_N_PDQ_FORMS];
} DzMeasurement;

DzMeasurement *dz_measurement_new          (void);
DzMeasurement *dz_measurement_copy         (const DzMeasurement *self);
void           dz_measurement_free         (DzMeasurement       *self);
gboolean       dz_measurement_has          (const DzMeasurement *self,
                                            DzQuantity           quantity);
double         dz_measurement_get          (const DzMeasurement *self,
                                            DzQuantity           quantity);
void           dz_measurement_set          (DzMeasurement       *self,
                                            DzQuantity           quantity,
                                            double               value);
void           dz_measurement_forget_hashes (DzMeasurement      *self);
GVariant      *dz_measurement_to_variant   (const DzMeasurement *self);
DzMeasurement *dz_measurement_from_variant (GVariant            *variant,
                                            GError             **error);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (DzMeasurement, dz_measurement_free)

G_END_DECLS
