/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the workstation starts by itself: a service of its own, a sample school. */
#include "dz-demo-folder.h"
#include "dz-embedded-service.h"
#include "dz-sync.h"
#include "dz-test-wait.h"

#include <string.h>

#define LONG_S 120

static void
done_cb (GObject      *source,
         GAsyncResult *result,
         gpointer      user_data)
{
  GAsyncResult **done = user_data;

  *done = g_object_ref (result);
}

static char *
new_dir (void)
{
  g_autoptr(GError) error = NULL;
  char *dir = g_dir_make_tmp ("duizhao-test-XXXXXX", &error);

  g_assert_no_error (error);
  return dir;
}

static void
name_administrator (DzEmbeddedService *service,
                    const char        *dir)
{
  g_autofree char *cache = g_build_filename (dir, "desk", NULL);
  g_autoptr(GAsyncResult) probed = NULL;
  g_autoptr(GAsyncResult) set_up = NULL;
  g_autoptr(GError) error = NULL;
  g_autoptr(DzServiceInfo) info = NULL;
  g_autoptr(GAsyncResult) opened = NULL;
  DzSync *sync;

  dz_sync_open_async (dz_embedded_service_get_url (service), cache, NULL, done_cb, &opened);
  dz_test_wait_set (&opened, LONG_S, "the desk's data open");
  sync = dz_sync_open_finish (opened, &error);
  g_assert_no_error (error);
  dz_sync_probe_async (sync, NULL, done_cb, &probed);
  dz_test_wait_set (&probed, LONG_S, "the service answers");
  info = dz_sync_probe_finish (sync, probed, &error);
  g_assert_no_error (error);
  g_assert_true (info->needs_setup);
  dz_sync_set_up_async (sync, dz_embedded_service_get_credential (service), "管理员",
                        "对照密码有八个字", NULL, done_cb, &set_up);
  dz_test_wait_set (&set_up, LONG_S, "the administrator is named");
  g_assert_true (dz_sync_set_up_finish (sync, set_up, &error));
  g_assert_no_error (error);
  g_assert_cmpstr (dz_sync_get_user (sync)->name, ==, "管理员");
  dz_sync_close (sync);
  g_clear_object (&probed);
  g_clear_object (&set_up);
  dz_test_wait_finalized (sync);
}

static DzEmbeddedService *
start (const char *data)
{
  DzEmbeddedService *service = dz_embedded_service_new (g_getenv ("DZ_SERVICE"), data);
  g_autoptr(GAsyncResult) started = NULL;
  g_autoptr(GError) error = NULL;

  dz_embedded_service_start_async (service, NULL, done_cb, &started);
  dz_test_wait_set (&started, LONG_S, "the service is ready");
  g_assert_true (dz_embedded_service_start_finish (service, started, &error));
  g_assert_no_error (error);
  g_assert_true (g_str_has_prefix (dz_embedded_service_get_url (service), "http://127.0.0.1:"));
  return service;
}

/* It names its administrator, ends when it is asked to, and gives its data free for the next. */
static void
test_service (void)
{
  g_autofree char *dir = new_dir ();
  g_autofree char *data = g_build_filename (dir, "data", NULL);
  g_autoptr(DzEmbeddedService) first = start (data);
  g_autoptr(DzEmbeddedService) second = NULL;

  name_administrator (first, dir);
  dz_embedded_service_stop (first);
  second = start (data);
  dz_embedded_service_stop (second);
  dz_test_remove_tree (dir);
}

static char *
fail_to_start (const char *program,
               const char *data)
{
  g_autoptr(DzEmbeddedService) service = dz_embedded_service_new (program, data);
  g_autoptr(GAsyncResult) started = NULL;
  g_autoptr(GError) error = NULL;

  dz_embedded_service_start_async (service, NULL, done_cb, &started);
  dz_test_wait_set (&started, LONG_S, "the service does not start");
  g_assert_false (dz_embedded_service_start_finish (service, started, &error));
  g_assert_nonnull (error);
  return g_strdup (error->message);
}

static void
test_service_fails (void)
{
  g_autofree char *dir = new_dir ();
  g_autofree char *missing = fail_to_start ("/nowhere/duizhao-service", dir);
  g_autofree char *ended = fail_to_start ("/bin/false", dir);

  g_assert_true (g_str_has_prefix (missing, "Starting the workstation's own service: "));
  g_assert_cmpstr (ended, ==, "The workstation's own service has ended.");
  dz_test_remove_tree (dir);
}

/* A second service on the same data says who holds them, and the desk passes it on. */
static void
test_service_locked (void)
{
  g_autofree char *dir = new_dir ();
  g_autofree char *data = g_build_filename (dir, "data", NULL);
  g_autoptr(DzEmbeddedService) first = start (data);
  g_autofree char *locked = fail_to_start (g_getenv ("DZ_SERVICE"), data);

  g_assert_true (g_str_has_prefix (locked, "The workstation's own service has ended: "));
  g_assert_cmpuint (strlen (locked), >, strlen ("The workstation's own service has ended: "));
  dz_embedded_service_stop (first);
  dz_test_remove_tree (dir);
}

