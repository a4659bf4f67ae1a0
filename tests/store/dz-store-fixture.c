/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "dz-store-fixture.h"

#include "dz-id.h"
#include "dz-roster-row.h"
#include "dz-time.h"

#include <glib/gstdio.h>
#include <string.h>

gint64
fixture_clock (gpointer fixture)
{
  return ((Fixture *) fixture)->now_us;
}

DzStore *
fixture_open_store (const char *dir)
{
  g_autoptr(GError) error = NULL;
  DzStore *store = dz_store_open (dir, &error);

  g_assert_no_error (error);
  g_assert_nonnull (store);
  return store;
}

char *
fixture_make_dir (void)
{
  g_autoptr(GError) error = NULL;
  char *dir = g_dir_make_tmp ("duizhao-store-XXXXXX", &error);

  g_assert_no_error (error);
  return dir;
}

void
fixture_remove_dir (const char *dir)
{
  g_autoptr(GDir) listing = g_dir_open (dir, 0, NULL);
  const char *name;

  while (listing != NULL && (name = g_dir_read_name (listing)) != NULL)
    {
      g_autofree char *path = g_build_filename (dir, name, NULL);

      if (g_file_test (path, G_FILE_TEST_IS_DIR) && !g_file_test (path, G_FILE_TEST_IS_SYMLINK))
        fixture_remove_dir (path);
      else
        g_unlink (path);
    }
  g_rmdir (dir);
}

void
fixture_set_up_empty (Fixture      *self,
                      gconstpointer user_data)
{
  self->dir = fixture_make_dir ();
  self->store = fixture_open_store (self->dir);
  self->now_us = FIXTURE_NOON_US;
  dz_store_set_clock (self->store, fixture_clock, self);
}

DzWindow *
fixture_new_window (gint64 opens_us)
{
  DzWindow *window = dz_window_new ();

  window->school = g_strdup (FIXTURE_SCHOOL);
  window->levels = 1 << DZ_LEVEL_MASTER;
  window->profile = g_strdup ("graduate-2022");
  window->opens_us = opens_us;
  window->upload_ends_us = opens_us + DZ_TIME_DAY_US;
  window->retake_ends_us = opens_us + 2 * DZ_TIME_DAY_US;
  window->payment_ends_us = opens_us + DZ_TIME_DAY_US;
  return window;
}

char *
fixture_identity (guint student)
{
  g_autofree char *token = g_strdup_printf ("token %u", student);

  return g_compute_checksum_for_string (G_CHECKSUM_SHA256, token, -1);
}

char *
fixture_identifier (guint student)
{
  return g_strdup_printf ("2020%05u", student);
}

char *
fixture_name (guint student)
{
  return g_strdup_printf ("王梦%u", student);
}

GBytes *
fixture_photo (const char *text)
{
  return g_bytes_new (text, strlen (text));
}

void
fixture_fill (DzStore   *store,
              guint      n_students,
              gint64     opens_us,
              DzWindow **window)
{
  g_autoptr(GPtrArray) rows = dz_roster_new ();
  g_autoptr(DzWindow) wanted = fixture_new_window (opens_us);
  g_autoptr(GError) error = NULL;
  DzLevel level = DZ_LEVEL_MASTER;

  for (guint i = 0; i < n_students; i++)
    {
      DzRosterRow *row = dz_roster_row_new ();

      row->line = i + 2;
      row->identifier = fixture_identifier (i);
      row->name = fixture_name (i);
      row->id_number = g_strdup ("11010519491231002X");
      g_ptr_array_add (rows, row);
    }
  g_assert_true (dz_store_import_roster (store, FIXTURE_SCHOOL, &level, rows,
                                         DZ_STORE_ACTOR_SERVICE, NULL, &error));
  g_assert_no_error (error);
  *window = dz_store_open_window (store, wanted, DZ_STORE_ACTOR_SERVICE, &error);
  g_assert_no_error (error);
}

