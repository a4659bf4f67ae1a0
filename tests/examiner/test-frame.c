/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "dz-examiner-frame.h"
#include "dz-examiner-program.h"
#include "dz-examiner.h"
#include "dz-memfd.h"

#include <fcntl.h>
#include <glib/gstdio.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

static void
test_request (void)
{
  DzExaminerRequest sent;
  DzExaminerRequest got;
  g_autoptr(GError) error = NULL;

  dz_examiner_request_init (&sent, DZ_EXAMINER_KIND_RENDER, 77);
  sent.max_width = 5;
  g_assert_true (dz_examiner_request_read (&got, &sent, sizeof sent, &error));
  g_assert_no_error (error);
  g_assert_cmpmem (&sent, sizeof sent, &got, sizeof got);
  g_assert_false (dz_examiner_request_read (&got, &sent, sizeof sent - 1, &error));
  g_assert_error (error, DZ_EXAMINER_ERROR, DZ_EXAMINER_ERROR_LIED);
  g_clear_error (&error);
  sent.kind = DZ_N_EXAMINER_KINDS;
  g_assert_false (dz_examiner_request_read (&got, &sent, sizeof sent, &error));
  g_assert_error (error, DZ_EXAMINER_ERROR, DZ_EXAMINER_ERROR_LIED);
}

static void
test_answer (void)
{
  guint8 frame[sizeof (DzExaminerAnswer) + 10] = { 0 };
  DzExaminerRequest request;
  DzExaminerAnswer sent;
  DzExaminerAnswer got;
  g_autoptr(GError) error = NULL;

  dz_examiner_request_init (&request, DZ_EXAMINER_KIND_MEASURE, 5);
  dz_examiner_answer_init (&sent, &request, DZ_EXAMINER_STATUS_OK, 10);
  memcpy (frame, &sent, sizeof sent);
  g_assert_true (dz_examiner_answer_read (&got, frame, sizeof frame, &error));
  g_assert_cmpuint (got.id, ==, 5);
  g_assert_cmpuint (got.length, ==, 10);
  for (gsize length = 0; length < sizeof frame; length++)
    {
      g_autoptr(GError) local_error = NULL;

      g_assert_false (dz_examiner_answer_read (&got, frame, length, &local_error));
      g_assert_error (local_error, DZ_EXAMINER_ERROR, DZ_EXAMINER_ERROR_LIED);
    }
}

static void
test_input_is_sealed (void)
{
  g_autoptr(GBytes) bytes = g_bytes_new_static ("photo", 5);
  g_autoptr(GError) error = NULL;
  int fd = dz_memfd_new_input (bytes, &error);

  g_assert_no_error (error);
  g_assert_cmpint (write (fd, "x", 1), ==, -1);
  g_assert_cmpint (pwrite (fd, "x", 1, 0), ==, -1);
  g_assert_cmpint (ftruncate (fd, 4), ==, -1);
  g_assert_cmpint (ftruncate (fd, 6), ==, -1);
  g_assert_true (mmap (NULL, 5, PROT_READ | PROT_WRITE, MAP_SHARED, fd, 0) == MAP_FAILED);
  g_assert_true ((fcntl (fd, F_GETFD) & FD_CLOEXEC) != 0);
  close (fd);
}

static void
test_output_is_sealed (void)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(GBytes) bytes = NULL;
  int fd = dz_memfd_new_output (10000, &error);
  void *map;

  g_assert_no_error (error);
  g_assert_cmpint (ftruncate (fd, 9999), ==, -1);
  g_assert_cmpint (ftruncate (fd, 10001), ==, -1);
  map = mmap (NULL, 10000, PROT_READ | PROT_WRITE, MAP_SHARED, fd, 0);
  memset (map, 'x', 10000);
  g_assert_null (dz_memfd_seal (fd, 3, &error));
  g_assert_error (error, DZ_EXAMINER_ERROR, DZ_EXAMINER_ERROR_LIED);
  munmap (map, 10000);
  g_clear_error (&error);
  bytes = dz_memfd_seal (fd, 3, &error);
  g_assert_no_error (error);
  g_assert_cmpint (pwrite (fd, "y", 1, 0), ==, -1);
  close (fd);
  g_assert_cmpmem (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes), "xxx", 3);
}

static void
test_output_too_short (void)
{
  g_autoptr(GError) error = NULL;
  int fd = dz_memfd_new_output (10, NULL);

  g_assert_null (dz_memfd_seal (fd, 11, &error));
  g_assert_error (error, DZ_EXAMINER_ERROR, DZ_EXAMINER_ERROR_LIED);
  close (fd);
}

/* Secrets of the service stay there. */
static void
test_environment (void)
{
  const char *given[] = {
    "PATH=/bin", "DZ_SECRET=1", "HOME=/nowhere", "DZ_EXAMINER_MODELS=m", "G_DEBUG=x", "PATHS=no",
    NULL
  };
  static const char *const expected[] = {
    "PATH=/bin", "DZ_EXAMINER_MODELS=m", "G_DEBUG=x", "G_SLICE=always-malloc", "LD_BIND_NOW=1",
    "GLIBC_TUNABLES=glibc.malloc.hugetlb=1", NULL
  };
  g_auto(GStrv) kept = dz_examiner_program_environment ((char **) given);

  g_assert_cmpstrv (kept, expected);
}

static void
test_program (void)
{
  g_autofree char *set = g_strdup (g_getenv ("DZ_EXAMINER"));
  g_autofree char *wanted = dz_examiner_program_find ("/x/y");
  g_autofree char *from_environment = NULL;
  g_autofree char *installed = NULL;

  g_assert_cmpstr (wanted, ==, "/x/y");
  g_setenv ("DZ_EXAMINER", "/from/environment", TRUE);
  from_environment = dz_examiner_program_find (NULL);
  g_assert_cmpstr (from_environment, ==, "/from/environment");
  g_unsetenv ("DZ_EXAMINER");
  installed = dz_examiner_program_find (NULL);
  g_assert_true (g_str_has_suffix (installed, "/duizhao-examiner"));
  g_assert_true (g_path_is_absolute (installed));
  if (set != NULL)
    g_setenv ("DZ_EXAMINER", set, TRUE);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/frame/request", test_request);
  g_test_add_func ("/frame/answer", test_answer);
  g_test_add_func ("/frame/input-is-sealed", test_input_is_sealed);
  g_test_add_func ("/frame/output-is-sealed", test_output_is_sealed);
  g_test_add_func ("/frame/output-too-short", test_output_too_short);
  g_test_add_func ("/frame/environment", test_environment);
  g_test_add_func ("/frame/program", test_program);
  return g_test_run ();
}
