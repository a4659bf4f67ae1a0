/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "dz-filter-text.h"

#include "dz-level.h"

#define WINDOW "0123456789abcdef0123456789abcdef"

static GPtrArray *
new_windows (void)
{
  GPtrArray *windows = g_ptr_array_new_with_free_func ((GDestroyNotify) dz_queue_window_free);
  DzQueueWindow *window = dz_queue_window_new ();

  window->window = g_strdup (WINDOW);
  window->school = g_strdup ("11414");
  window->school_name = g_strdup ("中国石油大学(北京)");
  window->levels = 1 << DZ_LEVEL_MASTER | 1 << DZ_LEVEL_DOCTOR;
  window->opens_us = G_GINT64_CONSTANT (1652112000000000);  /* 2022-05-10 in Beijing */
  window->closes_us = G_GINT64_CONSTANT (1652544000000000); /* the end of 2022-05-14 */
  g_ptr_array_add (windows, window);
  return windows;
}

static void
assert_summary (DzQueueFilter *filter,
                GPtrArray     *windows,
                const char    *expected)
{
  g_autofree char *text = dz_filter_summary (filter, windows);

  g_assert_cmpstr (text, ==, expected);
}

static void
test_summary (void)
{
  g_autoptr(GPtrArray) windows = new_windows ();
  DzQueueFilter school = { .school = (char *) "11414" };
  DzQueueFilter window = { .window = (char *) WINDOW };
  DzQueueFilter all = { .school = (char *) "11414", .window = (char *) WINDOW,
                        .verdict = DZ_FILTER_VERDICT_FAIL, .attempt = DZ_FILTER_ATTEMPT_LATER,
                        .waited_min = 1440 };
  DzQueueFilter nothing = { 0 };

  assert_summary (&school, windows, "11414 中国石油大学(北京)");
  assert_summary (&school, NULL, "11414"); /* its name is not known yet */
  assert_summary (&window, windows,
                  "11414 中国石油大学(北京) · Master, Doctor, 2022-05-10 to 2022-05-14");
  assert_summary (&window, NULL, "one window");
  assert_summary (&all, windows,
                  "11414 中国石油大学(北京) · Master, Doctor, 2022-05-10 to 2022-05-14 · "
                  "A rule fails · Second and later attempts · Waiting a day or more");
  assert_summary (&nothing, windows, "");
}

static void
test_waits (void)
{
  for (guint i = 0; i < DZ_FILTER_N_WAITS; i++)
    g_assert_cmpuint (dz_filter_find_wait (dz_filter_get_wait (i)), ==, i);
  g_assert_cmpuint (dz_filter_get_wait (dz_filter_find_wait (59)), ==, 0);
  g_assert_cmpuint (dz_filter_get_wait (dz_filter_find_wait (100000)), ==, 3 * 24 * 60);
}

static void
test_counts (void)
{
  g_autofree char *text = dz_filter_counts (12, 412);

  g_assert_cmpstr (text, ==, "12 of 412 free photos fit");
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/filter-text/summary", test_summary);
  g_test_add_func ("/filter-text/waits", test_waits);
  g_test_add_func ("/filter-text/counts", test_counts);
  return g_test_run ();
}