static DzUser *
add_reviewer (DzStore    *store,
              const char *name)
{
  g_autoptr(GError) error = NULL;
  DzUser *user = dz_store_add_user (store, name, "$argon2id$", DZ_ROLE_REVIEWER,
                                    DZ_STORE_ACTOR_SERVICE, &error);

  g_assert_no_error (error);
  return user;
}

void
fixture_set_up (Fixture      *self,
                gconstpointer user_data)
{
  fixture_set_up_empty (self, user_data);
  fixture_fill (self->store, 5, self->now_us, &self->window);
  self->wang = add_reviewer (self->store, "王老师");
  self->li = add_reviewer (self->store, "李老师");
  self->now_us += G_TIME_SPAN_MINUTE;
}

void
fixture_reopen (Fixture *self)
{
  g_clear_pointer (&self->store, dz_store_close);
  self->store = fixture_open_store (self->dir);
  dz_store_set_clock (self->store, fixture_clock, self);
}

void
fixture_check_history (Fixture *self)
{
  g_autoptr(GError) error = NULL;
  g_auto(DzHistoryCheck) check = { 0 };

  g_assert_true (dz_store_verify_history (self->store, NULL, &check, &error));
  g_assert_no_error (error);
  g_assert_cmpstr (check.problem, ==, NULL);
  g_assert_cmpint (check.first_bad, ==, 0);
  g_assert_cmpint (check.entries, ==, check.head_seq);
}

void
fixture_tear_down (Fixture      *self,
                   gconstpointer user_data)
{
  if (self->store != NULL)
    fixture_check_history (self);
  g_clear_pointer (&self->store, dz_store_close);
  g_clear_pointer (&self->window, dz_window_free);
  g_clear_pointer (&self->wang, dz_user_free);
  g_clear_pointer (&self->li, dz_user_free);
  fixture_remove_dir (self->dir);
  g_free (self->dir);
}

void
fixture_bind (DzStore *store,
              guint    student)
{
  g_autofree char *identity = fixture_identity (student);
  g_autofree char *identifier = fixture_identifier (student);
  g_autofree char *name = fixture_name (student);
  g_autoptr(GError) error = NULL;
  g_autoptr(DzStudent) bound = dz_store_bind_student (store, identity, FIXTURE_SCHOOL,
                                                      DZ_LEVEL_MASTER, name, identifier, &error);

  g_assert_no_error (error);
  g_assert_nonnull (bound);
}

DzSubmission *
fixture_receive (DzStore    *store,
                 guint       student,
                 const char *photo)
{
  g_autofree char *identity = fixture_identity (student);
  g_autoptr(GBytes) bytes = fixture_photo (photo);
  g_autoptr(GError) error = NULL;
  DzSubmission *submission = dz_store_receive (store, identity, bytes, &error);

  g_assert_no_error (error);
  g_assert_nonnull (submission);
  return submission;
}

static GPtrArray *
make_findings (DzOutcome   outcome,
               DzAuthority authority)
{
  GPtrArray *findings = dz_findings_new ();
  DzFinding *size = dz_finding_new ("FILE-04", authority);
  DzFinding *face = dz_finding_new ("FACE-01", DZ_AUTHORITY_ASSIST);

  size->outcome = outcome;
  size->value = 31.5;
  g_free (size->unit);
  size->unit = g_strdup ("KB");
  g_free (size->limit);
  size->limit = g_strdup ("> 50 KB");
  size->region = (DzRegion) { 1, 2, 3, 4 };
  size->reason = g_strdup ("file-size");
  size->text = g_strdup ("太小");
  face->why = g_strdup ("face not measured yet");
  g_ptr_array_add (findings, size);
  g_ptr_array_add (findings, face);
  return findings;
}

