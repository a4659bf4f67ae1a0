/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ctl-fixture.h"

#include <glib/gstdio.h>
#include <string.h>
#include <unistd.h>

#include "dz-portrait-file.h"

/* Folders of admission photos as schools bring them, with what is wrong in them. */

#define X_NUMBER "11010519491231002x"
#define TOO_LONG (20 * 1024 * 1024 + 1)
#define ARGUMENTS(folder) "roster", "photos", folder, "--school", "11414", "--level", "master"

static GBytes *
paint (guint32  seed,
       gboolean png)
{
  g_autoptr(GRand) rand = g_rand_new_with_seed (seed);
  g_autoptr(GError) error = NULL;
  DzPortrait portrait;
  DzPortraitFile file;
  GBytes *photo;

  dz_portrait_init_random (&portrait, rand);
  portrait.width = 240;
  portrait.height = 320;
  dz_portrait_file_init (&file);
  photo = png ? dz_portrait_to_png (&portrait, NULL, &error)
              : dz_portrait_to_jpeg (&portrait, &file, NULL, &error);
  g_assert_no_error (error);
  return photo;
}

static void
write_photo (Fixture    *self,
             const char *name,
             guint32     seed,
             double      share)
{
  g_autoptr(GBytes) photo = paint (seed, FALSE);

  g_free (fixture_write (self, name, g_bytes_get_data (photo, NULL),
                         (gssize) ((double) g_bytes_get_size (photo) * share)));
}

static void
write_png (Fixture    *self,
           const char *name)
{
  g_autoptr(GBytes) photo = paint (1, TRUE);

  g_free (fixture_write (self, name, g_bytes_get_data (photo, NULL),
                         (gssize) g_bytes_get_size (photo)));
}

/* Four students whose photos are good, and everything that is wrong with the other files. */
static char *
make_folder (Fixture *self)
{
  char *folder = fixture_path (self, "photos");
  g_autofree char *inner = g_build_filename (folder, "more.jpg", NULL);
  g_autofree char *link = g_build_filename (folder, "7.jpg", NULL);
  g_autofree char *target = g_build_filename (folder, "1.jpg", NULL);
  g_autofree char *giant = NULL;

  g_assert_cmpint (g_mkdir (folder, 0700), ==, 0);
  g_assert_cmpint (g_mkdir (inner, 0700), ==, 0);
  write_photo (self, "photos/1.jpg", 1, 1);
  write_photo (self, "photos/２.JPG", 2, 1);
  write_photo (self, "photos/AB3.jpeg", 3, 1);
  write_photo (self, "photos/4.jpg", 4, 0.5);
  write_photo (self, "photos/5.jpg", 5, 1);
  write_photo (self, "photos/５.jpeg", 6, 1);
  write_png (self, "photos/6.jpg");
  write_photo (self, "photos/99.jpg", 7, 1);
  g_free (fixture_write (self, "photos/8.jpg", "", 0));
  g_free (fixture_write (self, "photos/9.jpg", "\xff\xd8\xff\xe0 and then nothing of a photo", -1));
  g_free (fixture_write (self, "photos/list.txt", "1 2 3", -1));
  g_free (fixture_write (self, "photos/..jpg", "x", -1));
  giant = fixture_write (self, "photos/10.jpg", "x", -1);
  g_assert_cmpint (truncate (giant, TOO_LONG), ==, 0);
  g_assert_cmpint (symlink (target, link), ==, 0);
  return folder;
}

static void
import_students (Fixture *self)
{
  g_autofree char *csv = fixture_write (self, "roster.csv",
                                        "学号,姓名,身份证号\n1,王一,\n2,王二,\nab3,王三," X_NUMBER
                                        "\n4,王四,\n5,王五,\n6,王六,\n7,王七,\n8,王八,\n9,王九,\n"
                                        "10,王十,\n", -1);
  g_autoptr(Run) run = fixture_run (self, NULL, "roster", "import", csv, "--school", "11414",
                                    "--level", "master", "--data", self->data, NULL);

  run_assert (run, 0, "added 10", "");
}

/* Each bad file by its name with a sentence, and the good ones are kept. */
static void
assert_first (const Run *run)
{
  static const char *const lines[] = {
    "4.jpg: its end is missing", "5.jpg: another file is of the same student",
    "５.jpeg: another file is of the same student", "6.jpg: it is no JPEG",
    "99.jpg: no student of this school and level", "8.jpg: it is no JPEG",
    "9.jpg: ", "list.txt: its name does not end", "10.jpg: it has more than 20 MB",
    "7.jpg: it is no file", "more.jpg: it is no file", "added 3, replaced 0, same 0",
  };

  for (guint i = 0; i < G_N_ELEMENTS (lines); i++)
    run_assert (run, 1, lines[i], "12 of 15 files were left out");
  g_assert_null (strstr (run->out, "1.jpg: "));
}

