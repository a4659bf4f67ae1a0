/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fuzz-entry.h"

#include "dz-photo-digest.h"
#include "dz-photo-measure.h"

/* Small enough that a run is quick and a bomb shows. */
static const DzJpegLimits limits = {
  .max_bytes = 4 * 1024 * 1024,
  .max_pixels = 1000000,
  .max_scans = 20,
  .max_scan_pixels = 10000000,
  .max_memory = 32 * 1024 * 1024,
};

/* A measurement that its reader would refuse is as bad as a crash. */
static void
measure (const guint8 *data,
         gsize         size)
{
  g_autoptr(DzMeasurement) measurement = dz_photo_measure (data, size, &limits, NULL);
  g_autoptr(GVariant) variant = g_variant_ref_sink (dz_measurement_to_variant (measurement));
  g_autoptr(GError) error = NULL;
  g_autoptr(DzMeasurement) other = dz_measurement_from_variant (variant, &error);

  if (other == NULL)
    g_error ("%s", error->message);
}

static void
digest (const guint8 *data,
        gsize         size)
{
  g_autoptr(GError) error = NULL;
  g_autofree char *text = dz_photo_pixels_digest (data, size, &limits, &error);

  if ((text == NULL) != (error != NULL))
    g_error ("a file has a digest or an error, and not both");
}

int
LLVMFuzzerTestOneInput (const uint8_t *data,
                        size_t         size)
{
  g_autoptr(DzPixels) pixels = NULL;
  g_autoptr(GError) error = NULL;
  g_autofree char *warnings = NULL;

  measure (data, size);
  digest (data, size);
  pixels = dz_jpeg_decode (data, size, &limits, 100, 70, &warnings, &error);
  if ((pixels == NULL) != (error != NULL))
    g_error ("a decode without pixels must have an error, and only that");
  return 0;
}
