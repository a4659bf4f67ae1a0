/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "exceptions-fixture.h"

#include <json-glib/json-glib.h>

static DzFinding *
add (GPtrArray  *findings,
     const char *rule,
     DzAuthority authority,
     DzOutcome   outcome)
{
  DzFinding *finding = dz_finding_new (rule, authority);

  finding->outcome = outcome;
  g_ptr_array_add (findings, finding);
  return finding;
}

static DzFinding *
add_height (GPtrArray *findings,
            double     percent)
{
  DzFinding *finding = add (findings, "POS-04", DZ_AUTHORITY_ASSIST,
                            percent < 45 ? DZ_OUTCOME_FAIL : DZ_OUTCOME_PASS);

  finding->value = percent;
  g_free (finding->unit);
  finding->unit = g_strdup ("%");
  g_free (finding->limit);
  finding->limit = g_strdup ("45–60 %");
  finding->reason = g_strdup ("head-height");
  return finding;
}

static GPtrArray *
make_findings (gboolean small)
{
  GPtrArray *findings = dz_findings_new ();

  add (findings, "FILE-02", DZ_AUTHORITY_AUTO, small ? DZ_OUTCOME_FAIL : DZ_OUTCOME_PASS);
  add (findings, "FILE-07", DZ_AUTHORITY_AUTO, DZ_OUTCOME_FAIL)->internal = TRUE;
  add (findings, "BG-01", DZ_AUTHORITY_ASSIST, DZ_OUTCOME_FAIL);
  add_height (findings, 37.5);
  add (findings, "HEAD-01", DZ_AUTHORITY_HUMAN, DZ_OUTCOME_WARN);
  add (findings, "EAR-01", DZ_AUTHORITY_HUMAN, DZ_OUTCOME_UNMEASURED);
  return findings;
}

static DzMeasurement *
make_measurement (void)
{
  DzMeasurement *measurement = dz_measurement_new ();

  measurement->format = DZ_PHOTO_FORMAT_JPEG;
  dz_measurement_set (measurement, DZ_QUANTITY_WIDTH, 480);
  dz_measurement_set (measurement, DZ_QUANTITY_HEIGHT, 640);
  dz_measurement_set (measurement, DZ_QUANTITY_CROWN_Y, 120);
  dz_measurement_set (measurement, DZ_QUANTITY_EYE_LEFT_Y, 258);
  dz_measurement_set (measurement, DZ_QUANTITY_EYE_RIGHT_Y, 262);
  dz_measurement_set (measurement, DZ_QUANTITY_CHIN_Y, 360);
  dz_measurement_set (measurement, DZ_QUANTITY_HASH_QUALITY, 100);
  measurement->hashes[0].words[0] = 1;
  return measurement;
}

DzSubmission *
exceptions_send (Fixture    *self,
                 guint       student,
                 const char *photo,
                 gboolean    small)
{
  g_autoptr(DzMeasurement) measurement = make_measurement ();
  g_autoptr(GPtrArray) findings = make_findings (small);
  g_autofree char *hash = g_compute_checksum_for_string (G_CHECKSUM_SHA256, "profile", -1);
  DzExamination examination = { measurement, findings, NULL, 0, "graduate-2022", hash };
  g_autoptr(DzSubmission) received = NULL;
  g_autoptr(GError) error = NULL;
  DzSubmission *examined;

  fixture_bind (self->store, student);
  received = fixture_receive (self->store, student, photo);
  examined = dz_store_record_examination (self->store, received->id, &examination, &error);
  g_assert_no_error (error);
  return examined;
}

DzItem *
exceptions_lease_item (Fixture *self)
{
  g_autoptr(GPtrArray) items = fixture_lease (self, self->wang, 1);

  g_assert_cmpuint (items->len, ==, 1);
  return dz_item_copy (g_ptr_array_index (items, 0));
}

DzSubmission *
exceptions_lease (Fixture *self)
{
  g_autoptr(DzItem) item = exceptions_lease_item (self);

  return dz_submission_copy (item->submission);
}

GPtrArray *
exceptions_judge (const char          *profile_hash,
                  const DzMeasurement *measured,
                  const DzMeasurement *corrected,
                  gpointer             user_data,
                  GError             **error)
{
  GPtrArray *changed = dz_findings_new ();
  guint *n_asked = user_data;

  g_assert_nonnull (profile_hash);
  g_assert_cmpfloat (dz_measurement_get (measured, DZ_QUANTITY_CROWN_Y), ==, 120);
  add_height (changed, (dz_measurement_get (corrected, DZ_QUANTITY_CHIN_Y) -
                        dz_measurement_get (corrected, DZ_QUANTITY_CROWN_Y)) / 6.4);
  (*n_asked)++;
  return changed;
}

void
exceptions_override (DzCommand  *command,
                     const char *rule,
                     gboolean    waiver,
                     const char *reason)
{
  if (command->decision->overrides == NULL)
    command->decision->overrides = dz_overrides_new ();
  g_ptr_array_add (command->decision->overrides, dz_override_new (rule, waiver, reason));
}

JsonObject *
exceptions_last_detail (Fixture    *self,
                        const char *kind)
{
  g_autoptr(GPtrArray) entries = dz_store_read_history (self->store, 1, 1000, NULL, NULL);
  g_autoptr(JsonNode) root = NULL;
  const char *detail = NULL;

  for (guint i = 0; i < entries->len; i++)
    {
      const DzEntry *entry = g_ptr_array_index (entries, i);

      if (g_str_equal (entry->kind, kind))
        detail = entry->detail;
    }
  g_assert_nonnull (detail);
  root = json_from_string (detail, NULL);
  return json_node_dup_object (root);
}