static void
assert_all (Fixture    *self,
            const char *where,
            const char *place)
{
  g_autofree char *folder = make_folder (self);
  const char *name = g_str_equal (where, "--service") ? "--name" : NULL;
  g_autoptr(Run) first =
    fixture_run (self, NULL, ARGUMENTS (folder), where, place, name, "admin", NULL);
  g_autoptr(Run) again =
    fixture_run (self, NULL, ARGUMENTS (folder), where, place, name, "admin", NULL);
  g_autoptr(Run) other = NULL;
  g_autoptr(Run) history = NULL;

  assert_first (first);
  run_assert (again, 1, "added 0, replaced 0, same 3", "12 of 15");
  write_photo (self, "photos/1.jpg", 11, 1);
  other = fixture_run (self, NULL, ARGUMENTS (folder), where, place, name, "admin", NULL);
  run_assert (other, 1, "added 0, replaced 1, same 2", "12 of 15");
  history = fixture_run (self, NULL, "audit", "list", where, place, name, "admin", NULL);
  run_assert (history, 0, "admission-import", "");
  run_assert (history, 0, "admission-photo-replace", "");
  run_assert (history, 0, "added 3 replaced 0 same 0", "");
}

static void
test_data (Fixture      *self,
           gconstpointer user_data)
{
  import_students (self);
  assert_all (self, "--data", self->data);
}

static void
test_service (Fixture      *self,
              gconstpointer user_data)
{
  fixture_add_admin (self);
  import_students (self);
  fixture_start_service (self);
  assert_all (self, "--service", self->staff);
}

static void
test_by_number (Fixture      *self,
                gconstpointer user_data)
{
  g_autofree char *folder = fixture_path (self, "photos");
  g_autoptr(Run) by_identifier = NULL;
  g_autoptr(Run) by_number = NULL;

  import_students (self);
  g_assert_cmpint (g_mkdir (folder, 0700), ==, 0);
  write_photo (self, "photos/11010519491231002X.jpg", 1, 1);
  by_identifier = fixture_run (self, NULL, ARGUMENTS (folder), "--data", self->data, NULL);
  run_assert (by_identifier, 1, "no student", "1 of 1");
  by_number = fixture_run (self, NULL, ARGUMENTS (folder), "--by", "id-number", "--data",
                           self->data, NULL);
  run_assert (by_number, 0, "added 1, replaced 0, same 0", "");
}

static void
test_refused (Fixture      *self,
              gconstpointer user_data)
{
  g_autofree char *archive = fixture_write (self, "photos.zip", "PK\3\4", -1);
  g_autofree char *absent = fixture_path (self, "absent");
  g_autoptr(Run) no_level = fixture_run (self, NULL, "roster", "photos", self->dir, "--school",
                                         "11414", "--data", self->data, NULL);
  g_autoptr(Run) bad_by = fixture_run (self, NULL, ARGUMENTS (self->dir), "--by", "name", "--data",
                                       self->data, NULL);
  g_autoptr(Run) zip = fixture_run (self, NULL, ARGUMENTS (archive), "--data", self->data, NULL);
  g_autoptr(Run) nowhere = fixture_run (self, NULL, ARGUMENTS (absent), "--data", self->data, NULL);
  g_autoptr(Run) no_school = NULL;

  run_assert (no_level, 2, "", "--level");
  run_assert (bad_by, 2, "", "id-number");
  run_assert (zip, 1, "", "unpack");
  run_assert (nowhere, 1, "", "cannot be read");
  import_students (self);
  no_school = fixture_run (self, NULL, "roster", "photos", self->dir, "--school", "99999",
                           "--level", "master", "--data", self->data, NULL);
  run_assert (no_school, 1, "", "No school has this code");
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
#define ADD(path, func) g_test_add (path, Fixture, NULL, fixture_set_up, func, fixture_tear_down)
  ADD ("/ctl/photos/data", test_data);
  ADD ("/ctl/photos/service", test_service);
  ADD ("/ctl/photos/by-number", test_by_number);
  ADD ("/ctl/photos/refused", test_refused);
  return g_test_run ();
}