DzSubmission *
fixture_examine (DzStore    *store,
                 const char *submission,
                 DzOutcome   outcome,
                 DzAuthority authority)
{
  g_autoptr(DzMeasurement) measurement = dz_measurement_new ();
  g_autoptr(GPtrArray) findings = make_findings (outcome, authority);
  g_autofree char *hash = g_compute_checksum_for_string (G_CHECKSUM_SHA256, "profile", -1);
  DzExamination examination = { measurement, findings, NULL, 0, "graduate-2022", hash };
  g_autoptr(GError) error = NULL;
  DzSubmission *examined;

  g_free (measurement->measurer);
  measurement->measurer = g_strdup ("test 1");
  measurement->format = DZ_PHOTO_FORMAT_JPEG;
  examined = dz_store_record_examination (store, submission, &examination, &error);
  g_assert_no_error (error);
  g_assert_nonnull (examined);
  return examined;
}

DzSubmission *
fixture_examine_among (DzStore             *store,
                       const char          *submission,
                       const DzMeasurement *measurement,
                       const DzPeers       *peers,
                       gint64               searched_to)
{
  g_autoptr(GPtrArray) findings = make_findings (DZ_OUTCOME_PASS, DZ_AUTHORITY_AUTO);
  DzExamination examination = { measurement, findings, peers, searched_to, "graduate-2022",
                                "hash" };
  g_autoptr(GError) error = NULL;
  DzSubmission *examined = dz_store_record_examination (store, submission, &examination, &error);

  g_assert_no_error (error);
  g_assert_nonnull (examined);
  return examined;
}

DzSubmission *
fixture_queue (DzStore    *store,
               guint       student,
               const char *photo)
{
  g_autoptr(DzSubmission) received = NULL;

  fixture_bind (store, student);
  received = fixture_receive (store, student, photo);
  return fixture_examine (store, received->id, DZ_OUTCOME_PASS, DZ_AUTHORITY_AUTO);
}

DzCommand *
fixture_command (const char         *id,
                 DzCommandKind       kind,
                 const DzSubmission *submission)
{
  DzCommand *command = dz_command_new ();

  command->id = id != NULL ? g_strdup (id) : dz_id_new ();
  command->kind = kind;
  command->submission = g_strdup (submission->id);
  command->version = submission->version;
  command->photo = g_strdup (submission->photo);
  command->shown_ms = 900;
  return command;
}

DzCommand *
fixture_approve (const DzSubmission *submission)
{
  DzCommand *command = fixture_command (NULL, DZ_COMMAND_DECIDE, submission);

  command->decision = dz_decision_new ();
  command->decision->verdict = DZ_VERDICT_APPROVE;
  return command;
}

DzCommand *
fixture_reject (const DzSubmission *submission,
                const char         *reason,
                const char         *note)
{
  DzCommand *command = fixture_approve (submission);
  const char *reasons[] = { reason, NULL };

  command->decision->verdict = DZ_VERDICT_REJECT;
  command->decision->reasons = g_strdupv ((char **) reasons);
  command->decision->note = g_strdup (note);
  return command;
}

DzCommandAnswer *
fixture_apply (Fixture         *self,
               const DzUser    *user,
               const DzCommand *command)
{
  g_autoptr(GError) error = NULL;
  DzCommandAnswer *answer = dz_store_apply (self->store, user, FIXTURE_DESK, command, "body",
                                            &error);

  g_assert_no_error (error);
  g_assert_nonnull (answer);
  return answer;
}

GPtrArray *
fixture_lease (Fixture      *self,
               const DzUser *user,
               guint         wanted)
{
  g_autoptr(GError) error = NULL;
  GPtrArray *items = dz_store_lease (self->store, user, FIXTURE_DESK, DZ_QUEUE_REVIEW, wanted,
                                     &error);

  g_assert_no_error (error);
  g_assert_nonnull (items);
  return items;
}

guint
fixture_count_entries (DzStore    *store,
                       const char *kind)
{
  g_autoptr(GError) error = NULL;
  gint64 from = 1;
  guint count = 0;

  while (TRUE)
    {
      g_autoptr(GPtrArray) entries = dz_store_read_history (store, from, 100, NULL, &error);

      g_assert_no_error (error);
      for (guint i = 0; i < entries->len; i++)
        {
          const DzEntry *entry = g_ptr_array_index (entries, i);

          count += g_str_equal (entry->kind, kind);
          from = entry->seq + 1;
        }
      if (entries->len == 0)
        return count;
    }
}
