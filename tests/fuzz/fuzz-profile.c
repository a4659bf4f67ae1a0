/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fuzz-entry.h"

#include "dz-rules.h"

#include <string.h>

/* What was read must judge, and be read again to the same. */
static void
use (DzProfile *profile)
{
  static const DzRegister facts = DZ_REGISTER_CLEAN;
  g_autoptr(DzMeasurement) measurement = dz_measurement_new ();
  g_autoptr(GPtrArray) findings = NULL;
  g_autoptr(DzProfile) again = dz_profile_parse (dz_profile_get_json (profile), NULL);

  for (guint i = 0; i < DZ_N_QUANTITIES; i++)
    dz_measurement_set (measurement, i, dz_quantity_get_info (i)->max);
  findings = dz_rules_judge (measurement, &facts, NULL, profile);
  if (again == NULL || strcmp (dz_profile_get_hash (again), dz_profile_get_hash (profile)) != 0)
    g_error ("a profile that is read once must be read twice");
}

int
LLVMFuzzerTestOneInput (const uint8_t *data,
                        size_t         size)
{
  g_autoptr(GBytes) bytes = g_bytes_new (data, size);
  g_autoptr(GError) error = NULL;
  g_autoptr(DzProfile) profile = dz_profile_parse (bytes, &error);

  if ((profile == NULL) != (error != NULL))
    g_error ("there must be a profile or an error, and only one of them");
  if (error != NULL && !g_utf8_validate (error->message, -1, NULL))
    g_error ("a message that nobody can read");
  if (profile != NULL)
    use (profile);
  return 0;
}
