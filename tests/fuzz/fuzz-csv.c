/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fuzz-entry.h"

#include "dz-examiner-frame.h"
#include "dz-gb18030.h"
#include "dz-roster-reader.h"

/* A table that its reader would refuse is as bad as a crash. */
int
LLVMFuzzerTestOneInput (const uint8_t *data,
                        size_t         size)
{
  g_autoptr(GPtrArray) rows = NULL;
  g_autoptr(GVariant) variant = NULL;
  g_autoptr(GError) error = NULL;

  if (!dz_gb18030_warm (NULL))
    return 0;
  rows = dz_roster_read (data, size, &error);
  if ((rows == NULL) != (error != NULL))
    g_error ("a table must have rows or an error, and only one of them");
  if (rows == NULL)
    return 0;
  variant = g_variant_ref_sink (dz_roster_to_variant (rows));
  if (!g_variant_is_normal_form (variant) || g_variant_n_children (variant) != rows->len)
    g_error ("a table that cannot cross to the program");
  return 0;
}