static void
ended_cb (DzEmbeddedService *service,
          const char        *sentence,
          char             **heard)
{
  *heard = g_strdup (sentence);
}

/* A program that is ready and then dies: the desk hears its last words. */
static void
test_service_dies (void)
{
  static const char script[]
      = "#!/bin/sh\necho staff http://127.0.0.1:1\necho ready\necho the disk is full >&2\n";
  g_autofree char *dir = new_dir ();
  g_autofree char *program = g_build_filename (dir, "service", NULL);
  g_autoptr(DzEmbeddedService) service = dz_embedded_service_new (program, dir);
  g_autoptr(GAsyncResult) started = NULL;
  g_autofree char *heard = NULL;
  g_autoptr(GError) error = NULL;

  g_assert_true (g_file_set_contents_full (program, script, -1, G_FILE_SET_CONTENTS_NONE, 0700,
                                           &error));
  g_signal_connect (service, "ended", G_CALLBACK (ended_cb), &heard);
  dz_embedded_service_start_async (service, NULL, done_cb, &started);
  dz_test_wait_set (&started, LONG_S, "the program is ready");
  g_assert_true (dz_embedded_service_start_finish (service, started, &error));
  g_assert_no_error (error);
  dz_test_wait_set (&heard, LONG_S, "the program has ended");
  g_assert_cmpstr (heard, ==, "The workstation's own service has ended: the disk is full");
  dz_test_remove_tree (dir);
}

static void
progress_cb (DzDemoFolder *folder,
             guint         done,
             guint         total,
             GCancellable *cancellable)
{
  g_assert_cmpuint (total, >, 0);
  g_assert_cmpuint (done, <=, total);
  g_cancellable_cancel (cancellable);
}

/* Given up at its first sign of life, it leaves nothing behind. */
static void
test_demo_cancelled (void)
{
  g_autoptr(DzDemoFolder) folder = dz_demo_folder_new ();
  g_autoptr(GCancellable) cancellable = g_cancellable_new ();
  g_autoptr(GAsyncResult) filled = NULL;
  g_autofree char *root = NULL;
  g_autoptr(GError) error = NULL;

  g_signal_connect (folder, "progress", G_CALLBACK (progress_cb), cancellable);
  dz_demo_folder_fill_async (folder, g_getenv ("DZ_CTL"), cancellable, done_cb, &filled);
  dz_test_wait_set (&filled, LONG_S, "the sample school is given up");
  g_assert_false (dz_demo_folder_fill_finish (folder, filled, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  root = g_path_get_dirname (dz_demo_folder_get_data_dir (folder));
  g_assert_true (g_file_test (root, G_FILE_TEST_IS_DIR));
  dz_demo_folder_remove (folder);
  g_assert_false (g_file_test (root, G_FILE_TEST_EXISTS));
}

static void
folder_cb (DzDemoFolder *folder,
           guint         done,
           guint         total,
           char        **root)
{
  if (*root == NULL)
    *root = g_path_get_dirname (dz_demo_folder_get_data_dir (folder));
}

/* The program ends while the school is painted, and no main loop runs any more: the painter must
 * not go on filling the folder. */
static void
test_demo_removed (void)
{
  g_autoptr(DzDemoFolder) folder = dz_demo_folder_new ();
  g_autoptr(GAsyncResult) filled = NULL;
  g_autofree char *root = NULL;
  g_autoptr(GError) error = NULL;

  g_signal_connect (folder, "progress", G_CALLBACK (folder_cb), &root);
  dz_demo_folder_fill_async (folder, g_getenv ("DZ_CTL"), NULL, done_cb, &filled);
  dz_test_wait_set (&root, LONG_S, "the school is being painted");
  dz_demo_folder_remove (folder);
  g_assert_false (g_file_test (root, G_FILE_TEST_EXISTS));
  dz_test_wait_set (&filled, LONG_S, "the painter has ended");
  g_assert_false (dz_demo_folder_fill_finish (folder, filled, &error));
  g_assert_false (g_file_test (root, G_FILE_TEST_EXISTS));
}

static void
test_demo_fails (void)
{
  g_autoptr(DzDemoFolder) folder = dz_demo_folder_new ();
  g_autoptr(GAsyncResult) filled = NULL;
  g_autoptr(GError) error = NULL;

  dz_demo_folder_fill_async (folder, "/bin/false", NULL, done_cb, &filled);
  dz_test_wait_set (&filled, LONG_S, "the sample school fails");
  g_assert_false (dz_demo_folder_fill_finish (folder, filled, &error));
  g_assert_error (error, DZ_START_ERROR, DZ_START_ERROR_DEMO);
  dz_demo_folder_remove (folder);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/starting/service", test_service);
  g_test_add_func ("/starting/service-fails", test_service_fails);
  g_test_add_func ("/starting/service-locked", test_service_locked);
  g_test_add_func ("/starting/service-dies", test_service_dies);
  g_test_add_func ("/starting/demo-cancelled", test_demo_cancelled);
  g_test_add_func ("/starting/demo-removed", test_demo_removed);
  g_test_add_func ("/starting/demo-fails", test_demo_fails);
  return g_test_run ();
}
